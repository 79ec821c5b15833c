//! Tables as spreadsheets write and read them (RFC 4180, with the separators that are met).
//!
//! Reading goes record by record, so that a long file is read in slices of time. Cells that a spreadsheet would run as
//! a formula are written with an apostrophe before them.

/// A record: its cells, and the line of the file that it begins in, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// From 1.
    pub line: usize,
    /// Without their quotes.
    pub cells: Vec<String>,
}

impl Record {
    /// A cell without the white space around it; empty where there is none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

/// A quote that never closes: it begins in that line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unclosed {
    /// From 1.
    pub line: usize,
}

/// Reads records one by one. Owns its text, so that it can wait between two slices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    text: String,
    at: usize,
    line: usize,
    separator: char,
}

impl Reader {
    /// At the beginning of a text, with or without a byte order mark. The separator is the one of `;`, `,` and tab that
    /// stands most often in the first record, outside of quotes.
    pub fn new(text: String) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let separator = separator(&text[at..]);
        Self { text, at, line: 1, separator }
    }

    /// How far it is, in hundredths.
    pub fn percent(&self) -> u8 {
        let percent = self.at * 100 / self.text.len().max(1);
        u8::try_from(percent).unwrap_or(100)
    }

    /// The next record that holds something; `None` at the end.
    ///
    /// # Errors
    /// [`Unclosed`]; nothing can be read after it.
    pub fn record(&mut self) -> Option<Result<Record, Unclosed>> {
        loop {
            if self.at >= self.text.len() {
                return None;
            }
            match self.one() {
                Ok(record) if record.cells.iter().all(|cell| cell.trim().is_empty()) => {}
                other => return Some(other),
            }
        }
    }

    fn one(&mut self) -> Result<Record, Unclosed> {
        let line = self.line;
        let (mut cells, mut cell, mut quoted, mut fresh) = (Vec::new(), String::new(), false, true);
        let mut signs = self.text[self.at..].char_indices().peekable();
        let mut end = self.text.len();
        while let Some((at, sign)) = signs.next() {
            if sign == '\n' {
                self.line += 1;
            }
            match sign {
                '"' if quoted => match signs.peek() {
                    Some((_, '"')) => {
                        signs.next();
                        cell.push('"');
                    }
                    _ => quoted = false,
                },
                _ if quoted => cell.push(sign),
                '"' if fresh => quoted = true,
                '\n' => {
                    end = self.at + at + 1;
                    break;
                }
                '\r' if matches!(signs.peek(), Some((_, '\n'))) => continue,
                sign if sign == self.separator => {
                    cells.push(core::mem::take(&mut cell));
                    fresh = true;
                    continue;
                }
                sign => cell.push(sign),
            }
            fresh = false;
        }
        self.at = end;
        if quoted {
            self.at = self.text.len();
            return Err(Unclosed { line });
        }
        cells.push(cell);
        Ok(Record { line, cells })
    }
}

fn separator(text: &str) -> char {
    let mut counts = [(';', 0), (',', 0), ('\t', 0)];
    let mut quoted = false;
    for sign in text.chars() {
        match sign {
            '"' => quoted = !quoted,
            '\n' if !quoted => break,
            sign if !quoted => {
                if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == sign) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    // Of equals the first: what French spreadsheets write.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(';', |(sign, _)| sign)
}

/// A text as headers and names are compared: small letters without accents, one kind of apostrophe, dash and space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for sign in text.chars().flat_map(char::to_lowercase) {
        let sign = match sign {
            'à' | 'â' | 'ä' | 'á' | 'ã' => 'a',
            'ç' => 'c',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' | 'í' | 'ı' => 'i',
            'ñ' => 'n',
            'ô' | 'ö' | 'ó' | 'õ' => 'o',
            'ù' | 'û' | 'ü' | 'ú' => 'u',
            'ÿ' => 'y',
            '’' | '‘' | '`' => '\'',
            '-' | '‐' | '‑' | '–' => ' ',
            // Combining accents, as some systems write them.
            '\u{300}'..='\u{36f}' => continue,
            sign if sign.is_whitespace() => ' ',
            sign => sign,
        };
        if sign != ' ' || !(folded.is_empty() || folded.ends_with(' ')) {
            folded.push(sign);
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Writes a table: `;`, CRLF and a byte order mark, as French spreadsheets open by a double click.
#[derive(Debug, Clone)]
pub struct Writer {
    text: String,
    separator: char,
}

impl Default for Writer {
    fn default() -> Self {
        Self { text: "\u{feff}".to_owned(), separator: ';' }
    }
}

impl Writer {
    /// With commas and without a mark, as Moodle reads by default.
    pub const fn plain() -> Self {
        Self { text: String::new(), separator: ',' }
    }

    /// Adds a row. A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        self.cells(cells, true);
    }

    /// Adds a row for a program that takes every sign as it is.
    pub fn exact_row(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        self.cells(cells, false);
    }

    fn cells(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>, guard: bool) {
        for (number, cell) in cells.into_iter().enumerate() {
            let cell = cell.as_ref();
            if number > 0 {
                self.text.push(self.separator);
            }
            let runs = guard && is_formula(cell);
            let quoted = cell.contains(['"', ';', ',', '\t', '\n', '\r'])
                || cell.starts_with([' ', '\'', '\u{feff}'])
                || cell.ends_with(' ');
            if quoted {
                self.text.push('"');
            }
            if runs {
                self.text.push('\'');
            }
            for sign in cell.chars() {
                if sign == '"' {
                    self.text.push('"');
                }
                self.text.push(sign);
            }
            if quoted {
                self.text.push('"');
            }
        }
        self.text.push_str("\r\n");
    }

    /// The whole table.
    pub fn finish(self) -> String {
        self.text
    }
}

/// Whether a spreadsheet would run a cell. One that looks guarded already counts too: it gets a second apostrophe, so
/// that taking one away gives back what was written.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// A cell as it was meant: without the apostrophe that guards a formula.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &str) -> Vec<(usize, Vec<String>)> {
        let mut reader = Reader::new(text.to_owned());
        let mut found = Vec::new();
        while let Some(record) = reader.record() {
            let record = record.unwrap();
            found.push((record.line, record.cells));
        }
        found
    }

    #[test]
    fn separators_marks_and_line_ends_are_those_of_the_file() {
        for text in ["\u{feff}a;b\r\n1;2\r\n", "a,b\n1,2", "a\tb\n1\t2\n", "\u{feff}\"a\";\"b\"\n\"1\";\"2\""]
        {
            let found = all(text);
            assert_eq!(found.len(), 2, "{text:?}");
            assert_eq!(found[1].1, ["1", "2"], "{text:?}");
        }
        assert_eq!(all("\"a;b,c,d\";x\n")[0].1, ["a;b,c,d", "x"], "quotes do not count");
    }

    #[test]
    fn quotes_hold_line_breaks_and_lines_are_still_counted() {
        let found = all("a;b\n\"une\r\nadresse \"\"x\"\"\";2\n\n  ;\n3;4\n");
        assert_eq!(found[1], (2, vec!["une\r\nadresse \"x\"".to_owned(), "2".to_owned()]));
        assert_eq!(
            found[2],
            (6, vec!["3".to_owned(), "4".to_owned()]),
            "empty records are skipped, and counted"
        );
    }

    #[test]
    fn a_quote_that_never_closes_is_told_with_its_line() {
        let mut reader = Reader::new("a;b\n1;2\n\"x;3\n4;5\n".to_owned());
        assert_eq!(reader.record().unwrap().unwrap().line, 1);
        assert_eq!(reader.record().unwrap().unwrap().line, 2);
        assert_eq!(reader.record(), Some(Err(Unclosed { line: 3 })));
        assert_eq!(reader.record(), None);
        assert_eq!(reader.percent(), 100);
    }

    #[test]
    fn formulas_do_not_run() {
        let mut writer = Writer::default();
        writer.row(["=1+1", "+33 6", "-2", "@x", "\t=1", "3", "Zoé 🦊", "a;b"]);
        let text = writer.finish();
        assert_eq!(text, "\u{feff}'=1+1;'+33 6;'-2;'@x;\"'\t=1\";3;Zoé 🦊;\"a;b\"\r\n");
        for cell in &all(&text)[0].1 {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
        assert_eq!(unguarded("'=1+1"), "=1+1");
        assert_eq!(unguarded("'t Hooft"), "'t Hooft");
    }

    #[test]
    fn what_was_guarded_comes_back_exactly() {
        for cell in
            ["=1+1", "'=1+1", "''@x", "'t Hooft", "+33 6", "'", "-", "a=1", "=HYPERLINK(\"http://x\";\"y\")"]
        {
            let mut writer = Writer::default();
            writer.row([cell, "b"]);
            let found = all(&writer.finish());
            assert_eq!(unguarded(&found[0].1[0]), cell);
        }
    }

    #[test]
    fn names_and_headers_compare_whatever_wrote_them() {
        assert_eq!(fold("  Prénom  du\u{a0}Participant "), "prenom du participant");
        assert_eq!(fold("S’insérer"), fold("S'INSÉRER"));
        assert_eq!(fold("Marie‑Zoe\u{301}"), fold("marie zoé"));
        assert_eq!(fold("Mener une recherche"), "mener une recherche");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(rows in prop::collection::vec(prop::collection::vec("[a-zé;,\"\n 🦊=+'-]{0,8}", 2..5), 1..6)) {
            let mut writer = Writer::default();
            // A head fixes the separator, as every table here has one.
            writer.row(["a", "b", "c", "d"]);
            for row in &rows {
                writer.exact_row(row);
            }
            let found: Vec<Vec<String>> = all(&writer.finish()).into_iter().skip(1).map(|(_, cells)| cells).collect();
            let expected: Vec<Vec<String>> = rows.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,80}") {
            let mut reader = Reader::new(text);
            while let Some(record) = reader.record() {
                if record.is_err() {
                    break;
                }
            }
        }
    }
}

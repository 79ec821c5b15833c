//! Tables as text, cells parted by semicolons, commas or tabs.

use core::fmt::Write as _;

/// A row of cells, and the line of the file on which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// From 1.
    pub line: usize,
    /// Its cells, without the quotes.
    pub cells: Vec<String>,
}

/// The separator of a table: the one that its first line has most of, outside of quotes.
fn separator(text: &str) -> char {
    let mut counts = [(';', 0), ('\t', 0), (',', 0)];
    let mut quoted = false;
    for sign in text.chars() {
        match sign {
            '"' => quoted = !quoted,
            '\n' | '\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(known, _)| *known == sign).for_each(|(_, count)| *count += 1),
        }
    }
    // The first of the most frequent: where there is none, a semicolon.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(';', |(sign, _)| sign)
}

/// Reads a table. Rows without a single sign are left out.
pub fn read(text: &str) -> Vec<Row> {
    let separator = separator(text);
    let mut rows = Vec::new();
    let mut row = Row { line: 1, cells: Vec::new() };
    let (mut cell, mut quoted, mut line) = (String::new(), false, 1);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign == '\n' {
            line += 1;
        }
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' if quoted || cell.trim().is_empty() => {
                quoted = !quoted;
                if quoted {
                    cell.clear();
                }
            }
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.cells.push(core::mem::take(&mut cell));
                end(&mut rows, core::mem::replace(&mut row, Row { line, cells: Vec::new() }));
            }
            _ if sign == separator && !quoted => row.cells.push(core::mem::take(&mut cell)),
            _ => cell.push(sign),
        }
    }
    row.cells.push(cell);
    end(&mut rows, row);
    rows
}

fn end(rows: &mut Vec<Row>, mut row: Row) {
    for cell in &mut row.cells {
        let trimmed = cell.trim();
        if trimmed.len() != cell.len() {
            *cell = trimmed.to_owned();
        }
    }
    if row.cells.iter().any(|cell| !cell.is_empty()) {
        rows.push(row);
    }
}

/// A cell to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number, written already.
    Number(String),
}

/// Writes a table for a French or an English spreadsheet: semicolons, CRLF, and the mark by which it knows UTF-8.
pub fn write(rows: &[Vec<Cell>]) -> String {
    let mut text = String::from('\u{feff}');
    for row in rows {
        for (number, cell) in row.iter().enumerate() {
            if number > 0 {
                text.push(';');
            }
            match cell {
                Cell::Number(number) => text.push_str(number),
                // Writing to a String cannot fail.
                Cell::Text(words) => drop(write!(text, "\"{}\"", harmless(words).replace('"', "\"\""))),
            }
        }
        text.push_str("\r\n");
    }
    text
}

/// Words that a spreadsheet would take for a formula get an apostrophe before them.
fn harmless(words: &str) -> String {
    let mark = if words.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '|', '%'])
        || words.starts_with(['\t', '\r'])
    {
        "'"
    } else {
        ""
    };
    [mark, words].concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        read(text).into_iter().map(|row| (row.line, row.cells)).collect()
    }

    fn row(line: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn separators_quotes_and_line_ends() {
        assert_eq!(cells("a;b\r\n1,5;2\r\n"), [row(1, &["a", "b"]), row(2, &["1,5", "2"])]);
        assert_eq!(cells("a,b\n1.5,2"), [row(1, &["a", "b"]), row(2, &["1.5", "2"])]);
        assert_eq!(cells("a\tb\n\n\n x \t2"), [row(1, &["a", "b"]), row(4, &["x", "2"])]);
        assert_eq!(
            cells("\"a;b\";c\n\"d\"\"e\";\"f\ng\"\nh;i"),
            [row(1, &["a;b", "c"]), row(2, &["d\"e", "f\ng"]), row(4, &["h", "i"])]
        );
        assert_eq!(cells(""), []);
        assert_eq!(cells("one"), [row(1, &["one"])]);
    }

    #[test]
    fn a_quote_inside_a_cell_is_a_sign() {
        assert_eq!(cells("écran 75\";2"), [row(1, &["écran 75\"", "2"])]);
    }

    #[test]
    fn formulas_are_words() {
        for formula in ["=1+1", "+33 1", "-2", "@SUM(A1)", "\t=1", " =HYPERLINK(\"x\")", "|calc"] {
            let written = write(&[vec![Cell::Text(formula.into())]]);
            assert!(written.starts_with("\u{feff}\"'"), "{written}");
        }
        assert_eq!(
            write(&[vec![Cell::Text("Îlot \"A\"".into()), Cell::Number("-2,50".into())]]),
            "\u{feff}\"Îlot \"\"A\"\"\";-2,50\r\n"
        );
    }

    proptest! {
        #[test]
        fn written_and_read(table in prop::collection::vec(prop::collection::vec("[a-zé;,\"\n0-9]{1,8}", 2..5), 1..6)) {
            let rows: Vec<Vec<Cell>> = table.iter().map(|row| row.iter().map(|cell| Cell::Text(cell.clone())).collect()).collect();
            let text = write(&rows);
            let back: Vec<Vec<String>> = read(text.trim_start_matches('\u{feff}')).into_iter().map(|row| row.cells).collect();
            let wanted: Vec<Vec<String>> = table
                .iter()
                .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>())
                .filter(|row| row.iter().any(|cell| !cell.is_empty()))
                .collect();
            // A first line without any separator outside of quotes has none to be known by.
            prop_assert_eq!(back, wanted);
        }

        #[test]
        fn no_text_makes_it_fall(text in "\\PC{0,60}") {
            let _ = read(&text);
        }
    }
}

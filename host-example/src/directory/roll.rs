//! A list of people to add, as a spreadsheet gives it: last name, first name, profile, class.
//!
//! Read whole before anything is written: every wrong line is named with its number, and nothing changes until
//! there is none.

use greffon_protocol::Profile;

/// Most people added at once: each password is hashed with care, which takes its time.
pub const MOST: usize = 200;

/// A person of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Last name.
    pub family_name: String,
    /// First name.
    pub given_name: String,
    /// SDET profile.
    pub profile: Profile,
    /// The class, where one is given.
    pub class: Option<String>,
}

/// What is wrong with a line. The entry of the text catalogue, and the word in question.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Wrong {
    /// The line, from 1; 0 for the whole list.
    pub line: usize,
    /// The entry of the catalogue.
    pub text: &'static str,
    /// What stood there.
    pub word: String,
}

/// Reads the list; a first line of headings is left out.
pub fn read(text: &str) -> Result<Vec<Line>, Vec<Wrong>> {
    let mut lines = Vec::new();
    let mut wrongs = Vec::new();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let separator = if line.contains(';') {
            ';'
        } else if line.contains('\t') {
            '\t'
        } else {
            ','
        };
        let cells: Vec<&str> =
            line.split(separator).map(|cell| cell.trim().trim_matches('"').trim()).collect();
        let headings = index == 0 && cells.iter().any(|cell| cell.to_lowercase().starts_with("prof"));
        if headings || cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        match read_line(&cells) {
            Ok(line) => lines.push(line),
            Err((text, word)) => wrongs.push(Wrong { line: index + 1, text, word }),
        }
    }
    if lines.is_empty() && wrongs.is_empty() {
        wrongs.push(Wrong { line: 0, text: "roll.empty", word: String::new() });
    }
    if lines.len() > MOST {
        wrongs.push(Wrong { line: 0, text: "roll.too-many", word: lines.len().to_string() });
    }
    if wrongs.is_empty() { Ok(lines) } else { Err(wrongs) }
}

fn read_line(cells: &[&str]) -> Result<Line, (&'static str, String)> {
    let [family, given, profile, rest @ ..] = cells else {
        return Err(("roll.columns", cells.len().to_string()));
    };
    for name in [family, given] {
        if name.is_empty() || name.chars().count() > 80 || !name.chars().any(char::is_alphabetic) {
            return Err(("roll.name", (*name).to_owned()));
        }
    }
    let profile = read_profile(profile).ok_or_else(|| ("roll.profile", (*profile).to_owned()))?;
    let class = rest.first().filter(|class| !class.is_empty()).map(|class| (*class).to_owned());
    if class.as_ref().is_some_and(|class| class.chars().count() > 40) {
        return Err(("roll.class", class.unwrap_or_default()));
    }
    let (family_name, given_name) = ((*family).to_owned(), (*given).to_owned());
    Ok(Line { family_name, given_name, profile, class })
}

/// The SDET name, whatever its case, or the plain word.
fn read_profile(word: &str) -> Option<Profile> {
    Profile::try_from(word.to_owned()).ok().or_else(|| match word.to_lowercase().as_str() {
        "élève" | "eleve" | "pupil" => Some(Profile::Pupil),
        "enseignant" | "enseignante" | "teacher" => Some(Profile::Teacher),
        "documentaliste" | "librarian" => Some(Profile::Librarian),
        "responsable" | "parent" | "guardian" => Some(Profile::Guardian),
        "direction" | "head" => Some(Profile::Head),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_with_or_without_headings() {
        let text =
            "\u{feff}Nom;Prénom;Profil;Classe\nBenali;Amina;élève;6e B\n\nMoreau;Claire;national_ens;\n";
        let lines = read(text).unwrap();
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[0].profile, lines[0].class.as_deref()), (Profile::Pupil, Some("6e B")));
        assert_eq!((lines[1].profile, lines[1].class.as_deref()), (Profile::Teacher, None));
        assert_eq!(read("\"Benali\",\"Amina\",pupil,6e B").unwrap()[0].family_name, "Benali");
    }

    #[test]
    fn every_wrong_line_is_named() {
        let wrongs = read("Benali;Amina;élève\n;Léo;élève\nMartin;Léo;chef\nSeul\n").unwrap_err();
        let told: Vec<_> = wrongs.iter().map(|wrong| (wrong.line, wrong.text, wrong.word.as_str())).collect();
        assert_eq!(told, [(2, "roll.name", ""), (3, "roll.profile", "chef"), (4, "roll.columns", "1")]);
        assert_eq!(read("  \n").unwrap_err()[0].text, "roll.empty");
        assert_eq!(read(&"A;B;élève\n".repeat(201)).unwrap_err()[0].text, "roll.too-many");
    }
}

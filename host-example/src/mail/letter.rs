//! What is written: plain text in the recipient's language, with one link, why they get it, and where to end that.
//!
//! Nothing that a pupil wrote, and no pupil's name, comes in: of a report only its kind and its place are told.

use super::people::{Recipient, Source};
use crate::locale::Locale;

/// The most signs of a name or a title in a message.
const TITLE: usize = 120;

/// What a message is about; each can be switched off by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Somebody was named référent.
    Referent,
    /// A ticket is theirs.
    Ticket,
    /// Steps of theirs are due.
    Steps,
}

impl Kind {
    /// As it is stored, and in the catalogue of texts.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Referent => "referent",
            Self::Ticket => "ticket",
            Self::Steps => "steps",
        }
    }
}

/// A message to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(super) instance: String,
    pub(super) person: Option<i64>,
    pub(super) matter: String,
    pub(super) recipient: String,
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) address: String,
    pub(super) subject: String,
    pub(super) body: String,
    /// It is not sent itself: another message tells it.
    pub(super) covered: bool,
}

/// What letters about one board have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paper<'a> {
    pub(super) instance: &'a str,
    pub(super) origin: &'a str,
    pub(super) school: &'a str,
}

impl Paper<'_> {
    /// A letter. `subject` and `says` are whole sentences; `lines` a list after them.
    pub(super) fn letter(
        self,
        to: &Recipient,
        kind: Kind,
        matter: String,
        subject: &str,
        says: &str,
        lines: &[String],
    ) -> Letter {
        let locale = to.locale;
        let link = format!("{}/w/{}", self.origin, self.instance);
        let mut parts =
            vec![locale.text_with("mail.greeting", &[("name", to.name.clone())]), says.to_owned()];
        if !lines.is_empty() {
            parts.push(lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n"));
        }
        parts.push(locale.text_with("mail.link", &[("link", link)]));
        let why = match to.source {
            Source::Account => {
                let end = [("link", format!("{}/account", self.origin))];
                [locale.text("mail.why.account").to_owned(), locale.text_with("mail.end.account", &end)]
            }
            Source::Directory => {
                let school = [("school", self.school.to_owned())];
                [
                    locale.text_with("mail.why.directory", &school),
                    locale.text("mail.end.directory").to_owned(),
                ]
            }
        };
        parts.push(format!("-- \n{}", why.join("\n")));
        Letter {
            instance: self.instance.to_owned(),
            person: to.person,
            matter,
            recipient: to.key.clone(),
            kind,
            name: to.name.clone(),
            address: to.address.clone(),
            subject: one_line(subject, 200),
            body: format!("{}\n", parts.join("\n\n")),
            covered: false,
        }
    }

    /// A name as a message may hold it.
    pub(super) fn school(self) -> String {
        title(self.school)
    }
}

/// A name or a title as a message may hold it.
pub(super) fn title(text: &str) -> String {
    one_line(text, TITLE)
}

/// One line without signs of control: nothing that somebody typed can begin a header, or a line of the message.
pub(super) fn one_line(text: &str, most: usize) -> String {
    let breaks =
        |sign: char| sign.is_control() || sign.is_whitespace() || matches!(sign, '\u{2028}' | '\u{2029}');
    // The spaces of French typography stay as they are.
    let kept = |sign: char| matches!(sign, '\u{a0}' | '\u{202f}');
    let mut line = String::new();
    for word in text.split(|sign: char| breaks(sign) && !kept(sign)).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if line.chars().count() > most {
        line = line.chars().take(most - 1).collect();
        line.push('…');
    }
    line
}

/// A word of the board's own catalogue.
pub(super) fn word(locale: Locale, group: &str, id: &str) -> String {
    let key = [group, ".", &id.replace('-', "_")].concat();
    crate::calendar::words(locale).get(&key).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use greffon_certification_model::desk::problem::Problem;

    use super::*;

    #[test]
    fn what_somebody_typed_stays_on_one_line() {
        let typed = "Claire\r\nBcc: a@b.fr\u{2028}\u{85}X\0 Y\tZ";
        assert_eq!(one_line(typed, 100), "Claire Bcc: a@b.fr X Y Z");
        assert_eq!(one_line("À\u{202f}? \n", 100), "À\u{202f}?");
        assert_eq!(one_line(&"é".repeat(300), 120).chars().count(), 120);
    }

    #[test]
    fn every_kind_of_problem_has_its_word() {
        for locale in [Locale::French, Locale::English] {
            for problem in Problem::ALL {
                assert!(!word(locale, "problem", problem.id()).is_empty(), "{problem:?}");
            }
        }
    }
}

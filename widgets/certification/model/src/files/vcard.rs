//! The directory as cards that telephones and mail programs take in (vCard 4.0, RFC 6350).

use greffon_csv::fold;

use super::intake::{MOST, Refusal};
use super::lines::{Lines, parts, unescaped, unfolded};
use super::people::{BODY, Entry, FUNCTION, Fault, Found, HOURS, MAIL, MATTER, NAME, PHONE, REFERENT};
use crate::day::Day;
use crate::directory::Contact;
use crate::function::Function;
use crate::shelf::Shelf;

/// The media type.
pub const MIME: &str = "text/vcard";

/// Hours by themselves: the note has them for people to read, after what else it says.
const OWN_HOURS: &str = "X-GREFFON-HOURS";
/// Since when somebody is référent.
const OWN_REFERENT: &str = "X-GREFFON-REFERENT";
/// What the id of a card begins with.
const OWN_ID: &str = "certification-";

/// All cards in one file. `instance` keeps the cards of two schools apart, `word` names functions, and `hours` stands before
/// the hours of a person, as in `Horaires : 8 h à 17 h`.
pub fn write(
    team: &Shelf<Contact>,
    instance: &str,
    word: impl Fn(Function) -> &'static str,
    hours: impl Fn(&str) -> String,
) -> String {
    let mut lines = Lines::default();
    for kept in team {
        let contact = &kept.item;
        let function = contact.function.map_or("", &word);
        lines.exact("BEGIN", "VCARD");
        lines.exact("VERSION", "4.0");
        // Taken in again, the card is the same one.
        lines.text("UID;VALUE=text", &[OWN_ID, instance, "-", &kept.id].concat());
        // A card without a name is none.
        let name = [contact.name.as_str(), function, contact.mail.as_str()];
        lines.text("FN", name.into_iter().find(|name| !name.is_empty()).unwrap_or("?"));
        lines.text("ORG", &contact.body);
        lines.text("ROLE", function);
        lines.text("EMAIL", &contact.mail);
        lines.text("TEL", &contact.phone);
        let mut note = contact.matter.clone();
        if !contact.hours.is_empty() {
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(&hours(&contact.hours));
        }
        lines.text("NOTE", &note);
        lines.text(OWN_HOURS, &contact.hours);
        lines.text(OWN_REFERENT, &contact.referent.map(Day::text).unwrap_or_default());
        lines.exact("END", "VCARD");
    }
    lines.finish()
}

/// Whether a text is cards.
pub(super) fn is_card(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.get(..BEGIN.len()).is_some_and(|start| start.eq_ignore_ascii_case(BEGIN))
}

const BEGIN: &str = "BEGIN:VCARD";

/// A card being read.
#[derive(Default)]
struct Card {
    entry: Entry,
    version: String,
    /// The name in parts, where there is no whole one.
    parts: String,
    /// What somebody is called at work, where no role says it.
    title: String,
}

/// Reads cards of the versions 3.0 and 4.0. `instance` tells the cards of this school.
pub(super) fn read(text: &str, instance: &str) -> Result<Found, Refusal> {
    let mut found = Found { titles: true, ..Found::default() };
    let mut open: Option<Card> = None;
    let own = [OWN_ID, instance, "-"].concat();
    let mut cards = 0;
    for (line, text) in unfolded(text) {
        let Some((name, of, value)) = property(&text) else { continue };
        match (name.as_str(), &mut open) {
            ("BEGIN", _) => {
                cards += 1;
                if cards > MOST {
                    return Err(Refusal::TooLong);
                }
                let next = Card { entry: Entry { line, ..Entry::default() }, ..Card::default() };
                let before = open.replace(next);
                found.faults.extend(before.map(|card| (card.entry.line, Fault::Endless)));
            }
            ("END", _) => {
                if let Some(card) = open.take() {
                    close(card, &mut found);
                }
            }
            (name, Some(card)) => card.take(name, of, value, &own),
            (_, None) => {}
        }
    }
    found.faults.extend(open.map(|card| (card.entry.line, Fault::Endless)));
    Ok(found)
}

/// Name in capitals and without its group, parameters, and value of a line.
fn property(line: &str) -> Option<(String, &str, &str)> {
    let mut quoted = false;
    let colon = line.find(|sign| {
        quoted ^= sign == '"';
        sign == ':' && !quoted
    })?;
    let (head, value) = (&line[..colon], &line[colon + 1..]);
    let (name, of) = head.split_once(';').unwrap_or((head, ""));
    let name = name.rsplit('.').next().unwrap_or_default();
    Some((name.to_ascii_uppercase(), of, value))
}

impl Card {
    fn take(&mut self, name: &str, of: &str, value: &str, own: &str) {
        let values = &mut self.entry.values;
        // Of several numbers or addresses the first, or the one that is preferred.
        let preferred = fold(of).contains("pref");
        let mut put = |member: usize, text: String| {
            if values[member].is_empty() || preferred {
                values[member] = text;
            }
        };
        let without = |scheme: &str| {
            let text = unescaped(value);
            let bare = text.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme));
            bare.map(|_| text[scheme.len()..].to_owned()).unwrap_or(text)
        };
        match name {
            "VERSION" => value.trim().clone_into(&mut self.version),
            "UID" => {
                if let Some(id) = unescaped(value).strip_prefix(own) {
                    id.clone_into(&mut self.entry.uid);
                }
            }
            "FN" => put(NAME, unescaped(value)),
            "N" => {
                let parts = parts(value);
                let part = |at: usize| parts.get(at).map_or("", |part| part.trim());
                [part(1), " ", part(0)].concat().trim().clone_into(&mut self.parts);
            }
            "ORG" => {
                let named = parts(value).into_iter().filter(|part| !part.trim().is_empty());
                put(BODY, named.collect::<Vec<_>>().join(", "));
            }
            "ROLE" => put(FUNCTION, unescaped(value)),
            "TITLE" => self.title = unescaped(value),
            "EMAIL" => put(MAIL, without("mailto:")),
            "TEL" => put(PHONE, without("tel:")),
            "NOTE" => put(MATTER, unescaped(value)),
            OWN_HOURS => values[HOURS] = unescaped(value),
            OWN_REFERENT => values[REFERENT] = unescaped(value),
            _ => {}
        }
    }
}

fn close(card: Card, found: &mut Found) {
    let Card { mut entry, version, parts, title } = card;
    if !matches!(version.as_str(), "3.0" | "4.0") {
        found.faults.push((entry.line, Fault::Version(version)));
        return;
    }
    let [name, function, ..] = &mut entry.values;
    if name.trim().is_empty() {
        *name = parts;
    }
    if function.trim().is_empty() {
        *function = title;
    }
    let hours = &entry.values[HOURS];
    if !hours.is_empty()
        && let Some(matter) = without_hours(&entry.values[MATTER], hours)
    {
        entry.values[MATTER] = matter;
    }
    found.entries.push(entry);
}

/// A note without the last line, which ends with the hours; `None` where it has none such.
fn without_hours(note: &str, hours: &str) -> Option<String> {
    let rest = note.strip_suffix(hours)?;
    Some(rest.rsplit_once('\n').map_or("", |(matter, _)| matter).to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::lines::tests::read;
    use super::*;

    /// Read by a library that is not ours.
    #[test]
    fn another_reader_takes_the_cards_in() {
        let mut team = Shelf::default();
        let raw = json!({ "name": "Delmas, Marie", "function": "authority-technician", "body": "Département; Ain",
            "mail": "marie@ain.example", "phone": "+33 4 00 00 00 00", "hours": "8 h – 12 h",
            "matter": "Images, installation des postes, mises à jour pendant les congés: tout ce qui est long" });
        team.put("a1", Some((raw.clone(), Contact::read(&raw))));
        let raw = json!({ "mail": "x@y.example" });
        team.put("b2", Some((raw.clone(), Contact::read(&raw))));
        let file = write(&team, "i7", |_| "Technicienne", |hours| format!("Horaires : {hours}"));
        let cards = vcard4::parse(&file).expect("they are cards");
        let [marie, other] = cards.as_slice() else { panic!("{} cards", cards.len()) };
        let texts = |list: &[vcard4::property::TextProperty]| -> Vec<String> {
            list.iter().map(|one| one.value.clone()).collect()
        };
        assert_eq!(texts(&marie.formatted_name), ["Delmas, Marie"]);
        assert_eq!(texts(&marie.role), ["Technicienne"]);
        assert_eq!(texts(&marie.email), ["marie@ain.example"]);
        assert_eq!(
            texts(&marie.note),
            [
                "Images, installation des postes, mises à jour pendant les congés: tout ce qui est long\nHoraires : 8 h – 12 h"
            ]
        );
        assert_eq!(texts(&other.formatted_name), ["x@y.example"]);
    }

    #[test]
    fn a_card_says_all_that_the_directory_knows() {
        let mut team = Shelf::default();
        let raw = json!({ "name": "Delmas, Marie", "function": "authority-technician", "body": "Département; Ain",
            "mail": "marie@ain.example", "phone": "+33 4 00 00 00 00", "hours": "8 h – 12 h", "matter": "Images" });
        team.put("a1", Some((raw.clone(), Contact::read(&raw))));
        let raw = json!({ "mail": "x@y.example" });
        team.put("b2", Some((raw.clone(), Contact::read(&raw))));
        let file = write(&team, "i7", |_| "Technicienne", |hours| format!("Horaires : {hours}"));
        let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let expected = [
            ("BEGIN", "VCARD"),
            ("VERSION", "4.0"),
            ("UID;VALUE=text", "certification-i7-a1"),
            ("FN", "Delmas, Marie"),
            ("ORG", "Département; Ain"),
            ("ROLE", "Technicienne"),
            ("EMAIL", "marie@ain.example"),
            ("TEL", "+33 4 00 00 00 00"),
            ("NOTE", "Images\nHoraires : 8 h – 12 h"),
            ("X-GREFFON-HOURS", "8 h – 12 h"),
            ("END", "VCARD"),
            ("BEGIN", "VCARD"),
            ("VERSION", "4.0"),
            ("UID;VALUE=text", "certification-i7-b2"),
            ("FN", "x@y.example"),
            ("EMAIL", "x@y.example"),
            ("END", "VCARD"),
        ];
        assert_eq!(read(&file), expected.map(own).to_vec());
        assert!(
            file.contains("FN:Delmas\\, Marie\r\n") && file.contains("ORG:Département\\; Ain\r\n"),
            "{file}"
        );
    }
}

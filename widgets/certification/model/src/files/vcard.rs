//! The directory as cards that telephones and mail programs take in (vCard 4.0, RFC 6350).

use super::lines::Lines;
use crate::directory::Contact;
use crate::function::Function;
use crate::shelf::Shelf;

/// The media type.
pub const MIME: &str = "text/vcard";

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
        lines.text("UID;VALUE=text", &["certification-", instance, "-", &kept.id].concat());
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
        lines.exact("END", "VCARD");
    }
    lines.finish()
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

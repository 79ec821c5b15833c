//! The directory as a table for spreadsheets.

use greffon_csv::Writer;

use crate::day::Day;
use crate::directory::Contact;
use crate::function::Function;
use crate::shelf::Shelf;

/// The media type.
pub const MIME: &str = "text/csv";

/// The table: its head in the order of name, function, body, mail, telephone, hours, matter and the day on which somebody was
/// named référent; `word` names functions.
pub fn write(team: &Shelf<Contact>, head: [&str; 8], word: impl Fn(Function) -> &'static str) -> String {
    let mut table = Writer::default();
    table.row(head);
    for kept in team {
        let contact = &kept.item;
        let since = contact.referent.map(Day::text).unwrap_or_default();
        table.row([
            contact.name.as_str(),
            contact.function.map_or("", &word),
            &contact.body,
            &contact.mail,
            &contact.phone,
            &contact.hours,
            &contact.matter,
            &since,
        ]);
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use greffon_csv::{Reader, unguarded};
    use serde_json::json;

    use super::*;

    #[test]
    fn the_table_is_read_as_it_was_written() {
        let mut team = Shelf::default();
        let raw = json!({ "name": "Luc \"Lulu\" Fontaine", "function": "school-technician", "mail": "l@f.example",
            "phone": "+33 1", "matter": "a;b\nc", "referent": "2026-11-02" });
        team.put("a1", Some((raw.clone(), Contact::read(&raw))));
        let text = write(&team, ["n", "f", "b", "m", "p", "h", "w", "r"], |_| "technicien");
        let mut reader = Reader::new(text);
        assert_eq!(reader.record().unwrap().unwrap().cells.len(), 8);
        let cells = reader.record().unwrap().unwrap().cells;
        let cells: Vec<&str> = cells.iter().map(|cell| unguarded(cell)).collect();
        assert_eq!(
            cells,
            ["Luc \"Lulu\" Fontaine", "technicien", "", "l@f.example", "+33 1", "", "a;b\nc", "2026-11-02"]
        );
        assert!(reader.record().is_none());
    }
}

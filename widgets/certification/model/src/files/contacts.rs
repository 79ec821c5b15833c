//! The directory as a table for spreadsheets.

use greffon_csv::{Writer, unguarded};

use super::intake::{Refusal, Table};
use super::people::{Entry, Fault, Found};
use crate::day::Day;
use crate::directory::Contact;
use crate::function::Function;
use crate::shelf::Shelf;

/// The media type.
pub const MIME: &str = "text/csv";

/// Names of the columns, in small letters without accents: as this board writes them, and as mail programs do.
const COLUMNS: [&[&str]; 8] = [
    &["nom", "name", "nom complet", "full name", "nom et prenom", "contact", "personne", "display name"],
    &["fonction", "function", "role", "profil", "job title", "titre", "title"],
    &["organisme", "body", "organisation", "organization", "etablissement", "societe", "company", "service"],
    &[
        "adresse electronique",
        "email address",
        "mail",
        "email",
        "e mail",
        "courriel",
        "adresse mail",
        "adresse email",
        "adresse e mail",
        "adresse de messagerie",
        "e mail address",
        "e mail 1 value",
        "messagerie",
    ],
    &["telephone", "phone", "tel", "tel.", "numero de telephone", "phone number", "business phone", "mobile"],
    &["horaires", "hours", "disponibilites"],
    &["repond de", "answers for", "pour quoi", "notes", "note", "remarques"],
    &["referent depuis le", "lead since"],
];
/// Where the first name has a column of its own.
const FIRST: [&str; 4] = ["prenom", "first name", "given name", "prenoms"];
/// The other one then.
const LAST: [&str; 4] = ["nom", "nom de famille", "last name", "family name"];

/// Reads a table.
pub(super) fn read(text: &str) -> Result<Found, Refusal> {
    let mut table = Table::open(text)?;
    let mut columns = COLUMNS.map(|names| table.column(names));
    let first = table.column(&FIRST).filter(|_| {
        let last = table.column(&LAST);
        columns[0] = last.or(columns[0]);
        last.is_some()
    });
    if columns[0].is_none() {
        return Err(Refusal::NoName);
    }
    let mut found = Found::default();
    while let Some(row) = table.row()? {
        let row = match row {
            Ok(row) => row,
            Err(unclosed) => {
                found.faults.push((unclosed.line, Fault::Unclosed));
                break;
            }
        };
        let cell = |column: Option<usize>| column.map_or("", |column| unguarded(row.cell(column)));
        let mut values = columns.map(|column| cell(column).to_owned());
        if first.is_some() {
            values[0] = [cell(first), " ", &values[0]].concat();
        }
        found.entries.push(Entry { line: row.line, values, uid: String::new() });
    }
    Ok(found)
}

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

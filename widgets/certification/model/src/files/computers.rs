//! Computers out of a table: what GLPI or OCS Inventory export, or a list that somebody typed.
//!
//! Their exports have no fixed head, it follows the view and the language of whoever exports: columns are found by their
//! names. What is read is shown before anything changes.

use greffon_csv::{Reader, fold, unguarded};
use serde_json::Value;

use crate::machine::State;
use crate::record::Record;
use crate::stored::{self, Kind, SHORT, object, tidy, with};

/// Most rows of a file.
pub const MOST: usize = 2000;

/// Names of the columns, in small letters without accents.
const NAME: [&str; 10] = [
    "nom",
    "name",
    "poste",
    "ordinateur",
    "computer",
    "nom du poste",
    "nom de l'ordinateur",
    "computer name",
    "machine",
    "hostname",
];
const INVENTORY: [&str; 7] = [
    "numero d'inventaire",
    "n° d'inventaire",
    "no d'inventaire",
    "inventaire",
    "inventory number",
    "inventory",
    "asset tag",
];
/// Where there is no inventory number.
const SERIAL: [&str; 5] = ["numero de serie", "n° de serie", "serial number", "serial", "ssn"];
const ROOM: [&str; 7] = ["salle", "room", "lieu", "location", "emplacement", "localisation", "tag"];
const SEAT: [&str; 5] = ["place", "seat", "n° de place", "numero de place", "siege"];
const STATE: [&str; 5] = ["statut", "etat", "status", "state", "statut du poste"];
/// How states are called.
const STATES: [(&str, State); 20] = [
    ("en service", State::InService),
    ("in service", State::InService),
    ("in use", State::InService),
    ("en production", State::InService),
    ("ok", State::InService),
    ("actif", State::InService),
    ("active", State::InService),
    ("reserve", State::Reserve),
    ("spare", State::Reserve),
    ("en stock", State::Reserve),
    ("stock", State::Reserve),
    ("en panne", State::Broken),
    ("hs", State::Broken),
    ("hors service", State::Broken),
    ("broken", State::Broken),
    ("out of order", State::Broken),
    ("absent", State::Absent),
    ("missing", State::Absent),
    ("reforme", State::Absent),
    ("disposed", State::Absent),
];

/// Why a file cannot be taken in at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It holds no row beside its head.
    Empty,
    /// No column is called as computers' names are.
    NoName,
    /// It holds more rows than [`MOST`].
    TooLong,
    /// It is too large, or no text.
    Unread,
}

/// What is wrong with a row, which is left out, or with a cell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is no name in it.
    NoName,
    /// The computer stands in that line already.
    Twice(usize),
    /// Its state is none that is known: the state stays as it is.
    State(String),
    /// A quote that begins there never closes: what follows is not read.
    Unclosed,
}

/// What becomes of a computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    New,
    /// Something of it changes.
    Changed,
    /// It stays as it is.
    Same,
}

/// A computer of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The line of the file.
    pub line: usize,
    /// Its name.
    pub name: String,
    /// Its room by name; empty where the file has none.
    pub room: String,
    /// Its inventory number.
    pub inventory: String,
    /// What becomes of it.
    pub fate: Fate,
    id: String,
    raw: Value,
}

/// A file as it was understood: nothing has changed yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The name of the file.
    pub file: String,
    /// Its computers.
    pub rows: Vec<Row>,
    /// Rooms that come with them, by id and name.
    pub rooms: Vec<(String, String)>,
    /// What is wrong, by line.
    pub faults: Vec<(usize, Fault)>,
}

impl Preview {
    /// How many computers have that fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.rows.iter().filter(|row| row.fate == fate).count()
    }

    /// The items that taking it over changes.
    pub fn changes(&self) -> Vec<(Kind, String, Option<Value>)> {
        let rooms = self
            .rooms
            .iter()
            .map(|(id, name)| (Kind::Room, id.clone(), Some(object([("name", name.as_str().into())]))));
        let rows = self.rows.iter().filter(|row| row.fate != Fate::Same);
        rooms.chain(rows.map(|row| (Kind::Machine, row.id.clone(), Some(row.raw.clone())))).collect()
    }
}

/// Where a column is.
fn column(head: &[String], names: &[&str]) -> Option<usize> {
    // The names come by how surely they mean it.
    names.iter().find_map(|name| head.iter().position(|cell| cell == name))
}

/// How a file of computers is read. It is handed around instead of being called by name, so that its code is loaded with the
/// screen that picks a file.
#[derive(Debug, Clone, Copy)]
pub struct How(fn(&str, &str, &Record, &str) -> Result<Preview, Refusal>);

/// The one way to read one.
pub const HOW: How = How(read);

impl How {
    /// Reads a file by its name and its text; `fresh` names what it adds.
    pub fn read(self, file: &str, text: &str, record: &Record, fresh: &str) -> Result<Preview, Refusal> {
        (self.0)(file, text, record, fresh)
    }
}

impl PartialEq for How {
    // There is one way only.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Reads a table. A computer is known by its inventory number, or by its name in its room; `fresh` is a name that nobody
/// else has drawn.
///
/// # Errors
/// Where nothing in it can be understood.
pub fn read(file: &str, text: &str, record: &Record, fresh: &str) -> Result<Preview, Refusal> {
    let mut reader = Reader::new(text.to_owned());
    let Some(Ok(head)) = reader.record() else { return Err(Refusal::Empty) };
    let head: Vec<String> = head.cells.iter().map(|cell| fold(cell)).collect();
    let name = column(&head, &NAME).ok_or(Refusal::NoName)?;
    let inventory = column(&head, &INVENTORY).or_else(|| column(&head, &SERIAL));
    let [room, seat, state] = [&ROOM[..], &SEAT[..], &STATE[..]].map(|names| column(&head, names));
    let mut reading = Reading::new(record, fresh);
    let mut rows = 0;
    while let Some(found) = reader.record() {
        let row = match found {
            Ok(row) => row,
            Err(unclosed) => {
                reading.preview.faults.push((unclosed.line, Fault::Unclosed));
                break;
            }
        };
        rows += 1;
        if rows > MOST {
            return Err(Refusal::TooLong);
        }
        let cell = |column: Option<usize>| column.map_or("", |column| unguarded(row.cell(column)));
        // GLPI writes a place as `Bâtiment A > Salle B12`.
        let room = cell(room).rsplit('>').next().unwrap_or_default();
        reading.take(
            row.line,
            [tidy(cell(Some(name)), SHORT), tidy(room, SHORT), tidy(cell(inventory), SHORT)],
            cell(seat).parse().ok().filter(|seat| *seat <= 1000),
            cell(state),
        );
    }
    if rows == 0 {
        return Err(Refusal::Empty);
    }
    reading.preview.file = tidy(file, SHORT);
    Ok(reading.preview)
}

/// A computer that is stored, as rows are compared with it.
struct Known<'r> {
    id: &'r str,
    room: &'r str,
    name: String,
    inventory: String,
}

/// A file being read.
struct Reading<'r> {
    record: &'r Record,
    fresh: &'r str,
    /// Rooms by name.
    rooms: Vec<(String, String)>,
    /// What is stored.
    known: Vec<Known<'r>>,
    /// Where each computer of the file stood first.
    seen: Vec<(String, usize)>,
    preview: Preview,
}

impl<'r> Reading<'r> {
    fn new(record: &'r Record, fresh: &'r str) -> Self {
        let known = record.machines.iter().map(|kept| Known {
            id: &kept.id,
            room: &kept.item.room,
            name: fold(&kept.item.name),
            inventory: fold(&kept.item.inventory),
        });
        Self {
            record,
            fresh,
            rooms: record.rooms.iter().map(|kept| (fold(&kept.item.name), kept.id.clone())).collect(),
            known: known.collect(),
            seen: Vec::new(),
            preview: Preview { file: String::new(), rows: Vec::new(), rooms: Vec::new(), faults: Vec::new() },
        }
    }

    fn take(&mut self, line: usize, [name, room, inventory]: [String; 3], seat: Option<u32>, state: &str) {
        if name.is_empty() {
            self.preview.faults.push((line, Fault::NoName));
            return;
        }
        let folded = fold(&room);
        let known_room = self.rooms.iter().find(|(name, _)| *name == folded).map(|(_, id)| id.clone());
        let known = self.known(&name, &room, known_room.as_deref(), &inventory);
        let mark =
            if inventory.is_empty() { [&folded, "/", &fold(&name)].concat() } else { fold(&inventory) };
        // One row may know it by its number, another by its name.
        let twin = known.and_then(|known| self.preview.rows.iter().find(|row| row.id == known));
        let seen = self.seen.iter().find(|(known, _)| *known == mark).map(|(_, line)| *line);
        if let Some(first) = seen.or_else(|| twin.map(|row| row.line)) {
            self.preview.faults.push((line, Fault::Twice(first)));
            return;
        }
        self.seen.push((mark, line));
        let room_id =
            if room.is_empty() { None } else { Some(known_room.unwrap_or_else(|| self.new_room(&room))) };
        let before =
            known.and_then(|id| self.record.machines.kept(id)).map_or(Value::Null, |kept| kept.raw.clone());
        let mut raw = with(&before, "name", name.as_str().into());
        if let Some(room) = room_id {
            raw = with(&raw, "room", room.into());
        }
        if !inventory.is_empty() {
            raw = with(&raw, "inventory", inventory.as_str().into());
        }
        if let Some(seat) = seat {
            raw = with(&raw, "seat", seat.into());
        } else if known.is_none() {
            raw = with(&raw, "seat", self.next_seat(stored::text(&raw, "room")).into());
        }
        match STATES.iter().find(|(known, _)| *known == fold(state)) {
            Some((_, State::InService)) => raw = with(&raw, "state", Value::Null),
            Some((_, state)) => raw = with(&raw, "state", state.id().into()),
            None if state.is_empty() => {}
            None => self.preview.faults.push((line, Fault::State(tidy(state, SHORT)))),
        }
        let fate = match known {
            None => Fate::New,
            Some(_) if raw == before => Fate::Same,
            Some(_) => Fate::Changed,
        };
        let id = known.map_or_else(|| [self.fresh, "-", &line.to_string()].concat(), str::to_owned);
        self.preview.rows.push(Row { line, name, room, inventory, fate, id, raw });
    }

    fn known(&self, name: &str, room: &str, room_id: Option<&str>, inventory: &str) -> Option<&'r str> {
        let (name, inventory) = (fold(name), fold(inventory));
        if let Some(known) =
            self.known.iter().find(|known| !inventory.is_empty() && known.inventory == inventory)
        {
            return Some(known.id);
        }
        let mut found = self.known.iter().filter(|known| {
            known.name == name && (room.is_empty() || room_id.is_some_and(|room| known.room == room))
        });
        let first = found.next()?;
        // Without a room the name must be the only one; and another number is another computer.
        let alone = !room.is_empty() || found.next().is_none();
        let same = inventory.is_empty() || first.inventory.is_empty();
        (alone && same).then_some(first.id)
    }

    fn new_room(&mut self, name: &str) -> String {
        let id = [self.fresh, "-room-", &(self.preview.rooms.len() + 1).to_string()].concat();
        self.rooms.push((fold(name), id.clone()));
        self.preview.rooms.push((id.clone(), name.to_owned()));
        id
    }

    /// The seat after the last of a room, those of the file included.
    fn next_seat(&self, room: &str) -> u32 {
        let there =
            self.record.machines.iter().filter(|kept| kept.item.room == room).map(|kept| kept.item.seat);
        let new = self.preview.rows.iter().filter(|row| stored::text(&row.raw, "room") == room);
        let new = new.filter_map(|row| stored::number(&row.raw, "seat"));
        there.chain(new).max().unwrap_or(0).saturating_add(1).min(1000)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn record() -> Record {
        let mut record = Record::default();
        record.put("rooms/r1", Some(&json!({ "name": "Salle B12" })));
        let machine =
            json!({ "name": "B12-01", "room": "r1", "seat": 1, "inventory": "INV-7", "of-tomorrow": 1 });
        record.put("machines/m1", Some(&machine));
        record.put("machines/m2", Some(&json!({ "name": "B12-02", "room": "r1", "seat": 2 })));
        record
    }

    fn fates(preview: &Preview) -> Vec<(&str, Fate)> {
        preview.rows.iter().map(|row| (row.name.as_str(), row.fate)).collect()
    }

    #[test]
    fn an_export_of_glpi_in_french_is_understood() {
        let text = "\u{feff}\"Nom\";\"Statut\";\"Lieu\";\"Numéro d'inventaire\"\r\n\
            \"PC-PROF\";\"En service\";\"Bât. A > Salle B12\";\"inv-7\"\r\n\
            \"B12-02\";\"En panne\";\"Bât. A > salle b12\";\"\"\r\n\
            \"CDI-01\";\"Chez le loueur\";\"CDI\";\"INV-9\"\r\n\
            \"CDI-02\";\"\";\"CDI\";\"INV-10\"\r\n";
        let preview = read("postes.csv", text, &record(), "f1").unwrap();
        assert_eq!(
            fates(&preview),
            [
                ("PC-PROF", Fate::Changed),
                ("B12-02", Fate::Changed),
                ("CDI-01", Fate::New),
                ("CDI-02", Fate::New)
            ]
        );
        assert_eq!(preview.rooms, [("f1-room-1".to_owned(), "CDI".to_owned())]);
        assert_eq!(preview.faults, [(4, Fault::State("Chez le loueur".to_owned()))]);
        let changes = preview.changes();
        assert_eq!(changes.len(), 5);
        let raw = |at: usize| changes[at].2.clone().unwrap();
        assert_eq!(raw(0), json!({ "name": "CDI" }));
        let renamed =
            json!({ "name": "PC-PROF", "room": "r1", "seat": 1, "inventory": "inv-7", "of-tomorrow": 1 });
        assert_eq!(
            (changes[1].1.as_str(), raw(1)),
            ("m1", renamed),
            "known by its number, and nothing of it is lost"
        );
        assert_eq!(raw(2)["state"], json!("broken"));
        assert_eq!((raw(3)["seat"].clone(), raw(4)["seat"].clone()), (json!(1), json!(2)));
    }

    #[test]
    fn what_is_already_so_changes_nothing() {
        let preview = read("a.csv", "name,room,seat\nB12-02,salle b12,2\n", &record(), "f1").unwrap();
        assert_eq!(fates(&preview), [("B12-02", Fate::Same)]);
        assert_eq!(preview.changes(), []);
    }

    #[test]
    fn another_number_is_another_computer() {
        let text = "Nom;Salle;Inventaire\nB12-01;Salle B12;INV-8\n";
        let preview = read("a.csv", text, &record(), "f1").unwrap();
        assert_eq!(fates(&preview), [("B12-01", Fate::New)]);
    }

    #[test]
    fn rows_that_cannot_be_taken_are_told_with_their_line() {
        let text = "Poste;Salle\nA;S1\n;S1\nA;s1\nB;S1\n\"C;S1\n";
        let preview = read("a.csv", text, &record(), "f1").unwrap();
        assert_eq!(fates(&preview), [("A", Fate::New), ("B", Fate::New)]);
        let expected = [(3, Fault::NoName), (4, Fault::Twice(2)), (6, Fault::Unclosed)];
        assert_eq!(preview.faults, expected);
    }

    #[test]
    fn one_computer_by_number_and_by_name_is_one() {
        let text = "Nom;Salle;Inventaire\nAutre;Salle B12;INV-7\nB12-01;Salle B12;\n";
        let preview = read("a.csv", text, &record(), "f1").unwrap();
        assert_eq!(fates(&preview), [("Autre", Fate::Changed)]);
        assert_eq!(preview.faults, [(3, Fault::Twice(2))]);
    }

    #[test]
    fn a_file_that_is_none_is_refused() {
        let refused = |text: &str| read("a.csv", text, &record(), "f1").unwrap_err();
        assert_eq!(refused(""), Refusal::Empty);
        assert_eq!(refused("Nom;Salle\n"), Refusal::Empty);
        assert_eq!(refused("Couleur;Salle\nbleu;B12\n"), Refusal::NoName);
        let long = ["Nom\n".to_owned(), "x\n".repeat(MOST + 1)].concat();
        assert_eq!(refused(&long), Refusal::TooLong);
    }

    proptest! {
        #[test]
        fn no_text_panics_and_all_that_it_makes_has_a_key(text in "(Nom;Salle;Place\n)?[a-zA-Z0-9;\"\n é]{0,200}") {
            let Ok(preview) = read("a.csv", &text, &record(), "f1") else { return Ok(()) };
            let mut ids = std::collections::BTreeSet::new();
            for (kind, id, raw) in preview.changes() {
                prop_assert!(kind.key(&id).is_some(), "{}", id);
                prop_assert!(ids.insert((kind.head(), id)), "one item is changed twice");
                prop_assert!(raw.is_some_and(|raw| raw["name"].as_str().is_some_and(|name| !name.is_empty())));
            }
        }
    }
}

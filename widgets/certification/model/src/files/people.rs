//! The directory out of a file: a table ([`contacts`](super::contacts)) or cards ([`vcard`](super::vcard)), as this board
//! hands them out or as others do.
//!
//! Whoever is in the directory is known by the card's own id, by their address for mail, or by name and function. What a
//! file leaves empty stays as it is. What is read is shown before anything changes.

use greffon_csv::fold;
use serde_json::Value;

use super::intake::{Fate, Refusal};
use super::{contacts, vcard};
use crate::day::Day;
use crate::directory::is_mail;
use crate::function::Function;
use crate::order;
use crate::record::Record;
use crate::stored::{self, Kind, SHORT, tidy, with};

/// What is known of somebody, in the order of [`contacts::write`]'s columns.
pub const MEMBERS: [&str; 8] = ["name", "function", "body", "mail", "phone", "hours", "matter", "referent"];

pub(super) const NAME: usize = 0;
pub(super) const FUNCTION: usize = 1;
pub(super) const BODY: usize = 2;
pub(super) const MAIL: usize = 3;
pub(super) const PHONE: usize = 4;
pub(super) const HOURS: usize = 5;
pub(super) const MATTER: usize = 6;
pub(super) const REFERENT: usize = 7;

/// How functions are called, in small letters without accents: as this board names them, and as people do.
const FUNCTIONS: [(&str, Function); 50] = [
    ("referent", Function::Referent),
    ("referente", Function::Referent),
    ("lead", Function::Referent),
    ("referent pix", Function::Referent),
    ("referente pix", Function::Referent),
    ("direction", Function::Head),
    ("head", Function::Head),
    ("chef d'etablissement", Function::Head),
    ("principal", Function::Head),
    ("principale", Function::Head),
    ("proviseur", Function::Head),
    ("proviseure", Function::Head),
    ("principal adjoint", Function::Head),
    ("principale adjointe", Function::Head),
    ("proviseur adjoint", Function::Head),
    ("proviseure adjointe", Function::Head),
    ("technicien d'etablissement", Function::SchoolTechnician),
    ("technicienne d'etablissement", Function::SchoolTechnician),
    ("school technician", Function::SchoolTechnician),
    ("technicien de la collectivite", Function::AuthorityTechnician),
    ("technicienne de la collectivite", Function::AuthorityTechnician),
    ("technicien du departement", Function::AuthorityTechnician),
    ("technicien de la region", Function::AuthorityTechnician),
    ("technician of the authority", Function::AuthorityTechnician),
    ("authority technician", Function::AuthorityTechnician),
    ("dsi de la collectivite", Function::AuthorityIt),
    ("dsi", Function::AuthorityIt),
    ("dsi du departement", Function::AuthorityIt),
    ("dsi de la region", Function::AuthorityIt),
    ("it service of the authority", Function::AuthorityIt),
    ("authority it", Function::AuthorityIt),
    ("rectorat", Function::Academy),
    ("academie", Function::Academy),
    ("academy", Function::Academy),
    ("drane", Function::Academy),
    ("dsi du rectorat", Function::Academy),
    ("surveillant de session", Function::Invigilator),
    ("surveillante de session", Function::Invigilator),
    ("surveillant", Function::Invigilator),
    ("surveillante", Function::Invigilator),
    ("invigilator", Function::Invigilator),
    ("enseignant", Function::Teacher),
    ("enseignante", Function::Teacher),
    ("professeur", Function::Teacher),
    ("professeure", Function::Teacher),
    ("teacher", Function::Teacher),
    ("assistance pix", Function::Pix),
    ("pix support", Function::Pix),
    ("support pix", Function::Pix),
    ("pix", Function::Pix),
];

/// What is wrong with a row or a card, which is left out, or with a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nobody is named in it.
    Nobody,
    /// That is no address for mail.
    Mail(String),
    /// Somebody new has no function in it.
    NoFunction,
    /// No function is called so.
    Function(String),
    /// The person stands in that line already.
    Twice(usize),
    /// That is no day: since when they are référent stays as it is.
    Day(String),
    /// Only those who lead name a référent: since when they are stays as it is.
    NotLeading,
    /// A quote that begins there never closes: what follows is not read.
    Unclosed,
    /// A card that begins there never ends.
    Endless,
    /// A card of a version that writes accents in ways of its own.
    Version(String),
}

/// Somebody as a file has them.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The line of the file.
    pub(super) line: usize,
    /// The id of the card, where it has one.
    pub(super) uid: String,
    /// What is known, in the order of [`MEMBERS`]; the function in words.
    pub(super) values: [String; 8],
}

/// What a file holds, before it is compared.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) entries: Vec<Entry>,
    pub(super) faults: Vec<(usize, Fault)>,
    /// Whether functions are what a person is called at work, which need not be one of ours.
    pub(super) titles: bool,
}

/// Something of a person that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What, by its place in [`MEMBERS`].
    pub member: usize,
    /// As it is; empty where there is nothing. A function by its id.
    pub before: String,
    /// As it will be.
    pub after: String,
}

/// Somebody of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The line of the file.
    pub line: usize,
    /// Their name.
    pub name: String,
    /// What they do here.
    pub function: Function,
    /// What becomes of them.
    pub fate: Fate,
    /// What changes; of somebody new, what is known beside name and function.
    pub changes: Vec<Change>,
    id: String,
    raw: Value,
}

/// A file as it was understood: nothing has changed yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Its people.
    pub rows: Vec<Row>,
    /// What is wrong, by line.
    pub faults: Vec<(usize, Fault)>,
}

impl Preview {
    /// How many people have that fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.rows.iter().filter(|row| row.fate == fate).count()
    }

    /// The items that taking it over changes.
    pub fn changes(&self) -> Vec<(Kind, String, Option<Value>)> {
        let rows = self.rows.iter().filter(|row| row.fate != Fate::Same);
        rows.map(|row| (Kind::Contact, row.id.clone(), Some(row.raw.clone()))).collect()
    }
}

/// Who takes a file in, and where.
#[derive(Debug, Clone, Copy)]
pub struct Taker<'a> {
    /// A name that nobody else has drawn.
    pub fresh: &'a str,
    /// What keeps the cards of two schools apart.
    pub instance: &'a str,
    /// Whether they name référents.
    pub leads: bool,
}

/// Reads a table or cards, whichever the text is.
///
/// # Errors
/// Where nothing in it can be understood.
pub fn read(text: &str, record: &Record, taker: Taker<'_>) -> Result<Preview, Refusal> {
    let found = if vcard::is_card(text) { vcard::read(text, taker.instance) } else { contacts::read(text) }?;
    let mut faults = found.faults;
    let people = sound(found.entries, found.titles, &mut faults);
    let known: Vec<Known<'_>> = record.team.iter().map(|kept| Known::of(&kept.id, &kept.raw)).collect();
    let matched = matched(&people, &known);
    let mut rows = Vec::new();
    for (person, at) in people.iter().zip(matched) {
        let id = at.map(|at| known[at].id);
        if let Some(row) = row(person, id, record, taker, &mut faults) {
            rows.push(row);
        }
    }
    order::sort_by_key(&mut faults, |(line, _)| *line);
    Ok(Preview { rows, faults })
}

/// How people are told apart: name, function and address, folded.
#[derive(Debug, PartialEq, Eq)]
struct Mark {
    name: String,
    function: Option<Function>,
    mail: String,
}

/// Somebody of the file about whom nothing is wrong so far.
struct Person {
    entry: Entry,
    mark: Mark,
}

/// Somebody of the directory.
struct Known<'r> {
    id: &'r str,
    mark: Mark,
}

impl<'r> Known<'r> {
    fn of(id: &'r str, raw: &Value) -> Self {
        let text = |name| stored::text(raw, name);
        let function = Function::from_id(text("function"));
        Self { id, mark: Mark { name: fold(text("name")), function, mail: fold(text("mail")) } }
    }
}

/// Those who can be taken in; the others are told.
fn sound(entries: Vec<Entry>, titles: bool, faults: &mut Vec<(usize, Fault)>) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for mut entry in entries {
        for value in &mut entry.values {
            *value = tidy(value, SHORT);
        }
        let [name, word, _, mail, ..] = &entry.values;
        let function = named(word);
        let fault = if name.is_empty() {
            Some(Fault::Nobody)
        } else if !mail.is_empty() && !is_mail(mail) {
            Some(Fault::Mail(mail.clone()))
        } else if function.is_none() && !word.is_empty() && !titles {
            Some(Fault::Function(word.clone()))
        } else {
            None
        };
        let mark = Mark { name: fold(name), function, mail: fold(mail) };
        let is_twin = |person: &&Person| {
            person.mark == mark || (!entry.uid.is_empty() && person.entry.uid == entry.uid)
        };
        let fault = fault.or_else(|| people.iter().find(is_twin).map(|first| Fault::Twice(first.entry.line)));
        match fault {
            Some(fault) => faults.push((entry.line, fault)),
            None => people.push(Person { entry, mark }),
        }
    }
    people
}

/// The function that is called so.
fn named(word: &str) -> Option<Function> {
    let word = fold(word);
    FUNCTIONS.iter().find(|(known, _)| *known == word).map(|(_, function)| *function)
}

/// Who of the directory each person is, by their place in it. The surest signs are looked at first for all, so that a
/// vaguer one takes nobody whom another row means; and nobody is two people of the file.
fn matched(people: &[Person], known: &[Known<'_>]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; people.len()];
    let mut taken = vec![false; known.len()];
    let same_mail = |person: &Mark, known: &Mark| !person.mail.is_empty() && person.mail == known.mail;
    let same_function =
        |person: &Mark, known: &Mark| person.function.is_none() || person.function == known.function;
    for sign in 0..5 {
        for (number, person) in people.iter().enumerate() {
            if found[number].is_some() {
                continue;
            }
            let mark = &person.mark;
            let fits = |known: &Known<'_>| match sign {
                0 => known.id == person.entry.uid,
                1 => *mark == known.mark,
                2 => same_mail(mark, &known.mark) && mark.name == known.mark.name,
                // A school's address is many people's: alone it says who somebody is where nobody else has it.
                3 => same_mail(mark, &known.mark),
                _ => mark.name == known.mark.name && same_function(mark, &known.mark),
            };
            let mut fitting = (0..known.len()).filter(|at| !taken[*at] && fits(&known[*at]));
            let (Some(first), None) = (fitting.next(), fitting.next()) else { continue };
            let shares = |(at, other): (usize, &Person)| {
                at != number && found[at].is_none() && other.mark.mail == mark.mail
            };
            if sign == 3 && people.iter().enumerate().any(shares) {
                continue;
            }
            found[number] = Some(first);
            taken[first] = true;
        }
    }
    found
}

/// What becomes of a person.
fn row(
    person: &Person,
    known: Option<&str>,
    record: &Record,
    taker: Taker<'_>,
    faults: &mut Vec<(usize, Fault)>,
) -> Option<Row> {
    let Person { entry, mark } = person;
    let before = known.and_then(|id| record.team.kept(id)).map_or(Value::Null, |kept| kept.raw.clone());
    let stands = Function::from_id(stored::text(&before, "function"));
    let Some(function) = mark.function.or(stands) else {
        let word = &entry.values[FUNCTION];
        let fault = if word.is_empty() { Fault::NoFunction } else { Fault::Function(word.clone()) };
        faults.push((entry.line, fault));
        return None;
    };
    let since = since(&entry.values[REFERENT], stored::text(&before, "referent"), taker.leads);
    let since = since.unwrap_or_else(|fault| {
        faults.push((entry.line, fault));
        String::new()
    });
    let mut raw = before.clone();
    let mut changes = Vec::new();
    for (member, name) in MEMBERS.into_iter().enumerate() {
        let after = match member {
            FUNCTION => function.id(),
            REFERENT => &since,
            _ => &entry.values[member],
        };
        let stands = stored::text(&before, name);
        if !after.is_empty() && after != stands {
            changes.push(Change { member, before: stands.to_owned(), after: after.to_owned() });
            raw = with(&raw, name, after.into());
        }
    }
    let fate = match known {
        None => Fate::New,
        Some(_) if changes.is_empty() => Fate::Same,
        Some(_) => Fate::Changed,
    };
    if fate == Fate::New {
        // Who they are stands beside it.
        changes.retain(|change| change.member > FUNCTION);
    }
    let id = known.map_or_else(|| [taker.fresh, "-", &entry.line.to_string()].concat(), str::to_owned);
    Some(Row { line: entry.line, name: entry.values[NAME].clone(), function, fate, changes, id, raw })
}

/// Since when somebody is référent, as it is stored; empty where it stays as it is.
fn since(text: &str, stands: &str, leads: bool) -> Result<String, Fault> {
    if text.is_empty() {
        return Ok(String::new());
    }
    let day = day(text).ok_or_else(|| Fault::Day(text.to_owned()))?.text();
    if day != stands && !leads { Err(Fault::NotLeading) } else { Ok(day) }
}

/// A day as it is stored, as cards write it, or as French spreadsheets do once they have saved a table anew.
fn day(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.split('/').collect();
    if let [day, month, year] = parts[..] {
        return Day::parse(&[year, "-", month, "-", day].concat());
    }
    Day::parse(text)
}

#[cfg(test)]
mod tests;

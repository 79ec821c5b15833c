//! Reading values of a catalogue file: each either good, or a problem with its place and its reason.

use serde_json::Value;

use crate::words::Wording;

/// Longest text of a catalogue, in characters.
const LONGEST: usize = 600;

/// Something in a file that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: a JSON pointer, as `/pieces/3/size/0`.
    pub place: String,
    /// Why.
    pub reason: Reason,
}

/// Why something could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The file is not a catalogue.
    Format,
    /// The file is of a newer version than this code knows: its number.
    Newer(u64),
    /// Not there.
    Missing,
    /// Not a text of one to 600 characters.
    Text,
    /// Not a list.
    List,
    /// Not a whole number.
    Number,
    /// A length that is zero or negative: what was written.
    NotPositive(i64),
    /// Outside what is possible: what was written, the least, the most.
    Range(i64, i64, i64),
    /// A word that is not known here: what was written.
    Unknown(String),
    /// The id of another entry: the id.
    Duplicate(String),
    /// An id with something else than a-z, 0-9 and -: what was written.
    Id(String),
    /// A description of a block or a stroke that cannot be read: what was written.
    Shape(String),
    /// A block that stands out of the sizes: what was written.
    Outside(String),
    /// More entries than a catalogue may have: how many it may.
    TooMany(usize),
}

/// A value of a file and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'file> {
    pub(crate) value: &'file Value,
    pub(crate) place: String,
}

impl<'file> Entry<'file> {
    pub(crate) fn root(value: &'file Value) -> Self {
        Self { value, place: String::new() }
    }

    pub(crate) fn problem(&self, reason: Reason) -> Problem {
        Problem { place: self.place.clone(), reason }
    }

    /// A member; `null` and absence are the same.
    pub(crate) fn get(&self, name: &str) -> Option<Self> {
        match self.value.get(name) {
            None | Some(Value::Null) => None,
            Some(value) => Some(Self { value, place: [&self.place, "/", name].concat() }),
        }
    }

    pub(crate) fn need(&self, name: &str) -> Result<Self, Problem> {
        self.get(name)
            .ok_or_else(|| Problem { place: [&self.place, "/", name].concat(), reason: Reason::Missing })
    }

    /// The members of a list.
    pub(crate) fn list(&self) -> Result<Vec<Self>, Problem> {
        let members = self.value.as_array().ok_or_else(|| self.problem(Reason::List))?;
        let place = |number: usize| [&self.place, "/", &number.to_string()].concat();
        Ok(members.iter().enumerate().map(|(number, value)| Self { value, place: place(number) }).collect())
    }

    /// The members of a list that may be absent.
    pub(crate) fn list_of(&self, name: &str) -> Result<Vec<Self>, Problem> {
        self.get(name).map_or(Ok(Vec::new()), |entry| entry.list())
    }

    pub(crate) fn text(&self) -> Result<&'file str, Problem> {
        let text = self.value.as_str().map(str::trim).unwrap_or_default();
        if text.is_empty() || text.chars().count() > LONGEST {
            return Err(self.problem(Reason::Text));
        }
        Ok(text)
    }

    /// Both languages, or one that stands for both.
    pub(crate) fn wording(&self) -> Result<Wording, Problem> {
        if self.value.is_string() {
            return Ok(Wording::same(self.text()?));
        }
        let fr = self.need("fr")?.text()?;
        let en = self.get("en").map_or(Ok(fr), |entry| entry.text())?;
        Ok(Wording { fr: fr.into(), en: en.into() })
    }

    pub(crate) fn id(&self) -> Result<String, Problem> {
        let text = self.text()?;
        let plain = text.len() <= 48
            && text.bytes().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'-');
        if plain { Ok(text.into()) } else { Err(self.problem(Reason::Id(text.into()))) }
    }

    pub(crate) fn whole(&self) -> Result<i64, Problem> {
        self.value.as_i64().ok_or_else(|| self.problem(Reason::Number))
    }

    /// A whole number between two.
    pub(crate) fn between(&self, least: i32, most: i32) -> Result<i32, Problem> {
        let found = self.whole()?;
        match i32::try_from(found) {
            Ok(value) if (least..=most).contains(&value) => Ok(value),
            _ => Err(self.problem(Reason::Range(found, least.into(), most.into()))),
        }
    }

    /// A count that may be absent: 0.
    pub(crate) fn count(&self, name: &str, most: i32) -> Result<u32, Problem> {
        self.get(name).map_or(Ok(0), |entry| entry.between(0, most).map(i32::unsigned_abs))
    }

    /// A length above 0 and up to `most` mm.
    pub(crate) fn length(&self, most: i32) -> Result<i32, Problem> {
        let found = self.whole()?;
        if found <= 0 {
            return Err(self.problem(Reason::NotPositive(found)));
        }
        self.between(1, most)
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        self.value[name] == true
    }

    /// A word of a table.
    pub(crate) fn word<T>(&self, table: impl FnOnce(&str) -> Option<T>) -> Result<T, Problem> {
        let text = self.text()?;
        table(text).ok_or_else(|| self.problem(Reason::Unknown(text.into())))
    }

    pub(crate) fn words<T>(&self, name: &str, table: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Problem> {
        self.list_of(name)?.iter().map(|entry| entry.word(&table)).collect()
    }
}

//! Reads stored values by hand: every member is checked, and what is wrong is told by place.

use core::fmt;
use core::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::{Angle, Id, Point};

/// What is wrong with a stored value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is not an object.
    NotAnObject,
    /// It is not a list, or has too few or too many elements.
    NotAList,
    /// It is missing.
    Missing,
    /// It is not a whole number within its bounds: negative sizes, places far off, more people than any room holds.
    OutOfBounds,
    /// It is not a text, or a longer one than is kept.
    NotAText,
    /// It is none of the words that may stand there.
    UnknownWord,
    /// It is not the name of an object.
    NotAName,
    /// The file or the plan was written by a newer version than this one.
    Newer,
    /// The file is not a plan.
    NotAPlan,
    /// The outline crosses itself or has no area.
    NotAnOutline,
}

/// Something that cannot be read, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A JSON pointer.
    pub place: String,
    /// What is wrong.
    pub fault: Fault,
}

impl Problem {
    pub(crate) fn at(name: &str, fault: Fault) -> Self {
        Self { place: ["/", name].concat(), fault }
    }

    /// The same problem, seen from one level further out.
    #[must_use]
    pub fn under(self, name: &str) -> Self {
        Self { place: ["/", name, &self.place].concat(), ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place)?;
        f.write_str(match self.fault {
            Fault::NotAnObject => ": must be an object",
            Fault::NotAList => ": must be a list of the right length",
            Fault::Missing => ": is missing",
            Fault::OutOfBounds => ": must be a whole number within its bounds",
            Fault::NotAText => ": must be a text that is not too long",
            Fault::UnknownWord => ": must be one of the known words",
            Fault::NotAName => ": must be a name of 13 letters and digits",
            Fault::Newer => ": was written by a newer version",
            Fault::NotAPlan => ": is not a plan of Archiclasse",
            Fault::NotAnOutline => ": must be an outline that does not cross itself",
        })
    }
}

impl core::error::Error for Problem {}

/// The farthest that anything lies from the origin, mm.
pub(crate) const FAR: i32 = 1_000_000;

/// The members of an object.
pub(crate) struct Members<'v> {
    object: &'v Map<String, Value>,
}

impl<'v> Members<'v> {
    pub(crate) fn of(value: &'v Value) -> Result<Self, Problem> {
        let problem = || Problem { place: String::new(), fault: Fault::NotAnObject };
        Ok(Self { object: value.as_object().ok_or_else(problem)? })
    }

    pub(crate) fn get(&self, name: &str) -> Option<&'v Value> {
        self.object.get(name)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.object.contains_key(name)
    }

    pub(crate) fn whole(&self, name: &str, bounds: RangeInclusive<i32>) -> Result<i32, Problem> {
        let value = self.get(name).ok_or_else(|| Problem::at(name, Fault::Missing))?;
        whole(value, &bounds).ok_or_else(|| Problem::at(name, Fault::OutOfBounds))
    }

    pub(crate) fn whole_or(
        &self,
        name: &str,
        bounds: RangeInclusive<i32>,
        otherwise: i32,
    ) -> Result<i32, Problem> {
        if self.has(name) { self.whole(name, bounds) } else { Ok(otherwise) }
    }

    pub(crate) fn point(&self, name: &str) -> Result<Point, Problem> {
        let value = self.get(name).ok_or_else(|| Problem::at(name, Fault::Missing))?;
        point(value).ok_or_else(|| Problem::at(name, Fault::OutOfBounds))
    }

    pub(crate) fn angle(&self, name: &str) -> Result<Angle, Problem> {
        self.whole_or(name, 0..=3599, 0).map(Angle::tenths)
    }

    pub(crate) fn points(&self, name: &str, most: usize) -> Result<Vec<Point>, Problem> {
        let problem = |fault| Problem::at(name, fault);
        let list = self.get(name).and_then(Value::as_array).ok_or_else(|| problem(Fault::NotAList))?;
        if list.len() > most {
            return Err(problem(Fault::NotAList));
        }
        list.iter().map(|value| point(value).ok_or_else(|| problem(Fault::OutOfBounds))).collect()
    }

    /// A text of at most `most` signs; empty where it is missing.
    pub(crate) fn text(&self, name: &str, most: usize) -> Result<String, Problem> {
        match self.get(name) {
            None => Ok(String::new()),
            Some(Value::String(text)) if text.chars().count() <= most => Ok(text.clone()),
            Some(_) => Err(Problem::at(name, Fault::NotAText)),
        }
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        self.get(name) == Some(&Value::Bool(true))
    }

    pub(crate) fn id(&self, name: &str) -> Result<Id, Problem> {
        self.maybe_id(name)?.ok_or_else(|| Problem::at(name, Fault::Missing))
    }

    pub(crate) fn maybe_id(&self, name: &str) -> Result<Option<Id>, Problem> {
        let Some(value) = self.get(name) else { return Ok(None) };
        match value.as_str().and_then(Id::parse) {
            Some(id) => Ok(Some(id)),
            None => Err(Problem::at(name, Fault::NotAName)),
        }
    }

    /// One of the words of a table; the first where it is missing.
    pub(crate) fn word<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> Result<T, Problem> {
        let found = match self.get(name) {
            None => words.first(),
            Some(value) => words.iter().find(|(word, _)| value.as_str() == Some(word)),
        };
        found.map(|(_, meaning)| *meaning).ok_or_else(|| Problem::at(name, Fault::UnknownWord))
    }
}

fn whole(value: &Value, bounds: &RangeInclusive<i32>) -> Option<i32> {
    value.as_i64().and_then(|number| i32::try_from(number).ok()).filter(|number| bounds.contains(number))
}

fn point(value: &Value) -> Option<Point> {
    let [x, y] = value.as_array()?.as_slice() else { return None };
    let bounds = -FAR..=FAR;
    Some(Point::new(whole(x, &bounds)?, whole(y, &bounds)?))
}

/// Builds a stored object member by member; what is as it is without saying is left out.
#[derive(Default)]
pub(crate) struct Written {
    object: Map<String, Value>,
}

impl Written {
    pub(crate) fn put(mut self, name: &str, value: Value) -> Self {
        self.object.insert(name.to_owned(), value);
        self
    }

    pub(crate) fn whole(self, name: &str, value: i32) -> Self {
        self.put(name, value.into())
    }

    pub(crate) fn whole_unless(self, name: &str, value: i32, usual: i32) -> Self {
        if value == usual { self } else { self.whole(name, value) }
    }

    pub(crate) fn point(self, name: &str, point: Point) -> Self {
        self.put(name, pair(point))
    }

    pub(crate) fn points(self, name: &str, points: &[Point]) -> Self {
        self.put(name, Value::Array(points.iter().copied().map(pair).collect()))
    }

    pub(crate) fn text(self, name: &str, text: &str) -> Self {
        if text.is_empty() { self } else { self.put(name, text.into()) }
    }

    pub(crate) fn flag(self, name: &str, flag: bool) -> Self {
        if flag { self.put(name, Value::Bool(true)) } else { self }
    }

    pub(crate) fn id(self, name: &str, id: Option<Id>) -> Self {
        match id {
            Some(id) => self.put(name, Value::String(id.text())),
            None => self,
        }
    }

    /// The word of a meaning; nothing for the first of the table.
    pub(crate) fn word<T: Copy + PartialEq>(self, name: &str, words: &[(&str, T)], meaning: T) -> Self {
        match words.iter().skip(1).find(|(_, known)| *known == meaning) {
            Some((word, _)) => self.put(name, (*word).into()),
            None => self,
        }
    }

    pub(crate) fn value(self) -> Value {
        Value::Object(self.object)
    }
}

fn pair(point: Point) -> Value {
    Value::Array(vec![point.x.into(), point.y.into()])
}

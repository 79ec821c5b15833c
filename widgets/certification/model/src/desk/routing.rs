//! Who gets a problem: a table of rows, of which the first that fits decides, and which says why.

use serde_json::Value;

use super::problem::Problem;
use super::report::Place;
use crate::function::Function;
use crate::stored;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Names it.
    pub id: String,
    /// Kinds that it is about; empty for all.
    pub problems: Vec<Problem>,
    /// Ids of the rooms that it is about; empty for all places.
    pub rooms: Vec<String>,
    /// Who gets them.
    pub to: Function,
}

impl Row {
    fn read(raw: &Value) -> Option<Self> {
        let problems = stored::texts(raw, "problems");
        Some(Self {
            id: stored::text(raw, "id").to_owned(),
            problems: problems.iter().filter_map(|id| Problem::from_id(id)).collect(),
            rooms: stored::texts(raw, "rooms"),
            to: Function::from_id(stored::text(raw, "to"))?,
        })
    }

    /// As it is stored.
    pub fn raw(&self) -> Value {
        let problems: Vec<Value> = self.problems.iter().map(|problem| problem.id().into()).collect();
        let rooms: Vec<Value> = self.rooms.iter().map(|room| room.as_str().into()).collect();
        stored::object([
            ("id", self.id.as_str().into()),
            ("problems", problems.into()),
            ("rooms", rooms.into()),
            ("to", self.to.id().into()),
        ])
    }

    fn misses(&self, problem: Problem, room: &str) -> Option<Why> {
        if !self.problems.is_empty() && !self.problems.contains(&problem) {
            Some(Why::OtherProblem)
        } else if !self.rooms.is_empty() && !self.rooms.iter().any(|known| known == room) {
            Some(Why::OtherRoom)
        } else {
            None
        }
    }
}

/// Why a row was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is about other kinds of problems.
    OtherProblem,
    /// It is about other rooms.
    OtherRoom,
}

/// A decision with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Who gets it.
    pub to: Function,
    /// The number of the row that decided, from 1; `None` where none fits, and the référent gets it.
    pub row: Option<usize>,
    /// Why each row before was passed over.
    pub passed: Vec<Why>,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table(pub Vec<Row>);

impl Default for Table {
    /// A row for each function that [`Problem::default_holder`] names.
    fn default() -> Self {
        let row = |to: Function| {
            let problems =
                Problem::ALL.into_iter().filter(|problem| problem.default_holder() == to).collect();
            Row { id: to.id().to_owned(), problems, rooms: Vec::new(), to }
        };
        let functions = [
            Function::SchoolTechnician,
            Function::AuthorityTechnician,
            Function::AuthorityIt,
            Function::Academy,
            Function::Referent,
        ];
        Self(functions.map(row).to_vec())
    }
}

impl Table {
    /// Reads one; rows that cannot be read are left out.
    pub fn read(raw: &Value) -> Self {
        let rows = raw["rows"].as_array().into_iter().flatten();
        Self(rows.filter_map(Row::read).collect())
    }

    /// As it is stored.
    pub fn raw(&self) -> Value {
        stored::object([("rows", Value::Array(self.0.iter().map(Row::raw).collect()))])
    }

    /// Who gets that problem there. `room` is the room of the place, where it has one.
    pub fn decide(&self, problem: Problem, room: &str) -> Decision {
        let mut passed = Vec::new();
        for (number, row) in self.0.iter().enumerate() {
            match row.misses(problem, room) {
                Some(why) => passed.push(why),
                None => return Decision { to: row.to, row: Some(number + 1), passed },
            }
        }
        Decision { to: Function::Referent, row: None, passed }
    }

    /// Everybody whom the table sends something to.
    pub fn holders(&self) -> Vec<Function> {
        let mut holders: Vec<Function> = self.0.iter().map(|row| row.to).collect();
        crate::order::sort(&mut holders, Ord::cmp);
        holders.dedup();
        holders
    }
}

/// The room of a place, by the room of each machine.
pub fn room_of<'a>(place: &'a Place, room_of_machine: impl FnOnce(&str) -> Option<&'a str>) -> &'a str {
    match place {
        Place::Room(id) => id,
        Place::Machine(id) => room_of_machine(id).unwrap_or_default(),
        Place::School => "",
    }
}

//! The pieces one may choose from: those that ship, and those that a school or an academy adds.

use serde_json::Value;

use crate::mark::Mark;
use crate::piece::{Family, Kind, Mount, Piece, Stored, Traits};
use crate::reading::{Entry, Problem, Reason};
use crate::solid::{self, Role, Shape, Solid};
use crate::source::Source;
use crate::words::Wording;

/// The file that ships, as JSON text. A widget reads it with the reader that it has.
pub const BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/pieces.json"));

/// What a catalogue file says it is.
pub const FORMAT: &str = "greffon-archiclasse-catalogue";

/// The version of catalogue files that this code reads and that ships.
pub const VERSION: u64 = 1;

/// The largest side of a piece, mm.
pub const LARGEST: i32 = 20_000;

/// How many pieces a file may have.
pub const MOST_PIECES: usize = 2_000;

/// Pieces and where their sizes come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// Its name.
    pub name: Wording,
    /// In the order of the file.
    pub pieces: Vec<Piece>,
    /// In the order of the file.
    pub sources: Vec<Source>,
}

impl Catalogue {
    /// The catalogue that ships.
    ///
    /// # Panics
    /// Never: a test reads it whole.
    pub fn built_in() -> Self {
        serde_json::from_str(BUILT_IN).map(|value| Self::read(&value).0).unwrap_or_default()
    }

    /// Reads a catalogue file. What is wrong in it is left out and told, what is right is kept.
    pub fn read(file: &Value) -> (Self, Vec<Problem>) {
        let mut found = Self::default();
        let mut problems = Vec::new();
        if let Err(problem) = found.fill(&Entry::root(file), &mut problems) {
            problems.push(problem);
        }
        (found, problems)
    }

    fn fill(&mut self, root: &Entry<'_>, problems: &mut Vec<Problem>) -> Result<(), Problem> {
        if root.value["format"] != FORMAT {
            return Err(root.problem(Reason::Format));
        }
        let version = root.need("version")?;
        match version.value.as_u64() {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => return Err(version.problem(Reason::Newer(newer))),
            _ => return Err(version.problem(Reason::Number)),
        }
        self.name = root.need("name")?.wording()?;
        for entry in root.list_of("sources")? {
            keep(source(&entry), &mut self.sources, problems);
        }
        let pieces = root.need("pieces")?;
        for entry in pieces.list()? {
            if self.pieces.len() == MOST_PIECES {
                return Err(pieces.problem(Reason::TooMany(MOST_PIECES)));
            }
            let read = piece(&entry).and_then(|piece| match self.piece(&piece.id) {
                Some(_) => Err(entry.need("id")?.problem(Reason::Duplicate(piece.id))),
                None => Ok(piece),
            });
            keep(read, &mut self.pieces, problems);
        }
        Ok(())
    }

    /// The piece of that id.
    pub fn piece(&self, id: &str) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.id == id)
    }

    /// The source of that id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// This catalogue with what another one adds; where both have an id, the other's piece counts.
    #[must_use]
    pub fn with(mut self, added: Self) -> Self {
        self.pieces.retain(|piece| added.piece(&piece.id).is_none());
        self.sources.retain(|source| added.source(&source.id).is_none());
        self.pieces.extend(added.pieces);
        self.sources.extend(added.sources);
        self
    }
}

fn keep<T>(read: Result<T, Problem>, into: &mut Vec<T>, problems: &mut Vec<Problem>) {
    match read {
        Ok(value) => into.push(value),
        Err(problem) => problems.push(problem),
    }
}

pub(crate) fn source(entry: &Entry<'_>) -> Result<Source, Problem> {
    Ok(Source {
        id: entry.need("id")?.id()?,
        title: entry.need("title")?.wording()?,
        url: entry.get("url").map(|url| url.text()).transpose()?.map(str::to_owned),
        read: entry.need("read")?.text()?.to_owned(),
    })
}

fn piece(entry: &Entry<'_>) -> Result<Piece, Problem> {
    let id = entry.need("id")?.id()?;
    let size = entry.need("size")?;
    let sides = size.list()?;
    let [width, depth, height] = sides.as_slice() else { return Err(size.problem(Reason::List)) };
    let [width, depth, height] = [width.length(LARGEST)?, depth.length(LARGEST)?, height.length(LARGEST)?];
    let stored = match (entry.get("stored"), entry.get("stack")) {
        (Some(stored), _) => Some(put_away(&stored)?),
        (None, Some(stack)) => Some(Stored { width, depth, count: stack.between(1, 50)?.unsigned_abs() }),
        (None, None) => None,
    };
    let number = |name: &str, most: i32| entry.get(name).map_or(Ok(0), |value| value.between(-most, most));
    let price = entry.get("price_cents").map(|price| price.between(0, i32::MAX)).transpose()?;
    Ok(Piece {
        id,
        family: entry.need("family")?.word(Family::named)?,
        name: entry.need("name")?.wording()?,
        width,
        depth,
        height,
        elevation: entry.get("elevation").map_or(Ok(0), |value| value.between(0, LARGEST))?,
        mount: entry
            .get("mount")
            .map_or(Ok(Mount::Floor), |mount| mount.word(|word| solid::named(&Mount::NAMES, word)))?,
        solids: solids(entry, width, depth, height)?,
        marks: entry.list_of("marks")?.iter().map(mark).collect::<Result<_, _>>()?,
        seats: entry.count("seats", 100)?,
        places: entry.count("places", 100)?,
        kg: entry.count("kg", 5_000)?,
        stored,
        power: number("power", 100)?,
        data: number("data", 100)?,
        devices: entry.count("devices", 500)?,
        holds: entry.count("holds", LARGEST)?,
        traits: Traits {
            castors: entry.flag("castors"),
            fixed: entry.flag("fixed"),
            resizable: entry.flag("resizable"),
            wheelchair: entry.flag("wheelchair"),
            teacher: entry.flag("teacher"),
            watched: entry.flag("watched"),
            shelf: entry.flag("shelf"),
            raised: entry.flag("raised"),
            absorbs: entry.flag("absorbs"),
            access_point: entry.flag("access_point"),
            wifi_switch: entry.flag("wifi_switch"),
        },
        kinds: entry.words("for", Kind::named)?,
        price: price.map(i32::unsigned_abs),
        source: entry.get("source").map_or(Ok(String::new()), |source| source.id())?,
    })
}

fn put_away(entry: &Entry<'_>) -> Result<Stored, Problem> {
    let numbers = entry.list()?;
    let [width, depth, count] = numbers.as_slice() else { return Err(entry.problem(Reason::List)) };
    Ok(Stored {
        width: width.length(LARGEST)?,
        depth: depth.length(LARGEST)?,
        count: count.between(1, 50)?.unsigned_abs(),
    })
}

/// The blocks of a piece; a plain box where the file names none.
fn solids(entry: &Entry<'_>, width: i32, depth: i32, height: i32) -> Result<Vec<Solid>, Problem> {
    let listed = entry.list_of("solids")?;
    if listed.is_empty() {
        let (role, shape) = (Role::Body, Shape::Rectangle);
        return Ok(vec![Solid { role, shape, x: 0, y: 0, width, depth, from: 0, to: height }]);
    }
    listed
        .iter()
        .map(|block| {
            let text = block.text()?;
            let solid = Solid::parse(text).ok_or_else(|| block.problem(Reason::Shape(text.into())))?;
            let inside = solid.x >= 0
                && solid.y >= 0
                && solid.x + solid.width <= width
                && solid.y + solid.depth <= depth
                && solid.from >= 0
                && solid.to <= height;
            if inside || solid.role == Role::Use {
                Ok(solid)
            } else {
                Err(block.problem(Reason::Outside(text.into())))
            }
        })
        .collect()
}

fn mark(entry: &Entry<'_>) -> Result<Mark, Problem> {
    let text = entry.text()?;
    Mark::parse(text).ok_or_else(|| entry.problem(Reason::Shape(text.into())))
}

#[cfg(test)]
mod tests;

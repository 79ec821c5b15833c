//! Ready-made variations of the six spaces: a sheet of five columns, and what furnishes it for a number of people.

use greffon_archiclasse_plan::zone::Space;
use serde_json::Value;

use crate::catalogue::source;
use crate::piece::Kind;
use crate::reading::{Entry, Problem, Reason};
use crate::solid::named;
use crate::source::Source;
use crate::words::Wording;

/// The file that ships, as JSON text. A widget reads it with the reader that it has.
pub const BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/variations.json"));

/// What a file of variations says it is.
pub const FORMAT: &str = "greffon-archiclasse-variations";

/// The version of files of variations that this code reads and that ships.
pub const VERSION: u64 = 1;

/// The five columns of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Activité pédagogique.
    Activity,
    /// Espace.
    Space,
    /// Pré-équipement.
    Wiring,
    /// Matériel numérique.
    Digital,
    /// Mobilier.
    Furniture,
}

impl Column {
    /// All five, in their order.
    pub const ALL: [Self; 5] = [Self::Activity, Self::Space, Self::Wiring, Self::Digital, Self::Furniture];

    /// Its name in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Space => "space",
            Self::Wiring => "wiring",
            Self::Digital => "digital",
            Self::Furniture => "furniture",
        }
    }
}

/// How pieces of one kind stand in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrange {
    /// In rows that face the front.
    Rows,
    /// In arcs around the front.
    Arc,
    /// In islands.
    Islands,
    /// In a circle.
    Circle,
    /// In a U open to the front.
    U,
    /// With their backs along the walls.
    Walls,
    /// In front, once.
    Front,
    /// Here and there.
    Scatter,
    /// On the ceiling or the walls, where it serves.
    Fixed,
}

impl Arrange {
    const NAMES: [(&'static str, Self); 9] = [
        ("rows", Self::Rows),
        ("arc", Self::Arc),
        ("islands", Self::Islands),
        ("circle", Self::Circle),
        ("u", Self::U),
        ("walls", Self::Walls),
        ("front", Self::Front),
        ("scatter", Self::Scatter),
        ("fixed", Self::Fixed),
    ];
}

/// How many of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// So many, whoever comes.
    Fixed(u32),
    /// One for so many people, rounded up.
    OnePer(u32),
}

impl Amount {
    /// How many for that number of people.
    pub const fn of(self, people: u32) -> u32 {
        match self {
            Self::Fixed(count) => count,
            Self::OnePer(share) => people.div_ceil(share),
        }
    }
}

/// Pieces of one kind in a variation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Id of the piece.
    pub piece: String,
    /// How many.
    pub amount: Amount,
    /// How they stand.
    pub arrange: Arrange,
}

/// Noise and light of a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ambience {
    /// Noise it makes: 0 silence, 1 whisper, 2 conversation, 3 lively.
    pub makes: u8,
    /// Noise it bears, on the same scale.
    pub bears: u8,
    /// Whether it should have daylight.
    pub daylight: bool,
    /// Whether it should be darkened at times.
    pub dark: bool,
}

/// A variation of a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variation {
    /// Unique in its file.
    pub id: String,
    /// Which space it is a variation of.
    pub space: Space,
    /// Where it is used.
    pub kinds: Vec<Kind>,
    /// Its name.
    pub name: Wording,
    /// The sheet, in the order of [`Column::ALL`].
    pub columns: [Wording; 5],
    /// Fewest and most people it is thought for.
    pub people: (u32, u32),
    /// Floor for one person, square decimetres.
    pub floor_each: u32,
    /// Noise and light.
    pub ambience: Ambience,
    /// What furnishes it.
    pub parts: Vec<Part>,
    /// Ids of the sources of its figures and ideas.
    pub sources: Vec<String>,
}

impl Variation {
    /// How many of each piece for that number of people.
    pub fn quantities(&self, people: u32) -> impl Iterator<Item = (&Part, u32)> {
        self.parts.iter().map(move |part| (part, part.amount.of(people)))
    }

    /// The floor for that number of people, mm².
    pub fn area(&self, people: u32) -> u64 {
        u64::from(self.floor_each) * 10_000 * u64::from(people)
    }

    /// A column of the sheet.
    pub fn column(&self, column: Column) -> &Wording {
        &self.columns[column as usize]
    }
}

/// Variations and their sources.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variations {
    /// In the order of the file.
    pub all: Vec<Variation>,
    /// In the order of the file.
    pub sources: Vec<Source>,
}

impl Variations {
    /// The variations that ship. Our own proposals after the ministry's vocabulary, not its sheets.
    pub fn built_in() -> Self {
        serde_json::from_str(BUILT_IN).map(|value| Self::read(&value).0).unwrap_or_default()
    }

    /// Reads a file of variations. What is wrong in it is left out and told.
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
        for entry in root.list_of("sources")? {
            match source(&entry) {
                Ok(read) => self.sources.push(read),
                Err(problem) => problems.push(problem),
            }
        }
        for entry in root.need("variations")?.list()? {
            match variation(&entry) {
                Ok(read) if self.get(&read.id).is_some() => {
                    problems.push(entry.problem(Reason::Duplicate(read.id)));
                }
                Ok(read) => self.all.push(read),
                Err(problem) => problems.push(problem),
            }
        }
        Ok(())
    }

    /// The variation of that id.
    pub fn get(&self, id: &str) -> Option<&Variation> {
        self.all.iter().find(|variation| variation.id == id)
    }

    /// These variations with what another file adds; where both have an id, the other's counts.
    #[must_use]
    pub fn with(mut self, added: Self) -> Self {
        self.all.retain(|variation| added.get(&variation.id).is_none());
        self.sources.retain(|source| added.sources.iter().all(|other| other.id != source.id));
        self.all.extend(added.all);
        self.sources.extend(added.sources);
        self
    }
}

fn variation(entry: &Entry<'_>) -> Result<Variation, Problem> {
    let columns = entry.need("columns")?;
    let mut words = Vec::new();
    for column in Column::ALL {
        words.push(columns.need(column.id())?.wording()?);
    }
    let people = entry.need("people")?;
    let range = people.list()?;
    let [fewest, most] = range.as_slice() else { return Err(people.problem(Reason::List)) };
    let fewest = fewest.between(1, 500)?;
    let most = most.between(fewest, 500)?;
    let ambience = entry.need("ambience")?;
    let noise = |name| ambience.need(name)?.between(0, 3).map(|value| value.unsigned_abs().to_le_bytes()[0]);
    Ok(Variation {
        id: entry.need("id")?.id()?,
        space: entry.need("space")?.word(Space::of)?,
        kinds: entry.words("for", Kind::named)?,
        name: entry.need("name")?.wording()?,
        columns: words.try_into().map_err(|_| columns.problem(Reason::List))?,
        people: (fewest.unsigned_abs(), most.unsigned_abs()),
        floor_each: entry.need("floor_each_dm2")?.between(20, 2_000)?.unsigned_abs(),
        ambience: Ambience {
            makes: noise("makes")?,
            bears: noise("bears")?,
            daylight: ambience.flag("daylight"),
            dark: ambience.flag("dark"),
        },
        parts: entry.need("parts")?.list()?.iter().map(part).collect::<Result<_, _>>()?,
        sources: entry.need("sources")?.list()?.iter().map(Entry::id).collect::<Result<_, _>>()?,
    })
}

fn part(entry: &Entry<'_>) -> Result<Part, Problem> {
    let amount = match (entry.get("count"), entry.get("one_per")) {
        (Some(count), None) => Amount::Fixed(count.between(1, 500)?.unsigned_abs()),
        (None, Some(share)) => Amount::OnePer(share.between(1, 500)?.unsigned_abs()),
        _ => return Err(entry.need("count").err().unwrap_or_else(|| entry.problem(Reason::Number))),
    };
    Ok(Part {
        piece: entry.need("piece")?.id()?,
        amount,
        arrange: entry.need("arrange")?.word(|word| named(&Arrange::NAMES, word))?,
    })
}

#[cfg(test)]
mod tests;

//! The table of checks: what each asks, where its figure comes from, and how sure that is.

mod words;

pub use words::piece_name;

use greffon_archiclasse_catalogue::Wording;
use greffon_archiclasse_plan::zone::Space;
use serde_json::Value;

/// The table that ships, as JSON text. A widget reads it with the reader that it has.
pub const BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/rules.json"));

macro_rules! checks {
    ($($(#[doc = $doc:literal])* $name:ident = $id:literal,)*) => {
        /// A check that a plan can answer.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Check {
            $($(#[doc = $doc])* $name,)*
        }

        impl Check {
            /// All checks, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name in stored answers, files and the table.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }
        }
    };
}

checks! {
    /// A room without a way out.
    NoDoor = "no-door",
    /// Too few ways out for so many people.
    Exits = "exits",
    /// Ways out too narrow, all together, for so many people.
    ExitUnits = "exit-units",
    /// A way out of one unit where more than 200 people are.
    ExitNarrow = "exit-narrow",
    /// Two ways out that count as one.
    ExitsApart = "exits-apart",
    /// A long way to a way out.
    ExitDistance = "exit-distance",
    /// A door that opens inward for more than 50 people.
    DoorOutward = "door-outward",
    /// More people than the 5th category takes.
    Threshold = "threshold",
    /// More seats than people declared.
    HeadCount = "head-count",
    /// Large furniture: material and fixing.
    LargeFurniture = "large-furniture",
    /// Raised floors that carry people.
    RaisedFloor = "raised-floor",
    /// A narrow way to a space.
    Circulation = "circulation",
    /// A narrow way to a seat, a board or a shelf.
    Aisle = "aisle",
    /// Something that cannot be reached.
    Unreachable = "unreachable",
    /// A space without room to turn.
    Turning = "turning",
    /// A long way without room to turn.
    TurningEvery = "turning-every",
    /// A narrow door.
    DoorWidth = "door-width",
    /// Too little room to work a door.
    DoorRoom = "door-room",
    /// A handle near a corner.
    HandleCorner = "handle-corner",
    /// No table for a wheelchair user.
    AccessibleTable = "accessible-table",
    /// No place of use in front of equipment.
    PlaceOfUse = "place-of-use",
    /// Shelves close to each other.
    ShelfAisle = "shelf-aisle",
    /// Two pieces in one place.
    Overlap = "overlap",
    /// A piece in a wall.
    InWall = "in-wall",
    /// A piece in the way of a door.
    DoorSwing = "door-swing",
    /// Too little room to use a piece.
    UseRoom = "use-room",
    /// Little floor for so many people.
    AreaPerPupil = "area-per-pupil",
    /// A zone smaller than its variation is thought for.
    ZoneArea = "zone-area",
    /// Far from daylight.
    Daylight = "daylight",
    /// Noise beside silence.
    Noise = "noise",
    /// A quiet corner that nobody sees.
    Supervision = "supervision",
    /// Too near to the board.
    BoardNear = "board-near",
    /// Too far from the board.
    BoardFar = "board-far",
    /// Too far aside of the board.
    BoardAngle = "board-angle",
    /// Something in the way of looking at the board.
    SightBlocked = "sight-blocked",
    /// A furniture size for another age.
    SizeStage = "size-stage",
    /// A chair and a table that do not fit each other.
    SizePair = "size-pair",
    /// Fewer sockets than plugs.
    Sockets = "sockets",
    /// Far from a socket.
    SocketDistance = "socket-distance",
    /// Fewer RJ45 than plugs.
    Network = "network",
    /// Too many devices for the access points.
    WifiCount = "wifi-count",
    /// Wi-Fi that cannot be switched off in a primary school.
    WifiSwitch = "wifi-switch",
    /// Wi-Fi where children below 3 may be.
    WifiUnder3 = "wifi-under-3",
    /// A primary class without projection.
    Projection = "projection",
}

/// Where a rule comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// A legal text.
    Law,
    /// Advice of an authority, of firemen, of a standard.
    Advice,
    /// A habit of the trade or our own.
    Habit,
}

/// How sure a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Plain geometry.
    Evident,
    /// Read in a copy of the text or an answer of a ministry.
    Read,
    /// Read in pages that report it.
    Reported,
    /// Pages disagree.
    Disputed,
    /// Known in the trade; no source was found.
    Unsourced,
}

/// A page in which a rule was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// What it is.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// A check as it is explained to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Which check.
    pub check: Check,
    /// Where it comes from.
    pub force: Force,
    /// How sure its figure is.
    pub certainty: Certainty,
    /// A short name.
    pub name: Wording,
    /// The question that it asks, with `{names}` of figures.
    pub question: Wording,
    /// Its figure, in words.
    pub figure: Wording,
    /// What it applies to.
    pub applies: Wording,
    /// Where sources disagree: how.
    pub doubt: Option<Wording>,
    /// Where it was read.
    pub origins: Vec<Origin>,
    /// When it was read, `2026-11-23`; empty for what is evident.
    pub read: String,
}

/// The table of checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    all: Vec<Rule>,
    /// What a room without a name is called.
    room: Wording,
    /// What spaces without a name are called, in their order.
    spaces: Vec<Wording>,
}

impl Rules {
    /// The table that ships.
    pub fn built_in() -> Self {
        Self::read(&serde_json::from_str(BUILT_IN).unwrap_or_default())
    }

    /// Reads a table. A rule whose check is not known here is left out.
    pub fn read(table: &Value) -> Self {
        let listed = table["rules"].as_array().map(Vec::as_slice).unwrap_or_default();
        let words = &table["words"];
        Self {
            all: listed.iter().filter_map(rule).collect(),
            room: wording(&words["room"]).unwrap_or_default(),
            spaces: Space::ALL
                .into_iter()
                .map(|space| wording(&words["spaces"][space.word()]).unwrap_or_default())
                .collect(),
        }
    }

    /// All rules, in the order of [`Check::ALL`].
    pub fn all(&self) -> &[Rule] {
        &self.all
    }

    /// The rule of a check.
    pub fn get(&self, check: Check) -> Option<&Rule> {
        self.all.iter().find(|rule| rule.check == check)
    }
}

fn rule(entry: &Value) -> Option<Rule> {
    let id = entry["id"].as_str()?;
    Some(Rule {
        check: Check::ALL.iter().copied().find(|check| check.id() == id)?,
        force: match entry["force"].as_str()? {
            "law" => Force::Law,
            "advice" => Force::Advice,
            "habit" => Force::Habit,
            _ => return None,
        },
        certainty: match entry["certainty"].as_str()? {
            "evident" => Certainty::Evident,
            "read" => Certainty::Read,
            "reported" => Certainty::Reported,
            "disputed" => Certainty::Disputed,
            "unsourced" => Certainty::Unsourced,
            _ => return None,
        },
        name: wording(&entry["name"])?,
        question: wording(&entry["question"])?,
        figure: wording(&entry["figure"])?,
        applies: wording(&entry["applies"])?,
        doubt: wording(&entry["doubt"]),
        origins: entry["origins"].as_array()?.iter().filter_map(origin).collect(),
        read: entry["read"].as_str().unwrap_or_default().to_owned(),
    })
}

fn wording(entry: &Value) -> Option<Wording> {
    Some(Wording { fr: entry["fr"].as_str()?.to_owned(), en: entry["en"].as_str()?.to_owned() })
}

fn origin(entry: &Value) -> Option<Origin> {
    Some(Origin { title: entry["title"].as_str()?.to_owned(), url: entry["url"].as_str()?.to_owned() })
}

#[cfg(test)]
mod tests;

//! What was done, line by line: only added to, read by all who see the preparation.

use serde_json::Value;

use crate::day::Moment;
use crate::stored;

macro_rules! deeds {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)*) => {
        /// Something that somebody did.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Deed { $($(#[$doc])* $name,)* }

        impl Deed {
            /// Every deed.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// As it is stored.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }
        }
    };
}

deeds! {
    /// Somebody came into the directory.
    ContactAdded = "contact-added",
    /// An entry of the directory was changed.
    ContactChanged = "contact-changed",
    /// Somebody left the directory.
    ContactRemoved = "contact-removed",
    /// People came into the directory, or changed, out of a file.
    ContactsImported = "contacts-imported",
    /// Somebody was named référent.
    ReferentNamed = "referent-named",
    /// Somebody is référent no longer.
    ReferentReleased = "referent-released",
    /// A session was planned with its steps.
    SessionPlanned = "session-planned",
    /// A session was changed; with another day, its steps moved along.
    SessionChanged = "session-changed",
    /// A step was added.
    StepAdded = "step-added",
    /// A step came into another column or place.
    StepMoved = "step-moved",
    /// A step was changed.
    StepChanged = "step-changed",
    /// A step was taken away.
    StepRemoved = "step-removed",
    /// A room came with its computers.
    RoomAdded = "room-added",
    /// A room was checked as a whole.
    RoomChecked = "room-checked",
    /// A computer was changed or checked.
    MachineChanged = "machine-changed",
    /// Computers came, or changed, out of a file.
    MachinesImported = "machines-imported",
    /// A computer was taken away.
    MachineRemoved = "machine-removed",
    /// Something was reported.
    Reported = "reported",
    /// Something was done about a ticket.
    TicketActed = "ticket-acted",
    /// The routing table was changed.
    RoutingChanged = "routing-changed",
    /// The settings were changed.
    SettingsChanged = "settings-changed",
    /// The person took their last change back.
    Undone = "undone",
}

impl Deed {
    /// The deed that is stored so.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|deed| deed.id() == id)
    }
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Moment,
    /// Who, as people say it; empty where the host did not tell.
    pub name: String,
    /// What.
    pub deed: Deed,
    /// To what: the title of the step, the name of the room.
    pub what: String,
}

impl Line {
    /// Reads one; `None` where it cannot be said when or what.
    pub fn read(raw: &Value) -> Option<Self> {
        Some(Self {
            at: stored::moment(raw, "at")?,
            name: stored::text(raw, "name").to_owned(),
            deed: Deed::from_id(stored::text(raw, "did"))?,
            what: stored::text(raw, "what").to_owned(),
        })
    }

    /// As it is stored.
    pub fn raw(&self) -> Value {
        stored::object([
            ("at", self.at.text().into()),
            ("name", self.name.as_str().into()),
            ("did", self.deed.id().into()),
            ("what", stored::tidy(&self.what, stored::SHORT).into()),
        ])
    }

    /// Its id, which orders as time does: the moment without its signs, and something that nobody else has.
    pub fn id(&self, fresh: &str) -> String {
        let digits: String = self.at.text().chars().filter(char::is_ascii_digit).collect();
        [&digits, "-", fresh].concat()
    }
}

//! The board as a pure machine: messages go in, the model changes, effects come out for the shell to carry out.
//!
//! What is stored comes in by [`Msg::Reset`] and [`Msg::Changed`] only, own writes included: the replica shows a write as
//! soon as it is asked for, so the model never keeps a second truth.

mod cards;
mod effect;
mod form;
mod msg;
mod photos;
mod reporting;
mod update;

pub use cards::{Card, Column, Filter, Lane};
pub use effect::{Effect, Say, Target, Toast};
pub use form::{Entry, Field, Form, FormKind, Wrong};
pub use msg::{ActKind, Direction, Item, Msg};
pub use photos::{Album, Sight, Trouble};
pub use reporting::{Draft, places};
pub use update::update;

use greffon_protocol::User;

use crate::day::{Day, Moment};
use crate::desk::problem::Problem;
use crate::desk::ticket::Ticket;
use crate::function::Function;
use crate::machine::Readiness;
use crate::order;
use crate::record::Record;
use crate::rights::Rights;
use crate::stored::Kind;
use crate::undo::Stack;

/// What comes from outside with each message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// Now.
    pub now: Moment,
    /// How many minutes the clocks are ahead of UTC where the person is.
    pub offset: i32,
    /// A name of lower-case letters and digits that nobody else has drawn.
    pub fresh: String,
}

impl At {
    /// The day that it is where the person is.
    pub fn today(&self) -> Day {
        self.now.local_day(self.offset)
    }
}

/// A screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Screen {
    /// What to do next, and how far everything is.
    #[default]
    Home,
    /// The steps.
    Plan,
    /// Rooms and computers.
    Computers,
    /// Tickets.
    Desk,
    /// The directory, with its circuits and the routing table.
    Team,
    /// To report something.
    Report,
    /// What was done.
    Log,
}

/// How the steps are shown: always the same ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// Columns by state.
    #[default]
    Board,
    /// A table.
    List,
    /// Weeks from left to right.
    Timeline,
    /// A month.
    Calendar,
}

impl View {
    /// Every view.
    pub const ALL: [Self; 4] = [Self::Board, Self::List, Self::Timeline, Self::Calendar];
}

/// What is open in front of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Open {
    /// A step.
    Step(String),
    /// A computer.
    Machine(String),
    /// A ticket.
    Ticket(String),
}

/// A card that is being moved by keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifted {
    /// Which.
    pub id: String,
    /// The column that it is over.
    pub state: crate::plan::State,
    /// The card that it would come before; `None` for the end of the column.
    pub before: Option<String>,
}

/// A file that was picked. What taking it over would change is worked out where it is shown, of what is stored then:
/// others may change the same items meanwhile, and only those who look at it need the code that reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// What it is said to hold: contacts or computers.
    pub kind: Kind,
    /// Its name.
    pub file: String,
    /// What it holds; `None` where it could not be read.
    pub text: Option<String>,
    /// A name that nobody else has drawn, for what it brings.
    pub fresh: String,
}

/// Which tickets are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DeskFilter {
    /// Those where something is to be done.
    #[default]
    Open,
    /// Those of mine where something is to be done.
    Mine,
    /// Those whose promised day has passed.
    Overdue,
    /// All of them.
    All,
}

impl DeskFilter {
    /// Every filter.
    pub const ALL: [Self; 4] = [Self::Open, Self::Mine, Self::Overdue, Self::All];
}

/// The whole state of the board.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// What is stored.
    pub record: Record,
    /// What this person may do.
    pub rights: Rights,
    /// Their pairwise id, where the host told it.
    pub id: Option<String>,
    /// Their name, where the host told it.
    pub name: String,
    /// The day of the last message.
    pub today: Day,
    /// The moment of the last message.
    pub now: Moment,
    /// Minutes that clocks are ahead of UTC.
    pub offset: i32,
    /// Whether what is made from templates is worded in English.
    pub english: bool,
    /// Whether the stored items came.
    pub loaded: bool,
    /// The screen.
    pub screen: Screen,
    /// How the steps are shown.
    pub view: View,
    /// Which steps are shown.
    pub filter: Filter,
    /// The column that is shown where there is room for one only.
    pub column: crate::plan::State,
    /// The month of the calendar.
    pub month: Day,
    /// Which tickets are shown.
    pub desk: DeskFilter,
    /// The problem and the room that the test bench of the routing table is asked about.
    pub bench: (Problem, String),
    /// What is open in front.
    pub open: Option<Open>,
    /// The form that is filled in.
    pub form: Option<Form>,
    /// The report that is being made.
    pub draft: Draft,
    /// The photographs that are shown, added or refused.
    pub album: Album,
    /// The file that was picked, until it is taken over.
    pub import: Option<Import>,
    /// The card that is being moved by keyboard.
    pub lifted: Option<Lifted>,
    /// The last thing done.
    pub toast: Option<Toast>,
    /// All tickets, worked out after each change.
    pub tickets: Vec<Ticket>,
    /// Each computer's readiness, by its place on the shelf.
    pub readiness: Vec<Readiness>,
    undo: Stack,
    last_tag: u32,
}

impl Model {
    /// The start, for somebody as the host told them.
    pub fn start(user: User, read_only: bool, at: &At) -> Self {
        let rights = Rights::new(&user.roles, read_only);
        let today = at.today();
        Self {
            record: Record::default(),
            screen: if rights.sees_all() { Screen::Home } else { Screen::Report },
            rights,
            id: user.id.filter(|id| crate::stored::Kind::Report.key(id).is_some()),
            name: crate::stored::tidy(&user.name.unwrap_or_default(), crate::stored::SHORT),
            today,
            now: at.now,
            offset: at.offset,
            english: false,
            loaded: false,
            view: View::default(),
            filter: Filter::default(),
            column: crate::plan::State::ToDo,
            month: today.first_of_month(),
            desk: DeskFilter::default(),
            bench: (Problem::Keyboard, String::new()),
            open: None,
            form: None,
            draft: Draft::default(),
            album: Album::default(),
            import: None,
            lifted: None,
            toast: None,
            tickets: Vec::new(),
            readiness: Vec::new(),
            undo: Stack::default(),
            last_tag: 0,
        }
    }

    /// The file that was picked to bring items of that kind.
    pub fn import_of(&self, kind: Kind) -> Option<&Import> {
        self.import.as_ref().filter(|import| import.kind == kind)
    }

    /// The screens that this person goes to.
    pub fn screens(&self) -> Vec<Screen> {
        if !self.rights.sees_all() {
            return Vec::new();
        }
        let all = [
            Screen::Home,
            Screen::Plan,
            Screen::Computers,
            Screen::Desk,
            Screen::Team,
            Screen::Report,
            Screen::Log,
        ];
        all.into_iter().filter(|screen| *screen != Screen::Report || self.can_report()).collect()
    }

    /// Whether the person can report something: the report is kept under their id.
    pub fn can_report(&self) -> bool {
        self.rights.may_report() && self.id.is_some()
    }

    /// A ticket by its id.
    pub fn ticket(&self, id: &str) -> Option<&Ticket> {
        self.tickets.iter().find(|ticket| ticket.id == id)
    }

    /// The tickets that the filter lets through: the overdue ones first, then the oldest.
    pub fn desk(&self) -> Vec<&Ticket> {
        let mut found: Vec<&Ticket> = self
            .tickets
            .iter()
            .filter(|ticket| match self.desk {
                DeskFilter::Open => {
                    ticket.status.is_open() || ticket.status == crate::desk::ticket::Status::Solved
                }
                DeskFilter::Mine => ticket.status.is_open() && self.rights.is_mine(ticket.holder),
                DeskFilter::Overdue => ticket.is_overdue(self.today),
                DeskFilter::All => true,
            })
            .collect();
        order::sort_by_key(&mut found, |ticket| {
            (!ticket.is_overdue(self.today), !ticket.status.is_open(), ticket.opened)
        });
        found
    }

    /// Open tickets that this person holds.
    pub fn my_tickets(&self) -> usize {
        self.tickets
            .iter()
            .filter(|ticket| ticket.status.is_open() && self.rights.is_mine(ticket.holder))
            .count()
    }

    /// What the last change that can be taken back was.
    pub fn can_undo(&self) -> bool {
        self.undo.last().is_some()
    }

    /// What the directory lacks.
    pub fn missing(&self) -> Vec<crate::directory::Missing> {
        crate::directory::missing(&self.record.team, &self.record.table().holders())
    }

    /// The functions that the routing table sends to, with the problems of each.
    pub fn circuits(&self) -> Vec<(Function, Vec<Problem>)> {
        let table = self.record.table();
        let mut circuits: Vec<(Function, Vec<Problem>)> = Vec::new();
        for problem in Problem::ALL {
            let to = table.decide(problem, "").to;
            match circuits.iter_mut().find(|(known, _)| *known == to) {
                Some((_, problems)) => problems.push(problem),
                None => circuits.push((to, vec![problem])),
            }
        }
        circuits
    }
}

#[cfg(test)]
mod tests;

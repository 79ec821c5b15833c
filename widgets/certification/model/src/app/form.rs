//! Forms: what is asked, what was typed, what is wrong with it. One machine for all of them.

use crate::day::Day;
use crate::desk::problem::Problem;
use crate::directory::is_mail;
use crate::stored::{self, LONG, SHORT};

use super::msg::ActKind;

/// What a form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormKind {
    /// Somebody new of the directory, or the one of that id.
    Contact(Option<String>),
    /// A new session, with its retro-planning.
    NewSession,
    /// A session.
    Session(String),
    /// A new step of a session, or the step of that id.
    Step(Option<String>),
    /// A new room with its computers.
    Room,
    /// A computer.
    Machine(String),
    /// Something done about a ticket.
    Act(String, ActKind),
    /// A row of the routing table: a new one, or the one of that place.
    Row(Option<usize>),
    /// The settings.
    Settings,
    /// The last step of a report about that.
    Report(Problem),
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Name.
    Name,
    /// Function.
    Function,
    /// Body.
    Body,
    /// Mail.
    Mail,
    /// Telephone.
    Phone,
    /// Hours.
    Hours,
    /// What somebody answers for.
    Matter,
    /// A day.
    On,
    /// Number of candidates.
    Candidates,
    /// How much time there is.
    Pace,
    /// Title of a step.
    Title,
    /// The session of a step.
    Session,
    /// Who does it.
    Owner,
    /// Until when.
    Due,
    /// What there is to know.
    Note,
    /// How many computers.
    Count,
    /// What their names begin with.
    Prefix,
    /// Inventory number.
    Inventory,
    /// The state that is declared.
    State,
    /// Words.
    Text,
    /// A site.
    Site,
    /// Mbit/s.
    Rate,
    /// Until which day.
    Until,
    /// To whom.
    To,
    /// From afar or on the spot.
    Remote,
    /// Another ticket.
    Ticket,
    /// Kinds of problems.
    Problem,
    /// A room.
    Room,
    /// Zone.
    Zone,
    /// Reserve in percent.
    Reserve,
    /// Days on which the school is closed.
    Closed,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing was typed, and something is needed.
    Empty,
    /// It is no day.
    NoDay,
    /// The day has passed.
    Past,
    /// It is no address for mail.
    NoMail,
    /// It is no whole number between these.
    NoNumber(u32, u32),
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// To what.
    pub field: Field,
    /// As it was typed.
    pub value: String,
    /// As it stood when the form was opened.
    first: String,
    /// What is wrong with it, once it was sent.
    pub wrong: Option<Wrong>,
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What for.
    pub kind: FormKind,
    /// What is asked, in order, with what was answered.
    pub entries: Vec<Entry>,
    /// Whether something was typed.
    pub touched: bool,
}

impl Form {
    /// A form with these questions and first answers.
    pub fn new(kind: FormKind, entries: Vec<(Field, String)>) -> Self {
        let entries = entries
            .into_iter()
            .map(|(field, value)| Entry { field, first: value.clone(), value, wrong: None })
            .collect();
        Self { kind, entries, touched: false }
    }

    /// What was answered; empty where it is not asked.
    pub fn get(&self, field: Field) -> &str {
        self.entries.iter().find(|entry| entry.field == field).map_or("", |entry| entry.value.trim())
    }

    /// Takes an answer in.
    pub fn fill(&mut self, field: Field, value: String) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.field == field) {
            entry.value = value;
            entry.wrong = None;
            self.touched = true;
        }
    }

    /// What the person did not touch is as it stands now: others may have changed it since the form was opened.
    pub(crate) fn keep_up(&mut self, now: &[(Field, String)]) {
        for entry in self.entries.iter_mut().filter(|entry| entry.value == entry.first) {
            if let Some((_, value)) = now.iter().find(|(field, _)| *field == entry.field) {
                entry.value.clone_from(value);
            }
        }
    }

    /// A short text.
    pub fn short(&self, field: Field) -> String {
        stored::tidy(self.get(field), SHORT)
    }

    /// A long text.
    pub fn long(&self, field: Field) -> String {
        stored::tidy(self.get(field), LONG)
    }

    /// A day; `None` where it is empty or none.
    pub fn day(&self, field: Field) -> Option<Day> {
        Day::parse(self.get(field))
    }

    /// A whole number.
    pub fn number(&self, field: Field) -> Option<u32> {
        self.get(field).parse().ok()
    }

    /// Marks what is wrong; whether all is right.
    pub fn check(&mut self, today: Day) -> bool {
        let kind = self.kind.clone();
        for entry in &mut self.entries {
            entry.wrong = wrong(&kind, entry.field, entry.value.trim(), today);
        }
        self.entries.iter().all(|entry| entry.wrong.is_none())
    }
}

/// Most computers of a room: one batch holds them, with the room and the line of the log.
pub(crate) const MOST_COMPUTERS: u32 = 48;

fn wrong(kind: &FormKind, field: Field, value: &str, today: Day) -> Option<Wrong> {
    let day = || match Day::parse(value) {
        None => Some(Wrong::NoDay),
        Some(day) if day < today => Some(Wrong::Past),
        Some(_) => None,
    };
    let number = |from: u32, to: u32| {
        let found = value.parse::<u32>().ok().filter(|number| (from..=to).contains(number));
        found.is_none().then_some(Wrong::NoNumber(from, to))
    };
    let optional = |wrong: &dyn Fn() -> Option<Wrong>| if value.is_empty() { None } else { wrong() };
    let needed = || value.is_empty().then_some(Wrong::Empty);
    match field {
        Field::Name | Field::Title | Field::Function | Field::To | Field::Ticket | Field::Session => needed(),
        Field::Owner if matches!(kind, FormKind::Row(_)) => needed(),
        Field::Mail => optional(&|| (!is_mail(value)).then_some(Wrong::NoMail)),
        // What was planned may be changed after its day; what is planned anew may not lie in the past.
        Field::On if matches!(kind, FormKind::Session(_)) => {
            Day::parse(value).is_none().then_some(Wrong::NoDay)
        }
        Field::On => day(),
        Field::Until => optional(&day),
        Field::Due => optional(&|| Day::parse(value).is_none().then_some(Wrong::NoDay)),
        Field::Candidates => optional(&|| number(0, 5000)),
        Field::Count => number(1, MOST_COMPUTERS),
        Field::Reserve => number(0, 50),
        Field::Rate => optional(&|| number(1, 100_000)),
        Field::Closed => {
            let fine = value
                .split([',', ' ', ';'])
                .filter(|day| !day.is_empty())
                .all(|day| Day::parse(day).is_some());
            (!fine).then_some(Wrong::NoDay)
        }
        Field::Site => match kind {
            FormKind::Report(Problem::Filtering) => stored_site(value).is_empty().then_some(Wrong::Empty),
            _ => None,
        },
        Field::Text => match kind {
            FormKind::Report(problem) => (*problem == Problem::Other).then(needed).flatten(),
            FormKind::Act(_, act) => act.needs_text().then(needed).flatten(),
            _ => None,
        },
        _ => None,
    }
}

fn stored_site(value: &str) -> String {
    crate::desk::report::site_of(value)
}

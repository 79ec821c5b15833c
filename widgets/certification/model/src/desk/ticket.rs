//! Tickets: reports of one problem, and what was done about it, read in order.

use super::event::{Act, Event};
use super::photo::Photo;
use super::problem::Problem;
use super::report::{Place, Report, Reporter};
use crate::day::{Day, Moment};
use crate::function::Function;

/// The state of a ticket, in GLPI's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nobody took it on yet.
    New,
    /// Somebody has it.
    Assigned,
    /// An intervention is arranged.
    Planned,
    /// It waits for something: its clock stands.
    Waiting,
    /// Said to be mended.
    Solved,
    /// Over.
    Closed,
    /// Goes on in another ticket.
    Merged,
}

impl Status {
    /// Every state.
    pub const ALL: [Self; 7] =
        [Self::New, Self::Assigned, Self::Planned, Self::Waiting, Self::Solved, Self::Closed, Self::Merged];

    /// Whether something is still to be done.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Solved | Self::Closed | Self::Merged)
    }

    /// Whether nothing can follow.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Merged)
    }

    /// What follows from an act; `None` where it is not possible now.
    pub const fn after(self, act: &Act) -> Option<Self> {
        match act {
            Act::Comment => Some(self),
            Act::Reopen => match self {
                Self::Solved | Self::Closed => Some(Self::Assigned),
                _ => None,
            },
            Act::Close if self.is_over() => None,
            Act::Close => Some(Self::Closed),
            _ if !self.is_open() => None,
            Act::Take => match self {
                Self::New => Some(Self::Assigned),
                _ => None,
            },
            Act::Resume => match self {
                Self::Waiting => Some(Self::Assigned),
                _ => None,
            },
            Act::Wait => match self {
                Self::Waiting => None,
                _ => Some(Self::Waiting),
            },
            // Whoever says until when has taken it on.
            Act::Promise(_) => match self {
                Self::New => Some(Self::Assigned),
                _ => Some(self),
            },
            Act::Hand(_) => Some(Self::New),
            Act::Plan { .. } => Some(Self::Planned),
            Act::Solve => Some(Self::Solved),
            Act::Merge(_) => Some(Self::Merged),
        }
    }
}

/// One ticket, worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticket {
    /// Fingerprint and number: its id in the store, once something was done.
    pub id: String,
    /// What.
    pub problem: Problem,
    /// Where.
    pub place: Place,
    /// The reports, oldest first, each with its id.
    pub reports: Vec<(String, Report)>,
    /// What was done, in order, and whether it had an effect: of two who close at once, the second changes nothing.
    pub events: Vec<(Event, bool)>,
    /// Its state.
    pub status: Status,
    /// Who has it.
    pub holder: Function,
    /// Until when the holder promised.
    pub promised: Option<Day>,
    /// The intervention that is arranged: the day, and whether it is from afar.
    pub planned: Option<(Day, bool)>,
    /// How often it was opened again.
    pub reopened: usize,
    /// When it was first reported.
    pub opened: Moment,
    /// When it was over or said to be mended, if it is.
    pub ended: Option<Moment>,
    /// The photographs of its reports and its own, oldest first.
    pub photos: Vec<Photo>,
}

impl Ticket {
    /// Whether the promised day has passed and nothing was mended.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.status.is_open() && self.promised.is_some_and(|promised| promised < today)
    }

    /// Whether the promise was kept; `None` where there was none, or it is not over yet.
    pub fn kept_promise(&self, offset: i32) -> Option<bool> {
        let (promised, ended) = (self.promised?, self.ended?);
        Some(ended.local_day(offset) <= promised)
    }

    /// Whether nobody but the diagnostic page reported it.
    pub fn is_measured(&self) -> bool {
        !self.reports.is_empty() && self.reports.iter().all(|(_, report)| report.by == Reporter::Diagnostic)
    }

    /// The key that it is merged into.
    pub fn merged_into(&self) -> Option<&str> {
        self.events.iter().rev().find_map(|(event, counts)| match &event.act {
            Act::Merge(to) if *counts => Some(to.as_str()),
            _ => None,
        })
    }

    /// The first words that anybody said about it.
    pub fn words(&self) -> &str {
        self.reports
            .iter()
            .map(|(_, report)| report.text.as_str())
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }
}

/// The tickets of one fingerprint: its reports, and the stored events by number. `route` says who gets it at first.
pub fn tickets(
    print: &str,
    problem: Problem,
    place: &Place,
    mut reports: Vec<(String, Report)>,
    stored: &[(u32, Vec<Event>)],
    first: Function,
) -> Vec<Ticket> {
    crate::order::sort(&mut reports, |(one_id, one), (two_id, two)| (one.at, one_id).cmp(&(two.at, two_id)));
    let mut reports = reports.into_iter().peekable();
    let mut found = Vec::new();
    let last = stored.iter().map(|(number, _)| *number).max().unwrap_or(0);
    let mut number = 1;
    while reports.peek().is_some() || number <= last {
        let events = stored.iter().find(|(known, _)| *known == number).map_or(&[][..], |(_, events)| events);
        let id = [print, "/", &number.to_string()].concat();
        let opened = match (reports.peek(), events.first()) {
            (Some((_, report)), Some(event)) => report.at.min(event.at),
            (Some((_, report)), None) => report.at,
            (None, Some(event)) => event.at,
            // A number that nobody used.
            (None, None) => {
                number += 1;
                continue;
            }
        };
        let mut ticket = Ticket {
            id,
            problem,
            place: place.clone(),
            reports: Vec::new(),
            events: Vec::new(),
            status: Status::New,
            holder: first,
            promised: None,
            planned: None,
            reopened: 0,
            opened,
            ended: None,
            photos: Vec::new(),
        };
        for event in events {
            while let Some(report) =
                reports.next_if(|(_, report)| report.at <= event.at && !ticket.status.is_over())
            {
                ticket.report(report);
            }
            ticket.apply(event);
        }
        // The first report of a ticket is its own even where a clock that is wrong has it after the end.
        while let Some(report) = reports.next_if(|_| !ticket.status.is_over() || ticket.reports.is_empty()) {
            ticket.report(report);
        }
        found.push(ticket);
        number += 1;
    }
    found
}

impl Ticket {
    /// Somebody reports it (again): what was said to be mended is not.
    fn report(&mut self, report: (String, Report)) {
        if self.status == Status::Solved {
            self.status = Status::Assigned;
            self.reopened += 1;
            self.ended = None;
        }
        self.reports.push(report);
    }

    fn apply(&mut self, event: &Event) {
        let next = self.status.after(&event.act);
        if let Some(next) = next {
            match &event.act {
                Act::Hand(to) => {
                    self.holder = *to;
                    self.promised = None;
                    self.planned = None;
                }
                Act::Promise(day) => self.promised = Some(*day),
                Act::Plan { on, remote } => self.planned = Some((*on, *remote)),
                Act::Reopen => {
                    self.reopened += 1;
                    self.promised = None;
                }
                _ => {}
            }
            if next.is_open() {
                self.ended = None;
            } else if self.status.is_open() {
                self.ended = Some(event.at);
            }
            self.status = next;
        }
        self.events.push((event.clone(), next.is_some()));
    }
}

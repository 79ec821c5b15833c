//! The retro-planning: sessions, their steps, when each is due, what waits for what, and how far it is.

use serde_json::Value;

use crate::calendar::SchoolCalendar;
use crate::day::Day;
use crate::function::Function;
use crate::rank;
use crate::shelf::Shelf;
use crate::stored;
use crate::template::{Pace, TemplateStep};

/// A session that is prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// As people call it.
    pub name: String,
    /// Its day; `None` where it cannot be read.
    pub on: Option<Day>,
    /// How many candidates it is for.
    pub candidates: u32,
}

impl Session {
    /// Reads one.
    pub fn read(raw: &Value) -> Self {
        Self {
            name: stored::text(raw, "name").to_owned(),
            on: stored::day(raw, "on"),
            candidates: stored::number(raw, "candidates").unwrap_or(0),
        }
    }
}

/// How far a step is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// To be done.
    #[default]
    ToDo,
    /// Being done.
    Doing,
    /// Waits for somebody else.
    Waiting,
    /// Done.
    Done,
}

impl State {
    /// The columns of the board.
    pub const ALL: [Self; 4] = [Self::ToDo, Self::Doing, Self::Waiting, Self::Done];

    /// As it is stored.
    pub const fn id(self) -> &'static str {
        match self {
            Self::ToDo => "to-do",
            Self::Doing => "doing",
            Self::Waiting => "waiting",
            Self::Done => "done",
        }
    }

    /// The state that is stored so.
    pub fn from_id(id: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.id() == id).unwrap_or_default()
    }
}

/// One thing to tick in a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Names it in the step.
    pub id: String,
    /// What it is.
    pub text: String,
    /// Whether it is done.
    pub done: bool,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Id of its session.
    pub session: String,
    /// What is to be done.
    pub title: String,
    /// By whom; `None` for nobody yet.
    pub owner: Option<Function>,
    /// Until when.
    pub due: Option<Day>,
    /// How far it is.
    pub state: State,
    /// Its place in the column.
    pub rank: String,
    /// Ids of the steps that come first.
    pub after: Vec<String>,
    /// What to tick.
    pub ticks: Vec<Tick>,
    /// What there is to know.
    pub note: String,
    /// Working days before the session, to move it along with it.
    pub before: Option<i32>,
}

impl Step {
    /// Reads one.
    pub fn read(raw: &Value) -> Self {
        let ticks = stored::members(raw, "ticks").map(|(id, tick)| Tick {
            id: id.to_owned(),
            text: stored::text(tick, "text").to_owned(),
            done: tick["done"] == true,
        });
        Self {
            session: stored::text(raw, "session").to_owned(),
            title: stored::text(raw, "title").to_owned(),
            owner: Function::from_id(stored::text(raw, "owner")),
            due: stored::day(raw, "due"),
            state: State::from_id(stored::text(raw, "state")),
            rank: stored::text(raw, "rank").to_owned(),
            after: stored::members(raw, "after").map(|(id, _)| id.to_owned()).collect(),
            ticks: ticks.collect(),
            note: stored::text(raw, "note").to_owned(),
            before: raw["before"].as_i64().and_then(|before| i32::try_from(before).ok()),
        }
    }

    /// Whether it is not done and its day has passed.
    pub fn is_late(&self, today: Day) -> bool {
        self.state != State::Done && self.due.is_some_and(|due| due < today)
    }

    /// How many things are ticked, of how many.
    pub fn ticked(&self) -> (usize, usize) {
        (self.ticks.iter().filter(|tick| tick.done).count(), self.ticks.len())
    }
}

/// A step that a template gives for a session, ready to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its id: that of the session, a point, its code.
    pub id: String,
    /// Its value.
    pub raw: Value,
    /// Until when.
    pub due: Day,
    /// Whether the template would have had it before today: it is due today instead.
    pub hurried: bool,
}

/// The id of a step of a template in a session.
pub fn step_id(session: &str, code: &str) -> String {
    [session, ".", code].concat()
}

/// When a step is due that stands so many working days before the session. The session itself is on its day, whatever
/// the calendar says; nothing is due before today, or the first working day from then on.
pub fn due(calendar: &SchoolCalendar, on: Day, before: i32, today: Day) -> (Day, bool) {
    let wanted = if before == 0 { on } else { calendar.shift(on, -before) };
    let first = if calendar.is_working(today) { today } else { calendar.shift(today, 1) };
    let first = first.min(on);
    if wanted < first { (first, true) } else { (wanted, false) }
}

/// The steps of a session by a template.
pub fn retro_plan(
    template: &[TemplateStep],
    session: &str,
    on: Day,
    calendar: &SchoolCalendar,
    today: Day,
    english: bool,
) -> Vec<Planned> {
    let mut place: Option<String> = None;
    template
        .iter()
        .map(|step| {
            let (due, hurried) = due(calendar, on, step.before, today);
            let next = rank::between(place.as_deref(), None);
            let after = step.after.iter().map(|code| (step_id(session, code), Value::Bool(true)));
            let ticks = step.checks.iter().enumerate().map(|(number, check)| {
                let tick = serde_json::json!({ "text": check.get(english), "done": false });
                (["t", &number.to_string()].concat(), tick)
            });
            let raw = stored::object([
                ("session", session.into()),
                ("title", step.title.get(english).into()),
                ("owner", step.owner.id().into()),
                ("due", due.text().into()),
                ("state", State::ToDo.id().into()),
                ("rank", next.as_str().into()),
                ("after", Value::Object(after.collect())),
                ("ticks", Value::Object(ticks.collect())),
                ("before", step.before.into()),
            ]);
            place = Some(next);
            Planned { id: step_id(session, &step.code), raw, due, hurried }
        })
        .collect()
}

/// The template of that pace.
pub fn template(pace: Pace) -> Vec<TemplateStep> {
    crate::template::steps(pace)
}

/// The way round that would arise if `step` waited for `first`: from `first` back to `step`. `None` where it may.
pub fn cycle(steps: &Shelf<Step>, step: &str, first: &str) -> Option<Vec<String>> {
    let mut way = vec![first.to_owned()];
    let mut seen: Vec<String> = Vec::new();
    walk(steps, step, &mut way, &mut seen).then_some(way)
}

fn walk(steps: &Shelf<Step>, goal: &str, way: &mut Vec<String>, seen: &mut Vec<String>) -> bool {
    let Some(at) = way.last().cloned() else { return false };
    if at == goal {
        return true;
    }
    if seen.contains(&at) {
        return false;
    }
    seen.push(at.clone());
    for next in steps.get(&at).map(|step| step.after.clone()).unwrap_or_default() {
        way.push(next);
        if walk(steps, goal, way, seen) {
            return true;
        }
        way.pop();
    }
    false
}

/// The steps that a step still waits for: those before it that are there and not done.
pub fn waits_for<'s>(steps: &'s Shelf<Step>, step: &Step) -> Vec<(&'s str, &'s Step)> {
    let open = |id: &String| steps.kept(id).filter(|kept| kept.item.state != State::Done);
    step.after.iter().filter_map(open).map(|kept| (kept.id.as_str(), &kept.item)).collect()
}

/// How far a preparation is. Derived, never stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Steps.
    pub total: usize,
    /// Done.
    pub done: usize,
    /// Not done and past their day.
    pub late: usize,
}

/// How far these steps are.
pub fn progress<'s>(steps: impl Iterator<Item = &'s Step>, today: Day) -> Progress {
    let mut progress = Progress::default();
    for step in steps {
        progress.total += 1;
        progress.done += usize::from(step.state == State::Done);
        progress.late += usize::from(step.is_late(today));
    }
    progress
}

/// The rank for a card that is put before another of that column, or (`None`) at its end. The card itself does not
/// count.
pub fn rank_in(
    steps: &Shelf<Step>,
    session: Option<&str>,
    state: State,
    card: &str,
    before: Option<&str>,
) -> String {
    let mut column: Vec<(&str, &str)> = steps
        .iter()
        .filter(|kept| kept.item.state == state && kept.id != card)
        .filter(|kept| session.is_none_or(|session| kept.item.session == session))
        .map(|kept| (kept.item.rank.as_str(), kept.id.as_str()))
        .collect();
    crate::order::sort(&mut column, Ord::cmp);
    let place =
        before.and_then(|before| column.iter().position(|(_, id)| *id == before)).unwrap_or(column.len());
    let above = place.checked_sub(1).map(|above| column[above].0);
    rank::between(above, column.get(place).map(|(rank, _)| *rank))
}

#[cfg(test)]
mod tests;

//! A run against the board.

use greffon_certification_model::day::Moment;
use greffon_certification_model::desk::event::{Act, Event};
use greffon_certification_model::desk::problem::Problem;
use greffon_certification_model::desk::report::{Place, Report, Reporter};
use greffon_certification_model::desk::ticket::{Status, Ticket};
use greffon_certification_model::function::Function;
use greffon_certification_model::machine::Aspect;
use greffon_certification_model::record::Record;
use greffon_certification_model::stored::{Kind, tidy};
use greffon_protocol::Key;
use serde_json::{Map, Value, json};

use crate::checks::checks;
use crate::run::{Found, Run, State};

/// What a run changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The items to write, in order.
    pub items: Vec<(Key, Value)>,
    /// The tickets that its problems belong to.
    pub tickets: Vec<Opened>,
    /// The tickets that it ends.
    pub repaired: usize,
}

/// A ticket that a problem of the run belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What.
    pub problem: Problem,
    /// The site, where it is about one.
    pub site: String,
    /// Who has it.
    pub holder: Function,
    /// The row of the routing table that decided, from 1; `None` where none fits.
    pub row: Option<usize>,
    /// Whether it was open before.
    pub known: bool,
    /// Whether it is about the whole room.
    pub room: bool,
}

/// Two computers of a room with the same problem within so long have it from the room, in ms: a crash test with a rerun.
const TOGETHER: i64 = 3 * 60 * 60 * 1000;
/// Longest note of a check, in characters.
const NOTE: usize = 400;

/// Whether several computers can have it from one cause outside of them.
const fn is_shared(problem: Problem) -> bool {
    !matches!(problem, Problem::Power | Problem::Screen | Problem::Keyboard | Problem::Sound)
}

/// What a run of that moment changes. `owner` is the pairwise id of whoever made the link, under whom reports are kept;
/// `tag` names the computer in ids, in lower-case letters and digits. `None` where the board has no such computer.
pub fn take(record: &Record, run: &Run, at: Moment, owner: &str, tag: &str) -> Option<Taken> {
    let kept = record.machines.kept(&run.machine)?;
    let mut board = Board {
        record: record.clone(),
        changed: Vec::new(),
        run,
        at,
        owner,
        tag,
        name: kept.item.name.clone(),
        room: kept.item.room.clone(),
    };
    let raw = board.diagnosed(&kept.raw);
    board.put(Kind::Machine, &run.machine, raw);
    let causes: Vec<(Problem, &Found)> = causes(run).collect();
    let tickets = causes.iter().filter_map(|(problem, found)| board.open(*problem, found)).collect();
    let repaired = board.repair();
    let mut items: Vec<(Key, Value)> = Vec::new();
    for key in board.changed {
        if let Some(raw) = board.record.raw(&key) {
            items.push((key.clone(), raw.clone()));
        }
    }
    Some(Taken { items, tickets, repaired })
}

/// The problems of a run, once each, with the result that shows it best.
fn causes(run: &Run) -> impl Iterator<Item = (Problem, &Found)> {
    let bad = run.results.iter().filter(|found| found.is == State::Bad);
    let mut seen: Vec<String> = Vec::new();
    bad.filter_map(|found| Some((found.of()?.problem?, found))).filter(move |(problem, found)| {
        let cause = [problem.id(), ".", &found.site].concat();
        let new = !seen.contains(&cause);
        seen.push(cause);
        new
    })
}

struct Board<'a> {
    record: Record,
    /// Keys that the run changes, in order, once each.
    changed: Vec<Key>,
    run: &'a Run,
    at: Moment,
    owner: &'a str,
    tag: &'a str,
    name: String,
    room: String,
}

impl Board<'_> {
    fn put(&mut self, kind: Kind, id: &str, raw: Value) {
        let Some(key) = kind.key(id) else { return };
        self.record.put(key.as_str(), Some(&raw));
        if !self.changed.contains(&key) {
            self.changed.push(key);
        }
    }

    fn report(&self, problem: Problem, site: &str, place: Place, saw: &str) -> Report {
        Report {
            at: self.at,
            problem,
            place,
            text: tidy(&[&self.name, " – ", saw, " – ", &self.run.browser].concat(), 2000),
            by: Reporter::Diagnostic,
            name: String::new(),
            site: site.to_owned(),
            rate: None,
            until: None,
        }
    }

    fn cause(&self, problem: Problem, site: &str) -> String {
        self.report(problem, site, Place::School, "").cause()
    }

    /// The computer's record with this run in it.
    fn diagnosed(&self, raw: &Value) -> Value {
        let mut machine = raw.as_object().cloned().unwrap_or_default();
        let mut results = Map::new();
        for found in &self.run.results {
            let mut result = json!({ "is": found.is.id() });
            if !found.saw.is_empty() {
                result["saw"] = found.saw.as_str().into();
            }
            results.insert(found.name(), result);
        }
        let causes: Vec<String> =
            causes(self.run).map(|(problem, found)| self.cause(problem, &found.site)).collect();
        let diagnostic = json!({
            "at": self.at.text(), "browser": self.run.browser, "causes": causes, "results": results,
        });
        machine.insert("diagnostic".to_owned(), diagnostic);
        let mut looks = machine.get("checks").and_then(Value::as_object).cloned().unwrap_or_default();
        for aspect in Aspect::ALL {
            if let Some(look) = self.look(aspect) {
                let mut sources =
                    looks.get(aspect.id()).and_then(Value::as_object).cloned().unwrap_or_default();
                sources.insert("diagnostic".to_owned(), look);
                looks.insert(aspect.id().to_owned(), sources.into());
            }
        }
        if !looks.is_empty() {
            machine.insert("checks".to_owned(), looks.into());
        }
        machine.into()
    }

    /// What the run says of an aspect: bad where one check is, fine where all are, nothing where some were not made.
    fn look(&self, aspect: Aspect) -> Option<Value> {
        let mine: Vec<&Found> = self
            .run
            .results
            .iter()
            .filter(|found| found.of().and_then(|check| check.aspect) == Some(aspect))
            .collect();
        let bad: Vec<&str> =
            mine.iter().filter(|found| found.is == State::Bad).map(|found| found.saw.as_str()).collect();
        let made = mine.iter().filter(|found| matches!(found.is, State::Fine | State::Note)).count();
        let wanted = checks().iter().filter(|check| check.aspect == Some(aspect)).count();
        // Near midnight the day of UTC may be the one before: a check counts for thirty.
        let on = self.at.local_day(60).text();
        if !bad.is_empty() {
            return Some(json!({ "on": on, "ok": false, "note": tidy(&bad.join(" · "), NOTE) }));
        }
        (made == wanted).then(|| json!({ "on": on, "ok": true }))
    }

    /// Whether another computer of the room had the same problem lately.
    fn is_in_the_room(&self, cause: &str) -> bool {
        self.others()
            .any(|found| found.at.0 > self.at.0 - TOGETHER && found.causes.iter().any(|own| own == cause))
    }

    /// The last diagnostic of each other computer of the room.
    fn others(&self) -> impl Iterator<Item = &greffon_certification_model::machine::Diagnosed> {
        let others = self.record.machines.iter().filter(|kept| kept.id != self.run.machine);
        others
            .filter(|kept| !self.room.is_empty() && kept.item.room == self.room)
            .filter_map(|kept| kept.item.diagnosed.as_ref())
    }

    /// Sees to it that a problem has its ticket: one, however often and wherever it is found.
    fn open(&mut self, problem: Problem, found: &Found) -> Option<Opened> {
        let cause = self.cause(problem, &found.site);
        let whole = is_shared(problem) && self.is_in_the_room(&cause);
        let place =
            if whole { Place::Room(self.room.clone()) } else { Place::Machine(self.run.machine.clone()) };
        let mut report = self.report(problem, &found.site, place, &found.saw);
        let print = report.fingerprint();
        // A ticket of the whole room, or of the establishment, that stands already is about this computer too.
        let of_room = Report { place: Place::Room(self.room.clone()), ..report.clone() }.fingerprint();
        let tickets = self.record.tickets();
        let standing = |print: &str| {
            tickets.iter().find(|ticket| is_of(&ticket.id, print) && !ticket.status.is_over()).cloned()
        };
        let of_school = Report { place: Place::School, ..report.clone() }.fingerprint();
        let before = standing(&print)
            .or_else(|| standing(&of_room).filter(|_| !self.room.is_empty()))
            .or_else(|| standing(&of_school));
        if let Some(ticket) = &before {
            report.place = ticket.place.clone();
        }
        let print = report.fingerprint();
        let own = ["/d-", self.tag, "-"].concat();
        let told = before.as_ref().is_some_and(|ticket| {
            ticket.status.is_open() && ticket.reports.iter().any(|(id, _)| id.contains(&own))
        });
        if !told {
            // Whoever closed the last one may have had a clock that is ahead: what comes back comes after.
            let last = tickets.iter().filter(|ticket| is_of(&ticket.id, &print));
            let last = last.filter_map(|ticket| ticket.events.last()).map(|(event, _)| event.at.0 + 1).max();
            report.at = Moment(self.at.0.max(last.unwrap_or(0)));
            let id = format!(
                "{}{own}{}-{:x}",
                self.owner,
                checks().iter().position(|check| check.id == found.check)?,
                self.at.0
            );
            let id =
                if found.site.is_empty() { id } else { format!("{id}-{}", self.site_number(&found.site)) };
            self.put(Kind::Report, &id, report.raw());
        }
        let tickets = self.record.tickets();
        let ticket = tickets.iter().find(|ticket| is_of(&ticket.id, &print) && !ticket.status.is_over())?;
        if let Place::Room(_) = &ticket.place {
            self.merge(&tickets, ticket, &cause);
        }
        let room = match &ticket.place {
            Place::Machine(_) => self.room.as_str(),
            Place::Room(id) => id,
            Place::School => "",
        };
        Some(Opened {
            problem,
            site: found.site.clone(),
            holder: ticket.holder,
            row: self.record.table().decide(problem, room).row,
            known: before.is_some(),
            room: matches!(ticket.place, Place::Room(_)),
        })
    }

    fn site_number(&self, site: &str) -> usize {
        self.run.results.iter().position(|found| found.site == site).unwrap_or(0)
    }

    /// What single computers had before it was seen to be the room's goes on in the ticket of the room.
    fn merge(&mut self, tickets: &[Ticket], into: &Ticket, cause: &str) {
        let in_room =
            |id: &str| self.record.machines.get(id).is_some_and(|machine| machine.room == self.room);
        let alike = |ticket: &&Ticket| match &ticket.place {
            Place::Machine(id) => in_room(id) && ticket.status.is_open() && is_about(ticket, cause),
            _ => false,
        };
        let alike: Vec<String> = tickets.iter().filter(alike).map(|ticket| ticket.id.clone()).collect();
        for id in alike {
            self.act(&id, Act::Merge(into.id.clone()), String::new());
        }
    }

    /// Ends the tickets that the run proves repaired: those that only diagnostics made, of what was measured again.
    fn repair(&mut self) -> usize {
        let mut ended = 0;
        for ticket in self.record.tickets() {
            if !ticket.status.is_open() || !ticket.is_measured() {
                continue;
            }
            let Some((_, report)) = ticket.reports.first() else { continue };
            let cause = report.cause();
            let here = match &ticket.place {
                Place::Machine(id) => *id == self.run.machine,
                Place::Room(id) => {
                    *id == self.room && !self.others().any(|found| found.causes.contains(&cause))
                }
                Place::School => false,
            };
            let Some(saw) = self.proof(ticket.problem, &report.site).filter(|_| here) else { continue };
            let text = [&self.name, " – ", &saw].concat();
            self.act(&ticket.id, Act::Solve, text);
            ended += 1;
        }
        ended
    }

    /// What shows that a problem is not there: every check of its kind was made, and none is bad.
    fn proof(&self, problem: Problem, site: &str) -> Option<String> {
        let found: Vec<&Found> = if problem == Problem::Filtering {
            self.run.about(problem).filter(|found| found.site == site).collect()
        } else {
            self.run.about(problem).collect()
        };
        let wanted = checks().iter().filter(|check| check.problem == Some(problem)).count();
        let fine =
            found.len() == wanted && found.iter().all(|found| matches!(found.is, State::Fine | State::Note));
        fine.then(|| found.iter().map(|found| found.saw.as_str()).collect::<Vec<_>>().join(" · "))
    }

    fn act(&mut self, ticket: &str, act: Act, text: String) {
        let tickets = self.record.tickets();
        let Some(found) = tickets.iter().find(|known| known.id == ticket) else { return };
        if found.status.after(&act).is_none() || found.status == Status::Merged {
            return;
        }
        let last = found.events.last().map_or(0, |(event, _)| event.at.0 + 1);
        let newest = found.reports.iter().map(|(_, report)| report.at.0).max().unwrap_or(0);
        let at = Moment(self.at.0.max(last).max(newest));
        let id = format!("d-{}-{:x}", self.tag, self.at.0);
        let event = Event { id, at, name: String::new(), act, text: tidy(&text, 2000) };
        let mut raw =
            self.record.events.kept(ticket).map_or_else(|| json!({ "events": {} }), |kept| kept.raw.clone());
        raw["events"][&event.id] = event.raw();
        self.put(Kind::Ticket, ticket, raw);
    }
}

/// Whether a ticket has that fingerprint.
fn is_of(ticket: &str, print: &str) -> bool {
    ticket.rsplit_once('/').is_some_and(|(known, _)| known == print)
}

fn is_about(ticket: &Ticket, cause: &str) -> bool {
    ticket.reports.first().is_some_and(|(_, report)| report.cause() == cause)
}

#[cfg(test)]
mod tests;

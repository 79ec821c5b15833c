//! Reading members of JSON values.

use serde_json::{Map, Value};

use super::damage::{Fault, Report};
use crate::framework::{Competence, Level};
use crate::moment::{Day, Moment};
use crate::position::{Act, Entry, EntryId, Standing, TickId, Ticks};

/// The highest number of an entry; more is damage, so that one more can always follow.
const MAX_SEQ: u64 = 1_000_000_000;

/// A member that must be an object.
pub(super) fn object<'v>(
    value: &'v Value,
    segments: &[&str],
    member: &str,
    report: &mut Report<'_>,
) -> Option<&'v Map<String, Value>> {
    let object = value.as_object();
    if object.is_none() {
        report.say(segments, member, Fault::NotAnObject);
    }
    object
}

/// One entry. What is wrong is reported; `None` where nothing safe is left of it.
pub(super) fn entry(
    id: &str,
    value: &Value,
    competence: &Competence,
    report: &mut Report<'_>,
) -> Option<Entry> {
    let place = ["entries", id];
    let found = report.found.len();
    let object = object(value, &["entries"], id, report)?;
    let entry_id = EntryId::parse(id);
    if entry_id.is_none() {
        report.say(&["entries"], id, Fault::Id);
    }
    let seq = object.get("seq").and_then(Value::as_u64).filter(|seq| (1..=MAX_SEQ).contains(seq));
    let seq = seq.and_then(|seq| u32::try_from(seq).ok());
    if seq.is_none() {
        report.say(&place, "seq", Fault::Seq);
    }
    let at = object.get("at").and_then(Value::as_str).and_then(Moment::parse);
    if at.is_none() {
        report.say(&place, "at", Fault::Moment);
    }
    let on = object.get("on").and_then(Value::as_str).and_then(Day::parse);
    if on.is_none() {
        report.say(&place, "on", Fault::Day);
    }
    let act = match object.get("withdraws") {
        Some(target) => {
            let target = target.as_str().and_then(EntryId::parse);
            if target.is_none() {
                report.say(&place, "withdraws", Fault::Id);
            }
            target.map(Act::Withdraw)
        }
        None => standing(object, &place, competence, report)
            .map(|standing| Act::Place { standing, ticks: ticks(object, &place, competence, report) }),
    };
    let entry = Entry { id: entry_id?, seq: seq?, at: at?, on: on?, act: act? };
    debug_assert!(
        report.found.len() == found || matches!(entry.act, Act::Place { .. }),
        "only ticks are forgiven"
    );
    Some(entry)
}

fn standing(
    object: &Map<String, Value>,
    place: &[&str],
    competence: &Competence,
    report: &mut Report<'_>,
) -> Option<Standing> {
    match object.get("state").and_then(Value::as_str) {
        Some("not-placed") => Some(Standing::NotPlaced),
        Some("not-worked") => Some(Standing::NotWorked),
        Some("level") => {
            let level = object.get("level").and_then(|level| self::level(level, competence));
            if level.is_none() {
                report.say(place, "level", Fault::Level);
            }
            level.map(Standing::Level)
        }
        _ => {
            report.say(place, "state", Fault::State);
            None
        }
    }
}

/// A level that the competence has.
pub(super) fn level(value: &Value, competence: &Competence) -> Option<Level> {
    value.as_u64().and_then(Level::read).filter(|level| competence.rung(*level).is_some())
}

/// The ticks that can be read; the others are reported.
fn ticks(
    object: &Map<String, Value>,
    place: &[&str],
    competence: &Competence,
    report: &mut Report<'_>,
) -> Ticks {
    let list = match object.get("ticks") {
        None => return Ticks::default(),
        Some(Value::Array(list)) => list,
        Some(_) => {
            report.say(place, "ticks", Fault::NotAList);
            return Ticks::default();
        }
    };
    let mut ticks = Ticks::default();
    for (number, tick) in list.iter().enumerate() {
        match tick.as_str().and_then(TickId::parse).filter(|id| competence.has_indicator(*id)) {
            Some(id) => ticks.set(id, true),
            None => report.say(&[place, &["ticks"]].concat(), &number.to_string(), Fault::Tick),
        }
    }
    ticks
}

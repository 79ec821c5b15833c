//! Two versions of one item, made on two devices, become one.

use core::cmp::Ordering;

use serde_json::{Map, Value};

use super::Share;
use crate::position::History;

/// How deep members are merged one by one: an item, and its `entries` or `only`.
const DEPTH: u8 = 2;

/// Merges two versions of an item of this widget, member by member; `None` for a key that is not this widget's.
///
/// `base` is the version that both started from, where it is known: what only one side changed is taken from that
/// side. The rest is the union, so that no validation is ever lost. Where both changed one thing, the more private way
/// of sharing wins, and of anything else the value whose JSON text is greater: an arbitrary choice, but the same on
/// every device. What follows from positions (`counted`, `shown`, `family`) is mended afterwards by
/// [`Intent::Mend`](crate::batch::Intent::Mend).
pub fn merge(key: &str, base: Option<&Value>, mine: &Value, theirs: &Value) -> Option<Value> {
    match key.split('/').next()? {
        "positions" | "choices" => join(base, Some(mine), Some(theirs), DEPTH),
        "counted" | "shown" | "family" => join(base, Some(mine), Some(theirs), 0),
        _ => None,
    }
}

fn join(base: Option<&Value>, mine: Option<&Value>, theirs: Option<&Value>, depth: u8) -> Option<Value> {
    if mine == theirs || base.is_some() && theirs == base {
        return mine.cloned();
    }
    if base.is_some() && mine == base {
        return theirs.cloned();
    }
    match (mine, theirs) {
        (Some(Value::Object(mine)), Some(Value::Object(theirs))) if depth > 0 => {
            let base = base.and_then(Value::as_object);
            let mut joined = Map::new();
            for name in mine.keys().chain(theirs.keys().filter(|name| !mine.contains_key(*name))) {
                let base = base.and_then(|base| base.get(name));
                if let Some(value) = join(base, mine.get(name), theirs.get(name), depth - 1) {
                    joined.insert(name.clone(), value);
                }
            }
            if let Some(Value::Object(entries)) = joined.get_mut("entries") {
                keep_newest(entries);
            }
            Some(Value::Object(joined))
        }
        (Some(mine), Some(theirs)) => Some(if rank(mine) >= rank(theirs) { mine } else { theirs }.clone()),
        (mine, theirs) => mine.or(theirs).cloned(),
    }
}

/// The greater one wins: ways of sharing by how private they are, a no before a yes, anything else by its text.
fn rank(value: &Value) -> (Option<core::cmp::Reverse<Share>>, bool, String) {
    let share = value.as_str().and_then(Share::from_id).map(core::cmp::Reverse);
    (share, *value == Value::Bool(false), value.to_string())
}

/// Drops the oldest entries beyond [`History::KEPT`]. A withdrawal is newer than its target, so it never goes first.
pub(super) fn keep_newest(entries: &mut Map<String, Value>) {
    while entries.len() > History::KEPT {
        // Nearly always there is one too many. Of two alike, the first by id goes.
        let oldest = entries.iter().min_by(|(_, a), (_, b)| order(a, b)).map(|(id, _)| id.clone());
        *entries = without(entries, &oldest.unwrap_or_default());
    }
}

/// The members but one. To copy is a sixth of the code of removing from a balanced tree.
pub(super) fn without(members: &Map<String, Value>, name: &str) -> Map<String, Value> {
    let mut kept = Map::new();
    for (known, value) in members {
        if known != name {
            kept.insert(known.clone(), value.clone());
        }
    }
    kept
}

/// As entries are ordered; what cannot be read counts as oldest.
fn order(a: &Value, b: &Value) -> Ordering {
    let seq = |entry: &Value| entry.get("seq").and_then(Value::as_u64).unwrap_or(0);
    seq(a).cmp(&seq(b)).then_with(|| moment(a).cmp(moment(b)))
}

fn moment(entry: &Value) -> &str {
    entry.get("at").and_then(Value::as_str).unwrap_or_default()
}

//! What this person did here, to be taken back: only their own changes, and nothing that others changed since.

use greffon_protocol::Key;
use serde_json::{Map, Value};

use crate::log::Deed;

/// Most changes that can be taken back.
pub const DEEPEST: usize = 50;

/// What a change made of one item.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// Which.
    pub key: Key,
    /// What it was; `None` where it was not there.
    pub before: Option<Value>,
    /// What it became.
    pub after: Option<Value>,
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The number of the write that made it.
    pub tag: u32,
    /// What it was.
    pub deed: Deed,
    /// To what.
    pub what: String,
    /// Item by item.
    pub turns: Vec<Turn>,
}

/// The changes, oldest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stack(Vec<Step>);

impl Stack {
    /// The person did something.
    pub fn push(&mut self, step: Step) {
        if self.0.len() == DEEPEST {
            self.0.remove(0);
        }
        self.0.push(step);
    }

    /// Takes the last change out.
    pub fn pop(&mut self) -> Option<Step> {
        self.0.pop()
    }

    /// The last change.
    pub fn last(&self) -> Option<&Step> {
        self.0.last()
    }

    /// A write was refused: there is nothing to take back.
    pub fn forget(&mut self, tag: u32) {
        self.0.retain(|step| step.tag != tag);
    }
}

/// What an item becomes when the turn from `before` to `after` is taken back, given what it is `now`. Members that
/// somebody changed since stay as they left them; the second value says whether there were any.
pub fn revert(before: Option<&Value>, after: Option<&Value>, now: Option<&Value>) -> (Option<Value>, bool) {
    if before == after {
        return (now.cloned(), false);
    }
    if now == after {
        return (before.cloned(), false);
    }
    if now == before {
        return (now.cloned(), false);
    }
    let nothing = Map::new();
    let members = |value: Option<&Value>| match value {
        None => Some(nothing.clone()),
        Some(Value::Object(members)) => Some(members.clone()),
        Some(_) => None,
    };
    // An item that somebody took away does not come back in parts.
    if let (Some(before), Some(after), Some(Value::Object(now))) = (members(before), members(after), now) {
        let mut result = Map::new();
        let mut kept = false;
        for name in now.keys().chain(before.keys().filter(|name| !now.contains_key(*name))) {
            let (value, foreign) = revert(before.get(name), after.get(name), now.get(name));
            kept |= foreign;
            if let Some(value) = value {
                result.insert(name.clone(), value);
            }
        }
        return (Some(Value::Object(result)), kept);
    }
    (now.cloned(), true)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn others_changes_stay() {
        let (before, after) = (json!({ "due": 1, "title": "a" }), json!({ "due": 2, "title": "b" }));
        let now = json!({ "due": 3, "title": "b", "note": "new" });
        let (result, kept) = revert(Some(&before), Some(&after), Some(&now));
        assert_eq!(result, Some(json!({ "due": 3, "title": "a", "note": "new" })));
        assert!(kept);
        assert_eq!(revert(None, Some(&after), Some(&after)), (None, false), "what I made goes");
        let touched = json!({ "due": 2, "title": "b", "note": "theirs" });
        assert_eq!(revert(None, Some(&after), Some(&touched)).0, Some(json!({ "note": "theirs" })));
        assert_eq!(
            revert(Some(&before), None, None),
            (Some(before.clone()), false),
            "what I took away comes back"
        );
        assert_eq!(
            revert(Some(&before), Some(&after), None),
            (None, true),
            "what somebody took away stays away"
        );
    }

    fn some_item() -> impl Strategy<Value = Option<Value>> {
        let member = prop_oneof![
            Just(Value::Null),
            (0_u8..3).prop_map(|n| json!(n)),
            (0_u8..2).prop_map(|n| json!({ "x": n }))
        ];
        prop::option::of(prop::collection::btree_map("[abc]", member, 0..3).prop_map(|members| {
            Value::Object(members.into_iter().filter(|(_, value)| !value.is_null()).collect())
        }))
    }

    proptest! {
        #[test]
        fn what_nobody_touched_goes_back_exactly(before in some_item(), after in some_item()) {
            prop_assert_eq!(revert(before.as_ref(), after.as_ref(), after.as_ref()), (before, false));
        }

        #[test]
        fn a_change_of_mine_alone_is_all_that_goes(before in some_item(), after in some_item(), theirs in 10_u8..20) {
            let (Some(before), Some(Value::Object(mut now))) = (before, after.clone()) else { return Ok(()) };
            now.insert("theirs".to_owned(), json!(theirs));
            let (result, kept) = revert(Some(&before), after.as_ref(), Some(&Value::Object(now)));
            let mut wanted = before.as_object().cloned().unwrap();
            wanted.insert("theirs".to_owned(), json!(theirs));
            prop_assert_eq!(result, Some(Value::Object(wanted)));
            prop_assert!(!kept);
        }
    }
}

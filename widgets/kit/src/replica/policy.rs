//! What a widget says about its own items, so that two people's edits are merged as people expect.

use super::merge::segments_match;

/// How items under one prefix are merged. Without a policy: objects by member, everything else as a whole.
///
/// Places are JSON pointers in which `*` stands for any one segment; inside a list that is merged by id, the
/// segment is the element's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// For keys that start so. The first policy that fits counts.
    pub prefix: &'static str,
    /// Lists of objects that are merged element by element.
    pub lists: &'static [ListById],
    /// Places where the last gesture wins as a whole, as for the position of a card: being asked which of two drags
    /// is right would be worse than dragging once more.
    pub gestures: &'static [&'static str],
}

/// A list whose elements are objects with an id of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListById {
    /// Where, as `/entries`.
    pub at: &'static str,
    /// The member that holds the id, as `id`: a text or a number, once in the list.
    pub id: &'static str,
}

impl Policy {
    /// The policy of a key.
    pub(super) fn of(policies: &'static [Self], key: &str) -> Option<&'static Self> {
        policies.iter().find(|policy| key.starts_with(policy.prefix))
    }

    /// The id member, where the list at that path is merged by id.
    pub(super) fn list_id(&self, path: &str) -> Option<&'static str> {
        self.lists.iter().find(|list| segments_match(list.at, path)).map(|list| list.id)
    }

    /// Whether the last gesture wins at that path.
    pub(super) fn is_gesture(&self, path: &str) -> bool {
        self.gestures.iter().any(|place| segments_match(place, path))
    }
}

//! Three values of one item, merged field by field: what it was, what I made of it, what they made of it.
//!
//! Where both sides changed the same place, **theirs stays**: it is confirmed, its author saw it saved and is told
//! nothing any more, while I am still here and get my value back in a report, to put it in again with one click.
//! So a confirmed value is only ever replaced by somebody who had it before their eyes. The exception is a place
//! that the widget's [`Policy`] names a gesture.

use serde_json::{Map, Value};

use super::policy::Policy;

#[cfg(test)]
mod tests;

/// Whose value stands after a clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// This person's.
    Mine,
    /// The confirmed one.
    Theirs,
}

/// A place that both sides changed. `None`: there is nothing at that place on that side.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// JSON pointer into the item; empty for the item as a whole.
    pub path: String,
    /// What both started from.
    pub base: Option<Value>,
    /// What this person made of it.
    pub mine: Option<Value>,
    /// What is confirmed.
    pub theirs: Option<Value>,
    /// What stands now.
    pub kept: Side,
}

/// One merge of one item.
#[derive(Debug)]
pub(super) struct Merge {
    policy: Option<&'static Policy>,
    prefer: Side,
    gestures: Side,
    path: String,
    pub(super) clashes: Vec<Clash>,
}

impl Merge {
    /// A merge in which theirs stays, but for gestures.
    pub(super) fn new(policy: Option<&'static Policy>) -> Self {
        let (prefer, gestures) = (Side::Theirs, Side::Mine);
        Self { policy, prefer, gestures, path: String::new(), clashes: Vec::new() }
    }

    /// A merge in which mine stays: where the person insists.
    pub(super) fn insisting(policy: Option<&'static Policy>) -> Self {
        Self { prefer: Side::Mine, ..Self::new(policy) }
    }

    /// A merge in which theirs stays, gestures too: for taking something back, which is no gesture itself.
    pub(super) fn reverting(policy: Option<&'static Policy>) -> Self {
        Self { gestures: Side::Theirs, ..Self::new(policy) }
    }

    /// Whether something of mine was given up.
    pub(super) fn lost(&self) -> bool {
        self.clashes.iter().any(|clash| clash.kept == Side::Theirs)
    }

    /// The merged value.
    pub(super) fn run(
        &mut self,
        base: Option<&Value>,
        mine: Option<&Value>,
        theirs: Option<&Value>,
    ) -> Option<Value> {
        if same(mine, theirs) || same(mine, base) {
            return theirs.cloned();
        }
        if same(theirs, base) {
            return mine.cloned();
        }
        if self.policy.is_some_and(|policy| policy.is_gesture(&self.path)) {
            return self.clash(base, mine, theirs, self.gestures);
        }
        if let (Some(Value::Object(mine)), Some(Value::Object(theirs))) = (mine, theirs) {
            let nothing = Map::new();
            let base = base.and_then(Value::as_object).unwrap_or(&nothing);
            return Some(Value::Object(self.objects(base, mine, theirs)));
        }
        if let Some(id) = self.policy.and_then(|policy| policy.list_id(&self.path))
            && let (Some(base), Some(my_list), Some(their_list)) =
                (list_of(base, id), list_of(mine, id), list_of(theirs, id))
        {
            let merged = self.lists(id, base, my_list, their_list);
            let keep = !merged.is_empty() || (mine.is_some() && theirs.is_some());
            return keep.then_some(Value::Array(merged));
        }
        self.clash(base, mine, theirs, self.prefer)
    }

    fn clash(
        &mut self,
        base: Option<&Value>,
        mine: Option<&Value>,
        theirs: Option<&Value>,
        kept: Side,
    ) -> Option<Value> {
        self.clashes.push(Clash {
            path: self.path.clone(),
            base: base.cloned(),
            mine: mine.cloned(),
            theirs: theirs.cloned(),
            kept,
        });
        if kept == Side::Mine { mine.cloned() } else { theirs.cloned() }
    }

    fn within(
        &mut self,
        segment: &str,
        base: Option<&Value>,
        mine: Option<&Value>,
        theirs: Option<&Value>,
    ) -> Option<Value> {
        let length = self.path.len();
        push_segment(&mut self.path, segment);
        let merged = self.run(base, mine, theirs);
        self.path.truncate(length);
        merged
    }

    fn objects(
        &mut self,
        base: &Map<String, Value>,
        mine: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Map<String, Value> {
        let mut merged = Map::new();
        let only_mine = mine.keys().filter(|name| !theirs.contains_key(*name));
        for name in theirs.keys().chain(only_mine) {
            if let Some(value) = self.within(name, base.get(name), mine.get(name), theirs.get(name)) {
                merged.insert(name.clone(), value);
            }
        }
        merged
    }

    /// Their order first, then what only I have, in my order.
    fn lists(&mut self, id: &str, base: &[Value], mine: &[Value], theirs: &[Value]) -> Vec<Value> {
        let only_mine = mine.iter().filter(|element| find(theirs, id, &element[id]).is_none());
        let mut merged = Vec::new();
        for element in theirs.iter().chain(only_mine) {
            let wanted = &element[id];
            let (base, mine, theirs) =
                (find(base, id, wanted), find(mine, id, wanted), find(theirs, id, wanted));
            if let Some(element) = self.within(&id_segment(wanted), base, mine, theirs) {
                merged.push(element);
            }
        }
        merged
    }
}

/// Whether two values say the same. A number is the same whether it was written `1` or `1.0`: a browser in between
/// does not keep the difference.
pub(super) fn same(left: Option<&Value>, right: Option<&Value>) -> bool {
    match (left, right) {
        (None, None) => true,
        (Some(left), Some(right)) => same_value(left, right),
        _ => false,
    }
}

fn same_value(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            left == right || ((left.is_f64() || right.is_f64()) && left.as_f64() == right.as_f64())
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same_value(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(name, left)| right.get(name).is_some_and(|right| same_value(left, right)))
        }
        _ => left == right,
    }
}

/// Puts a value (or, with `None`, nothing) at a path of an item. `false` where the way there is gone: the item was
/// deleted, the element removed, the object replaced by something else.
pub(super) fn put(
    root: &mut Option<Value>,
    path: &str,
    value: Option<Value>,
    policy: Option<&Policy>,
) -> bool {
    let Some(rest) = path.strip_prefix('/') else {
        *root = value;
        return true;
    };
    let Some(mut place) = root.as_mut() else { return false };
    let mut walked = String::new();
    let mut segments = rest.split('/').map(unescape).peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        let list_id = policy.and_then(|policy| policy.list_id(&walked));
        push_segment(&mut walked, &segment);
        match place {
            Value::Object(members) if last => {
                match value {
                    Some(value) => {
                        members.insert(segment, value);
                    }
                    // Put together again without it: taking it out of the tree is much code.
                    None => {
                        for (name, member) in core::mem::take(members) {
                            if name != segment {
                                members.insert(name, member);
                            }
                        }
                    }
                }
                return true;
            }
            Value::Object(members) => {
                let is_list = policy.is_some_and(|policy| policy.list_id(&walked).is_some());
                if is_list && value.is_some() && !members.contains_key(&segment) {
                    // No list is one without elements, here as in merging: others removed all of it.
                    members.insert(segment.clone(), Value::Array(Vec::new()));
                }
                match members.get_mut(&segment) {
                    Some(member) => place = member,
                    None => return false,
                }
            }
            Value::Array(elements) => {
                let Some(id) = list_id else { return false };
                let found = elements.iter().position(|element| id_segment(&element[id]) == segment);
                match (found, last, value.clone()) {
                    (Some(found), false, _) => place = &mut elements[found],
                    (Some(found), true, Some(value)) => {
                        elements[found] = value;
                        return true;
                    }
                    (Some(found), true, None) => {
                        elements.remove(found);
                        return true;
                    }
                    (None, true, Some(value)) => {
                        elements.push(value);
                        return true;
                    }
                    (None, true, None) => return true,
                    (None, false, _) => return false,
                }
            }
            _ => return false,
        }
    }
    false
}

/// Whether a path has the segments of a pattern; `*` stands for any one.
pub(super) fn segments_match(pattern: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if wanted == "*" || wanted == given => {}
            _ => return false,
        }
    }
}

fn push_segment(path: &mut String, segment: &str) {
    path.push('/');
    for character in segment.chars() {
        match character {
            '~' => path.push_str("~0"),
            '/' => path.push_str("~1"),
            other => path.push(other),
        }
    }
}

fn unescape(segment: &str) -> String {
    let mut plain = String::new();
    let mut characters = segment.chars();
    while let Some(character) = characters.next() {
        plain.push(match character {
            '~' if characters.as_str().starts_with('1') => '/',
            other => other,
        });
        if character == '~' {
            characters.next();
        }
    }
    plain
}

fn id_segment(id: &Value) -> String {
    match id {
        Value::String(text) => text.clone(),
        other => crate::json::write(other),
    }
}

fn find<'a>(list: &'a [Value], id: &str, wanted: &Value) -> Option<&'a Value> {
    list.iter().find(|element| element[id] == *wanted)
}

/// The elements, if each is an object with an id that stands once. Nothing at all is a list without elements.
fn list_of<'a>(value: Option<&'a Value>, id: &str) -> Option<&'a [Value]> {
    let list = match value {
        None => &[],
        Some(Value::Array(list)) => list.as_slice(),
        Some(_) => return None,
    };
    let fine = |(index, element): (usize, &Value)| {
        (element[id].is_string() || element[id].is_number())
            && list[..index].iter().all(|before| before[id] != element[id])
    };
    list.iter().enumerate().all(fine).then_some(list)
}

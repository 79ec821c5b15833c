//! What this person did, to be undone and redone: the inverse of each change, kept true while changes are merged.

use greffon_protocol::Key;
use serde_json::Value;

/// Most changes that can be undone.
const DEEPEST: usize = 100;

/// One change of the person.
#[derive(Debug)]
pub(super) struct Step {
    /// The number of the batch that made it.
    pub(super) batch: u32,
    pub(super) label: String,
    pub(super) together: bool,
    pub(super) edits: Vec<Turn>,
}

/// What a change made of one item.
#[derive(Debug)]
pub(super) struct Turn {
    pub(super) key: Key,
    pub(super) before: Option<Value>,
    pub(super) after: Option<Value>,
}

/// The two stacks.
#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) done: Vec<Step>,
    pub(super) undone: Vec<Step>,
}

impl History {
    /// The person did something new: nothing can be redone any more.
    pub(super) fn did(&mut self, step: Step) {
        self.undone.clear();
        self.push(step, false);
    }

    /// The person undid or redid something.
    pub(super) fn push(&mut self, step: Step, undone: bool) {
        let stack = if undone { &mut self.undone } else { &mut self.done };
        if stack.len() == DEEPEST {
            stack.remove(0);
        }
        stack.push(step);
    }

    /// A change was merged with other people's: from now on undoing it leaves theirs alone.
    pub(super) fn merged(&mut self, batch: u32, key: &Key, before: Option<&Value>, after: Option<&Value>) {
        let steps = self.done.iter_mut().chain(&mut self.undone).filter(|step| step.batch == batch);
        for turn in steps.flat_map(|step| &mut step.edits).filter(|turn| turn.key == *key) {
            turn.before = before.cloned();
            turn.after = after.cloned();
        }
    }

    /// A change was taken back: there is nothing to undo.
    pub(super) fn forget(&mut self, batch: u32) {
        self.done.retain(|step| step.batch != batch);
        self.undone.retain(|step| step.batch != batch);
    }
}

//! How messages change the model, and what is to be done then.

mod editing;
mod photographing;
mod planning;

use std::rc::Rc;

use greffon_archiclasse_plan::{Id, Kind, Plan, Ref, keys};

use super::{Effect, Item, Model, Msg, Op, Say, Target, change};
use crate::edit::{Edit, Label};

/// Takes a message in; the effects are to be carried out in order.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut turn = Update { model, effects: Vec::new() };
    turn.take(msg);
    turn.effects
}

struct Update<'m> {
    model: &'m mut Model,
    effects: Vec<Effect>,
}

impl Update<'_> {
    fn take(&mut self, msg: Msg) {
        match msg {
            Msg::Reset(items) => {
                self.model.stock = super::Stock::default();
                self.model.loaded = true;
                self.changed(items);
            }
            Msg::Changed(items) => self.changed(items),
            Msg::Save { save, undo, redo } => {
                (self.model.save, self.model.undo, self.model.redo) = (save, undo, redo);
            }
            Msg::Refused => self.say(Say::NotSaved),
            Msg::ReadOnly(read_only) => self.model.read_only = read_only,
            Msg::Create { .. }
            | Msg::Open(_)
            | Msg::Close
            | Msg::Rename(_)
            | Msg::Heads(_)
            | Msg::Existing(_)
            | Msg::RuleGroup(_)
            | Msg::Stage(_)
            | Msg::Variant(_)
            | Msg::DeletePlan(_)
            | Msg::Export
            | Msg::PickFile
            | Msg::Import(_)
            | Msg::AddLayout(_)
            | Msg::Layout(_) => self.plan_message(msg),
            Msg::Photo { .. } | Msg::Scale(_) | Msg::Strength(_) | Msg::HidePhoto(_) | Msg::RemovePhoto => {
                self.photo_message(msg);
            }
            _ => self.editor_message(msg),
        }
    }

    fn changed(&mut self, items: Vec<Item>) {
        let mut seen = false;
        for item in items {
            let (plan, problem) = self.model.stock.put(&item.key, item.value.as_ref());
            seen |= plan.is_some() && plan == self.model.open;
            if let Some(problem) = problem {
                let folder = item.key.split('/').next().unwrap_or_default();
                self.effects.push(Effect::Log([folder, "#", &problem.to_string()].concat()));
            }
        }
        if seen {
            self.refresh();
        }
    }

    /// Shows the open plan as it is now; what is no more is not selected.
    fn refresh(&mut self) {
        let Some(sheet) = self.model.sheet() else {
            (self.model.shown, self.model.open, self.model.layout) = (None, None, None);
            self.select(Vec::new());
            return;
        };
        let plan = Rc::clone(&sheet.plan);
        self.model.layout = self.model.layout.filter(|layout| plan.layouts.get(*layout).is_some());
        let shown = match self.model.layout {
            Some(layout) => Rc::new(plan.in_layout(layout)),
            None => plan,
        };
        let left: Vec<Ref> = self.model.selection.iter().copied().filter(|name| shown.has(*name)).collect();
        if left.len() != self.model.selection.len() {
            self.select(left);
        }
        self.model.shown = Some(shown);
    }

    fn select(&mut self, names: Vec<Ref>) {
        if *self.model.selection != names {
            self.model.selection = Rc::new(names);
            self.model.wrong = None;
        }
    }

    fn say(&mut self, say: Say) {
        self.effects.push(Effect::Announce(say));
    }

    fn focus(&mut self, target: Target) {
        self.effects.push(Effect::Focus(target));
    }

    fn plan(&self) -> Option<Rc<Plan>> {
        self.model.shown.clone()
    }

    /// Writes edits of the open plan, with what follows from them. Whether anything changes.
    fn write(&mut self, edits: Vec<Edit>, label: Label) -> bool {
        let Some((open, plan)) = self.model.open.zip(self.model.sheet().map(|sheet| Rc::clone(&sheet.plan)))
        else {
            return false;
        };
        if !self.model.can_write() {
            return false;
        }
        let edits = match self.model.layout {
            Some(layout) => change::in_layout(&plan, layout, edits),
            None => edits,
        };
        let edits = change::with_rooms(&plan, edits);
        let ops: Vec<Op> = edits
            .iter()
            .filter(|edit| plan.get(edit.name) != edit.object)
            .map(|edit| op(open, edit))
            .collect();
        if ops.is_empty() {
            return false;
        }
        // Anchors and nodes are no objects to a person.
        let count = edits.iter().filter(|edit| !matches!(edit.name.kind, Kind::Room | Kind::Node)).count();
        self.send(ops, label);
        self.say(Say::Did(label, count.max(1)));
        true
    }

    fn send(&mut self, ops: Vec<Op>, label: Label) {
        self.model.tag = self.model.tag.wrapping_add(1);
        self.effects.push(Effect::Write { ops, label: label.with_tag(self.model.tag) });
    }
}

fn op(plan: Id, edit: &Edit) -> Op {
    Op {
        key: keys::object(plan, edit.name),
        value: edit.object.as_ref().map(greffon_archiclasse_plan::Object::write),
    }
}

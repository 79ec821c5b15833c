//! Plans and layouts as wholes: made, opened, called, copied, deleted.

use std::rc::Rc;

use greffon_archiclasse_plan::piece::Layout;
use greffon_archiclasse_plan::{Fault, Header, Id, Kind, Object, Plan, Ref, file, keys};
use serde_json::Value;

use super::super::{Effect, Msg, Op, Say, Target, Tool};
use super::{Update, op};
use crate::edit::{Edit, Label};
use crate::field::Refusal;

impl Update<'_> {
    pub(super) fn plan_message(&mut self, msg: Msg) {
        match msg {
            Msg::Create { template, name } => {
                let plan = template.plan(&mut self.model.names, &name);
                self.add(&plan, Label::Create);
            }
            Msg::Open(plan) => self.open(plan),
            Msg::Close => {
                (self.model.open, self.model.shown, self.model.layout) = (None, None, None);
                self.select(Vec::new());
                self.focus(Target::Title);
            }
            Msg::Rename(name) => self.header(|header| header.name = name.chars().take(80).collect()),
            Msg::Heads(text) => match text.trim().parse::<i32>() {
                Ok(heads) if (0..=5000).contains(&heads) => self.header(|header| header.heads = heads),
                Ok(_) => self.say(Say::NotTaken(Refusal::OutOfBounds)),
                Err(_) => self.say(Say::NotTaken(Refusal::Number)),
            },
            Msg::Existing(existing) => self.header(|header| header.existing = existing),
            Msg::RuleGroup(group) => self.header(|header| header.group = group),
            Msg::Stage(stage) => self.header(|header| header.stage = stage),
            Msg::Variant(name) => {
                let Some((open, sheet)) = self.model.open.zip(self.model.sheet()) else { return };
                let mut plan = Plan::clone(&sheet.plan);
                plan.header.variant_of = Some(plan.header.variant_of.unwrap_or(open));
                plan.header.name = name;
                self.add(&plan, Label::Create);
            }
            Msg::DeletePlan(plan) => self.delete_plan(plan),
            Msg::Export => {
                let Some(sheet) = self.model.sheet() else { return };
                let (name, file) = (sheet.plan.header.name.clone(), file::write(&sheet.plan));
                self.effects.push(Effect::Save { name, file });
            }
            Msg::PickFile => self.effects.push(Effect::Pick),
            Msg::Import(file) => self.import(file.as_ref()),
            Msg::AddLayout(name) => {
                let id = self.model.names.fresh();
                let edit = Edit::set(Ref::new(Kind::Layout, id), Object::Layout(Layout { name }));
                if self.write(vec![edit], Label::Create) {
                    self.model.layout = Some(id);
                }
            }
            Msg::Layout(layout) => {
                self.model.layout = layout;
                self.refresh();
            }
            _ => {}
        }
    }

    /// Stores a plan under a fresh name and opens it. Its objects keep their names: keys hold the plan's too.
    fn add(&mut self, plan: &Plan, label: Label) {
        if !self.model.can_write() {
            return;
        }
        let id = self.model.names.fresh();
        let mut ops = vec![Op { key: keys::header(id), value: Some(plan.header.write()) }];
        let objects = plan.refs().into_iter().filter_map(|name| Some(Edit::set(name, plan.get(name)?)));
        ops.extend(objects.map(|edit| op(id, &edit)));
        // The plan stands open as soon as the replica shows it.
        (self.model.open, self.model.layout, self.model.shown) = (Some(id), None, None);
        self.select(Vec::new());
        self.model.tool = Tool::Select;
        self.send(ops, label);
        self.say(Say::Did(label, 1));
        self.focus(Target::Title);
    }

    /// Takes the plan of a file in as a new one. What cannot be read of it is left out and told.
    fn import(&mut self, file: Option<&Value>) {
        let read = file.ok_or(Fault::NotAPlan);
        match read.and_then(|value| file::read(value).map_err(|problem| problem.fault)) {
            Ok((mut plan, problems)) => {
                // A file names the photo and does not hold it.
                plan.header.background = None;
                for problem in &problems {
                    self.effects.push(Effect::Log(["file", &problem.to_string()].concat()));
                }
                self.add(&plan, Label::Create);
                self.say(Say::Imported(problems.len()));
            }
            Err(Fault::Newer) => self.say(Say::NewerFile),
            Err(_) => self.say(Say::NotAPlan),
        }
    }

    fn open(&mut self, plan: Id) {
        self.model.open = Some(plan);
        self.model.layout = None;
        self.model.tool = Tool::Select;
        (self.model.measured, self.model.unscaled) = (None, None);
        self.select(Vec::new());
        self.refresh();
        self.focus(Target::Title);
    }

    fn header(&mut self, change: impl FnOnce(&mut Header)) {
        let Some((open, sheet)) = self.model.open.zip(self.model.sheet()) else { return };
        let mut header = sheet.plan.header.clone();
        change(&mut header);
        if header != sheet.plan.header && self.model.can_write() {
            let ops = vec![Op { key: keys::header(open), value: Some(header.write()) }];
            self.send(ops, Label::Field);
        }
    }

    fn delete_plan(&mut self, id: Id) {
        let Some(plan) = self.model.stock.sheet(id).map(|sheet| Rc::clone(&sheet.plan)) else { return };
        if !self.model.edits || self.model.read_only {
            return;
        }
        let mut ops = vec![Op { key: keys::header(id), value: None }];
        ops.extend(plan.refs().into_iter().map(|name| op(id, &Edit::delete(name))));
        ops.extend(self.photo_gone(&plan.header));
        self.send(ops, Label::DeletePlan);
        self.effects.push(Effect::Announce(Say::Did(Label::DeletePlan, 1)));
    }
}

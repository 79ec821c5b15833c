//! The open plan: tools, gestures, selection, fields, commands.

use greffon_archiclasse_plan::Order as _;
use greffon_archiclasse_plan::opening::OpeningKind;
use greffon_archiclasse_plan::piece::Piece;
use greffon_archiclasse_plan::{Angle, Id, Kind, Object, Plan, Point, Ref};

use super::super::{Effect, Msg, Say, Tool, Wrong, change};
use super::Update;
use crate::arrange;
use crate::command::Command;
use crate::edit::{Edit, Label};
use crate::field::Field;
use crate::furnish::furnish;
use crate::gesture::{Gesture, Shift};
use crate::snap::STEP;

/// How far aside a copy stands, mm.
const ASIDE: Point = Point::new(300, 300);

impl Update<'_> {
    pub(super) fn editor_message(&mut self, msg: Msg) {
        match msg {
            Msg::Take(tool) => {
                self.model.tool = tool;
                self.focus(super::super::Target::Drawing);
            }
            Msg::Run(command) if self.model.can(command) => self.run(command),
            Msg::Commit(gesture) => self.commit(&gesture),
            Msg::Select { name, beside } => self.pick(name, beside),
            Msg::Nudge(by) => {
                self.shift(|names, _| names.iter().map(|name| (*name, by)).collect(), Label::Move);
            }
            Msg::Field { name, field, text } => self.field(name, field, text),
            Msg::Name { name, text } => self.name(name, &text),
            Msg::Own(ownership) => self.pieces(Label::Field, |piece| piece.ownership = ownership),
            Msg::Furnish { zone, catalogue, variation } => {
                let Some(plan) = self.plan() else { return };
                let done = furnish(&plan, zone, &catalogue, &variation, &mut self.model.names);
                let (count, wanted) = (done.edits.len(), done.wanted);
                self.write(done.edits, Label::Place);
                self.say(Say::Furnished(count, wanted));
            }
            Msg::Repeat(pattern) => {
                let Some(plan) = self.plan() else { return };
                let [name] = self.model.selection.as_slice() else { return };
                let edits = arrange::repeated(&plan, name.id, pattern, &mut self.model.names);
                let made: Vec<Ref> = edits.iter().map(|edit| edit.name).collect();
                if self.write(edits, Label::Repeat) {
                    self.select(made);
                }
            }
            _ => {}
        }
    }

    fn commit(&mut self, gesture: &Gesture) {
        let Some(plan) = self.plan() else { return };
        if let Gesture::Pair(pair) = gesture {
            return self.pointed(pair);
        }
        let Some(outcome) = gesture.commit(&plan, &mut self.model.names) else {
            match gesture {
                Gesture::Draw(_) => self.say(Say::NothingDrawn),
                Gesture::Hang(_) => self.say(Say::NoRoom),
                _ => {}
            }
            return;
        };
        let wrote = !outcome.edits.is_empty() && self.write(outcome.edits, outcome.label);
        if let Some(select) = outcome.select {
            let count = select.len();
            self.select(with_groups(&plan, select));
            if !wrote {
                self.say(Say::Selected(count));
            }
        }
        // A wall tool goes on, a zone is drawn once.
        if matches!(gesture, Gesture::Region(_)) {
            self.model.tool = Tool::Select;
        }
    }

    fn pick(&mut self, name: Option<Ref>, beside: bool) {
        let Some(plan) = self.plan() else { return };
        let picked = with_groups(&plan, name.into_iter().collect());
        let mut selected = if beside { self.model.selection.to_vec() } else { Vec::new() };
        if beside && picked.iter().all(|name| selected.contains(name)) {
            selected.retain(|name| !picked.contains(name));
        } else {
            selected.extend(picked);
            selected.order();
            selected.dedup();
        }
        self.say(Say::Selected(selected.len()));
        self.select(selected);
    }

    /// Moves objects, each by its own way.
    fn shift(&mut self, ways: impl FnOnce(&[Ref], &Plan) -> Vec<(Ref, Point)>, label: Label) {
        let Some(plan) = self.plan() else { return };
        let ways = ways(&self.model.selection, &plan);
        let mut edits: Vec<Edit> = Vec::new();
        for (name, by) in ways.into_iter().filter(|(_, by)| *by != Point::default()) {
            for edit in Shift::moved(&plan, &[name], by) {
                // Two selected walls share a node: it moves once.
                if !edits.iter().any(|known| known.name == edit.name) {
                    edits.push(edit);
                }
            }
        }
        self.write(edits, label);
    }

    fn field(&mut self, name: Ref, field: Field, text: String) {
        let Some(plan) = self.plan() else { return };
        match field.set(&plan, name, &text) {
            Ok(edits) => {
                self.model.wrong = None;
                self.write(edits, Label::Field);
            }
            Err(why) => {
                self.model.wrong = Some(Wrong { name, field, text, why });
                self.say(Say::NotTaken(why));
            }
        }
    }

    fn name(&mut self, name: Ref, text: &str) {
        let text: String = text.trim().chars().take(80).collect();
        let Some(mut object) = self.plan().and_then(|plan| plan.get(name)) else { return };
        match &mut object {
            Object::Piece(piece) => piece.name = text,
            Object::Zone(zone) => zone.name = text,
            Object::Room(anchor) => anchor.name = text,
            Object::Layout(layout) => layout.name = text,
            _ => return,
        }
        self.write(vec![Edit::set(name, object)], Label::Field);
    }

    /// Changes the selected pieces.
    fn pieces(&mut self, label: Label, mut change: impl FnMut(&mut Piece)) {
        let Some(plan) = self.plan() else { return };
        let one = |name: &Ref| {
            let mut piece = plan.pieces.get(name.id).filter(|_| name.kind == Kind::Piece)?.clone();
            change(&mut piece);
            Some(Edit::set(*name, Object::Piece(piece)))
        };
        let edits: Vec<Edit> = self.model.selection.iter().filter_map(one).collect();
        self.write(edits, label);
    }

    fn run(&mut self, command: Command) {
        match command {
            Command::Undo => {
                if let Some(label) = self.model.undo {
                    self.effects.push(Effect::Undo);
                    self.say(Say::Undone(label));
                }
            }
            Command::Redo => {
                if let Some(label) = self.model.redo {
                    self.effects.push(Effect::Redo);
                    self.say(Say::Redone(label));
                }
            }
            Command::Select => self.model.tool = Tool::Select,
            Command::Walls => self.model.tool = Tool::Walls,
            Command::Door => self.model.tool = Tool::Opening(OpeningKind::Door),
            Command::Window => self.model.tool = Tool::Opening(OpeningKind::Window),
            Command::All => {
                let Some(plan) = self.plan() else { return };
                let movable = |name: &Ref| matches!(name.kind, Kind::Piece | Kind::Zone);
                let all: Vec<Ref> = plan.refs().into_iter().filter(movable).collect();
                self.say(Say::Selected(all.len()));
                self.select(all);
            }
            Command::Leave => {
                if self.model.tool == Tool::Select {
                    self.select(Vec::new());
                } else {
                    self.model.tool = Tool::Select;
                }
            }
            Command::Delete => {
                let Some(plan) = self.plan() else { return };
                self.write(change::deletion(&plan, &self.model.selection), Label::Delete);
            }
            Command::Copy => {
                self.model.clipboard = self.copyable();
                self.say(Say::Copied(self.model.clipboard.len()));
            }
            Command::Duplicate => {
                let objects = self.copyable();
                self.paste(objects);
            }
            Command::Paste => {
                let objects = self.model.clipboard.clone();
                self.paste(objects);
            }
            Command::TurnRight => self.turn(Angle::tenths(STEP)),
            Command::TurnLeft => self.turn(Angle::tenths(-STEP)),
            Command::Group => {
                let group = self.model.names.fresh();
                self.pieces(Label::Group, |piece| piece.group = Some(group));
            }
            Command::Ungroup => self.pieces(Label::Group, |piece| piece.group = None),
            Command::Lock => {
                let all = self.model.selected_pieces().all(|piece| piece.locked);
                self.pieces(Label::Lock, |piece| piece.locked = !all);
            }
            Command::Align(side) => {
                self.shift(|names, plan| arrange::align(plan, names, side), Label::Align);
            }
            Command::SpreadAcross => {
                self.shift(|names, plan| arrange::spread(plan, names, false, false), Label::Align);
            }
            Command::SpreadDown => {
                self.shift(|names, plan| arrange::spread(plan, names, true, false), Label::Align);
            }
            Command::SideBySide => {
                self.shift(|names, plan| arrange::spread(plan, names, false, true), Label::Align);
            }
            // What is seen of the plan is the view's.
            Command::ZoomIn | Command::ZoomOut | Command::Fit => {}
        }
    }

    fn turn(&mut self, by: Angle) {
        let Some(plan) = self.plan() else { return };
        self.write(crate::gesture::Turn::turned(&plan, &self.model.selection, by), Label::Turn);
    }

    /// The selected pieces and zones.
    fn copyable(&self) -> Vec<Object> {
        let Some(plan) = &self.model.shown else { return Vec::new() };
        let found = self.model.selection.iter().filter_map(|name| plan.get(*name));
        found.filter(|object| matches!(object, Object::Piece(_) | Object::Zone(_))).collect()
    }

    fn paste(&mut self, objects: Vec<Object>) {
        let mut groups: Vec<(Id, Id)> = Vec::new();
        let mut edits = Vec::new();
        for mut object in objects {
            match &mut object {
                Object::Piece(piece) => {
                    piece.at = piece.at + ASIDE;
                    piece.locked = false;
                    // A copied group is a group of its own.
                    if let Some(group) = piece.group {
                        let known = groups.iter().find(|(old, _)| *old == group).map(|(_, new)| *new);
                        let new = known.unwrap_or_else(|| self.model.names.fresh());
                        groups.push((group, new));
                        piece.group = Some(new);
                    }
                }
                Object::Zone(zone) => zone.outline = zone.outline.moved(ASIDE),
                _ => continue,
            }
            let name = Ref::new(object.kind(), self.model.names.fresh());
            edits.push(Edit::set(name, object));
        }
        let made: Vec<Ref> = edits.iter().map(|edit| edit.name).collect();
        if self.write(edits, Label::Copy) {
            self.select(made);
        }
    }
}

/// Whoever takes one piece of a group takes all of it.
fn with_groups(plan: &Plan, mut names: Vec<Ref>) -> Vec<Ref> {
    let group = |name: &Ref| plan.pieces.get(name.id).filter(|_| name.kind == Kind::Piece)?.group;
    let groups: Vec<Id> = names.iter().filter_map(group).collect();
    if !groups.is_empty() {
        let members =
            plan.pieces.iter().filter(|(_, piece)| piece.group.is_some_and(|own| groups.contains(&own)));
        names.extend(members.map(|(id, _)| Ref::new(Kind::Piece, id)));
        names.order();
        names.dedup();
    }
    names
}

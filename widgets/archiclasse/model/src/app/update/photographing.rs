//! The photo below the open plan: put there, scaled by two points, moved, hidden, taken away.

use greffon_archiclasse_plan::plan::{Background, NoScale};
use greffon_archiclasse_plan::{Header, Point, keys, length};

use serde_json::Value;

use super::super::{Msg, Op, Say, Target, Tool};
use super::Update;
use crate::edit::Label;
use crate::field::Refusal;
use crate::gesture::{Pair, Purpose};

impl Update<'_> {
    pub(super) fn photo_message(&mut self, msg: Msg) {
        match msg {
            Msg::Photo { parts, size } => self.put_photo(parts, size),
            Msg::Scale(text) => self.scale(text),
            Msg::Strength(percent) => {
                self.background(Label::Photo, |own| Ok(own.with_strength(percent)));
            }
            Msg::HidePhoto(hidden) => {
                self.background(Label::Photo, |own| Ok(Background { hidden, ..own.clone() }));
            }
            Msg::RemovePhoto => {
                let Some((open, sheet)) = self.model.open.zip(self.model.sheet()) else { return };
                let header = Header { background: None, ..sheet.plan.header.clone() };
                let mut ops = self.photo_gone(&sheet.plan.header);
                ops.push(Op { key: keys::header(open), value: Some(header.write()) });
                self.write_photo(ops, Label::Photo);
                (self.model.measured, self.model.unscaled) = (None, None);
                self.model.tool = Tool::Select;
            }
            _ => {}
        }
    }

    /// Two places were pointed at.
    pub(super) fn pointed(&mut self, pair: &Pair) {
        let Some((from, to)) = pair.points() else { return };
        if from == to {
            // The tool stays, with its first point.
            return self.say(Say::NoScale(NoScale::SamePoint));
        }
        self.model.tool = Tool::Select;
        match pair.purpose() {
            Purpose::Move => {
                self.background(Label::Move, |own| own.moved(to - from));
            }
            Purpose::Scale => {
                self.model.measured = Some((from, to));
                self.say(Say::Measured);
                self.focus(Target::Length);
            }
        }
    }

    fn put_photo(&mut self, parts: Vec<Value>, size: (u32, u32)) {
        let Some((open, sheet)) = self.model.open.zip(self.model.sheet()) else { return };
        let mut ops = self.photo_gone(&sheet.plan.header);
        let at = sheet.plan.bounds().map_or_else(Point::default, |bounds| bounds.min);
        let mut header = sheet.plan.header.clone();
        let photo = self.model.names.fresh();
        header.background = Some(Background::begin(photo, at, size));
        ops.push(Op { key: keys::header(open), value: Some(header.write()) });
        let part = |(at, part)| Op { key: keys::photo(photo, at), value: Some(part) };
        ops.extend(parts.into_iter().enumerate().map(part));
        if self.write_photo(ops, Label::Photo) {
            (self.model.measured, self.model.unscaled) = (None, None);
            self.model.tool = Tool::Pair(Purpose::Scale);
            self.focus(Target::Drawing);
        }
    }

    /// The length between the two points was typed.
    fn scale(&mut self, text: String) {
        let Some((from, to)) = self.model.measured else { return };
        match length::parse(&text) {
            Err(why) => {
                let why = Refusal::Length(why);
                // Told at the field, which a screen reader reads out.
                self.model.unscaled = Some((text, why));
            }
            Ok(length) => {
                if self.background(Label::Scale, |own| own.scaled(from, to, length)) {
                    (self.model.measured, self.model.unscaled) = (None, None);
                    self.focus(Target::Drawing);
                } else {
                    self.model.unscaled = Some((text, Refusal::OutOfBounds));
                }
            }
        }
    }

    /// Changes how the photo lies; whether it could.
    fn background(
        &mut self,
        label: Label,
        change: impl FnOnce(&Background) -> Result<Background, NoScale>,
    ) -> bool {
        let Some((open, sheet)) = self.model.open.zip(self.model.sheet()) else { return false };
        let Some(own) = &sheet.plan.header.background else { return false };
        match change(own) {
            Err(why) => {
                self.say(Say::NoScale(why));
                false
            }
            Ok(changed) => {
                let header = Header { background: Some(changed), ..sheet.plan.header.clone() };
                if header == sheet.plan.header {
                    return true;
                }
                self.write_photo(vec![Op { key: keys::header(open), value: Some(header.write()) }], label)
            }
        }
    }

    fn write_photo(&mut self, ops: Vec<Op>, label: Label) -> bool {
        if !self.model.can_write() {
            return false;
        }
        self.send(ops, label);
        self.say(Say::Did(label, 1));
        true
    }

    /// What goes with the photo of a plan: its parts, unless a variant has it too.
    pub(super) fn photo_gone(&self, header: &Header) -> Vec<Op> {
        let Some(photo) = header.background.as_ref().and_then(Background::photo) else { return Vec::new() };
        if self.model.stock.sharing(photo) > 1 {
            return Vec::new();
        }
        let parts = self.model.stock.photo(photo).map_or(0, |parts| parts.len());
        (0..parts).map(|at| Op { key: keys::photo(photo, at), value: None }).collect()
    }
}

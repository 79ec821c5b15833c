//! The keyboard on the drawing: everything that the pointer does.

use greffon_archiclasse_model::app::{Msg as ModelMsg, Tool};
use greffon_archiclasse_model::command::Command;
use greffon_archiclasse_model::gesture::{Gesture, Shift, Stroke, Then};
use greffon_archiclasse_plan::{Kind, Point, Ref};
use yew::prelude::*;

use super::{Canvas, Props};

impl Canvas {
    pub(super) fn key(&mut self, props: &Props, event: &KeyboardEvent) -> bool {
        let key = event.key();
        let ctrl = event.ctrl_key() || event.meta_key();
        if !ctrl && !event.alt_key() && self.gesture.is_some() {
            let then = stroke(&key, event.shift_key()).map_or(Then::Ignored, |stroke| {
                self.gesture.as_mut().map_or(Then::Ignored, |gesture| gesture.key(stroke))
            });
            if then != Then::Ignored {
                event.prevent_default();
                self.led = true;
                return self.then(props, then);
            }
        }
        let taken = self.own_key(props, event, &key, ctrl);
        if let Some(renders) = taken {
            event.prevent_default();
            return renders;
        }
        false
    }

    /// Keys outside of a gesture. `None` leaves the key to the browser; otherwise whether to render.
    fn own_key(&mut self, props: &Props, event: &KeyboardEvent, key: &str, ctrl: bool) -> Option<bool> {
        if let Some(Stroke::Arrow(x, y, big)) = stroke(key, event.shift_key()).filter(|_| !ctrl) {
            if props.selection.is_empty() || !props.writes {
                let step = self.camera.span() / 10.0;
                self.camera.shift(f64::from(x) * step, f64::from(y) * step);
                return Some(true);
            }
            let step = match (big, event.alt_key()) {
                (true, _) => 500,
                (false, true) => 10,
                (false, false) => 50,
            };
            props.send.emit(ModelMsg::Nudge(Point::new(x * step, y * step)));
            return Some(false);
        }
        let digit = key.chars().next().filter(|sign| sign.is_ascii_digit() && key.len() == 1 && *sign != '0');
        if let Some(sign) = digit.filter(|_| !ctrl && props.writes && props.tool == Tool::Select) {
            // Digits with something selected: it is moved by that length, an arrow gives the direction.
            let mut shift = Gesture::Shift(Shift::begin(&props.plan, &props.selection, Point::default())?);
            shift.key(Stroke::Sign(sign));
            self.lifted = shift.lifted().to_vec();
            self.gesture = Some(shift);
            self.by_keys = true;
            return Some(true);
        }
        if (key == "PageDown" || key == "PageUp") && !ctrl {
            let next = step_through(props, key == "PageDown")?;
            props.send.emit(ModelMsg::Select { name: Some(next), beside: false });
            return Some(false);
        }
        match Command::of_key(key, ctrl, event.shift_key())? {
            zoom @ (Command::ZoomIn | Command::ZoomOut | Command::Fit) => Some(self.zoom(props, zoom)),
            // Out of the drawing, where there is nothing left to leave.
            Command::Leave if props.tool == Tool::Select && props.selection.is_empty() => None,
            command => {
                props.send.emit(ModelMsg::Run(command));
                Some(false)
            }
        }
    }
}

/// The object after or before the selected one, in the order of the list.
fn step_through(props: &Props, forward: bool) -> Option<Ref> {
    let shown = |name: &Ref| matches!(name.kind, Kind::Wall | Kind::Opening | Kind::Zone | Kind::Piece);
    let all: Vec<Ref> = props.plan.refs().into_iter().filter(shown).collect();
    let at = props.selection.first().and_then(|name| all.iter().position(|known| known == name));
    let count = all.len();
    let next = match (at, forward) {
        (None, true) => 0,
        (None, false) => count.checked_sub(1)?,
        (Some(at), true) => (at + 1) % count,
        (Some(at), false) => (at + count - 1) % count,
    };
    all.get(next).copied()
}

/// What a key means to a gesture.
fn stroke(key: &str, shift: bool) -> Option<Stroke> {
    Some(match key {
        "ArrowLeft" => Stroke::Arrow(-1, 0, shift),
        "ArrowRight" => Stroke::Arrow(1, 0, shift),
        "ArrowUp" => Stroke::Arrow(0, -1, shift),
        "ArrowDown" => Stroke::Arrow(0, 1, shift),
        "Enter" => Stroke::Enter,
        "Escape" => Stroke::Escape,
        "Backspace" => Stroke::Back,
        "r" | "R" => Stroke::Rotate,
        _ => {
            let mut signs = key.chars();
            let (sign, None) = (signs.next()?, signs.next()) else { return None };
            Stroke::Sign(sign)
        }
    })
}

//! Mouse, pen and fingers. One finger works on what is selected and else moves the paper; two fingers always zoom.

use greffon_archiclasse_model::app::{Msg as ModelMsg, Tool};
use greffon_archiclasse_model::gesture::{Band, Gesture, Hang, Pointer, Shift, Stretch, Then, Turn};
use greffon_archiclasse_model::hit;
use greffon_archiclasse_plan::{Kind, Ref};
use web_sys::Element;
use yew::prelude::*;

use super::{Canvas, Props, scene};

/// A pointer that is down and has not moved far yet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Press {
    x: i32,
    y: i32,
    hit: Option<Ref>,
    beside: bool,
    moved: bool,
}

/// The paper is moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pan {
    x: i32,
    y: i32,
}

/// A finger on the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Touch {
    id: i32,
    x: i32,
    y: i32,
}

/// A hand that trembles less than this does not drag, px.
const STILL: i32 = 4;
/// How near counts as on it, px: for a mouse, and for a finger.
const NEAR: (f64, f64) = (8.0, 20.0);

impl Canvas {
    fn pointer(&self, event: &PointerEvent) -> Pointer {
        let near = if event.pointer_type() == "touch" { NEAR.1 } else { NEAR.0 };
        Pointer {
            at: self.to_plan(event.client_x(), event.client_y()),
            reach: greffon_archiclasse_plan::geometry::whole(self.mm_per_pixel() * near),
            free: event.alt_key(),
            straight: event.shift_key(),
        }
    }

    pub(super) fn down(&mut self, props: &Props, event: &PointerEvent) -> bool {
        if let Some(root) = self.root.cast::<Element>() {
            // A pointer that is gone already is not followed, and its gesture ends with the next one.
            let _ = root.set_pointer_capture(event.pointer_id());
        }
        let (x, y) = (event.client_x(), event.client_y());
        let touch = event.pointer_type() == "touch";
        if touch {
            self.touches.push(Touch { id: event.pointer_id(), x, y });
            if self.touches.len() > 1 {
                match &mut self.gesture {
                    // The first point may lie outside of what is seen while one aims at the second.
                    Some(Gesture::Pair(pair)) => pair.let_go(),
                    other => *other = None,
                }
                self.press = None;
                self.pan = None;
                self.take_tool(props);
                return true;
            }
        }
        if event.button() != 0 {
            self.pan = Some(Pan { x, y });
            return false;
        }
        let pointer = self.pointer(event);
        if props.tool != Tool::Select {
            let then = self.gesture.as_mut().map_or(Then::Ignored, |gesture| gesture.press(pointer));
            return self.then(props, then);
        }
        let beside = event.shift_key() || event.ctrl_key() || event.meta_key();
        let hit = hit::at(&props.plan, pointer.at, pointer.reach);
        self.press = Some(Press { x, y, hit, beside, moved: false });
        let plan = &*props.plan;
        let handle = scene::handle_at(props, pointer.at, self.mm_per_pixel());
        self.gesture = match (handle, hit) {
            _ if !props.writes => None,
            (Some(scene::Grip::Turn), _) => {
                Turn::begin(plan, &props.selection, pointer.at).map(Gesture::Turn)
            }
            (Some(scene::Grip::Stretch(name, handle)), _) => {
                Stretch::begin(plan, name, handle).map(Gesture::Stretch)
            }
            (None, Some(name)) if name.kind == Kind::Opening && !touch => {
                Hang::resume(plan, name.id).map(Gesture::Hang)
            }
            (None, Some(name)) if props.selection.contains(&name) && !beside => {
                Shift::begin(plan, &props.selection, pointer.at).map(Gesture::Shift)
            }
            // Furniture is taken at once; walls and zones only when they were selected first.
            (None, Some(name)) if name.kind == Kind::Piece && !touch && !beside => {
                Shift::begin(plan, &group_of(props, name), pointer.at).map(Gesture::Shift)
            }
            _ if touch => None,
            _ => {
                let kept = if beside { props.selection.to_vec() } else { Vec::new() };
                Some(Gesture::Band(Band::begin(pointer.at, kept)))
            }
        };
        if self.gesture.is_none() && touch {
            self.pan = Some(Pan { x, y });
        }
        false
    }

    pub(super) fn moved(&mut self, props: &Props, event: &PointerEvent) -> bool {
        let (x, y) = (event.client_x(), event.client_y());
        if self.touches.len() == 2 {
            return self.pinch(event);
        }
        if let Some(press) = &mut self.press
            && !press.moved
        {
            if (x - press.x).abs().max((y - press.y).abs()) < STILL {
                return false;
            }
            press.moved = true;
            // What moves goes into the upper picture, once.
            if let Some(gesture) = &self.gesture {
                self.lifted = gesture.lifted().to_vec();
            }
            if !self.lifted.is_empty() {
                let pointer = self.pointer(event);
                if let Some(gesture) = &mut self.gesture {
                    gesture.update(pointer);
                }
                return true;
            }
        }
        if let Some(pan) = self.pan {
            self.overlay.slide(x - pan.x, y - pan.y);
            return false;
        }
        if self.by_keys {
            return false;
        }
        let pointer = self.pointer(event);
        if let Some(gesture) = &mut self.gesture {
            gesture.update(pointer);
            self.paint(props);
        }
        false
    }

    pub(super) fn up(&mut self, props: &Props, event: &PointerEvent) -> bool {
        self.touches.retain(|touch| touch.id != event.pointer_id());
        let press = self.press.take();
        if let Some(pan) = self.pan.take() {
            let mm = self.mm_per_pixel();
            let (x, y) = (event.client_x() - pan.x, event.client_y() - pan.y);
            self.overlay.slide(0, 0);
            self.camera.shift(-f64::from(x) * mm, -f64::from(y) * mm);
            if let Some(press) = press.filter(|press| !press.moved) {
                props.send.emit(ModelMsg::Select { name: press.hit, beside: press.beside });
            }
            return true;
        }
        if props.tool != Tool::Select {
            let pointer = self.pointer(event);
            let then = self.gesture.as_mut().map_or(Then::Ignored, |gesture| gesture.release(pointer));
            return self.then(props, then);
        }
        let Some(press) = press else { return false };
        if !press.moved {
            // A click selects, and moves nothing.
            self.gesture = None;
            self.paint(props);
            props.send.emit(ModelMsg::Select { name: press.hit, beside: press.beside });
            return false;
        }
        let pointer = self.pointer(event);
        let then = self.gesture.as_mut().map_or(Then::Ignored, |gesture| gesture.release(pointer));
        if then == Then::Commit
            && let Some(name) = press.hit.filter(|name| !props.selection.contains(name))
            && matches!(self.gesture, Some(Gesture::Shift(_)))
        {
            props.send.emit(ModelMsg::Select { name: Some(name), beside: false });
        }
        self.then(props, then)
    }

    /// The browser took the pointer away.
    pub(super) fn lost(&mut self, event: &PointerEvent) -> bool {
        self.touches.retain(|touch| touch.id != event.pointer_id());
        self.overlay.slide(0, 0);
        (self.press, self.pan) = (None, None);
        if !matches!(self.gesture, Some(Gesture::Draw(_))) {
            self.gesture = None;
        }
        self.lifted.clear();
        true
    }

    /// Two fingers: the middle between them stays under them.
    fn pinch(&mut self, event: &PointerEvent) -> bool {
        let Some(at) = self.touches.iter().position(|touch| touch.id == event.pointer_id()) else {
            return false;
        };
        let before = [self.touches[0], self.touches[1]];
        self.touches[at] = Touch { id: event.pointer_id(), x: event.client_x(), y: event.client_y() };
        let now = [self.touches[0], self.touches[1]];
        let apart = |[a, b]: [Touch; 2]| f64::from(a.x - b.x).hypot(f64::from(a.y - b.y)).max(1.0);
        let middle = |[a, b]: [Touch; 2]| (i32::midpoint(a.x, b.x), i32::midpoint(a.y, b.y));
        let ((x, y), (to_x, to_y)) = (middle(before), middle(now));
        let mm = self.mm_per_pixel();
        self.camera.shift(-f64::from(to_x - x) * mm, -f64::from(to_y - y) * mm);
        let held = self.to_plan(to_x, to_y);
        self.camera.zoom_at(apart(before) / apart(now), held);
        true
    }
}

/// A piece with the others of its group.
fn group_of(props: &Props, name: Ref) -> Vec<Ref> {
    let Some(group) = props.plan.pieces.get(name.id).and_then(|piece| piece.group) else { return vec![name] };
    let members = props.plan.pieces.iter().filter(|(_, piece)| piece.group == Some(group));
    members.map(|(id, _)| Ref::new(Kind::Piece, id)).collect()
}

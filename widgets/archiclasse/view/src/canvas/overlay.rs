//! The upper picture while a gesture goes on: attributes written straight away.

use greffon_archiclasse_model::gesture::{Gesture, Preview};
use greffon_archiclasse_plan::geometry::whole;
use greffon_archiclasse_plan::length::metres;
use greffon_archiclasse_plan::{Kind, Plan, Point, Ref, Segment};
use greffon_kit::html;
use greffon_kit::i18n::{Lang, Text};
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::Props;
use crate::draw::{degrees, line, lines, outline};
use crate::text::{L, T};
use crate::words;

/// How many lengths are shown at once.
const LABELS: usize = 4;

/// The elements that are written to.
#[derive(Debug, Clone, Default)]
pub(super) struct Overlay {
    pub(super) layers: NodeRef,
    pub(super) still: NodeRef,
    pub(super) moving: NodeRef,
    pub(super) lifted: NodeRef,
    ghost: NodeRef,
    guides: NodeRef,
    measures: NodeRef,
    labels: [NodeRef; LABELS],
    chip: NodeRef,
}

impl Overlay {
    /// The elements, empty.
    pub(super) fn view(&self) -> Html {
        html! {
            <g class="arc-overlay">
                <path class="arc-guides" ref={self.guides.clone()} />
                <path class="arc-ghost" ref={self.ghost.clone()} />
                <path class="arc-measures" ref={self.measures.clone()} />
                { for self.labels.iter().map(|label| html! { <text class="arc-measure" ref={label.clone()} /> }) }
            </g>
        }
    }

    /// The line that names what was caught and shows what is typed.
    pub(super) fn chip(&self) -> Html {
        html! { <p class="arc-chip gf-noprint" ref={self.chip.clone()} hidden={true} /> }
    }

    /// Moves both pictures by so many pixels, without drawing them again.
    pub(super) fn slide(&self, x: i32, y: i32) {
        let Some(layers) = self.layers.cast::<HtmlElement>() else { return };
        let style = layers.style();
        // A browser that refuses leaves the paper where it is until the gesture ends.
        let _ = if (x, y) == (0, 0) {
            style.remove_property("transform").map(drop)
        } else {
            style.set_property("transform", &format!("translate({x}px,{y}px)"))
        };
    }

    /// Writes what the gesture says; without one, clears everything.
    pub(super) fn paint(&self, props: &Props, gesture: Option<&Gesture>, lifted: &[Ref], mm: f64) {
        let preview = gesture.map(Gesture::preview).unwrap_or_default();
        set(&self.lifted, "transform", &transform(&preview));
        let mut ghost = preview.outline.as_ref().map(outline).unwrap_or_default();
        ghost += &line(&preview.line);
        if let [only] = preview.line.as_slice() {
            // The first corner: a cross, so that keys can be followed.
            let arm = whole(10.0 * mm);
            ghost = cross(*only, arm);
        }
        for at in &preview.crosses {
            ghost += &cross(*at, whole(10.0 * mm));
        }
        ghost += &lines(&moved_walls(&props.plan, lifted, preview.shift));
        set(&self.ghost, "d", &ghost);
        set(&self.ghost, "fill", if preview.outline.is_some() { "" } else { "none" });
        set(&self.guides, "d", &lines(&preview.guides));
        set(&self.measures, "d", &lines(&preview.measures));
        let size = whole(12.0 * mm).max(1).to_string();
        for (at, label) in self.labels.iter().enumerate() {
            let Some(element) = label.cast::<Element>() else { continue };
            let Some(measure) = preview.measures.get(at) else {
                element.set_text_content(None);
                continue;
            };
            let place = measure.a.middle(measure.b);
            let length = metres(whole(measure.length()), words::mark(props.lang));
            element.set_text_content(Some(&length));
            for (name, value) in
                [("x", &place.x.to_string()), ("y", &place.y.to_string()), ("font-size", &size)]
            {
                // Our own names and values: the DOM does not refuse them.
                let _ = element.set_attribute(name, value);
            }
        }
        self.tell(gesture, &preview, props.lang);
    }

    fn tell(&self, gesture: Option<&Gesture>, preview: &Preview, lang: Lang) {
        let Some(chip) = self.chip.cast::<HtmlElement>() else { return };
        let typed = gesture.and_then(Gesture::typed).filter(|typed| !typed.text().is_empty());
        let wrong = typed.is_some_and(greffon_archiclasse_model::gesture::Typed::is_wrong);
        let text = match (typed, preview.angle, preview.catch) {
            (Some(typed), ..) if wrong => [typed.text(), " · ", T::WrongLength.get(lang)].concat(),
            (Some(typed), Some(_), _) => [typed.text(), "°"].concat(),
            (Some(typed), ..) => [typed.text(), " · ", L::ChipTyped.get(lang)].concat(),
            (None, Some(angle), _) => [&(angle.as_tenths() / 10).to_string(), "°"].concat(),
            (None, None, Some(catch)) => words::catch(catch, lang).to_owned(),
            (None, None, None) => match gesture {
                Some(Gesture::Pair(pair)) => words::pointing(pair, lang).to_owned(),
                _ => String::new(),
            },
        };
        chip.set_hidden(text.is_empty());
        chip.set_text_content(Some(&text));
        // The class list of our own element.
        let _ = chip.class_list().toggle_with_force("arc-chip--wrong", wrong);
    }
}

fn transform(preview: &Preview) -> String {
    let Point { x, y } = preview.shift;
    let turn = preview.turn.as_tenths();
    if turn == 0 {
        return format!("translate({x} {y})");
    }
    format!("translate({x} {y})rotate({} {} {})", degrees(turn), preview.about.x, preview.about.y)
}

fn cross(at: Point, arm: i32) -> String {
    let way = |x: i32, y: i32| line(&[at - Point::new(x, y), at + Point::new(x, y)]);
    [way(arm, 0), way(0, arm)].concat()
}

/// The walls that hang on lifted nodes, as they would be.
fn moved_walls(plan: &Plan, lifted: &[Ref], by: Point) -> Vec<Segment> {
    if !lifted.iter().any(|name| name.kind == Kind::Node) {
        return Vec::new();
    }
    let moved = |id| lifted.contains(&Ref::new(Kind::Node, id));
    let one = |(id, wall): (_, &greffon_archiclasse_plan::wall::Wall)| {
        let own = plan.wall_line(id)?;
        let (a, b) = (moved(wall.a), moved(wall.b));
        let end = |at: Point, moved: bool| if moved { at + by } else { at };
        (a || b).then(|| Segment::new(end(own.a, a), end(own.b, b)))
    };
    plan.walls.iter().filter_map(one).collect()
}

fn set(element: &NodeRef, name: &str, value: &str) {
    if let Some(element) = element.cast::<Element>() {
        // Our own names and values: the DOM does not refuse them.
        let _ = element.set_attribute(name, value);
    }
}

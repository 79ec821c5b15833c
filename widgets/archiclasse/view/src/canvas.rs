//! The drawing that one works on: two stacked pictures, what rests below and what moves above.
//!
//! While a gesture goes on, nothing is rendered: the upper picture's attributes are written straight away, at the rate
//! of the pointer. Rendering comes before, to lift what moves, and after, to put it down.

mod camera;
mod overlay;
mod pointing;
mod scene;
mod typing;

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_model::app::{Msg as ModelMsg, Tool};
use greffon_archiclasse_model::command::Command;
use greffon_archiclasse_model::gesture::{Draw, Drop, Gesture, Hang, Pair, Region, Then};
use greffon_archiclasse_plan::geometry::Bounds;
use greffon_archiclasse_plan::photo::Parts;
use greffon_archiclasse_plan::piece::Piece;
use greffon_archiclasse_plan::{Plan, Point, Ref};
use greffon_kit::html;
use greffon_kit::i18n::{Lang, Text};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use camera::Camera;
use overlay::Overlay;
use pointing::{Pan, Press, Touch};

use crate::symbols::Symbols;
use crate::text::L;
use crate::walk::Walked;
use crate::words;

/// Properties of [`Canvas`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) plan: Rc<Plan>,
    pub(crate) catalogue: Rc<Catalogue>,
    pub(crate) symbols: Symbols,
    /// Where a wheelchair gets, while that is shown.
    pub(crate) walked: Option<Rc<Walked>>,
    /// What has come of the photo below the plan.
    pub(crate) photo: Option<Rc<Parts>>,
    /// The two points of the photo whose distance is asked.
    pub(crate) measured: Option<(Point, Point)>,
    pub(crate) selection: Rc<Vec<Ref>>,
    pub(crate) tool: Tool,
    pub(crate) writes: bool,
    pub(crate) lang: Lang,
    pub(crate) send: Callback<ModelMsg>,
}

/// What the drawing is told by the browser.
#[derive(Debug)]
pub(crate) enum Msg {
    Down(PointerEvent),
    Move(PointerEvent),
    Up(PointerEvent),
    Lost(PointerEvent),
    Key(KeyboardEvent),
    Wheel(WheelEvent),
    Zoom(Command),
    /// The window has another size: writing and handles keep theirs.
    Sized,
}

/// The drawing.
pub(crate) struct Canvas {
    root: NodeRef,
    camera: Camera,
    overlay: Overlay,
    gesture: Option<Gesture>,
    /// The gesture has no pointer: arrows and digits lead it.
    by_keys: bool,
    /// Keys have led the gesture of the tool: another's change must not make it begin anew.
    led: bool,
    lifted: Vec<Ref>,
    press: Option<Press>,
    pan: Option<Pan>,
    touches: Vec<Touch>,
    listeners: Vec<EventListener>,
}

impl Component for Canvas {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut canvas = Self {
            root: NodeRef::default(),
            camera: Camera::around(seen(&ctx.props().plan)),
            overlay: Overlay::default(),
            gesture: None,
            by_keys: false,
            led: false,
            lifted: Vec::new(),
            press: None,
            pan: None,
            touches: Vec::new(),
            listeners: Vec::new(),
        };
        canvas.take_tool(ctx.props());
        canvas
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        let other_plan = old.plan.bounds().is_none() && props.plan.bounds().is_some();
        if other_plan && old.plan.nodes.is_empty() && self.gesture.is_none() {
            self.camera = Camera::around(props.plan.bounds());
        }
        // A photo is looked at as a whole by whoever put it there, and by all while nothing is drawn yet.
        let large = |plan: &Plan| plan.header.background.as_ref().map(|own| own.width);
        let (before, now) = (large(&old.plan), large(&props.plan));
        let own = before.is_none() && matches!(props.tool, Tool::Pair(_));
        if now.is_some() && now != before && (own || props.plan.nodes.is_empty()) {
            self.camera = Camera::around(seen(&props.plan));
        }
        // A tool that goes on catches on what is there now, unless keys lead it already.
        let drawing = matches!(&self.gesture, Some(Gesture::Draw(draw)) if !draw.corners().is_empty());
        if props.tool != old.tool
            || (!Rc::ptr_eq(&props.plan, &old.plan) && self.press.is_none() && !self.led && !drawing)
        {
            self.take_tool(props);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Down(event) => self.down(ctx.props(), &event),
            Msg::Move(event) => self.moved(ctx.props(), &event),
            Msg::Up(event) => self.up(ctx.props(), &event),
            Msg::Lost(event) => self.lost(&event),
            Msg::Key(event) => self.key(ctx.props(), &event),
            Msg::Wheel(event) => self.wheeled(&event),
            Msg::Zoom(command) => self.zoom(ctx.props(), command),
            Msg::Sized => true,
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (props, link) = (ctx.props(), ctx.link());
        let lang = props.lang;
        let view_box = self.camera.view_box();
        let mm = self.mm_per_pixel();
        let zoom = |command: Command, path: &'static str| {
            let name = words::command(command, lang);
            let onclick = link.callback(move |_: MouseEvent| Msg::Zoom(command));
            html! { <button type="button" class="arc-zoom" {onclick} aria-label={name} title={name}>
                <svg class="gf-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={path} /></svg>
            </button> }
        };
        html! {
            <div class="arc-drawing">
                <div
                    class="arc-canvas" ref={self.root.clone()} role="application" tabindex="0"
                    data-tool={tool_word(&props.tool)} aria-label={L::CanvasLabel.get(lang)}
                    aria-describedby="arc-canvas-help"
                    onpointerdown={link.callback(Msg::Down)} onpointermove={link.callback(Msg::Move)}
                    onpointerup={link.callback(Msg::Up)} onpointercancel={link.callback(Msg::Lost)}
                    onkeydown={link.callback(Msg::Key)}
                    oncontextmenu={Callback::from(|event: MouseEvent| event.prevent_default())}
                >
                    <div class="arc-layers" ref={self.overlay.layers.clone()}>
                        <svg class="arc-still" ref={self.overlay.still.clone()} viewBox={view_box.clone()} aria-hidden="true" focusable="false">
                            { scene::resting(props, &self.lifted, mm) }
                        </svg>
                        <svg class="arc-moving" ref={self.overlay.moving.clone()} viewBox={view_box} aria-hidden="true" focusable="false">
                            <g ref={self.overlay.lifted.clone()}>{ scene::lifted(props, &self.lifted, mm) }</g>
                            if self.lifted.is_empty() { { scene::marks(props, mm) } }
                            { self.overlay.view() }
                        </svg>
                    </div>
                </div>
                { self.overlay.chip() }
                <div class="arc-zooms gf-noprint">
                    { zoom(Command::ZoomIn, "M12 5v14M5 12h14") }
                    { zoom(Command::ZoomOut, "M5 12h14") }
                    { zoom(Command::Fit, "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5") }
                </div>
                <p id="arc-canvas-help" class="gf-hidden">{ L::CanvasHelp.get(lang) }</p>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first && let Some(root) = self.root.cast::<Element>() {
            let link = ctx.link().clone();
            let options = EventListenerOptions::enable_prevent_default();
            let listener = EventListener::new_with_options(&root, "wheel", options, move |event| {
                // Without Ctrl the wheel scrolls the page.
                if let Some(wheel) = event.dyn_ref::<WheelEvent>().filter(|wheel| wheel.ctrl_key()) {
                    wheel.prevent_default();
                    link.send_message(Msg::Wheel(wheel.clone()));
                }
            });
            self.listeners.push(listener);
            let link = ctx.link().clone();
            if let Some(window) = web_sys::window() {
                let resized = move |_: &Event| link.send_message(Msg::Sized);
                self.listeners.push(EventListener::new(&window, "resize", resized));
            }
            // Only now is it known how large a pixel is.
            ctx.link().send_message(Msg::Sized);
        }
        self.paint(ctx.props());
    }
}

impl Canvas {
    /// The gesture that a tool begins with; the pointer or the keys lead it on.
    fn take_tool(&mut self, props: &Props) {
        self.lifted.clear();
        self.press = None;
        (self.by_keys, self.led) = (false, false);
        let plan = &*props.plan;
        let at = match &self.gesture {
            Some(Gesture::Draw(draw)) => draw.cursor(),
            Some(Gesture::Drop(drop)) => drop.piece().at,
            Some(Gesture::Pair(pair)) => pair.cursor(),
            _ => self.camera.middle(),
        };
        let pairs = matches!(props.tool, Tool::Pair(_));
        let at =
            if plan.nodes.is_empty() && self.gesture.is_none() && !pairs { Point::default() } else { at };
        self.gesture = match &props.tool {
            _ if !props.writes => None,
            Tool::Select => None,
            Tool::Walls => Some(Gesture::Draw(Draw::begin(plan, at))),
            Tool::Opening(kind) => Some(Gesture::Hang(Hang::begin(plan, *kind, at))),
            Tool::Zone { space, variation, heads } => {
                Some(Gesture::Region(Region::begin(plan, *space, variation.clone(), *heads, at)))
            }
            Tool::Pair(purpose) => match self.gesture.take() {
                // The first point stays while others change the plan, and where the second was the same.
                Some(Gesture::Pair(pair)) if pair.purpose() == *purpose && pair.first().is_some() => {
                    Some(Gesture::Pair(pair))
                }
                _ => Some(Gesture::Pair(Pair::begin(plan, *purpose, at))),
            },
            Tool::Piece(piece) => Some(Gesture::Drop(Drop::begin(plan, Piece { at, ..Piece::clone(piece) }))),
        };
    }

    /// Carries on after a press, a release or a key. Whether to render.
    fn then(&mut self, props: &Props, then: Then) -> bool {
        match then {
            Then::Ignored | Then::Goes => {
                self.paint(props);
                false
            }
            Then::Commit => {
                self.commit(props);
                true
            }
            Then::Cancel => {
                self.cancel(props);
                true
            }
        }
    }

    fn commit(&mut self, props: &Props) {
        let Some(gesture) = self.gesture.take() else { return };
        self.lifted.clear();
        self.press = None;
        (self.by_keys, self.led) = (false, false);
        props.send.emit(ModelMsg::Commit(Box::new(gesture.clone())));
        // The tool goes on where it is; what was written comes with the next plan.
        if props.tool != Tool::Select {
            self.gesture = Some(gesture);
            self.take_tool(props);
        }
    }

    fn cancel(&mut self, props: &Props) {
        let drawing = matches!(&self.gesture, Some(Gesture::Draw(draw)) if !draw.corners().is_empty());
        self.gesture = None;
        self.lifted.clear();
        self.press = None;
        (self.by_keys, self.led) = (false, false);
        if drawing {
            self.take_tool(props);
        } else if props.tool != Tool::Select {
            props.send.emit(ModelMsg::Run(Command::Leave));
        }
    }

    /// Writes what the gesture says into the upper picture.
    fn paint(&self, props: &Props) {
        self.overlay.paint(props, self.gesture.as_ref(), &self.lifted, self.mm_per_pixel());
    }

    fn mm_per_pixel(&self) -> f64 {
        let side = self.root.cast::<Element>().map_or(600.0, |root| {
            let place = root.get_bounding_client_rect();
            place.width().min(place.height())
        });
        self.camera.span() / side.max(1.0)
    }

    /// The place on the plan under a place in the window.
    fn to_plan(&self, x: i32, y: i32) -> Point {
        let Some(root) = self.root.cast::<Element>() else { return Point::default() };
        let place = root.get_bounding_client_rect();
        let mm = self.mm_per_pixel();
        let (cx, cy) = self.camera.centre();
        let (from_x, from_y) = (place.left() + place.width() / 2.0, place.top() + place.height() / 2.0);
        Point::near(cx + (f64::from(x) - from_x) * mm, cy + (f64::from(y) - from_y) * mm)
    }

    fn zoom(&mut self, props: &Props, command: Command) -> bool {
        match command {
            Command::ZoomIn => self.camera.zoom(0.8),
            Command::ZoomOut => self.camera.zoom(1.25),
            _ => self.camera = Camera::around(seen(&props.plan)),
        }
        true
    }

    fn wheeled(&mut self, event: &WheelEvent) -> bool {
        let at = self.to_plan(event.client_x(), event.client_y());
        self.camera.zoom_at(if event.delta_y() < 0.0 { 0.9 } else { 1.1 }, at);
        true
    }
}

/// What there is to see: the plan, and the photo below it.
fn seen(plan: &Plan) -> Option<Bounds> {
    let photo = plan.header.background.as_ref().filter(|own| !own.hidden);
    let photo = photo.map(|own| Bounds { min: own.at, max: own.at + Point::new(own.width, own.height) });
    match (plan.bounds(), photo) {
        (Some(plan), Some(photo)) => Some(plan.with(photo.min).with(photo.max)),
        (plan, photo) => plan.or(photo),
    }
}

const fn tool_word(tool: &Tool) -> &'static str {
    match tool {
        Tool::Select => "select",
        Tool::Walls | Tool::Opening(_) | Tool::Zone { .. } | Tool::Pair(_) => "draw",
        Tool::Piece(_) => "piece",
    }
}

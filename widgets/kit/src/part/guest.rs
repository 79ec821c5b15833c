//! The part's end: a core that takes events in and gives effects out, as the widget's own, and the component around it.

use std::cell::{Cell, RefCell};

use gloo_timers::callback::Timeout;
use greffon_protocol::RpcError;
use js_sys::Function;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, ShadowRoot};
use yew::prelude::*;

use super::wire;
use crate::dates::now;
use crate::session::Session;
use crate::ui::{self, SaveState};
use crate::widget::Effect;

/// A part. It never touches the port: it returns [`Effect`]s, which the widget's shell carries out. A write's label is
/// its own business; it comes back with [`Event::Refused`].
pub trait Part: Sized + 'static {
    /// What its screens send.
    type Msg: 'static;

    /// The part, opened on a page.
    fn open(session: &Session, page: &str) -> Self;

    /// Takes an event in; `now` is RFC 3339 UTC.
    fn update(&mut self, session: &Session, event: Event<Self::Msg>, now: &str) -> Vec<Effect>;

    /// The screen.
    fn render(&self, session: &Session, save: SaveState, send: &Callback<Self::Msg>) -> Html;
}

/// An item as the person sees it, own pending changes included.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its key.
    pub key: String,
    /// Its value; `None` where it is gone.
    pub value: Option<Value>,
}

/// What happens to a part.
#[derive(Debug)]
pub enum Event<M> {
    /// One of its own screens sent this.
    Own(M),
    /// The widget turned to another page of it.
    Page(String),
    /// Items: all of them at the start, those that changed afterwards.
    Items {
        /// Which.
        items: Vec<Item>,
        /// Whether these are all there are.
        all: bool,
    },
    /// The write of that label was refused for good and taken back; the person is told why by the shell.
    Refused(String),
    /// A service or a file dialog answered.
    Answered {
        /// The number given with the effect.
        call: u32,
        /// What it answered.
        outcome: Result<Value, RpcError>,
    },
    /// Language, rights or the link changed; they are in the session already.
    Session,
    /// The time of an [`Effect::Later`] is over.
    Later,
}

/// Before every label of a part's write, so that the shell knows whose it was.
const LABEL: &str = "part:";

/// What the component takes in.
#[derive(Debug)]
pub enum Msg<M> {
    /// The shell's news, a JSON text.
    News(String),
    /// The part's screen says something.
    Own(M),
    /// A time is over.
    Later,
}

/// Properties of [`Guest`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    start: AttrValue,
    element: Element,
    send: Function,
    handle: u32,
}

/// The component around a part.
pub struct Guest<P: Part> {
    part: Option<(P, Session)>,
    save: SaveState,
    focus: Option<String>,
    own: Callback<P::Msg>,
}

impl<P: Part> std::fmt::Debug for Guest<P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Guest")
    }
}

impl<P: Part> Component for Guest<P> {
    type Message = Msg<P::Msg>;
    type Properties = Props;

    fn create(ctx: &yew::Context<Self>) -> Self {
        let news = ctx.link().callback(Msg::News);
        OPEN.with_borrow_mut(|open| {
            if let Some(found) = open.iter_mut().find(|found| found.handle == ctx.props().handle) {
                found.news = news;
            }
        });
        let own = ctx.link().callback(Msg::Own);
        let mut guest = Self { part: None, save: SaveState::Saved, focus: None, own };
        guest.news(ctx, &ctx.props().start);
        guest
    }

    fn update(&mut self, ctx: &yew::Context<Self>, msg: Self::Message) -> bool {
        match msg {
            Msg::News(text) => self.news(ctx, &text),
            Msg::Own(msg) => self.event(ctx, Event::Own(msg)),
            Msg::Later => self.event(ctx, Event::Later),
        }
        true
    }

    fn view(&self, _ctx: &yew::Context<Self>) -> Html {
        match &self.part {
            Some((part, session)) => part.render(session, self.save, &self.own),
            None => Html::default(),
        }
    }

    fn rendered(&mut self, ctx: &yew::Context<Self>, _first: bool) {
        if let Some(selector) = self.focus.take()
            && let Ok(root) = ctx.props().element.get_root_node().dyn_into::<ShadowRoot>()
        {
            ui::focus(&root, &selector);
        }
    }
}

impl<P: Part> Guest<P> {
    fn news(&mut self, ctx: &yew::Context<Self>, text: &str) {
        let Ok(mut news) = serde_json::from_str::<Value>(text) else { return };
        if let Some(save) = wire::read_save(&news["save"]) {
            self.save = save;
        }
        let page = news["page"].as_str().map(str::to_owned);
        if let Some(session) = wire::read_session(news["session"].take()) {
            match &mut self.part {
                Some((_, known)) => {
                    *known = session;
                    self.event(ctx, Event::Session);
                }
                None => self.part = Some((P::open(&session, page.as_deref().unwrap_or_default()), session)),
            }
        } else if let Some(page) = page {
            self.event(ctx, Event::Page(page));
        }
        if let Value::Array(items) = news["items"].take() {
            let all = news["all"] == Value::Bool(true);
            let items = items.into_iter().filter_map(item).collect();
            self.event(ctx, Event::Items { items, all });
        }
        if let Some(label) = news["refused"].as_str().and_then(|label| label.strip_prefix(LABEL)) {
            self.event(ctx, Event::Refused(label.to_owned()));
        }
        if let (Some(call), Some(outcome)) =
            (wire::number(&news, "answered"), wire::read_outcome(news["outcome"].take()))
        {
            self.event(ctx, Event::Answered { call, outcome });
        }
    }

    fn event(&mut self, ctx: &yew::Context<Self>, event: Event<P::Msg>) {
        let Some((part, session)) = &mut self.part else { return };
        let mut told = Vec::new();
        for effect in part.update(session, event, &now()) {
            match effect {
                Effect::Later(ms) => {
                    let later = ctx.link().callback(|()| Msg::Later);
                    Timeout::new(ms, move || later.emit(())).forget();
                }
                Effect::Focus(selector) => self.focus = Some(selector),
                Effect::Write { edits, label } => {
                    told.extend(wire::effect(Effect::Write { edits, label: [LABEL, &label].concat() }));
                }
                effect => told.extend(wire::effect(effect)),
            }
        }
        if !told.is_empty() {
            say(&ctx.props().send, &Value::Array(told));
        }
    }
}

fn item(value: Value) -> Option<Item> {
    let Value::Array(pair) = value else { return None };
    let mut pair = pair.into_iter();
    let Some(Value::String(key)) = pair.next() else { return None };
    Some(Item { key, value: pair.next() })
}

fn say(send: &Function, what: &Value) {
    // The shell's own closure: it takes what it is told.
    let _ = send.call1(&JsValue::NULL, &what.to_string().into());
}

struct Open {
    handle: u32,
    news: Callback<String>,
    send: Function,
    take_away: Option<Box<dyn FnOnce()>>,
}

thread_local! {
    static OPEN: RefCell<Vec<Open>> = const { RefCell::new(Vec::new()) };
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// Opens a part in an element; what it wants done goes to `send`.
pub fn open<P: Part>(element: Element, start: &str, send: Function) -> u32 {
    yew::set_custom_panic_hook(Box::new(report_panic));
    let handle = LAST.get().wrapping_add(1).max(1);
    LAST.set(handle);
    let place = Open { handle, news: Callback::noop(), send: send.clone(), take_away: None };
    OPEN.with_borrow_mut(|open| open.push(place));
    let props = Props { start: start.to_owned().into(), element: element.clone(), send, handle };
    let app = yew::Renderer::<Guest<P>>::with_root_and_props(element, props).render();
    OPEN.with_borrow_mut(|open| {
        if let Some(found) = open.iter_mut().find(|found| found.handle == handle) {
            found.take_away = Some(Box::new(move || app.destroy()));
        }
    });
    handle
}

/// Brings the shell's news. One that is not there any more hears nothing.
pub fn tell(handle: u32, news: &str) {
    let callback = OPEN
        .with_borrow(|open| open.iter().find(|found| found.handle == handle).map(|found| found.news.clone()));
    if let Some(callback) = callback {
        callback.emit(news.to_owned());
    }
}

/// Takes a part away.
pub fn close(handle: u32) {
    let found = OPEN.with_borrow_mut(|open| {
        open.iter().position(|found| found.handle == handle).map(|place| open.swap_remove(place))
    });
    if let Some(take_away) = found.and_then(|found| found.take_away) {
        take_away();
    }
}

fn report_panic(info: &std::panic::PanicHookInfo<'_>) {
    let at = info.location().map(|place| [place.file(), ":", &place.line().to_string()].concat());
    let log = Effect::Log { code: "part-panic".to_owned(), place: at.unwrap_or_default() };
    let Some(log) = wire::effect(log).map(|log| Value::Array(vec![log])) else { return };
    OPEN.with_borrow(|open| {
        for found in open {
            say(&found.send, &log);
        }
    });
}

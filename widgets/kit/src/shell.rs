//! The component around every widget: opens the session, carries effects out, brings events in.

mod files;
mod incoming;
mod parts;
mod photos;

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use greffon_protocol::message::{
    Announce, Dirty, FileDelete, InitParams, InitResult, LinkState, Log, LogLevel, Open, ServiceCall,
    ServiceResult,
};
use greffon_protocol::{Capability, ErrorKind, Method, RpcError, wire};
use serde_json::{Map, Value};
use web_sys::MessagePort;
use yew::prelude::*;

use crate::dates::now;
use crate::html;
use crate::i18n::kit::T;
use crate::i18n::{Lang, Text};
use crate::link::{Incoming, Link};
use crate::part;
use crate::replica::{Choice, Trouble};
use crate::session::Session;
use crate::stage::Stage;
use crate::store::{Store, StoreNews, Terms};
use crate::ui::{self, Button, ButtonKind, Notice, SaveState, Tone};
use crate::widget::{Effect, Event, Widget};

/// Properties of [`Shell`].
#[derive(Debug, Clone, Properties)]
pub struct Props {
    /// The port to the host.
    pub port: MessagePort,
    /// The nonce of this document's hello; none in the page mode.
    pub nonce: Option<String>,
    /// Where the widget stands.
    pub stage: Rc<RefCell<Stage>>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.port == other.port && Rc::ptr_eq(&self.stage, &other.stage)
    }
}

/// What the shell takes in.
#[derive(Debug)]
pub enum Msg<M> {
    /// The host answered `session.init`.
    Opened(Result<Box<InitResult>, RpcError>),
    /// The host says something of itself.
    Host(Incoming),
    /// The widget's screen says something.
    Own(M),
    /// A service answered.
    Answered(u32, Result<Value, RpcError>),
    /// The store has news.
    Store(StoreNews),
    /// A time that the widget set is over.
    Later,
    /// The person decided about the first report.
    Settle(Choice),
    /// A part of the screen that is loaded later has something.
    Part(part::Order),
    /// The person wants the part that could not be loaded to be tried again.
    PartAgain,
    /// A service or a file dialog answered the part.
    PartAnswered(u32, Result<Value, RpcError>),
}

/// When the code of further screens is fetched, ms after the widget opened: the first screen and its items come first.
const PREFETCH: u32 = 2_000;

struct Opened<W> {
    widget: W,
    session: Session,
    store: Store,
}

impl<W> Opened<W> {
    fn save_state(&self) -> SaveState {
        match self.store.save_state() {
            _ if self.session.is_read_only() => SaveState::ReadOnly,
            // Not the network is waited for, but the person.
            SaveState::Waiting(_) if self.session.link == LinkState::Expired => SaveState::Attention,
            state => state,
        }
    }
}

/// The component around a widget.
pub struct Shell<W: Widget> {
    link: Link,
    opened: Option<Opened<W>>,
    failed: Option<RpcError>,
    focus: Option<String>,
    own: Callback<W::Msg>,
    /// The place of the part that the screen shows, if it shows one.
    place: Option<part::Place>,
}

impl<W: Widget> std::fmt::Debug for Shell<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shell")
    }
}

impl<W: Widget> Component for Shell<W> {
    type Message = Msg<W::Msg>;
    type Properties = Props;

    fn create(ctx: &yew::Context<Self>) -> Self {
        let props = ctx.props();
        let host = ctx.link().callback(Msg::Host);
        let link = Link::open(props.port.clone(), move |incoming| host.emit(incoming));
        let capabilities = |names: &[&str]| names.iter().copied().map(Capability::from).collect();
        let init = InitParams {
            nonce: props.nonce.clone(),
            sdk: concat!("greffon-kit/", env!("CARGO_PKG_VERSION")).to_owned(),
            want: capabilities(W::WANT),
            optional: capabilities(W::OPTIONAL),
        };
        let opened = ctx.link().callback(Msg::Opened);
        link.request(Method::SessionInit, &init, move |answer| {
            opened.emit(answer.and_then(wire::read::<InitResult>).map(Box::new));
        });
        let own = ctx.link().callback(Msg::Own);
        Self { link, opened: None, failed: None, focus: None, own, place: None }
    }

    fn update(&mut self, ctx: &yew::Context<Self>, msg: Self::Message) -> bool {
        match msg {
            Msg::Opened(Ok(init)) => self.open(ctx, *init),
            Msg::Opened(Err(error)) => self.failed = Some(error),
            Msg::Host(incoming) => return self.host(ctx, incoming),
            Msg::Own(msg) => self.event(ctx, Event::Own(msg)),
            Msg::Answered(call, outcome) => self.event(ctx, Event::Answered { call, outcome }),
            Msg::Store(news) => self.store_news(ctx, news),
            Msg::Later => self.event(ctx, Event::Later),
            Msg::Settle(choice) => self.settle(ctx, choice),
            Msg::Part(order) => self.part_order(ctx, order),
            Msg::PartAgain => self.place = None,
            Msg::PartAnswered(call, outcome) => {
                if let Some(place) = &self.place {
                    place.answered(call, outcome);
                }
                return false;
            }
        }
        true
    }

    fn view(&self, ctx: &yew::Context<Self>) -> Html {
        let Some(opened) = &self.opened else { return self.before_opening() };
        let lang = opened.session.lang();
        let report = opened.store.report().map(|report| problem(ctx, &report.trouble, lang));
        html! { <>
            if opened.session.link == LinkState::Expired {
                <Notice tone={Tone::Warn}><p>{ T::ErrorSession.get(lang) }</p></Notice>
            }
            { report }
            if self.place.as_ref().is_some_and(|place| place.failed) { { Self::part_failed(ctx, lang) } }
            { opened.widget.render(&opened.session, opened.save_state(), &self.own) }
        </> }
    }

    fn rendered(&mut self, ctx: &yew::Context<Self>, _first: bool) {
        if let Some(selector) = self.focus.take() {
            ui::focus(ctx.props().stage.borrow().shadow(), &selector);
        }
        self.see_to_part(ctx);
    }

    fn destroy(&mut self, _ctx: &yew::Context<Self>) {
        self.link.close();
    }
}

impl<W: Widget> Shell<W> {
    fn open(&mut self, ctx: &yew::Context<Self>, init: InitResult) {
        let (limits, features, level) = (init.limits.clone(), init.features.clone(), init.level);
        self.link.set_limits(limits.clone());
        let session = Session::new(init);
        self.set_stage(ctx, &session);
        let (widget, effects) = W::open(&session);
        let terms = Terms {
            policies: W::POLICIES,
            batch: limits.batch as usize,
            outbox: features.iter().any(|feature| feature == "outbox"),
            watch: level >= Method::StorageWatch.level(),
        };
        let store = Store::open(self.link.clone(), ctx.link().callback(Msg::Store), terms);
        self.opened = Some(Opened { widget, session, store });
        self.carry_out(ctx, effects);
        self.link.notify(Method::SessionReady, &Map::new());
        Timeout::new(PREFETCH, W::prefetch).forget();
    }

    fn set_stage(&self, ctx: &yew::Context<Self>, session: &Session) {
        let mut stage = ctx.props().stage.borrow_mut();
        stage.apply(&session.context);
        stage.tell_height(&self.link, &session.context);
    }

    /// Brings an event to the widget and carries out what it answers.
    fn event(&mut self, ctx: &yew::Context<Self>, event: Event<'_, W::Msg>) {
        let Some(opened) = &mut self.opened else { return };
        let effects = opened.widget.update(&opened.session, event, &now());
        self.carry_out(ctx, effects);
    }

    pub(super) fn store_news(&mut self, ctx: &yew::Context<Self>, news: StoreNews) {
        self.with_store(ctx, |store| store.take_in(news));
    }

    fn settle(&mut self, ctx: &yew::Context<Self>, choice: Choice) {
        self.with_store(ctx, |store| {
            if let Some(report) = store.report().map(|report| report.id) {
                store.settle(report, choice);
            }
        });
    }

    /// Does something with the store, and tells the widget what came of it.
    fn with_store(&mut self, ctx: &yew::Context<Self>, act: impl FnOnce(&mut Store)) {
        let Some(Opened { widget, session, store }) = &mut self.opened else { return };
        act(store);
        let now = now();
        let mut effects = Vec::new();
        let (changed, save) = (store.take_changed(), store.save_state());
        for label in store.take_refused() {
            effects.extend(widget.update(session, Event::Refused { label: &label }, &now));
            if let Some(place) = &self.place {
                place.refused(&label);
            }
        }
        if store.replica().is_loaded() {
            if let Some(place) = &self.place {
                place.items(store.replica(), &changed, save);
            }
            let event = Event::Items { items: store.replica(), changed: &changed, save };
            effects.extend(widget.update(session, event, &now));
        }
        self.carry_out(ctx, effects);
    }

    fn carry_out(&mut self, ctx: &yew::Context<Self>, effects: Vec<Effect>) {
        self.carry_out_for(ctx, effects, Msg::Answered);
    }

    /// Carries out, and has what answers said by that message.
    fn carry_out_for(
        &mut self,
        ctx: &yew::Context<Self>,
        effects: Vec<Effect>,
        say: fn(u32, Result<Value, RpcError>) -> Msg<W::Msg>,
    ) {
        for effect in effects {
            match effect {
                Effect::Write { edits, label } => self.with_store(ctx, |store| store.write(edits, &label)),
                Effect::Undo => self.with_store(ctx, Store::undo),
                Effect::Redo => self.with_store(ctx, Store::redo),
                Effect::Later(ms) => {
                    let later = ctx.link().callback(|()| Msg::Later);
                    Timeout::new(ms, move || later.emit(())).forget();
                }
                Effect::Call { call, name, args } => {
                    let answered = ctx.link().callback(move |outcome| say(call, outcome));
                    let params = ServiceCall { name, args, op_id: None };
                    self.link.request(Method::ServiceCall, &params, move |answer| {
                        answered.emit(answer.and_then(wire::read::<ServiceResult>).map(|result| result.data));
                    });
                }
                Effect::Emit { call, event } => {
                    let answered = ctx.link().callback(move |outcome| say(call, outcome));
                    self.link.request(Method::EventEmit, &event, move |answer| answered.emit(answer));
                }
                Effect::Save { name, mime, content } => files::save(&self.link, name, mime, &content),
                Effect::Pick { call, accept, max } => {
                    files::pick(
                        &self.link,
                        accept,
                        max,
                        ctx.link().callback(move |outcome| say(call, outcome)),
                    );
                }
                Effect::Photo { call, side, max } => {
                    photos::keep(
                        &self.link,
                        side,
                        max,
                        ctx.link().callback(move |outcome| say(call, outcome)),
                    );
                }
                Effect::Fetch { call, file } => {
                    photos::read(&self.link, file, ctx.link().callback(move |outcome| say(call, outcome)));
                }
                Effect::Drop { file } => {
                    self.link.request(Method::FileDelete, &FileDelete { file }, drop);
                }
                Effect::Announce(text) => {
                    self.link.notify(Method::UiAnnounce, &Announce { text, assertive: None });
                }
                Effect::Focus(selector) => self.focus = Some(selector),
                Effect::Dirty(label) => {
                    self.link.notify(Method::UiDirty, &Dirty { dirty: label.is_some(), label });
                }
                Effect::OpenUrl(url) => self.link.request(Method::UiOpen, &Open { url }, drop),
                Effect::Log { code, place } => {
                    let log = Log { level: LogLevel::Warn, code, data: Some(place.into()) };
                    self.link.notify(Method::Log, &log);
                }
                Effect::Print => self.link.request(Method::UiPrint, &Map::new(), drop),
            }
        }
    }

    fn before_opening(&self) -> Html {
        let lang = Lang::default();
        if self.failed.is_some() {
            html! { <Notice tone={Tone::Bad}><p>{ T::ErrorStart.get(lang) }</p></Notice> }
        } else {
            html! { <p class="gf-loading">{ T::Loading.get(lang) }</p> }
        }
    }
}

/// What a person is told of a trouble: what happened, and the two ways out of it. What they typed is in both.
fn problem<W: Widget>(ctx: &yew::Context<Shell<W>>, trouble: &Trouble, lang: Lang) -> Html {
    let kind = match trouble {
        Trouble::Conflict { .. } => ErrorKind::Conflict,
        Trouble::Refused { error, .. } | Trouble::Unreadable { error } => error.kind(),
    };
    let settle = |choice| ctx.link().callback(move |()| Msg::Settle(choice));
    let again = match trouble {
        Trouble::Conflict { .. } => T::ErrorKeepMine,
        Trouble::Refused { .. } | Trouble::Unreadable { .. } => T::ErrorRetry,
    };
    html! {
        <Notice tone={Tone::Bad} title={T::ErrorTitle.get(lang)} close={T::Close.get(lang)} onclose={settle(Choice::Theirs)}>
            <p>{ crate::errors::text(kind, lang) }</p>
            <Button kind={ButtonKind::Quiet} label={again.get(lang)} onclick={settle(Choice::Mine)} />
        </Notice>
    }
}

//! The shell's end: finds the place, loads the module, passes on.

use js_sys::{Function, Promise, Reflect};
use serde_json::{Map, Value};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, ShadowRoot};
use yew::Callback;

use super::wire;
use crate::replica::Replica;
use crate::session::Session;
use crate::ui::SaveState;
use crate::widget::Effect;
use greffon_protocol::{Key, RpcError};

/// Where the screen has a place for a part: the element, the part's name and its page.
pub(crate) fn find(root: &ShadowRoot) -> Option<(Element, String, String)> {
    let element = root.query_selector("[data-part]").ok()??;
    let name = element.get_attribute("data-part")?;
    let page = element.get_attribute("data-page").unwrap_or_default();
    Some((element, name, page))
}

/// What comes of a place.
#[derive(Debug)]
pub enum Order {
    /// The module is there, or could not be had.
    Loaded(Element, Option<JsValue>),
    /// The part wants this done.
    Do(Vec<Effect>),
}

/// A place that has, or will have, a part.
#[derive(Debug)]
pub struct Place {
    pub(crate) element: Element,
    page: String,
    open: Option<Open>,
    /// The module could not be had.
    pub(crate) failed: bool,
}

#[derive(Debug)]
struct Open {
    module: JsValue,
    handle: JsValue,
    _send: Closure<dyn FnMut(String)>,
}

impl Place {
    /// Begins to load the part of that name; [`Order::Loaded`] follows.
    pub(crate) fn load(
        root: &ShadowRoot,
        element: Element,
        name: &str,
        page: String,
        orders: Callback<Order>,
    ) -> Self {
        let promise =
            call(&root.host(), "part", &[name.into()]).and_then(|promise| promise.dyn_into::<Promise>().ok());
        let place = element.clone();
        spawn_local(async move {
            let module = match promise {
                Some(promise) => JsFuture::from(promise).await.ok(),
                None => None,
            };
            orders.emit(Order::Loaded(place, module));
        });
        Self { element, page, open: None, failed: false }
    }

    /// Opens the part in the module that came.
    pub(crate) fn open(
        &mut self,
        module: Option<JsValue>,
        (session, items, save): (&Session, &Replica, SaveState),
        orders: Callback<Order>,
    ) {
        let send = Closure::<dyn FnMut(String)>::new(move |text: String| {
            let wanted = serde_json::from_str::<Vec<Value>>(&text).unwrap_or_default();
            orders.emit(Order::Do(wanted.into_iter().filter_map(wire::read_effect).collect()));
        });
        let all: Vec<Value> = items
            .items()
            .map(|item| Value::Array(vec![item.key.as_str().into(), item.value.clone()]))
            .collect();
        let mut start = Map::new();
        start.insert("session".to_owned(), wire::session(session));
        start.insert("page".to_owned(), self.page.clone().into());
        if items.is_loaded() {
            start.insert("items".to_owned(), all.into());
            start.insert("all".to_owned(), true.into());
        }
        start.insert("save".to_owned(), wire::save(save));
        let start = Value::Object(start).to_string();
        let opened = module.and_then(|module| {
            let arguments = [self.element.clone().into(), start.into(), send.as_ref().clone()];
            let handle = call(&module, "open", &arguments)?;
            Some(Open { module, handle, _send: send })
        });
        self.failed = opened.is_none();
        self.open = opened;
    }

    /// Another page of the same part.
    pub(crate) fn turn_to(&mut self, page: String) {
        if page != self.page {
            self.page = page;
            self.tell(&[("page", self.page.clone().into())]);
        }
    }

    /// The session changed.
    pub(crate) fn session(&self, session: &Session, save: SaveState) {
        self.tell(&[("session", wire::session(session)), ("save", wire::save(save))]);
    }

    /// Items changed: those that are named, or all.
    pub(crate) fn items(&self, items: &Replica, changed: &[Key], save: SaveState) {
        if self.open.is_none() {
            return;
        }
        let list: Vec<Value> = changed
            .iter()
            .map(|key| {
                let mut pair = vec![key.as_str().into()];
                pair.extend(items.get(key.as_str()).cloned());
                Value::Array(pair)
            })
            .collect();
        self.tell(&[("items", list.into()), ("save", wire::save(save))]);
    }

    /// A service or a file dialog answered.
    pub(crate) fn answered(&self, call: u32, outcome: Result<Value, RpcError>) {
        self.tell(&[("answered", call.into()), ("outcome", wire::outcome(outcome))]);
    }

    /// A write was refused for good.
    pub(crate) fn refused(&self, label: &str) {
        self.tell(&[("refused", label.into())]);
    }

    fn tell(&self, news: &[(&str, Value)]) {
        let Some(open) = &self.open else { return };
        let mut members = Map::new();
        for (name, value) in news {
            members.insert((*name).to_owned(), value.clone());
        }
        let text = Value::Object(members).to_string();
        // A part that has died cannot be told anything; its own panic was logged.
        let _ = call(&open.module, "tell", &[open.handle.clone(), text.into()]);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(open) = &self.open {
            let _ = call(&open.module, "close", std::slice::from_ref(&open.handle));
        }
    }
}

/// Calls a method by its name; `None` where there is none, or it threw.
fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function = Reflect::get(of, &name.into()).ok()?.dyn_into::<Function>().ok()?;
    function.apply(of, &arguments.iter().collect()).ok()
}

//! Screens whose code is loaded when they are first shown.
//!
//! The build cuts each widget's module at the functions that [`later!`](crate::later!) names: what only they need, code and texts
//! alike, becomes a file of its own under `lazy/`, and joins the running module when it arrives. Unlike a
//! [`part`](crate::part) it shares everything with the widget: its model, its memory, its copy of Yew.
//!
//! It never decides what a screen shows; natively nothing is cut, and a screen is simply there.

use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use wasm_bindgen_futures::spawn_local;
pub use wasm_split_helpers::{self as split, SplitLoaderError, wasm_split};
use yew::prelude::*;

use crate::html;
use crate::i18n::{Lang, Text};
use crate::i18n::kit::T;
use crate::ui::{Button, Notice, Tone};

/// What loads a screen's code: the function that draws it, or that it could not be had.
pub type Load<D> = fn() -> Pin<Box<dyn Future<Output = Result<D, SplitLoaderError>>>>;

/// A screen's code: `D` is the type of the function that draws it.
pub struct Later<D: 'static> {
    load: Load<D>,
    draw: Cell<Option<D>>,
}

impl<D> fmt::Debug for Later<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Later")
    }
}

impl<D: Copy> Later<D> {
    /// Code that is not there yet. [`later!`](crate::later!) calls this.
    pub const fn new(load: Load<D>) -> Self {
        Self { load, draw: Cell::new(None) }
    }

    /// The function that draws the screen, once its code is there.
    pub fn draw(&self) -> Option<D> {
        self.draw.get()
    }

    /// Has the code come; whether it is there then. What could not be had is tried anew by the next call.
    pub fn come(&'static self) -> Pin<Box<dyn Future<Output = bool>>> {
        let coming = (self.load)();
        Box::pin(async move {
            if let Ok(draw) = coming.await {
                self.draw.set(Some(draw));
            }
            self.draw.get().is_some()
        })
    }
}

/// Properties of [`Coming`].
#[derive(Debug, Clone, Properties)]
pub struct Props {
    /// Has the code come ([`Later::come`]).
    pub come: fn() -> Pin<Box<dyn Future<Output = bool>>>,
    /// Called once it is there: the screen is to be drawn again.
    pub ready: Callback<()>,
    /// Of the words.
    pub lang: Lang,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.lang == other.lang && self.ready == other.ready
    }
}

/// What stands where a screen is about to be: that it is loading, or that it could not be had and can be tried again.
#[derive(Debug)]
pub struct Coming {
    failed: bool,
}

/// What [`Coming`] takes in.
#[derive(Debug)]
pub enum Msg {
    /// Whether the code is there.
    Came(bool),
    /// The person wants it tried again.
    Again,
}

impl Coming {
    fn begin(ctx: &Context<Self>) {
        let came = ctx.link().callback(Msg::Came);
        let coming = (ctx.props().come)();
        spawn_local(async move { came.emit(coming.await) });
    }
}

impl Component for Coming {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self::begin(ctx);
        Self { failed: false }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Came(true) => ctx.props().ready.emit(()),
            Msg::Came(false) => self.failed = true,
            Msg::Again => {
                self.failed = false;
                Self::begin(ctx);
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let lang = ctx.props().lang;
        if self.failed {
            let again = ctx.link().callback(|()| Msg::Again);
            html! {
                <Notice tone={Tone::Bad}>
                    <p>{ T::PartFailed.get(lang) }</p>
                    <Button label={T::ErrorRetry.get(lang)} onclick={again} />
                </Notice>
            }
        } else {
            html! { <p class="gf-loading">{ T::Loading.get(lang) }</p> }
        }
    }
}

/// Names the functions that draw screens of one file loaded later:
///
/// `later! { office; fn team(model: &Model, scene: &Scene<'_>) -> Html = team::view; }`
///
/// makes a function `team` with these parameters and two more, `lang` and `ready`: it draws the screen, or what stands in
/// its place until it is there, and calls `ready` when it is.
#[macro_export]
macro_rules! later {
    ($chunk:ident; $($(#[$doc:meta])* fn $name:ident($($arg:ident: $type:ty),* $(,)?) -> Html = $view:path;)*) => {
        $(
            $(#[$doc])*
            fn $name($($arg: $type,)* lang: $crate::i18n::Lang, ready: &::yew::Callback<()>) -> ::yew::Html {
                use $crate::later::{Coming, Later, SplitLoaderError, wasm_split};
                type Draw = fn($($type),*) -> ::yew::Html;

                #[wasm_split($chunk, wasm_split_path = ::greffon_kit::later::split, fallible)]
                fn $name() -> Result<Draw, SplitLoaderError> {
                    Ok($view)
                }
                thread_local! {
                    static CODE: &'static Later<Draw> = Box::leak(Box::new(Later::new(|| Box::pin($name()))));
                }
                match CODE.with(|code| code.draw()) {
                    Some(draw) => draw($($arg),*),
                    None => ::yew::html! {
                        <Coming come={(|| CODE.with(|code| code.come())) as fn() -> _} ready={ready.clone()} {lang} />
                    },
                }
            }
        )*
    };
}

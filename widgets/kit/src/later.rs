//! Screens whose code is loaded when they are first shown.
//!
//! The build cuts each widget's module at what [`later!`](crate::later!) names: what only these screens need, code and
//! texts alike, becomes a file of its own under `lazy/`, and joins the running module when it arrives. Unlike a
//! [`part`](crate::part) it shares everything with the widget: its model, its memory, its copy of Yew.
//!
//! It never decides what a screen shows. Natively nothing is cut, and a screen is there at once.

use std::future::Future;
use std::pin::Pin;

use wasm_bindgen_futures::spawn_local;
pub use wasm_split_helpers::{self as split, SplitLoaderError, wasm_split};
use yew::prelude::*;

use crate::html;
use crate::i18n::kit::T;
use crate::i18n::{Lang, Text};
use crate::ui::{Button, Notice, Tone};

/// Has the code of some screens come; whether it is there then. What could not be had is tried anew by the next call.
pub type Come = fn() -> Pin<Box<dyn Future<Output = bool>>>;

/// Properties of [`Coming`].
#[derive(Debug, Clone, Properties)]
pub struct Props {
    /// Has the code come.
    pub come: Come,
    /// Called once it is there: the screen is to be drawn again.
    pub ready: Callback<()>,
    /// Of the words.
    pub lang: Lang,
}

impl PartialEq for Props {
    // One widget has one `come` at a place.
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
        if !self.failed {
            return html! { <p class="gf-loading">{ T::Loading.get(lang) }</p> };
        }
        let again = ctx.link().callback(|()| Msg::Again);
        html! {
            <Notice tone={Tone::Bad}>
                <p>{ T::PartFailed.get(lang) }</p>
                <Button label={T::ErrorRetry.get(lang)} onclick={again} />
            </Notice>
        }
    }
}

/// What stands in a screen's place until its code is there.
pub fn coming(come: Come, ready: &Callback<()>, lang: Lang) -> Html {
    html! { <Coming {come} ready={ready.clone()} {lang} /> }
}

/// Names screens whose code makes one file that is loaded later.
///
/// `later! { office: fn team(model: &Model, scene: &Scene<'_>) = team::view; }` makes a module `office` with a function `team` of these
/// parameters and two more, `lang` and `ready`: it draws the screen, or what stands in its place until the code is there,
/// and calls `ready` when it is. `office::prefetch()` has the code come before anybody wants it. The name of the module is
/// the file's: one widget has no two of a name.
#[macro_export]
macro_rules! later {
    ($chunk:ident: $(fn $name:ident($($arg:ident: $type:ty),* $(,)?) = $view:path;)+) => {
        mod $chunk {
            use std::cell::Cell;
            use std::future::Future;
            use std::pin::Pin;

            use $crate::i18n::Lang;
            use $crate::later::{SplitLoaderError, coming, wasm_split};
            use ::yew::{Callback, Html};

            use super::*;

            #[derive(Clone, Copy)]
            struct Screens {
                $($name: fn($($type),*) -> Html,)+
            }

            #[wasm_split($chunk, wasm_split_path = ::greffon_kit::later::split, fallible)]
            fn load() -> Result<Screens, SplitLoaderError> {
                Ok(Screens { $($name: $view,)+ })
            }

            thread_local! {
                static SCREENS: Cell<Option<Screens>> = const { Cell::new(None) };
            }

            fn come() -> Pin<Box<dyn Future<Output = bool>>> {
                Box::pin(async {
                    if let Ok(screens) = load().await {
                        SCREENS.set(Some(screens));
                    }
                    SCREENS.get().is_some()
                })
            }

            /// Has the code come, so that it is there when it is wanted; nothing happens where it cannot be had.
            pub(crate) fn prefetch() {
                $crate::later::spawn(come());
            }

            $(
                pub(crate) fn $name($($arg: $type,)* lang: Lang, ready: &Callback<()>) -> Html {
                    match SCREENS.get() {
                        Some(screens) => (screens.$name)($($arg),*),
                        None => coming(come, ready, lang),
                    }
                }
            )+
        }
    };
}

/// Lets what is coming come.
pub fn spawn(coming: Pin<Box<dyn Future<Output = bool>>>) {
    spawn_local(async move {
        coming.await;
    });
}

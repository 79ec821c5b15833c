//! What the screens share: callbacks, and the kit's controls with the few properties that stand here.

use greffon_certification_model::app::Msg;
use greffon_kit::html;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::session::Session;
use greffon_kit::ui::{Button, ButtonKind, Icon, Notice, Picture, Tone};
use yew::prelude::*;

use crate::files::{self, File};
use crate::text::T;
use crate::widget::Input;

/// What a screen needs beside the model.
pub(crate) struct Scene<'a> {
    pub(crate) lang: Lang,
    pub(crate) session: &'a Session,
    pub(crate) send: &'a Callback<Input>,
}

impl Scene<'_> {
    /// A callback that sends this message to the model.
    pub(crate) fn go<E: 'static>(&self, msg: Msg) -> Callback<E> {
        self.send.reform(move |_| Input::Do(msg.clone()))
    }

    /// A callback that makes a message of what happened.
    pub(crate) fn on<E: 'static>(&self, make: impl Fn(E) -> Msg + 'static) -> Callback<E> {
        self.send.reform(move |event| Input::Do(make(event)))
    }

    /// A text of the catalogue.
    pub(crate) fn t(&self, key: T) -> &'static str {
        key.get(self.lang)
    }

    /// A text as the words of a control.
    pub(crate) fn a(&self, key: T) -> AttrValue {
        AttrValue::Static(key.get(self.lang))
    }

    /// A counted text.
    pub(crate) fn n(&self, key: T, count: usize) -> String {
        key.count(self.lang, u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// A button of the screen.
    pub(crate) fn button(&self, kind: ButtonKind, label: T, msg: Msg) -> Html {
        press(kind, None, self.a(label), None, self.go(msg))
    }

    /// A quiet button with more words for screen readers.
    pub(crate) fn quiet(&self, label: T, about: &str, msg: Msg) -> Html {
        let label = self.a(label);
        let describe = AttrValue::from([label.as_str(), " ", about].concat());
        press(ButtonKind::Quiet, None, label, Some(describe), self.go(msg))
    }

    /// A button that hands a file out, where the host lets one.
    pub(crate) fn hand_out(&self, label: T, file: File) -> Html {
        if !self.session.may("file:save") {
            return Html::default();
        }
        let onclick = self.send.reform(move |()| Input::HandOut(file, files::hand_out));
        press(ButtonKind::Plain, None, self.a(label), None, onclick)
    }

    /// The button that prints the screen.
    pub(crate) fn print(&self) -> Html {
        let onclick = self.send.reform(|()| Input::Print);
        press(ButtonKind::Plain, Some(Picture::Print), self.a(T::AppPrint), None, onclick)
    }

    /// A choice of a list, as a native one with its label.
    pub(crate) fn choose(
        &self,
        id: &str,
        label: Html,
        options: Vec<(String, AttrValue)>,
        value: &str,
        make: impl Fn(String) -> Msg + 'static,
    ) -> Html {
        let onchange = self.on(move |event: Event| {
            make(event.target_unchecked_into::<web_sys::HtmlSelectElement>().value())
        });
        html! {
            <label class="cert-choose" for={id.to_owned()}>
                <span>{ label }</span>
                <select id={id.to_owned()} {onchange}>
                    { for options.into_iter().map(|(option, words)| {
                        let selected = option == value;
                        html! { <option key={option.clone()} value={option.clone()} {selected}>{ words }</option> }
                    }) }
                </select>
            </label>
        }
    }
}

/// Any button.
pub(crate) fn press(
    kind: ButtonKind,
    icon: Option<Picture>,
    label: AttrValue,
    describe: Option<AttrValue>,
    onclick: Callback<()>,
) -> Html {
    html! { <Button {kind} {icon} {label} {describe} {onclick} /> }
}

/// The title of a screen: takes the focus when the screen is shown. Beside it stand its tools.
pub(crate) fn title(text: &str, lead: Html, tools: Html) -> Html {
    html! {
        <header class="cert-title">
            <div><h1 tabindex="-1">{ text.to_owned() }</h1>{ lead }</div>
            <div class="cert-tools gf-noprint">{ tools }</div>
        </header>
    }
}

/// A message on a screen.
pub(crate) fn notice(tone: Tone, children: Html) -> Html {
    html! { <Notice {tone}>{ children }</Notice> }
}

/// A state: a shape and words, so that the colour is never alone.
pub(crate) fn pill(tone: &'static str, picture: Picture, words: &str) -> Html {
    html! { <span class={classes!("gf-pill", "cert-pill", tone)}><Icon {picture} />{ words.to_owned() }</span> }
}

/// A number as `usize`, for the words of a count.
pub(crate) fn size(number: u32) -> usize {
    number as usize
}

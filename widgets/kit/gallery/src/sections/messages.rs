//! Notices, the state of saving, toasts.

use greffon_kit::i18n::Text as _;
use greffon_kit::ui::{Button, ButtonKind, Notice, SaveState, SaveStatus, Toast, Tone};
use yew::prelude::*;

use super::Props;
use crate::section::specimen;
use crate::texts::T;

#[component]
pub(super) fn Messages(Props { lang }: &Props) -> Html {
    let lang = *lang;
    let closed = use_state(|| false);
    let close = |to: bool| {
        let closed = closed.clone();
        Callback::from(move |()| closed.set(to))
    };
    let notice = |tone: Tone, title: Option<T>, text: T| {
        html! {
            <Notice {tone} title={title.map(|title| AttrValue::from(title.get(lang)))}><p>{ text.get(lang) }</p></Notice>
        }
    };
    let states = [
        SaveState::Saved,
        SaveState::Saving,
        SaveState::Waiting(1),
        SaveState::Waiting(3),
        SaveState::Attention,
        SaveState::ReadOnly,
    ];
    html! {
        <div class="gallery-specimens gallery-specimens--wide">
            { specimen(T::MessagesNotices, lang, html! {
                <div class="gf-stack">
                    { notice(Tone::Info, None, T::MessagesInfo) }
                    { notice(Tone::Ok, Some(T::MessagesOkTitle), T::MessagesOk) }
                    if *closed {
                        <Button kind={ButtonKind::Quiet} label={T::MessagesBack.get(lang)} onclick={close(false)} />
                    } else {
                        <Notice
                            tone={Tone::Warn} title={T::MessagesWarnTitle.get(lang)} close={T::MessagesClose.get(lang)}
                            onclose={close(true)}
                        >
                            <p>{ T::MessagesWarn.get(lang) }</p>
                        </Notice>
                    }
                    { notice(Tone::Bad, Some(T::MessagesBadTitle), T::MessagesBad) }
                </div>
            }) }
            { specimen(T::MessagesSaving, lang, html! {
                <ul class="gallery-legend" role="list">
                    { for states.into_iter().enumerate().map(|(place, state)| html! {
                        <li key={place}><SaveStatus {state} {lang} /></li>
                    }) }
                </ul>
            }) }
            { specimen(T::MessagesToasts, lang, html! {
                // Each in a place of its own: a toast stays at the foot of what it stands in.
                <>
                    <div>
                        <Toast
                            text={T::MessagesToast.get(lang)} undo={T::MessagesUndo.get(lang)} onundo={Callback::noop()}
                            close={T::MessagesClose.get(lang)} onclose={Callback::noop()}
                        />
                    </div>
                    <div>
                        <Toast
                            text={T::MessagesToastCopied.get(lang)} close={T::MessagesClose.get(lang)}
                            onclose={Callback::noop()}
                        />
                    </div>
                </>
            }) }
        </div>
    }
}

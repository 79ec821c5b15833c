//! Learning traces: what would leave, in full, before it leaves; what left, and the way to take it back.

use greffon_crcn_annex::Msg;
use greffon_crcn_annex::traces::{TraceLine, TraceOffer};
use greffon_crcn_model::trace::Event;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::ui::{Button, ButtonKind};
use yew::prelude::*;

use super::Scene;
use crate::text::T;
use crate::words;

/// What was done, in the person's own words.
fn what(event: Event, lang: Lang) -> String {
    let of = |key: T, level: greffon_crcn_model::framework::Level| {
        key.with(lang, &[("level", &level.number().to_string())])
    };
    match event {
        Event::Placed(level) => of(T::TracePlaced, level),
        Event::Planned(level) => of(T::TracePlanned, level),
        Event::Deselected => T::TraceDeselected.get(lang).to_owned(),
    }
}

/// Around a competence.
pub(crate) fn around(offer: &TraceOffer, read_only: bool, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let framework_lang = words::framework_lang(lang);
    let close = scene.go(Msg::OfferTrace(None, framework_lang));
    html! {
        <section class="gf-noprint" aria-labelledby="crcn-traces">
            <h2 id="crcn-traces">{ T::TraceTitle.get(lang) }</h2>
            <p class="gf-muted">{ T::TraceHint.get(lang) }</p>
            if let Some((event, text)) = &offer.shown {
                <div class="crcn-import" id="crcn-trace" tabindex="-1">
                    <h3>{ what(*event, lang) }</h3>
                    <p>{ T::TraceShown.get(lang) }</p>
                    <pre class="crcn-json" tabindex="0">{ text.clone() }</pre>
                    <div class="crcn-row">
                        <Button kind={ButtonKind::Primary} label={T::TraceSend.get(lang)} name="send-trace" onclick={scene.go(Msg::SendTrace)} />
                        <Button kind={ButtonKind::Quiet} label={T::Cancel.get(lang)} onclick={close} />
                    </div>
                </div>
            } else if offer.events.is_empty() {
                <p class="gf-muted">{ T::TraceNothing.get(lang) }</p>
            } else if !read_only {
                <div class="crcn-row">
                    { for offer.events.iter().map(|event| html! {
                        <Button label={T::TraceLook.with(lang, &[("what", &what(*event, lang))])} name="offer-trace"
                            onclick={scene.go(Msg::OfferTrace(Some(*event), framework_lang))} />
                    }) }
                </div>
            }
            { sent(&offer.sent, read_only, scene) }
        </section>
    }
}

/// All that left.
pub(crate) fn all(lines: &[TraceLine], read_only: bool, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! {
        <section class="gf-noprint" aria-labelledby="crcn-traces">
            <h2 id="crcn-traces">{ T::TraceSentTitle.get(lang) }</h2>
            if lines.is_empty() { <p class="gf-muted">{ T::TraceNone.get(lang) }</p> }
            { sent(lines, read_only, scene) }
        </section>
    }
}

fn sent(lines: &[TraceLine], read_only: bool, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    if lines.is_empty() {
        return Html::default();
    }
    let line = |line: &TraceLine| {
        let what = [line.code.as_str(), " – ", &what(line.event, lang)].concat();
        let describe = [T::TraceWithdraw.get(lang), " ", &what].concat();
        let state = if line.withdrawn {
            T::TraceWithdrawn.get(lang).to_owned()
        } else {
            T::TraceSent.with(lang, &[("date", &words::day(&line.on, lang))])
        };
        html! {
            <li key={line.id.clone()} data-trace={line.id.clone()}>
                <div>
                    <p class={line.withdrawn.then_some("crcn-struck")}>{ what }</p>
                    <p class="gf-small"><span class="gf-pill">{ state }</span></p>
                </div>
                if !line.withdrawn && !read_only {
                    <Button kind={ButtonKind::Quiet} label={T::TraceWithdraw.get(lang)} {describe} onclick={scene.go(Msg::WithdrawTrace(line.id.clone()))} />
                }
            </li>
        }
    };
    html! { <ul class="crcn-lines">{ for lines.iter().map(line) }</ul> }
}

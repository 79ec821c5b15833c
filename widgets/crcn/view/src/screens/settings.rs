//! Who sees what, and the year: for all competences at once, or for one.

use greffon_crcn_model::app::{CompetencePage, Home, Msg};
use greffon_crcn_model::framework::Stage;
use greffon_crcn_model::stored::Share;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Check, Radio};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::Scene;
use crate::text::T;
use crate::words::{self, size};

/// For all competences, and the year.
pub(crate) fn of_all(page: &Home, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let onstage = scene.on(|event: Event| {
        Msg::Stage(Stage::from_id(&event.target_unchecked_into::<HtmlSelectElement>().value()))
    });
    let stages = std::iter::once(None).chain(Stage::ALL.into_iter().map(Some));
    html! {
        <details class="crcn-fold gf-noprint">
            <summary>{ T::HomeSettings.get(lang) }</summary>
            <div class="crcn-settings">
                <fieldset>
                    <legend>{ T::ShareAllTitle.get(lang) }</legend>
                    { shares("all", page.share_of_all, page.read_only, scene, Msg::ShareAll) }
                    if page.share_exceptions > 0 {
                        <p class="gf-small gf-muted">{ T::ShareExceptions.count(lang, size(page.share_exceptions)) }</p>
                    }
                </fieldset>
                <Check id="crcn-family" label={T::ShareFamily.get(lang)} hint={T::ShareFamilyHint.get(lang)}
                    checked={page.family} disabled={page.read_only} onchange={scene.on(Msg::Family)} />
                <label class="crcn-filter">
                    <span>{ T::StageTitle.get(lang) }</span>
                    <select class="crcn-select" onchange={onstage} disabled={page.read_only} aria-describedby="crcn-stage-hint">
                        { for stages.map(|stage| html! {
                            <option value={stage.map_or("", Stage::id)} selected={stage == page.stage}>
                                { words::stage(stage, lang) }
                            </option>
                        }) }
                    </select>
                    <span class="gf-small gf-muted" id="crcn-stage-hint">{ T::StageHint.get(lang) }</span>
                </label>
            </div>
        </details>
    }
}

/// For the competence that is open.
pub(crate) fn of_one(page: &CompetencePage, scene: &Scene<'_>) -> Html {
    html! {
        <fieldset class="crcn-options">
            <legend class="crcn-legend">{ T::ShareTitle.get(scene.lang) }</legend>
            { shares("one", page.share.share, page.read_only, scene, Msg::Share) }
        </fieldset>
    }
}

fn shares(group: &str, current: Share, disabled: bool, scene: &Scene<'_>, make: fn(Share) -> Msg) -> Html {
    Share::ALL
        .into_iter()
        .map(|share| {
            let (label, hint) = words::share(share, scene.lang);
            html! {
                <Radio key={share.id()} id={["crcn-share-", group, share.id()].concat()} group={["crcn-share-", group].concat()}
                    {label} {hint} checked={share == current} {disabled} onchange={scene.go(make(share))} />
            }
        })
        .collect()
}

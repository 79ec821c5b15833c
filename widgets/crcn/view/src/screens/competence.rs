//! One competence: what can be ticked, level by level; beside it what follows, what the person says, and the history.

use greffon_crcn_model::app::{CompetencePage, Folded, Msg, Neighbour, RungView, Screen, TickBox};
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, ButtonKind, Check, Picture};
use yew::prelude::*;

use super::{Scene, annex, history, title, verdict};
use crate::draw;
use crate::text::T;
use crate::words::{attr, size};

pub(crate) fn view(page: &CompetencePage, toast: Html, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! { <div class="crcn-one" data-domain={page.domain.to_string()}>
        <header class="crcn-title">
            <div class="gf-noprint">
                <Button kind={ButtonKind::Quiet} icon={Picture::Back} label={T::CompBack.get(lang)} name="back"
                    onclick={scene.go(Msg::Back)} />
            </div>
            <p class="crcn-domain__name gf-small gf-muted">{ draw::shape(page.domain.as_str()) }{ attr(&page.domain_name) }</p>
            { title(html! { <><span class="crcn-card__code">{ page.code.to_string() }</span>{ attr(&page.name) }</> }) }
        </header>
        <div class="crcn-columns">
            <section class="crcn-levels" aria-labelledby="crcn-levels">
                <div>
                    <h2 id="crcn-levels">{ T::CompLevels.get(lang) }</h2>
                    <p class="gf-muted gf-small gf-noprint">{ T::CompLevelsHint.get(lang) }</p>
                </div>
                { for page.rungs.iter().map(|rung| self::rung(rung, page, scene)) }
                { for page.folded.map(|folded| unfold(folded, scene)) }
            </section>
            { verdict::view(page, toast, scene) }
        </div>
        { history::view(page, scene) }
        { annex(["competence/", page.code.as_str()].concat()) }
        <nav class="crcn-neighbours gf-noprint" aria-label={T::CompNeighbours.get(lang)}>
            { for page.previous.iter().map(|to| neighbour(to, T::CompPrevious, Picture::Back, scene)) }
            { for page.next.iter().map(|to| neighbour(to, T::CompNext, Picture::Forward, scene)) }
        </nav>
        <p class="gf-small gf-muted">
            { T::CompSource.with(lang, &[("source", page.source)]) }{ " " }
            <button type="button" class="crcn-link gf-noprint" onclick={scene.go(Msg::OpenSource)}>{ T::CompOfficial.get(lang) }</button>
        </p>
    </div> }
}

fn rung(rung: &RungView, page: &CompetencePage, scene: &Scene<'_>) -> Html {
    let (lang, level) = (scene.lang, rung.level.number().to_string());
    let name = T::LevelBand.with(lang, &[("level", &level), ("band", rung.band)]);
    if rung.ticks.is_empty() {
        return html! {
            <div key={level} class="crcn-level">
                <h3>{ name }</h3>
                <p>{ attr(&rung.statement) }</p>
            </div>
        };
    }
    let ticked =
        T::HomeTicked.count_with(lang, size(rung.ticked), &[("total", &rung.ticks.len().to_string())]);
    html! {
        <fieldset key={level} class="crcn-level" data-reached={rung.reached.to_string()}>
            <legend>
                { name }
                <small>{ ticked }if rung.reached { { " · " }{ T::CompReached.get(lang) } }</small>
            </legend>
            { for rung.ticks.iter().map(|tick| self::tick(tick, page, scene)) }
        </fieldset>
    }
}

fn tick(tick: &TickBox, page: &CompetencePage, scene: &Scene<'_>) -> Html {
    let id = tick.id;
    html! {
        <Check key={id.text()} id={["crcn-tick-", &id.text()].concat()} label={attr(&tick.text)} checked={tick.on}
            disabled={page.read_only || page.unreadable} onchange={scene.on(move |on| Msg::Tick { id, on })} />
    }
}

fn unfold(folded: Folded, scene: &Scene<'_>) -> Html {
    let (from, to) = (folded.from.number().to_string(), folded.to.number().to_string());
    let key = if folded.from == folded.to { T::CompUnfoldOne } else { T::CompUnfold };
    html! {
        <div class="gf-noprint">
            <Button label={key.with(scene.lang, &[("from", &from), ("to", &to)])} onclick={scene.go(Msg::Unfold(true))} />
        </div>
    }
}

fn neighbour(to: &Neighbour, key: T, icon: Picture, scene: &Scene<'_>) -> Html {
    let label = key.with(scene.lang, &[("code", to.code.as_str())]);
    html! {
        <Button kind={ButtonKind::Quiet} {icon} label={label.clone()} describe={[label.as_str(), " ", to.name].concat()}
            onclick={scene.go(Msg::Go(Screen::Competence(to.code)))} />
    }
}

//! "My competences": the next action, then the cards by domain.

use greffon_crcn_model::app::{Card, DomainCards, Home, Msg, NextStep, Reason, Screen};
use greffon_crcn_model::framework::Code;
use greffon_kit::dates::DateForm;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, ButtonKind};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{Scene, settings, title};
use crate::draw;
use crate::text::T;
use crate::words::{self, attr, size};

pub(crate) fn view(page: &Home, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! { <>
        <header class="crcn-title">
            { title(T::AppName.get(lang).into()) }
            <p class="gf-lead gf-muted">{ summary(page, scene) }</p>
        </header>
        { next(&page.next, scene) }
        { filter(page, scene) }
        { for page.domains.iter().map(|domain| cards(domain, scene)) }
        { settings::of_all(page, scene) }
    </> }
}

fn summary(page: &Home, scene: &Scene<'_>) -> String {
    let (lang, summary) = (scene.lang, &page.summary);
    let placed =
        T::HomeSummary.count_with(lang, size(summary.placed), &[("total", &summary.total.to_string())]);
    match summary.most_frequent {
        Some(level) => {
            let often = T::HomeSummaryOften.with(lang, &[("level", &level.number().to_string())]);
            [placed, often].join(" ")
        }
        None => placed,
    }
}

fn next(step: &NextStep, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let (why, text, button) = match &step.reason {
        Reason::Begin => (T::HomeBegin, T::HomeBeginText.get(lang).to_owned(), T::HomeStart),
        Reason::Resume => (T::HomeResume, T::HomeResumeText.get(lang).to_owned(), T::HomeGoOn),
        Reason::Continue(left) => {
            (T::HomeContinue, T::HomeContinueText.count(lang, size(*left)), T::HomeGoOn)
        }
        Reason::Review(day) => {
            let date = words::day(day, DateForm::Words, lang);
            (T::HomeReview, T::HomeReviewText.with(lang, &[("date", &date)]), T::HomeLook)
        }
    };
    let describe = [button.get(lang), step.code.as_str(), step.name].join(" ");
    html! {
        <section class="crcn-next gf-noprint" aria-labelledby="crcn-next" data-domain={domain_of(&step.code)}>
            <div>
                <h2 id="crcn-next" class="gf-small gf-muted">{ why.get(lang) }</h2>
                <p class="crcn-next__name">
                    <span class="crcn-card__code">{ step.code.to_string() }</span>{ step.name.to_string() }
                </p>
                <p>{ text }</p>
            </div>
            <Button kind={ButtonKind::Primary} label={button.get(lang)} {describe} name="next"
                onclick={scene.go(Msg::Go(Screen::Competence(step.code)))} />
        </section>
    }
}

fn filter(page: &Home, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let codes: Vec<Code> = page.tabs.iter().map(|tab| tab.code).collect();
    let onchange = scene.on(move |event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::Filter(codes.iter().copied().find(|code| *code == *chosen))
    });
    html! {
        <label class="crcn-filter gf-noprint">
            <span>{ T::HomeFilter.get(lang) }</span>
            <select class="crcn-select" {onchange}>
                <option value="" selected={page.all_shown}>{ T::HomeAll.get(lang) }</option>
                { for page.tabs.iter().map(|tab| html! {
                    <option key={tab.code.to_string()} value={tab.code.to_string()} selected={tab.current}>
                        { [tab.code.as_str(), ". ", tab.name].concat() }
                    </option>
                }) }
            </select>
        </label>
    }
}

fn cards(domain: &DomainCards, scene: &Scene<'_>) -> Html {
    let id = format!("crcn-domain-{}", domain.code);
    html! {
        <section key={domain.code.to_string()} class="crcn-domain" data-domain={domain.code.to_string()} aria-labelledby={id.clone()}>
            <h2 {id} class="crcn-domain__name">{ draw::shape(domain.code.as_str()) }<span>{ attr(&domain.name) }</span></h2>
            <ul class="crcn-cards">{ for domain.cards.iter().map(|card| self::card(card, scene)) }</ul>
        </section>
    }
}

fn card(card: &Card, scene: &Scene<'_>) -> Html {
    let (lang, row) = (scene.lang, &card.row);
    let code = row.code.to_string();
    let ticks = T::HomeTicked.count_with(lang, size(row.ticked), &[("total", &row.total.to_string())]);
    let state = words::standing(row.standing, row.band, lang);
    html! {
        <li key={code.clone()}>
            <button type="button" class="crcn-card" data-code={code.clone()}
                onclick={scene.go(Msg::Go(Screen::Competence(row.code)))}>
                <span class="crcn-card__name"><span class="crcn-card__code">{ code }</span>{ attr(&row.name) }</span>
                <span class="crcn-card__mark">{ draw::mark(row.standing) }</span>
                <span class="crcn-card__state">
                    { state }
                    if row.ticked > 0 { <><br />{ ticks }</> }
                    if card.drafted { <><br /><strong>{ T::HomeDrafted.get(lang) }</strong></> }
                </span>
            </button>
        </li>
    }
}

fn domain_of(code: &Code) -> String {
    code.as_str().chars().take(1).collect()
}

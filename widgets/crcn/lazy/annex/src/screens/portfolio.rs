//! The portfolio: on the screen as it goes on paper, with what chooses and prints above and beside it.

use greffon_crcn_annex::Msg;
use greffon_crcn_annex::badges::HeldLine;
use greffon_crcn_annex::portfolio::{Portfolio, PortfolioLine};
use greffon_crcn_model::evidence::Evidence;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, ButtonKind, Check, Layer, LevelMark, Picture, Tone};
use yew::prelude::*;

use super::{Scene, around, notice};
use crate::part::Input;
use crate::text::T;
use crate::words;

pub(crate) fn view(page: &Portfolio, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let empty = page.lines.is_empty() && page.badges.is_empty();
    html! { <>
        <div class="gf-noprint">
            <Button kind={ButtonKind::Quiet} icon={Picture::Back} label={T::FileTitle.get(lang)} onclick={scene.go(Msg::Portfolio(false))} />
        </div>
        <header class="crcn-title crcn-title--beside">
            <div>
                <h1 tabindex="-1">{ T::PortfolioTitle.get(lang) }</h1>
                <p class="gf-lead gf-muted gf-noprint">{ T::PortfolioLead.get(lang) }</p>
                <p class="crcn-paper">{ T::PortfolioName.get(lang) }</p>
                <p class="crcn-paper">{ T::PortfolioOn.with(lang, &[("date", &words::day(&page.on, lang))]) }</p>
            </div>
            if !empty {
                <div class="gf-noprint"><Button icon={Picture::Print} label={T::Print.get(lang)} onclick={scene.send.reform(|()| Input::Print)} /></div>
            }
        </header>
        if empty { { notice(Tone::Info, T::PortfolioNothing.get(lang)) } }
        <ul class="crcn-requests crcn-portfolio">{ for page.lines.iter().map(|line| self::line(line, scene)) }</ul>
        if !page.badges.is_empty() {
            <section aria-labelledby="crcn-portfolio-badges">
                <h2 id="crcn-portfolio-badges">{ T::BadgeTitle.get(lang) }</h2>
                <ul class="crcn-badges crcn-portfolio">{ for page.badges.iter().map(|(held, shown)| badge(held, *shown, scene)) }</ul>
            </section>
        }
    </> }
}

/// What chooses whether it is on the paper.
fn choice(id: &str, shown: bool, scene: &Scene<'_>) -> Html {
    let of = id.to_owned();
    html! {
        <div class="gf-noprint">
            <Check id={["crcn-in-", id].concat()} label={T::PortfolioShow.get(scene.lang)} checked={shown}
                onchange={scene.on(move |shown: bool| Msg::ShowInPortfolio(of.clone(), shown))} />
        </div>
    }
}

/// What is left out is quiet on the screen and is not on the paper.
fn class_of(shown: bool, base: &'static str) -> Classes {
    classes!(base, (!shown).then_some("crcn-left-out"), (!shown).then_some("gf-noprint"))
}

fn line(line: &PortfolioLine, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! {
        <li key={line.code.to_string()} class={class_of(line.shown, "crcn-portfolio__line")}>
            <h2>{ line.code.to_string() }{ " " }{ words::of(&line.name, lang) }</h2>
            if let Some((level, on, statement)) = &line.level {
                <p class="crcn-own"><LevelMark layer={Layer::Own} level={Some(level.number())} />
                    <span>{ T::PortfolioLevel.with(lang, &[("level", &level.number().to_string()), ("date", &words::day(on, lang))]) }</span></p>
                <p>{ words::of(statement, lang) }</p>
            }
            { for line.evidence.iter().map(evidence) }
            if !line.said.is_empty() { { around::said(&line.said, lang) } }
            { choice(line.code.as_str(), line.shown, scene) }
        </li>
    }
}

fn evidence(evidence: &Evidence) -> Html {
    html! {
        <div class="crcn-quote">
            if let Some(text) = &evidence.text { <p>{ text.clone() }</p> }
            if let Some(link) = &evidence.link { <p class="crcn-address">{ link.clone() }</p> }
        </div>
    }
}

fn badge(held: &HeldLine, shown: bool, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let said = match (&held.award, &held.brought) {
        (Some((on, signed)), _) => {
            let key = if *signed { T::BadgeSigned } else { T::BadgeUnsigned };
            key.with(lang, &[("date", &words::day(on, lang))])
        }
        (None, Some((issuer, on))) => {
            let who = issuer.as_deref().unwrap_or_else(|| T::BadgeBroughtSomebody.get(lang));
            T::BadgeBrought.with(lang, &[("who", who), ("date", &words::day(on, lang))])
        }
        (None, None) => String::new(),
    };
    html! {
        <li key={held.id.clone()} class={class_of(shown, "crcn-badge")}>
            <img class="crcn-badge__picture" src={held.picture.clone()} alt="" width="96" height="96" />
            <div class="crcn-badge__body">
                <h3>{ held.name.clone() }</h3>
                <p>{ said }</p>
                <p class="gf-small gf-muted">{ held.criteria.clone() }</p>
                { choice(&held.id, shown, scene) }
            </div>
        </li>
    }
}

//! Where the person stands, what their ticks say, what they say themself, and the button that makes it count.

use greffon_crcn_model::app::{Blocked, Choice, CompetencePage, LevelChoice, Msg, Validity};
use greffon_crcn_model::framework::Level;
use greffon_crcn_model::position::{Gap, Standing};
use greffon_kit::dates::DateForm;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::ui::{Button, ButtonKind, Radio, Tone};
use yew::prelude::*;

use super::{Scene, notice, settings};
use crate::draw;
use crate::text::T;
use crate::widget::Input;
use crate::words::{self, attr, size};

pub(crate) fn view(page: &CompetencePage, toast: Html, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! {
        <section class="crcn-side" aria-labelledby="crcn-position">
            { position(page, lang) }
            { outcome(page, lang) }
            if page.unreadable {
                { notice(Tone::Bad, T::CompUnreadable.get(lang)) }
                <Button label={T::CompRestart.get(lang)} onclick={scene.go(Msg::Restart)} />
            } else {
                { choices(page, scene) }
                { actions(page, scene) }
                { toast }
                { settings::of_one(page, scene) }
            }
        </section>
    }
}

fn position(page: &CompetencePage, lang: Lang) -> Html {
    let band = page.standing.level().and_then(|level| band_of(page, level));
    html! {
        <div class="crcn-verdict">
            { draw::mark(page.standing) }
            <div>
                <h2 id="crcn-position" tabindex="-1" class="gf-small gf-muted">{ T::CompPosition.get(lang) }</h2>
                <strong>{ words::standing(page.standing, band, lang) }</strong>
                if let Some(on) = &page.on {
                    <p class="gf-small gf-muted">{ T::CompSince.with(lang, &[("date", &words::day(on, DateForm::Words, lang))]) }</p>
                }
            </div>
        </div>
    }
}

fn band_of(page: &CompetencePage, level: Level) -> Option<&str> {
    page.rungs.iter().find(|rung| rung.level == level).map(|rung| rung.band)
}

fn outcome(page: &CompetencePage, lang: Lang) -> Html {
    let outcome = &page.outcome;
    let says = match outcome.level {
        _ if outcome.blank => T::CompBlank.get(lang).to_owned(),
        Some(level) => T::CompFollows.with(lang, &[("level", &level.number().to_string())]),
        None => T::CompFollowsNone.get(lang).to_owned(),
    };
    let missing = outcome.missing.as_ref().filter(|_| !outcome.blank).map(|missing| {
        html! {
            <div>
                <p>{ T::CompMissing.with(lang, &[("level", &missing.level.number().to_string())]) }</p>
                <ul class="crcn-missing gf-small">
                    { for missing.ticks.iter().map(|tick| html! { <li key={tick.id.text()}>{ attr(&tick.text) }</li> }) }
                </ul>
            </div>
        }
    });
    html! {
        <div class="crcn-outcome">
            <h3>{ T::CompTicksSay.get(lang) }</h3>
            <p>{ says }</p>
            { missing }
            if outcome.missing.is_none() { <p>{ T::CompAll.get(lang) }</p> }
            if outcome.beyond > 0 { <p class="gf-small gf-muted">{ T::CompBeyond.count(lang, size(outcome.beyond)) }</p> }
        </div>
    }
}

fn choices(page: &CompetencePage, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let (levels, plain): (Vec<_>, Vec<_>) =
        page.choices.iter().partition(|choice| matches!(choice.choice, Choice::Level(_)));
    let open = levels.iter().any(|choice| choice.chosen);
    html! {
        <fieldset class="crcn-options gf-noprint">
            <legend class="crcn-legend">{ T::CompChoice.get(lang) }</legend>
            { for plain.into_iter().map(|choice| radio(choice, page, scene)) }
            <details class="crcn-fold" {open}>
                <summary>{ T::CompOther.get(lang) }</summary>
                { for levels.into_iter().map(|choice| radio(choice, page, scene)) }
            </details>
            { for page.gap.map(|gap| notice(Tone::Info, &gap_text(gap, lang))) }
        </fieldset>
    }
}

fn radio(choice: &LevelChoice, page: &CompetencePage, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let (name, label, hint) = match choice.choice {
        Choice::ByTicks => {
            let now = words::standing(choice.says, None, lang);
            (
                "ticks".to_owned(),
                T::CompByTicks.get(lang).into(),
                Some(T::CompByTicksIs.with(lang, &[("standing", &now)])),
            )
        }
        Choice::NotWorked => ("not-worked".to_owned(), T::CompNotWorked.get(lang).into(), None),
        Choice::NotPlaced => ("not-placed".to_owned(), T::CompNotPlaced.get(lang).into(), None),
        Choice::Level(level) => {
            let number = level.number().to_string();
            let band = choice.band.unwrap_or_default();
            let label = T::LevelBand.with(lang, &[("level", &number), ("band", band)]);
            (number, AttrValue::from(label), None)
        }
    };
    let hint = hint.map(AttrValue::from);
    html! {
        <Radio key={name.clone()} id={["crcn-choice-", &name].concat()} group="crcn-choice" {label} {hint}
            checked={choice.chosen} disabled={page.read_only} onchange={scene.go(Msg::Choose(choice.choice))} />
    }
}

fn actions(page: &CompetencePage, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let label = match page.validation.validity {
        Validity::First | Validity::Change => T::CompValidate,
        Validity::Confirmation => T::CompConfirm,
    };
    let disabled = page.validation.blocked.map(|blocked| {
        AttrValue::from(match blocked {
            Blocked::ReadOnly => T::CompBlockedReadOnly.get(lang),
            Blocked::Unreadable => T::CompUnreadable.get(lang),
            Blocked::Silent => T::CompBlockedSilent.get(lang),
        })
    });
    html! {
        <div class="crcn-actions gf-noprint">
            <Button kind={ButtonKind::Primary} label={label.get(lang)} name="validate" disabled={disabled.clone()}
                onclick={scene.send.reform(|()| Input::Validate)} />
            if let Some(why) = disabled { <p class="gf-small gf-muted">{ why }</p> }
            if page.drafted {
                <Button kind={ButtonKind::Quiet} label={T::CompDiscard.get(lang)} onclick={scene.go(Msg::Discard)} />
            }
        </div>
    }
}

fn gap_text(gap: Gap, lang: Lang) -> String {
    let number = |level: Level| level.number().to_string();
    match gap {
        Gap::Above { placed, shown: None } => T::CompGapAbove.with(lang, &[("placed", &number(placed))]),
        Gap::Above { placed, shown: Some(shown) } | Gap::Below { placed, shown } => {
            T::CompGapBelow.with(lang, &[("placed", &number(placed)), ("shown", &number(shown))])
        }
        Gap::Unsaid { shown } => T::CompGapUnsaid.with(lang, &[("shown", &number(shown))]),
        Gap::NotWorkedButTicked => T::CompGapNotWorked.get(lang).to_owned(),
    }
}

/// The words of what the history says, with its band where the page has it.
pub(super) fn said(page: &CompetencePage, standing: Standing, lang: Lang) -> String {
    words::standing(standing, standing.level().and_then(|level| band_of(page, level)), lang)
}

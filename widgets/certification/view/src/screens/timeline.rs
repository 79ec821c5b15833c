//! The steps along the weeks: a line a step, from what it waits for to its day; breaks as bands.

use greffon_certification_model::app::{Card, Model, Msg, Open};
use greffon_certification_model::calendar::{Break, SchoolCalendar};
use greffon_certification_model::day::Day;
use greffon_certification_model::plan::State;
use greffon_kit::dates::DateForm;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use yew::prelude::*;

use crate::parts::Scene;
use crate::text::T;
use crate::words;

/// Width of a picture, in its own units.
const WIDTH: i32 = 1000;
/// Longest time that is shown, in days.
const LONGEST: i32 = 400;

struct Scale {
    from: Day,
    days: i32,
}

impl Scale {
    fn at(&self, day: Day) -> i32 {
        ((day.0 - self.from.0) * WIDTH / self.days).clamp(0, WIDTH)
    }
}

pub(super) fn view(model: &Model, scene: &Scene<'_>) -> Html {
    let cards: Vec<Card<'_>> =
        model.cards().into_iter().filter(|card| card.step.due.is_some()).take(300).collect();
    let days = cards.iter().filter_map(|card| card.step.due);
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else {
        return html! { <p class="cert-empty">{ scene.t(T::ListNone) }</p> };
    };
    let from = first.min(model.today).monday();
    let scale = Scale { from, days: (last.0 - from.0 + 7).clamp(14, LONGEST) };
    let until = from.plus(scale.days);
    let span = T::TimelineSpan.with(
        scene.lang,
        &[
            ("from", &words::day(from, DateForm::Words, scene.lang)),
            ("to", &words::day(until, DateForm::Words, scene.lang)),
            ("today", &words::day(model.today, DateForm::Words, scene.lang)),
        ],
    );
    html! {
        <div class="cert-timeline">
            <p class="gf-small gf-muted">{ span }</p>
            <ol>{ for cards.iter().map(|card| row(card, &scale, model, scene)) }</ol>
        </div>
    }
}

fn row(card: &Card<'_>, scale: &Scale, model: &Model, scene: &Scene<'_>) -> Html {
    let Some(due) = card.step.due else { return Html::default() };
    let steps = &model.record.steps;
    let begin = card.step.after.iter().filter_map(|id| steps.get(id)).filter_map(|step| step.due).max();
    let begin = begin.unwrap_or(due.plus(-7)).min(due);
    let (x, end) = (scale.at(begin), scale.at(due));
    let tone = match (card.step.state, card.late) {
        (State::Done, _) => "cert-line--done",
        (_, true) => "cert-line--late",
        _ => "",
    };
    let id = card.id.to_owned();
    html! {
        <li key={id.clone()}>
            <button type="button" class="cert-link" onclick={scene.go(Msg::Open(Open::Step(id)))}>{ card.step.title.clone() }</button>
            <svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                { for bands(&model.record.calendar, scale) }
                { for (0..=scale.days / 7).map(|week| {
                    let x = scale.at(scale.from.plus(week * 7)).to_string();
                    html! { <line key={week} class="cert-week" x1={x.clone()} x2={x} y1="0" y2="20" /> }
                }) }
                <line class="cert-today" x1={scale.at(model.today).to_string()} x2={scale.at(model.today).to_string()} y1="0" y2="20" />
                <rect class={classes!("cert-line", tone)} x={x.to_string()} y="7" width={(end - x).max(4).to_string()} height="6" />
                <rect class={classes!("cert-line", tone)} x={(end - 4).max(0).to_string()} y="3" width="8" height="14" />
            </svg>
            <span class="cert-timeline__day">
                { words::day(due, DateForm::Figures, scene.lang) }
                <span class="gf-hidden">{ ", " }{ scene.t(words::state(card.step.state)) }</span>
            </span>
        </li>
    }
}

fn bands<'a>(calendar: &'a SchoolCalendar, scale: &'a Scale) -> impl Iterator<Item = Html> + 'a {
    let until = scale.from.plus(scale.days);
    let mine = move |one: &&Break| {
        (one.zones == "ABC" || one.zones == calendar.zone.id()) && one.back > scale.from && one.from < until
    };
    calendar.breaks.iter().filter(mine).map(move |one| {
        let (x, end) = (scale.at(one.from), scale.at(one.back));
        html! { <rect key={one.from.0} class="cert-break" x={x.to_string()} y="0" width={(end - x).to_string()} height="20" /> }
    })
}

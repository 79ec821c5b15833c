//! To report something in three taps: what, where, send.

use greffon_certification_model::app::{Model, Msg, places};
use greffon_certification_model::desk::problem::Problem;
use greffon_certification_model::desk::report::Place;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{ButtonKind, Tone};
use yew::prelude::*;

use super::{form, photos};
use crate::parts::{Scene, notice, title};
use crate::text::T;
use crate::words;

/// What a pupil is asked: kinds that can be seen without knowing how a network is made.
const SIMPLE: [Problem; 8] = [
    Problem::Power,
    Problem::Screen,
    Problem::Keyboard,
    Problem::Sound,
    Problem::Network,
    Problem::Filtering,
    Problem::Image,
    Problem::Other,
];

pub(super) fn view(model: &Model, scene: &Scene<'_>) -> Html {
    let body = if model.can_report() {
        steps(model, scene)
    } else {
        notice(Tone::Info, scene.t(T::ReportNot).into())
    };
    html! { <>
        { title(scene.t(T::ReportTitle), Html::default(), Html::default()) }
        { body }
    </> }
}

fn steps(model: &Model, scene: &Scene<'_>) -> Html {
    let draft = &model.draft;
    let asks = match (draft.problem, &draft.place) {
        (None, _) => T::ReportWhat,
        (Some(_), None) => T::ReportWhere,
        (Some(_), Some(_)) => T::ReportSend,
    };
    let number = 1 + usize::from(draft.problem.is_some()) + usize::from(draft.place.is_some());
    let step = T::ReportStep.with(scene.lang, &[("n", &number.to_string())]);
    html! { <>
        if let Some((to, joined)) = draft.sent {
            { notice(Tone::Ok, html! { <p>{ words::say(&said(to, joined), scene.lang) }</p> }) }
        }
        <section class="cert-report" aria-labelledby="cert-report">
            <p class="gf-small gf-muted">{ step }</p>
            <h2 id="cert-report" tabindex="-1">{ scene.t(asks) }</h2>
            { match (draft.problem, &draft.place) {
                (None, _) => what(model, scene),
                (Some(_), None) => where_(model, scene),
                (Some(problem), Some(place)) => send(problem, place, model, scene),
            } }
            if draft.problem.is_some() { { scene.button(ButtonKind::Quiet, T::ReportBack, Msg::ReportBack) } }
        </section>
    </> }
}

const fn said(
    to: greffon_certification_model::function::Function,
    joined: bool,
) -> greffon_certification_model::app::Say {
    use greffon_certification_model::app::Say;
    if joined { Say::Joined(to) } else { Say::Reported(to) }
}

fn what(model: &Model, scene: &Scene<'_>) -> Html {
    let all = if model.rights.is_staff() { &Problem::ALL[..] } else { &SIMPLE[..] };
    html! {
        <ul class="cert-taps">
            { for all.iter().map(|problem| html! {
                <li key={problem.id()}>
                    <button type="button" class="cert-tap" onclick={scene.go(Msg::ReportProblem(*problem))}>{ scene.t(words::problem(*problem)) }</button>
                </li>
            }) }
        </ul>
    }
}

fn where_(model: &Model, scene: &Scene<'_>) -> Html {
    let tap = |place: Place, words: &str| {
        let key = place.id();
        let onclick: Callback<MouseEvent> = scene.go(Msg::ReportPlace(place));
        html! { <li {key}><button type="button" class="cert-tap" {onclick}>{ words.to_owned() }</button></li> }
    };
    html! { <>
        { for places(&model.record).into_iter().map(|room| {
            let name = if room.room.is_empty() { scene.t(T::NoRoom) } else { room.name };
            html! {
                <section key={room.room.to_owned()}>
                    <h3>{ name.to_owned() }</h3>
                    <ul class="cert-taps cert-taps--seats">
                        { for room.machines.iter().map(|(id, _, name)| tap(Place::Machine((*id).to_owned()), name)) }
                        if !room.room.is_empty() { { tap(Place::Room(room.room.to_owned()), scene.t(T::ReportWholeRoom)) } }
                    </ul>
                </section>
            }
        }) }
        <ul class="cert-taps">{ tap(Place::School, scene.t(T::ReportElsewhere)) }</ul>
    </> }
}

fn send(problem: Problem, place: &Place, model: &Model, scene: &Scene<'_>) -> Html {
    let what =
        [scene.t(words::problem(problem)), " – ", &words::place(place, &model.record, scene.lang)].concat();
    html! {
        <div class="gf-stack">
            <p><strong>{ what }</strong></p>
            { for model.form.as_ref().map(|open| form::fields(open, model, scene)) }
            { photos::of_draft(model, scene) }
            { scene.button(ButtonKind::Primary, T::ReportDo, Msg::Submit) }
        </div>
    }
}

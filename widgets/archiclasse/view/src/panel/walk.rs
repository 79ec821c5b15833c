//! A wheelchair's reach as words: how far it gets, and what it does not get to, each with the reason.

use std::rc::Rc;

use greffon_archiclasse_model::app::Msg;
use greffon_archiclasse_plan::length::metres;
use greffon_archiclasse_plan::{Id, Kind, Plan, Ref};
use greffon_archiclasse_rules::reach::{Lost, Place, Why};
use greffon_archiclasse_rules::survey::OPEN;
use greffon_kit::html;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::ui::Check;
use yew::prelude::*;

use crate::screens::{Scene, walker};
use crate::text::L;
use crate::walk::Walked;
use crate::widget::Input;
use crate::words;

pub(super) fn view(scene: &Scene<'_>, plan: &Rc<Plan>) -> Html {
    let lang = scene.lang;
    let on = scene.panes.walk;
    html! {
        <section class="arc-walk" aria-label={L::WalkTitle.get(lang)}>
            <Check
                id="arc-walk" label={L::WalkTitle.get(lang)} hint={L::WalkHint.get(lang)} checked={on}
                onchange={scene.pane(|panes, on| panes.walk = on)}
            />
            if on {
                {
                    walker(
                        plan, scene.catalogue, selected(scene), scene.walked, &scene.send.reform(Input::Walked),
                        lang, &scene.send.reform(|()| Input::Arrived),
                    )
                }
                <div>
                    <p class="arc-legend"><span class="arc-legend__floor" aria-hidden="true" />{ L::WalkFloor.get(lang) }</p>
                    <p class="arc-legend"><span class="arc-legend__turning" aria-hidden="true" />{ L::WalkTurning.get(lang) }</p>
                </div>
                // Always there: a screen reader tells what changes inside.
                <div role="status">{ for scene.walked.map(|walked| summary(walked, lang)) }</div>
                { for scene.walked.filter(|walked| !walked.lost.is_empty()).map(|walked| list(scene, plan, walked)) }
            }
        </section>
    }
}

/// The only selected object, where it is a piece.
fn selected(scene: &Scene<'_>) -> Option<Id> {
    match scene.model.selection().as_slice() {
        [name] if name.kind == Kind::Piece => Some(name.id),
        _ => None,
    }
}

/// The way to the selected piece, in words.
fn goal(walked: &Walked, lang: Lang) -> Option<Html> {
    let goal = walked.goal.as_ref()?;
    let m = |length: i32| metres(length, words::mark(lang));
    // To the centimetre: cells say no more.
    let (length, width) = (m(goal.length / 10 * 10), goal.narrowest.1);
    let text = if width >= OPEN {
        L::WalkGoalOpen.with(lang, &[("length", &length)])
    } else {
        L::WalkGoal.with(lang, &[("length", &length), ("width", &m(width))])
    };
    Some(html! { <p>{ text }</p> })
}

fn summary(walked: &Walked, lang: Lang) -> Html {
    let way = metres(walked.way, words::mark(lang));
    let count = words::size(walked.lost.len());
    let text = match (walked.places, count) {
        (0, _) => L::WalkNothing.get(lang).to_owned(),
        (_, 0) => L::WalkAll.with(lang, &[("way", &way)]),
        (places, count) => {
            L::WalkLost.count_with(lang, count, &[("places", &places.to_string()), ("way", &way)])
        }
    };
    html! { <><p>{ text }</p>{ for goal(walked, lang) }</> }
}

fn list(scene: &Scene<'_>, plan: &Plan, walked: &Walked) -> Html {
    let lang = scene.lang;
    let lines = walked.lost.iter().enumerate().map(|(at, lost)| {
        let text = [name(scene, plan, lost).as_str(), &why(lost.why, walked.way, lang)].concat();
        let object = match &lost.what {
            Place::Zone(id) => Some(Ref::new(Kind::Zone, *id)),
            Place::Piece(id) => Some(Ref::new(Kind::Piece, *id)),
            Place::Room(_) => None,
        };
        html! {
            <li key={at}>
                if object.is_some() {
                    <button
                        type="button" class="arc-line"
                        onclick={scene.go(Msg::Select { name: object, beside: false })}
                    >
                        { text }
                    </button>
                } else {
                    <p>{ text }</p>
                }
            </li>
        }
    });
    html! { <ul class="arc-lines arc-lost">{ for lines }</ul> }
}

fn name(scene: &Scene<'_>, plan: &Plan, lost: &Lost) -> String {
    match &lost.what {
        Place::Room(name) if name.is_empty() => L::WalkRoom.get(scene.lang).to_owned(),
        Place::Room(name) => name.clone(),
        Place::Zone(id) => words::object(plan, scene.catalogue, Ref::new(Kind::Zone, *id), scene.lang),
        Place::Piece(id) => words::object(plan, scene.catalogue, Ref::new(Kind::Piece, *id), scene.lang),
    }
}

/// The reason, after a colon.
fn why(why: Why, way: i32, lang: Lang) -> String {
    let m = |length: i32| metres(length, words::mark(lang));
    match why {
        Why::NoDoor => L::WalkNoDoor.get(lang).to_owned(),
        Why::NoWay => L::WalkNoWay.get(lang).to_owned(),
        Why::Narrow(width, _) => L::WalkNarrow.with(lang, &[("width", &m(width)), ("way", &m(way))]),
        Why::NoTurning(circle) => L::WalkNoTurning.with(lang, &[("circle", &m(circle))]),
    }
}

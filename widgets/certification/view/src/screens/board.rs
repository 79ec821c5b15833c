//! The board: columns by state. Cards are dragged, carried by keyboard, or moved from their sheet.

use greffon_certification_model::app::{Card, Column, Direction, Lane, Model, Msg, Open};
use greffon_certification_model::function::Function;
use greffon_certification_model::plan::State;
use greffon_certification_model::stored::Kind;
use greffon_kit::dates::DateForm;
use greffon_kit::html;
use greffon_kit::ui::{ButtonKind, Nav, NavItem, Picture};
use web_sys::DragEvent;
use yew::prelude::*;

use super::plan::owner;
use crate::parts::{Scene, pill};
use crate::text::T;
use crate::words;

/// Most cards that a column shows at once: the others wait behind the filters.
const MOST: usize = 30;

pub(super) fn view(model: &Model, scene: &Scene<'_>) -> Html {
    let lanes = model.board();
    let may = model.rights.may_change(Kind::Step);
    let items: Vec<NavItem> = State::ALL
        .into_iter()
        .map(|state| NavItem { label: scene.a(words::state(state)), current: state == model.column })
        .collect();
    let onchoose = scene.on(|place: usize| State::ALL.get(place).copied().map_or(Msg::Tick, Msg::Column));
    html! { <>
        <div class="cert-narrow"><Nav label={scene.a(T::BoardColumns)} {items} {onchoose} /></div>
        { for lanes.iter().map(|lane| self::lane(lane, model, may, scene)) }
    </> }
}

fn lane(lane: &Lane<'_>, model: &Model, may: bool, scene: &Scene<'_>) -> Html {
    let key = lane.owner.map_or("all", Function::id);
    html! {
        <section {key} class="cert-lane">
            if model.filter.lanes { <h2>{ owner(lane.owner, scene) }</h2> }
            <div class="cert-board">{ for lane.columns.iter().map(|column| self::column(column, key, model, may, scene)) }</div>
        </section>
    }
}

fn column(column: &Column<'_>, lane: &str, model: &Model, may: bool, scene: &Scene<'_>) -> Html {
    let state = column.state;
    let id = ["cert-col-", lane, "-", state.id()].concat();
    let drop = may.then(|| dropped(state, None, scene));
    let carried = model.lifted.as_ref().filter(|lifted| lifted.state == state);
    let hidden = column.cards.len().saturating_sub(MOST);
    let words = html! { <>{ scene.t(words::state(state)) }{ " " }<span class="cert-count">{ column.cards.len() }</span></> };
    // Below the name of its lane, where there are lanes.
    let name = if model.filter.lanes {
        html! { <h3 class="cert-column__name" id={id.clone()}>{ words }</h3> }
    } else {
        html! { <h2 class="cert-column__name" id={id.clone()}>{ words }</h2> }
    };
    html! {
        <section key={state.id()} class="cert-column" data-shown={(state == model.column).to_string()}
            aria-labelledby={id} ondragover={over} ondrop={drop}>
            { name }
            <ul>
                { for column.cards.iter().take(MOST).map(|card| html! { <>
                    if carried.is_some_and(|lifted| lifted.before.as_deref() == Some(card.id)) { <li class="cert-gap" aria-hidden="true"></li> }
                    { self::card(card, model, may, scene) }
                </> }) }
                if carried.is_some_and(|lifted| lifted.before.is_none()) { <li class="cert-gap" aria-hidden="true"></li> }
            </ul>
            if hidden > 0 { <p class="gf-small gf-muted">{ scene.n(T::BoardMore, hidden) }</p> }
            if column.cards.is_empty() && carried.is_none() { <p class="gf-small gf-muted cert-column__empty">{ scene.t(T::BoardNone) }</p> }
        </section>
    }
}

fn card(card: &Card<'_>, model: &Model, may: bool, scene: &Scene<'_>) -> Html {
    let (id, step) = (card.id.to_owned(), card.step);
    let lifted = model.lifted.as_ref().is_some_and(|lifted| lifted.id == card.id);
    let (ticked, ticks) = step.ticked();
    let dragged = {
        let id = id.clone();
        Callback::from(move |event: DragEvent| {
            if let Some(data) = event.data_transfer() {
                // A browser that refuses it drags nothing, and the card stays.
                let _ = data.set_data("text/plain", &id);
                data.set_effect_allowed("move");
            }
        })
    };
    let drop = may.then(|| dropped(step.state, Some(id.clone()), scene));
    html! {
        <li key={id.clone()} class={classes!("cert-card", lifted.then_some("cert-card--lifted"))} data-card={id.clone()}
            draggable={may.then_some("true")} ondragstart={may.then_some(dragged)} ondragover={over} ondrop={drop}>
            <button type="button" class="cert-card__title" onclick={scene.go(Msg::Open(Open::Step(id.clone())))}>{ step.title.clone() }</button>
            if may { { handle(&id, &step.title, lifted, scene) } }
            <p class="cert-card__facts">
                <span>{ owner(step.owner, scene) }</span>
                if let Some(due) = step.due {
                    if card.late {
                        { pill("cert-bad", Picture::Warning, &late_since(&words::day(due, DateForm::Figures, scene.lang), scene)) }
                    } else {
                        <span>{ words::day(due, DateForm::Figures, scene.lang) }</span>
                    }
                }
                if ticks > 0 { <span>{ [&ticked.to_string(), "/", &ticks.to_string()].concat() }<span class="gf-hidden">{ " " }{ scene.t(T::CardTicks) }</span></span> }
                if card.waits > 0 && step.state != State::Done { <span>{ scene.n(T::CardWaits, card.waits) }</span> }
            </p>
            if lifted { { carry(scene) } }
        </li>
    }
}

fn late_since(day: &str, scene: &Scene<'_>) -> String {
    greffon_kit::i18n::Text::with(T::CardLate, scene.lang, &[("day", day)])
}

/// Lifts the card, or puts it down; arrows carry it, Escape puts it back.
fn handle(id: &str, title: &str, lifted: bool, scene: &Scene<'_>) -> Html {
    let toggle: Callback<MouseEvent> = scene.go(Msg::Lift(id.to_owned()));
    let onkeydown = {
        let send = scene.send.clone();
        Callback::from(move |event: KeyboardEvent| {
            let msg = match event.key().as_str() {
                "ArrowUp" => Msg::Carry(Direction::Up),
                "ArrowDown" => Msg::Carry(Direction::Down),
                "ArrowLeft" => Msg::Carry(Direction::Left),
                "ArrowRight" => Msg::Carry(Direction::Right),
                "Escape" => Msg::PutBack,
                _ => return,
            };
            if lifted {
                event.prevent_default();
                send.emit(crate::widget::Input::Do(msg));
            }
        })
    };
    let label = [scene.t(T::CardMove), " ", title].concat();
    html! {
        <button type="button" class="cert-handle gf-noprint" data-handle={id.to_owned()} aria-pressed={lifted.to_string()}
            aria-label={label} onclick={toggle} {onkeydown}>
            <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M9 6v.1M15 6v.1M9 12v.1M15 12v.1M9 18v.1M15 18v.1" /></svg>
        </button>
    }
}

/// For fingers: the same moves as buttons.
fn carry(scene: &Scene<'_>) -> Html {
    let way = |label: T, direction| scene.button(ButtonKind::Plain, label, Msg::Carry(direction));
    html! {
        <div class="cert-carry">
            { way(T::CarryLeft, Direction::Left) }{ way(T::CarryRight, Direction::Right) }
            { way(T::CarryUp, Direction::Up) }{ way(T::CarryDown, Direction::Down) }
            { scene.button(ButtonKind::Quiet, T::CarryBack, Msg::PutBack) }
        </div>
    }
}

/// Says that something can be dropped here.
fn over(event: DragEvent) {
    event.prevent_default();
}

fn dropped(to: State, before: Option<String>, scene: &Scene<'_>) -> Callback<DragEvent> {
    let send = scene.send.clone();
    Callback::from(move |event: DragEvent| {
        event.prevent_default();
        // Dropped on a card, it is not dropped on the column too.
        event.stop_propagation();
        let id = event.data_transfer().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if !id.is_empty() {
            send.emit(crate::widget::Input::Do(Msg::Move { id, to, before: before.clone() }));
        }
    })
}

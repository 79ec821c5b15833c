//! Rooms and their computers: each a seat with a shape for its state, and the whole in a sentence.

use greffon_certification_model::app::{FormKind, Model, Msg, Open, places};
use greffon_certification_model::files::computers::HOW;
use greffon_certification_model::machine::{Aspect, Readiness, State};
use greffon_certification_model::stored::Kind;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{ButtonKind, Picture};
use yew::prelude::*;

use crate::parts::{Scene, pill, press, size, title};
use crate::text::T;
use crate::widget::Input;
use crate::words;

pub(super) fn view(model: &Model, scene: &Scene<'_>) -> Html {
    if let Some(import) = &model.import {
        return super::import::view(import, scene);
    }
    let may = model.rights.may_change(Kind::Machine);
    let picks = may && scene.session.may("file:pick");
    let capacity = model.record.capacity(&model.readiness, model.today);
    let tools = html! { <>
        if may { { scene.button(ButtonKind::Primary, T::RoomAdd, Msg::Form(FormKind::Room)) } }
        if picks {
            { press(ButtonKind::Plain, None, scene.a(T::ImportPick), None, scene.send.reform(|()| Input::PickComputers(HOW))) }
        }
        { super::diagnostic::button(model, scene) }
        { scene.print() }
    </> };
    let lead = T::HomeSeats.count_with(scene.lang, capacity.ready, &[("total", &capacity.seats.to_string())]);
    html! { <>
        { title(scene.t(T::TabComputers), html! { <p class="gf-lead gf-muted">{ lead }</p> }, tools) }
        if capacity.candidates > 0 { <p>{ needed(&capacity, scene) }</p> }
        if model.record.rooms.is_empty() { <p class="cert-empty">{ scene.t(T::RoomsEmpty) }</p> }
        { for places(&model.record).iter().map(|room| {
            let readiness: Vec<(&str, &str, &Readiness)> =
                room.machines.iter().filter_map(|(id, _, name)| Some((*id, *name, of(model, id)?))).collect();
            let ready = readiness.iter().filter(|(_, _, found)| **found == Readiness::Ready).count();
            let name = if room.room.is_empty() { scene.t(T::NoRoom) } else { room.name };
            let id = ["cert-room-", room.room].concat();
            let count = T::HomeSeats.count_with(scene.lang, u32::try_from(ready).unwrap_or(0), &[("total", &readiness.len().to_string())]);
            html! {
                <section key={room.room.to_owned()} class="cert-room" aria-labelledby={id.clone()}>
                    <div class="cert-room__head">
                        <h2 {id}>{ name.to_owned() }{ " " }<span class="gf-small gf-muted">{ count }</span></h2>
                        if may && !room.room.is_empty() && !readiness.is_empty() {
                            { scene.quiet(T::RoomCheck, name, Msg::CheckRoom(room.room.to_owned())) }
                        }
                    </div>
                    <ul class="cert-seats">
                        { for readiness.into_iter().map(|(id, name, found)| seat(id, name, found, scene)) }
                    </ul>
                </section>
            }
        }) }
        if picks { <p class="gf-small gf-muted gf-noprint">{ scene.t(T::ImportHint) }</p> }
    </> }
}

fn needed(capacity: &greffon_certification_model::capacity::Capacity, scene: &Scene<'_>) -> String {
    match capacity.sessions {
        None => scene.n(T::HomeNoSeat, size(capacity.candidates)),
        Some(sessions) => T::HomeNeeded.count_with(
            scene.lang,
            sessions,
            &[("candidates", &capacity.candidates.to_string()), ("usable", &capacity.usable.to_string())],
        ),
    }
}

/// The readiness of a computer, which stands at its place on the shelf.
pub(super) fn of<'m>(model: &'m Model, id: &str) -> Option<&'m Readiness> {
    model.readiness.get(model.record.machines.position(id)?)
}

fn seat(id: &str, name: &str, found: &Readiness, scene: &Scene<'_>) -> Html {
    let (tone, picture) = look(found);
    let words = self::words(found, scene);
    html! {
        <li key={id.to_owned()}>
            <button type="button" class={classes!("cert-seat", tone)} onclick={scene.go(Msg::Open(Open::Machine(id.to_owned())))}>
                <greffon_kit::ui::Icon {picture} />
                <span class="cert-seat__name">{ name.to_owned() }</span>
                <span class="cert-seat__state">{ words }</span>
            </button>
        </li>
    }
}

const fn look(found: &Readiness) -> (&'static str, Picture) {
    match found {
        Readiness::Ready => ("cert-ok", Picture::Check),
        Readiness::ToCheck(_) => ("cert-warn", Picture::Eye),
        Readiness::Problem(_) => ("cert-bad", Picture::Warning),
        Readiness::Ticket(_) => ("cert-bad", Picture::Clock),
        Readiness::Declared(_) => ("cert-quiet", Picture::Close),
    }
}

/// Whether a candidate can sit there, and if not, why.
pub(super) fn words(found: &Readiness, scene: &Scene<'_>) -> String {
    let names = |aspects: &[Aspect]| {
        aspects.iter().map(|aspect| scene.t(words::aspect(*aspect))).collect::<Vec<_>>().join(", ")
    };
    match found {
        Readiness::Ready => scene.t(T::SeatReady).to_owned(),
        Readiness::ToCheck(aspects) if aspects.len() == Aspect::ALL.len() => {
            scene.t(T::SeatToCheck).to_owned()
        }
        Readiness::ToCheck(aspects) => T::SeatToCheckIn.with(scene.lang, &[("what", &names(aspects))]),
        Readiness::Problem(aspects) => T::SeatProblem.with(scene.lang, &[("what", &names(aspects))]),
        Readiness::Ticket(count) => scene.n(T::SeatTicket, *count),
        Readiness::Declared(State::InService) => String::new(),
        Readiness::Declared(state) => scene.t(words::declared(*state)).to_owned(),
    }
}

/// The same as a pill.
pub(super) fn state(found: &Readiness, scene: &Scene<'_>) -> Html {
    let (tone, picture) = look(found);
    pill(tone, picture, &words(found, scene))
}

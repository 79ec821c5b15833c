//! One computer: what was checked, what is open about it.

use greffon_certification_model::app::{FormKind, Model, Msg, Open};
use greffon_certification_model::desk::ticket::Ticket;
use greffon_certification_model::machine::{Aspect, Machine};
use greffon_certification_model::record::Record;
use greffon_certification_model::stored::Kind;
use greffon_kit::dates::DateForm;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{ButtonKind, Picture};
use yew::prelude::*;

use super::{Sheet, computers, desk};
use crate::parts::{Scene, pill};
use crate::text::T;
use crate::words;

pub(super) fn view(id: &str, model: &Model, scene: &Scene<'_>) -> Option<Sheet> {
    let machine = model.record.machines.get(id)?;
    let may = model.rights.may_change(Kind::Machine);
    let room = model.record.rooms.get(&machine.room).map(|room| room.name.clone()).unwrap_or_default();
    let here: Vec<&Ticket> = model
        .tickets
        .iter()
        .filter(|ticket| ticket.status.is_open() && Record::touches(ticket, id, machine))
        .collect();
    let body = html! {
        <div class="gf-stack">
            <p>
                { for computers::of(model, id).map(|found| computers::state(found, scene)) }
                { " " }<span class="gf-muted">{ room }{ ", " }{ scene.t(T::Seat) }{ " " }{ machine.seat }</span>
                if !machine.inventory.is_empty() { <span class="gf-muted">{ ", " }{ machine.inventory.clone() }</span> }
            </p>
            { super::diagnostic::last(machine, scene) }
            <ul class="cert-checks">{ for Aspect::ALL.into_iter().map(|aspect| check(id, machine, aspect, may, model, scene)) }</ul>
            if !here.is_empty() { <section>
                <h3>{ scene.t(T::MachineTickets) }</h3>
                <ul class="cert-after">
                    { for here.iter().map(|ticket| html! {
                        <li key={ticket.id.clone()}>
                            <button type="button" class="cert-link" onclick={scene.go(Msg::Open(Open::Ticket(ticket.id.clone())))}>
                                { desk::name(ticket, model, scene) }
                            </button>
                            { desk::state(ticket, model, scene) }
                        </li>
                    }) }
                </ul>
            </section> }
        </div>
    };
    let actions = html! {
        if may { <>
            { scene.button(ButtonKind::Plain, T::MachineEdit, Msg::Form(FormKind::Machine(id.to_owned()))) }
            { scene.button(ButtonKind::Quiet, T::MachineRemove, Msg::RemoveMachine(id.to_owned())) }
        </> }
    };
    Some(Sheet { title: machine.name.clone(), body, actions })
}

fn check(id: &str, machine: &Machine, aspect: Aspect, may: bool, model: &Model, scene: &Scene<'_>) -> Html {
    let name = scene.t(words::aspect(aspect));
    let found = machine.check(aspect, model.today);
    let state = match found {
        None => pill("cert-warn", Picture::Eye, scene.t(T::SeatToCheck)),
        Some(check) if check.ok => pill("cert-ok", Picture::Check, scene.t(T::CheckOk)),
        Some(_) => pill("cert-bad", Picture::Warning, scene.t(T::CheckBad)),
    };
    let when = found.map(|check| {
        T::CheckOn.with(scene.lang, &[("day", &words::day(check.on, DateForm::Figures, scene.lang))])
    });
    let look = |ok| Msg::Check { machine: id.to_owned(), aspect, ok };
    html! {
        <li key={aspect.id()}>
            <span><strong>{ name }</strong>{ " " }{ state }{ " " }<span class="gf-small gf-muted">{ when }</span>
                { for found.filter(|check| !check.note.is_empty()).map(|check| html! { <span class="gf-small">{ " – " }{ check.note.clone() }</span> }) }</span>
            if may {
                <span class="cert-row">{ scene.quiet(T::CheckSetOk, name, look(true)) }{ scene.quiet(T::CheckSetBad, name, look(false)) }</span>
            }
        </li>
    }
}

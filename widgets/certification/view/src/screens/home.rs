//! "Where we are": what this person does next, then the whole.

use greffon_certification_model::app::{DeskFilter, FormKind, Model, Msg, Screen};
use greffon_certification_model::directory::Missing;
use greffon_certification_model::plan::{Progress, progress};
use greffon_certification_model::stored::Kind;
use greffon_kit::dates::DateForm;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::ButtonKind;
use yew::prelude::*;

use crate::parts::{Scene, size, title};
use crate::text::T;
use crate::words;

pub(super) fn view(model: &Model, scene: &Scene<'_>) -> Html {
    html! { <>
        { title(scene.t(T::HomeTitle), lead(model, scene), Html::default()) }
        { next(model, scene) }
        <div class="cert-parts">
            { sessions(model, scene) }
            { computers(model, scene) }
            { tickets(model, scene) }
            { team(model, scene) }
        </div>
    </> }
}

fn lead(model: &Model, scene: &Scene<'_>) -> Html {
    let Some((_, session)) = model.record.next_session(model.today) else {
        return html! { <p class="gf-lead gf-muted">{ scene.t(T::HomeNoSession) }</p> };
    };
    let Some(on) = session.on else { return Html::default() };
    let left = size(u32::try_from(model.record.calendar.working_days(model.today, on)).unwrap_or(0));
    let day = words::day(on, DateForm::Words, scene.lang);
    let words = T::HomeLeft.count_with(
        scene.lang,
        u32::try_from(left).unwrap_or(0),
        &[("name", &session.name), ("day", &day)],
    );
    html! { <p class="gf-lead gf-muted">{ words }</p> }
}

/// The first of these that is true.
fn next(model: &Model, scene: &Scene<'_>) -> Html {
    let leads = model.rights.leads() && model.rights.may_change(Kind::Session);
    let missing = model.missing();
    let mine = model.my_tickets();
    let my_steps = model.record.steps.iter().filter(|kept| {
        let step = &kept.item;
        step.owner.is_some_and(|owner| model.rights.is_mine(owner)) && step.is_late(model.today)
    });
    let late = my_steps.count();
    let (text, button, msg) = if leads && missing.contains(&Missing::Referent) {
        (scene.t(T::NextReferent).to_owned(), T::NextReferentDo, Msg::Go(Screen::Team))
    } else if leads && model.record.sessions.is_empty() {
        (scene.t(T::NextSession).to_owned(), T::NextSessionDo, Msg::Form(FormKind::NewSession))
    } else if leads && model.record.machines.is_empty() {
        (scene.t(T::NextRoom).to_owned(), T::NextRoomDo, Msg::Form(FormKind::Room))
    } else if mine > 0 {
        (scene.n(T::NextTickets, mine), T::NextTicketsDo, Msg::Go(Screen::Desk))
    } else if late > 0 {
        (scene.n(T::NextLate, late), T::NextLateDo, Msg::Go(Screen::Plan))
    } else if leads && !missing.is_empty() {
        (scene.n(T::NextMissing, missing.len()), T::NextMissingDo, Msg::Go(Screen::Team))
    } else {
        (scene.t(T::NextNothing).to_owned(), T::NextNothingDo, Msg::Go(Screen::Plan))
    };
    html! {
        <section class="cert-next gf-noprint" aria-labelledby="cert-next">
            <div>
                <h2 id="cert-next" class="gf-small gf-muted">{ scene.t(T::NextTitle) }</h2>
                <p class="cert-next__what">{ text }</p>
            </div>
            { scene.button(ButtonKind::Primary, button, msg) }
        </section>
    }
}

fn sessions(model: &Model, scene: &Scene<'_>) -> Html {
    let record = &model.record;
    let add = record_may(model, Kind::Session)
        .then(|| scene.button(ButtonKind::Plain, T::PlanNew, Msg::Form(FormKind::NewSession)));
    html! {
        <section class="cert-part" aria-labelledby="cert-h-sessions">
            <h2 id="cert-h-sessions">{ scene.t(T::HomeSessions) }</h2>
            if record.sessions.is_empty() { <p class="gf-muted">{ scene.t(T::HomeSessionsEmpty) }</p> }
            { for record.sessions.iter().map(|kept| {
                let steps = record.steps.iter().map(|kept| &kept.item).filter(|step| step.session == kept.id);
                let sum = progress(steps, model.today);
                let day = kept.item.on.map(|on| words::day(on, DateForm::Words, scene.lang)).unwrap_or_default();
                html! {
                    <div key={kept.id.clone()} class="cert-session">
                        <h3>{ kept.item.name.clone() }{ " " }<span class="gf-small gf-muted">{ day }</span></h3>
                        { bar(sum, scene) }
                        { scene.quiet(T::HomeSee, &kept.item.name, Msg::OfSession(Some(kept.id.clone()))) }
                    </div>
                }
            }) }
            { for add }
        </section>
    }
}

fn record_may(model: &Model, kind: Kind) -> bool {
    model.rights.may_change(kind)
}

/// How far a preparation is: a line for the eye, a sentence for all.
pub(super) fn bar(sum: Progress, scene: &Scene<'_>) -> Html {
    let width = (sum.done * 1000).checked_div(sum.total).unwrap_or(0).to_string();
    let done = T::HomeDone.count_with(
        scene.lang,
        u32::try_from(sum.done).unwrap_or(u32::MAX),
        &[("total", &sum.total.to_string())],
    );
    html! { <>
        <svg class="cert-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="cert-bar__ground" width="1000" height="10" /><rect class="cert-bar__done" width={width} height="10" />
        </svg>
        <p>{ done }{ " " }if sum.late > 0 { <strong class="cert-late">{ scene.n(T::HomeLate, sum.late) }</strong> }</p>
    </> }
}

fn computers(model: &Model, scene: &Scene<'_>) -> Html {
    let capacity = model.record.capacity(&model.readiness, model.today);
    let lang = scene.lang;
    let seats = T::HomeSeats.count_with(lang, capacity.ready, &[("total", &capacity.seats.to_string())]);
    let needed = match capacity.sessions {
        _ if capacity.candidates == 0 => scene.t(T::HomeNoCandidates).to_owned(),
        None => scene.n(T::HomeNoSeat, size(capacity.candidates)),
        Some(sessions) => {
            let values =
                [("candidates", capacity.candidates.to_string()), ("usable", capacity.usable.to_string())];
            let values = [("candidates", values[0].1.as_str()), ("usable", values[1].1.as_str())];
            T::HomeNeeded.count_with(lang, sessions, &values)
        }
    };
    html! {
        <section class="cert-part" aria-labelledby="cert-h-computers">
            <h2 id="cert-h-computers">{ scene.t(T::TabComputers) }</h2>
            <p><strong>{ seats }</strong></p>
            <p>{ needed }</p>
            { scene.quiet(T::HomeSee, scene.t(T::TabComputers), Msg::Go(Screen::Computers)) }
        </section>
    }
}

fn tickets(model: &Model, scene: &Scene<'_>) -> Html {
    let open = model.tickets.iter().filter(|ticket| ticket.status.is_open());
    let (open, overdue) = open
        .fold((0, 0), |(all, late), ticket| (all + 1, late + usize::from(ticket.is_overdue(model.today))));
    html! {
        <section class="cert-part" aria-labelledby="cert-h-desk">
            <h2 id="cert-h-desk">{ scene.t(T::TabDesk) }</h2>
            <p><strong>{ scene.n(T::HomeTickets, open) }</strong></p>
            <p>
                if overdue > 0 {
                    <span class="cert-late">{ scene.n(T::HomeOverdue, overdue) }</span>
                } else { { scene.t(T::HomeNoOverdue) } }
            </p>
            { scene.quiet(T::HomeSee, scene.t(T::TabDesk), if overdue > 0 { Msg::Desk(DeskFilter::Overdue) } else { Msg::Go(Screen::Desk) }) }
        </section>
    }
}

fn team(model: &Model, scene: &Scene<'_>) -> Html {
    let missing = model.missing();
    html! {
        <section class="cert-part" aria-labelledby="cert-h-team">
            <h2 id="cert-h-team">{ scene.t(T::TabTeam) }</h2>
            if missing.is_empty() {
                <p>{ scene.t(T::TeamComplete) }</p>
            } else {
                <p><strong>{ scene.n(T::HomeMissing, missing.len()) }</strong></p>
                <p>{ super::team::lacks(&missing[0], model, scene) }</p>
            }
            { scene.quiet(T::HomeSee, scene.t(T::TabTeam), Msg::Go(Screen::Team)) }
        </section>
    }
}

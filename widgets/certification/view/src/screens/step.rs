//! One step: where it stands, what to tick, what it waits for.

use greffon_certification_model::app::{FormKind, Model, Msg};
use greffon_certification_model::plan::{State, Step, cycle};
use greffon_certification_model::stored::Kind;
use greffon_kit::dates::DateForm;
use greffon_kit::html;
use greffon_kit::ui::{ButtonKind, Check, Picture};
use yew::prelude::*;

use super::{Sheet, list::move_to, plan::owner};
use crate::parts::{Scene, pill};
use crate::text::T;
use crate::words;

pub(super) fn view(id: &str, model: &Model, scene: &Scene<'_>) -> Option<Sheet> {
    let step = model.record.steps.get(id)?;
    let may = model.rights.may_change(Kind::Step);
    let due = step.due.map(|due| words::day(due, DateForm::Words, scene.lang)).unwrap_or_default();
    let body = html! {
        <div class="gf-stack">
            <dl class="cert-facts">
                <dt>{ scene.t(T::CardMoveTo) }</dt><dd>{ move_to(id, &step.title, step.state, model, scene) }</dd>
                <dt>{ scene.t(T::FieldOwner) }</dt><dd>{ owner(step.owner, scene) }</dd>
                <dt>{ scene.t(T::FieldDue) }</dt>
                <dd>{ due }{ " " }if step.is_late(model.today) { { pill("cert-bad", Picture::Warning, scene.t(T::ListLate)) } }</dd>
            </dl>
            if !step.note.is_empty() { <p class="cert-note">{ step.note.clone() }</p> }
            { ticks(id, step, may, scene) }
            { after(id, step, may, model, scene) }
        </div>
    };
    let actions = html! {
        if may { <>
            { scene.button(ButtonKind::Primary, T::StepEdit, Msg::Form(FormKind::Step(Some(id.to_owned())))) }
            { scene.button(ButtonKind::Quiet, T::StepRemove, Msg::RemoveStep(id.to_owned())) }
        </> }
    };
    Some(Sheet { title: step.title.clone(), body, actions })
}

fn ticks(id: &str, step: &Step, may: bool, scene: &Scene<'_>) -> Html {
    if step.ticks.is_empty() {
        return Html::default();
    }
    html! {
        <fieldset>
            <legend>{ scene.t(T::StepTicks) }</legend>
            { for step.ticks.iter().map(|tick| {
                let (step, name) = (id.to_owned(), tick.id.clone());
                let onchange = scene.on(move |done: bool| Msg::Ticked { step: step.clone(), tick: name.clone(), done });
                let key = ["cert-tick-", &tick.id].concat();
                html! { <Check key={key.clone()} id={key.clone()} label={tick.text.clone()} checked={tick.done} disabled={!may} {onchange} /> }
            }) }
        </fieldset>
    }
}

/// What it waits for; and what it may wait for, without going round in a circle.
fn after(id: &str, step: &Step, may: bool, model: &Model, scene: &Scene<'_>) -> Html {
    let steps = &model.record.steps;
    let name =
        |id: &str| steps.get(id).map_or_else(|| scene.t(T::PlaceGone).to_owned(), |step| step.title.clone());
    let free = steps.iter().filter(|kept| {
        kept.item.session == step.session
            && !step.after.contains(&kept.id)
            && cycle(steps, id, &kept.id).is_none()
    });
    let mut options = vec![(String::new(), scene.a(T::StepChoose))];
    options.extend(free.map(|kept| (kept.id.clone(), kept.item.title.clone().into())));
    let this = id.to_owned();
    let add = move |first: String| Msg::After { step: this.clone(), first, on: true };
    html! {
        <section>
            <h3>{ scene.t(T::StepAfter) }</h3>
            if step.after.is_empty() { <p class="gf-muted">{ scene.t(T::StepAfterNone) }</p> }
            <ul class="cert-after">
                { for step.after.iter().map(|first| {
                    let done = steps.get(first).is_none_or(|step| step.state == State::Done);
                    let words = scene.t(if done { T::StateDone } else { T::StepNotDone });
                    let remove = Msg::After { step: id.to_owned(), first: first.clone(), on: false };
                    html! {
                        <li key={first.clone()}>
                            <span>{ name(first) }{ " " }<span class="gf-muted gf-small">{ words }</span></span>
                            if may { { scene.quiet(T::StepAfterRemove, &name(first), remove) } }
                        </li>
                    }
                }) }
            </ul>
            if may { { scene.choose("cert-after", scene.t(T::StepAfterAdd).into(), options, "", add) } }
        </section>
    }
}

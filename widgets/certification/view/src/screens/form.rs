//! Forms: one picture for all of them.

use greffon_certification_model::app::{ActKind, Entry, Field, Form, FormKind, Model, Msg};
use greffon_certification_model::calendar::Zone;
use greffon_certification_model::desk::problem::Problem;
use greffon_certification_model::function::Function;
use greffon_certification_model::machine::State;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::i18n::kit::T as K;
use greffon_kit::ui::{ButtonKind, Check, Dialog, Field as Line, FieldKind, FieldOption};
use yew::prelude::*;

use crate::parts::Scene;
use crate::text::T;
use crate::words;

/// A form in front of the screen; closed where there is none.
pub(super) fn dialog(form: Option<&Form>, model: &Model, scene: &Scene<'_>) -> Html {
    let title = form.map(|form| scene.a(title(&form.kind))).unwrap_or_default();
    let actions = html! { <>
        { scene.button(ButtonKind::Primary, T::FormSave, Msg::Submit) }
        { scene.button(ButtonKind::Quiet, T::FormCancel, Msg::Cancel) }
    </> };
    html! {
        <Dialog id="cert-form" open={form.is_some()} {title} close={K::Close.get(scene.lang)} onclose={scene.go(Msg::Cancel)} {actions}>
            if let Some(form) = form { { fields(form, model, scene) } }
        </Dialog>
    }
}

/// The questions of a form.
pub(super) fn fields(form: &Form, model: &Model, scene: &Scene<'_>) -> Html {
    // Enter in a line sends, as everywhere.
    let onkeydown = {
        let send = scene.go(Msg::Submit);
        Callback::from(move |event: KeyboardEvent| {
            let in_line = event
                .target_dyn_into::<web_sys::HtmlInputElement>()
                .is_some_and(|it| it.type_() != "checkbox");
            if event.key() == "Enter" && in_line {
                event.prevent_default();
                send.emit(());
            }
        })
    };
    html! { <div class="gf-stack" {onkeydown}>{ for form.entries.iter().map(|entry| line(form, entry, model, scene)) }</div> }
}

fn line(form: &Form, entry: &Entry, model: &Model, scene: &Scene<'_>) -> Html {
    let field = entry.field;
    if field == Field::Problem {
        return problems(entry, scene);
    }
    let (mut label, hint) = words::field(field);
    if field == Field::Text
        && let FormKind::Act(_, act) = &form.kind
    {
        label = match act {
            ActKind::Solve => T::FieldSolution,
            ActKind::Wait => T::FieldReason,
            _ => label,
        };
    }
    if field == Field::Name && form.kind == FormKind::Room {
        label = T::FieldRoomName;
    }
    let id = AttrValue::from(["cert-f-", &(field as usize).to_string()].concat());
    let error = entry.wrong.map(|wrong| AttrValue::from(words::wrong(wrong, scene.lang)));
    let onchange = scene.on(move |value: AttrValue| Msg::Fill(field, value.to_string()));
    html! {
        <Line key={field as usize} {id} label={scene.a(label)} hint={hint.map(|hint| scene.a(hint))} {error}
            kind={kind(field, model, scene)} value={entry.value.clone()} {onchange} />
    }
}

fn kind(field: Field, model: &Model, scene: &Scene<'_>) -> FieldKind {
    let option =
        |value: &str, label: AttrValue| FieldOption { value: AttrValue::from(value.to_owned()), label };
    let functions = |nobody: bool| {
        let none = nobody.then(|| option("", scene.a(T::Nobody)));
        none.into_iter()
            .chain(Function::ALL.map(|function| option(function.id(), scene.a(words::function(function)))))
    };
    match field {
        Field::On | Field::Due | Field::Until => FieldKind::Date,
        Field::Candidates | Field::Count | Field::Rate | Field::Reserve => FieldKind::Number,
        Field::Note | Field::Text => FieldKind::Long,
        Field::Function | Field::To | Field::Owner => FieldKind::Select(functions(true).collect()),
        Field::Pace => FieldKind::Select(vec![
            option("full", scene.a(T::PaceFull)),
            option("short", scene.a(T::PaceShort)),
        ]),
        Field::State => FieldKind::Select(
            State::ALL.map(|state| option(state.id(), scene.a(words::declared(state)))).to_vec(),
        ),
        Field::Remote => {
            FieldKind::Select(vec![option("no", scene.a(T::RemoteNo)), option("yes", scene.a(T::RemoteYes))])
        }
        Field::Zone => {
            FieldKind::Select(Zone::ALL.map(|zone| option(zone.id(), scene.a(words::zone(zone)))).to_vec())
        }
        Field::Session => {
            let sessions = model.record.sessions.iter();
            FieldKind::Select(sessions.map(|kept| option(&kept.id, kept.item.name.clone().into())).collect())
        }
        Field::Room => {
            let rooms = model.record.rooms.iter();
            let rooms = rooms.map(|kept| option(&kept.id, kept.item.name.clone().into()));
            FieldKind::Select(std::iter::once(option("", scene.a(T::AllRooms))).chain(rooms).collect())
        }
        Field::Ticket => {
            let own = match model.form.as_ref().map(|form| &form.kind) {
                Some(FormKind::Act(ticket, _)) => ticket.as_str(),
                _ => "",
            };
            let others = model.tickets.iter().filter(|ticket| !ticket.status.is_over() && ticket.id != own);
            let others =
                others.map(|ticket| option(&ticket.id, super::desk::name(ticket, model, scene).into()));
            FieldKind::Select(std::iter::once(option("", AttrValue::Static("–"))).chain(others).collect())
        }
        _ => FieldKind::Text,
    }
}

/// Kinds of problems, to tick.
fn problems(entry: &Entry, scene: &Scene<'_>) -> Html {
    let chosen: Vec<&str> = entry.value.split(' ').filter(|id| !id.is_empty()).collect();
    html! {
        <fieldset class="cert-ticks">
            <legend>{ scene.t(T::FieldProblem) }</legend>
            <p class="gf-small gf-muted">{ scene.t(T::HintProblem) }</p>
            { for Problem::ALL.into_iter().map(|problem| {
                let checked = chosen.contains(&problem.id());
                let kept: Vec<&str> = chosen.iter().copied().filter(|id| *id != problem.id()).collect();
                let without = kept.join(" ");
                let with = [&without, " ", problem.id()].concat();
                let onchange = scene.on(move |on: bool| Msg::Fill(Field::Problem, if on { with.clone() } else { without.clone() }));
                let id = ["cert-p-", problem.id()].concat();
                html! { <Check key={problem.id()} {id} label={scene.a(words::problem(problem))} {checked} {onchange} /> }
            }) }
        </fieldset>
    }
}

const fn title(kind: &FormKind) -> T {
    match kind {
        FormKind::Contact(None) => T::FormContactNew,
        FormKind::Contact(Some(_)) => T::FormContact,
        FormKind::NewSession => T::FormSessionNew,
        FormKind::Session(_) => T::FormSession,
        FormKind::Step(None) => T::FormStepNew,
        FormKind::Step(Some(_)) => T::FormStep,
        FormKind::Room => T::FormRoom,
        FormKind::Machine(_) => T::FormMachine,
        FormKind::Act(_, act) => words::act(*act),
        FormKind::Row(None) => T::FormRowNew,
        FormKind::Row(Some(_)) => T::FormRow,
        FormKind::Settings => T::FormSettings,
        FormKind::Report(_) => T::TabReport,
    }
}

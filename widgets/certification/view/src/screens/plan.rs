//! The retro-planning: filters, and the same steps as board, list, timeline or calendar.

use greffon_certification_model::app::{FormKind, Model, Msg, View};
use greffon_certification_model::function::Function;
use greffon_certification_model::stored::Kind;
use greffon_kit::html;
use greffon_kit::ui::{ButtonKind, Check, Nav, NavItem};
use yew::prelude::*;

use super::{board, calendar, list, timeline};
use crate::files::File;
use crate::parts::{Scene, press, title};
use crate::text::T;
use crate::widget::Input;
use crate::words;

pub(super) fn view(model: &Model, scene: &Scene<'_>) -> Html {
    let (may_plan, may_add) = (model.rights.may_change(Kind::Session), model.rights.may_change(Kind::Step));
    let session = model.filter.session.clone();
    let tools = html! { <>
        if may_add && !model.record.sessions.is_empty() {
            { scene.button(ButtonKind::Plain, T::PlanAdd, Msg::Form(FormKind::Step(None))) }
        }
        if let (true, Some(id)) = (may_plan, session) {
            { scene.button(ButtonKind::Plain, T::PlanEdit, Msg::Form(FormKind::Session(id))) }
        }
        if may_plan { { scene.button(ButtonKind::Plain, T::PlanNew, Msg::Form(FormKind::NewSession)) } }
        if !model.record.sessions.is_empty() { { scene.hand_out(T::PlanCalendar, File::Calendar) } }
        if scene.session.may("service:calendar") && scene.session.may("ui:open") {
            { press(ButtonKind::Plain, None, scene.a(T::PlanSubscribe), None, scene.send.reform(|()| Input::Subscribe)) }
        }
        { scene.print() }
    </> };
    if model.record.steps.is_empty() && model.record.sessions.is_empty() {
        return html! { <>
            { title(scene.t(T::TabPlan), Html::default(), tools) }
            <p class="cert-empty">{ scene.t(T::PlanEmpty) }</p>
        </> };
    }
    let body = match model.view {
        View::Board => board::view(model, scene),
        View::List => list::view(model, scene),
        View::Timeline => timeline::view(model, scene),
        View::Calendar => calendar::view(model, scene),
    };
    html! { <>
        { title(scene.t(T::TabPlan), Html::default(), tools) }
        { views(model, scene) }
        { filters(model, scene) }
        { body }
        { settings(model, scene) }
    </> }
}

fn views(model: &Model, scene: &Scene<'_>) -> Html {
    let items: Vec<NavItem> = View::ALL
        .into_iter()
        .map(|view| NavItem { label: scene.a(words::view(view)), current: view == model.view })
        .collect();
    let onchoose = scene.on(|place: usize| View::ALL.get(place).copied().map_or(Msg::Tick, Msg::Show));
    html! { <Nav label={scene.a(T::PlanViews)} {items} {onchoose} /> }
}

fn filters(model: &Model, scene: &Scene<'_>) -> Html {
    let filter = &model.filter;
    let all = (String::new(), scene.a(T::FilterAll));
    let sessions = model.record.sessions.iter().map(|kept| (kept.id.clone(), kept.item.name.clone().into()));
    let sessions = std::iter::once(all.clone()).chain(sessions).collect();
    let owners = Function::ALL.map(|function| (function.id().to_owned(), scene.a(words::function(function))));
    let owners = std::iter::once(all).chain(owners).collect();
    let words = scene.on(|event: InputEvent| {
        Msg::Words(event.target_unchecked_into::<web_sys::HtmlInputElement>().value())
    });
    html! {
        <div class="cert-filters gf-noprint" role="group" aria-label={scene.t(T::FilterGroup)}>
            { scene.choose("cert-of-session", scene.t(T::FieldSession).into(), sessions, filter.session.as_deref().unwrap_or_default(),
                |id| Msg::OfSession(if id.is_empty() { None } else { Some(id) })) }
            { scene.choose("cert-of-owner", scene.t(T::FieldOwner).into(), owners, filter.owner.map_or("", Function::id),
                |id| Msg::OfOwner(Function::from_id(&id))) }
            <label class="cert-choose" for="cert-words">
                <span>{ scene.t(T::FilterWords) }</span>
                <input id="cert-words" type="search" value={filter.words.clone()} oninput={words} />
            </label>
            <Check id="cert-mine" label={scene.a(T::FilterMine)} checked={filter.mine} onchange={scene.on(Msg::Mine)} />
            <Check id="cert-late" label={scene.a(T::FilterLate)} checked={filter.late} onchange={scene.on(Msg::Late)} />
            if model.view == View::Board {
                <Check id="cert-lanes" label={scene.a(T::FilterLanes)} checked={filter.lanes} onchange={scene.on(Msg::Lanes)} />
            }
        </div>
    }
}

/// Where the days come from, and how to change it.
fn settings(model: &Model, scene: &Scene<'_>) -> Html {
    let calendar = &model.record.calendar;
    let checked = calendar.breaks.iter().filter(|one| one.back > model.today).all(|one| one.checked);
    html! {
        <p class="gf-small gf-muted">
            { scene.t(words::zone(calendar.zone)) }{ ". " }{ scene.t(T::PlanSource) }{ " " }{ calendar.source.clone() }{ ". " }
            if !checked { { scene.t(T::PlanUnchecked) }{ " " } }
            if model.rights.may_change(Kind::Settings) {
                { scene.quiet(T::PlanSettings, "", Msg::Form(FormKind::Settings)) }
            }
        </p>
    }
}

/// Who a step is for, in words.
pub(super) fn owner(owner: Option<Function>, scene: &Scene<'_>) -> &'static str {
    scene.t(owner.map_or(T::Nobody, words::function))
}

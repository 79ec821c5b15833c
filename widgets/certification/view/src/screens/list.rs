//! The steps as a table: what a screen reader reads best. The state is changed in its row.

use greffon_certification_model::app::{Card, Model, Msg, Open};
use greffon_certification_model::plan::State;
use greffon_certification_model::stored::Kind;
use greffon_kit::dates::DateForm;
use greffon_kit::html;
use greffon_kit::ui::{DataTable, Picture};
use yew::prelude::*;

use super::plan::owner;
use crate::parts::{Scene, pill};
use crate::text::T;
use crate::words;

/// Most rows at once: the others wait behind the filters.
const MOST: usize = 100;

pub(super) fn view(model: &Model, scene: &Scene<'_>) -> Html {
    let cards = model.cards();
    let hidden = cards.len().saturating_sub(MOST);
    html! { <>
        <DataTable id="cert-list" caption={scene.a(T::ListCaption)}>
            <thead><tr>
                <th scope="col">{ scene.t(T::FieldTitle) }</th>
                <th scope="col">{ scene.t(T::FieldOwner) }</th>
                <th scope="col">{ scene.t(T::FieldDue) }</th>
                <th scope="col">{ scene.t(T::FieldState) }</th>
            </tr></thead>
            <tbody>{ for cards.iter().take(MOST).map(|card| row(card, model, scene)) }</tbody>
        </DataTable>
        if hidden > 0 { <p class="gf-small gf-muted">{ scene.n(T::BoardMore, hidden) }</p> }
        if cards.is_empty() { <p class="cert-empty">{ scene.t(T::ListNone) }</p> }
    </> }
}

fn row(card: &Card<'_>, model: &Model, scene: &Scene<'_>) -> Html {
    let (id, step) = (card.id.to_owned(), card.step);
    let due = step.due.map(|due| words::day(due, DateForm::Figures, scene.lang)).unwrap_or_default();
    html! {
        <tr key={id.clone()}>
            <th scope="row"><button type="button" class="cert-link" onclick={scene.go(Msg::Open(Open::Step(id.clone())))}>{ step.title.clone() }</button></th>
            <td>{ owner(step.owner, scene) }</td>
            <td>{ due }{ " " }if card.late { { pill("cert-bad", Picture::Warning, scene.t(T::ListLate)) } }</td>
            <td>{ move_to(&id, &step.title, step.state, model, scene) }</td>
        </tr>
    }
}

/// "Déplacer vers…": the states as a native list, or in words for whoever only reads.
pub(super) fn move_to(id: &str, title: &str, state: State, model: &Model, scene: &Scene<'_>) -> Html {
    if !model.rights.may_change(Kind::Step) {
        return scene.t(words::state(state)).into();
    }
    let options = State::ALL.map(|state| (state.id().to_owned(), scene.a(words::state(state)))).to_vec();
    let card = id.to_owned();
    let label =
        html! { <span class="gf-hidden">{ scene.t(T::CardMoveTo) }{ " " }{ title.to_owned() }</span> };
    scene.choose(&["cert-to-", id].concat(), label, options, state.id(), move |to| Msg::Move {
        id: card.clone(),
        to: State::from_id(&to),
        before: None,
    })
}

//! The sheets of the spaces: each variation with its five columns and its sources.

use greffon_archiclasse_catalogue::{Column, Variation};
use greffon_archiclasse_plan::zone::Space;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::Disclosure;
use yew::prelude::*;

use super::Scene;
use super::dossier::space_name;
use crate::text::T;

pub(super) fn view(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let spaces = Space::ALL.into_iter().map(|space| {
        let of = scene.desk.variations.all.iter().filter(|variation| variation.space == space);
        html! { <section><h3>{ space_name(space).get(lang) }</h3>{ for of.map(|variation| sheet(scene, variation)) }</section> }
    });
    html! { <><p class="dos-note">{ T::SheetsNote.get(lang) }</p>{ for spaces }</> }
}

fn sheet(scene: &Scene<'_>, variation: &Variation) -> Html {
    let (lang, words) = (scene.lang, scene.words());
    let names = [T::ColumnActivity, T::ColumnSpace, T::ColumnWiring, T::ColumnDigital, T::ColumnFurniture];
    let columns = Column::ALL.into_iter().zip(names).map(|(column, name)| {
        html! { <><dt>{ name.get(lang) }</dt><dd>{ variation.column(column).get(words) }</dd></> }
    });
    let sources = variation
        .sources
        .iter()
        .filter_map(|id| scene.desk.variations.sources.iter().find(|source| source.id == *id))
        .map(|source| html! { <li>{ source.title.get(words) }{ " (" }{ &source.read }{ ")" }</li> });
    let (fewest, most) = variation.people;
    let people = T::SheetPeople.with(lang, &[("fewest", &fewest.to_string()), ("most", &most.to_string())]);
    html! {
        <Disclosure summary={[variation.name.get(words), " · ", &people].concat()}>
            <dl class="dos-facts">{ for columns }<dt>{ T::SheetSources.get(lang) }</dt><dd><ul>{ for sources }</ul></dd></dl>
        </Disclosure>
    }
}

//! The dossier on one printed document.

use greffon_archiclasse_inventory::Dossier;
use greffon_archiclasse_inventory::bill::Bill;
use greffon_archiclasse_inventory::dossier::{SpaceSheet, Supply};
use greffon_archiclasse_plan::length::square_metres;
use greffon_archiclasse_plan::zone::Space;
use greffon_kit::html;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::ui::{Button, ButtonKind, Picture};
use yew::prelude::*;

use super::money::euros;
use super::{Scene, size};
use crate::desk::Msg;
use crate::text::T;

pub(super) fn view(scene: &Scene<'_>) -> Html {
    let (lang, desk) = (scene.lang, scene.desk);
    let Some(checker) = &desk.checker else { return Html::default() };
    let dossier = Dossier::of(&desk.plan, &desk.catalogue, checker, &desk.stock, &desk.prices);
    let rooms = dossier.rooms.iter().map(|room| {
        let name = if room.name.is_empty() { T::RoomUnnamed.get(lang) } else { &room.name };
        let each = room.each.map_or_else(|| "–".to_owned(), |each| area(each, lang));
        html! { <tr><th scope="row">{ name.to_owned() }</th><td>{ area(room.area, lang) }</td><td>{ room.people }</td><td>{ room.seats }</td><td>{ each }</td></tr> }
    });
    let questions = dossier.questions.iter().map(|question| {
        let text = desk.rules.say(&question.finding, scene.words(), &desk.plan, &desk.catalogue);
        html! { <li>{ text }if let Some(answer) = &question.answer { <blockquote class="dos-answer">{ answer }</blockquote> }</li> }
    });
    let total = dossier.bill.total(None);
    html! {
        <article class="dos-paper">
            if scene.session.may("ui:print") {
                <div class="gf-noprint"><Button kind={ButtonKind::Primary} icon={Picture::Print} label={T::DossierPrint.get(lang)} onclick={scene.go(Msg::Print)} /></div>
            }
            <header><h3>{ &desk.plan.header.name }</h3><p>{ T::DossierNote.get(lang) }</p></header>
            <section>
                <h4>{ T::DossierRooms.get(lang) }</h4>
                <table class="gf-table">
                    <thead><tr>{ for [T::RoomName, T::RoomArea, T::RoomPeople, T::RoomSeats, T::RoomEach].map(|head| html! { <th scope="col">{ head.get(lang) }</th> }) }</tr></thead>
                    <tbody>{ for rooms }</tbody>
                </table>
            </section>
            { for dossier.spaces.iter().map(|sheet| space(scene, sheet)) }
            if !dossier.elsewhere.lines.is_empty() {
                <section><h4>{ T::DossierElsewhere.get(lang) }</h4>{ list(scene, &dossier.elsewhere) }</section>
            }
            <section>
                <h4>{ T::DossierSum.get(lang) }</h4>
                <p>{ supply(dossier.supply, lang) }</p>
                <p class="dos-sum">{ T::BillSum.with(lang, &[("sum", &euros(total.cents, lang))]) }</p>
                if total.unpriced > 0 { <p>{ T::BillUnpriced.count(lang, size(total.unpriced)) }</p> }
            </section>
            <section>
                <h4>{ T::PageQuestions.get(lang) }</h4>
                if dossier.questions.is_empty() { <p>{ T::QuestionsNone.get(lang) }</p> }
                <ul>{ for questions }</ul>
                if !dossier.settled.is_empty() {
                    <h4>{ T::DossierSettled.get(lang) }</h4>
                    <ul>{ for dossier.settled.iter().map(|answer| html! { <li>{ &answer.text }</li> }) }</ul>
                }
            </section>
        </article>
    }
}

fn space(scene: &Scene<'_>, sheet: &SpaceSheet) -> Html {
    let lang = scene.lang;
    let own = space_name(sheet.space).get(lang);
    let variation =
        scene.desk.variations.get(&sheet.variation).map(|variation| variation.name.get(scene.words()));
    let title = if sheet.name.is_empty() { own.to_owned() } else { [&sheet.name, " (", own, ")"].concat() };
    html! {
        <section>
            <h4>{ title }</h4>
            <dl class="dos-facts">
                if let Some(variation) = variation { <dt>{ T::SpaceVariation.get(lang) }</dt><dd>{ variation.to_owned() }</dd> }
                if !sheet.activity.is_empty() { <dt>{ T::ColumnActivity.get(lang) }</dt><dd>{ &sheet.activity }</dd> }
                <dt>{ T::ColumnSpace.get(lang) }</dt>
                <dd>{ T::SpaceArea.count_with(lang, sheet.people.unsigned_abs(), &[("area", &area(sheet.area, lang))]) }</dd>
                <dt>{ T::ColumnWiring.get(lang) }</dt><dd>{ supply(sheet.supply, lang) }</dd>
            </dl>
            { list(scene, &sheet.bill) }
        </section>
    }
}

fn list(scene: &Scene<'_>, bill: &Bill) -> Html {
    let lang = scene.lang;
    let rows = bill.lines.iter().map(|line| {
        let name = scene.desk.catalogue.piece(&line.item).map_or(line.item.as_str(), |piece| piece.name.get(scene.words()));
        html! { <tr><th scope="row">{ name.to_owned() }</th><td>{ line.needed }</td><td>{ line.owned }</td><td>{ line.repair }</td><td>{ line.buy }</td></tr> }
    });
    html! {
        <table class="gf-table">
            <thead><tr>{ for [T::BillPiece, T::BillNeeded, T::BillOwned, T::BillRepair, T::BillBuy].map(|head| html! { <th scope="col">{ head.get(lang) }</th> }) }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

pub(super) const fn space_name(space: Space) -> T {
    match space {
        Space::FeuDeCamp => T::SpaceFeu,
        Space::Grotte => T::SpaceGrotte,
        Space::Oasis => T::SpaceOasis,
        Space::Labo => T::SpaceLabo,
        Space::Sources => T::SpaceSources,
        Space::Scene => T::SpaceScene,
    }
}

fn area(area: i64, lang: Lang) -> String {
    [&square_metres(area, if lang == Lang::Fr { ',' } else { '.' }), "\u{a0}m²"].concat()
}

fn supply(supply: Supply, lang: Lang) -> String {
    let number = |value: i32| value.to_string();
    T::SupplySentence.with(
        lang,
        &[
            ("sockets", &number(supply.sockets)),
            ("plugs", &number(supply.sockets_needed)),
            ("network", &number(supply.network)),
            ("needed", &number(supply.network_needed)),
            ("points", &number(supply.access_points)),
            ("devices", &number(supply.devices)),
        ],
    )
}

//! What the plan takes, what of it is there, and what the rest costs: prices and inventory are typed where they are read.

use greffon_archiclasse_catalogue::piece::Bill as Column;
use greffon_archiclasse_inventory::Line;
use greffon_kit::html;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::ui::DataTable;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::money::euros;
use super::{Scene, size};
use crate::desk::{Msg, Wrong};
use crate::text::T;

pub(super) fn view(scene: &Scene<'_>) -> Html {
    let (lang, bill) = (scene.lang, scene.desk.bill());
    if bill.lines.is_empty() {
        return html! { <p>{ T::BillEmpty.get(lang) }</p> };
    }
    let total = bill.total(None);
    html! { <>
        <p class="dos-sum">{ T::BillSum.with(lang, &[("sum", &euros(total.cents, lang))]) }</p>
        if total.unpriced > 0 { <p class="dos-note">{ T::BillUnpriced.count(lang, size(total.unpriced)) }</p> }
        { for Column::ALL.into_iter().map(|column| table(scene, column, &bill)) }
    </> }
}

pub(super) const fn column_name(column: Column) -> T {
    match column {
        Column::Wiring => T::ColumnWiring,
        Column::Digital => T::ColumnDigital,
        Column::Furniture => T::ColumnFurniture,
    }
}

fn table(scene: &Scene<'_>, column: Column, bill: &greffon_archiclasse_inventory::Bill) -> Html {
    let lang = scene.lang;
    let lines: Vec<&Line> = bill.lines.iter().filter(|line| line.column == column).collect();
    if lines.is_empty() {
        return Html::default();
    }
    let heads = [
        T::BillNeeded,
        T::BillOwned,
        T::BillRepair,
        T::BillBuy,
        T::BillPrice,
        T::BillRepairPrice,
        T::BillTotal,
    ];
    let sum = euros(bill.total(Some(column)).cents, lang);
    html! {
        <DataTable id={["dossier-", column.id()].concat()} caption={column_name(column).get(lang)} note={sum}>
            <thead><tr>
                <th scope="col">{ T::BillPiece.get(lang) }</th>
                { for heads.map(|head| html! { <th scope="col">{ head.get(lang) }</th> }) }
            </tr></thead>
            <tbody>{ for lines.into_iter().map(|line| row(scene, line)) }</tbody>
        </DataTable>
    }
}

fn row(scene: &Scene<'_>, line: &Line) -> Html {
    let (lang, desk) = (scene.lang, scene.desk);
    let name =
        desk.catalogue.piece(&line.item).map_or(line.item.as_str(), |piece| piece.name.get(scene.words()));
    let held = desk.stock.get(&line.item);
    let prices = desk.prices.get(&line.item);
    let item = line.item.as_str();
    let about = |what: T| T::About.with(lang, &[("what", what.get(lang)), ("name", name)]);
    let price = |repair: bool, cents: Option<u32>| {
        let value = cents.map(|cents| plain(cents, lang)).unwrap_or_default();
        let label = if repair { T::BillRepairPrice } else { T::BillPrice };
        let send = {
            let item = item.to_owned();
            move |text| Msg::Price(item.clone(), repair, text)
        };
        cell(scene, ("price", item, repair), &about(label), value, send)
    };
    let count = |repair: bool, count: u32| {
        let label = if repair { T::BillRepair } else { T::BillOwned };
        let send = {
            let item = item.to_owned();
            move |text| Msg::Hold(item.clone(), repair, text)
        };
        cell(scene, ("stock", item, repair), &about(label), count.to_string(), send)
    };
    html! {
        <tr key={item.to_owned()}>
            <th scope="row">{ name.to_owned() }</th>
            <td>{ line.needed }</td>
            <td>{ count(false, held.good) }{ counted(line.owned, held.good) }</td>
            <td>{ count(true, held.repair) }{ counted(line.repair, held.repair) }</td>
            <td>{ line.buy }</td>
            <td>{ price(false, prices.buy.or(line.price)) }</td>
            <td>{ price(true, prices.repair) }</td>
            <td>{ line.total().map_or_else(|| T::BillNoPrice.get(lang).to_owned(), |cents| euros(cents, lang)) }</td>
        </tr>
    }
}

/// What counts of the inventory, where that is another number.
fn counted(counts: u32, held: u32) -> Html {
    if counts == held {
        Html::default()
    } else {
        html! { <span class="dos-counts">{ " → " }{ counts }</span> }
    }
}

fn plain(cents: u32, lang: Lang) -> String {
    let mark = if lang == Lang::Fr { ',' } else { '.' };
    greffon_archiclasse_exchange::decimal::hundredths(u64::from(cents), mark)
}

/// A cell that is typed in; for those who may not, its text.
fn cell(
    scene: &Scene<'_>,
    (kind, item, repair): (&str, &str, bool),
    label: &str,
    value: String,
    make: impl Fn(String) -> Msg + 'static,
) -> Html {
    if !scene.writes {
        return html! { { value } };
    }
    let id = ["dossier-", kind, "-", item, if repair { "-repair" } else { "" }].concat();
    let wrong: Option<&Wrong> = scene.desk.wrong.as_ref().filter(|wrong| wrong.field == id);
    let shown = wrong.map_or(value, |wrong| wrong.text.clone());
    let error = [&id, "-error"].concat();
    let onchange = scene
        .send
        .reform(move |event: Event| make(event.target_unchecked_into::<HtmlInputElement>().value()));
    html! { <>
        <input
            id={id} class="dos-cell" type="text" inputmode="decimal" autocomplete="off" aria-label={label.to_owned()} value={shown}
            aria-invalid={wrong.is_some().then_some("true")} aria-describedby={wrong.is_some().then(|| error.clone())} {onchange}
        />
        if wrong.is_some() { <span class="dos-wrong" id={error} role="alert">{ T::BillWrong.get(scene.lang) }</span> }
    </> }
}

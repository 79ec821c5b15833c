//! A bill as CSV and as JSON.

use greffon_archiclasse_catalogue::piece::Bill as Column;
use greffon_archiclasse_catalogue::{Catalogue, Lang};
use greffon_archiclasse_inventory::{Bill, Line};
use serde_json::{Value, json};

use crate::decimal::hundredths;
use crate::table::{Cell, write};
use crate::words::T;

/// A bill for a spreadsheet in that language: decimal comma in French, dot in English.
pub fn csv(bill: &Bill, catalogue: &Catalogue, lang: Lang) -> String {
    let mark = if lang == Lang::Fr { ',' } else { '.' };
    let money =
        |cents: Option<u64>| Cell::Number(cents.map(|cents| hundredths(cents, mark)).unwrap_or_default());
    let words = |text: T| Cell::Text(text.get(lang).to_owned());
    let mut rows = vec![
        [
            T::BillColumn,
            T::BillItem,
            T::BillName,
            T::BillNeeded,
            T::BillOwned,
            T::BillRepair,
            T::BillBuy,
            T::BillRemoved,
            T::BillPrice,
            T::BillRepairPrice,
            T::BillTotal,
        ]
        .map(words)
        .to_vec(),
    ];
    let count = |count: u32| Cell::Number(count.to_string());
    for line in &bill.lines {
        rows.push(vec![
            words(T::column(line.column)),
            Cell::Text(line.item.clone()),
            Cell::Text(name(line, catalogue, lang).to_owned()),
            count(line.needed),
            count(line.owned),
            count(line.repair),
            count(line.buy),
            count(line.removed),
            money(line.price.map(u64::from)),
            money(line.repair_price.map(u64::from)),
            money(line.total()),
        ]);
    }
    let sums =
        Column::ALL.into_iter().map(|column| (T::column(column), Some(column))).chain([(T::BillSum, None)]);
    for (name, column) in sums {
        let total = bill.total(column);
        let mut row = vec![words(name), words(T::BillSum)];
        row.resize(10, Cell::Number(String::new()));
        row.push(money(Some(total.cents)));
        if total.unpriced > 0 {
            row[2] =
                Cell::Text([T::BillUnpriced.get(lang), "\u{a0}: ", &total.unpriced.to_string()].concat());
        }
        rows.push(row);
    }
    write(&rows)
}

fn name<'a>(line: &'a Line, catalogue: &'a Catalogue, lang: Lang) -> &'a str {
    catalogue.piece(&line.item).map_or(&line.item, |piece| piece.name.get(lang))
}

/// A bill for a program.
pub fn json(bill: &Bill) -> Value {
    let lines: Vec<Value> = bill
        .lines
        .iter()
        .map(|line| {
            json!({
                "item": line.item, "column": line.column.id(), "needed": line.needed, "owned": line.owned,
                "repair": line.repair, "buy": line.buy, "removed": line.removed,
                "price_cents": line.price, "repair_price_cents": line.repair_price, "total_cents": line.total(),
            })
        })
        .collect();
    let total = bill.total(None);
    json!({
        "format": "greffon-archiclasse-bill", "version": 1, "lines": lines,
        "total_cents": total.cents, "unpriced_lines": total.unpriced,
    })
}

#[cfg(test)]
mod tests {
    use greffon_archiclasse_inventory::price::Price;
    use greffon_archiclasse_inventory::{PriceList, Stock};

    use super::*;
    use crate::table::read;
    use crate::testing::classroom;

    #[test]
    fn a_bill_of_a_classroom() {
        let (plan, catalogue) = classroom();
        let mut prices = PriceList::default();
        prices.set("ilot-4", Price { buy: Some(35_850), repair: None });
        let bill = Bill::of(&plan, &catalogue, &Stock::default(), &prices);
        let text = csv(&bill, &catalogue, Lang::Fr);
        let rows = read(text.trim_start_matches('\u{feff}'));
        assert_eq!(rows[0].cells[2], "Pièce");
        let row = rows.iter().find(|row| row.cells[1] == "ilot-4").expect("islands");
        assert_eq!(&row.cells[3..], ["2", "0", "0", "2", "0", "358,50", "", "717,00"]);
        let last = rows.last().expect("a sum");
        assert_eq!(
            (last.cells[0].as_str(), last.cells[2].as_str(), last.cells[10].as_str()),
            ("Total", "Lignes sans prix\u{a0}: 2", "717,00")
        );
        assert!(csv(&bill, &catalogue, Lang::En).contains(";358.50;"));
        assert_eq!(json(&bill)["total_cents"], 71_700);
    }
}

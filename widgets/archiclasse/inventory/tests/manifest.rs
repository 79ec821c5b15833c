//! `widget.json` and this crate agree: prices and inventories that are written are what the back end lets through.

use greffon_archiclasse_inventory::price::{HIGHEST, Price};
use greffon_archiclasse_inventory::stock::{Held, MOST};
use greffon_archiclasse_inventory::{PriceList, Stock};
use greffon_protocol::Manifest;
use serde_json::{Value, json};

/// Whether the back end takes a value under that prefix.
fn takes(prefix: &str, value: &Value) -> bool {
    let manifest = Manifest::parse(include_str!("../../widget.json")).expect("a manifest");
    let rule = manifest.access.iter().find(|rule| rule.prefix == prefix).expect(prefix);
    let schema = &manifest.schemas[rule.schema.as_deref().expect("every rule has a schema")];
    jsonschema::draft202012::new(schema).expect("a schema of draft 2020-12").is_valid(value)
}

#[test]
fn prices_and_inventories_are_let_through() {
    let mut prices = PriceList::default();
    prices.set("table", Price { buy: Some(HIGHEST), repair: Some(0) });
    let price = &prices.write()["table"];
    assert!(takes("prices/", price), "{price}");
    let mut stock = Stock::default();
    stock.set("table", Held { good: MOST, repair: 1 });
    let held = &stock.write()["table"];
    assert!(takes("stock/", held), "{held}");
}

#[test]
fn what_is_no_number_is_refused() {
    for value in [json!({ "buy": -1 }), json!({ "buy": 1.5 }), json!({ "sum": 1 }), json!([])] {
        assert!(!takes("prices/", &value), "{value}");
    }
    for value in [json!({ "good": MOST + 1 }), json!({ "good": "3" })] {
        assert!(!takes("stock/", &value), "{value}");
    }
}

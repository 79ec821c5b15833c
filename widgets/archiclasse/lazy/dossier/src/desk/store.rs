//! What is stored: items of the open plan, one item a price, one a kind of piece in the inventory.

use greffon_archiclasse_exchange::decimal::{self, NoNumber};
use greffon_archiclasse_inventory::price::{HIGHEST, Price};
use greffon_archiclasse_inventory::stock::{Held, MOST};
use greffon_archiclasse_inventory::{PriceList, Stock};
use greffon_archiclasse_plan::keys::{self, Slot};
use greffon_archiclasse_plan::{Header, Object, Ref};
use greffon_kit::part::Item;
use serde_json::{Map, Value, json};

use super::Desk;

const PRICES: &str = "prices/";
const STOCK: &str = "stock/";

impl Desk {
    /// Takes an item in; the object of the open plan that it changed.
    pub(super) fn take(&mut self, item: &Item) -> Option<Ref> {
        if let Some(name) = item.key.strip_prefix(PRICES) {
            let list = PriceList::read(&one(name, item.value.as_ref()));
            self.prices.set(name, list.get(name));
            return None;
        }
        if let Some(name) = item.key.strip_prefix(STOCK) {
            let stock = Stock::read(&one(name, item.value.as_ref()));
            self.stock.set(name, stock.get(name));
            return None;
        }
        match keys::read(&item.key)? {
            Slot::Header(plan) if Some(plan) == self.open => {
                if let Some(Ok(header)) = item.value.as_ref().map(Header::read) {
                    self.plan.header = header;
                    // The stage, the group and the head count are asked about everywhere.
                    self.checker = None;
                }
                None
            }
            Slot::Object(plan, name) if Some(plan) == self.open => {
                match item.value.as_ref().map(|value| Object::read(name.kind, value)) {
                    Some(Ok(object)) => self.plan.put(name, object),
                    Some(Err(_)) => return None,
                    None => self.plan.remove(name),
                }
                Some(name)
            }
            Slot::Header(_) | Slot::Object(..) | Slot::Photo(..) => None,
        }
    }
}

fn one(name: &str, value: Option<&Value>) -> Value {
    let entry = (name.to_owned(), value.cloned().unwrap_or_default());
    Value::Object(Map::from_iter([entry]))
}

pub(super) fn price_key(item: &str) -> String {
    [PRICES, item].concat()
}

pub(super) fn stock_key(item: &str) -> String {
    [STOCK, item].concat()
}

/// The value to store; `None` where nothing is said.
pub(super) fn price_value(price: Price) -> Option<Value> {
    let members = [("buy", price.buy), ("repair", price.repair)];
    let said: Map<String, Value> =
        members.into_iter().filter_map(|(name, cents)| Some((name.to_owned(), cents?.into()))).collect();
    (!said.is_empty()).then_some(Value::Object(said))
}

/// The value to store; `None` for none.
pub(super) fn stock_value(held: Held) -> Option<Value> {
    (held != Held::default()).then(|| json!({ "good": held.good, "repair": held.repair }))
}

/// The name of a field on the screen.
pub(crate) fn field(kind: &str, item: &str, repair: bool) -> String {
    ["dossier-", kind, "-", item, if repair { "-repair" } else { "" }].concat()
}

/// A price that was typed; nothing typed is no price.
pub(super) fn cents(text: &str) -> Result<Option<u32>, ()> {
    match decimal::parse(text, 2) {
        Ok(cents) if cents <= HIGHEST => Ok(Some(cents)),
        Err(NoNumber::Empty) => Ok(None),
        _ => Err(()),
    }
}

/// A number that was typed; nothing typed is none.
pub(super) fn count(text: &str) -> Option<u32> {
    match decimal::parse(text, 0) {
        Ok(count) if count <= MOST && !text.contains([',', '.']) => Some(count),
        Err(NoNumber::Empty) => Some(0),
        _ => None,
    }
}

/// Letters and digits of a name, for a file.
pub(super) fn file_name(name: &str) -> String {
    let plain: String = name.chars().map(|sign| if sign.is_alphanumeric() { sign } else { '-' }).collect();
    let plain = plain.trim_matches('-').to_lowercase();
    if plain.is_empty() { "plan".to_owned() } else { plain }
}

/// Sixty-four bits that follow from some words (FNV-1a).
pub(super) fn bits(words: &[&str]) -> u64 {
    let mut bits = 0xcbf2_9ce4_8422_2325_u64;
    for byte in words.iter().flat_map(|word| word.bytes().chain([0])) {
        bits = (bits ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    bits
}

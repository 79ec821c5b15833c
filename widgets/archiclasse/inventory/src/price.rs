//! What pieces cost, as people of the school typed or imported it.

use serde_json::{Map, Value};

use greffon_archiclasse_catalogue::Piece;

/// The highest price, euro cents: ten million euros.
pub const HIGHEST: u32 = 1_000_000_000;

/// What one piece costs, taxes included, euro cents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Price {
    /// To buy it.
    pub buy: Option<u32>,
    /// To repair it.
    pub repair: Option<u32>,
}

/// Prices by the id of the piece in the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PriceList {
    rows: Vec<(String, Price)>,
}

impl PriceList {
    /// What was said of a piece.
    pub fn get(&self, item: &str) -> Price {
        self.find(item).map(|at| self.rows[at].1).unwrap_or_default()
    }

    /// Says what a piece costs; nothing said takes it off the list.
    pub fn set(&mut self, item: &str, price: Price) {
        match self.find(item) {
            Ok(at) if price == Price::default() => drop(self.rows.remove(at)),
            Ok(at) => self.rows[at].1 = price,
            Err(_) if price == Price::default() => {}
            Err(at) => self.rows.insert(at, (item.to_owned(), price)),
        }
    }

    /// All prices, by the ids of pieces.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Price)> {
        self.rows.iter().map(|(item, price)| (item.as_str(), *price))
    }

    /// What a piece costs to buy: by the list, or else by its catalogue.
    pub fn buy(&self, item: &str, piece: Option<&Piece>) -> Option<u32> {
        self.get(item).buy.or_else(|| piece.and_then(|piece| piece.price))
    }

    /// Reads a stored list; what is no price is left out.
    pub fn read(value: &Value) -> Self {
        let mut list = Self::default();
        for (item, entry) in value.as_object().into_iter().flatten() {
            let cents = |name| {
                entry[name]
                    .as_u64()
                    .and_then(|cents| u32::try_from(cents).ok())
                    .filter(|cents| *cents <= HIGHEST)
            };
            list.set(item, Price { buy: cents("buy"), repair: cents("repair") });
        }
        list
    }

    /// The value to store.
    pub fn write(&self) -> Value {
        let entry = |price: &Price| {
            let mut members = Map::new();
            for (name, cents) in [("buy", price.buy), ("repair", price.repair)] {
                members.extend(cents.map(|cents| (name.to_owned(), cents.into())));
            }
            Value::Object(members)
        };
        Value::Object(self.rows.iter().map(|(item, price)| (item.clone(), entry(price))).collect())
    }

    fn find(&self, item: &str) -> Result<usize, usize> {
        self.rows.binary_search_by(|(known, _)| known.as_str().cmp(item))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn the_list_counts_before_the_catalogue() {
        let catalogue = greffon_archiclasse_catalogue::Catalogue::built_in();
        let mut table = catalogue.piece("table-ronde").cloned().expect("a table");
        let mut list = PriceList::default();
        assert_eq!(list.buy("table-ronde", Some(&table)), None, "nobody priced it");
        table.price = Some(30_000);
        assert_eq!(list.buy("table-ronde", Some(&table)), Some(30_000));
        list.set("table-ronde", Price { buy: Some(25_000), repair: None });
        assert_eq!(list.buy("table-ronde", Some(&table)), Some(25_000));
        list.set("table-ronde", Price::default());
        assert_eq!(list, PriceList::default());
    }

    #[test]
    fn what_is_no_price_is_left_out() {
        let list = PriceList::read(
            &json!({ "a": { "buy": -5 }, "b": { "buy": 12.5, "repair": 900 }, "c": 3, "d": { "buy": 4_000_000_000_u64 } }),
        );
        assert_eq!(list.iter().collect::<Vec<_>>(), [("b", Price { buy: None, repair: Some(900) })]);
        assert_eq!(PriceList::read(&json!([1])), PriceList::default());
    }

    proptest! {
        #[test]
        fn written_and_read(rows in prop::collection::vec(("[a-z0-9-]{1,8}", prop::option::of(0..HIGHEST), prop::option::of(0..HIGHEST)), 0..12)) {
            let mut list = PriceList::default();
            for (item, buy, repair) in rows {
                list.set(&item, Price { buy, repair });
            }
            prop_assert_eq!(PriceList::read(&list.write()), list);
        }
    }
}

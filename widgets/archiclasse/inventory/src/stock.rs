//! What the school has already, wherever it stands.

use serde_json::{Map, Value, json};

/// The most of one piece.
pub const MOST: u32 = 100_000;

/// How many of a piece the school has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    /// In good state.
    pub good: u32,
    /// To be repaired first.
    pub repair: u32,
}

/// The school's inventory, by the id of the piece in the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stock {
    rows: Vec<(String, Held)>,
}

impl Stock {
    /// How many of a piece there are.
    pub fn get(&self, item: &str) -> Held {
        self.find(item).map(|at| self.rows[at].1).unwrap_or_default()
    }

    /// Says how many there are; none takes it off the list.
    pub fn set(&mut self, item: &str, held: Held) {
        match self.find(item) {
            Ok(at) if held == Held::default() => drop(self.rows.remove(at)),
            Ok(at) => self.rows[at].1 = held,
            Err(_) if held == Held::default() => {}
            Err(at) => self.rows.insert(at, (item.to_owned(), held)),
        }
    }

    /// All that there is, by the ids of pieces.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Held)> {
        self.rows.iter().map(|(item, held)| (item.as_str(), *held))
    }

    /// Reads a stored inventory; what is no number is left out.
    pub fn read(value: &Value) -> Self {
        let mut stock = Self::default();
        for (item, entry) in value.as_object().into_iter().flatten() {
            let count = |name| {
                entry[name]
                    .as_u64()
                    .and_then(|count| u32::try_from(count).ok())
                    .filter(|count| *count <= MOST)
            };
            stock.set(item, Held { good: count("good").unwrap_or(0), repair: count("repair").unwrap_or(0) });
        }
        stock
    }

    /// The value to store.
    pub fn write(&self) -> Value {
        let entry = |held: &Held| json!({ "good": held.good, "repair": held.repair });
        Value::Object(self.rows.iter().map(|(item, held)| (item.clone(), entry(held))).collect::<Map<_, _>>())
    }

    fn find(&self, item: &str) -> Result<usize, usize> {
        self.rows.binary_search_by(|(known, _)| known.as_str().cmp(item))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn written_and_read(rows in prop::collection::vec(("[a-z0-9-]{1,8}", 0..=MOST, 0..=MOST), 0..12)) {
            let mut stock = Stock::default();
            for (item, good, repair) in rows {
                stock.set(&item, Held { good, repair });
            }
            prop_assert_eq!(Stock::read(&stock.write()), stock);
        }
    }
}

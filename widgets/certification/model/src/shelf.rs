//! Items of one kind as they came from the store, each beside what was read of it.

use serde_json::Value;

/// An item: its key, its value as stored (kept whole, so that members of a newer version survive a change), and what
/// this version reads of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept<T> {
    /// What follows the kind in the key.
    pub id: String,
    /// As it is stored.
    pub raw: Value,
    /// What was read.
    pub item: T,
}

/// A sorted list of items.
#[derive(Debug, Clone, PartialEq)]
pub struct Shelf<T>(Vec<Kept<T>>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Shelf<T> {
    /// The place of an item, from 0.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.place(id).ok()
    }

    fn place(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|kept| kept.id.as_str().cmp(id))
    }

    /// An item with everything about it.
    pub fn kept(&self, id: &str) -> Option<&Kept<T>> {
        self.place(id).ok().map(|place| &self.0[place])
    }

    /// What was read of an item.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.kept(id).map(|kept| &kept.item)
    }

    /// Puts an item there, or takes it away.
    pub fn put(&mut self, id: &str, item: Option<(Value, T)>) {
        match (self.place(id), item) {
            (Ok(place), Some((raw, item))) => {
                self.0[place].raw = raw;
                self.0[place].item = item;
            }
            (Ok(place), None) => {
                self.0.remove(place);
            }
            (Err(place), Some((raw, item))) => self.0.insert(place, Kept { id: id.to_owned(), raw, item }),
            (Err(_), None) => {}
        }
    }

    /// All of them, by id.
    pub fn iter(&self) -> core::slice::Iter<'_, Kept<T>> {
        self.0.iter()
    }

    /// Those whose id starts so.
    pub fn starting(&self, prefix: &str) -> impl Iterator<Item = &Kept<T>> {
        let from = self.0.partition_point(|kept| kept.id.as_str() < prefix);
        self.0[from..].iter().take_while(move |kept| kept.id.starts_with(prefix))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a, T> IntoIterator for &'a Shelf<T> {
    type Item = &'a Kept<T>;
    type IntoIter = core::slice::Iter<'a, Kept<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn items_are_found_by_id_and_by_the_start_of_it() {
        let mut shelf = Shelf::default();
        for id in ["b/2", "a", "b/1", "c"] {
            shelf.put(id, Some((json!(id), id.len())));
        }
        assert_eq!(shelf.starting("b/").map(|kept| kept.id.as_str()).collect::<Vec<_>>(), ["b/1", "b/2"]);
        shelf.put("b/1", Some((json!(0), 9)));
        shelf.put("a", None);
        shelf.put("never", None);
        assert_eq!((shelf.get("b/1"), shelf.get("a"), shelf.len()), (Some(&9), None, 3));
    }
}

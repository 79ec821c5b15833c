//! Records in order of their names: a sorted list, which in wasm is a tenth of the code of a tree.

use crate::Id;

/// Records by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<T> {
    rows: Vec<(Id, T)>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new() }
    }
}

impl<T> Table<T> {
    /// The record of that name.
    pub fn get(&self, id: Id) -> Option<&T> {
        self.find(id).ok().map(|at| &self.rows[at].1)
    }

    /// Puts a record in, in the place of the one before. Fast where names come in order, as the store gives them.
    pub fn put(&mut self, id: Id, record: T) {
        match self.find(id) {
            Ok(at) => self.rows[at].1 = record,
            Err(at) => self.rows.insert(at, (id, record)),
        }
    }

    /// Takes a record out.
    pub fn take(&mut self, id: Id) -> Option<T> {
        self.find(id).ok().map(|at| self.rows.remove(at).1)
    }

    /// All records in order of names.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id, &T)> + Clone + '_ {
        self.rows.iter().map(|(id, record)| (*id, record))
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn find(&self, id: Id) -> Result<usize, usize> {
        match self.rows.last() {
            Some((last, _)) if *last < id => Err(self.rows.len()),
            _ => self.rows.binary_search_by_key(&id, |(id, _)| *id),
        }
    }
}

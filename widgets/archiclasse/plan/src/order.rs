//! Putting short lists in order. The library's own sort is made for millions, and each kind of list brings 3 to 6 KB of
//! it into a module; a plan's lists are short, or nearly in order already.

use core::cmp::Ordering;

/// Lists that can be put in order by insertion; equal elements keep theirs.
pub trait Order<T> {
    /// By a comparison.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// By a key.
    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|one, other| key(one).cmp(&key(other)));
    }

    /// By the elements themselves.
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }
}

impl<T> Order<T> for [T] {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        for end in 1..self.len() {
            let mut at = end;
            while at > 0 && compare(&self[at - 1], &self[at]) == Ordering::Greater {
                self.swap(at - 1, at);
                at -= 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Order;

    proptest! {
        #[test]
        fn it_orders_as_the_library_does(mut list: Vec<(u8, u16)>) {
            let mut expected = list.clone();
            expected.sort_by_key(|(key, _)| *key);
            list.order_by_key(|(key, _)| *key);
            prop_assert_eq!(list, expected);
        }
    }
}

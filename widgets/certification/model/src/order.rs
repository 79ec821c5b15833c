//! Sorting, for lists of every kind by one piece of code: the library's own sort is compiled again for each kind, which
//! took an eighth of the widget's module.

use std::cmp::Ordering;

/// Sorts, keeping the order of equals.
pub fn sort<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(items.len(), &|one, two| compare(&items[one], &items[two]));
    let mut taken: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|place| taken[place].take()));
}

/// Sorts by what is read of each item, keeping the order of equals.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort(items, |one, two| key(one).cmp(&key(two)));
}

/// The places in order, by merging runs that double in length.
#[inline(never)]
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut length = 1;
    while length < count {
        let mut merged = Vec::with_capacity(count);
        for run in order.chunks(2 * length) {
            let (mut left, mut right) = run.split_at(length.min(run.len()));
            while let ([one, rest_left @ ..], [two, rest_right @ ..]) = (left, right) {
                // Of equals the earlier one comes first.
                if compare(*one, *two) == Ordering::Greater {
                    merged.push(*two);
                    right = rest_right;
                } else {
                    merged.push(*one);
                    left = rest_left;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        order = merged;
        length *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_library_does(mut list in prop::collection::vec((0..9u8, 0..99u8), 0..60)) {
            let mut expected = list.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by_key(&mut list, |(key, _)| *key);
            prop_assert_eq!(list, expected);
        }
    }

    #[test]
    fn five_thousand_steps_are_sorted_in_no_time() {
        let mut list: Vec<u32> = (0..5000).map(|number| number * 7919 % 5000).collect();
        let before = std::time::Instant::now();
        sort_by_key(&mut list, |number| *number);
        assert!(before.elapsed().as_millis() < 500, "{:?}", before.elapsed());
        assert!(list.is_sorted());
    }
}

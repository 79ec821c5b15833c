//! Which numbers may be told.

use greffon_protocol::http::Count;

const MASKED: Count = Count { count: None, masked: true };

fn told(number: u32) -> Count {
    Count { count: Some(number), masked: false }
}

/// A number that stands alone.
pub(super) fn lone(number: u32, min: u32) -> Count {
    if (1..min).contains(&number) { MASKED } else { told(number) }
}

/// The cells of one row: small ones are masked, and where exactly one is, the smallest other that is not zero too.
pub(super) fn row(numbers: &[u32], min: u32) -> Vec<Count> {
    let mut counts: Vec<Count> = numbers.iter().map(|number| lone(*number, min)).collect();
    if counts.iter().filter(|count| count.masked).count() == 1 {
        let smallest = (0..numbers.len())
            .filter(|index| !counts[*index].masked && numbers[*index] > 0)
            .min_by_key(|index| numbers[*index]);
        if let Some(index) = smallest {
            counts[index] = MASKED;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_small_cell_takes_its_smallest_neighbour_along() {
        assert_eq!(row(&[2, 9, 7], 5), [MASKED, told(9), MASKED]);
        assert_eq!(row(&[2, 3, 7], 5), [MASKED, MASKED, told(7)]);
        assert_eq!(row(&[2, 0], 5), [MASKED, told(0)], "nothing else to mask");
        assert_eq!(row(&[5, 6], 5), [told(5), told(6)]);
    }

    proptest! {
        #[test]
        fn no_small_number_is_told_or_left_alone(numbers in prop::collection::vec(0_u32..40, 0..9), min in 2_u32..8) {
            let counts = row(&numbers, min);
            prop_assert_eq!(counts.len(), numbers.len());
            let masked = counts.iter().filter(|count| count.masked).count();
            let others = numbers.iter().zip(&counts).filter(|(number, count)| **number > 0 && !count.masked).count();
            // One unknown in a row is known by subtraction, unless there is nothing to subtract.
            prop_assert!(masked != 1 || others == 0);
            for (number, count) in numbers.iter().zip(&counts) {
                prop_assert!(!(1..min).contains(number) || count.masked);
                prop_assert_eq!(count.count, (!count.masked).then_some(*number));
                prop_assert!(*number > 0 || !count.masked, "an empty cell is never masked");
            }
        }
    }
}

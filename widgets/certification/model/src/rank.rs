//! Places in an order that two people can change at once: a text between its neighbours' texts, so that to move a
//! card is to write that card and no other.

/// Digits of a rank, in their order.
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// A rank between two others; `None` is the open end of the list. Where they stand the wrong way round (two people
/// moved at once), it lies after the first.
pub fn between(before: Option<&str>, after: Option<&str>) -> String {
    let low = before.unwrap_or_default().as_bytes();
    let high = after.filter(|high| high.as_bytes() > low).map(str::as_bytes);
    let mut rank = String::new();
    let mut bounded = high.is_some();
    for place in 0.. {
        let floor = low.get(place).map_or(0, |digit| value(*digit));
        let ceiling = match high.filter(|_| bounded) {
            Some(high) => high.get(place).map_or(0, |digit| value(*digit)),
            None => DIGITS.len(),
        };
        if ceiling > floor + 1 {
            // Appending takes the next digit, so that long lists keep short ranks; elsewhere the middle.
            let middle =
                if bounded || before.is_none() { usize::midpoint(floor, ceiling) } else { floor + 1 };
            if middle < DIGITS.len() {
                rank.push(char::from(DIGITS[middle]));
                break;
            }
        }
        rank.push(char::from(DIGITS[floor]));
        bounded &= ceiling == floor;
    }
    rank
}

fn value(digit: u8) -> usize {
    DIGITS.iter().position(|known| *known == digit).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_long_list_keeps_short_ranks() {
        let mut last = between(None, None);
        for _ in 0..2000 {
            let next = between(Some(&last), None);
            assert!(next > last, "{last} {next}");
            last = next;
        }
        assert!(last.len() < 70, "{last}");
    }

    proptest! {
        #[test]
        fn ranks_lie_between_their_neighbours(places in prop::collection::vec(any::<prop::sample::Index>(), 1..120)) {
            let mut list: Vec<String> = Vec::new();
            for place in places {
                let at = place.index(list.len() + 1);
                let before = at.checked_sub(1).map(|before| list[before].clone());
                let rank = between(before.as_deref(), list.get(at).map(String::as_str));
                list.insert(at, rank);
            }
            for pair in list.windows(2) {
                prop_assert!(pair[0] < pair[1], "{:?}", pair);
            }
        }
    }
}

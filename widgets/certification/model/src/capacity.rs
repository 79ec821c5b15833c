//! Ready seats against candidates: how many sessions it takes.

/// Longest test, in minutes, before extra time (Pix, `DEFAULT_SESSION_DURATION_MINUTES`).
pub const TEST_MINUTES: u32 = 105;

/// Share of the ready seats that is kept in reserve by default, in percent. Ours, a setting: no official figure is known.
pub const RESERVE: u32 = 5;

/// What there is against what is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// Seats that are ready today.
    pub ready: u32,
    /// All seats of computers that are not declared absent.
    pub seats: u32,
    /// Ready seats without the reserve.
    pub usable: u32,
    /// Candidates to be seated.
    pub candidates: u32,
    /// Sessions that it takes; `None` where no seat can be used and there are candidates.
    pub sessions: Option<u32>,
}

/// Works it out. The reserve is rounded up: half a spare computer helps nobody.
pub fn capacity(ready: u32, seats: u32, candidates: u32, reserve: u32) -> Capacity {
    let kept = (u64::from(ready) * u64::from(reserve.min(100))).div_ceil(100);
    let usable = ready - u32::try_from(kept).unwrap_or(ready).min(ready);
    let sessions = match (candidates, usable) {
        (0, _) => Some(0),
        (_, 0) => None,
        _ => Some(candidates.div_ceil(usable)),
    };
    Capacity { ready, seats, usable, candidates, sessions }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_room_of_sixteen() {
        let found = capacity(16, 16, 112, RESERVE);
        assert_eq!((found.usable, found.sessions), (15, Some(8)));
        assert_eq!(capacity(0, 16, 112, RESERVE).sessions, None);
        assert_eq!(capacity(0, 0, 0, RESERVE).sessions, Some(0));
    }

    proptest! {
        #[test]
        fn the_sessions_hold_everybody_and_one_less_does_not(ready in 0_u32..500, candidates in 0_u32..2000, reserve in 0_u32..=100) {
            let found = capacity(ready, ready, candidates, reserve);
            prop_assert!(found.usable <= ready);
            if let Some(sessions) = found.sessions {
                prop_assert!(sessions * found.usable >= candidates);
                prop_assert!(sessions == 0 || (sessions - 1) * found.usable < candidates);
            } else {
                prop_assert!(candidates > 0 && found.usable == 0);
            }
        }
    }
}

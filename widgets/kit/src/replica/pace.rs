//! Operation ids and waiting times, from the seed given at construction: no clock and no chance of its own.

/// Longest wait before a retry, in ms.
const LONGEST: u32 = 30_000;
/// First wait before a retry, in ms.
const SHORTEST: u32 = 500;

/// Makes ids and waiting times.
#[derive(Debug)]
pub(super) struct Pace {
    session: String,
    made: u32,
    state: u64,
    /// Failures in a row.
    pub(super) setbacks: u32,
    /// Nothing is sent before the retry that was asked for.
    pub(super) paused: bool,
    /// A retry was asked for, to ask after writes in the host's outbox.
    pub(super) asking: bool,
}

impl Pace {
    /// From 128 bits that no other replica was given (`crypto.getRandomValues` in a browser).
    pub(super) fn new(seed: [u64; 2]) -> Self {
        let mut session = String::with_capacity(33);
        for half in seed {
            push_hex(&mut session, half, 16);
        }
        session.push('.');
        Self {
            session,
            made: 0,
            state: seed[0] ^ seed[1].rotate_left(32),
            setbacks: 0,
            paused: false,
            asking: false,
        }
    }

    /// A new id: the seed and a count, 34 to 41 characters.
    pub(super) fn op_id(&mut self) -> String {
        self.made += 1;
        let mut id = self.session.clone();
        let digits = (8 - self.made.leading_zeros() / 4).max(1);
        push_hex(&mut id, u64::from(self.made), digits);
        id
    }

    /// Whether an id was made here.
    pub(super) fn made(&self, op_id: &str) -> bool {
        op_id.starts_with(&self.session)
    }

    /// How long to wait after one more setback, in ms: doubling from half a second to half a minute, a
    /// random half of it, so that a class that lost its network does not come back in one instant.
    pub(super) fn next_wait(&mut self) -> u32 {
        let whole = SHORTEST.saturating_mul(1 << self.setbacks.min(10)).min(LONGEST);
        self.setbacks = self.setbacks.saturating_add(1);
        whole / 2 + self.below(whole / 2)
    }

    /// A short wait between writers who race for one item, in ms.
    pub(super) fn dodge(&mut self) -> u32 {
        20 + self.below(180)
    }

    /// A number below the bound, by splitmix64 (Steele, Lea, Flood 2014).
    fn below(&mut self, bound: u32) -> u32 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        // The high half is the better one.
        ((mixed >> 32) as u32) % bound.max(1)
    }
}

fn push_hex(text: &mut String, number: u64, digits: u32) {
    for digit in (0..digits).rev() {
        let nibble = (number >> (4 * digit)) & 0xf;
        text.push(char::from(b"0123456789abcdef"[nibble as usize]));
    }
}

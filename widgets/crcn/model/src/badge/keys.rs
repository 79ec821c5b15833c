//! Keys of what is stored about badges.

use greffon_protocol::Key;

/// What a key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// `badges/{self}/<id>`
    Claim,
    /// `badge-asked/{self}/{by}/<id>`
    Asked,
    /// `badge-answers/{self}/{by}/<id>`
    Answer,
    /// `badge-awards/{self}/{by}/<id>`
    Award,
}

impl Place {
    const HEADS: [(Self, &'static str); 4] = [
        (Self::Claim, "badges"),
        (Self::Asked, "badge-asked"),
        (Self::Answer, "badge-answers"),
        (Self::Award, "badge-awards"),
    ];
}

/// A key, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot<'k> {
    /// Which kind.
    pub place: Place,
    /// Whose place it is, as a pairwise id.
    pub owner: &'k str,
    /// Who wrote it; the owner for a claim.
    pub by: &'k str,
    /// The UUID of the badge.
    pub id: &'k str,
}

impl<'k> Slot<'k> {
    /// Reads a key. `None` for every other, and for one that its owner wrote to themself as if others had.
    pub fn read(key: &'k str) -> Option<Self> {
        let mut segments = key.split('/');
        let head = segments.next()?;
        let (place, _) = Place::HEADS.into_iter().find(|(_, name)| *name == head)?;
        let owner = segments.next()?;
        let by = if place == Place::Claim { owner } else { segments.next()? };
        let id = segments.next()?;
        let fits = segments.next().is_none() && is_uuid(id) && (place == Place::Claim || by != owner);
        fits.then_some(Self { place, owner, by, id })
    }

    /// The key; `None` where an id fits no key.
    pub fn key(&self) -> Option<Key> {
        let (_, head) = Place::HEADS.into_iter().find(|(place, _)| *place == self.place)?;
        let text = match self.place {
            Place::Claim => [head, "/", self.owner, "/", self.id].concat(),
            _ => [head, "/", self.owner, "/", self.by, "/", self.id].concat(),
        };
        Key::new(text).ok()
    }
}

/// Whether a text is a UUID in lower case.
pub fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        })
}

/// 128 random bits as a UUID of version 4.
pub fn uuid([high, low]: [u64; 2]) -> String {
    let high = high & 0xffff_ffff_ffff_0fff | 0x4000;
    let low = low & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000;
    let digits = b"0123456789abcdef";
    let mut text = String::with_capacity(36);
    for place in 0..32_u32 {
        if matches!(place, 8 | 12 | 16 | 20) {
            text.push('-');
        }
        let half = if place < 16 { high } else { low };
        let digit = half >> (60 - 4 * (place % 16)) & 15;
        text.push(char::from(digits[usize::try_from(digit).unwrap_or(0)]));
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ID: &str = "0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11";

    #[test]
    fn keys_read_as_they_are_made() {
        for (place, _) in Place::HEADS {
            let by = if place == Place::Claim { "p1" } else { "t1" };
            let slot = Slot { place, owner: "p1", by, id: ID };
            let key = slot.key().unwrap();
            assert_eq!(Slot::read(key.as_str()), Some(slot), "{key}");
        }
        let longest = "a".repeat(26);
        let slot = Slot { place: Place::Answer, owner: &longest, by: &"b".repeat(26), id: ID };
        assert!(slot.key().is_some(), "the ids of a host fit the longest key");
    }

    #[test]
    fn nobody_answers_themself() {
        for foreign in [
            "",
            "badges/p1",
            "badges/p1/x",
            &["badges/p1/p1/", ID].concat(),
            &["badge-answers/p1/p1/", ID].concat(),
            &["badge-awards/p1/", ID].concat(),
            &["badge-awards/p1/t1/", ID, "/x"].concat(),
            &["positions/p1/", ID].concat(),
        ] {
            assert_eq!(Slot::read(foreign), None, "{foreign}");
        }
    }

    proptest! {
        #[test]
        fn any_bits_are_a_uuid(bits in any::<[u64; 2]>()) {
            let text = uuid(bits);
            prop_assert!(is_uuid(&text), "{}", text);
            prop_assert_eq!(&text[14..15], "4");
            prop_assert!("89ab".contains(&text[19..20]));
        }

        #[test]
        fn no_key_panics(key in "\\PC{0,80}") {
            let _ = Slot::read(&key);
        }
    }
}

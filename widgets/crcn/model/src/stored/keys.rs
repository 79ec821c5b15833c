//! Keys of what one person stores.

use greffon_protocol::Key;

use crate::framework::Framework;

/// Makes and reads the keys of one person in one framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    /// `{self}/crcn-2019`.
    own: String,
}

/// What a key stands for; competences by their index in the framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// `positions/…`
    Position(usize),
    /// `counted/…`
    Counted(usize),
    /// `shown/…`
    Shown(usize),
    /// `family/…`
    Family(usize),
    /// `choices/…`
    Choices,
}

const POSITIONS: &str = "positions";
const COUNTED: &str = "counted";
const SHOWN: &str = "shown";
const FAMILY: &str = "family";
const CHOICES: &str = "choices";

impl Keys {
    /// Of a person by their pairwise id. `None` where the id cannot stand in a key: 1 to 64 of `a-z 0-9 . _ -`.
    pub fn new(person: &str, framework: &Framework) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
        let fits = (1..=64).contains(&person.len()) && person.bytes().all(fits);
        fits.then(|| Self { own: [person, "/", &framework.segment()].concat() })
    }

    /// The key of a slot; `None` where the framework has no such competence, or an imported code fits no key.
    pub fn key(&self, framework: &Framework, slot: Slot) -> Option<Key> {
        let (head, competence) = match slot {
            Slot::Position(index) => (POSITIONS, Some(index)),
            Slot::Counted(index) => (COUNTED, Some(index)),
            Slot::Shown(index) => (SHOWN, Some(index)),
            Slot::Family(index) => (FAMILY, Some(index)),
            Slot::Choices => (CHOICES, None),
        };
        let mut text = [head, "/", &self.own].concat();
        if let Some(index) = competence {
            text.push('/');
            text.push_str(framework.competences.get(index)?.code.as_str());
        }
        Key::new(text).ok()
    }

    /// What a key stands for. `None` for other people's, other frameworks' and other widgets' keys;
    /// `Some(Err(()))` for a competence that the framework does not have.
    pub fn read(&self, framework: &Framework, key: &str) -> Option<Result<Slot, ()>> {
        let (head, rest) = key.split_once('/')?;
        let rest = rest.strip_prefix(self.own.as_str())?;
        if head == CHOICES {
            return rest.is_empty().then_some(Ok(Slot::Choices));
        }
        let slot = match head {
            POSITIONS => Slot::Position,
            COUNTED => Slot::Counted,
            SHOWN => Slot::Shown,
            FAMILY => Slot::Family,
            _ => return None,
        };
        let code = rest.strip_prefix('/')?;
        Some(framework.index(code).map(slot).ok_or(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_as_they_are_made() {
        let framework = Framework::crcn();
        let keys = Keys::new("p-4f2a", &framework).unwrap();
        assert_eq!(
            keys.key(&framework, Slot::Position(0)).unwrap().as_str(),
            "positions/p-4f2a/crcn-2019/1.1"
        );
        assert_eq!(keys.key(&framework, Slot::Choices).unwrap().as_str(), "choices/p-4f2a/crcn-2019");
        for index in 0..framework.competences.len() {
            for slot in [Slot::Position(index), Slot::Counted(index), Slot::Shown(index), Slot::Choices] {
                let key = keys.key(&framework, slot).unwrap();
                assert_eq!(keys.read(&framework, key.as_str()), Some(Ok(slot)));
            }
        }
        assert_eq!(keys.key(&framework, Slot::Shown(16)), None);
    }

    #[test]
    fn foreign_keys_are_nobodys() {
        let framework = Framework::crcn();
        let keys = Keys::new("p1", &framework).unwrap();
        for foreign in [
            "",
            "positions",
            "positions/p1",
            "positions/p2/crcn-2019/1.1",
            "positions/p1/crcn-2028/1.1",
            "positions/p1/crcn-20191/1.1",
            "choices/p1/crcn-2019/1.1",
            "boards/p1/crcn-2019/1.1",
        ] {
            assert_eq!(keys.read(&framework, foreign), None, "{foreign}");
        }
        assert_eq!(keys.read(&framework, "shown/p1/crcn-2019/1.9"), Some(Err(())));
    }

    #[test]
    fn an_id_must_fit_a_key() {
        let framework = Framework::crcn();
        for odd in ["", "A1", "a/b", "é", &"a".repeat(65)] {
            assert_eq!(Keys::new(odd, &framework), None, "{odd}");
        }
        let longest = Keys::new(&"a".repeat(64), &framework).unwrap();
        assert!(longest.key(&framework, Slot::Position(15)).is_some(), "the longest id fits the longest key");
    }
}

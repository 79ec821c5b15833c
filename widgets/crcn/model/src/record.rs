//! What one person has stored, as far as it is known here: the replica's copy, read.

use serde_json::Value;

use crate::framework::{Framework, Level};
use crate::position::{EntryId, Line, Standing};
use crate::stored::{self, Choices, Damage, Fault, Keys, PositionItem, Slot};

/// One person's items in one framework.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    keys: Keys,
    places: Vec<Place>,
    choices: Choices,
    damages: Vec<Damage>,
}

/// What is stored about one competence.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Place {
    pub(crate) position: Stored,
    pub(crate) counted: Option<Value>,
    pub(crate) shown: Option<Value>,
    pub(crate) family: Option<Value>,
}

/// A position as it was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Stored {
    #[default]
    Nothing,
    Item(PositionItem),
    /// Something that cannot be read as a whole.
    Unreadable,
}

impl Record {
    /// An empty record. `None` where that id cannot stand in a key.
    pub fn new(person: &str, framework: &Framework) -> Option<Self> {
        let keys = Keys::new(person, framework)?;
        let mut record = Self { keys, places: Vec::new(), choices: Choices::default(), damages: Vec::new() };
        record.clear(framework);
        Some(record)
    }

    /// Forgets everything.
    pub fn clear(&mut self, framework: &Framework) {
        self.places.clear();
        self.places.resize_with(framework.competences.len(), Place::default);
        self.choices = Choices::default();
        self.damages.clear();
    }

    /// Takes a change of an item: its new value, or `None` where it was deleted. Whether it was one of this person's.
    pub fn put(&mut self, framework: &Framework, key: &str, value: Option<&Value>) -> bool {
        let Some(slot) = self.keys.read(framework, key) else { return false };
        self.damages.retain(|damage| damage.key != key);
        match slot {
            Ok(Slot::Position(index)) => {
                self.places[index].position = match value {
                    None => Stored::Nothing,
                    Some(value) => match PositionItem::read(key, value, &framework.competences[index]) {
                        Ok((item, damages)) => {
                            self.damages.extend(damages);
                            Stored::Item(item)
                        }
                        Err(damages) => {
                            self.damages.extend(damages);
                            Stored::Unreadable
                        }
                    },
                };
            }
            Ok(Slot::Counted(index)) => self.places[index].counted = value.cloned(),
            Ok(Slot::Shown(index)) => self.places[index].shown = value.cloned(),
            Ok(Slot::Family(index)) => self.places[index].family = value.cloned(),
            Ok(Slot::Choices) => {
                self.choices = value.map_or_else(Choices::default, |value| {
                    let (choices, damages) = Choices::read(key, value, framework);
                    self.damages.extend(damages);
                    choices
                });
            }
            Err(()) if value.is_some() => self.damages.push(Damage {
                key: key.to_owned(),
                place: String::new(),
                fault: Fault::Competence,
            }),
            Err(()) => {}
        }
        true
    }

    /// Where the person stands, with the validation that says so.
    pub fn current(&self, competence: usize) -> Option<Line> {
        self.item(competence)?.history.current()
    }

    /// Where the person stands.
    pub fn standing(&self, competence: usize) -> Standing {
        self.current(competence).map_or(Standing::NotPlaced, |line| line.standing)
    }

    /// Where the person would stand were that entry taken back.
    pub fn standing_without(&self, competence: usize, entry: EntryId) -> Standing {
        let Some(item) = self.item(competence) else { return Standing::NotPlaced };
        item.history.without(entry).current().map_or(Standing::NotPlaced, |line| line.standing)
    }

    /// Every validation, newest first.
    pub fn timeline(&self, competence: usize) -> Vec<Line> {
        self.item(competence).map(|item| item.history.timeline()).unwrap_or_default()
    }

    /// Whether the position is there but cannot be read, so that it is not written over unasked.
    pub fn is_unreadable(&self, competence: usize) -> bool {
        self.places.get(competence).is_some_and(|place| place.position == Stored::Unreadable)
    }

    /// What the person chose to share, and their stage.
    pub const fn choices(&self) -> &Choices {
        &self.choices
    }

    /// Everything that could not be read.
    pub fn damages(&self) -> &[Damage] {
        &self.damages
    }

    /// The level that is counted in the class now.
    pub fn counted(&self, framework: &Framework, competence: usize) -> Option<Level> {
        let counted = self.places.get(competence)?.counted.as_ref()?;
        stored::level_of_counted(counted, framework.competences.get(competence)?)
    }

    pub(crate) const fn keys(&self) -> &Keys {
        &self.keys
    }

    pub(crate) fn place(&self, competence: usize) -> Option<&Place> {
        self.places.get(competence)
    }

    fn item(&self, competence: usize) -> Option<&PositionItem> {
        match &self.places.get(competence)?.position {
            Stored::Item(item) => Some(item),
            _ => None,
        }
    }
}

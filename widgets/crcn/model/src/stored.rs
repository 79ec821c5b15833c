//! What is stored, where, and how it is read back.
//!
//! | key | who reads | value |
//! |---|---|---|
//! | `positions/{self}/crcn-2019/1.1` | the owner | every validation: `{"entries": {"<id>": …}}` |
//! | `counted/{self}/crcn-2019/1.1` | the back end's tally only | `{"level": 3}` |
//! | `shown/{self}/crcn-2019/1.1` | teachers of a common group | `{"level": 3, "on": "2026-11-23"}` |
//! | `family/{self}/crcn-2019/1.1` | the person's guardians | `{"level": 3, "on": "2026-11-23"}` |
//! | `choices/{self}/crcn-2019` | the owner | who sees what, and the school stage |
//!
//! `counted`, `shown` and `family` follow from the other two; they exist only while the person opened that competence.
//!
//! Entries stand in an object by their id, so that any merge field by field is the union of two devices. Members that
//! this version does not know are kept when an item is written again. What cannot be read is reported with its place,
//! never guessed and never written over.

mod choices;
mod damage;
mod keys;
mod merge;
mod position_item;
mod read;

pub use choices::{Choices, Share};
pub use damage::{Damage, Fault};
pub use keys::{Keys, Slot};
pub use merge::merge;
pub use position_item::PositionItem;

pub(crate) use position_item::{counted, level_of_counted, shown};

#[cfg(test)]
mod tests;

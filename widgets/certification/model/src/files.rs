//! Files that leave the board and come to it: the directory as cards ([`vcard`]) and as a table ([`contacts`]), which
//! are both taken in again ([`people`]), the steps as a calendar ([`icalendar`]), and computers out of an inventory
//! ([`computers`]).
//!
//! Pure: texts and items go in, texts, previews and faults come out, each fault with its line.

pub mod computers;
pub mod contacts;
pub mod icalendar;
pub mod intake;
mod lines;
pub mod people;
pub mod vcard;

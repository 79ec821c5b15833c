//! What stands around a person's levels, as a pure machine of messages and effects: requests and opinions, evidence
//! and goals ([`around`], [`asked`]), the radar ([`radar`]), the class and its report sheet ([`class`]), what comes in files
//! ([`import`], [`framework`]), badges ([`badges`], [`badge_desk`]), learning traces ([`traces`]), what one keeps,
//! takes along and erases ([`file`]), and what guardians read ([`family`]), and what goes on paper ([`portfolio`]).
//!
//! It lives in a part that is loaded when a screen first needs it. Positions themselves are not its business: the
//! tracker validates them. It never names the web, reads a clock or draws a random number, and it never shows anybody
//! what the access rules of the manifest do not hand them.

pub mod around;
pub mod asked;
pub mod badge_desk;
pub mod badges;
pub mod class;
pub mod family;
pub mod file;
pub mod framework;
pub mod import;
mod items;
mod machine;
pub mod people;
pub mod portfolio;
pub mod radar;
pub mod traces;

pub use items::{Items, Place};
pub use machine::{Effect, Field, Model, Msg, Offers, Page, Problem, Say, Start, Toast, update};

#[cfg(test)]
mod testing;

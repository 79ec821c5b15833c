//! What all Greffon widgets share: the port to the host ([`link`]), the person's copy of what is stored
//! ([`replica`]), texts ([`i18n`]) and the screen ([`stage`], [`ui`]).
//!
//! It knows the protocol and Yew. It never knows a widget, never reaches the network, and keeps nothing in the
//! browser: all that leaves a widget goes through its port.

pub mod dates;
pub mod errors;
pub mod i18n;
pub mod link;
pub mod replica;
pub mod session;
pub mod stage;
pub mod ui;

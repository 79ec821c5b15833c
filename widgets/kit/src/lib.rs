//! What all Greffon widgets share: the port to the host ([`link`]), texts ([`i18n`]) and the screen ([`stage`], [`ui`]).
//!
//! It knows the protocol and Yew. It never knows a widget, never reaches the network, and keeps nothing in the
//! browser: all that leaves a widget goes through its port.

pub mod dates;
pub mod errors;
pub mod i18n;
pub mod link;
pub mod session;
pub mod stage;
pub mod ui;

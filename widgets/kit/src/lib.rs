//! What all Greffon widgets share: the port to the host ([`link`]), the person's copy of what is stored
//! ([`replica`], carried by [`store`]), texts ([`i18n`]), the screen ([`stage`], [`ui`]), the component that
//! ties them to a widget ([`shell`]), and screens that are loaded when they are first shown ([`part`]).
//!
//! It knows the protocol and Yew. It never knows a widget, never reaches the network, and keeps nothing in the
//! browser: all that leaves a widget goes through its port.

pub mod chance;
pub mod dates;
pub mod errors;
pub mod i18n;
pub mod link;
pub mod mount;
pub mod part;
pub mod print;
pub mod replica;
pub mod session;
pub mod shell;
pub mod stage;
pub mod store;
pub mod ui;
pub mod widget;

//! The screens of the CRCN tracker: draws what the model says, and sends back what the person does.
//!
//! It decides nothing: levels, rights and what is written are the model's. It never touches the port: the kit does.

mod draw;
mod screens;
pub mod text;
mod widget;
mod words;

pub use widget::{Crcn, Input};

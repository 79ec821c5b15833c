//! The screens of the certification board: draws what the model says, and sends back what the person does.
//!
//! It decides nothing: rights, dates, states and what is written are the model's. It never touches the port: the kit
//! does.

mod files;
mod parts;
mod screens;
pub mod text;
mod widget;
mod words;

pub use widget::{Certification, Input};

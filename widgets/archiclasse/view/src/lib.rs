//! The screens of the space editor: draws what the model says, and sends back what the person does.
//!
//! It decides nothing: what a gesture changes and what may be changed are the model's. At pointer rate it writes
//! attributes itself; everything else goes through Yew.

mod canvas;
mod draw;
mod panel;
mod photo;
mod screens;
mod symbols;
pub mod text;
mod walk;
mod widget;
mod words;

pub use widget::{Archiclasse, Input};

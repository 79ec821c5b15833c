//! A part of the space editor, loaded when it is asked for: what the open plan is asked, what it costs, the dossier for
//! the authority, the sheets of the spaces, and files in and out.
//!
//! It shows one plan and never draws in it: the only things it writes are answers to questions, prices and the school's
//! inventory.

mod desk;
mod png;
mod screens;
pub mod text;

pub use desk::Desk;

greffon_kit::part!(Desk);

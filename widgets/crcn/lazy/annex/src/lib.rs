//! The screens around a person's levels, as a part of the tracker that is loaded when one of them is first shown: draws
//! what `greffon-crcn-annex` says, and sends back what the person does.
//!
//! It decides nothing, and it never touches the port: the tracker's shell carries out what it wants.

mod part;
mod png;
mod screens;
pub mod text;
mod words;

greffon_kit::part!(part::Annex);

//! The pages of the ENT, made on the server and complete without a script.

pub mod account;
pub mod administration;
pub mod assets;
pub mod badge;
pub mod badges;
pub mod calendar;
pub mod diagnostic;
pub mod diagnostic_links;
pub mod erasure;
pub mod establishment;
pub mod failure;
pub mod form;
pub mod frame;
pub mod home;
mod icons;
pub mod issuer;
pub mod mail;
pub mod people;
pub mod preferences;
pub mod sign_in;
mod templates;
pub mod widget;

pub use frame::Frame;
pub use templates::Templates;

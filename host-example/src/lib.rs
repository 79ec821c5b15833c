//! A small but real ENT that embeds Greffon widgets: accounts, classes, pages, and the back end of the widgets.
//!
//! It shows an integrator the whole of the protocol's server side: access rules and JSON Schemas taken from a
//! widget's manifest, batches that are all or nothing, resumable event streams, counts without names, files, export
//! and erasure. It runs from one SQLite file. The library starts it inside a test; `main.rs` from a command line.
//!
//! But for [`diagnostic`] and [`calendar`] it never knows what a widget means by its data, never tells a widget who a person is, never fetches anything
//! from elsewhere, and answers no write before it is on the disk.

pub mod access;
pub mod accounts;
pub mod api;
pub mod badge;
pub mod body;
pub mod calendar;
pub mod clock;
pub mod config;
pub mod database;
pub mod diagnostic;
pub mod directory;
pub mod error;
pub mod events;
pub mod files;
pub mod headers;
pub mod host;
pub mod instance;
pub mod limits;
pub mod live;
pub mod locale;
pub mod mail;
pub mod origin;
pub mod pages;
pub mod people;
pub mod personal;
pub mod query;
pub mod retention;
pub mod routes;
pub mod schema;
pub mod secret;
pub mod services;
pub mod session;
pub mod site;
pub mod store;
pub mod tally;
pub mod trace;
pub mod widgets;

pub use config::Config;
pub use error::Error;
pub use host::{Host, Running, StartError};

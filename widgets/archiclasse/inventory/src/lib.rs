//! One inventory, several layouts. The pieces of a plan are listed once: what a [`layout`] moves, by how many people and
//! in how many minutes; what the school has ([`stock`]) and what is to be bought or repaired ([`bill`]), at the prices
//! that people typed ([`price`]); how two plans differ ([`difference`]); and the [`dossier`] that the authority prices.
//!
//! It never makes up a price: what nobody priced is counted and said. It draws nothing and reads no clock.

pub mod bill;
pub mod difference;
pub mod dossier;
pub mod layout;
pub mod price;
pub mod stock;

pub use bill::{Bill, Line};
pub use dossier::Dossier;
pub use layout::Change;
pub use price::PriceList;
pub use stock::Stock;

#[cfg(test)]
mod testing;

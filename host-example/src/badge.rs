//! Open Badges 3.0 signed in the name of an establishment.
//!
//! A widget makes the unsigned credential; this room says whose it is (a salted hash, never a name), signs it with the
//! establishment's key ([`key`]) as `eddsa-rdfc-2022` Data Integrity ([`proof`]), and keeps it. The issuer and every key
//! that ever signed are published as a `did:web` document ([`issuer`]), what was taken back as a Bitstring Status List
//! ([`status`]), so that anybody can verify without asking this host for more.
//!
//! It never signs what the contexts do not define, what names a pupil, or what comes from somebody whom neither the
//! manifest nor the administrator lets sign; and it never shows a badge that its holder did not choose to show.

pub mod issuer;
pub mod key;
pub mod proof;
mod recipient;
pub mod register;
mod request;
pub mod status;

pub use issuer::Issuer;
pub use register::{Badge, Holding};

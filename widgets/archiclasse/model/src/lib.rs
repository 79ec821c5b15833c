//! The space editor without a screen: what a person is doing now ([`gesture`]), where it catches ([`snap`]), what can
//! be asked of it by menu, palette or key ([`command`]), ready-made rooms ([`template`]), and the whole as a pure machine
//! of messages and effects ([`app`]).
//!
//! It never names the web, draws, waits, reads a clock or draws a random number: random bits come in as an argument.

pub mod app;
pub mod arrange;
pub mod axonometry;
pub mod command;
pub mod edit;
pub mod field;
pub mod furnish;
pub mod gesture;
pub mod hit;
pub mod snap;
pub mod template;
pub mod walls;

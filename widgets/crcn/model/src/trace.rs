//! Learning traces as xAPI 1.0.3 statements: off until the administrator opens them, shown before they leave, taken back
//! by voiding.
//!
//! A trace says what was done: that somebody placed themself, set a goal or gave it up. It never says `achieved` or
//! `verified`, which are an authority's words, and never carries a text of the person's own. Who, where and when are the
//! host's to say.

mod kept;
mod statement;

pub use kept::{Kept, TraceKey, read_all};
pub use statement::{Event, Object, Statement, statement, void};

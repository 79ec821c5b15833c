//! The port to the host: requests that are answered, timed out or closed, never forgotten.
//!
//! [`Machine`] knows the rules and does no I/O; [`Link`] carries it over a real `MessagePort`.

mod machine;
mod port;

pub use machine::{Event, Machine};
pub use port::{Incoming, Link};

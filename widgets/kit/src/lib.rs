//! What all Greffon widgets share.

pub mod replica;

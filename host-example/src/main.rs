//! Placeholder crate doc.

fn main() {}

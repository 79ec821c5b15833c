//! Files in and out: a plan as SVG, as a sheet to scale, as DXF R12, as JSON; a bill as CSV; and in: plans, catalogues,
//! price lists and inventories, however a spreadsheet of a school wrote them.
//!
//! It belongs into a module that is loaded when it is asked for. It never reads a file itself: bytes come in, text goes
//! out. What it cannot read it says with the line and the reason, and it keeps what it can.

pub mod decimal;
pub mod export;
pub mod import;
pub mod line;
pub mod table;
pub mod text;
pub mod words;

#[cfg(test)]
mod testing;

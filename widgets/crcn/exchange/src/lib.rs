//! Files that come to the tracker and leave it: a person's own record ([`record_file`]), the results of a Pix campaign
//! ([`pix`]), frameworks in three forms ([`framework`]), and tables for spreadsheets ([`csv`]).
//!
//! Pure: texts go in, values and faults come out, each fault with its line or place. It stores nothing and changes
//! nothing: a preview of what would change is made by whoever reads a file here. It ships in a part that is loaded when
//! somebody first opens a file.

pub mod framework;
pub mod pix;
pub mod record_file;
mod sha1;
pub mod uuid;

pub use greffon_csv as csv;

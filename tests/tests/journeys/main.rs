//! What people do with the whole: real browsers, the real example ENT, real widgets.

mod ent_pages;
mod place;
mod sign_in;
mod tracker;

use std::process::ExitCode;

use greffon_tests::runner;

fn main() -> ExitCode {
    runner::run(&[sign_in::all(), ent_pages::all(), place::all()].concat())
}

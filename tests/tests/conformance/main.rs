//! The conformance kit for a host: a friendly probe and a hostile one, in the cage and in the page, against the host
//! SDK, in every engine (sections 2 to 10 of the protocol).
//!
//! The page is the kit's own; the SDK, the cage and the widget shell are those of `www/`.

mod cards;
mod checks;
mod handshake;
mod isolation;
mod lifecycle;
mod messages;

use std::process::ExitCode;

use greffon_tests::runner;

fn main() -> ExitCode {
    let journeys: Vec<_> =
        [checks::all(), handshake::all(), messages::all(), isolation::all(), lifecycle::all(), cards::all()]
            .concat();
    runner::run(&journeys)
}

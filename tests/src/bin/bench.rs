//! Prints the figures that the project promises, each with its target and the way it was measured.
//!
//! `bench [part…]`: parts are sizes, first-action, messages, push, gestures and server; all of them when none is named.
//! The exit code tells whether every promise is kept. The run is written to `target/bench.json` too.

use std::process::ExitCode;

use greffon_tests::bench::{PARTS, Report, measure};
use greffon_tests::{process, tools};

#[tokio::main]
async fn main() -> ExitCode {
    let named: Vec<String> = std::env::args().skip(1).collect();
    let parts: Vec<&str> =
        if named.is_empty() { PARTS.to_vec() } else { named.iter().map(String::as_str).collect() };
    let mut report = Report::default();
    for part in parts {
        println!("\n{part}");
        if let Err(error) = measure(part, &mut report).await {
            report.give_up(part, &error);
        }
    }
    process::kill_all();
    println!("\n{}", report.summary());
    let file = tools::repository().join("target/bench.json");
    if let Err(error) = report.write(&file) {
        eprintln!("cannot write {}: {error:#}", file.display());
        return ExitCode::FAILURE;
    }
    println!("written to {}", file.display());
    if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

//! The two commands of the README, `cargo xtask demo` and `cargo xtask test`, and what they need.
//!
//! It finds or installs the tools, builds the site into `target/site`, runs every test and prints what each
//! part took. It never edits a source file (but for the generated ones, by `cargo xtask schema`), never writes
//! outside `target/` and the user's cache folder except through `apt-get`, and never asks a question.

mod arguments;
mod bench;
mod build;
mod demo;
mod doctor;
mod file_kind;
mod fingerprint;
mod lockfile;
mod process;
mod progress;
mod schema;
mod setup;
mod size;
mod tasks;
mod test;
mod workspace;

#[cfg(not(unix))]
compile_error!(
    "Greffon is built on Linux; on Windows, work inside WSL (https://learn.microsoft.com/windows/wsl)."
);

use std::process::ExitCode;

fn main() -> ExitCode {
    match tasks::run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The closing line of the tests is the last one.
            if !error.is::<test::Failed>() {
                eprintln!("\nxtask: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}

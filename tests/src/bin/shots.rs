//! Photographs the screens of the project into `target/shots`: both themes, three widths.
//!
//! `shots [--readme] [part of a name…]`: every screen, or those whose name contains one of these words. With `--readme`
//! the picture in the README is replaced too, where its screen is among them.

use std::process::ExitCode;

use anyhow::Result;
use greffon_tests::{process, shots, tools};

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = run().await;
    process::kill_all();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let (options, wanted): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let replace = options.iter().any(|option| option == "--readme");
    if let Some(unknown) = options.iter().find(|option| *option != "--readme") {
        anyhow::bail!(
            "`{unknown}` is not understood: --readme is the only option; screens are {}",
            shots::names()
        );
    }
    let folder = tools::repository().join("target/shots");
    let taken = shots::take(&wanted, &folder).await?;
    println!("{taken} pictures in {}", folder.display());
    let (picture, fresh) = shots::readme(&folder);
    if replace && fresh.is_file() {
        std::fs::copy(&fresh, &picture)?;
        println!("{} is new", picture.display());
    }
    Ok(())
}

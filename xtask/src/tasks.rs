//! The list of tasks: what is typed, what it does, and the function that does it.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use crate::arguments::Arguments;
use crate::workspace::Workspace;
use crate::{bench, build, demo, doctor, schema, setup, size, test};

/// One task of `cargo xtask`.
struct Task {
    /// The word typed after `cargo xtask`.
    name: &'static str,
    /// What may follow it.
    usage: &'static str,
    /// One line for the list.
    summary: &'static str,
    run: fn(&Workspace, Arguments) -> Result<()>,
}

const TASKS: [Task; 9] = [
    Task {
        name: "demo",
        usage: "[--port N]",
        summary: "sets up, builds and starts the example ENT on 127.0.0.1:8080",
        run: demo::run,
    },
    Task {
        name: "test",
        usage: "[--fast] [--engine chromium|firefox|webkit]…",
        summary: "sets up the engines and runs every test; --fast runs what needs no browser",
        run: test::run,
    },
    Task {
        name: "setup",
        usage: "",
        summary: "only finds or installs every tool, browsers included; the other tasks do so by themselves",
        run: setup::run,
    },
    Task {
        name: "build",
        usage: "[widget]",
        summary: "builds target/site: the host SDK, the widgets, the guide and the gallery",
        run: build::run,
    },
    Task {
        name: "bench",
        usage: "[sizes|first-action|messages|push|server]…",
        summary: "measures cold load, messages, pushes and the host against their budgets",
        run: bench::bench,
    },
    Task {
        name: "shots",
        usage: "[--readme] [part of a screen's name]…",
        summary: "photographs every screen, both themes and three widths, into target/shots; --readme renews the README's",
        run: bench::shots,
    },
    Task {
        name: "schema",
        usage: "[--check]",
        summary: "writes the JSON Schemas and greffon-protocol.d.ts from greffon-protocol; --check only compares",
        run: schema::run,
    },
    Task {
        name: "doctor",
        usage: "<url> [--cookie name=value]",
        summary: "says which header a host page or a widget document lacks",
        run: doctor::run,
    },
    Task {
        name: "size",
        usage: "[--crates module]",
        summary: "prints what each widget and each SDK file weighs, against its budget; --crates: of what a module is made",
        run: size::run,
    },
];

/// Runs the task named by the first argument; without one, lists them all.
pub(crate) fn run(mut words: Vec<String>) -> Result<()> {
    if words.is_empty() || ["help", "--help", "-h"].contains(&words[0].as_str()) {
        print!("{}", listing());
        return Ok(());
    }
    let name = words.remove(0);
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        bail!("there is no task `{name}`.\n\n{}", listing());
    };
    let usage = format!("cargo xtask {} {}", task.name, task.usage);
    (task.run)(&Workspace::open()?, Arguments::new(words, usage))
}

fn listing() -> String {
    let mut text = String::from("cargo xtask <task>\n\n");
    for task in &TASKS {
        let typed = format!("{} {}", task.name, task.usage);
        let _ = writeln!(text, "  {typed:<52} {}", task.summary);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_task_has_its_line() {
        let listing = listing();
        for task in &TASKS {
            assert!(listing.contains(task.summary), "{} is not listed", task.name);
        }
    }

    #[test]
    fn an_unknown_task_names_the_known_ones() {
        let error = run(vec!["biuld".into()]).expect_err("no such task").to_string();
        assert!(error.contains("`biuld`") && error.contains("build [widget]"), "{error}");
    }
}

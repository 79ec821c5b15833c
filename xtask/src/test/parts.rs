//! The parts of `cargo xtask test`, in the order in which they run: what fails fastest comes first.

use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use super::counts::{libtest, nextest, tap};
use super::report::Report;
use super::{JOURNEYS, Plan, describe_surroundings};
use crate::arguments::Arguments;
use crate::build;
use crate::demo;
use crate::fingerprint::files_below;
use crate::process;
use crate::progress::Step;
use crate::schema;
use crate::setup::Engine;
use crate::size;
use crate::workspace::Package;

/// Form, lints, generated files, licences.
pub(crate) fn checks(plan: &Plan<'_>, report: &mut Report) -> Result<()> {
    let mut format = cargo(plan);
    report.check("format", "rustfmt", format.args(["fmt", "--all", "--check"]))?;

    let mut lint = cargo(plan);
    lint.args(["clippy", "--workspace", "--all-targets"]);
    report.check("lints, native", "clippy, warnings are errors", lint.args(["--", "-D", "warnings"]))?;

    let mut lint = plan.tools.wasm_command(plan.workspace, "cargo");
    lint.args(["clippy", "--target", "wasm32-unknown-unknown", "--lib"]).args(shipped(plan));
    report.check("lints, wasm32", "clippy on what ships", lint.args(["--", "-D", "warnings"]))?;

    let begun = Instant::now();
    let arguments = Arguments::new(vec!["--check".into()], "cargo xtask schema --check".into());
    report.own_check("generated files", schema::run(plan.workspace, arguments), begun.elapsed());

    if process::query(Command::new("cargo").args(["deny", "--version"])).is_ok() {
        let mut deny = cargo(plan);
        deny.args(["deny", "--workspace", "--all-features", "check", "bans", "licenses", "sources"]);
        report.check("licences and sources", "cargo-deny", &mut deny)?;
        advisories(plan, report)?;
    } else {
        report
            .skip("licences and sources", "cargo-deny is not installed (cargo install cargo-deny --locked)");
    }
    Ok(())
}

/// Known weaknesses of dependencies, where their database can be reached.
fn advisories(plan: &Plan<'_>, report: &mut Report) -> Result<()> {
    const NAME: &str = "advisories";
    let mut fetch = cargo(plan);
    if process::query(fetch.args(["deny", "fetch", "db"])).is_err() {
        report.skip(NAME, "the advisory database cannot be reached");
        return Ok(());
    }
    let mut deny = cargo(plan);
    report.check(NAME, "cargo-deny", deny.args(["deny", "--workspace", "check", "advisories"]))?;
    Ok(())
}

/// All that is tested natively.
pub(crate) fn native(plan: &Plan<'_>, report: &mut Report) -> Result<()> {
    let has_nextest = process::query(Command::new("cargo").args(["nextest", "--version"])).is_ok();
    let mut tests = cargo(plan);
    if has_nextest {
        tests.args(["nextest", "run", "--no-fail-fast"]);
        select_native(&mut tests);
        report.suite("native tests", "cargo nextest", &mut tests, nextest)?;
    } else {
        tests.args(["test", "--all-targets", "--no-fail-fast"]);
        select_native(&mut tests);
        report.suite("native tests", "cargo test", &mut tests, libtest)?;
    }
    let mut docs = cargo(plan);
    docs.args(["test", "--doc", "--no-fail-fast"]);
    select_native(&mut docs);
    report.maybe_empty_suite("examples in the documentation", "cargo test --doc", &mut docs, libtest)?;
    Ok(())
}

/// The SDK: its types and its own tests.
pub(crate) fn javascript(plan: &Plan<'_>, report: &mut Report) -> Result<()> {
    let www = plan.workspace.root.join("www");
    let project = ["tsconfig.json", "sdk/tsconfig.json", "jsconfig.json", "sdk/jsconfig.json"]
        .map(|name| www.join(name))
        .into_iter()
        .find(|file| file.is_file());
    match project {
        Some(project) => {
            let mut tsc = plan.tools.command("tsc");
            tsc.args(["--noEmit", "--checkJs", "--project"]).arg(project).current_dir(&plan.workspace.root);
            report.check("types of the SDK", "tsc --checkJs", &mut tsc)?;
        }
        None => report.skip("types of the SDK", "www holds no tsconfig.json"),
    }
    let mut tests = files_below(&www, &["node_modules"])?;
    tests.retain(|file| build::is_test(&file.to_string_lossy()));
    if tests.is_empty() {
        report.skip("tests of the SDK", "www holds no *.test.js");
        return Ok(());
    }
    let mut node = plan.tools.command("node");
    node.args(["--test", "--test-reporter=tap"]).args(tests).current_dir(&plan.workspace.root);
    report.suite("tests of the SDK", "node --test", &mut node, tap)?;
    Ok(())
}

/// Tests of components, each inside a browser.
pub(crate) fn in_browser(plan: &Plan<'_>, report: &mut Report) -> Result<()> {
    if !plan.engines.contains(&Engine::Chromium) {
        report.skip("components", "they are tested in chromium, which was not asked for");
        return Ok(());
    }
    for package in plan.workspace.packages.iter().filter(|package| package.has_browser_tests) {
        let mut wasm_pack = plan.tools.wasm_command(plan.workspace, "wasm-pack");
        wasm_pack.args([
            "test",
            "--headless",
            "--chrome",
            "--chromedriver",
            "/usr/bin/chromedriver",
            "--mode",
            "no-install",
        ]);
        wasm_pack.arg(&package.folder);
        report.suite(
            &format!("components, {}", package.name),
            "wasm-bindgen-test in Chromium",
            &mut wasm_pack,
            libtest,
        )?;
    }
    Ok(())
}

/// Selects what is tested natively. One selection everywhere, for with another one cargo would compile the same
/// libraries again with other features.
fn select_native(command: &mut Command) {
    command.arg("--workspace").args(["--exclude", JOURNEYS]);
}

/// The example ENT as the native tests have already built it: what differs from the one of `cargo xtask demo` is speed
/// alone, and compiling that one takes minutes.
fn build_host(plan: &Plan<'_>) -> Result<()> {
    let mut step = Step::start(demo::HOST, "the example ENT, as the native tests use it");
    let mut tests = cargo(plan);
    tests.arg("test");
    select_native(&mut tests);
    tests.arg("--no-run").env("CARGO_TARGET_DIR", plan.workspace.target());
    process::must(&mut tests, &mut step)?;
    step.done("ready");
    Ok(())
}

/// Builds what the journeys visit; false if it could not be built. A budget that is overrun fails the part only.
pub(crate) fn site(plan: &Plan<'_>, report: &mut Report) -> bool {
    let begun = Instant::now();
    let built = build::site(plan.workspace, plan.tools, None).and_then(|()| build_host(plan));
    if !report.own_check("site and host", built, begun.elapsed()) {
        return false;
    }
    let begun = Instant::now();
    report.own_check("sizes", size::report(plan.workspace), begun.elapsed());
    true
}

/// What crosses rooms. Without engines, whatever of it needs no browser.
pub(crate) fn journeys(plan: &Plan<'_>, report: &mut Report) -> Result<()> {
    let engines: Vec<_> = plan.engines.iter().map(|engine| engine.name()).collect();
    let mut tests = cargo(plan);
    tests.args(["test", "--no-fail-fast", "--package", JOURNEYS]).env("GREFFON_ENGINES", engines.join(","));
    let host = plan.workspace.target().join("debug").join(demo::HOST);
    describe_surroundings(&mut tests, plan.workspace, plan.tools, &host);
    if engines.is_empty() {
        report.maybe_empty_suite("journeys without a browser", "cargo test", &mut tests, libtest)?;
    } else {
        report.suite("journeys", "the whole, in each engine", &mut tests, libtest)?;
    }
    Ok(())
}

fn cargo(plan: &Plan<'_>) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(&plan.workspace.root).env("CARGO_TERM_COLOR", "never");
    command
}

/// The modules and every member that is linked into one.
fn shipped(plan: &Plan<'_>) -> Vec<String> {
    let modules = plan.workspace.packages.iter().filter(|package| package.is_module);
    let mut names: Vec<&str> = modules
        .flat_map(|package| plan.workspace.closure(package))
        .map(|package: &Package| package.name.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().flat_map(|name| ["--package".to_owned(), name.to_owned()]).collect()
}

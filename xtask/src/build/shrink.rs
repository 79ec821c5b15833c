//! What wasm-pack has no switch for: screens cut off, the abort handler, no names, wasm-opt, and the glue minified.
//!
//! wasm-bindgen runs a second time on what the linker wrote. Measured on a one-button Yew widget, brotli: 57.4 KB as
//! wasm-pack leaves it, 43.6 without names, 43.0 after wasm-opt; the abort handler is 0.4 of them and 0.2 of glue.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::module::Module;
use super::split::split;
use super::stage::{Minification, minify};
use crate::fingerprint::{Fingerprint, Stamp};
use crate::process;
use crate::progress::Step;
use crate::setup::{Tools, WASM_SPLIT};
use crate::workspace::Workspace;

/// No names and no note of the tools used; and a panic, which kills the instance, is told to the page.
const BINDGEN: [&str; 6] = [
    "--target",
    "web",
    "--no-typescript",
    "--remove-name-section",
    "--remove-producers-section",
    "--force-enable-abort-handler",
];

/// The abort handler is made of exceptions, which the module does not declare by itself; a file cut off declares nothing.
const WASM_OPT: [&str; 9] = [
    "-Oz",
    "--enable-exception-handling",
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// How Yew names what it notes on elements and events, where the glue reads and writes it.
const YEW_MARK: &str = ".__yew_";

/// Where the shrunk module lies.
pub(crate) fn folder(workspace: &Workspace, module: &Module) -> PathBuf {
    workspace.wasm_target().join("modules").join(module.path.replace('/', "."))
}

/// Whether it was ever built.
pub(crate) fn is_there(workspace: &Workspace, module: &Module) -> bool {
    folder(workspace, module).join(format!("{}_bg.wasm", module.name())).is_file()
}

/// Makes what ships of what the linker wrote.
pub(crate) fn shrink(workspace: &Workspace, tools: &Tools, module: &Module, raw: &Path) -> Result<()> {
    let mut step = Step::start(&module.path, "glue, abort handler, no names, wasm-opt");
    let folder = folder(workspace, module);
    let stamp = Stamp::new(
        workspace.wasm_target().join("stamps").join(format!("{}.shrunk", module.path.replace('/', "."))),
    );
    let inputs = inputs(workspace, tools, raw)?;
    if is_there(workspace, module) && stamp.is(&inputs) {
        step.done("unchanged");
        return Ok(());
    }
    step.working("wasm-bindgen, wasm-opt, esbuild");
    stamp.clear()?;
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    fs::create_dir_all(&folder)?;
    let cut = split(tools, module.name(), raw, &folder, &mut step)?;
    let mut bindgen = tools.command("wasm-bindgen");
    bindgen.args(BINDGEN).args(cut.bindgen).args(["--out-name", module.name(), "--out-dir"]).arg(&folder);
    process::must(bindgen.arg(&cut.main), &mut step)?;
    fs::remove_file(&cut.main)?;
    let wasm = folder.join(format!("{}_bg.wasm", module.name()));
    for wasm in cut.later.iter().chain([&wasm]) {
        let mut wasm_opt = tools.command("wasm-opt");
        process::must(wasm_opt.args(WASM_OPT).arg(wasm).arg("-o").arg(wasm), &mut step)?;
    }
    let glue = folder.join(format!("{}.js", module.name()));
    if module.is_part() {
        let text = fs::read_to_string(&glue).with_context(|| format!("reading {}", glue.display()))?;
        fs::write(&glue, with_marks_of(&text, module.name())?)?;
    }
    // In one file with the loaders of what was cut off: a glue that is loaded anew after a crash has loaders of its own.
    minify(workspace, tools, &[Minification::bundle(glue.clone(), glue)], &mut step)?;
    fs::remove_file(&cut.loaders)?;
    stamp.set(&inputs)?;
    let kilobytes = |file: &PathBuf| Ok::<_, std::io::Error>(fs::metadata(file)?.len().div_ceil(1000));
    let later = cut.later.iter().map(kilobytes).sum::<Result<u64, _>>()?;
    let now = kilobytes(&wasm)?;
    step.done(format_args!("{now} KB before compression, and {later} KB later"));
    Ok(())
}

/// The glue of a part, whose Yew notes what it knows of an element under names of its own.
///
/// Yew numbers the elements that listen, from one in every module, and writes the number on the element. A part lies
/// inside the elements of the widget that opened it, which would take the part's numbers for its own and call a handler
/// that has nothing to do with what was pressed.
fn with_marks_of(glue: &str, part: &str) -> Result<String> {
    ensure!(
        glue.contains(YEW_MARK),
        "the glue of {part} names no {YEW_MARK}…: Yew names its notes otherwise now, and a part and its widget mix theirs up"
    );
    Ok(glue.replace(YEW_MARK, &format!("{YEW_MARK}{}_", part.replace('-', "_"))))
}

fn inputs(workspace: &Workspace, tools: &Tools, raw: &Path) -> Result<String> {
    let mut print = Fingerprint::default();
    print.add(fs::read(raw).with_context(|| format!("reading {}", raw.display()))?);
    print.add(BINDGEN.join(" ")).add(WASM_OPT.join(" ")).add(YEW_MARK).add(super::split::FORM);
    print.add(tools.node_modules.as_os_str().as_encoded_bytes());
    print.add(crate::lockfile::version_of(&workspace.lockfile()?, "wasm-bindgen").unwrap_or_default());
    print.add(WASM_SPLIT);
    print.add(fs::read(workspace.root.join("xtask/npm/minify.mjs"))?);
    Ok(print.finish())
}

#[cfg(test)]
mod tests {
    use super::with_marks_of;

    #[test]
    fn a_part_marks_elements_by_its_own_names_and_keeps_those_of_its_imports() {
        let glue = "__wbg___yew_listener_id_0a: e => e.__yew_listener_id, b: (e, i) => { e.__yew_subtree_id = i >>> 0 }";
        assert_eq!(
            with_marks_of(glue, "a-b").expect("it has marks"),
            "__wbg___yew_listener_id_0a: e => e.__yew_a_b_listener_id, b: (e, i) => { e.__yew_a_b_subtree_id = i >>> 0 }"
        );
        assert!(with_marks_of("a: e => e.__other", "a").is_err());
    }
}

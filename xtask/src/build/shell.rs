//! What stands around a module: the document, its start, the custom element, the style sheet, the manifest.
//!
//! One set of templates, `www/widget`, serves all widgets; `{{id}}`, `{{title}}`, `{{version}}` and `{{major}}`
//! are filled from each manifest, `{{parts}}` with the files of the modules below `lazy/`.
//!
//! A part that is loaded when a screen first shows it is a package `widgets/<id>/lazy/<name>/`, a `cdylib`, with a
//! `style.css` of its own where it needs one. They become `lazy/<name>.js`, `lazy/<name>_bg.wasm` and
//! `lazy/<name>.css`. The widget's element loads them by name (`element.part(name)`), the kit's shell opens them where
//! a screen has a place for one: see `greffon_kit::part`. No widget needs a line of build or of JavaScript for it.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};

use super::manifest::Manifest;
use super::module::Module;
use super::stage::{Minification, Stage};
use crate::file_kind::kind;
use crate::workspace::Workspace;

/// Puts the shell of one widget on the stage.
pub(crate) fn stage_widget(
    stage: &mut Stage,
    workspace: &Workspace,
    module: &Module,
    parts: &[&Module],
) -> Result<()> {
    let manifest = Manifest::read(module)?;
    let site = module.site_folder();
    for name in ["index.html", "boot.js", "main.js", "element.js"] {
        let template = template(workspace, name)?;
        let filled = fill(&template.replace("{{parts}}", &self::parts(parts)), name, &manifest)?;
        let file = stage.put(&format!("{site}/{name}"), filled)?;
        match name {
            "boot.js" => stage.minify(Minification::script(file)),
            "main.js" | "element.js" => stage.minify(Minification::module(file.clone(), file)),
            _ => {}
        }
    }
    let style = module.package.folder.join("style.css");
    ensure!(style.is_file(), "{} is not there; each widget has one", style.display());
    stage.put(&format!("{site}/widget.json"), &manifest.compact)?;
    Ok(())
}

/// The files of the parts that are loaded later, by name, as JSON. Names are plain, so nothing needs escaping.
fn parts(modules: &[&Module]) -> String {
    let list: serde_json::Map<String, serde_json::Value> = modules
        .iter()
        .map(|module| {
            let mut files = vec![format!("lazy/{}.js", module.name())];
            files.extend(style(module).map(|_| format!("lazy/{}", style_name(module))));
            (module.name().to_owned(), files.into())
        })
        .collect();
    serde_json::Value::Object(list).to_string()
}

/// Puts the style sheet of a module on the stage, if it has one.
pub(crate) fn stage_style(stage: &mut Stage, module: &Module) {
    if let Some(style) = style(module) {
        let minified = stage.folder.join(module.site_folder()).join(style_name(module));
        stage.minify(Minification::css(style, minified));
    }
}

fn style(module: &Module) -> Option<PathBuf> {
    let style = module.package.folder.join("style.css");
    style.is_file().then_some(style)
}

/// Several parts share a folder.
fn style_name(module: &Module) -> String {
    if module.is_part() { format!("{}.css", module.name()) } else { "style.css".to_owned() }
}

/// Puts the cage, which all widgets share, on the stage.
pub(crate) fn stage_cage(stage: &mut Stage, workspace: &Workspace) -> Result<()> {
    stage.put("widgets/cage.html", template(workspace, "cage.html")?)?;
    let file = stage.put("widgets/cage.js", template(workspace, "cage.js")?)?;
    stage.minify(Minification::script(file));
    Ok(())
}

fn template(workspace: &Workspace, name: &str) -> Result<String> {
    let file = workspace.root.join("www/widget").join(name);
    fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))
}

fn fill(template: &str, name: &str, manifest: &Manifest) -> Result<String> {
    let in_script = kind(name) == "js";
    let text = |value: &str| if in_script { inside_quotes(value) } else { inside_html(value) };
    let filled = template
        .replace("{{id}}", &text(&manifest.id))
        .replace("{{title}}", &text(&manifest.title))
        .replace("{{version}}", &text(&manifest.version))
        .replace("{{major}}", &manifest.major.to_string());
    if let Some(unknown) = placeholder(&filled) {
        bail!(
            "www/widget/{name} holds {unknown}, which the build does not know (id, title, version, major, parts)"
        );
    }
    Ok(filled)
}

/// The first `{{word}}` of a text.
fn placeholder(text: &str) -> Option<&str> {
    text.match_indices("{{").find_map(|(at, _)| {
        let rest = &text[at + 2..];
        let end = rest.find("}}")?;
        let word = &rest[..end];
        let is_word =
            !word.is_empty() && word.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'_');
        is_word.then(|| &text[at..at + end + 4])
    })
}

fn inside_html(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// For a place between quotes of a script.
fn inside_quotes(value: &str) -> String {
    let quoted = serde_json::Value::from(value).to_string();
    quoted[1..quoted.len() - 1].replace('\'', "\\'").replace('`', "\\`")
}

#[cfg(test)]
mod tests {
    use super::super::manifest::tests::manifest;
    use super::*;

    #[test]
    fn templates_are_filled_for_where_the_value_stands() {
        let mut manifest = manifest();
        manifest.title = "L'école <numérique> & \"moi\"".into();
        let html = fill("<title>{{title}}</title>{{id}} {{major}}", "index.html", &manifest).expect("filled");
        assert_eq!(html, "<title>L'école &lt;numérique&gt; &amp; &quot;moi&quot;</title>crcn 0");
        let script = fill("const t = '{{title}}';", "main.js", &manifest).expect("filled");
        assert_eq!(script, "const t = 'L\\'école <numérique> & \\\"moi\\\"';");
    }

    #[test]
    fn parts_are_named_with_their_files() {
        let part = super::super::module::tests::module("crcn/lazy/annex");
        assert_eq!(parts(&[&part]), r#"{"annex":["lazy/annex.js"]}"#);
        assert_eq!(style_name(&part), "annex.css");
        assert_eq!(parts(&[]), "{}");
    }

    #[test]
    fn an_unknown_placeholder_is_refused_and_braces_of_scripts_are_not() {
        let error = fill("{{titel}}", "index.html", &manifest()).expect_err("unknown").to_string();
        assert!(error.contains("{{titel}}") && error.contains("index.html"), "{error}");
        fill("const a = {b: {}}; f({{...c}}); `${{}}`", "main.js", &manifest()).expect("not placeholders");
    }
}

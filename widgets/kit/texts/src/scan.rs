//! Finds the texts that a person would read and that stand in Rust sources instead of the catalogue.
//!
//! It knows Yew's `html!`: what stands between tags, and the attributes that are seen or read out. Besides, anything
//! that reads as a sentence is found wherever it stands, because it may reach the screen by way of a variable. It
//! looks at tokens, not at types: a single word that passes through a function stays unseen.
//!
//! Attributes, `#[cfg(test)]` items, the words of `panic!`, `assert!` and `expect` are not for people and do not count.
//! A line that ends with `// not a text: why` is left out.
//!
//! ```
//! let found = greffon_texts::scan::source(r#"fn f() -> Html { html! { <p title="Aide">{ "Bonjour" }</p> } }"#)?;
//! assert_eq!(found.len(), 2);
//! # Ok::<(), proc_macro2::LexError>(())
//! ```

mod html;
mod literal;
mod prose;
mod tokens;

use std::fmt;
use std::path::{Path, PathBuf};

use proc_macro2::{LexError, TokenStream};
use thiserror::Error;

/// What leaves a line out.
const LEFT_OUT: &str = "// not a text:";

/// A text outside the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, where files were read.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// Where on the screen it would stand.
    pub place: Place,
    /// The text.
    pub text: String,
}

/// Where a text would reach a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Between tags.
    Text,
    /// In an attribute that is seen or read out, or in a property of a component that has such a name.
    Attribute(String),
    /// Anywhere: it reads as a sentence.
    Prose,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, place, text } = self;
        write!(f, "{}:{line}: ", file.display())?;
        match place {
            Place::Text => write!(f, "{text:?} stands between tags"),
            Place::Attribute(name) => write!(f, "{text:?} stands in `{name}`"),
            Place::Prose => write!(f, "{text:?} reads as a sentence"),
        }
    }
}

/// Why sources could not be searched.
#[derive(Debug, Error)]
pub enum ScanError {
    /// A file or folder cannot be read.
    #[error("{path}: {source}")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is not Rust.
    #[error("{path}: {source}")]
    Parse {
        /// Which.
        path: PathBuf,
        /// Why.
        source: LexError,
    },
}

/// Searches one source text.
///
/// # Errors
/// Where it is not Rust.
pub fn source(code: &str) -> Result<Vec<Finding>, LexError> {
    let stream: TokenStream = code.parse()?;
    let mut found = Vec::new();
    prose::search(stream, &mut found);
    let left_out: Vec<bool> = code.lines().map(|line| line.contains(LEFT_OUT)).collect();
    found.retain(|finding| !left_out.get(finding.line - 1).is_some_and(|left_out| *left_out));
    found.sort_by_key(|finding| finding.line);
    Ok(found)
}

/// Searches every `.rs` file of a folder and of those below it.
///
/// # Errors
/// The first file that cannot be read or is not Rust; a folder without any such file.
pub fn folder(path: &Path) -> Result<Vec<Finding>, ScanError> {
    let files = files_below(path)?;
    if files.is_empty() {
        let source = std::io::Error::new(std::io::ErrorKind::NotFound, "holds no Rust source");
        return Err(ScanError::Read { path: path.to_owned(), source });
    }
    let mut found = Vec::new();
    for file in files {
        let code = std::fs::read_to_string(&file).map_err(|source| read_error(&file, source))?;
        let findings = source(&code).map_err(|source| ScanError::Parse { path: file.clone(), source })?;
        found.extend(findings.into_iter().map(|finding| Finding { file: file.clone(), ..finding }));
    }
    Ok(found)
}

/// One line a finding, for the message of a test.
pub fn report(found: &[Finding]) -> String {
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    format!("texts outside the catalogue:\n{}", lines.join("\n"))
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>, ScanError> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|source| read_error(folder, source))? {
        let path = entry.map_err(|source| read_error(folder, source))?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn read_error(path: &Path, source: std::io::Error) -> ScanError {
    ScanError::Read { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(code: &str) -> Vec<(Place, String)> {
        let found = source(code).expect("the example is Rust");
        found.into_iter().map(|finding| (finding.place, finding.text)).collect()
    }

    fn text(text: &str) -> (Place, String) {
        (Place::Text, text.to_owned())
    }

    fn attribute(name: &str, text: &str) -> (Place, String) {
        (Place::Attribute(name.to_owned()), text.to_owned())
    }

    #[test]
    fn texts_between_tags_are_found_in_every_form() {
        assert_eq!(texts(r#"html! { <p>{ "Bonjour" }</p> }"#), [text("Bonjour")]);
        assert_eq!(texts(r#"html! { "Bonjour" }"#), [text("Bonjour")]);
        assert_eq!(texts(r#"html! { <>{ format!("Niveau {n}") }</> }"#), [text("Niveau {n}")]);
        assert_eq!(
            texts(r#"html! { <p>{ if on { "Oui" } else { "Non" } }</p> }"#),
            [text("Oui"), text("Non")]
        );
        assert_eq!(
            texts(r#"html! { if a == "x" { <b>{ "Oui" }</b> } else { { "Non" } } }"#),
            [text("Oui"), text("Non")]
        );
        assert_eq!(
            texts(r#"html! { <p>{ AttrValue::from("Oui") }{ Some("Non") }{ "Si".to_owned() }</p> }"#).len(),
            3
        );
        assert_eq!(
            texts(r#"html! { <li>{ for list.iter().map(|x| html! { <i>{ "Oui" }</i> }) }</li> }"#),
            [text("Oui")]
        );
        assert_eq!(texts(r##"html! { <p>{ r#"Bonjour"# }</p> }"##), [text("Bonjour")]);
        assert_eq!(
            texts(r#"html! { <p>{ match x { A => "Oui", B => "Non" } }</p> }"#),
            [text("Oui"), text("Non")]
        );
        assert_eq!(texts(r#"html! { for x in list { <p>{ "Oui" }</p> } }"#), [text("Oui")]);
    }

    #[test]
    fn attributes_that_are_seen_or_read_out_are_found() {
        assert_eq!(texts(r#"html! { <button aria-label="Fermer" /> }"#), [attribute("aria-label", "Fermer")]);
        assert_eq!(
            texts(r#"html! { <img alt={"Un plan"} src="plan.png" /> }"#),
            [attribute("alt", "Un plan")]
        );
        assert_eq!(texts(r#"html! { <input placeholder="Nom" title={format!("Nom {n}")} /> }"#).len(), 2);
        assert_eq!(texts(r#"html! { <Button label="Fermer" {onclick} /> }"#), [attribute("label", "Fermer")]);
        assert_eq!(texts(r#"html! { <List<Item> caption="Liste" /> }"#), [attribute("caption", "Liste")]);
        assert_eq!(
            texts(r#"html! { <Dialog actions={html! { <Button label="Oui" /> }}>{ "Non" }</Dialog> }"#),
            [attribute("label", "Oui"), text("Non")]
        );
    }

    #[test]
    fn sentences_are_found_on_their_way_to_the_screen() {
        assert_eq!(
            texts(r#"fn f() { let title = "Mes compétences"; }"#),
            [(Place::Prose, "Mes compétences".into())]
        );
        assert_eq!(texts(r#"const A: &str = "Nothing here yet.";"#).len(), 1);
        assert_eq!(texts(r#"html! { <p>{ show("Rien pour le moment") }</p> }"#).len(), 1);
    }

    #[test]
    fn what_nobody_reads_is_left_alone() {
        for code in [
            r#"html! { <p class="gf-muted small" id="a b" role="status">{ T::Title.get(lang) }</p> }"#,
            r#"html! { <p>{ T::Count.with(lang, &[("n", &count)]) }{ "–" }{ " " }{ format!("{a}/{b}") }</p> }"#,
            r#"html! { <p>{ if mode == "dark" { dark() } else { light() } }</p> }"#,
            r#"html! { <p>{ match mode { "dark" | "light" => a(), _ => b() } }</p> }"#,
            r#"html! { <svg viewBox="0 0 24 24"><path d="M5 12h4 M4 2" /></svg> }"#,
            r#"html! { <Field id="why" label={T::Why.get(lang)} kind={kind("text")} /> }"#,
            r##"html! { <a href={["#", id].concat()} onclick={move |event: MouseEvent| go(event, "top")}>{ name }</a> }"##,
            r#"/// Some words here. 
               #[deprecated = "use that one"] fn f() { x.expect("it is there always"); panic!("this is bad") }"#,
            r#"#[cfg(test)] mod tests { fn f() { let a = "some words here"; html! { "Bonjour" } } }"#,
            r#"fn f() { log("some words here"); } // not a text: for developers"#,
            r#"const CSS: &str = "a[href],button:not([disabled])"; const CLASS: &str = "gf-a gf-b";"#,
        ] {
            assert_eq!(texts(code), [], "{code}");
        }
    }

    #[test]
    fn a_test_item_ends_where_it_ends() {
        let code =
            r#"#[cfg(test)] use a::b; #[cfg(test)] mod tests { } fn f() -> Html { html! { "Bonjour" } }"#;
        assert_eq!(texts(code), [text("Bonjour")]);
    }

    #[test]
    fn findings_say_where_they_are() {
        let found = source("fn f() {\n    html! {\n        <p>{ \"Bonjour\" }</p>\n    }\n}").expect("Rust");
        let finding = Finding { file: "src/a.rs".into(), ..found[0].clone() };
        assert_eq!(
            report(&[finding]),
            "texts outside the catalogue:\nsrc/a.rs:3: \"Bonjour\" stands between tags"
        );
    }

    #[test]
    fn a_folder_without_sources_is_an_error() {
        let folder_of_nothing = Path::new(env!("CARGO_MANIFEST_DIR")).join("nowhere");
        assert!(matches!(folder(&folder_of_nothing), Err(ScanError::Read { .. })));
        assert!(source("fn f( {").is_err());
    }
}

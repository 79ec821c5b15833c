//! What a page tells by its text: the widgets it embeds, the files it names.

use super::address;
use super::fetch::Answer;
use crate::file_kind::kind;

/// A `<greffon-widget>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Embedding {
    /// The address of its `widget.json`.
    pub(crate) manifest: String,
    /// In the page itself rather than in a frame.
    pub(crate) same_page: bool,
}

pub(crate) fn is_host_page(answer: &Answer) -> bool {
    answer.media_type() == "text/html" && !tags(&answer.body, "greffon-widget").is_empty()
}

pub(crate) fn is_widget_document(answer: &Answer) -> bool {
    answer.media_type() == "text/html"
        && tags(&answer.body, "script")
            .iter()
            .any(|tag| attribute(tag, "src").is_some_and(|src| src.contains("boot.js")))
}

/// Every widget of a host page that has a manifest.
pub(crate) fn embeddings(answer: &Answer) -> Vec<Embedding> {
    let tags = tags(&answer.body, "greffon-widget");
    let widgets = tags.iter().filter_map(|tag| {
        let manifest = address::join(&answer.url, attribute(tag, "manifest")?);
        Some(Embedding { manifest, same_page: attribute(tag, "mode") == Some("page") })
    });
    widgets.collect()
}

/// The policies that the page itself carries in `<meta>`.
pub(crate) fn policies_in_text(answer: &Answer) -> Vec<&str> {
    tags(&answer.body, "meta")
        .into_iter()
        .filter(|tag| {
            attribute(tag, "http-equiv")
                .is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"))
        })
        .filter_map(|tag| attribute(tag, "content"))
        .collect()
}

/// The scripts, modules and style sheets that stand between quotes in a document or script.
pub(crate) fn named_files(answer: &Answer) -> Vec<String> {
    let pieces = answer.body.split(['"', '\'', '`']);
    pieces
        .filter(|name| ["js", "wasm", "css"].contains(&kind(name)))
        .filter(|name| {
            name.len() > 4
                && name.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"._-/?=".contains(&sign))
        })
        // The glue has a key of this form for its imports: no file.
        .filter(|name| !name.ends_with("_bg.js"))
        .map(|name| address::join(&answer.url, name))
        .collect()
}

/// The inside of every opening tag of this name.
fn tags<'html>(html: &'html str, name: &str) -> Vec<&'html str> {
    html.match_indices('<')
        .filter_map(|(at, _)| {
            let inside = &html[at + 1..];
            let head = inside.get(..name.len())?;
            let follows = inside[name.len()..].chars().next()?;
            if !head.eq_ignore_ascii_case(name)
                || !(follows.is_whitespace() || follows == '>' || follows == '/')
            {
                return None;
            }
            // A `>` between quotes does not end a tag.
            let mut quote = None;
            let end = inside.char_indices().find_map(|(at, sign)| match (quote, sign) {
                (None, '>') => Some(at),
                (None, '"' | '\'') => {
                    quote = Some(sign);
                    None
                }
                (Some(open), sign) if open == sign => {
                    quote = None;
                    None
                }
                _ => None,
            })?;
            Some(&inside[name.len()..end])
        })
        .collect()
}

/// The value of an attribute, quoted or not.
fn attribute<'tag>(tag: &'tag str, name: &str) -> Option<&'tag str> {
    let lower = tag.to_ascii_lowercase();
    lower.match_indices(name).find_map(|(at, _)| {
        let starts = at > 0 && lower.as_bytes()[at - 1].is_ascii_whitespace();
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        if !starts {
            return None;
        }
        match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split(quote).next(),
            _ => value.split_whitespace().next(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::fetch::tests::answered;
    use super::*;

    const PAGE: &str = r#"<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'self'">
        <greffon-widget title="a > b" manifest="/widgets/crcn/widget.json" instance=1></greffon-widget>
        <greffon-widget manifest='https://w.example/x/widget.json' mode="page"></greffon-widget>
        <greffon-widgets manifest="no"></greffon-widgets>"#;

    fn page() -> Answer {
        answered("https://ent.example/page", &[("content-type", "text/html; charset=utf-8")], PAGE)
    }

    #[test]
    fn widgets_are_found_with_their_mode() {
        assert!(is_host_page(&page()) && !is_widget_document(&page()));
        let embedding = |manifest: &str, same_page| Embedding { manifest: manifest.into(), same_page };
        assert_eq!(
            embeddings(&page()),
            [
                embedding("https://ent.example/widgets/crcn/widget.json", false),
                embedding("https://w.example/x/widget.json", true)
            ]
        );
        assert_eq!(policies_in_text(&page()), ["default-src 'self'"]);
    }

    #[test]
    fn named_files_are_found_in_documents_and_scripts() {
        let document = answered(
            "https://w.example/widgets/crcn/index.html",
            &[("content-type", "text/html")],
            r#"<script src="boot.js?v=1"></script><script type=module src="main.js"></script>"#,
        );
        assert!(is_widget_document(&document));
        let base = "https://w.example/widgets/crcn";
        assert_eq!(named_files(&document), [format!("{base}/boot.js?v=1"), format!("{base}/main.js")]);
        let glue = answered(
            &format!("{base}/crcn.js"),
            &[],
            r#"{"./crcn_bg.js":1,a:new URL("crcn_bg.wasm?v=2")},"x y.js",".js""#,
        );
        assert_eq!(named_files(&glue), [format!("{base}/crcn_bg.wasm?v=2")]);
    }
}

//! The icons of the pages: drawn on a grid of 24 px, 1.75 px strokes, ours.

use minijinja::{Error, ErrorKind, Value};

const ICONS: &[(&str, &str)] = &[
    ("alert", r#"<path d="M12 4l9 16H3z"/><path d="M12 10v4M12 17v.2"/>"#),
    ("check", r#"<path d="M5 12.5l4.5 4.5L19 7.5"/>"#),
    (
        "leaf",
        r#"<path d="M5 20c1-6 4-9 9-11"/><path d="M7 14c-1-7 5-10 13-10 0 9-4 13-10 12-1.6 0-2.5-.8-3-2z"/>"#,
    ),
    ("leave", r#"<path d="M14 4H6v16h8M10 12h10M17 8.5l3.5 3.5-3.5 3.5"/>"#),
    ("lock", r#"<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>"#),
    ("next", r#"<path d="M9 5l7 7-7 7"/>"#),
    ("person", r#"<circle cx="12" cy="8" r="4"/><path d="M4.5 20c1-4 4-6 7.5-6s6.5 2 7.5 6"/>"#),
    (
        "sliders",
        r#"<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>"#,
    ),
];

/// `icon("leaf")` in a template: a picture beside a word, never alone.
pub(super) fn icon(name: &str) -> Result<Value, Error> {
    let known = ICONS.iter().find(|(known, _)| *known == name);
    let (_, paths) =
        known.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("no icon {name:?}")))?;
    Ok(Value::from_safe_string(format!(
        r#"<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">{paths}</svg>"#
    )))
}

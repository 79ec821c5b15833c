//! The colours of the tokens can be told apart: 4.5 to 1 for text, 3 to 1 for what has a meaning (WCAG 2.2, 1.4.3
//! and 1.4.11), on every ground of both themes.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../style/tokens.css");
const COMPONENTS: &str = include_str!("../style/components.css");

const GROUNDS: [&str; 3] = ["bg", "surface", "sunken"];
const TEXTS: [&str; 7] = ["text", "muted", "accent", "info", "ok", "warn", "bad"];
const BORDERS: [&str; 2] = ["line", "focus"];
const TONES: [&str; 4] = ["info", "ok", "warn", "bad"];

type Colour = [f64; 3];
type Theme = BTreeMap<String, Colour>;

/// The colours of the block that begins with the selector.
fn colours(selector: &str) -> Theme {
    let block =
        TOKENS.split(selector).nth(1).and_then(|rest| rest.split('}').next()).expect("the block is there");
    block
        .lines()
        .filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--gf-")?.split_once(": #")?;
            Some((name.to_owned(), read(value.trim_end_matches(';'))))
        })
        .collect()
}

fn themes() -> [(&'static str, Theme); 2] {
    [("light", colours(":host,")), ("dark", colours(":host([data-theme=\"dark\"])"))]
}

fn read(hex: &str) -> Colour {
    assert_eq!(hex.len(), 6, "a colour has six figures: {hex}");
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour")) / 255.0)
}

/// `color-mix(in srgb, one share, other)`.
fn mix(one: Colour, share: f64, other: Colour) -> Colour {
    std::array::from_fn(|at| one[at] * share + other[at] * (1.0 - share))
}

/// Relative luminance and contrast as WCAG 2.2 defines them.
fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] =
        colour.map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The share, in per cent, that a rule of the components mixes of a colour.
fn share(rule: &str) -> f64 {
    let value =
        COMPONENTS.split(rule).nth(1).and_then(|rest| rest.split('%').next()).expect("the rule is there");
    value.trim().parse::<f64>().expect("a share") / 100.0
}

#[track_caller]
fn need(theme: &str, one: Colour, other: Colour, least: f64, what: &str) {
    let found = contrast(one, other);
    assert!(found >= least, "{theme}: {what}: {found:.2}, where {least} is needed");
}

#[test]
fn the_measure_is_the_known_one() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
    assert!((contrast(read("777777"), [1.0; 3]) - 4.48).abs() < 0.005);
}

#[test]
fn both_themes_have_the_same_colours() {
    let [(_, light), (_, dark)] = themes();
    assert_eq!(light.keys().collect::<Vec<_>>(), dark.keys().collect::<Vec<_>>());
    assert!(light.len() >= 14, "{}", light.len());
}

#[test]
fn texts_can_be_read_on_every_ground() {
    for (name, theme) in themes() {
        for ground in GROUNDS {
            for text in TEXTS {
                need(name, theme[text], theme[ground], 4.5, &format!("{text} on {ground}"));
            }
        }
    }
}

#[test]
fn borders_and_rings_can_be_seen_on_every_ground() {
    for (name, theme) in themes() {
        for ground in GROUNDS {
            for border in BORDERS {
                need(name, theme[border], theme[ground], 3.0, &format!("{border} on {ground}"));
            }
        }
    }
}

#[test]
fn the_primary_button_can_be_read_also_under_the_pointer() {
    let share = share(".gf-button--primary:hover {\n  background: color-mix(in srgb, var(--gf-accent) ");
    for (name, theme) in themes() {
        need(name, theme["on-accent"], theme["accent"], 4.5, "on-accent on accent");
        let hovered = mix(theme["accent"], share, theme["text"]);
        need(name, theme["on-accent"], hovered, 4.5, "on-accent on the accent under the pointer");
    }
}

#[test]
fn notices_can_be_read_on_their_tint() {
    let share = share("  background: color-mix(in srgb, var(--gf-tone, var(--gf-info)) ");
    for (name, theme) in themes() {
        for tone in TONES {
            let ground = mix(theme[tone], share, theme["surface"]);
            need(name, theme["text"], ground, 4.5, &format!("text in a notice of {tone}"));
            need(name, theme["accent"], ground, 4.5, &format!("a quiet button in a notice of {tone}"));
            need(name, theme[tone], ground, 3.0, &format!("the icon of a notice of {tone}"));
        }
    }
}

#[test]
fn a_mark_filled_with_text_holds_its_figure() {
    for (name, theme) in themes() {
        need(name, theme["surface"], theme["text"], 4.5, "the figure of a full mark");
    }
}

//! The picture of a badge: a form, and a mark for each degree. It holds no text, so that it needs no font and no
//! language; its words stand beside it.

use super::catalogue::{BadgeClass, Catalogue, Shape};

/// The outline of a form in a square of 240.
const fn outline(shape: Shape) -> &'static str {
    match shape {
        Shape::Circle => "M120 16a104 104 0 1 0 0 208a104 104 0 1 0 0-208z",
        Shape::Triangle => "M108 22Q120 4 132 22L228 196Q236 216 214 216H26Q4 216 12 196z",
        Shape::Square => "M40 20H200Q220 20 220 40V200Q220 220 200 220H40Q20 220 20 200V40Q20 20 40 20z",
        Shape::Diamond => {
            "M106 14Q120 2 134 14L226 106Q238 120 226 134L134 226Q120 238 106 226L14 134Q2 120 14 106z"
        }
        Shape::Hexagon => {
            "M68 24H172Q180 24 184 31L234 112Q238 120 234 128L184 209Q180 216 172 216H68Q60 216 56 209L6 128Q2 120 6 112L56 31Q60 24 68 24z"
        }
    }
}

/// Ground and line of a form: told apart without colour by the form itself.
const fn colours(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Circle => ("#2B5C9E", "#DCE8F7"),
        Shape::Triangle => ("#8A5A00", "#F8EBCB"),
        Shape::Square => ("#2F5D50", "#DCEEE7"),
        Shape::Diamond => ("#A8322A", "#F9DEDB"),
        Shape::Hexagon => ("#5B3F8C", "#E8DFF5"),
    }
}

/// A shape of the picture, filled or drawn by its outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// As the `d` of an SVG path, in a square of [`SIDE`].
    pub path: String,
    /// The colour inside.
    pub fill: Option<&'static str>,
    /// Colour and width of the outline, with round ends and corners.
    pub stroke: Option<(&'static str, f64)>,
    /// How much smaller it is drawn, around the middle.
    pub scale: f64,
}

/// Width and height of the square that pictures are drawn in.
pub const SIDE: u32 = 240;

/// What a badge at a level (from 1; 0 where there are none) is drawn of, from back to front.
pub fn marks(catalogue: &Catalogue, badge: &BadgeClass, level: usize) -> Vec<Mark> {
    let (ground, line) = colours(badge.shape);
    let path = outline(badge.shape).to_owned();
    let stroke = |width| Some((line, width));
    let mut marks = vec![
        Mark { path: path.clone(), fill: Some(ground), stroke: None, scale: 1.0 },
        Mark { path, fill: None, stroke: stroke(9.0), scale: 0.85 },
    ];
    let count = catalogue.levels.len();
    if count == 0 {
        // A tick: done, whatever the degree.
        let path = "M82 128l26 26 52-56".to_owned();
        marks.push(Mark { path, fill: None, stroke: stroke(16.0), scale: 1.0 });
    }
    for place in 0..count {
        let x = (109 + 34 * place - 17 * (count - 1)).to_string();
        let path = ["M", &x, " 136a11 11 0 1 0 22 0a11 11 0 1 0-22 0z"].concat();
        marks.push(Mark { path, fill: (place < level).then_some(line), stroke: stroke(4.0), scale: 1.0 });
    }
    marks
}

/// The SVG of a badge at a level, to be drawn 64 pixels wide or more.
pub fn picture(catalogue: &Catalogue, badge: &BadgeClass, level: usize) -> String {
    let mut svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 240 240\" width=\"240\" height=\"240\" stroke-linecap=\"round\" stroke-linejoin=\"round\">".to_owned();
    for mark in marks(catalogue, badge, level) {
        svg.push_str(&["<path fill=\"", mark.fill.unwrap_or("none"), "\""].concat());
        if let Some((colour, width)) = mark.stroke {
            svg.push_str(&[" stroke=\"", colour, "\" stroke-width=\"", &width.to_string(), "\""].concat());
        }
        if mark.scale < 1.0 {
            let moved = (f64::from(SIDE) / 2.0 * (1.0 - mark.scale)).to_string();
            let scale = mark.scale.to_string();
            svg.push_str(
                &[" transform=\"translate(", &moved, " ", &moved, ") scale(", &scale, ")\""].concat(),
            );
        }
        svg.push_str(&[" d=\"", &mark.path, "\"/>"].concat());
    }
    svg.push_str("</svg>");
    svg
}

/// The picture as a `data:` address, for an `img`.
pub fn address(catalogue: &Catalogue, badge: &BadgeClass, level: usize) -> String {
    ["data:image/svg+xml;base64,", &base64(&picture(catalogue, badge, level))].concat()
}

/// A text as base64, for a `data:` address.
fn base64(text: &str) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(text.len().div_ceil(3) * 4);
    for part in text.as_bytes().chunks(3) {
        let bits =
            part.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - part.len()));
        for place in 0..4 {
            if place <= part.len() {
                out.push(char::from(SIGNS[(bits >> (18 - 6 * place) & 63) as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Framework;

    #[test]
    fn every_badge_has_its_picture_at_every_level() {
        for catalogue in Catalogue::shipped(&Framework::crcn()) {
            for badge in &catalogue.badges {
                for level in 0..=catalogue.levels.len() {
                    let svg = picture(&catalogue, badge, level);
                    assert_eq!(svg.matches("a11 11").count(), 2 * catalogue.levels.len(), "{}", badge.id);
                    let filled =
                        marks(&catalogue, badge, level).iter().filter(|mark| mark.fill.is_some()).count();
                    assert_eq!(filled, 1 + level, "{} shows its degree", badge.id);
                    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>") && svg.len() < 4_000);
                    assert!(!svg.contains("style") && !svg.contains("<text"));
                }
            }
        }
    }

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text), expected);
        }
    }
}

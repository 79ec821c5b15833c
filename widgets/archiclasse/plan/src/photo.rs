//! The photo of a plan, to trace from: what a picked file is, before anything decodes it, and how the picture is kept,
//! as a few stored items that each hold a part of a small JPEG in Base64.

mod look;

pub use look::{Kind, Looked, look};

use serde_json::Value;

use crate::Fault;
use crate::reading::{Members, Problem, Written};

/// The longer side of a kept picture, px: enough to read a dimension on a sheet of A3.
pub const LONGEST: u32 = 1600;
/// Most bytes of a kept picture: all its parts go in one message of the host, which holds 256 KB.
pub const HEAVIEST: usize = 140_000;
/// Most pixels that are decoded: four bytes each have to fit into the memory of a phone.
pub const MOST_PIXELS: u64 = 50_000_000;
/// Most bytes of a picked file: a host hands no larger one over.
pub const LARGEST_FILE: u64 = 8 * 1024 * 1024;

/// Signs of Base64 in one stored item: a value holds 64 KB.
const PART: usize = 48_000;
/// Most items of a picture.
const MOST_PARTS: usize = 8;

/// Why a file gives no photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPhoto {
    /// It is no JPEG, PNG or WebP.
    NotAPicture,
    /// It is an SVG: that may hold scripts.
    Svg,
    /// It has more bytes than [`LARGEST_FILE`].
    TooHeavy,
    /// It has more pixels than [`MOST_PIXELS`].
    TooLarge,
    /// It begins as a picture, and the browser cannot read the rest.
    Damaged,
}

/// A part of a kept picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Some of the Base64 text.
    pub text: String,
    /// How many parts there are in all.
    pub of: usize,
}

impl Part {
    /// Cuts the Base64 text of a picture. `None` where there is nothing, or more than is kept.
    pub fn cut(text: &str) -> Option<Vec<Self>> {
        let of = text.len().div_ceil(PART);
        if of == 0 || of > MOST_PARTS || !text.bytes().all(is_base64) {
            return None;
        }
        // All signs are one byte each.
        let piece = |at: usize| text[at * PART..text.len().min((at + 1) * PART)].to_owned();
        Some((0..of).map(|at| Self { text: piece(at), of }).collect())
    }

    /// Reads a stored part.
    pub fn read(value: &Value) -> Result<Self, Problem> {
        let members = Members::of(value)?;
        let text = members.text("jpeg", PART)?;
        if text.is_empty() || !text.bytes().all(is_base64) {
            return Err(Problem::at("jpeg", Fault::NotAText));
        }
        let most = i32::try_from(MOST_PARTS).unwrap_or(i32::MAX);
        let of = members.whole("of", 1..=most)?;
        Ok(Self { text, of: usize::try_from(of).unwrap_or(1) })
    }

    /// The value to store.
    pub fn write(&self) -> Value {
        Written::default().text("jpeg", &self.text).whole("of", i32::try_from(self.of).unwrap_or(1)).value()
    }
}

const fn is_base64(sign: u8) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, b'+' | b'/' | b'=')
}

/// The parts of a picture that have come, in order, as they are stored: they are read where the picture is drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parts(Vec<Option<Value>>);

impl Parts {
    /// Takes a part in, or out. One that stands beyond the last possible is left.
    pub fn put(&mut self, at: usize, part: Option<Value>) {
        if at >= MOST_PARTS {
            return;
        }
        if self.0.len() <= at {
            self.0.resize(at + 1, None);
        }
        self.0[at] = part;
    }

    /// How many places may hold one.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none has come.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// The address of the picture; `None` while a part is missing or cannot be read. It always says JPEG, whatever was stored.
    pub fn address(&self) -> Option<String> {
        let part = |at: usize| Part::read(self.0.get(at)?.as_ref()?).ok();
        let of = part(0)?.of;
        let mut address = "data:image/jpeg;base64,".to_owned();
        for at in 0..of {
            address += &part(at).filter(|part| part.of == of)?.text;
        }
        Some(address)
    }
}

/// The size that a picture is reduced to: at most [`LONGEST`] px along its longer side, never enlarged.
pub fn reduced(width: u32, height: u32) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= LONGEST {
        return (width.max(1), height.max(1));
    }
    let side = |length: u32| {
        let scaled = (u64::from(length) * u64::from(LONGEST) + u64::from(longest) / 2) / u64::from(longest);
        u32::try_from(scaled).unwrap_or(LONGEST).max(1)
    };
    (side(width), side(height))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_picture_is_cut_and_put_together() {
        let text = "aB3+/".repeat(25_000);
        let cut = Part::cut(&text).expect("a picture");
        assert_eq!(cut.len(), 3);
        let mut parts = Parts::default();
        // They may come in any order, and from the store.
        for at in [2, 0] {
            parts.put(at, Some(cut[at].write()));
            assert_eq!(parts.address(), None);
        }
        assert_eq!(Part::read(&cut[1].write()), Ok(cut[1].clone()));
        parts.put(1, Some(cut[1].write()));
        assert_eq!(parts.address().as_deref(), Some(["data:image/jpeg;base64,", &text].concat().as_str()));
        parts.put(1, None);
        assert_eq!(parts.address(), None);
        assert!(!parts.is_empty());
    }

    #[test]
    fn a_kept_picture_fits_into_one_message_and_its_parts_into_values() {
        let text = "A".repeat(HEAVIEST.div_ceil(3) * 4);
        let cut = Part::cut(&text).expect("a picture");
        let bytes: usize = cut.iter().map(|part| part.write().to_string().len()).sum();
        assert!(bytes < 200_000, "{bytes}");
        assert!(cut.iter().all(|part| part.write().to_string().len() < 64 * 1024));
        assert_eq!(Part::cut(""), None);
        assert_eq!(Part::cut(&"A".repeat(MOST_PARTS * PART + 1)), None);
    }

    #[test]
    fn what_is_no_part_is_not_read() {
        for value in [
            json!({ "jpeg": "", "of": 1 }),
            json!({ "jpeg": "a\"><script>", "of": 1 }),
            json!({ "jpeg": "AAAA", "of": 0 }),
            json!({ "jpeg": "AAAA", "of": 9 }),
            json!({ "jpeg": "A".repeat(PART + 1), "of": 1 }),
            json!("AAAA"),
        ] {
            assert!(Part::read(&value).is_err());
        }
        let mut parts = Parts::default();
        parts.put(8, Some(Part { text: "AAAA".to_owned(), of: 8 }.write()));
        assert_eq!(parts, Parts::default());
        parts.put(0, Some(json!({ "jpeg": "<svg>", "of": 1 })));
        assert_eq!(parts.address(), None);
    }

    #[test]
    fn the_longer_side_is_reduced_and_nothing_is_enlarged() {
        assert_eq!(reduced(800, 600), (800, 600));
        assert_eq!(reduced(8000, 5000), (1600, 1000));
        assert_eq!(reduced(5000, 8000), (1000, 1600));
        assert_eq!(reduced(40_000, 1), (1600, 1));
        assert_eq!(reduced(0, 0), (1, 1));
    }
}

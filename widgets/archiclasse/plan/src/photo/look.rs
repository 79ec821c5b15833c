//! What a file is by its first bytes, and how large its picture is, without decoding it: a file of a few KB may say that
//! it has a billion pixels.

use super::{MOST_PIXELS, NoPhoto};

/// A kind of picture that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
}

impl Kind {
    /// Its media type.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }
}

/// What the beginning of a file tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looked {
    /// Its kind.
    pub kind: Kind,
    /// How wide the picture is, px.
    pub width: u32,
    /// How high it is, px.
    pub height: u32,
}

/// How far into a file an SVG is looked for: before its element there may be comments.
const PROLOGUE: usize = 4096;

/// Looks at a file; why it is not taken.
pub fn look(file: &[u8]) -> Result<Looked, NoPhoto> {
    let (kind, size) = if file.starts_with(&[0xff, 0xd8, 0xff]) {
        (Kind::Jpeg, jpeg(file))
    } else if file.starts_with(b"\x89PNG\r\n\x1a\n") {
        (Kind::Png, png(file))
    } else if file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
        (Kind::Webp, webp(file))
    } else {
        let beginning = &file[..file.len().min(PROLOGUE)];
        let is_svg = beginning.windows(4).any(|signs| signs.eq_ignore_ascii_case(b"<svg"));
        return Err(if is_svg { NoPhoto::Svg } else { NoPhoto::NotAPicture });
    };
    match size {
        Some((width, height)) if width > 0 && height > 0 => {
            if u64::from(width) * u64::from(height) > MOST_PIXELS {
                return Err(NoPhoto::TooLarge);
            }
            Ok(Looked { kind, width, height })
        }
        _ => Err(NoPhoto::Damaged),
    }
}

/// Whole numbers in a file; `None` beyond its end.
fn big(file: &[u8], at: usize, bytes: usize) -> Option<u32> {
    Some(file.get(at..at + bytes)?.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

fn little(file: &[u8], at: usize, bytes: usize) -> Option<u32> {
    Some(file.get(at..at + bytes)?.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

fn png(file: &[u8]) -> Option<(u32, u32)> {
    Some((big(file, 16, 4)?, big(file, 20, 4)?))
}

/// Goes from segment to segment up to the one that begins the frame.
fn jpeg(file: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if *file.get(at)? != 0xff {
            return None;
        }
        let marker = *file.get(at + 1)?;
        match marker {
            // A filling byte.
            0xff => at += 1,
            // Markers without a length.
            0x01 | 0xd0..=0xd8 => at += 2,
            // All frames but the tables of Huffman and of arithmetic coding, and what is reserved.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((big(file, at + 7, 2)?, big(file, at + 5, 2)?));
            }
            _ => at += 2 + usize::try_from(big(file, at + 2, 2)?.max(2)).ok()?,
        }
    }
}

fn webp(file: &[u8]) -> Option<(u32, u32)> {
    match file.get(12..16)? {
        b"VP8X" => Some((little(file, 24, 3)? + 1, little(file, 27, 3)? + 1)),
        b"VP8L" => {
            let bits = little(file, 21, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((little(file, 26, 2)? & 0x3fff, little(file, 28, 2)? & 0x3fff)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes()].concat()
    }

    const fn looked(kind: Kind, width: u32, height: u32) -> Looked {
        Looked { kind, width, height }
    }

    #[test]
    fn pictures_are_known_by_their_bytes() {
        assert_eq!(look(&png_of(1200, 900)), Ok(looked(Kind::Png, 1200, 900)));
        // An EXIF segment before the frame.
        let jpeg =
            [b"\xff\xd8\xff\xe1\0\x08Exif\0\0".as_slice(), b"\xff\xff\xc2\0\x11\x08\x0f\xa0\x17\x70\x03"]
                .concat();
        assert_eq!(look(&jpeg), Ok(looked(Kind::Jpeg, 6000, 4000)));
        let webp = |rest: &[u8]| [b"RIFF\0\0\0\0WEBP".as_slice(), rest].concat();
        let extended = webp(b"VP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0");
        assert_eq!(look(&extended), Ok(looked(Kind::Webp, 640, 480)));
        let lossless = webp(b"VP8L\0\0\0\0\x2f\x7f\xc2\x77\0");
        assert_eq!(look(&lossless), Ok(looked(Kind::Webp, 640, 480)));
        let lossy = webp(b"VP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01");
        assert_eq!(look(&lossy), Ok(looked(Kind::Webp, 640, 480)));
    }

    #[test]
    fn what_is_no_photo_is_refused_with_its_reason() {
        for (file, why) in [
            (b"".as_slice(), NoPhoto::NotAPicture),
            (b"%PDF-1.7", NoPhoto::NotAPicture),
            (b"GIF89a\x01\0\x01\0", NoPhoto::NotAPicture),
            (b"<svg onload='alert(1)'/>", NoPhoto::Svg),
            (b"\xef\xbb\xbf<?xml version='1.0'?><!-- plan --><SVG/>", NoPhoto::Svg),
            (b"\xff\xd8\xff", NoPhoto::Damaged),
            (b"\xff\xd8\xff\xe0\0\0", NoPhoto::Damaged),
            (b"\x89PNG\r\n\x1a\n", NoPhoto::Damaged),
            (b"RIFF\0\0\0\0WEBPVP9 ", NoPhoto::Damaged),
        ] {
            assert_eq!(look(file), Err(why), "{file:?}");
        }
        assert_eq!(look(&png_of(0, 10)), Err(NoPhoto::Damaged));
    }

    #[test]
    fn forty_megapixels_are_taken_and_a_billion_is_not() {
        assert!(look(&png_of(8000, 5000)).is_ok());
        assert_eq!(look(&png_of(40_000, 40_000)), Err(NoPhoto::TooLarge));
        assert_eq!(look(&png_of(u32::MAX, u32::MAX)), Err(NoPhoto::TooLarge));
    }

    proptest! {
        #[test]
        fn no_file_makes_it_stumble(start in 0_usize..4, rest in proptest::collection::vec(any::<u8>(), 0..200)) {
            let starts: [&[u8]; 4] = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"];
            let _ = look(&[starts[start], &rest].concat());
        }
    }
}

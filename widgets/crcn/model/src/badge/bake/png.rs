//! PNG: the credential is the text of an `iTXt` chunk, uncompressed.

use super::BakeFault;

/// The first eight bytes of every PNG.
pub(super) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
const KEYWORD: &[u8] = b"openbadgecredential\0";

/// A chunk: its bytes from length to sum, its kind and its data.
struct Chunk<'b> {
    whole: &'b [u8],
    kind: &'b [u8],
    data: &'b [u8],
}

/// Walks over the chunks of a PNG, each checked against its sum.
struct Chunks<'b>(&'b [u8]);

impl<'b> Iterator for Chunks<'b> {
    type Item = Result<Chunk<'b>, BakeFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let chunk = first(self.0);
        self.0 = match &chunk {
            Some(chunk) => &self.0[chunk.whole.len()..],
            None => &[],
        };
        Some(chunk.ok_or(BakeFault::Damaged))
    }
}

fn first(bytes: &[u8]) -> Option<Chunk<'_>> {
    let length = usize::try_from(number(bytes.get(..4)?)).ok()?;
    let end = length.checked_add(8)?;
    let body = bytes.get(4..end)?;
    let sum = number(bytes.get(end..end + 4)?);
    (sum == crc(body)).then(|| Chunk { whole: &bytes[..end + 4], kind: &body[..4], data: &body[4..] })
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The sum of the PNG standard (annex D), bit by bit: a badge is small.
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 },
        )
    };
    !bytes.iter().fold(u32::MAX, step)
}

fn is_credential(chunk: &Chunk<'_>) -> bool {
    chunk.kind == b"iTXt" && chunk.data.starts_with(KEYWORD)
}

/// Puts a credential into a PNG, in the place of one of before.
///
/// # Errors
/// [`BakeFault::NotAPicture`], or [`BakeFault::Damaged`] where the PNG is not whole.
pub fn bake_png(png: &[u8], credential: &str) -> Result<Vec<u8>, BakeFault> {
    let chunks = Chunks(png.strip_prefix(&SIGNATURE).ok_or(BakeFault::NotAPicture)?);
    let mut baked = SIGNATURE.to_vec();
    let mut last = None;
    for chunk in chunks {
        let chunk = chunk?;
        if is_credential(&chunk) {
            continue;
        }
        baked.extend_from_slice(chunk.whole);
        if last.is_none() {
            // Directly after the header.
            if chunk.kind != b"IHDR" {
                return Err(BakeFault::Damaged);
            }
            baked.extend(text_chunk(credential));
        }
        last = Some(chunk.kind);
    }
    if last == Some(b"IEND") { Ok(baked) } else { Err(BakeFault::Damaged) }
}

fn text_chunk(text: &str) -> Vec<u8> {
    // Not compressed, by no method, in no language, without a translated keyword.
    let body = [b"iTXt", KEYWORD, &[0, 0, 0, 0], text.as_bytes()].concat();
    let length = u32::try_from(body.len() - 4).unwrap_or(u32::MAX);
    [&length.to_be_bytes()[..], &body, &crc(&body).to_be_bytes()].concat()
}

/// Reads the credential of a PNG.
pub(super) fn unbake(png: &[u8]) -> Result<String, BakeFault> {
    let chunks = Chunks(png.strip_prefix(&SIGNATURE).ok_or(BakeFault::NotAPicture)?);
    for chunk in chunks {
        let chunk = chunk?;
        if !is_credential(&chunk) {
            continue;
        }
        let [compressed, _, rest @ ..] = &chunk.data[KEYWORD.len()..] else { return Err(BakeFault::Damaged) };
        if *compressed != 0 {
            return Err(BakeFault::Compressed);
        }
        // Language and translated keyword, each ended by a zero.
        let mut parts = rest.splitn(3, |byte| *byte == 0);
        let text = parts.nth(2).ok_or(BakeFault::Damaged)?;
        return String::from_utf8(text.to_vec()).map_err(|_| BakeFault::Damaged);
    }
    Err(BakeFault::Nothing)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One transparent pixel.
    const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xdac\xfc\xcf\xc0P\x0f\0\x04\x85\x01\x80\x84\xa9\x8c!\0\0\0\0IEND\xaeB`\x82";

    #[test]
    fn the_sum_is_that_of_the_standard() {
        assert_eq!(crc(b"IEND"), 0xae42_6082);
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn a_second_baking_takes_the_place_of_the_first() {
        let once = bake_png(PIXEL, "{\"a\":1}").unwrap();
        let twice = bake_png(&once, "{\"a\":2}").unwrap();
        assert_eq!(unbake(&twice), Ok("{\"a\":2}".to_owned()));
        assert_eq!(twice.windows(KEYWORD.len()).filter(|part| *part == KEYWORD).count(), 1);
    }

    #[test]
    fn what_is_damaged_or_something_else_is_said() {
        assert_eq!(bake_png(b"GIF89a", "{}"), Err(BakeFault::NotAPicture));
        assert_eq!(bake_png(&PIXEL[..40], "{}"), Err(BakeFault::Damaged));
        assert_eq!(bake_png(&PIXEL[..PIXEL.len() - 12], "{}"), Err(BakeFault::Damaged), "without its end");
        let mut bent = PIXEL.to_vec();
        bent[20] ^= 1;
        assert_eq!(bake_png(&bent, "{}"), Err(BakeFault::Damaged));
        assert_eq!(unbake(PIXEL), Err(BakeFault::Nothing));
        let compressed = [b"iTXt", KEYWORD, &[1, 0, 0, 0, 120, 156]].concat();
        let length = u32::try_from(compressed.len() - 4).unwrap().to_be_bytes();
        let foreign = [&SIGNATURE[..], &length, &compressed, &crc(&compressed).to_be_bytes()].concat();
        assert_eq!(unbake(&foreign), Err(BakeFault::Compressed));
    }

    proptest! {
        #[test]
        fn any_text_comes_back_and_the_picture_stays(text in "[^\\x00]{0,300}") {
            let baked = bake_png(PIXEL, &text).unwrap();
            prop_assert_eq!(unbake(&baked), Ok(text));
            let others: Vec<u8> = Chunks(&baked[8..])
                .map(Result::unwrap)
                .filter(|chunk| !is_credential(chunk))
                .flat_map(|chunk| chunk.whole.to_vec())
                .collect();
            prop_assert_eq!(&others, &PIXEL[8..]);
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = super::super::unbake(&bytes);
            let _ = super::super::unbake(&[&SIGNATURE[..], &bytes].concat());
        }
    }
}

//! Bytes of a file as text: UTF-8 with or without its mark, UTF-16 with its mark, or else Windows-1252, which is what a
//! French spreadsheet writes.

/// The signs of Windows-1252 from 0x80 to 0x9f; what has none there stays a control sign, as browsers do.
const UPPER: [u16; 32] = [
    0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d,
    0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a,
    0x153, 0x9d, 0x17e, 0x178,
];

/// The text of a file.
pub fn decode(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, u16::from_be_bytes);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    core::str::from_utf8(bytes)
        .map_or_else(|_| bytes.iter().map(|byte| windows_1252(*byte)).collect(), str::to_owned)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => {
            char::from_u32(u32::from(UPPER[usize::from(byte - 0x80)])).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_in_every_encoding() {
        let words = "Pièce;Prix (€)\nÎlot;12,50";
        assert_eq!(decode(words.as_bytes()), words);
        assert_eq!(decode(&[b"\xef\xbb\xbf", words.as_bytes()].concat()), words);
        assert_eq!(decode(b"Pi\xe8ce;Prix (\x80)\n\xcelot;12,50"), words);
        let units: Vec<u16> = words.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(decode(&[b"\xff\xfe".as_slice(), &little].concat()), words);
        assert_eq!(decode(&[b"\xfe\xff".as_slice(), &big].concat()), words);
    }

    #[test]
    fn no_bytes_make_it_fall() {
        for bytes in [b"\xff\xfe\x00".as_slice(), b"\xff\xfe\x00\xd8", b"\x81\xff", b""] {
            let _ = decode(bytes);
        }
    }
}

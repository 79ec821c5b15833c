//! Identifiers that every school derives alike: UUID version 5 (RFC 9562) of a framework's code and version.

use crate::sha1::sha1;

/// The name space of addresses, of RFC 9562.
const ADDRESSES: [u8; 16] =
    [0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];

/// The UUID of an address.
pub fn of_address(address: &str) -> String {
    let mut bytes = ADDRESSES.to_vec();
    bytes.extend(address.as_bytes());
    let mut digest = sha1(&bytes);
    digest[6] = digest[6] & 0x0f | 0x50;
    digest[8] = digest[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (at, byte) in digest[..16].iter().enumerate() {
        if [4, 6, 8, 10].contains(&at) {
            text.push('-');
        }
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    text
}

/// Whether a text has the form of a UUID.
pub fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_the_uuids_of_other_programs() {
        // `uuid.uuid5(uuid.NAMESPACE_URL, "https://www.example.com/")` of Python.
        let known = of_address("https://example.org/a");
        assert!(is_uuid(&known) && known.as_bytes()[14] == b'5', "{known}");
        assert_eq!(of_address("http://python.org/"), "4c565f0d-3f5a-5890-b41b-20cf47701c5e");
    }
}

//! Files: handed to the person, and picked by them. The host shows its own dialog for both.

use greffon_protocol::message::{Bytes, FilePick, FilePicked, FileSave};
use greffon_protocol::wire;
use greffon_protocol::{ErrorKind, Method, RpcError};
use js_sys::Uint8Array;
use serde_json::{Map, Value};
use web_sys::{TextDecoder, TextDecoderOptions};
use yew::Callback;

use crate::link::Link;
use crate::widget::Content;

/// `file.save`.
pub(super) fn save(link: &Link, name: String, mime: String, content: &Content) {
    let bytes = match content {
        Content::Text(text) => text.as_bytes(),
        Content::Bytes(bytes) => bytes,
    };
    let buffer = Uint8Array::from(bytes).buffer();
    let params = FileSave { name, mime, bytes: Bytes { index: 0 } };
    link.request_with(Method::FileSave, &params, Some(buffer), drop);
}

/// `file.pick`: `{"name", "text"}`, or why not.
pub(super) fn pick(link: &Link, accept: String, max: u64, done: Callback<Result<Value, RpcError>>) {
    let own = link.clone();
    link.request(Method::FilePick, &FilePick { accept, max, side: None }, move |answer| {
        let picked = answer.and_then(|answer| {
            let picked = wire::read::<FilePicked>(answer)?;
            let bytes = own.take_bytes().map(|bytes| Uint8Array::new(&bytes));
            let is_picture = picked.mime.starts_with("image/");
            let text = bytes.as_ref().and_then(|bytes| decode(bytes, is_picture));
            let text = text.ok_or_else(|| RpcError::new(ErrorKind::Invalid, "the file holds no text"))?;
            let mut members = Map::new();
            members.insert("name".to_owned(), picked.name.into());
            members.insert("text".to_owned(), text.into());
            Ok(Value::Object(members))
        });
        done.emit(picked);
    });
}

/// The text of a file. Of a picture, a sign for each byte.
fn decode(bytes: &Uint8Array, is_picture: bool) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let start = [0, 1].map(|at| if at < bytes.length() { bytes.get_index(at) } else { b' ' });
    encodings(start, is_picture).iter().find_map(|label| {
        let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
        decoder.decode_with_buffer_source(bytes).ok()
    })
}

/// What a file that starts with these bytes can be written in, the likeliest first: UTF-16 says so by its mark, or by a
/// zero in its first sign, which no other text has; else it is UTF-8, with or without its mark, where all of it fits, or
/// the code page of French spreadsheets, which any byte fits.
const fn encodings(start: [u8; 2], is_picture: bool) -> &'static [&'static str] {
    match start {
        _ if is_picture => &["x-user-defined"],
        [0xff, 0xfe] => &["utf-16le"],
        [0xfe, 0xff] => &["utf-16be"],
        [first, 0] if first > 0 => &["utf-16le"],
        [0, second] if second > 0 => &["utf-16be"],
        _ => &["utf-8", "windows-1252"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_of_a_file_says_what_it_is_written_in() {
        assert_eq!(encodings([0xff, 0xfe], false), ["utf-16le"], "the Unicode text of a spreadsheet");
        assert_eq!(encodings([0xfe, 0xff], false), ["utf-16be"]);
        assert_eq!(
            (encodings([b'N', 0], false), encodings([0, b'N'], false)),
            (&["utf-16le"][..], &["utf-16be"][..])
        );
        for start in [*b"No", [0xef, 0xbb], [0xc9, b't'], [0, 0]] {
            assert_eq!(encodings(start, false), ["utf-8", "windows-1252"]);
        }
        assert_eq!(encodings([0xff, 0xfe], true), ["x-user-defined"], "no byte of a picture is lost");
    }
}

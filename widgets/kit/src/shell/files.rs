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

/// The text of a file: UTF-8, with or without its mark, or else the code page of French spreadsheets. Of a picture, a
/// sign for each byte.
fn decode(bytes: &Uint8Array, is_picture: bool) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let labels = if is_picture { ["x-user-defined"; 2] } else { ["utf-8", "windows-1252"] };
    labels.into_iter().find_map(|label| {
        let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
        decoder.decode_with_buffer_source(bytes).ok()
    })
}

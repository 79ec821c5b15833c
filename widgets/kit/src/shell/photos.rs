//! Photographs: picked and kept in one go, so that their bytes never pass through the widget, and read to be shown.

use greffon_protocol::message::{Bytes, FileGet, FileGetResult, FilePick, FilePut, FilePutResult};
use greffon_protocol::wire;
use greffon_protocol::{ErrorKind, Method, RpcError};
use js_sys::{Array, Uint8Array};
use serde_json::{Map, Value};
use web_sys::{Blob, BlobPropertyBag, Url};
use yew::Callback;

use crate::link::Link;

/// The media type of every photograph that is kept.
const JPEG: &str = "image/jpeg";

/// `file.pick`, then `file.put`: `{"file"}`, or why not.
pub(super) fn keep(link: &Link, side: u32, max: u64, done: Callback<Result<Value, RpcError>>) {
    let own = link.clone();
    let wanted = FilePick { accept: "image/*".to_owned(), max, side: Some(side) };
    link.request(Method::FilePick, &wanted, move |answer| {
        let bytes = answer.and_then(|_| {
            own.take_bytes()
                .filter(|bytes| is_plain(&Uint8Array::new(bytes).to_vec(), max))
                .ok_or_else(refused)
        });
        match bytes {
            Ok(bytes) => {
                let params = FilePut { mime: JPEG.to_owned(), bytes: Bytes { index: 0 } };
                own.request_with(Method::FilePut, &params, Some(bytes), move |answer| {
                    let kept = answer.and_then(wire::read::<FilePutResult>);
                    done.emit(kept.map(|kept| one("file", kept.file)));
                });
            }
            Err(error) => done.emit(Err(error)),
        }
    });
}

/// `file.get`: `{"url"}`, or why not.
pub(super) fn read(link: &Link, file: String, done: Callback<Result<Value, RpcError>>) {
    let own = link.clone();
    link.request(Method::FileGet, &FileGet { file }, move |answer| {
        done.emit(answer.and_then(|answer| {
            let bytes = own.take_bytes();
            let found = wire::read::<FileGetResult>(answer)?;
            // Nothing but a photograph is ever shown as one, whoever wrote its id where photographs are looked for.
            let url = bytes.filter(|_| found.mime == JPEG).and_then(|bytes| {
                let options = BlobPropertyBag::new();
                options.set_type(JPEG);
                let blob =
                    Blob::new_with_buffer_source_sequence_and_options(&Array::of1(&bytes), &options).ok()?;
                Url::create_object_url_with_blob(&blob).ok()
            });
            url.map(|url| one("url", url)).ok_or_else(refused)
        }));
    });
}

fn refused() -> RpcError {
    RpcError::new(ErrorKind::Invalid, "no photograph")
}

fn one(name: &str, value: String) -> Value {
    let mut members = Map::new();
    members.insert(name.to_owned(), value.into());
    Value::Object(members)
}

/// Whether the host did as it was asked: a JPEG of at most `max` bytes, with no note of a camera (EXIF, XMP or IPTC). A
/// host that does not know how to draw anew hands the file over as it is, and then it must not be kept.
fn is_plain(bytes: &[u8], max: u64) -> bool {
    if bytes.len() as u64 > max || !bytes.starts_with(&[0xff, 0xd8]) {
        return false;
    }
    let mut rest = &bytes[2..];
    // Segments up to the picture itself: a mark, and how many bytes follow.
    while let [0xff, mark, high, low, ..] = *rest {
        match mark {
            0xda => return true,
            0xe1 | 0xed => return false,
            _ => {}
        }
        let length = 2 + usize::from(u16::from_be_bytes([high, low]));
        let Some(after) = rest.get(length..) else { return false };
        rest = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    const HEAD: [u8; 2] = [0xff, 0xd8];
    const JFIF: [u8; 6] = [0xff, 0xe0, 0, 4, 1, 2];
    const EXIF: [u8; 8] = [0xff, 0xe1, 0, 6, b'E', b'x', b'i', b'f'];
    const SCAN: [u8; 6] = [0xff, 0xda, 0, 4, 0, 0];

    #[test]
    fn a_jpeg_without_notes_is_plain() {
        let plain = [&HEAD[..], &JFIF, &SCAN].concat();
        assert!(is_plain(&plain, 100));
        assert!(!is_plain(&plain, 10), "larger than was asked for");
    }

    #[test]
    fn what_a_camera_notes_is_not_kept() {
        assert!(!is_plain(&[&HEAD[..], &JFIF, &EXIF, &SCAN].concat(), 100));
        assert!(!is_plain(&[&HEAD[..], &EXIF, &SCAN].concat(), 100));
    }

    #[test]
    fn nothing_else_is_a_photograph() {
        for other in [&b"<svg onload='x'/>"[..], b"", &HEAD, &[0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0]] {
            assert!(!is_plain(other, 100), "{other:?}");
        }
    }
}

//! The style sheet, script and pictures of the ENT's own pages, compiled into the program.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;

use crate::error::Error;
use crate::secret::digest;

struct Asset {
    name: &'static str,
    media: &'static str,
    bytes: &'static [u8],
    version: String,
}

static ASSETS: LazyLock<[Asset; 3]> = LazyLock::new(|| {
    let asset = |name, media, bytes: &'static [u8]| {
        let version = HEXLOWER.encode(&digest(bytes)[..8]);
        Asset { name, media, bytes, version }
    };
    [
        asset("ent.css", "text/css; charset=utf-8", include_bytes!("../../../www/pages/ent.css")),
        asset("ent.js", "text/javascript; charset=utf-8", include_bytes!("../../../www/pages/ent.js")),
        asset("ent.svg", "image/svg+xml", include_bytes!("../../../www/pages/ent.svg")),
    ]
});

/// The address of an asset, with the version of its content.
pub fn address(name: &str) -> String {
    let version = ASSETS.iter().find(|asset| asset.name == name).map_or("", |asset| &asset.version);
    format!("/ent/{name}?v={version}")
}

/// Serves an asset; its address changes with its content, so it is kept for ever.
pub async fn serve(Path(file): Path<String>) -> Result<Response, Error> {
    let asset = ASSETS.iter().find(|asset| asset.name == file).ok_or(Error::NoPage)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.media)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    Ok((headers, asset.bytes).into_response())
}

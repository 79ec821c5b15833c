//! The static files: widgets, SDK, gallery and guide, as the build left them.
//!
//! A file beside its `.br` or `.gz` is sent compressed. An address with `?v=` names one content for ever and is
//! kept for a year; any other is asked again each time, and answered "not modified" by its content's digest.

mod encoding;
mod media;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use std::time::SystemTime;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use data_encoding::HEXLOWER;

use crate::error::Error;
use crate::headers::Policy;
use crate::host::Host;
use crate::query::Query;
use crate::secret::digest;
use encoding::Encoding;

/// The folders of the site that are served.
pub const FOLDERS: [&str; 5] = ["widgets", "sdk", "schema", "gallery", "guide"];

/// The files of the site, with the digests of those already sent.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    digests: RwLock<HashMap<PathBuf, (SystemTime, String)>>,
}

impl Site {
    /// The site in that folder.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, digests: RwLock::default() }
    }

    /// The file of a path of an address; `None` where the path leaves the served folders or names what is hidden.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let mut parts = path.trim_start_matches('/').split('/');
        let top = parts.next().filter(|top| FOLDERS.contains(top))?;
        let mut file = self.folder.join(top);
        for part in parts {
            // Percent signs too: no file of the site has one, so nothing needs decoding.
            let odd = part.starts_with('.') || part.contains(['\\', '\0', '%', ':']);
            if odd {
                return None;
            }
            file.push(part);
        }
        Some(file)
    }

    /// The digest of a file's content, from memory while the file has not been touched.
    fn digest_of(&self, file: &Path, touched: SystemTime, bytes: &[u8]) -> String {
        let known = self.digests.read().unwrap_or_else(PoisonError::into_inner).get(file).cloned();
        if let Some((of, digest)) = known
            && of == touched
        {
            return digest;
        }
        let text = HEXLOWER.encode(&digest(bytes)[..8]);
        let entry = (touched, text.clone());
        self.digests.write().unwrap_or_else(PoisonError::into_inner).insert(file.to_owned(), entry);
        text
    }

    /// The address of a file of the site, with the version of its present content; `None` where it is not there.
    pub async fn versioned(&self, path: &str) -> Option<String> {
        let file = self.file(path)?;
        let (bytes, touched) = read(&file).await?;
        Some(format!("{path}?v={}", self.digest_of(&file, touched, &bytes)))
    }

    /// Whether the site has that file.
    pub async fn has(&self, path: &str) -> bool {
        match self.file(path) {
            Some(file) => tokio::fs::metadata(&file).await.is_ok_and(|metadata| metadata.is_file()),
            None => false,
        }
    }
}

async fn read(file: &Path) -> Option<(Vec<u8>, SystemTime)> {
    let metadata = tokio::fs::metadata(file).await.ok()?;
    if !metadata.is_file() {
        return None;
    }
    Some((tokio::fs::read(file).await.ok()?, metadata.modified().ok()?))
}

/// Serves a file of the site.
pub async fn serve(
    State(host): State<Host>,
    uri: Uri,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Error> {
    let path = uri.path();
    let mut file = host.site.file(path).ok_or(Error::NoPage)?;
    if path.ends_with('/') {
        file.push("index.html");
    } else if tokio::fs::metadata(&file).await.is_ok_and(|metadata| metadata.is_dir()) {
        return Ok(Redirect::permanent(&format!("{path}/")).into_response());
    }
    let (encoding, bytes, touched, stored) = best(&file, &headers).await.ok_or(Error::NoPage)?;
    let etag = format!("\"{}\"", host.site.digest_of(&stored, touched, &bytes));
    let kept = query.one("v").is_some();
    let caching = if kept { "public, max-age=31536000, immutable" } else { "no-cache" };

    let mut answer = HeaderMap::new();
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    answer.insert(header::ETAG, HeaderValue::from_str(&etag).map_err(|_| Error::Internal)?);
    let widget = path.starts_with("/widgets/");
    if widget || path.starts_with("/sdk/") {
        // A widget's document is opaque, and a portal of another origin may take the SDK from here.
        answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        let cross = HeaderName::from_static("cross-origin-resource-policy");
        answer.insert(cross, HeaderValue::from_static("cross-origin"));
    }
    let media = media::of(&file);
    // With "not modified" too: a browser takes the headers of that answer for those of the copy it keeps.
    if media == media::HTML {
        let policy = match path {
            "/widgets/cage.html" => Policy::Cage,
            _ if widget => Policy::Widget,
            _ => Policy::Showcase,
        };
        if let Some(text) = policy.header(&host.origin(&headers)?) {
            answer.insert(header::CONTENT_SECURITY_POLICY, text);
        }
        if let Some(connections) = policy.connections() {
            answer.insert(HeaderName::from_static("connection-allowlist"), connections);
        }
    }
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| matches(known, &etag)) {
        return Ok((StatusCode::NOT_MODIFIED, answer).into_response());
    }
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    if let Some(name) = encoding.name() {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    Ok((answer, bytes).into_response())
}

/// The smallest form of a file that the browser takes.
async fn best(file: &Path, headers: &HeaderMap) -> Option<(Encoding, Vec<u8>, SystemTime, PathBuf)> {
    for encoding in Encoding::accepted(headers) {
        let stored = encoding.file(file);
        if let Some((bytes, touched)) = read(&stored).await {
            return Some((encoding, bytes, touched, stored));
        }
    }
    None
}

fn matches(known: &HeaderValue, etag: &str) -> bool {
    known.to_str().is_ok_and(|known| {
        known.split(',').any(|one| one.trim().trim_start_matches("W/") == etag || one.trim() == "*")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leaves_the_site() {
        let site = Site::new(PathBuf::from("/site"));
        assert_eq!(site.file("/sdk/greffon-host.js"), Some(PathBuf::from("/site/sdk/greffon-host.js")));
        assert_eq!(site.file("/widgets/crcn/"), Some(PathBuf::from("/site/widgets/crcn/")));
        for bad in [
            "/etc/passwd",
            "/sdk/../../etc/passwd",
            "/sdk/%2e%2e/x",
            "/sdk/.git/config",
            "/sdk/..\\x",
            "/",
            "/sdk/a:b",
        ] {
            assert_eq!(site.file(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_etag_is_found_in_a_list() {
        assert!(matches(&HeaderValue::from_static("\"a\", W/\"b\""), "\"b\""));
        assert!(!matches(&HeaderValue::from_static("\"a\""), "\"b\""));
    }
}

//! Which precompressed form of a file a browser takes.

use std::path::{Path, PathBuf};

use axum::http::{HeaderMap, header};

/// How a file is stored and sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Plain,
}

impl Encoding {
    /// Those that the request takes, the smallest first; plain is always taken.
    pub(super) fn accepted(headers: &HeaderMap) -> Vec<Self> {
        let accepted =
            headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
        let takes = |name: &str| {
            accepted.split(',').any(|part| {
                let mut pieces = part.split(';').map(str::trim);
                let refused = |piece: &str| {
                    piece.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()).is_some_and(|q| q <= 0.0)
                };
                pieces.next() == Some(name) && !pieces.any(refused)
            })
        };
        let mut list = Vec::with_capacity(3);
        if takes("br") {
            list.push(Self::Brotli);
        }
        if takes("gzip") {
            list.push(Self::Gzip);
        }
        list.push(Self::Plain);
        list
    }

    /// Where the form is stored.
    pub(super) fn file(self, plain: &Path) -> PathBuf {
        let ending = match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Plain => return plain.to_owned(),
        };
        let mut name = plain.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    }

    /// Its name on the wire.
    pub(super) const fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(text: &'static str) -> Vec<Encoding> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, text.parse().unwrap());
        Encoding::accepted(&headers)
    }

    #[test]
    fn the_smallest_accepted_form_comes_first() {
        assert_eq!(accepted("gzip, deflate, br, zstd"), [Encoding::Brotli, Encoding::Gzip, Encoding::Plain]);
        assert_eq!(accepted("br;q=0, gzip;q=0.5"), [Encoding::Gzip, Encoding::Plain]);
        assert_eq!(accepted("identity"), [Encoding::Plain]);
    }
}

//! Baking: a credential inside a picture, and read back out of it (Open Badges 3.0, document formats).
//!
//! What was in the picture stays, but for a credential of before: a picture holds one.

mod png;
mod svg;

pub use png::bake_png;
pub use svg::bake_svg;

/// Why a picture cannot be baked or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BakeFault {
    /// Neither a PNG nor an SVG.
    NotAPicture,
    /// It is cut off, or its bytes do not agree with their own sums.
    Damaged,
    /// There is no credential in it.
    Nothing,
    /// The credential in it is compressed, which the standard forbids.
    Compressed,
}

/// The text of the credential in a PNG or an SVG: JSON, or a compact JWS.
///
/// # Errors
/// What keeps it from being read.
pub fn unbake(bytes: &[u8]) -> Result<String, BakeFault> {
    if bytes.starts_with(&png::SIGNATURE) {
        return png::unbake(bytes);
    }
    let text = core::str::from_utf8(bytes).map_err(|_| BakeFault::NotAPicture)?;
    svg::unbake(text)
}

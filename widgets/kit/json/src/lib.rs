//! JSON as text, in and out: what widgets use in the place of `serde_json`'s own reader and writer.
//!
//! Those bring tables for the decimal form of fractions that no compression makes smaller. Here fractions are the browser's: it has them anyway.

mod parse;
mod write;

pub use parse::{NotJson, parse};
pub use write::write;

/// The number that such a text is, by the browser. The text is one that JSON allows.
#[cfg(target_arch = "wasm32")]
fn fraction(text: &str) -> f64 {
    js_sys::parse_float(text)
}

#[cfg(not(target_arch = "wasm32"))]
fn fraction(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

/// The shortest text that is that number, by the browser.
#[cfg(target_arch = "wasm32")]
fn decimal(number: f64) -> String {
    js_sys::Number::from(number).to_string_with_radix(10).map_or_else(|_| "0".to_owned(), String::from)
}

#[cfg(not(target_arch = "wasm32"))]
fn decimal(number: f64) -> String {
    number.to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    /// Whether two values are the same but for the last bits of fractions, which `serde_json` rounds differently, and
    /// for `1.0`, which is written `1`.
    pub(super) fn alike(left: &Value, right: &Value) -> bool {
        match (left, right) {
            (Value::Number(left), Value::Number(right)) if left.is_f64() || right.is_f64() => {
                let (left, right) = (left.as_f64().unwrap(), right.as_f64().unwrap());
                (left - right).abs() <= left.abs() * 1e-14
            }
            (Value::Array(left), Value::Array(right)) => {
                left.len() == right.len() && left.iter().zip(right).all(|(left, right)| alike(left, right))
            }
            (Value::Object(left), Value::Object(right)) => {
                left.len() == right.len()
                    && left.iter().zip(right).all(|((a, left), (b, right))| a == b && alike(left, right))
            }
            _ => left == right,
        }
    }
}

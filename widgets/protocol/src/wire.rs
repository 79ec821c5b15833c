//! The messages as JSON values, member by member: what a widget uses where everybody else uses serde.
//!
//! Says the same as the derived implementations, and a test holds the two to each other for every message; but each
//! type for which serde derives brings a reader of its own for every form of input. Here all types share one look at an
//! object. Measured on the first tracker, brotli: together with the kit's JSON and without Yew's tracing, 192 KB of
//! WebAssembly became 163.
//!
//! Reading is as strict as serde's: unknown members are ignored, a member that is missing or of another type is named.

mod messages;
mod read;
mod write;

pub use read::{FromJson, Members, Wrong};
pub use write::ToJson;

use serde_json::{Map, Value};

use crate::error::RpcError;

/// Params or a result as a typed value; `invalid` names what is missing or wrong.
///
/// # Errors
/// An [`RpcError`] of the kind `invalid`.
pub fn read<T: FromJson>(value: Value) -> Result<T, RpcError> {
    T::from_json(value).map_err(RpcError::from)
}

/// Both directions of a struct whose members stand under these names. `or` gives what a missing member counts as.
macro_rules! members {
    ($($type:ty { $($field:ident = $name:literal $(or $default:expr)?,)* })*) => {$(
        impl $crate::wire::FromJson for $type {
            fn from_json(value: ::serde_json::Value) -> Result<Self, $crate::wire::Wrong> {
                let mut members = $crate::wire::Members::of(value)?;
                Ok(Self { $($field: $crate::wire::members!(@ members $name $(or $default)?),)* })
            }
        }

        impl $crate::wire::ToJson for $type {
            fn to_json(&self) -> ::serde_json::Value {
                $crate::wire::object(&mut [$(($name, self.$field.to_member()),)*])
            }
        }
    )*};
    (@ $members:ident $name:literal or $default:expr) => { $members.take_or($name, $default)? };
    (@ $members:ident $name:literal) => { $members.take($name)? };
}

/// Both directions of an enum whose variants are words on the wire.
macro_rules! words {
    ($($type:ty { $($variant:ident = $word:literal,)* })*) => {$(
        impl $crate::wire::FromJson for $type {
            fn from_json(value: ::serde_json::Value) -> Result<Self, $crate::wire::Wrong> {
                match value.as_str().unwrap_or_default() {
                    $($word => Ok(Self::$variant),)*
                    _ => Err($crate::wire::Wrong::HERE),
                }
            }
        }

        impl $crate::wire::ToJson for $type {
            fn to_json(&self) -> ::serde_json::Value {
                match self { $(Self::$variant => $word.into(),)* }
            }
        }
    )*};
}

/// Both directions of a type whose form is a text.
macro_rules! text {
    ($type:ty, $read:expr, $text:expr) => {
        impl $crate::wire::FromJson for $type {
            fn from_json(value: ::serde_json::Value) -> Result<Self, $crate::wire::Wrong> {
                let read: fn(String) -> Option<Self> = $read;
                read($crate::wire::FromJson::from_json(value)?).ok_or($crate::wire::Wrong::HERE)
            }
        }

        impl $crate::wire::ToJson for $type {
            fn to_json(&self) -> ::serde_json::Value {
                let text: fn(&Self) -> &str = $text;
                text(self).into()
            }
        }
    };
}

pub(crate) use {members, text, words};

/// An object of those members that are there.
fn object(members: &mut [(&'static str, Option<Value>)]) -> Value {
    let mut object = Map::new();
    for (name, value) in members {
        if let Some(value) = value.take() {
            object.insert((*name).to_owned(), value);
        }
    }
    Value::Object(object)
}

//! From a JSON value.

use serde_json::{Map, Value};

use crate::error::{ErrorKind, RpcError};

/// What is read from a JSON value.
pub trait FromJson: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// [`Wrong`] names the innermost member that is missing or of another type.
    fn from_json(value: Value) -> Result<Self, Wrong>;

    /// What a member that is not there counts as.
    fn absent() -> Option<Self> {
        None
    }
}

/// The member that is missing or wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrong(&'static str);

impl Wrong {
    /// The value itself, before it is known under which name it stands.
    pub const HERE: Self = Self("");
}

impl From<Wrong> for RpcError {
    fn from(wrong: Wrong) -> Self {
        let name = if wrong == Wrong::HERE { "the message" } else { wrong.0 };
        Self::new(ErrorKind::Invalid, [name, " is missing or not of its type"].concat())
    }
}

/// The members of an object, to be taken out one by one.
#[derive(Debug)]
pub struct Members(Map<String, Value>);

impl Members {
    /// Of an object.
    ///
    /// # Errors
    /// Where it is something else.
    pub fn of(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(members) => Ok(Self(members)),
            _ => Err(Wrong::HERE),
        }
    }

    /// The member of that name.
    ///
    /// # Errors
    /// Where it is missing, unless its type says what that means, or cannot be read.
    pub fn take<T: FromJson>(&mut self, name: &'static str) -> Result<T, Wrong> {
        match self.member(name) {
            Some(value) => T::from_json(value).map_err(|wrong| wrong.or(name)),
            None => T::absent().ok_or(Wrong(name)),
        }
    }

    /// The member of that name, or this where it is missing.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn take_or<T: FromJson>(&mut self, name: &'static str, default: T) -> Result<T, Wrong> {
        match self.member(name) {
            Some(value) => T::from_json(value).map_err(|wrong| wrong.or(name)),
            None => Ok(default),
        }
    }

    /// Taken out of its place, which stays: taking the place out of the tree is much code.
    pub(crate) fn member(&mut self, name: &str) -> Option<Value> {
        self.0.get_mut(name).map(Value::take)
    }
}

impl Wrong {
    const fn or(self, name: &'static str) -> Self {
        if self.0.is_empty() { Self(name) } else { self }
    }
}

impl FromJson for Value {
    fn from_json(value: Value) -> Result<Self, Wrong> {
        Ok(value)
    }
}

impl FromJson for String {
    fn from_json(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::String(text) => Ok(text),
            _ => Err(Wrong::HERE),
        }
    }
}

impl FromJson for bool {
    fn from_json(value: Value) -> Result<Self, Wrong> {
        value.as_bool().ok_or(Wrong::HERE)
    }
}

impl FromJson for f32 {
    fn from_json(value: Value) -> Result<Self, Wrong> {
        #[expect(clippy::cast_possible_truncation, reason = "a size on screen, as serde reads it")]
        value.as_f64().map(|number| number as Self).ok_or(Wrong::HERE)
    }
}

impl FromJson for i32 {
    fn from_json(value: Value) -> Result<Self, Wrong> {
        value.as_i64().and_then(|number| Self::try_from(number).ok()).ok_or(Wrong::HERE)
    }
}

macro_rules! unsigned {
    ($($type:ty),*) => {$(
        impl FromJson for $type {
            fn from_json(value: Value) -> Result<Self, Wrong> {
                value.as_u64().and_then(|number| Self::try_from(number).ok()).ok_or(Wrong::HERE)
            }
        }
    )*};
}

unsigned!(u8, u16, u32, u64);

/// `null` is nothing, as for serde.
impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: Value) -> Result<Self, Wrong> {
        if value.is_null() { Ok(None) } else { T::from_json(value).map(Some) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromJson> FromJson for Box<T> {
    fn from_json(value: Value) -> Result<Self, Wrong> {
        T::from_json(value).map(Self::new)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Array(elements) => elements.into_iter().map(T::from_json).collect(),
            _ => Err(Wrong::HERE),
        }
    }
}

impl FromJson for Map<String, Value> {
    fn from_json(value: Value) -> Result<Self, Wrong> {
        Ok(Members::of(value)?.0)
    }
}

//! To a JSON value.

use serde_json::{Map, Value};

/// What has a JSON form.
pub trait ToJson {
    /// Its JSON form.
    fn to_json(&self) -> Value;

    /// The same as a member of an object; `None` where the member is left out.
    fn to_member(&self) -> Option<Value> {
        Some(self.to_json())
    }
}

impl ToJson for Value {
    fn to_json(&self) -> Value {
        self.clone()
    }
}

impl ToJson for Map<String, Value> {
    fn to_json(&self) -> Value {
        Value::Object(self.clone())
    }
}

impl ToJson for String {
    fn to_json(&self) -> Value {
        self.as_str().into()
    }
}

macro_rules! plain {
    ($($type:ty),*) => {$(
        impl ToJson for $type {
            fn to_json(&self) -> Value {
                (*self).into()
            }
        }
    )*};
}

plain!(bool, u8, u16, u32, u64, i32);

impl ToJson for f32 {
    fn to_json(&self) -> Value {
        Value::from(*self)
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_json)
    }

    fn to_member(&self) -> Option<Value> {
        self.as_ref().map(T::to_json)
    }
}

impl<T: ToJson> ToJson for Box<T> {
    fn to_json(&self) -> Value {
        T::to_json(self)
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(T::to_json).collect())
    }
}

//! What the value of an attribute may be.

use yew::AttrValue;
use yew::html::Classes;

/// A value of an attribute.
pub trait Attribute {
    /// Its text; `None` leaves the attribute out.
    fn into_attribute(self) -> Option<AttrValue>;
}

impl Attribute for AttrValue {
    fn into_attribute(self) -> Option<AttrValue> {
        Some(self)
    }
}

impl Attribute for &AttrValue {
    fn into_attribute(self) -> Option<AttrValue> {
        Some(self.clone())
    }
}

impl Attribute for &'static str {
    fn into_attribute(self) -> Option<AttrValue> {
        Some(AttrValue::Static(self))
    }
}

impl Attribute for String {
    fn into_attribute(self) -> Option<AttrValue> {
        Some(self.into())
    }
}

/// An attribute that is there or not, as `disabled`.
impl Attribute for bool {
    fn into_attribute(self) -> Option<AttrValue> {
        self.then_some(AttrValue::Static(""))
    }
}

impl Attribute for Classes {
    fn into_attribute(self) -> Option<AttrValue> {
        (!self.is_empty()).then(|| self.to_string().into())
    }
}

impl<A: Attribute> Attribute for Option<A> {
    fn into_attribute(self) -> Option<AttrValue> {
        self.and_then(A::into_attribute)
    }
}

impl<A: Attribute + Clone> Attribute for &Option<A> {
    fn into_attribute(self) -> Option<AttrValue> {
        self.clone().and_then(A::into_attribute)
    }
}

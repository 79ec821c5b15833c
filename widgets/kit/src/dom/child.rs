//! What may stand between braces inside an element.

use yew::AttrValue;
use yew::virtual_dom::{VNode, VText};

use super::Dom;

/// A child, or several.
pub trait Child {
    /// Puts itself among the children.
    fn put(self, dom: &mut Dom);
}

pub(super) fn text(text: AttrValue) -> VNode {
    VNode::VText(VText::new(text))
}

impl Child for VNode {
    fn put(self, dom: &mut Dom) {
        dom.push(self);
    }
}

impl Child for &VNode {
    fn put(self, dom: &mut Dom) {
        dom.push(self.clone());
    }
}

impl Child for AttrValue {
    #[inline(never)]
    fn put(self, dom: &mut Dom) {
        dom.push(text(self));
    }
}

impl Child for &AttrValue {
    fn put(self, dom: &mut Dom) {
        self.clone().put(dom);
    }
}

impl Child for String {
    #[inline(never)]
    fn put(self, dom: &mut Dom) {
        dom.push(text(self.into()));
    }
}

impl Child for &String {
    fn put(self, dom: &mut Dom) {
        self.as_str().put(dom);
    }
}

impl Child for &str {
    #[inline(never)]
    fn put(self, dom: &mut Dom) {
        dom.push(text(AttrValue::Rc(self.into())));
    }
}

macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl Child for $type {
            fn put(self, dom: &mut Dom) {
                self.to_string().put(dom);
            }
        }
    )*};
}

numbers!(u8, u16, u32, u64, usize, i32, i64, char);

/// What is not there keeps its place.
impl<C: Child> Child for Option<C> {
    fn put(self, dom: &mut Dom) {
        match self {
            Some(child) => child.put(dom),
            None => dom.nothing(),
        }
    }
}

/// Each for itself, as with `for`.
impl<C: Child> Child for Vec<C> {
    fn put(self, dom: &mut Dom) {
        for child in self {
            child.put(dom);
        }
    }
}

//! The builder behind [`html!`](crate::html): elements are opened, filled and closed one after the other.
//!
//! Screens do not call it; they use the macro. None of its steps is generic where it need not be, because every
//! element of every screen is a row of them.

mod attribute;
mod child;

use std::rc::Rc;

use yew::html::NodeRef;
use yew::virtual_dom::listeners::Listeners;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VList, VNode, VTag};
use yew::{AttrValue, Html};

pub use attribute::Attribute;
pub use child::Child;

/// Attributes that are texts as they stand.
type Literals = &'static [(&'static str, AttributeOrProperty)];

/// A tree under construction.
#[derive(Debug, Default)]
pub struct Dom {
    /// From the outermost that is open to the innermost.
    open: Vec<Level>,
    /// Children of the innermost that is open, after `Level::first` of those around it.
    nodes: Vec<VNode>,
}

/// What is open: an element, or a list without one.
#[derive(Debug)]
struct Level {
    tag: Option<&'static str>,
    literals: Literals,
    names: &'static [&'static str],
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    key: Option<Key>,
    node_ref: NodeRef,
    value: Option<AttrValue>,
    checked: Option<bool>,
    /// Where its children begin.
    first: usize,
}

impl Dom {
    /// Nothing yet.
    #[inline(never)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens an element whose attributes are all texts as they stand.
    #[inline(never)]
    pub fn open(&mut self, tag: &'static str, literals: Literals) {
        self.level(Some(tag), literals, &[]);
    }

    /// Opens an element with these attributes, whose values follow in this order.
    #[inline(never)]
    pub fn open_with(&mut self, tag: &'static str, names: &'static [&'static str]) {
        self.level(Some(tag), &[], names);
    }

    /// Opens a list of nodes, which takes one place among its neighbours.
    #[inline(never)]
    pub fn open_list(&mut self) {
        self.level(None, &[], &[]);
    }

    fn level(&mut self, tag: Option<&'static str>, literals: Literals, names: &'static [&'static str]) {
        self.open.push(Level {
            tag,
            literals,
            names,
            values: Vec::with_capacity(names.len()),
            listeners: Vec::new(),
            key: None,
            node_ref: NodeRef::default(),
            value: None,
            checked: None,
            first: self.nodes.len(),
        });
    }

    /// The value of the next attribute, as it stands.
    #[inline(never)]
    pub fn literal(&mut self, value: &'static str) {
        self.set(Some(AttributeOrProperty::Static(value)));
    }

    /// The value of the next attribute; none leaves it out.
    pub fn attribute(&mut self, value: impl Attribute) {
        self.attribute_value(value.into_attribute());
    }

    #[inline(never)]
    fn attribute_value(&mut self, value: Option<AttrValue>) {
        self.set(value.map(AttributeOrProperty::Attribute));
    }

    fn set(&mut self, value: Option<AttributeOrProperty>) {
        if let Some(level) = self.open.last_mut() {
            level.values.push(value);
        }
    }

    /// A listener.
    #[inline(never)]
    pub fn on(&mut self, listener: Option<Rc<dyn Listener>>) {
        if let Some(level) = self.open.last_mut() {
            level.listeners.push(listener);
        }
    }

    /// The key among siblings.
    pub fn key(&mut self, key: impl Into<Key>) {
        if let Some(level) = self.open.last_mut() {
            level.key = Some(key.into());
        }
    }

    /// A hold on the element.
    pub fn node_ref(&mut self, node_ref: NodeRef) {
        if let Some(level) = self.open.last_mut() {
            level.node_ref = node_ref;
        }
    }

    /// What an input holds.
    pub fn value(&mut self, value: impl Attribute) {
        if let Some(level) = self.open.last_mut() {
            level.value = value.into_attribute();
        }
    }

    /// Whether an input is checked.
    pub fn checked(&mut self, checked: bool) {
        if let Some(level) = self.open.last_mut() {
            level.checked = Some(checked);
        }
    }

    /// A text as it stands.
    #[inline(never)]
    pub fn text(&mut self, text: &'static str) {
        self.push(child::text(AttrValue::Static(text)));
    }

    /// A child, or several.
    pub fn put(&mut self, child: impl Child) {
        child.put(self);
    }

    /// The place of a child that is not there.
    #[inline(never)]
    pub fn nothing(&mut self) {
        self.push(VNode::default());
    }

    /// A child.
    #[inline(never)]
    pub fn push(&mut self, node: VNode) {
        self.nodes.push(node);
    }

    /// Closes what was opened last: it becomes a child of what is around it.
    #[inline(never)]
    pub fn close(&mut self) {
        let Some(level) = self.open.pop() else { return };
        let children = self.nodes.split_off(level.first);
        self.nodes.push(match level.tag {
            None => list(children),
            Some(tag) => level.element(tag, one_or_list(children)),
        });
    }

    /// The tree.
    #[inline(never)]
    pub fn done(self) -> Html {
        one_or_list(self.nodes)
    }
}

impl Level {
    fn element(self, tag: &'static str, children: VNode) -> VNode {
        let attributes = if self.names.is_empty() {
            Attributes::Static(self.literals)
        } else {
            Attributes::Dynamic { keys: self.names, values: self.values.into_boxed_slice() }
        };
        let listeners = if self.listeners.is_empty() {
            Listeners::None
        } else {
            Listeners::Pending(self.listeners.into_boxed_slice())
        };
        let (node_ref, key) = (self.node_ref, self.key);
        VNode::from(match tag {
            "input" => VTag::__new_input(self.value, self.checked, node_ref, key, attributes, listeners),
            "textarea" => VTag::__new_textarea(self.value, None, node_ref, key, attributes, listeners),
            _ => VTag::__new_other(AttrValue::Static(tag), node_ref, key, attributes, listeners, children),
        })
    }
}

fn one_or_list(mut nodes: Vec<VNode>) -> VNode {
    match nodes.len() {
        0 => VNode::default(),
        1 => nodes.pop().unwrap_or_default(),
        _ => list(nodes),
    }
}

fn list(nodes: Vec<VNode>) -> VNode {
    VNode::from(VList::with_children(nodes, None))
}

/// A single expression as markup.
pub fn node(child: impl Child) -> Html {
    let mut dom = Dom::new();
    dom.put(child);
    dom.done()
}

/// A node under that key among its siblings.
pub fn keyed(node: Html, key: impl Into<Key>) -> Html {
    VNode::from(VList::with_children(vec![node], Some(key.into())))
}

//! From nodes to calls of the builder.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use crate::parse::{Attribute, Element, Node};

/// The controls of the kit that are drawn in place: name, function, its properties.
const CONTROLS: [(&str, &str, &str); 9] = [
    ("Bar", "bar", "BarProps"),
    ("Button", "button", "ButtonProps"),
    ("Check", "check", "ChoiceProps"),
    ("Disclosure", "disclosure", "DisclosureProps"),
    ("LevelMark", "level_mark", "LevelMarkProps"),
    ("Nav", "nav", "NavProps"),
    ("Notice", "notice", "NoticeProps"),
    ("Radio", "radio", "ChoiceProps"),
    ("Toast", "toast", "ToastProps"),
];

/// Those whose function takes its few properties as arguments.
const PLAIN: [(&str, &str, &[&str]); 2] =
    [("Icon", "icon", &["picture"]), ("SaveStatus", "save_status", &["state", "lang"])];

/// The whole of a macro call.
pub(crate) fn root(nodes: &[Node]) -> TokenStream {
    match nodes {
        [] => quote! { <::yew::Html as ::core::default::Default>::default() },
        [Node::Expression(expression)] => quote! { ::greffon_kit::dom::node({ #expression }) },
        [Node::Component { path, element }] => component(path, element),
        _ => {
            let steps = steps(nodes);
            quote! {{
                let mut __dom = ::greffon_kit::dom::Dom::new();
                #steps
                __dom.done()
            }}
        }
    }
}

fn steps(nodes: &[Node]) -> TokenStream {
    nodes.iter().map(step).collect()
}

fn step(node: &Node) -> TokenStream {
    match node {
        Node::Element(element) => self::element(element),
        Node::Component { path, element } => {
            let drawn = component(path, element);
            quote! { __dom.put(#drawn); }
        }
        Node::Fragment(nodes) => fragment(nodes),
        Node::Expression(expression) => quote! { __dom.put({ #expression }); },
        Node::Each(iterator) => {
            quote! { for __each in ::core::iter::IntoIterator::into_iter(#iterator) { __dom.put(__each); } }
        }
        Node::Text(text) => quote! { __dom.text(#text); },
        Node::Branches(branches) => {
            let mut chain = TokenStream::new();
            for branch in branches {
                // Whatever the branch, one node: its neighbours keep their places.
                let inside = match branch.nodes.as_slice() {
                    [only @ (Node::Element(_) | Node::Component { .. } | Node::Text(_))] => step(only),
                    nodes => fragment(nodes),
                };
                chain.extend(branch.condition.as_ref().map(|condition| quote! { if #condition }));
                chain.extend(quote! { { #inside } });
                chain.extend(branch.condition.as_ref().map(|_| quote! { else }));
            }
            if branches.last().is_some_and(|branch| branch.condition.is_some()) {
                chain.extend(quote! { { __dom.nothing(); } });
            }
            chain
        }
    }
}

fn fragment(nodes: &[Node]) -> TokenStream {
    let inside = steps(nodes);
    quote! {
        __dom.open_list();
        #inside
        __dom.close();
    }
}

fn element(element: &Element) -> TokenStream {
    let is_input = ["input", "textarea"].contains(&element.name.as_str());
    let is_property =
        |name: &str| is_input && (name == "value" || (name == "checked" && element.name == "input"));
    let mut names = Vec::new();
    let mut values = TokenStream::new();
    let mut others = TokenStream::new();
    let mut plain = Vec::new();
    for Attribute { name, span, value, is_text } in &element.attributes {
        match name.as_str() {
            "key" => others.extend(quote_spanned! { *span => __dom.key(#value); }),
            "ref" => others.extend(quote_spanned! { *span => __dom.node_ref(#value); }),
            "value" if is_property(name) => others.extend(quote_spanned! { *span => __dom.value(#value); }),
            "checked" if is_property(name) => {
                others.extend(quote_spanned! { *span => __dom.checked(#value); });
            }
            _ if name.starts_with("on") => {
                let event = Ident::new(name, *span);
                others.extend(quote_spanned! { *span =>
                    __dom.on(::yew::html::#event::Wrapper::__macro_new(#value));
                });
            }
            _ => {
                names.push(name);
                if *is_text {
                    values.extend(quote! { __dom.literal(#value); });
                    plain.push(quote! { (#name, ::yew::virtual_dom::AttributeOrProperty::Static(#value)) });
                } else {
                    values.extend(quote_spanned! { *span => __dom.attribute(#value); });
                }
            }
        }
    }
    let tag = &element.name;
    let open = if plain.len() == names.len() {
        quote_spanned! { element.span => __dom.open(#tag, &[#(#plain),*]); }
    } else {
        quote_spanned! { element.span => __dom.open_with(#tag, &[#(#names),*]); #values }
    };
    let inside = steps(&element.children);
    quote! { #open #others #inside __dom.close(); }
}

fn component(path: &TokenStream, element: &Element) -> TokenStream {
    let children = (!element.children.is_empty()).then(|| root(&element.children));
    let drawn = match (
        CONTROLS.iter().find(|(name, ..)| *name == element.name),
        PLAIN.iter().find(|(name, ..)| *name == element.name),
    ) {
        (Some((_, function, props)), _) => control(element, function, props, children),
        (None, Some((_, function, arguments))) => plain(element, function, arguments),
        (None, None) => return foreign(path, element, children.as_ref()),
    };
    // The name has to be in scope, as with any other component.
    let drawn = quote! {{
        let _ = ::core::marker::PhantomData::<#path>;
        #drawn
    }};
    match element.attributes.iter().find(|attribute| attribute.name == "key") {
        Some(Attribute { value, .. }) => quote! { ::greffon_kit::dom::keyed(#drawn, #value) },
        None => drawn,
    }
}

fn control(element: &Element, function: &str, props: &str, children: Option<TokenStream>) -> TokenStream {
    let (function, props) = (format_ident!("{function}"), format_ident!("{props}"));
    let members = element.attributes.iter().filter(|attribute| attribute.name != "key").map(|attribute| {
        let (member, value) = (Ident::new(&attribute.name, attribute.span), &attribute.value);
        quote_spanned! { attribute.span => #member: ::yew::html::IntoPropValue::into_prop_value(#value), }
    });
    let children = children.map(|children| quote! { children: #children, });
    quote! {{
        #[allow(clippy::needless_update, reason = "a macro does not know whether all members are given")]
        let __props = ::greffon_kit::ui::#props {
            #(#members)* #children
            ..::core::default::Default::default()
        };
        ::greffon_kit::ui::#function(__props)
    }}
}

fn plain(element: &Element, function: &str, arguments: &[&str]) -> TokenStream {
    let function = format_ident!("{function}");
    let values = arguments.iter().map(|name| {
        let given = element.attributes.iter().find(|attribute| attribute.name == **name);
        given.map_or_else(
            || {
                let lacking = format!("<{}> takes {name}", element.name);
                quote_spanned! { element.span => ::core::compile_error!(#lacking) }
            },
            |attribute| attribute.value.clone(),
        )
    });
    quote_spanned! { element.span => ::greffon_kit::ui::#function(#(#values),*) }
}

/// A component with a state of its own: Yew's matter.
fn foreign(path: &TokenStream, element: &Element, children: Option<&TokenStream>) -> TokenStream {
    let attributes = element.attributes.iter().map(|Attribute { name, span, value, .. }| {
        let name = Ident::new(name, *span);
        quote! { #name={#value} }
    });
    let attributes: TokenStream = attributes.collect();
    children.map_or_else(
        || quote! { ::yew::html! { <#path #attributes /> } },
        |children| quote! { ::yew::html! { <#path #attributes>{ #children }</#path> } },
    )
}

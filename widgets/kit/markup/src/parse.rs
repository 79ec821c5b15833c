//! From tokens to nodes.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;

/// A piece of markup.
#[derive(Debug)]
pub(crate) enum Node {
    /// `<p class="x">…</p>`
    Element(Element),
    /// `<Button label="x" />`, `<path::To {prop}>…</path::To>`
    Component { path: TokenStream, element: Element },
    /// `<>…</>`
    Fragment(Vec<Node>),
    /// `{ expression }`
    Expression(TokenStream),
    /// `{ for iterator }`
    Each(TokenStream),
    /// `"text"`
    Text(TokenTree),
    /// `if condition { … } else { … }`; the last branch may have none.
    Branches(Vec<Branch>),
}

/// One branch of an `if`.
#[derive(Debug)]
pub(crate) struct Branch {
    /// What follows `if`; `None` for the last `else`.
    pub(crate) condition: Option<TokenStream>,
    pub(crate) nodes: Vec<Node>,
}

#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Vec<Node>,
}

/// `name={value}`
#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) value: TokenStream,
    /// Whether the value is a text as it stands.
    pub(crate) is_text: bool,
}

/// What is no markup, and where.
#[derive(Debug)]
pub(crate) struct Wrong {
    span: Span,
    text: String,
}

impl Wrong {
    pub(crate) fn to_compile_error(&self) -> TokenStream {
        let text = &self.text;
        quote_spanned! { self.span => ::core::compile_error!(#text) }
    }
}

type Read<T> = Result<T, Wrong>;

/// All nodes of an input.
pub(crate) fn nodes(input: TokenStream) -> Read<Vec<Node>> {
    let mut reader = Reader { tokens: input.into_iter().collect(), at: 0 };
    let nodes = reader.nodes()?;
    if reader.at < reader.tokens.len() {
        return reader.wrong("a closing tag that closes nothing");
    }
    Ok(nodes)
}

struct Reader {
    tokens: Vec<TokenTree>,
    at: usize,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<&TokenTree> {
        self.tokens.get(self.at + ahead)
    }

    fn is_sign(&self, ahead: usize, sign: char) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
    }

    fn word(&self, ahead: usize) -> Option<&Ident> {
        match self.peek(ahead) {
            Some(TokenTree::Ident(word)) => Some(word),
            _ => None,
        }
    }

    fn wrong<T>(&self, text: impl Into<String>) -> Read<T> {
        let span = self.peek(0).or(self.tokens.last()).map_or_else(Span::call_site, TokenTree::span);
        Err(Wrong { span, text: text.into() })
    }

    fn eat(&mut self, sign: char) -> Read<()> {
        if !self.is_sign(0, sign) {
            return self.wrong(format!("`{sign}` should stand here"));
        }
        self.at += 1;
        Ok(())
    }

    /// The inside of braces, if they stand here.
    fn braces(&mut self) -> Option<TokenStream> {
        match self.peek(0) {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inside = group.stream();
                self.at += 1;
                Some(inside)
            }
            _ => None,
        }
    }

    /// Up to a closing tag or the end.
    fn nodes(&mut self) -> Read<Vec<Node>> {
        let mut nodes = Vec::new();
        while self.peek(0).is_some() && !(self.is_sign(0, '<') && self.is_sign(1, '/')) {
            nodes.push(self.node()?);
        }
        Ok(nodes)
    }

    fn node(&mut self) -> Read<Node> {
        if let Some(inside) = self.braces() {
            let mut tokens = inside.clone().into_iter();
            return Ok(match tokens.next() {
                Some(TokenTree::Ident(word)) if word == "for" => Node::Each(tokens.collect()),
                _ => Node::Expression(inside),
            });
        }
        match self.peek(0) {
            Some(TokenTree::Literal(_)) => {
                self.at += 1;
                Ok(Node::Text(self.tokens[self.at - 1].clone()))
            }
            Some(TokenTree::Ident(word)) if word == "if" => self.branches(),
            Some(TokenTree::Punct(sign)) if sign.as_char() == '<' => self.tag(),
            _ => self.wrong("an element, `{ an expression }`, a text or `if` should stand here"),
        }
    }

    fn branches(&mut self) -> Read<Node> {
        let mut branches = Vec::new();
        loop {
            let mut condition = None;
            if self.word(0).is_some_and(|word| word == "if") {
                self.at += 1;
                let start = self.at;
                while !matches!(self.peek(0), None | Some(TokenTree::Group(_)))
                    || matches!(self.peek(0), Some(TokenTree::Group(group)) if group.delimiter() != Delimiter::Brace)
                {
                    self.at += 1;
                }
                condition = Some(self.tokens[start..self.at].iter().cloned().collect());
            }
            let last = condition.is_none();
            let Some(inside) = self.braces() else { return self.wrong("`{` should stand here") };
            branches.push(Branch { condition, nodes: nodes(inside)? });
            if last || self.word(0).is_none_or(|word| word != "else") {
                return Ok(Node::Branches(branches));
            }
            self.at += 1;
        }
    }

    fn tag(&mut self) -> Read<Node> {
        self.eat('<')?;
        if self.is_sign(0, '>') {
            self.at += 1;
            let nodes = self.nodes()?;
            self.close("")?;
            return Ok(Node::Fragment(nodes));
        }
        let span = self.peek(0).map_or_else(Span::call_site, TokenTree::span);
        let start = self.at;
        let name = self.name()?;
        let path: TokenStream = self.tokens[start..self.at].iter().cloned().collect();
        let mut attributes = Vec::new();
        while !self.is_sign(0, '>') && !self.is_sign(0, '/') {
            attributes.push(self.attribute()?);
        }
        let mut children = Vec::new();
        if self.is_sign(0, '/') {
            self.at += 1;
            self.eat('>')?;
        } else {
            self.eat('>')?;
            children = self.nodes()?;
            self.close(&name)?;
        }
        let is_component = name.contains(':') || name.starts_with(|sign: char| sign.is_ascii_uppercase());
        let element = Element { name, span, attributes, children };
        Ok(if is_component { Node::Component { path, element } } else { Node::Element(element) })
    }

    fn close(&mut self, name: &str) -> Read<()> {
        if self.peek(0).is_none() {
            return self.wrong(format!("<{name}> is not closed"));
        }
        self.eat('<')?;
        self.eat('/')?;
        let closed = if self.is_sign(0, '>') { String::new() } else { self.name()? };
        if closed != name {
            self.at -= 1;
            return self.wrong(format!("this closes <{closed}>, but <{name}> is open"));
        }
        self.eat('>')
    }

    /// `aria-label`, `p`, `path::To`
    fn name(&mut self) -> Read<String> {
        let Some(word) = self.word(0) else { return self.wrong("a name should stand here") };
        let mut name = word.to_string();
        self.at += 1;
        loop {
            let joint = if self.is_sign(0, '-') {
                "-"
            } else if self.is_sign(0, ':') && self.is_sign(1, ':') {
                "::"
            } else {
                return Ok(name);
            };
            self.at += joint.len();
            let Some(word) = self.word(0) else { return self.wrong("a name should stand here") };
            name = [&name, joint, &word.to_string()].concat();
            self.at += 1;
        }
    }

    fn attribute(&mut self) -> Read<Attribute> {
        let span = self.peek(0).map_or_else(Span::call_site, TokenTree::span);
        if let Some(inside) = self.braces() {
            return Ok(Attribute { name: inside.to_string(), span, value: inside, is_text: false });
        }
        let name = self.name()?;
        self.eat('=')?;
        if let Some(value) = self.braces() {
            return Ok(Attribute { name, span, value, is_text: false });
        }
        match self.peek(0) {
            Some(token @ (TokenTree::Literal(_) | TokenTree::Ident(_))) => {
                let is_text = token.to_string().starts_with('"');
                let value = token.clone().into();
                self.at += 1;
                Ok(Attribute { name, span, value, is_text })
            }
            _ => self.wrong("a value should stand here"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        nodes(text.parse().expect("tokens")).expect_err(text).text
    }

    #[test]
    fn reads_elements_branches_and_components() {
        let read = nodes(
            r#"<p class="a" {title} aria-label={x}>{ for y }if a == (B { c: 1 }) { "t" } else { <br /> }</p><a::B c=1 />"#
                .parse()
                .expect("tokens"),
        )
        .expect("markup");
        let [Node::Element(element), Node::Component { element: component, .. }] = read.as_slice() else {
            panic!("{read:?}")
        };
        let names: Vec<&str> = element.attributes.iter().map(|attribute| attribute.name.as_str()).collect();
        assert_eq!((element.name.as_str(), names), ("p", vec!["class", "title", "aria-label"]));
        assert!(
            matches!(&element.children[..], [Node::Each(_), Node::Branches(branches)] if branches.len() == 2)
        );
        assert_eq!(component.name, "a::B");
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, says) in [
            ("<p>", "<p> is not closed"),
            ("<p></b>", "this closes <b>, but <p> is open"),
            ("</p>", "a closing tag that closes nothing"),
            ("<p class></p>", "`=` should stand here"),
            ("<p class=></p>", "a value should stand here"),
            ("x", "an element, `{ an expression }`, a text or `if` should stand here"),
            ("if x", "`{` should stand here"),
        ] {
            assert_eq!(wrong(text), says, "{text}");
        }
    }
}

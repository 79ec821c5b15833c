//! The way through `html!`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::tokens::{braces, is_for_developers, is_punct, macro_call, makes_html, name, row};
use super::{Finding, Place, literal, prose};

/// Attributes of elements that are seen or read out.
const READ_OUT: [&str; 8] = [
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "aria-valuetext",
    "label",
    "placeholder",
    "title",
];

/// Properties of components that end up as such.
const SHOWN: [&str; 14] = [
    "caption", "close", "describe", "disabled", "error", "figure", "hint", "legend", "note", "summary",
    "text", "undo", "why", "words",
];

/// Calls that pass on what they are given.
const TRANSPARENT: [&str; 5] = ["from", "Some", "Ok", "Static", "new"];

/// Searches what stands between tags.
pub(super) fn children(stream: TokenStream, found: &mut Vec<Finding>) {
    let tokens = row(stream);
    let mut place = 0;
    while place < tokens.len() {
        match &tokens[place] {
            TokenTree::Punct(punct) if punct.as_char() == '<' => place = tag(&tokens, place + 1, found),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                shown(group.stream(), &Place::Text, found);
                place += 1;
            }
            token @ TokenTree::Literal(written) => {
                if let Some(text) = literal::text(written).filter(|text| literal::has_letters(text)) {
                    literal::note(token, text, Place::Text, found);
                }
                place += 1;
            }
            TokenTree::Ident(word) if *word == "match" => {
                let body = (place..tokens.len()).find(|at| braces(&tokens, *at).is_some());
                if let Some(group) = body.and_then(|at| braces(&tokens, at)) {
                    shown(group.stream(), &Place::Text, found);
                }
                place = body.map_or(tokens.len(), |at| at + 1);
            }
            TokenTree::Ident(word) if *word == "if" || *word == "for" || *word == "else" => {
                // A condition is not shown; what stands in braces after it is a page again.
                let body = (place + 1..tokens.len()).find(|at| braces(&tokens, *at).is_some());
                if let Some(group) = body.and_then(|at| braces(&tokens, at)) {
                    children(group.stream(), found);
                }
                place = body.map_or(tokens.len(), |at| at + 1);
            }
            _ => place += 1,
        }
    }
}

/// Reads a tag, from behind its `<`; gives the place behind its `>`.
fn tag(tokens: &[TokenTree], mut place: usize, found: &mut Vec<Finding>) -> usize {
    let component = name(tokens, place).is_some_and(|name| name.starts_with(char::is_uppercase));
    let mut generics = 0_usize;
    while place < tokens.len() {
        if is_punct(tokens, place, '<') {
            generics += 1;
        } else if is_punct(tokens, place, '>') {
            if generics == 0 {
                return place + 1;
            }
            generics -= 1;
        } else if is_punct(tokens, place, '=') {
            value(tokens, place, component, found);
            place += 1;
        } else if let Some(group) = braces(tokens, place) {
            prose::search_pages(group.stream(), found);
        }
        place += 1;
    }
    place
}

/// Judges the value behind the `=` at that place.
fn value(tokens: &[TokenTree], equals: usize, component: bool, found: &mut Vec<Finding>) {
    let attribute = attribute_name(tokens, equals);
    let is_shown = READ_OUT.contains(&attribute.as_str()) || component && SHOWN.contains(&attribute.as_str());
    let Some(token) = tokens.get(equals + 1) else { return };
    let inside = match token {
        TokenTree::Group(group) => group.stream(),
        other => TokenStream::from(other.clone()),
    };
    if is_shown {
        shown(inside, &Place::Attribute(attribute), found);
    } else {
        prose::search_pages(inside, found);
    }
}

/// `aria-label` is three tokens.
fn attribute_name(tokens: &[TokenTree], equals: usize) -> String {
    let mut parts = Vec::new();
    let mut place = equals;
    while place > 0 {
        let Some(part) = name(tokens, place - 1) else { break };
        parts.push(part);
        if place < 3 || !is_punct(tokens, place - 2, '-') {
            break;
        }
        place -= 2;
    }
    parts.reverse();
    parts.join("-")
}

/// Judges an expression whose value is shown.
fn shown(stream: TokenStream, at: &Place, found: &mut Vec<Finding>) {
    let tokens = row(stream);
    let mut place = 0;
    while place < tokens.len() {
        if let Some((name, inside)) = macro_call(&tokens, place) {
            if makes_html(&name) {
                children(inside.stream(), found);
            } else if !is_for_developers(&name) {
                shown(inside.stream(), at, found);
            }
            place += 3;
            continue;
        }
        match &tokens[place] {
            TokenTree::Group(group) if is_argument(&tokens, place) => {
                // What a function does with a word is not known here; a sentence is hardly a name.
                prose::search(group.stream(), found);
            }
            TokenTree::Group(group) => shown(group.stream(), at, found),
            token @ TokenTree::Literal(written) if !is_compared(&tokens, place) => {
                if let Some(text) = literal::text(written).filter(|text| literal::has_letters(text)) {
                    literal::note(token, text, at.clone(), found);
                }
            }
            _ => {}
        }
        place += 1;
    }
}

/// Whether the group at that place holds the arguments of a call that may do anything with them.
fn is_argument(tokens: &[TokenTree], place: usize) -> bool {
    let TokenTree::Group(group) = &tokens[place] else { return false };
    group.delimiter() == Delimiter::Parenthesis
        && place > 0
        && name(tokens, place - 1)
            .is_some_and(|call| !is_keyword(&call) && !TRANSPARENT.contains(&call.as_str()))
}

fn is_keyword(word: &str) -> bool {
    matches!(word, "if" | "in" | "match" | "return" | "else" | "for" | "while" | "move")
}

/// Whether the literal at that place is compared with, or matched, and so not shown.
fn is_compared(tokens: &[TokenTree], place: usize) -> bool {
    let equals_before = place >= 2
        && is_punct(tokens, place - 1, '=')
        && (is_punct(tokens, place - 2, '=') || is_punct(tokens, place - 2, '!'));
    let equals_after = (is_punct(tokens, place + 1, '=') || is_punct(tokens, place + 1, '!'))
        && is_punct(tokens, place + 2, '=');
    let pattern = is_punct(tokens, place + 1, '|')
        || is_punct(tokens, place + 1, '=') && is_punct(tokens, place + 2, '>')
        || name(tokens, place + 1).is_some_and(|word| word == "if");
    equals_before || equals_after || pattern
}

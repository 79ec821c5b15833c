//! The way through ordinary code: to each `html!`, and to what reads as a sentence.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::tokens::{group, is_expectation, is_for_developers, is_punct, macro_call, makes_html, row};
use super::{Finding, Place, html, literal};

/// Searches code that is not a page.
pub(super) fn search(stream: TokenStream, found: &mut Vec<Finding>) {
    walk(stream, true, found);
}

/// Searches code whose literals were judged already: only the pages in it.
pub(super) fn search_pages(stream: TokenStream, found: &mut Vec<Finding>) {
    walk(stream, false, found);
}

fn walk(stream: TokenStream, sentences: bool, found: &mut Vec<Finding>) {
    let tokens = row(stream);
    let mut place = 0;
    while place < tokens.len() {
        if let Some(after) = after_attribute(&tokens, place) {
            place = after;
            continue;
        }
        if let Some((name, inside)) = macro_call(&tokens, place) {
            if makes_html(&name) {
                html::children(inside.stream(), found);
            } else if !is_for_developers(&name) {
                walk(inside.stream(), sentences, found);
            }
            place += 3;
            continue;
        }
        match &tokens[place] {
            TokenTree::Group(inside) if !is_expectation(&tokens, place) => {
                walk(inside.stream(), sentences, found);
            }
            token @ TokenTree::Literal(written) if sentences => {
                if let Some(text) = literal::text(written).filter(|text| literal::reads_as_a_sentence(text)) {
                    literal::note(token, text, Place::Prose, found);
                }
            }
            _ => {}
        }
        place += 1;
    }
}

/// Where an attribute that begins here ends, together with the item that it takes out of the build that ships.
fn after_attribute(tokens: &[TokenTree], place: usize) -> Option<usize> {
    if !is_punct(tokens, place, '#') {
        return None;
    }
    let inner = usize::from(is_punct(tokens, place + 1, '!'));
    let attribute =
        group(tokens, place + 1 + inner).filter(|group| group.delimiter() == Delimiter::Bracket)?;
    let after = place + 2 + inner;
    let text: String = attribute.stream().to_string().chars().filter(|sign| !sign.is_whitespace()).collect();
    if text != "cfg(test)" {
        return Some(after);
    }
    // The item ends with its braces or with a semicolon, whichever comes first.
    let end = (after..tokens.len()).find(|at| {
        is_punct(tokens, *at, ';')
            || group(tokens, *at).is_some_and(|group| group.delimiter() == Delimiter::Brace)
    });
    Some(end.map_or(tokens.len(), |end| end + 1))
}

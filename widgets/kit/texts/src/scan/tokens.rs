//! Small questions about a row of tokens.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Tokens that can be looked at by place.
pub(super) fn row(stream: TokenStream) -> Vec<TokenTree> {
    stream.into_iter().collect()
}

/// Whether that place holds that sign.
pub(super) fn is_punct(tokens: &[TokenTree], place: usize, sign: char) -> bool {
    matches!(tokens.get(place), Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

/// The name at that place.
pub(super) fn name(tokens: &[TokenTree], place: usize) -> Option<String> {
    match tokens.get(place) {
        Some(TokenTree::Ident(name)) => Some(name.to_string()),
        _ => None,
    }
}

/// The group at that place.
pub(super) fn group(tokens: &[TokenTree], place: usize) -> Option<&Group> {
    match tokens.get(place) {
        Some(TokenTree::Group(group)) => Some(group),
        _ => None,
    }
}

/// The group in braces at that place.
pub(super) fn braces(tokens: &[TokenTree], place: usize) -> Option<&Group> {
    group(tokens, place).filter(|group| group.delimiter() == Delimiter::Brace)
}

/// A macro call that begins at that place: its name and its group.
pub(super) fn macro_call(tokens: &[TokenTree], place: usize) -> Option<(String, &Group)> {
    let name = name(tokens, place)?;
    is_punct(tokens, place + 1, '!').then_some(())?;
    Some((name, group(tokens, place + 2)?))
}

/// Whether a macro is one that makes a page.
pub(super) fn makes_html(name: &str) -> bool {
    matches!(name, "html" | "html_nested")
}

/// Whether a macro speaks to developers only.
pub(super) fn is_for_developers(name: &str) -> bool {
    matches!(
        name,
        "panic"
            | "unreachable"
            | "todo"
            | "unimplemented"
            | "compile_error"
            | "include"
            | "include_str"
            | "env"
    ) || name.starts_with("assert")
        || name.starts_with("debug_assert")
}

/// Whether the group at that place is what `.expect(…)` would say.
pub(super) fn is_expectation(tokens: &[TokenTree], place: usize) -> bool {
    place >= 2
        && is_punct(tokens, place - 2, '.')
        && name(tokens, place - 1).is_some_and(|name| name == "expect")
}

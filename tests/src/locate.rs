//! Finding things on a screen as people do: by what they are and what they are called.

use std::fmt;

use serde_json::{Value, json};

/// The script that looks; see its own words.
pub(crate) const SCRIPT: &str = include_str!("locate.js");

/// What to look for: a role, perhaps a name, perhaps inside something.
///
/// A name is what a screen reader would say; spaces of every width count as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    role: String,
    name: Option<(Match, String)>,
    within: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Match {
    Is,
    Has,
}

impl Query {
    /// Anything of this ARIA role.
    pub fn role(role: &str) -> Self {
        Self { role: role.to_owned(), name: None, within: None }
    }

    /// The innermost elements whose text contains `text`.
    pub fn text(text: &str) -> Self {
        Self::role("text").containing(text)
    }

    /// Called exactly so.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        self.name = Some((Match::Is, name.to_owned()));
        self
    }

    /// With these words in its name.
    #[must_use]
    pub fn containing(mut self, words: &str) -> Self {
        self.name = Some((Match::Has, words.to_owned()));
        self
    }

    /// Inside of the elements that this CSS selector finds.
    #[must_use]
    pub fn within(mut self, selector: &str) -> Self {
        self.within = Some(selector.to_owned());
        self
    }

    /// Inside of what `selector` finds, unless it is kept to a place already.
    #[must_use]
    pub(crate) fn or_within(mut self, selector: &str) -> Self {
        self.within.get_or_insert_with(|| selector.to_owned());
        self
    }

    /// The element that this CSS selector finds, whatever it is.
    pub fn css(selector: &str) -> Self {
        Self { role: "css".to_owned(), name: None, within: None }.containing(selector)
    }

    pub(crate) fn arguments(&self) -> Vec<Value> {
        let (how, name) = match &self.name {
            None => ("any", ""),
            Some((Match::Is, name)) => ("is", name.as_str()),
            Some((Match::Has, name)) => ("has", name.as_str()),
        };
        vec![json!(self.role), json!(name), json!(how), json!(self.within)]
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.role)?;
        match &self.name {
            None => (),
            Some((Match::Is, name)) => write!(f, " “{name}”")?,
            Some((Match::Has, name)) => write!(f, " “…{name}…”")?,
        }
        self.within.as_ref().map_or(Ok(()), |within| write!(f, " in {within}"))
    }
}

/// A button called `name`.
pub fn button(name: &str) -> Query {
    Query::role("button").named(name)
}

/// A link called `name`.
pub fn link(name: &str) -> Query {
    Query::role("link").named(name)
}

/// A heading that says `name`.
pub fn heading(name: &str) -> Query {
    Query::role("heading").named(name)
}

/// A text field labelled `name`.
pub fn field(name: &str) -> Query {
    Query::role("textbox").named(name)
}

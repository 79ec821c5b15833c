//! The templates, compiled into the program, with the functions that they call.

use std::fmt;

use minijinja::value::Kwargs;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, Value};

use super::{assets, icons};
use crate::locale::Locale;

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        /// Names and texts of all templates.
        pub(super) const SOURCES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../www/pages/", $name))),)*];
    };
}

templates![
    "account.html",
    "admin-badges.html",
    "admin-data.html",
    "admin-establishment.html",
    "admin-mail.html",
    "admin-people.html",
    "admin-roster.html",
    "admin-tabs.html",
    "admin-widget.html",
    "admin-widgets.html",
    "badge.html",
    "base.html",
    "calendar.html",
    "diagnostic-links.html",
    "diagnostic.html",
    "erase.html",
    "erased.html",
    "error.html",
    "home.html",
    "imported.html",
    "issuer.html",
    "sign-in.html",
    "widget.html",
];

/// The compiled templates.
pub struct Templates(Environment<'static>);

impl fmt::Debug for Templates {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Templates")
    }
}

impl Templates {
    /// Compiles them all.
    pub fn load() -> Result<Self, Error> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
        environment.add_function("t", text);
        environment.add_function("asset", |name: &str| assets::address(name));
        environment.add_function("icon", icons::icon);
        for (name, source) in SOURCES {
            environment.add_template(name, source)?;
        }
        Ok(Self(environment))
    }

    /// Fills a template.
    pub fn render(&self, name: &str, context: Value) -> Result<String, Error> {
        self.0.get_template(name)?.render(context)
    }
}

/// `t("name", word=value)`: the text in the page's language. Pupils get the entry `name.tu` where there is one.
fn text(state: &State<'_, '_>, name: &str, words: Kwargs) -> Result<String, Error> {
    let language = state.lookup("lang").and_then(|value| value.as_str().and_then(Locale::from_tag));
    let locale = language.unwrap_or_default();
    let pupil = state.lookup("pupil").is_some_and(|value| value.is_true());
    let familiar = format!("{name}.tu");
    let name = if pupil && locale.has(&familiar) { familiar.as_str() } else { name };
    if !locale.has(name) {
        return Err(Error::new(ErrorKind::InvalidOperation, format!("no text {name:?}")));
    }
    let mut filled = Vec::new();
    for word in words.args() {
        let value: Value = words.get(word)?;
        filled.push((word, value.to_string()));
    }
    Ok(locale.text_with(name, &filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in `t("…")` of a template.
    fn names(source: &str) -> impl Iterator<Item = &str> {
        source.split(" t(\"").skip(1).filter_map(|rest| rest.split('"').next())
    }

    #[test]
    fn templates_compile_and_name_only_texts_that_exist() {
        Templates::load().unwrap();
        for (template, source) in SOURCES {
            for name in names(source) {
                assert!(Locale::French.has(name), "{template} names {name}");
            }
        }
    }

    #[test]
    fn templates_have_no_text_of_their_own() {
        for (template, source) in SOURCES {
            let mut rest = *source;
            let mut outside = String::new();
            while let Some(start) = rest.find(['{', '<']) {
                outside.push_str(&rest[..start]);
                let end = match &rest[start..] {
                    tag if tag.starts_with("{{") => tag.find("}}").map(|end| end + 2),
                    tag if tag.starts_with("{%") => tag.find("%}").map(|end| end + 2),
                    tag if tag.starts_with("{#") => tag.find("#}").map(|end| end + 2),
                    tag if tag.starts_with('<') => tag.find('>').map(|end| end + 1),
                    _ => Some(1),
                };
                rest = &rest[start + end.unwrap()..];
            }
            outside.push_str(rest);
            let words: String = outside.chars().filter(|sign| sign.is_alphabetic()).collect();
            assert_eq!(words, "", "{template} has text outside the catalogue");
        }
    }

    #[test]
    fn no_template_has_inline_code() {
        for (template, source) in SOURCES {
            for forbidden in [" style=", "<style", " onclick=", "javascript:", "<script>"] {
                assert!(!source.contains(forbidden), "{template} has {forbidden}");
            }
        }
    }
}

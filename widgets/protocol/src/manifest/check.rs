//! What is wrong with a manifest, each with its place, so that its author can mend all at once.

use super::{AccessRule, Manifest};
use crate::key::{Key, Scope, check_prefix};

/// Something wrong with a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// JSON pointer; empty where the text could not be read at all.
    pub place: String,
    /// What is wrong and what would be right.
    pub text: String,
}

impl core::fmt::Display for Problem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        if self.place.is_empty() {
            f.write_str(&self.text)
        } else {
            write!(f, "{}: {}", self.place, self.text)
        }
    }
}

/// Every problem; none means that the manifest can be trusted.
pub(super) fn check(manifest: &Manifest) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut say = |place: String, text: &str| found.push(Problem { place, text: text.to_owned() });

    if manifest.greffon != 1 {
        say("/greffon".into(), "only form 1 is known");
    }
    if !is_name(&manifest.id, 2, 32) {
        say("/id".into(), "2 to 32 of a-z, 0-9 and -, first a letter");
    }
    if manifest.version.split('.').next() != Some(manifest.major.to_string().as_str()) {
        say("/major".into(), "must be the first number of the version");
    }
    for (name, path) in [("entry", &manifest.entry), ("element", &manifest.element)] {
        if path.is_empty() || path.starts_with('/') || path.contains("..") || path.contains(':') {
            say(format!("/{name}"), "a file of the widget's own folder");
        }
    }
    for (list, wishes) in [("required", &manifest.required), ("optional", &manifest.optional)] {
        for (number, wish) in wishes.iter().enumerate() {
            let place = format!("/{list}/{number}");
            if !wish.name.is_known() {
                say(format!("{place}/name"), "no capability of version 1");
            }
            if wish.purpose.fr.trim().is_empty() || wish.purpose.en.trim().is_empty() {
                say(format!("{place}/purpose"), "say what for, in French and English");
            }
        }
    }
    for (number, role) in manifest.roles.iter().enumerate() {
        if !is_name(&role.name, 2, 32) || ["owner", "by"].contains(&role.name.as_str()) {
            say(
                format!("/roles/{number}/name"),
                "2 to 32 of a-z, 0-9 and -, first a letter, not owner or by",
            );
        }
    }
    for (number, rule) in manifest.access.iter().enumerate() {
        check_rule(manifest, rule, &format!("/access/{number}"), &mut say);
    }
    for (number, tally) in manifest.tallies.iter().enumerate() {
        let place = format!("/tallies/{number}");
        if !is_rule_prefix(&tally.prefix) || !tally.prefix.contains("{self}") {
            say(format!("{place}/prefix"), "a prefix that holds {self} as a segment");
        }
        if tally.by.is_empty() || !tally.by.iter().all(|by| is_by(by)) {
            say(format!("{place}/by"), "key:N or value:/json/pointer, at least one");
        }
        if tally.min < 2 {
            say(format!("{place}/min"), "at least 2: a count of one is a person");
        }
        for reference in &tally.read {
            if !is_reference(manifest, reference)
                || ["owner", "by"].contains(&reference.as_str())
                || reference.ends_with("@family")
            {
                say(format!("{place}/read"), "role or role@group, of a role of this manifest");
            }
        }
    }
    for (number, service) in manifest.services.iter().enumerate() {
        let place = format!("/services/{number}");
        let capability = format!("service:{}", service.name);
        if !manifest.wishes().any(|wish| wish.name.as_str() == capability) {
            say(format!("{place}/name"), "a service whose capability this manifest wishes for");
        }
        let is_role = |reference: &String| {
            !["owner", "by"].contains(&reference.as_str()) && is_reference(manifest, reference)
        };
        if !service.call.iter().all(is_role) {
            say(format!("{place}/call"), "role or role@group, of a role of this manifest");
        }
    }
    for (member, names) in
        [("keys", manifest.keys.keys().collect::<Vec<_>>()), ("quota", manifest.quota.keys().collect())]
    {
        for name in names {
            if Scope::from_name(name).is_none() {
                say(format!("/{member}/{name}"), "no such scope");
            }
        }
    }
    found
}

fn check_rule(manifest: &Manifest, rule: &AccessRule, place: &str, say: &mut impl FnMut(String, &str)) {
    if !matches!(rule.scope, Scope::Shared | Scope::Widget) {
        say(
            format!("{place}/scope"),
            "rules are for shared and widget; user and device are the person's own",
        );
    }
    if !is_rule_prefix(&rule.prefix) {
        say(
            format!("{place}/prefix"),
            "the grammar of keys, with at most one {self} and one {by} as whole segments",
        );
    }
    let (personal, signed) = (rule.prefix.contains("{self}"), rule.prefix.contains("{by}"));
    for (member, references) in [("read", &rule.read), ("write", &rule.write)] {
        for reference in references {
            if !is_reference(manifest, reference) {
                say(
                    format!("{place}/{member}"),
                    "owner, by, a role of this manifest, role@group or role@family",
                );
            } else if !personal && (reference == "owner" || reference.contains('@')) {
                say(format!("{place}/{member}"), "owner, @group and @family need {self} in the prefix");
            } else if !signed && reference == "by" {
                say(format!("{place}/{member}"), "by needs {by} in the prefix");
            }
        }
    }
    if let Some(schema) = &rule.schema
        && !manifest.schemas.contains_key(schema)
    {
        say(format!("{place}/schema"), "no schema of that name in /schemas");
    }
}

fn is_name(text: &str, min: usize, max: usize) -> bool {
    (min..=max).contains(&text.len())
        && text.as_bytes()[0].is_ascii_lowercase()
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_rule_prefix(prefix: &str) -> bool {
    let parts: Vec<&str> = prefix.split('/').collect();
    let is_person = |part: &&str| ["{self}", "{by}"].contains(part);
    let once = |person: &str| parts.iter().filter(|part| **part == person).count() <= 1;
    let is_part = |part: &&str| is_person(part) || check_prefix(part).is_ok();
    once("{self}")
        && once("{by}")
        && !parts.last().is_some_and(is_person)
        && parts.iter().all(is_part)
        && prefix.len() <= Key::MAX_LEN
}

fn is_by(by: &str) -> bool {
    by.strip_prefix("key:").is_some_and(|n| n.parse::<usize>().is_ok())
        || by.strip_prefix("value:").is_some_and(|pointer| pointer.starts_with('/'))
}

fn is_reference(manifest: &Manifest, reference: &str) -> bool {
    let role =
        reference.strip_suffix("@group").or_else(|| reference.strip_suffix("@family")).unwrap_or(reference);
    reference == "owner" || reference == "by" || manifest.roles.iter().any(|known| known.name == role)
}

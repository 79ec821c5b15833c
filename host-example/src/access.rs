//! Who may read and write which key: the rules of a manifest (protocol, section 7), without knowing the widget.
//!
//! Nothing is allowed that no rule allows. Of the rules whose prefix fits a key, the longest one decides alone.

use greffon_protocol::Scope;
use greffon_protocol::manifest::AccessRule;

/// Reading or writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Reading.
    Read,
    /// Writing, deleting included.
    Write,
}

/// Somebody, as far as rules look at people.
pub trait Actor {
    /// Their pairwise id.
    fn id(&self) -> &str;
    /// Whether the host gave them this role.
    fn has_role(&self, role: &str) -> bool;
    /// Whether the person of that pairwise id is in a group with them.
    fn shares_group_with(&self, id: &str) -> bool;
}

/// Who a rule lets in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// The person whose id stands at `{self}`.
    Owner,
    /// Whoever has the role.
    Role(String),
    /// Whoever has the role, about people of their groups.
    RoleInGroup(String),
}

impl Reference {
    /// Reads `owner`, `role` or `role@group`.
    pub fn read(text: &str) -> Self {
        match text.strip_suffix("@group") {
            Some(role) => Self::RoleInGroup(role.to_owned()),
            None if text == "owner" => Self::Owner,
            None => Self::Role(text.to_owned()),
        }
    }

    fn lets_in(&self, actor: &impl Actor, subject: Option<&str>) -> bool {
        match self {
            Self::Owner => subject == Some(actor.id()),
            Self::Role(role) => actor.has_role(role),
            Self::RoleInGroup(role) => {
                actor.has_role(role) && subject.is_some_and(|subject| actor.shares_group_with(subject))
            }
        }
    }
}

#[derive(Debug)]
struct Rule {
    scope: Scope,
    head: String,
    /// What follows `{self}`; `None` where the prefix has none.
    tail: Option<String>,
    read: Vec<Reference>,
    write: Vec<Reference>,
    schema: Option<String>,
}

/// A rule that fits a key.
struct Fit<'r, 'k> {
    rule: &'r Rule,
    /// Characters of the key that the prefix covers.
    length: usize,
    /// What stands at `{self}`.
    subject: Option<&'k str>,
}

impl Rule {
    fn new(rule: &AccessRule) -> Self {
        let (head, tail) = match rule.prefix.split_once("{self}") {
            Some((head, tail)) => (head.to_owned(), Some(tail.to_owned())),
            None => (rule.prefix.clone(), None),
        };
        let references = |texts: &[String]| texts.iter().map(|text| Reference::read(text)).collect();
        Self {
            scope: rule.scope,
            head,
            tail,
            read: references(&rule.read),
            write: references(&rule.write),
            schema: rule.schema.clone(),
        }
    }

    fn fit<'k>(&self, key: &'k str) -> Option<Fit<'_, 'k>> {
        let rest = key.strip_prefix(self.head.as_str())?;
        let Some(tail) = &self.tail else {
            return Some(Fit { rule: self, length: self.head.len(), subject: None });
        };
        let subject = &rest[..rest.find('/')?];
        let fits = !subject.is_empty() && rest[subject.len()..].starts_with(tail.as_str());
        let length = self.head.len() + subject.len() + tail.len();
        fits.then_some(Fit { rule: self, length, subject: Some(subject) })
    }

    fn references(&self, act: Act) -> &[Reference] {
        match act {
            Act::Read => &self.read,
            Act::Write => &self.write,
        }
    }

    /// The start of every key that this rule can let that person read: a superset.
    fn reach(&self, actor: &impl Actor) -> Option<String> {
        let all = self.read.iter().any(|reference| match reference {
            Reference::Owner => false,
            Reference::Role(role) | Reference::RoleInGroup(role) => actor.has_role(role),
        });
        match &self.tail {
            _ if all => Some(self.head.clone()),
            Some(tail) if self.read.contains(&Reference::Owner) => {
                Some(format!("{}{}{tail}", self.head, actor.id()))
            }
            _ => None,
        }
    }
}

/// The rules of a widget.
#[derive(Debug)]
pub struct Rules(Vec<Rule>);

impl Rules {
    /// Those of a manifest that was checked.
    pub fn new(rules: &[AccessRule]) -> Self {
        Self(rules.iter().map(Rule::new).collect())
    }

    fn decide<'k>(&self, scope: Scope, key: &'k str) -> Option<Fit<'_, 'k>> {
        self.0
            .iter()
            .filter(|rule| rule.scope == scope)
            .filter_map(|rule| rule.fit(key))
            // Of two that cover as much, the one that names the place beats the one with `{self}`.
            .max_by_key(|fit| (fit.length, fit.subject.is_none()))
    }

    /// Whether the person may do this with the key.
    pub fn allow(&self, act: Act, scope: Scope, key: &str, actor: &impl Actor) -> bool {
        match (scope, act) {
            // Their own, of which nobody else has a part.
            (Scope::User, _) | (Scope::Widget, Act::Read) => true,
            (Scope::Device, _) => false,
            (Scope::Shared | Scope::Widget, _) => self.decide(scope, key).is_some_and(|fit| {
                fit.rule.references(act).iter().any(|reference| reference.lets_in(actor, fit.subject))
            }),
        }
    }

    /// Whether the key is in a place of that person's own.
    pub fn belongs_to(&self, scope: Scope, key: &str, owner: &impl Actor) -> bool {
        self.decide(scope, key).is_some_and(|fit| fit.subject == Some(owner.id()))
    }

    /// The schema that the key's value must match.
    pub fn schema(&self, scope: Scope, key: &str) -> Option<&str> {
        self.decide(scope, key)?.rule.schema.as_deref()
    }

    /// The prefixes to look under for what the person can read below `prefix`, in order and apart: a superset, to
    /// spare reading what [`Self::allow`] would leave out.
    pub fn reach(&self, scope: Scope, prefix: &str, actor: &impl Actor) -> Vec<String> {
        if scope != Scope::Shared {
            return vec![prefix.to_owned()];
        }
        let mut places: Vec<String> = self
            .0
            .iter()
            .filter(|rule| rule.scope == scope)
            .filter_map(|rule| rule.reach(actor))
            .filter_map(|place| {
                if place.starts_with(prefix) {
                    Some(place)
                } else {
                    prefix.starts_with(place.as_str()).then(|| prefix.to_owned())
                }
            })
            .collect();
        places.sort();
        places.dedup_by(|later, earlier| later.starts_with(earlier.as_str()));
        places
    }

    /// Whether the prefix names somebody's own place, of which this person can read nothing.
    pub fn is_somebody_elses(&self, scope: Scope, prefix: &str, actor: &impl Actor) -> bool {
        if scope != Scope::Shared {
            return false;
        }
        let Some(subject) = self.decide(scope, prefix).and_then(|fit| fit.subject) else { return false };
        let deeper = |rule: &Rule| {
            let (start, about) = match &rule.tail {
                _ if rule.head.starts_with(prefix) => return rule.reach(actor).is_some(),
                Some(tail) => (format!("{}{subject}{tail}", rule.head), Some(subject)),
                None => (rule.head.clone(), None),
            };
            start.len() > prefix.len()
                && start.starts_with(prefix)
                && rule.read.iter().any(|reference| reference.lets_in(actor, about))
        };
        subject != actor.id()
            && !self.allow(Act::Read, scope, prefix, actor)
            && !self.0.iter().filter(|rule| rule.scope == scope).any(deeper)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Someone {
        id: &'static str,
        role: &'static str,
        group: &'static [&'static str],
    }

    impl Actor for Someone {
        fn id(&self) -> &str {
            self.id
        }
        fn has_role(&self, role: &str) -> bool {
            role == self.role
        }
        fn shares_group_with(&self, id: &str) -> bool {
            self.group.contains(&id)
        }
    }

    const PUPIL: Someone = Someone { id: "p1", role: "pupil", group: &["p2", "t1"] };
    const TEACHER: Someone = Someone { id: "t1", role: "teacher", group: &["p1", "p2"] };

    fn rule(scope: Scope, prefix: &str, read: &[&str], write: &[&str]) -> AccessRule {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        AccessRule { scope, prefix: prefix.to_owned(), read: texts(read), write: texts(write), schema: None }
    }

    fn rules() -> Rules {
        Rules::new(&[
            rule(Scope::Shared, "positions/{self}/", &["owner"], &["owner"]),
            rule(Scope::Shared, "open/{self}/", &["owner", "teacher@group"], &["owner"]),
            rule(Scope::Shared, "open/{self}/notes/", &["teacher@group"], &["teacher@group"]),
            rule(Scope::Shared, "board/", &["pupil", "teacher"], &["teacher"]),
            rule(Scope::Shared, "board/today/", &["pupil", "teacher"], &["pupil", "teacher"]),
            rule(Scope::Widget, "settings/", &["pupil"], &["teacher"]),
        ])
    }

    #[test]
    fn owners_and_their_teachers_and_nobody_else() {
        let rules = rules();
        let may = |act, key: &str, who: &Someone| rules.allow(act, Scope::Shared, key, who);
        assert!(may(Act::Read, "positions/p1/1.1", &PUPIL) && may(Act::Write, "positions/p1/1.1", &PUPIL));
        assert!(!may(Act::Read, "positions/p2/1.1", &PUPIL) && !may(Act::Write, "positions/p2/1.1", &PUPIL));
        assert!(!may(Act::Read, "positions/p1/1.1", &TEACHER));
        assert!(may(Act::Read, "open/p1/1.1", &TEACHER) && !may(Act::Write, "open/p1/1.1", &TEACHER));
        assert!(!may(Act::Read, "open/stranger/1.1", &TEACHER), "of another class");
        assert!(!may(Act::Read, "open/p2/1.1", &PUPIL), "a class mate is no teacher");
    }

    #[test]
    fn the_longest_prefix_decides_alone() {
        let rules = rules();
        let may = |act, key: &str, who: &Someone| rules.allow(act, Scope::Shared, key, who);
        assert!(!may(Act::Read, "open/p1/notes/a", &PUPIL), "the shorter rule would have let them");
        assert!(may(Act::Write, "open/p1/notes/a", &TEACHER));
        assert!(!may(Act::Write, "board/x", &PUPIL) && may(Act::Write, "board/today/x", &PUPIL));
    }

    #[test]
    fn no_rule_no_access() {
        let rules = rules();
        for key in ["other/x", "positions", "positions/p1", "positions//x", "boar"] {
            assert!(!rules.allow(Act::Read, Scope::Shared, key, &PUPIL), "{key}");
        }
        assert!(rules.allow(Act::Read, Scope::Widget, "anything", &PUPIL), "settings are read by all");
        assert!(!rules.allow(Act::Write, Scope::Widget, "settings/a", &PUPIL));
        assert!(rules.allow(Act::Write, Scope::Widget, "settings/a", &TEACHER));
        assert!(rules.allow(Act::Write, Scope::User, "mine", &PUPIL));
    }

    #[test]
    fn what_can_be_reached_is_no_more_than_needed() {
        let rules = rules();
        assert_eq!(rules.reach(Scope::Shared, "", &PUPIL), ["board/", "open/p1/", "positions/p1/"]);
        assert_eq!(rules.reach(Scope::Shared, "positions/", &PUPIL), ["positions/p1/"]);
        assert_eq!(rules.reach(Scope::Shared, "positions/p1/1", &PUPIL), ["positions/p1/1"]);
        assert_eq!(rules.reach(Scope::Shared, "", &TEACHER), ["board/", "open/", "positions/t1/"]);
        assert!(rules.reach(Scope::Shared, "positions/p2/", &PUPIL).is_empty());
    }

    #[test]
    fn somebody_elses_place_is_known_as_such() {
        let rules = rules();
        assert!(rules.is_somebody_elses(Scope::Shared, "positions/p2/", &PUPIL));
        assert!(rules.is_somebody_elses(Scope::Shared, "open/stranger/", &TEACHER));
        assert!(!rules.is_somebody_elses(Scope::Shared, "positions/p1/", &PUPIL));
        assert!(!rules.is_somebody_elses(Scope::Shared, "positions/", &PUPIL), "it holds their own too");
        assert!(!rules.is_somebody_elses(Scope::Shared, "board/", &PUPIL));
        assert!(!rules.is_somebody_elses(Scope::Shared, "open/p1/", &TEACHER));
        let notes_only = Rules::new(&[
            rule(Scope::Shared, "open/{self}/", &["owner"], &["owner"]),
            rule(Scope::Shared, "open/{self}/notes/", &["teacher@group"], &[]),
        ]);
        assert!(!notes_only.is_somebody_elses(Scope::Shared, "open/p1/", &TEACHER), "its notes may be read");
        assert!(notes_only.is_somebody_elses(Scope::Shared, "open/stranger/", &TEACHER));
    }
}

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
    /// Whether the person of that pairwise id is a pupil in their care.
    fn cares_for(&self, id: &str) -> bool;
}

/// Who a rule lets in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// The person whose id stands at `{self}`.
    Owner,
    /// The person whose id stands at `{by}`: who wrote it.
    By,
    /// Whoever has the role.
    Role(String),
    /// Whoever has the role, about people of their groups.
    RoleInGroup(String),
    /// Whoever has the role, about pupils in their care.
    RoleInFamily(String),
}

/// The people that a key names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Named<'k> {
    /// What stands at `{self}`.
    subject: Option<&'k str>,
    /// What stands at `{by}`.
    by: Option<&'k str>,
}

impl Reference {
    /// Reads `owner`, `by`, `role`, `role@group` or `role@family`.
    pub fn read(text: &str) -> Self {
        match (text, text.split_once('@')) {
            ("owner", _) => Self::Owner,
            ("by", _) => Self::By,
            (_, Some((role, "family"))) => Self::RoleInFamily(role.to_owned()),
            (_, Some((role, _))) => Self::RoleInGroup(role.to_owned()),
            (role, None) => Self::Role(role.to_owned()),
        }
    }

    fn lets_in(&self, actor: &impl Actor, named: Named<'_>) -> bool {
        match self {
            Self::Owner => named.subject == Some(actor.id()),
            Self::By => named.by == Some(actor.id()),
            Self::Role(role) => actor.has_role(role),
            Self::RoleInGroup(role) => {
                actor.has_role(role) && named.subject.is_some_and(|subject| actor.shares_group_with(subject))
            }
            Self::RoleInFamily(role) => {
                actor.has_role(role) && named.subject.is_some_and(|subject| actor.cares_for(subject))
            }
        }
    }
}

/// A piece of a prefix between two slashes.
#[derive(Debug, PartialEq, Eq)]
enum Segment {
    Text(String),
    Subject,
    By,
}

#[derive(Debug)]
struct Rule {
    scope: Scope,
    /// What must stand before the last slash of the prefix.
    segments: Vec<Segment>,
    /// What follows it: the beginning of the rest.
    tail: String,
    read: Vec<Reference>,
    write: Vec<Reference>,
    schema: Option<String>,
}

/// A rule that fits a key.
struct Fit<'r, 'k> {
    rule: &'r Rule,
    /// Characters of the key that the prefix covers.
    length: usize,
    named: Named<'k>,
}

impl Rule {
    fn new(rule: &AccessRule) -> Self {
        let mut parts: Vec<&str> = rule.prefix.split('/').collect();
        let tail = parts.pop().unwrap_or_default().to_owned();
        let segment = |part: &str| match part {
            "{self}" => Segment::Subject,
            "{by}" => Segment::By,
            text => Segment::Text(text.to_owned()),
        };
        let references = |texts: &[String]| texts.iter().map(|text| Reference::read(text)).collect();
        Self {
            scope: rule.scope,
            segments: parts.into_iter().map(segment).collect(),
            tail,
            read: references(&rule.read),
            write: references(&rule.write),
            schema: rule.schema.clone(),
        }
    }

    fn has(&self, segment: &Segment) -> bool {
        self.segments.contains(segment)
    }

    fn fit<'k>(&self, key: &'k str) -> Option<Fit<'_, 'k>> {
        let mut named = Named { subject: None, by: None };
        let mut rest = key;
        for segment in &self.segments {
            let (part, after) = rest.split_once('/')?;
            match segment {
                Segment::Text(text) if text == part => {}
                Segment::Subject if !part.is_empty() => named.subject = Some(part),
                Segment::By if !part.is_empty() => named.by = Some(part),
                _ => return None,
            }
            rest = after;
        }
        let length = key.len() - rest.len() + self.tail.len();
        rest.starts_with(&self.tail).then_some(Fit { rule: self, length, named })
    }

    fn references(&self, act: Act) -> &[Reference] {
        match act {
            Act::Read => &self.read,
            Act::Write => &self.write,
        }
    }

    /// The start of every key that names these people: up to the first one that is not known.
    fn start(&self, named: Named<'_>) -> String {
        let mut start = String::new();
        for segment in &self.segments {
            let part = match segment {
                Segment::Text(text) => Some(text.as_str()),
                Segment::Subject => named.subject,
                Segment::By => named.by,
            };
            let Some(part) = part else { return start };
            start.push_str(part);
            start.push('/');
        }
        start.push_str(&self.tail);
        start
    }

    /// The starts of all keys that this rule can let that person read: a superset.
    fn reach(&self, actor: &impl Actor) -> Vec<String> {
        let nobody = Named { subject: None, by: None };
        let start = |reference: &Reference| match reference {
            Reference::Owner => Some(Named { subject: Some(actor.id()), ..nobody }),
            Reference::By => Some(Named { by: Some(actor.id()), ..nobody }),
            Reference::Role(role) | Reference::RoleInGroup(role) | Reference::RoleInFamily(role) => {
                actor.has_role(role).then_some(nobody)
            }
        };
        self.read.iter().filter_map(start).map(|named| self.start(named)).collect()
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
            .max_by_key(|fit| (fit.length, fit.named.subject.is_none()))
    }

    /// Whether the person may do this with the key.
    pub fn allow(&self, act: Act, scope: Scope, key: &str, actor: &impl Actor) -> bool {
        match (scope, act) {
            // Their own, of which nobody else has a part.
            (Scope::User, _) | (Scope::Widget, Act::Read) => true,
            (Scope::Device, _) => false,
            (Scope::Shared | Scope::Widget, _) => self.decide(scope, key).is_some_and(|fit| {
                // Nobody writes in another's name.
                let signed = act == Act::Read || fit.named.by.is_none_or(|by| by == actor.id());
                signed && fit.rule.references(act).iter().any(|reference| reference.lets_in(actor, fit.named))
            }),
        }
    }

    /// Whether the key is in a place of that person's own: about them, or written by them about somebody.
    pub fn belongs_to(&self, scope: Scope, key: &str, owner: &impl Actor) -> bool {
        self.decide(scope, key)
            .is_some_and(|fit| [fit.named.subject, fit.named.by].contains(&Some(owner.id())))
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
            .flat_map(|rule| rule.reach(actor))
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
        let Some(subject) = self.decide(scope, prefix).and_then(|fit| fit.named.subject) else {
            return false;
        };
        let deeper = |rule: &Rule| {
            if rule.start(Named { subject: None, by: None }).starts_with(prefix) {
                return !rule.reach(actor).is_empty();
            }
            // Of what is below, they may have written some.
            let named = Named { subject: Some(subject), by: Some(actor.id()) };
            let start = rule.start(Named { subject: Some(subject), by: None });
            let below = start.len() > prefix.len() || rule.has(&Segment::By);
            below
                && start.starts_with(prefix)
                && rule.read.iter().any(|reference| reference.lets_in(actor, named))
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
        fn cares_for(&self, id: &str) -> bool {
            self.role == "guardian" && id == "p1"
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
            rule(Scope::Shared, "asked/{self}/{by}/", &["owner", "by"], &["pupil@group"]),
            rule(Scope::Shared, "family/{self}/", &["owner", "guardian@family"], &["owner"]),
            rule(Scope::Widget, "settings/", &["pupil"], &["teacher"]),
        ])
    }

    #[test]
    fn who_asks_signs_and_only_the_asked_reads() {
        let rules = rules();
        let other = Someone { id: "p2", role: "pupil", group: &["p1"] };
        let third = Someone { id: "p3", role: "pupil", group: &["p1", "p2"] };
        let may = |act, key: &str, who: &Someone| rules.allow(act, Scope::Shared, key, who);
        assert!(may(Act::Write, "asked/p2/p1/1.1", &PUPIL) && may(Act::Read, "asked/p2/p1/1.1", &PUPIL));
        assert!(may(Act::Read, "asked/p2/p1/1.1", &other), "who is asked reads it");
        assert!(!may(Act::Write, "asked/p2/p1/1.1", &other), "and does not change it");
        assert!(!may(Act::Read, "asked/p2/p1/1.1", &third) && !may(Act::Read, "asked/p2/p1/1.1", &TEACHER));
        assert!(!may(Act::Write, "asked/p2/p1/1.1", &third), "nobody asks in another's name");
        assert!(!may(Act::Write, "asked/stranger/p1/1.1", &PUPIL), "of another class");
        assert!(!may(Act::Write, "asked/p2//1.1", &PUPIL) && !may(Act::Write, "asked/p2/p1", &PUPIL));
        assert_eq!(rules.reach(Scope::Shared, "asked/", &other), ["asked/"]);
        assert!(!rules.is_somebody_elses(Scope::Shared, "asked/p2/", &PUPIL), "it holds what they asked");
        for (who, owns) in [(&PUPIL, true), (&other, true), (&third, false)] {
            assert_eq!(rules.belongs_to(Scope::Shared, "asked/p2/p1/1.1", who), owns, "{}", who.id);
        }
    }

    #[test]
    fn guardians_read_of_the_pupils_in_their_care() {
        let rules = rules();
        let guardian = Someone { id: "g1", role: "guardian", group: &["p1", "p2"] };
        let may = |act, key: &str| rules.allow(act, Scope::Shared, key, &guardian);
        assert!(may(Act::Read, "family/p1/1.1") && !may(Act::Write, "family/p1/1.1"));
        assert!(!may(Act::Read, "family/p2/1.1"), "of somebody else's child");
        assert!(!may(Act::Read, "open/p1/1.1"), "what was opened to teachers only");
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
        assert_eq!(
            rules.reach(Scope::Shared, "", &PUPIL),
            ["asked/", "board/", "family/p1/", "open/p1/", "positions/p1/"]
        );
        assert_eq!(rules.reach(Scope::Shared, "positions/", &PUPIL), ["positions/p1/"]);
        assert_eq!(rules.reach(Scope::Shared, "positions/p1/1", &PUPIL), ["positions/p1/1"]);
        assert_eq!(
            rules.reach(Scope::Shared, "", &TEACHER),
            ["asked/", "board/", "family/t1/", "open/", "positions/t1/"]
        );
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

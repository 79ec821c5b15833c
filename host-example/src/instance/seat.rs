//! A person in an instance: what they are there, and what was granted for them.

use std::collections::BTreeSet;
use std::sync::Arc;

use greffon_protocol::http::Describe;
use greffon_protocol::message::Denied;
use greffon_protocol::user::Group;
use greffon_protocol::{Capability, Context, Key, Limits, Scope, User};

use super::{Instance, grants};
use crate::access::{Act, Actor};
use crate::clock::Moment;
use crate::error::Error;
use crate::host::Host;
use crate::locale::Locale;
use crate::session::Visitor;

/// A person's place in an instance, as it is now. Made anew for each request, so that nothing outlives a decision.
#[derive(Debug, Clone)]
pub struct Seat {
    /// Who, and in which session.
    pub visitor: Visitor,
    /// In which instance.
    pub instance: Arc<Instance>,
    /// Their pairwise id there.
    pub id: String,
    /// The roles that the manifest names and their profiles give.
    pub roles: Vec<String>,
    granted: BTreeSet<Capability>,
    denied: Vec<Denied>,
}

impl Seat {
    /// Takes the place, if the person has one.
    pub async fn take(host: &Host, visitor: Visitor, instance: &str) -> Result<Self, Error> {
        let instance =
            host.instances.get(instance, &host.widgets, &host.directory).await?.ok_or(Error::NoInstance)?;
        let person = &visitor.person;
        if person.establishment != instance.establishment.id || !person.sees(&instance.class) {
            return Err(Error::NotMember);
        }
        if !instance.allowed {
            return Err(Error::Withdrawn);
        }
        let mut roles = instance.widget.manifest.roles_of(&person.profiles);
        let assigned = grants::assigned(&host.database, &instance.widget.manifest, person.id).await?;
        roles.extend(assigned);
        let mut granted = BTreeSet::new();
        let mut denied = Vec::new();
        for wish in instance.widget.manifest.wishes() {
            let refused = refusal(&instance, &roles, &wish.name);
            match refused {
                None => {
                    granted.insert(wish.name.clone());
                }
                Some(reason) => denied.push(Denied { name: wish.name.clone(), reason: reason.to_owned() }),
            }
        }
        Ok(Self { id: instance.id_of(person.id), visitor, roles, granted, denied, instance })
    }

    /// The person's number in the directory.
    pub fn person(&self) -> i64 {
        self.visitor.person.id
    }

    /// Everything granted.
    pub fn granted(&self) -> &BTreeSet<Capability> {
        &self.granted
    }

    /// Whether a capability is granted.
    pub fn has(&self, capability: &str) -> bool {
        self.granted.contains(&Capability::from(capability))
    }

    /// Insists on a capability.
    pub fn need(&self, capability: &str) -> Result<(), Error> {
        if self.has(capability) { Ok(()) } else { Err(Error::NotGranted(Capability::from(capability))) }
    }

    /// Insists on the capability to use that scope.
    pub fn need_scope(&self, scope: Scope) -> Result<(), Error> {
        self.need(&format!("storage:{}", scope.name()))
    }

    /// Insists that things may be changed.
    pub fn need_writable(&self) -> Result<(), Error> {
        if self.instance.read_only { Err(Error::ReadOnly) } else { Ok(()) }
    }

    /// Whether the rules let the person do this with the key.
    pub fn may(&self, act: Act, scope: Scope, key: &Key) -> bool {
        self.instance.widget.rules.allow(act, scope, key.as_str(), self)
    }

    /// Whether the widget has all that it cannot do without.
    pub fn is_of_use(&self) -> bool {
        self.instance.widget.manifest.required.iter().all(|wish| self.granted.contains(&wish.name))
    }

    /// What `GET /i/{instance}` answers.
    pub fn describe(&self, host_limits: &Limits, locale: Locale) -> Describe {
        let person = &self.visitor.person;
        let with_role = self.has("user:role");
        let user = User {
            id: self.has("user:id").then(|| self.id.clone()),
            profile: if with_role { person.profiles.clone() } else { Vec::new() },
            roles: if with_role { self.roles.clone() } else { Vec::new() },
            name: self.has("user:name").then(|| person.name()),
            groups: self
                .has("user:groups")
                .then(|| vec![Group { id: self.instance.group(), name: self.instance.class.name.clone() }]),
        };
        let context = Context {
            locale: Some(locale.tag().to_owned()),
            time_zone: Some("Europe/Paris".to_owned()),
            read_only: Some(self.instance.read_only),
            instance_title: Some(self.instance.title(locale)),
            uai: Some(self.instance.establishment.uai.clone()),
            last_day: self.instance.last_day.clone(),
            academic_year: Some(Moment::now().academic_year()),
            ..Context::default()
        };
        Describe {
            instance: self.instance.id.clone(),
            title: self.instance.title(locale),
            widget: self.instance.widget.manifest.id.clone(),
            level: 3,
            features: vec!["tally".to_owned()],
            granted: self.granted.iter().cloned().collect(),
            denied: self.denied.clone(),
            user: (user != User::default()).then_some(user),
            context,
            limits: self.instance.limits(host_limits),
            read_only: self.instance.read_only,
            shared_computer: self.visitor.session.shared_computer,
        }
    }
}

impl Actor for Seat {
    fn id(&self) -> &str {
        &self.id
    }

    fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|own| own == role)
    }

    fn shares_group_with(&self, id: &str) -> bool {
        self.instance.members.get(id).is_some_and(|member| {
            member.classes.iter().any(|class| self.visitor.person.classes.contains(class))
        })
    }

    fn cares_for(&self, id: &str) -> bool {
        self.instance
            .members
            .get(id)
            .is_some_and(|member| self.visitor.person.pupils.contains(&member.person))
    }
}

/// Who does not give the capability, if anybody: the host, the administrator, or what the person is here.
fn refusal(instance: &Instance, roles: &[String], capability: &Capability) -> Option<&'static str> {
    let needs_a_part = !capability.as_str().starts_with("user:") && !capability.as_str().starts_with("ui:");
    if !crate::widgets::Widget::host_offers(capability) {
        Some("host")
    } else if instance.decisions.get(capability) != Some(&true) {
        Some("administrator")
    } else if needs_a_part && roles.is_empty() && !instance.widget.manifest.roles.is_empty() {
        Some("person")
    } else {
        None
    }
}

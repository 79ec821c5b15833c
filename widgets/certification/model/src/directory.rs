//! The directory: who does what, how they are reached, and what is missing before it is complete.

use serde_json::Value;

use crate::day::Day;
use crate::function::Function;
use crate::shelf::Shelf;
use crate::stored;

/// Somebody of the directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Name as people say it.
    pub name: String,
    /// What they do here; `None` where it cannot be read.
    pub function: Option<Function>,
    /// The body they belong to, as `Conseil départemental`.
    pub body: String,
    /// Address for mail.
    pub mail: String,
    /// Telephone.
    pub phone: String,
    /// When they can be reached.
    pub hours: String,
    /// What they answer for, in their own words.
    pub matter: String,
    /// Named référent since that day.
    pub referent: Option<Day>,
}

impl Contact {
    /// Reads one.
    pub fn read(raw: &Value) -> Self {
        let text = |name: &str| stored::text(raw, name).to_owned();
        Self {
            name: text("name"),
            function: Function::from_id(stored::text(raw, "function")),
            body: text("body"),
            mail: text("mail"),
            phone: text("phone"),
            hours: text("hours"),
            matter: text("matter"),
            referent: stored::day(raw, "referent"),
        }
    }

    /// Whether somebody who needs them can write or call.
    pub fn can_be_reached(&self) -> bool {
        !self.mail.is_empty() || !self.phone.is_empty()
    }
}

/// Whether a text can be an address for mail: one sign around one `@`, no white space, a dot in the host.
pub fn is_mail(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let fits = |part: &str| !part.is_empty() && !part.contains(['@', ' ', '<', '>', ',', ';', '"']);
    fits(local) && fits(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

/// At most so many référents: one, or two who share it.
pub const REFERENTS: usize = 2;

/// Something that the directory lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// Nobody is named référent.
    Referent,
    /// More than two are.
    TooManyReferents(usize),
    /// That référent has no address for mail: nothing can be sent to them.
    ReferentMail(String),
    /// Nobody has that function, though something is sent to it.
    Nobody(Function),
    /// Nobody of that function has a mail address or a telephone number.
    Unreachable(Function),
}

/// Functions that must be filled before a session: each answers for something that stops it.
pub const NEEDED: [Function; 5] = [
    Function::Head,
    Function::SchoolTechnician,
    Function::AuthorityTechnician,
    Function::AuthorityIt,
    Function::Academy,
];

/// Those who are named référent, by name.
pub fn referents(team: &Shelf<Contact>) -> Vec<(&str, &Contact)> {
    team.iter()
        .filter(|kept| kept.item.referent.is_some())
        .map(|kept| (kept.id.as_str(), &kept.item))
        .collect()
}

/// What the directory lacks; nothing where it is complete. `wanted` are the functions that problems are sent to.
pub fn missing(team: &Shelf<Contact>, wanted: &[Function]) -> Vec<Missing> {
    let mut missing = Vec::new();
    let referents = referents(team);
    match referents.len() {
        0 => missing.push(Missing::Referent),
        count if count > REFERENTS => missing.push(Missing::TooManyReferents(count)),
        _ => {}
    }
    for (id, contact) in referents {
        if contact.mail.is_empty() {
            missing.push(Missing::ReferentMail(id.to_owned()));
        }
    }
    for function in Function::ALL {
        if function == Function::Referent || !(NEEDED.contains(&function) || wanted.contains(&function)) {
            continue;
        }
        let mut holders = team.iter().filter(|kept| kept.item.function == Some(function)).peekable();
        if holders.peek().is_none() {
            missing.push(Missing::Nobody(function));
        } else if !holders.any(|kept| kept.item.can_be_reached()) {
            missing.push(Missing::Unreachable(function));
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn team(people: &[Value]) -> Shelf<Contact> {
        let mut team = Shelf::default();
        for (number, raw) in people.iter().enumerate() {
            team.put(&format!("p{number}"), Some((raw.clone(), Contact::read(raw))));
        }
        team
    }

    fn complete() -> Vec<Value> {
        let mut people: Vec<Value> = NEEDED
            .iter()
            .map(|function| json!({ "name": "N", "function": function.id(), "phone": "01" }))
            .collect();
        people.push(json!({ "name": "Claire", "function": "teacher", "mail": "c@example.org", "referent": "2026-11-26" }));
        people
    }

    #[test]
    fn an_empty_directory_says_everything_that_is_missing() {
        let found = missing(&Shelf::default(), &[]);
        assert_eq!(found[0], Missing::Referent);
        assert_eq!(found.len(), 1 + NEEDED.len());
        let wanted = missing(&Shelf::default(), &[Function::Pix]);
        assert!(wanted.contains(&Missing::Nobody(Function::Pix)));
    }

    #[test]
    fn complete_is_complete_and_each_gap_is_named() {
        assert_eq!(missing(&team(&complete()), &[]), []);
        let mut people = complete();
        people[3].as_object_mut().unwrap().remove("phone");
        assert_eq!(missing(&team(&people), &[]), [Missing::Unreachable(NEEDED[3])]);
        let mut people = complete();
        people[5].as_object_mut().unwrap().remove("mail");
        assert_eq!(missing(&team(&people), &[]), [Missing::ReferentMail("p5".to_owned())]);
        let mut people = complete();
        people[0]["referent"] = json!("2026-11-01");
        people[1]["referent"] = json!("2026-11-01");
        assert!(missing(&team(&people), &[]).contains(&Missing::TooManyReferents(3)));
    }

    #[test]
    fn addresses_are_told_from_typing_errors() {
        for good in ["a@b.fr", "prenom.nom+pix@ac-lille.fr"] {
            assert!(is_mail(good), "{good}");
        }
        for bad in ["", "a", "a@", "@b.fr", "a@b", "a b@c.fr", "a@b.fr, c@d.fr", "a@@b.fr", "a@.fr"] {
            assert!(!is_mail(bad), "{bad}");
        }
    }
}

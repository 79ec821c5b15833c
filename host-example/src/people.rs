//! The service `people`: who is in a group, by name, for those who are in it themselves.
//!
//! A widget knows people by pairwise ids alone. With this service a pupil can choose whom to ask, and a teacher reads
//! the names of pupils who opened something to them. Guardians learn the names of the pupils in their care alone. The administrator grants it apart from everything else.

use serde::{Deserialize, Serialize};

use crate::access::Actor;
use crate::error::Error;
use crate::host::Host;
use crate::instance::Seat;

/// The group that is asked about.
#[derive(Debug, Deserialize)]
pub struct Args {
    group: String,
}

/// The answer.
#[derive(Debug, Serialize)]
pub struct People {
    /// The group.
    group: String,
    /// Its people, by family name.
    people: Vec<Someone>,
}

/// Somebody of the group.
#[derive(Debug, Serialize)]
pub struct Someone {
    /// Their pairwise id.
    id: String,
    /// As people call them.
    name: String,
    /// What they are in this widget.
    roles: Vec<String>,
}

/// Lists the people of the one group that the instance is about.
pub async fn list(host: &Host, seat: &Seat, args: &Args) -> Result<People, Error> {
    let instance = &seat.instance;
    let person = &seat.visitor.person;
    let inside = person.classes.contains(&instance.class.id);
    let related = person.classes_of_pupils.contains(&instance.class.id);
    if !(inside || related) || args.group != instance.group() {
        return Err(Error::NotYourGroup);
    }
    let people = host.directory.members(instance.class.id).await?;
    let people = people
        .iter()
        // Guardians learn who is in their own care, and of nobody else.
        .filter(|member| inside || person.pupils.contains(&member.id))
        .map(|person| Someone {
            id: instance.id_of(person.id),
            name: person.name(),
            roles: instance.widget.manifest.roles_of(&person.profiles),
        })
        // Whoever has no part in this widget can neither be asked nor shown.
        .filter(|someone| !someone.roles.is_empty() || someone.id == seat.id())
        .collect();
    Ok(People { group: args.group.clone(), people })
}

//! Who is told: the people of a board's directory, and those whose role in the ENT gives them a function.

use std::sync::Arc;

use greffon_certification_model::directory::Contact;
use greffon_certification_model::function::Function;
use greffon_certification_model::record::Record;
use greffon_certification_model::rights::Rights;
use greffon_protocol::Profile;

use super::choice::{self, Choice};
use super::letter::{Kind, title, word};
use crate::directory::Person;
use crate::error::Error;
use crate::host::Host;
use crate::instance::{self, Instance};
use crate::locale::Locale;

/// Why somebody is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// They have an account, where they choose what they are told.
    Account,
    /// Only the directory of the board knows them.
    Directory,
}

/// Somebody to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recipient {
    /// Who, for the memory of what was told.
    pub(super) key: String,
    pub(super) person: Option<i64>,
    pub(super) name: String,
    /// Empty: nobody knows.
    pub(super) address: String,
    pub(super) locale: Locale,
    pub(super) source: Source,
    wants: [bool; 3],
}

impl Recipient {
    /// Whether they want that kind.
    pub(super) fn wants(&self, kind: Kind) -> bool {
        self.wants[kind as usize]
    }

    /// Somebody with an account.
    pub(super) fn of_account(person: &Person, choice: &Choice) -> Self {
        Self {
            key: format!("p{}", person.id),
            person: Some(person.id),
            name: title(&person.name()),
            address: choice.address.clone(),
            locale: choice.locale,
            source: Source::Account,
            wants: [choice.referent, choice.tickets, choice.steps],
        }
    }

    /// The place of a function that nobody has.
    fn nobody(function: Function) -> Self {
        Self {
            key: format!("f-{}", function.id()),
            person: None,
            name: word(Locale::French, "fn", function.id()),
            address: String::new(),
            locale: Locale::French,
            source: Source::Directory,
            wants: [true; 3],
        }
    }
}

struct Account {
    person: Arc<Person>,
    choice: Option<Choice>,
    rights: Rights,
}

/// The adults of an establishment.
pub(super) struct People(Vec<Account>);

impl People {
    /// Those of a board. Pupils and guardians are left out: nothing is ever sent to them.
    pub(super) async fn of(host: &Host, instance: &Instance) -> Result<Self, Error> {
        let mut choices = choice::choices(&host.database, instance.establishment.id).await?;
        let manifest = &instance.widget.manifest;
        let mut accounts = Vec::new();
        for person in host.directory.everybody(instance.establishment.id).await? {
            if person.is(Profile::Pupil) || person.is(Profile::Guardian) {
                continue;
            }
            let choice = choices.remove(&person.id);
            let mut roles = manifest.roles_of(&person.profiles);
            // Only those who can be written to are asked for what they do.
            if choice.as_ref().is_some_and(|choice| !choice.address.is_empty()) {
                roles.extend(instance::assigned(&host.database, manifest, person.id).await?);
            }
            accounts.push(Account { person, choice, rights: Rights::new(&roles, false) });
        }
        Ok(Self(accounts))
    }

    /// The account of somebody in the directory: that of their address, or the only one of their name.
    fn account(&self, contact: &Contact) -> Option<&Account> {
        let of_address = |account: &&Account| {
            let address = account.choice.as_ref().map_or("", |choice| &choice.address);
            !address.is_empty() && address.eq_ignore_ascii_case(&contact.mail)
        };
        let plain = |name: &str| title(name).to_lowercase();
        let name = plain(&contact.name);
        let mut of_name = self.0.iter().filter(|account| plain(&account.person.name()) == name);
        self.0.iter().find(of_address).or_else(|| of_name.next().filter(|_| of_name.next().is_none()))
    }

    /// Somebody in the directory. What they chose for their account counts, where they have one.
    pub(super) fn contact(&self, id: &str, contact: &Contact) -> Recipient {
        let mail = if choice::is_address(&contact.mail) { contact.mail.as_str() } else { "" };
        let mut recipient = Recipient {
            key: format!("c-{id}"),
            person: None,
            name: title(&contact.name),
            address: mail.to_owned(),
            locale: Locale::French,
            source: Source::Directory,
            wants: [true; 3],
        };
        if let Some(account) = self.account(contact) {
            recipient.person = Some(account.person.id);
            recipient.source = Source::Account;
            if let Some(choice) = &account.choice {
                recipient.locale = choice.locale;
                recipient.wants = [choice.referent, choice.tickets, choice.steps];
                if !choice.address.is_empty() {
                    recipient.address.clone_from(&choice.address);
                }
            }
        }
        recipient
    }

    /// Everybody who has a function: in the directory, then by their role in the ENT. Nobody twice.
    pub(super) fn of_function(&self, record: &Record, function: Function) -> Vec<Recipient> {
        let has = |contact: &Contact| {
            contact.function == Some(function) || function == Function::Referent && contact.referent.is_some()
        };
        let contacts = record.team.iter().filter(|kept| has(&kept.item));
        let mut found: Vec<Recipient> = Vec::new();
        for kept in contacts {
            let recipient = self.contact(&kept.id, &kept.item);
            let same = |known: &Recipient| {
                !known.address.is_empty() && known.address.eq_ignore_ascii_case(&recipient.address)
            };
            if !found.iter().any(same) {
                found.push(recipient);
            }
        }
        for account in self.0.iter().filter(|account| account.rights.is_mine(function)) {
            let Some(choice) = account.choice.as_ref().filter(|choice| !choice.address.is_empty()) else {
                continue;
            };
            let known = |known: &Recipient| {
                known.person == Some(account.person.id) || known.address.eq_ignore_ascii_case(&choice.address)
            };
            if !found.iter().any(known) {
                found.push(Recipient::of_account(&account.person, choice));
            }
        }
        if found.is_empty() {
            found.push(Recipient::nobody(function));
        }
        found
    }
}

//! The first account of an installation without the demonstration: an establishment and its administrator.

use greffon_protocol::Profile;
use greffon_protocol::uai::UaiWarning;

use super::enrolment::{Account, NewPerson, add_establishment, add_person};
use crate::accounts::invent;
use crate::error::Error;
use crate::host::Host;

/// Who is to be made.
#[derive(Debug, Clone)]
pub struct FirstAdministrator {
    /// The establishment's national number.
    pub uai: String,
    /// Its name.
    pub establishment: String,
    /// Where it is.
    pub city: String,
    /// What to sign in with.
    pub login: String,
    /// First name.
    pub given_name: String,
    /// Last name.
    pub family_name: String,
}

impl FirstAdministrator {
    /// Makes both; gives the invented password, and what is odd about the UAI.
    pub async fn add(self, host: &Host) -> Result<(String, Option<UaiWarning>), Error> {
        let password = invent();
        let password_hash = host.passwords.hash(password.clone()).await?;
        let warning = host
            .database
            .writer
            .change(move |connection| {
                Box::pin(async move {
                    let (establishment, warning) =
                        add_establishment(connection, &self.uai, &self.establishment, &self.city).await?;
                    let person = NewPerson {
                        establishment,
                        given_name: self.given_name,
                        family_name: self.family_name,
                        profiles: vec![Profile::Staff],
                        administrator: true,
                        account: Account { login: self.login, password_hash },
                    };
                    add_person(connection, person).await?;
                    Ok(warning)
                })
            })
            .await?;
        host.changed();
        Ok((password, warning))
    }
}

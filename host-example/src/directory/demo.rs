//! The people of the demonstration: made at the first start of a demo, and only then.
//!
//! Names are invented. Nothing is invented that a widget would show: its data come from those who use it.

use greffon_protocol::Profile;
use sqlx::SqliteConnection;

use super::enrolment::{
    Account, NewPerson, add_class, add_establishment, add_guardianship, add_member, add_person, assign,
};
use super::login::login;
use crate::error::Error;

/// The password of every demo account. Printed at start, and worth nothing elsewhere.
pub const PASSWORD: &str = "greffe-demo";

/// An account that is printed at start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// What to sign in with.
    pub login: &'static str,
    /// Who it is, in French and in English.
    pub who: (&'static str, &'static str),
}

/// The collège and the lycée: numbers of no department, with the right letters.
const SCHOOLS: [(&str, &str); 2] = [("9990001X", "Collège Rosa-Parks"), ("9990002Y", "Lycée Alice-Milliat")];

/// The accounts worth trying, one of each kind.
pub const ACCOUNTS: [DemoAccount; 11] = [
    DemoAccount { login: "amina.benali", who: ("élève, 6e B", "pupil, 6e B") },
    DemoAccount { login: "leo.martin", who: ("élève, 6e B", "pupil, 6e B") },
    DemoAccount {
        login: "claire.moreau",
        who: ("enseignante, 6e B et 5e A, référente Pix", "teacher, 6e B and 5e A, Pix lead"),
    },
    DemoAccount { login: "yann.legall", who: ("documentaliste, 6e B", "librarian, 6e B") },
    DemoAccount { login: "nadia.haddad", who: ("principale", "head") },
    DemoAccount { login: "karim.benali", who: ("père d’Amina", "Amina’s father") },
    DemoAccount { login: "luc.fontaine", who: ("technicien du collège", "technician of the collège") },
    DemoAccount {
        login: "marie.delmas",
        who: ("technicienne de la collectivité", "technician of the local authority"),
    },
    DemoAccount { login: "paul.ribeiro", who: ("rectorat", "academy") },
    DemoAccount { login: "sophie.petit", who: ("administratrice de l’ENT", "ENT administrator") },
    DemoAccount { login: "jade.rousseau", who: ("élève, 1re 2, lycée", "pupil, 1re 2, lycée") },
];

const CLASS_6B: [(&str, &str); 28] = [
    ("Amina", "Benali"),
    ("Léo", "Martin"),
    ("Inès", "Garcia"),
    ("Mamadou", "Diallo"),
    ("Chloé", "Lefèvre"),
    ("Noah", "Nguyen"),
    ("Lina", "Kaya"),
    ("Gabriel", "Dubois"),
    ("Awa", "Traoré"),
    ("Tom", "Fournier"),
    ("Manon", "Girard"),
    ("Youssef", "El Amrani"),
    ("Camille", "Bonnet"),
    ("Rayan", "Cherif"),
    ("Louise", "Lambert"),
    ("Ethan", "Da Silva"),
    ("Sarah", "Cohen"),
    ("Maël", "Kerbrat"),
    ("Fatou", "Ndiaye"),
    ("Jules", "Mercier"),
    ("Anaïs", "Hoarau"),
    ("Adam", "Kowalski"),
    ("Zoé", "Perrin"),
    ("Ibrahim", "Yıldız"),
    ("Eva", "Popescu"),
    ("Lucas", "Chevalier"),
    ("Mei", "Zhang"),
    ("Nathan", "Rakoto"),
];

const CLASS_5A: [(&str, &str); 6] = [
    ("Élise", "Roussel"),
    ("Samir", "Bouzid"),
    ("Hugo", "Faure"),
    ("Aïcha", "Camara"),
    ("Théo", "Marchand"),
    ("Luna", "Teixeira"),
];

const CLASS_1RE: [(&str, &str); 12] = [
    ("Jade", "Rousseau"),
    ("Mehdi", "Saïdi"),
    ("Alice", "Garnier"),
    ("Enzo", "Ferreira"),
    ("Maïssa", "Belkacem"),
    ("Paul", "Le Goff"),
    ("Rose", "Diop"),
    ("Victor", "Pham"),
    ("Clémence", "Aubry"),
    ("Bilal", "Ouattara"),
    ("Margaux", "Vidal"),
    ("Ivan", "Petrov"),
];

struct School<'a> {
    connection: &'a mut SqliteConnection,
    establishment: i64,
    /// One hash for all, since the password is printed anyway: a first start takes no minute of hashing.
    hash: &'a str,
}

impl School<'_> {
    async fn person(
        &mut self,
        (given, family): (&str, &str),
        profile: Profile,
        administrator: bool,
    ) -> Result<i64, Error> {
        let person = NewPerson {
            establishment: self.establishment,
            given_name: given.to_owned(),
            family_name: family.to_owned(),
            profiles: vec![profile],
            administrator,
            account: Account { login: login(given, family), password_hash: self.hash.to_owned() },
        };
        add_person(self.connection, person).await
    }

    /// A class with its pupils and staff; gives the pupils.
    async fn class(&mut self, name: &str, pupils: &[(&str, &str)], staff: &[i64]) -> Result<Vec<i64>, Error> {
        let class = add_class(self.connection, self.establishment, name).await?;
        let mut ids = Vec::with_capacity(pupils.len());
        for pupil in pupils {
            let id = self.person(*pupil, Profile::Pupil, false).await?;
            add_member(self.connection, class, id).await?;
            ids.push(id);
        }
        for member in staff {
            add_member(self.connection, class, *member).await?;
        }
        Ok(ids)
    }
}

/// Fills an empty directory: a collège and a lycée.
pub async fn fill(connection: &mut SqliteConnection, hash: &str) -> Result<(), Error> {
    let (college, _) = add_establishment(connection, SCHOOLS[0].0, SCHOOLS[0].1, "Villeneuve").await?;
    let mut school = School { connection, establishment: college, hash };
    let teacher = school.person(("Claire", "Moreau"), Profile::Teacher, false).await?;
    let librarian = school.person(("Yann", "Le Gall"), Profile::Librarian, false).await?;
    school.person(("Nadia", "Haddad"), Profile::Head, false).await?;
    school.person(("Sophie", "Petit"), Profile::Staff, true).await?;
    school.person(("Luc", "Fontaine"), Profile::Staff, false).await?;
    school.person(("Marie", "Delmas"), Profile::LocalAuthority, false).await?;
    school.person(("Paul", "Ribeiro"), Profile::Academy, false).await?;
    assign(school.connection, "certification", teacher, "referent").await?;
    let pupils = school.class("6e B", &CLASS_6B, &[teacher, librarian]).await?;
    school.class("5e A", &CLASS_5A, &[teacher]).await?;
    let guardian = school.person(("Karim", "Benali"), Profile::Guardian, false).await?;
    if let Some(amina) = pupils.first() {
        add_guardianship(school.connection, guardian, *amina).await?;
    }

    let (lycee, _) = add_establishment(connection, SCHOOLS[1].0, SCHOOLS[1].1, "Villeneuve").await?;
    let mut school = School { connection, establishment: lycee, hash };
    let teacher = school.person(("Olivier", "Brun"), Profile::Teacher, false).await?;
    school.person(("Hélène", "Castel"), Profile::Staff, true).await?;
    school.class("1re 2", &CLASS_1RE, &[teacher]).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_schools_have_right_numbers() {
        for (uai, name) in SCHOOLS {
            assert_eq!(greffon_protocol::Uai::read(uai).1, None, "{name}");
        }
    }

    #[test]
    fn everybody_has_a_login_of_their_own() {
        let pupils = CLASS_6B.iter().chain(&CLASS_5A).chain(&CLASS_1RE);
        let logins: BTreeSet<String> = pupils.map(|(given, family)| login(given, family)).collect();
        assert_eq!(logins.len(), CLASS_6B.len() + CLASS_5A.len() + CLASS_1RE.len());
    }
}

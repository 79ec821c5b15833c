//! The Open Badges 3.0 credential of a badge, unsigned: who issues it, to whom and when is the signer's to say.

use serde_json::{Value, json};

use super::catalogue::{BadgeClass, Catalogue};
use super::picture::address;
use super::{Answer, Claim};
use crate::framework::{Framework, Lang};
use crate::moment::Moment;

/// The contexts, pinned: another version would change what a signature says.
pub const CONTEXTS: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

/// What a credential is made of.
#[derive(Debug, Clone, Copy)]
pub struct Matter<'a> {
    /// For the names of the competences.
    pub framework: &'a Framework,
    /// Of the badge.
    pub catalogue: &'a Catalogue,
    /// The badge.
    pub badge: &'a BadgeClass,
    /// The UUID.
    pub id: &'a str,
    /// What the holder says.
    pub claim: &'a Claim,
    /// What peers confirmed.
    pub answers: &'a [(String, Answer)],
    /// In which language.
    pub lang: Lang,
}

/// Whether it is completed, or still waits for somebody's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The holder says so.
    Provisional,
    /// A teacher completed it.
    Completed,
}

impl Matter<'_> {
    /// The credential without issuer, holder, date and proof: what `badge.sign` takes. `None` where the badge has no
    /// such level.
    pub fn unsigned(&self, status: Status) -> Option<Value> {
        let mut subject = json!({ "type": ["AchievementSubject"], "achievement": self.achievement()? });
        if let Some(because) = &self.claim.because {
            subject["narrative"] = because.clone().into();
        }
        subject["result"] = json!([self.result(status)]);
        let mut credential = json!({
            "@context": CONTEXTS,
            "id": self.urn(),
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": self.name(),
            "credentialSubject": subject,
        });
        let evidence = self.evidence();
        if !evidence.is_empty() {
            credential["evidence"] = evidence.into();
        }
        Some(credential)
    }

    /// The same as a file of the holder's own: a draft that says that nobody signed it.
    pub fn draft(&self, at: Moment, unsigned_issuer: &str) -> Option<Value> {
        let mut credential = self.unsigned(Status::Provisional)?;
        credential["issuer"] = json!({
            "id": "urn:greffon:unsigned",
            "type": ["Profile"],
            "name": unsigned_issuer,
        });
        credential["validFrom"] = at.as_str().into();
        Some(credential)
    }

    /// The name of the badge at its level.
    pub fn name(&self) -> String {
        let name = self.badge.name.get(self.lang);
        match self.level_name() {
            Some(level) => [name, " – ", level].concat(),
            None => name.to_owned(),
        }
    }

    fn urn(&self) -> String {
        ["urn:uuid:", self.id].concat()
    }

    fn level_name(&self) -> Option<&str> {
        let level = self.claim.level.checked_sub(1)?;
        self.catalogue.levels.get(level).map(|level| level.get(self.lang))
    }

    fn level_iri(&self, level: usize) -> String {
        [&self.catalogue.iri(self.badge), "#n", &level.to_string()].concat()
    }

    fn achievement(&self) -> Option<Value> {
        let (catalogue, badge, lang) = (self.catalogue, self.badge, self.lang);
        let criteria = catalogue.criteria(badge, self.claim.level)?;
        let image = address(catalogue, badge, self.claim.level);
        let mut achievement = json!({
            "id": catalogue.iri(badge),
            "type": ["Achievement"],
            "achievementType": "Badge",
            "inLanguage": match lang { Lang::Fr => "fr", Lang::En => "en" },
            "version": catalogue.version,
            "name": badge.name.get(lang),
            "description": badge.description.get(lang),
            "criteria": { "narrative": criteria.get(lang) },
            "image": {
                "id": image,
                "type": "Image",
                "caption": self.name(),
            },
            "resultDescription": [self.result_description()],
        });
        let alignment: Vec<Value> =
            badge.competences.iter().filter_map(|code| self.alignment(code)).collect();
        if !alignment.is_empty() {
            achievement["alignment"] = alignment.into();
        }
        Some(achievement)
    }

    fn alignment(&self, code: &str) -> Option<Value> {
        let competence = self.framework.competence(code)?;
        Some(json!({
            "type": ["Alignment"],
            "targetName": competence.name.get(self.lang),
            "targetUrl": self.framework.source_url,
            "targetCode": code,
            "targetFramework": self.framework.title.get(self.lang),
            "targetType": "CFItem",
        }))
    }

    fn description_iri(&self) -> String {
        [&self.catalogue.iri(self.badge), "#progress"].concat()
    }

    fn result_description(&self) -> Value {
        let name = self.catalogue.title.get(self.lang);
        if self.catalogue.levels.is_empty() {
            return json!({
                "id": self.description_iri(), "type": ["ResultDescription"], "name": name, "resultType": "Status",
            });
        }
        let levels: Vec<Value> = self
            .catalogue
            .levels
            .iter()
            .zip(&self.badge.criteria)
            .enumerate()
            .map(|(place, (level, criteria))| {
                json!({
                    "id": self.level_iri(place + 1),
                    "type": ["RubricCriterionLevel"],
                    "name": level.get(self.lang),
                    "level": (place + 1).to_string(),
                    "description": criteria.get(self.lang),
                })
            })
            .collect();
        json!({
            "id": self.description_iri(),
            "type": ["ResultDescription"],
            "name": name,
            "resultType": "RubricCriterionLevel",
            "rubricCriterionLevel": levels,
        })
    }

    fn result(&self, status: Status) -> Value {
        let mut result = json!({
            "type": ["Result"],
            "resultDescription": self.description_iri(),
            "status": match status { Status::Provisional => "Provisional", Status::Completed => "Completed" },
        });
        if self.claim.level > 0 {
            result["achievedLevel"] = self.level_iri(self.claim.level).into();
        }
        result
    }

    /// What peers said, without who they are.
    fn evidence(&self) -> Vec<Value> {
        let said = self.answers.iter().filter_map(|(_, answer)| answer.comment.as_deref());
        said.map(|comment| json!({ "type": ["Evidence"], "genre": "peer", "narrative": comment }))
            .take(16)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::moment::Day;

    const ID: &str = "0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11";

    fn with<T>(badge: &str, level: usize, because: Option<&str>, then: impl FnOnce(&Matter<'_>) -> T) -> T {
        let framework = Framework::crcn();
        let catalogues = Catalogue::shipped(&framework);
        let (catalogue, class) = super::super::catalogue::find(&catalogues, badge).unwrap();
        let on = Day::parse("2026-11-26").unwrap();
        let claim =
            Claim { badge: badge.to_owned(), level, because: because.map(str::to_owned), on, brought: None };
        let answers = [("p-secret-peer".to_owned(), Answer { comment: Some("Vu en classe".to_owned()), on })];
        then(&Matter {
            framework: &framework,
            catalogue,
            badge: class,
            id: ID,
            claim: &claim,
            answers: &answers,
            lang: Lang::Fr,
        })
    }

    #[test]
    fn a_badge_with_degrees_is_made_like_this() {
        let credential =
            with("montpellier/creer", 2, Some("Mon affiche"), |matter| matter.unsigned(Status::Completed))
                .unwrap();
        let mut shown = credential.clone();
        // The drawing has its own test.
        shown["credentialSubject"]["achievement"]["image"]["id"] = "…".into();
        insta::assert_json_snapshot!(shown);
        assert!(!credential.to_string().contains("p-secret-peer"), "peers stay unknown");
    }

    #[test]
    fn a_level_that_there_is_not_makes_no_badge() {
        assert_eq!(with("montpellier/creer", 5, None, |matter| matter.unsigned(Status::Completed)), None);
        assert_eq!(with("montpellier/creer", 0, None, |matter| matter.unsigned(Status::Completed)), None);
        assert_eq!(with("toulouse/creation", 1, None, |matter| matter.unsigned(Status::Completed)), None);
    }

    #[test]
    fn a_draft_says_that_it_is_one() {
        let at = Moment::parse("2026-11-26T09:00:00.000Z").unwrap();
        let draft =
            with("toulouse/creation", 0, None, |matter| matter.draft(at, "Brouillon, non signé")).unwrap();
        assert_eq!(draft["issuer"]["name"], "Brouillon, non signé");
        assert_eq!(draft["credentialSubject"]["result"][0]["status"], "Provisional");
        assert_eq!(draft.get("proof"), None);
    }

    proptest! {
        #[test]
        fn every_badge_of_every_catalogue_is_whole(
            place in any::<prop::sample::Index>(), level in 0_usize..6, because in proptest::option::of("\\PC{1,500}"),
        ) {
            let framework = Framework::crcn();
            let catalogues = Catalogue::shipped(&framework);
            let all: Vec<_> = catalogues
                .iter()
                .flat_map(|catalogue| catalogue.badges.iter().map(move |badge| (catalogue, badge)))
                .collect();
            let (catalogue, badge) = all[place.index(all.len())];
            let on = Day::parse("2026-11-26").unwrap();
            let name = [&catalogue.id, "/", &badge.id].concat();
            let claim = Claim { badge: name, level, because: because.clone(), on, brought: None };
            let matter = Matter {
                framework: &framework, catalogue, badge, id: ID, claim: &claim, answers: &[], lang: Lang::En,
            };
            let made = matter.unsigned(Status::Completed);
            prop_assert_eq!(made.is_some(), catalogue.criteria(badge, level).is_some());
            if let Some(credential) = made {
                // What OB 3.0 demands of an achievement, and the level that the result names is one of the rubric.
                let subject = &credential["credentialSubject"];
                for member in ["id", "type", "name", "description", "criteria"] {
                    prop_assert!(!subject["achievement"][member].is_null(), "{}", member);
                }
                prop_assert_eq!(subject["narrative"].as_str(), because.as_deref());
                let levels = subject["achievement"]["resultDescription"][0]["rubricCriterionLevel"].as_array();
                let reached = &subject["result"][0]["achievedLevel"];
                match levels {
                    Some(levels) => prop_assert!(levels.iter().any(|one| one["id"] == *reached)),
                    None => prop_assert!(reached.is_null()),
                }
                for member in ["issuer", "validFrom", "proof"] {
                    prop_assert!(credential.get(member).is_none(), "{} is the signer's", member);
                }
            }
        }
    }
}

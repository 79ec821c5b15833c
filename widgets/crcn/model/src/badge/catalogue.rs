//! The badges that can be asked for, as data: catalogues of academies, or of a school.

use serde_json::Value;

use crate::framework::{Framework, Lang};

/// The catalogues that ship.
const SHIPPED: &str = include_str!("../../../data/badges.json");

/// A text in French and English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Text {
    /// In that language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

/// Badges that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    /// `a-z 0-9 -`.
    pub id: String,
    /// Its edition; the badges of two editions are two badges.
    pub version: String,
    /// For people.
    pub title: Text,
    /// Where it comes from.
    pub source: Text,
    /// So many peers confirm before a teacher completes.
    pub peers: usize,
    /// Degrees from low to high; none where a badge has no degree.
    pub levels: Vec<Text>,
    /// The badges.
    pub badges: Vec<BadgeClass>,
}

/// A badge of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadgeClass {
    /// `a-z 0-9 -`.
    pub id: String,
    /// Its form in the picture.
    pub shape: Shape,
    /// Codes of the competences that it is about.
    pub competences: Vec<String>,
    /// For people.
    pub name: Text,
    /// What it says.
    pub description: Text,
    /// What to have done: one for each level, or one where there are no levels.
    pub criteria: Vec<Text>,
}

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A disc.
    Circle,
    /// Point up.
    Triangle,
    /// With round corners.
    Square,
    /// A square on its corner.
    Diamond,
    /// Six sides.
    Hexagon,
}

/// What is wrong with a catalogue, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueFault {
    /// JSON pointer; empty where the text is no JSON.
    pub place: String,
    /// What would be right.
    pub wanted: &'static str,
}

impl Shape {
    const NAMED: [(&'static str, Self); 5] = [
        ("circle", Self::Circle),
        ("triangle", Self::Triangle),
        ("square", Self::Square),
        ("diamond", Self::Diamond),
        ("hexagon", Self::Hexagon),
    ];
}

impl Catalogue {
    /// Those that ship. A test reads them, so that they cannot be wrong here.
    pub fn shipped(framework: &Framework) -> Vec<Self> {
        Self::read_all(SHIPPED, framework).unwrap_or_default()
    }

    /// Reads `{"catalogues": [...]}`.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn read_all(text: &str, framework: &Framework) -> Result<Vec<Self>, CatalogueFault> {
        let value: Value = serde_json::from_str(text)
            .map_err(|_| CatalogueFault { place: String::new(), wanted: "a JSON text" })?;
        let root = Reader { value: &value, place: String::new() };
        let catalogues = root
            .list("catalogues")?
            .iter()
            .map(|one| one.catalogue(framework))
            .collect::<Result<Vec<_>, _>>()?;
        for (number, one) in catalogues.iter().enumerate() {
            if catalogues[..number].iter().any(|other| other.id == one.id) {
                return Err(CatalogueFault {
                    place: format!("/catalogues/{number}/id"),
                    wanted: "an id of its own",
                });
            }
        }
        Ok(catalogues)
    }

    /// A badge of this catalogue.
    pub fn badge(&self, id: &str) -> Option<&BadgeClass> {
        self.badges.iter().find(|badge| badge.id == id)
    }

    /// The IRI of a badge: the same for everybody who uses this edition.
    pub fn iri(&self, badge: &BadgeClass) -> String {
        ["urn:greffon:badge:", &self.id, ":", &self.version, ":", &badge.id].concat()
    }

    /// The criteria of a badge at a level (from 1; 0 where there are none).
    pub fn criteria<'c>(&self, badge: &'c BadgeClass, level: usize) -> Option<&'c Text> {
        let fits = if self.levels.is_empty() { level == 0 } else { (1..=self.levels.len()).contains(&level) };
        badge.criteria.get(level.saturating_sub(1)).filter(|_| fits)
    }
}

/// The badge that a text `catalogue/badge` names.
pub fn find<'c>(catalogues: &'c [Catalogue], name: &str) -> Option<(&'c Catalogue, &'c BadgeClass)> {
    let (catalogue, badge) = name.split_once('/')?;
    let catalogue = catalogues.iter().find(|known| known.id == catalogue)?;
    Some((catalogue, catalogue.badge(badge)?))
}

/// A value and its place.
struct Reader<'v> {
    value: &'v Value,
    place: String,
}

impl<'v> Reader<'v> {
    fn fault(&self, member: &str, wanted: &'static str) -> CatalogueFault {
        CatalogueFault { place: format!("{}/{member}", self.place), wanted }
    }

    fn list(&self, member: &str) -> Result<Vec<Reader<'v>>, CatalogueFault> {
        let list = self.value[member].as_array().ok_or_else(|| self.fault(member, "a list"))?;
        let item = |(number, value)| Reader { value, place: format!("{}/{member}/{number}", self.place) };
        Ok(list.iter().enumerate().map(item).collect())
    }

    fn name(&self, member: &str) -> Result<String, CatalogueFault> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        self.value[member]
            .as_str()
            .filter(|text| (1..=40).contains(&text.len()) && text.bytes().all(fits))
            .map(str::to_owned)
            .ok_or_else(|| self.fault(member, "1 to 40 of a-z, 0-9 and -"))
    }

    /// The texts of a badge end in a credential, whose lines hold 200 characters and whose texts hold 2,000.
    fn words(&self, longest: usize) -> Result<Text, CatalogueFault> {
        let word = |member: &str| {
            self.value[member]
                .as_str()
                .filter(|text| !text.trim().is_empty() && text.chars().count() <= longest)
                .filter(|text| !text.chars().any(char::is_control))
                .map(str::to_owned)
                .ok_or_else(|| self.fault(member, "a line of text, not too long"))
        };
        Ok(Text { fr: word("fr")?, en: word("en")? })
    }

    fn at(&self, member: &str) -> Reader<'v> {
        Reader { value: &self.value[member], place: format!("{}/{member}", self.place) }
    }

    fn catalogue(&self, framework: &Framework) -> Result<Catalogue, CatalogueFault> {
        let levels =
            self.list("levels")?.iter().map(|level| level.words(60)).collect::<Result<Vec<_>, _>>()?;
        let peers = self.value["peers"].as_u64().and_then(|peers| usize::try_from(peers).ok());
        let badges: Vec<BadgeClass> = self
            .list("badges")?
            .iter()
            .map(|badge| badge.badge(framework, levels.len().max(1)))
            .collect::<Result<_, _>>()?;
        for (number, badge) in badges.iter().enumerate() {
            if badges[..number].iter().any(|other| other.id == badge.id) {
                return Err(self.fault(&format!("badges/{number}/id"), "an id of its own"));
            }
        }
        Ok(Catalogue {
            id: self.name("id")?,
            version: self.name("version")?,
            title: self.at("title").words(60)?,
            source: self.at("source").words(400)?,
            peers: peers
                .filter(|peers| *peers <= 5)
                .ok_or_else(|| self.fault("peers", "a number, 0 to 5"))?,
            levels,
            badges,
        })
    }

    fn badge(&self, framework: &Framework, criteria: usize) -> Result<BadgeClass, CatalogueFault> {
        let shape =
            Shape::NAMED.iter().find(|(name, _)| self.value["shape"] == *name).map(|(_, shape)| *shape);
        let competences = self
            .list("competences")?
            .iter()
            .map(|code| {
                let code_text = code.value.as_str().filter(|text| framework.competence(text).is_some());
                code_text.map(str::to_owned).ok_or_else(|| CatalogueFault {
                    place: code.place.clone(),
                    wanted: "the code of a competence of the framework",
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let texts =
            self.list("criteria")?.iter().map(|one| one.words(2000)).collect::<Result<Vec<_>, _>>()?;
        if texts.len() != criteria {
            return Err(
                self.fault("criteria", "one for each level of the catalogue, or one where it has none")
            );
        }
        Ok(BadgeClass {
            id: self.name("id")?,
            shape: shape
                .ok_or_else(|| self.fault("shape", "circle, triangle, square, diamond or hexagon"))?,
            competences,
            name: self.at("name").words(100)?,
            description: self.at("description").words(2000)?,
            criteria: texts,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_catalogues_are_those_of_the_design() {
        let framework = Framework::crcn();
        let catalogues = Catalogue::read_all(SHIPPED, &framework).unwrap();
        let [montpellier, toulouse] = catalogues.as_slice() else {
            panic!("{} catalogues", catalogues.len())
        };
        assert_eq!((montpellier.badges.len(), montpellier.levels.len()), (4, 4), "4 categories, 4 degrees");
        assert_eq!((toulouse.levels.len(), toulouse.peers), (0, 1), "oneself, a peer, completed");
        for catalogue in &catalogues {
            for badge in &catalogue.badges {
                assert!(!badge.competences.is_empty(), "{} is about something", badge.id);
            }
        }
        let about: Vec<&str> = montpellier
            .badges
            .iter()
            .flat_map(|badge| badge.competences.iter().map(String::as_str))
            .collect();
        assert_eq!(about.len(), 16, "every competence is in one category");
    }

    #[test]
    fn french_follows_french_typography() {
        for catalogue in Catalogue::shipped(&Framework::crcn()) {
            let badges = catalogue
                .badges
                .iter()
                .flat_map(|badge| [&badge.name, &badge.description].into_iter().chain(&badge.criteria));
            for text in badges.chain([&catalogue.title, &catalogue.source]).chain(&catalogue.levels) {
                assert!(!text.fr.contains(" :") && !text.fr.contains('\''), "{}", text.fr);
            }
        }
    }

    #[test]
    fn a_fault_is_named_with_its_place() {
        let framework = Framework::crcn();
        let fault = |from: &str, to: &str| {
            assert!(SHIPPED.contains(from), "{from}");
            Catalogue::read_all(&SHIPPED.replacen(from, to, 1), &framework).unwrap_err().place
        };
        assert_eq!(fault("\"1.2\"", "\"1.9\""), "/catalogues/0/badges/0/competences/1");
        assert_eq!(fault("\"shape\": \"circle\"", "\"shape\": \"star\""), "/catalogues/0/badges/0/shape");
        assert_eq!(fault("\"id\": \"toulouse\"", "\"id\": \"montpellier\""), "/catalogues/1/id");
        assert_eq!(fault("\"peers\": 1", "\"peers\": -1"), "/catalogues/1/peers");
        assert_eq!(fault("\"id\": \"s-informer\"", "\"id\": \"S'informer\""), "/catalogues/0/badges/0/id");
        assert_eq!(fault("{", "["), "");
    }
}

//! CASE 1.0 (1EdTech), written; 1.0 and 1.1, read: `CFDocument`, `CFItems`, `CFAssociations`, `CFRubrics`.
//!
//! Domains, competences and indicators are items; levels are the criterion levels of a rubric whose criterion names the
//! competence. Identifiers are derived from the framework's code and version, so that every school has the same ones.

use serde_json::{Map, Value, json};

use super::{Fault, Pack, PackCompetence, PackDomain, PackLevel, What, is_code};
use crate::uuid;

/// Under what the identifiers are derived. Only their letters count: nothing is fetched there.
const BASE: &str = "https://greffon.org/case/";

/// Kinds of items, as `CFItemType` names them.
const DOMAIN: &str = "Domaine";
const COMPETENCE: &str = "Compétence";
const INDICATOR: &str = "Repère";

/// The identifier of a thing of a framework: `""` for the framework itself, `1.2`, `1.2/3`, `1.2/3-1`.
pub fn identifier(id: &str, version: &str, thing: &str) -> String {
    uuid::of_address(&address(id, version, thing))
}

fn address(id: &str, version: &str, thing: &str) -> String {
    [BASE, id, "/", version, "/", thing].concat()
}

struct Out<'p> {
    pack: &'p Pack,
    at: &'p str,
    items: Vec<Value>,
    associations: Vec<Value>,
    order: u32,
}

impl Out<'_> {
    fn link(&self, thing: &str, title: &str) -> Value {
        json!({ "title": title, "identifier": self.identifier(thing), "uri": self.uri(thing) })
    }

    fn identifier(&self, thing: &str) -> String {
        identifier(&self.pack.id, &self.pack.version, thing)
    }

    fn uri(&self, thing: &str) -> String {
        address(&self.pack.id, &self.pack.version, thing)
    }

    fn item(&mut self, thing: &str, kind: &str, text: &str, parent: (&str, &str)) {
        self.order += 1;
        self.items.push(json!({
            "identifier": self.identifier(thing),
            "uri": self.uri(thing),
            "CFDocumentURI": self.link("", &self.pack.title),
            "fullStatement": text,
            "humanCodingScheme": thing,
            "listEnumeration": self.order.to_string(),
            "CFItemType": kind,
            "language": "fr",
            "lastChangeDateTime": self.at,
        }));
        let name = ["isChildOf ", thing].concat();
        self.associations.push(json!({
            "identifier": self.identifier(&name),
            "uri": self.uri(&name.replace(' ', "/")),
            "CFDocumentURI": self.link("", &self.pack.title),
            "associationType": "isChildOf",
            "sequenceNumber": self.order,
            "originNodeURI": self.link(thing, text),
            "destinationNodeURI": self.link(parent.0, parent.1),
            "lastChangeDateTime": self.at,
        }));
    }
}

/// The package as JSON text; `at` is the moment of the change, RFC 3339.
pub fn write(pack: &Pack, at: &str) -> String {
    let mut out = Out { pack, at, items: Vec::new(), associations: Vec::new(), order: 0 };
    let mut criteria = Vec::new();
    for domain in &pack.domains {
        out.item(&domain.code, DOMAIN, &domain.name, ("", &pack.title));
        for competence in &domain.competences {
            let code = competence.code.as_str();
            out.item(code, COMPETENCE, &competence.name, (&domain.code, &domain.name));
            let mut levels = Vec::new();
            for level in &competence.levels {
                let number = level.level.to_string();
                let thing = [code, "/", &number].concat();
                levels.push(json!({
                    "identifier": out.identifier(&thing),
                    "uri": out.uri(&thing),
                    "position": level.level,
                    "quality": format!("Niveau {number}"),
                    "score": f64::from(level.level),
                    "description": level.statement,
                    "lastChangeDateTime": at,
                }));
                for (number, indicator) in level.indicators.iter().enumerate() {
                    let below = [thing.as_str(), "-", &(number + 1).to_string()].concat();
                    out.item(&below, INDICATOR, indicator, (code, &competence.name));
                }
            }
            let thing = ["criterion/", code].concat();
            criteria.push(json!({
                "identifier": out.identifier(&thing),
                "uri": out.uri(&thing),
                "category": competence.name,
                "CFItemURI": out.link(code, &competence.name),
                "position": criteria.len() + 1,
                "CFRubricCriterionLevels": levels,
                "lastChangeDateTime": at,
            }));
        }
    }
    let mut document = Map::new();
    let mut put = |name: &str, value: Value| document.insert(name.to_owned(), value);
    put("identifier", out.identifier("").into());
    put("uri", out.uri("").into());
    put("creator", "Greffon".into());
    put("title", pack.title.clone().into());
    put("version", pack.version.clone().into());
    put("language", "fr".into());
    put("adoptionStatus", "Adopted".into());
    // Where the short name goes: CASE has no member of its own for it.
    put("subject", vec![Value::from(pack.id.clone())].into());
    put("CFPackageURI", json!({ "title": pack.title, "identifier": out.identifier(""), "uri": out.uri("") }));
    if !pack.source.is_empty() {
        put("officialSourceURL", pack.source.clone().into());
    }
    put("lastChangeDateTime", at.into());
    let rubric = json!({
        "identifier": out.identifier("rubric"),
        "uri": out.uri("rubric"),
        "title": pack.title,
        "CFRubricCriteria": criteria,
        "lastChangeDateTime": at,
    });
    let package = json!({
        "CFDocument": document,
        "CFItems": out.items,
        "CFAssociations": out.associations,
        "CFRubrics": [rubric],
    });
    serde_json::to_string_pretty(&package).unwrap_or_default()
}

/// Reads a package of CASE 1.0 or 1.1.
///
/// # Errors
/// Everything that is wrong with it, place by place.
pub fn read(text: &str) -> Result<Pack, Vec<Fault>> {
    let package: Value =
        serde_json::from_str(text).map_err(|error| vec![Fault::at_line(error.line(), What::NotJson)])?;
    // 1.1 answers wrap the package.
    let package = package.get("CFPackage").unwrap_or(&package);
    let mut faults = Vec::new();
    let document = &package["CFDocument"];
    let string = |of: &Value, name: &str| of[name].as_str().unwrap_or_default().to_owned();
    for (name, found) in [("CFDocument", document.is_object()), ("CFItems", package["CFItems"].is_array())] {
        if !found {
            faults.push(Fault::at(
                ["/", name].concat(),
                What::Missing(if name == "CFItems" { "CFItems" } else { "CFDocument" }),
            ));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut pack = Pack {
        id: document["subject"][0].as_str().unwrap_or_default().to_owned(),
        version: string(document, "version"),
        title: string(document, "title"),
        source: string(document, "officialSourceURL"),
        domains: Vec::new(),
    };
    if pack.title.is_empty() {
        faults.push(Fault::at("/CFDocument/title", What::Missing("title")));
    }
    let items = package["CFItems"].as_array().map_or(&[][..], Vec::as_slice);
    let parents = parents(package);
    let code_of = |identifier: &str| {
        items
            .iter()
            .find(|item| item["identifier"] == identifier)
            .map(|item| string(item, "humanCodingScheme"))
    };
    let mut indicators: Vec<(String, u8, String)> = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let place = ["/CFItems/", &number.to_string()].concat();
        let (code, text) = (string(item, "humanCodingScheme"), string(item, "fullStatement"));
        if text.trim().is_empty() {
            faults.push(Fault::at([&place, "/fullStatement"].concat(), What::Empty));
            continue;
        }
        if let Some((competence, below)) = code.split_once('/') {
            let level = below.split('-').next().and_then(|level| level.parse::<u8>().ok());
            match level.filter(|level| (1..=8).contains(level)) {
                Some(level) => indicators.push((competence.to_owned(), level, text)),
                None => faults.push(Fault::at([&place, "/humanCodingScheme"].concat(), What::Level(code))),
            }
            continue;
        }
        let fault = if !is_code(&code) {
            Some(What::Code(code.clone()))
        } else if pack.has(&code) {
            Some(What::Twice(code.clone()))
        } else {
            None
        };
        if let Some(what) = fault {
            faults.push(Fault::at([&place, "/humanCodingScheme"].concat(), what));
            continue;
        }
        let identifier = string(item, "identifier");
        let parent = parents.iter().find(|(child, _)| *child == identifier).map(|(_, parent)| parent);
        // Under the document, or under nothing: a domain.
        match parent.and_then(|parent| code_of(parent)) {
            None => pack.domains.push(PackDomain { code, name: text, competences: Vec::new() }),
            Some(parent) => match pack.domain(&parent) {
                Some(domain) => {
                    domain.competences.push(PackCompetence { code, name: text, levels: Vec::new() });
                }
                None => faults.push(Fault::at(place, What::NoParent(parent))),
            },
        }
    }
    levels(package, &mut pack, &code_of, &mut faults);
    for (code, level, text) in indicators {
        let rung = pack
            .competence(&code)
            .and_then(|competence| competence.levels.iter_mut().find(|known| known.level == level));
        match rung {
            Some(rung) => rung.indicators.push(text),
            None => {
                faults.push(Fault::at("/CFItems", What::NoParent([&code, "/", &level.to_string()].concat())));
            }
        }
    }
    if faults.is_empty() && pack.counts()[1] == 0 {
        faults.push(Fault::of_all(What::NoCompetence));
    }
    if faults.is_empty() { Ok(pack) } else { Err(faults) }
}

/// Children with their parents, by identifier.
fn parents(package: &Value) -> Vec<(String, String)> {
    let list = package["CFAssociations"].as_array().map_or(&[][..], Vec::as_slice);
    let node = |association: &Value, end: &str| association[end]["identifier"].as_str().map(str::to_owned);
    list.iter()
        .filter(|association| association["associationType"] == "isChildOf")
        .filter_map(|association| {
            Some((node(association, "originNodeURI")?, node(association, "destinationNodeURI")?))
        })
        .collect()
}

fn levels(
    package: &Value,
    pack: &mut Pack,
    code_of: &dyn Fn(&str) -> Option<String>,
    faults: &mut Vec<Fault>,
) {
    let list = |of: &Value, name: &str| of[name].as_array().cloned().unwrap_or_default();
    for (at, rubric) in list(package, "CFRubrics").iter().enumerate() {
        for (number, criterion) in list(rubric, "CFRubricCriteria").iter().enumerate() {
            let place = format!("/CFRubrics/{at}/CFRubricCriteria/{number}");
            // An object in a package, a bare address in some exports.
            let item = criterion["CFItemURI"]["identifier"].as_str().unwrap_or_default();
            let code = code_of(item).unwrap_or_default();
            let Some(competence) = pack.competence(&code) else {
                faults.push(Fault::at([&place, "/CFItemURI"].concat(), What::NoParent(item.to_owned())));
                continue;
            };
            for level in list(criterion, "CFRubricCriterionLevels") {
                let rank = level["position"].as_u64().and_then(|rank| u8::try_from(rank).ok());
                let below = competence.levels.last().map_or(0, |known| known.level);
                match rank.filter(|rank| (1..=8).contains(rank) && *rank > below) {
                    Some(reached) => competence.levels.push(PackLevel {
                        level: reached,
                        statement: level["description"].as_str().unwrap_or_default().to_owned(),
                        indicators: Vec::new(),
                    }),
                    None => faults.push(Fault::at(place.clone(), What::Level(level["position"].to_string()))),
                }
            }
        }
    }
}

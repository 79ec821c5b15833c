//! A school's own catalogue: our JSON, or a table as a supplier or a manager sends it.

use greffon_archiclasse_catalogue::{Catalogue, Family, Variations};
use serde_json::{Value, json};

use crate::table::{self, Row};

use super::column::{Head, cell, number, plain};
use super::{Import, Reason, Trouble, by_line, json_of, text_of};

/// French and English names of families in a table.
const FAMILIES: &[(&str, Family)] = &[
    ("siege", Family::Seat),
    ("sieges", Family::Seat),
    ("chaise", Family::Seat),
    ("assise", Family::Seat),
    ("detente", Family::Soft),
    ("fauteuil", Family::Soft),
    ("table", Family::Table),
    ("tables", Family::Table),
    ("poste", Family::Set),
    ("ensemble", Family::Set),
    ("bureau", Family::Desk),
    ("tableau", Family::Board),
    ("ecran", Family::Screen),
    ("recharge", Family::Charging),
    ("rayonnage", Family::Shelf),
    ("etagere", Family::Shelf),
    ("rangement", Family::Storage),
    ("armoire", Family::Storage),
    ("labo", Family::Lab),
    ("scene", Family::Stage),
    ("gradin", Family::Stage),
    ("cloison", Family::Partition),
    ("prise", Family::Point),
    ("acces", Family::Access),
    ("exterieur", Family::Outdoor),
];

/// Reads a catalogue, as JSON or as a table with a line for each piece.
///
/// A table has the columns `nom` and `famille`, `largeur`, `profondeur` and `hauteur` with their unit (`largeur_cm`,
/// `Largeur (mm)`), and may have `référence`, `places`, `poids_kg` and `prix` (euros, taxes included).
pub fn catalogue(bytes: &[u8]) -> Import<Catalogue> {
    let text = match text_of(bytes) {
        Ok(text) => text,
        Err(trouble) => return Import { value: Catalogue::default(), troubles: vec![trouble] },
    };
    if text.trim_start().starts_with(['{', '[']) {
        return match json_of(&text) {
            Ok(value) => {
                let (value, problems) = Catalogue::read(&value);
                Import { value, troubles: by_line(&text, problems) }
            }
            Err(trouble) => Import { value: Catalogue::default(), troubles: vec![trouble] },
        };
    }
    table(&table::read(&text))
}

/// Reads variations of spaces, as JSON.
pub fn variations(bytes: &[u8]) -> Import<Variations> {
    match text_of(bytes).and_then(|text| Ok((json_of(&text)?, text))) {
        Ok((value, text)) => {
            let (value, problems) = Variations::read(&value);
            Import { value, troubles: by_line(&text, problems) }
        }
        Err(trouble) => Import { value: Variations::default(), troubles: vec![trouble] },
    }
}

/// A table becomes a catalogue file, so that one reader judges both; its places are lines and columns again.
fn table(rows: &[Row]) -> Import<Catalogue> {
    let none = |trouble| Import { value: Catalogue::default(), troubles: vec![trouble] };
    let Some((first, rows)) = rows.split_first() else {
        return none(Trouble { line: 1, place: String::new(), reason: Reason::Empty });
    };
    let head = Head::of(first);
    let columns = match Columns::of(&head, first.line) {
        Ok(columns) => columns,
        Err(trouble) => return none(trouble),
    };
    let (mut pieces, mut lines, mut troubles) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        match columns.piece(row) {
            Ok(piece) => {
                pieces.push(piece);
                lines.push(row.line);
            }
            Err(trouble) => troubles.push(trouble),
        }
    }
    let file = json!({ "format": "greffon-archiclasse-catalogue", "version": 1, "name": "Catalogue", "pieces": pieces });
    let (value, problems) = Catalogue::read(&file);
    troubles.extend(problems.into_iter().map(|problem| {
        let mut steps = problem.place.split('/').skip(2);
        let number: usize = steps.next().and_then(|step| step.parse().ok()).unwrap_or(0);
        let place = columns.name(steps.next().unwrap_or_default(), steps.next());
        Trouble {
            line: lines.get(number).copied().unwrap_or(1),
            place,
            reason: Reason::Catalogue(problem.reason),
        }
    }));
    troubles.sort_by_key(|trouble| trouble.line);
    Import { value, troubles }
}

struct Columns<'h> {
    id: Option<(usize, &'h str)>,
    name: (usize, &'h str),
    family: (usize, &'h str),
    sides: [(usize, &'h str, usize); 3],
    seats: Option<(usize, &'h str)>,
    kg: Option<(usize, &'h str)>,
    price: Option<(usize, &'h str)>,
}

impl<'h> Columns<'h> {
    fn of(head: &'h Head, line: usize) -> Result<Self, Trouble> {
        Ok(Self {
            id: head.find(&["reference", "ref", "id", "code"]),
            name: head.need(line, &["nom", "designation", "libelle", "piece", "name"])?,
            family: head.need(line, &["famille", "categorie", "family"])?,
            sides: [
                head.length(line, &["width", "largeur"])?,
                head.length(line, &["depth", "profondeur"])?,
                head.length(line, &["height", "hauteur"])?,
            ],
            seats: head.find(&["places", "places_assises", "seats"]),
            kg: head.find(&["poids_kg", "poids", "kg", "weight_kg"]),
            price: head.find(&["prix", "prix_ttc", "prix_eur", "prix_ttc_eur", "prix_unitaire", "price"]),
        })
    }

    fn piece(&self, row: &Row) -> Result<Value, Trouble> {
        let name = cell(row, self.name.0);
        if name.is_empty() {
            return Err(Trouble { line: row.line, place: self.name.1.to_owned(), reason: Reason::NoCell });
        }
        let family = cell(row, self.family.0);
        let plain_family = plain(family);
        let known = FAMILIES.iter().find(|(word, _)| *word == plain_family).map(|(_, family)| *family);
        let family = known.or_else(|| Family::named(&plain_family)).ok_or_else(|| Trouble {
            line: row.line,
            place: self.family.1.to_owned(),
            reason: Reason::Family(family.to_owned()),
        })?;
        let mut sizes = Vec::new();
        for (at, written, places) in self.sides {
            let side = number(row, (at, written), places)?;
            sizes.push(side.ok_or_else(|| Trouble {
                line: row.line,
                place: written.to_owned(),
                reason: Reason::NoCell,
            })?);
        }
        let written = self.id.map_or("", |(at, _)| cell(row, at));
        let id = plain(if written.is_empty() { name } else { written }).replace('_', "-");
        let mut piece = json!({ "id": id, "family": family.id(), "name": name, "size": sizes });
        for (member, column, places) in
            [("seats", self.seats, 0), ("kg", self.kg, 0), ("price_cents", self.price, 2)]
        {
            if let Some(value) = column.map(|column| number(row, column, places)).transpose()?.flatten() {
                piece[member] = value.into();
            }
        }
        Ok(piece)
    }

    /// How the table calls a member of a piece.
    fn name(&self, member: &str, step: Option<&str>) -> String {
        let side = step.and_then(|step| step.parse::<usize>().ok()).and_then(|at| self.sides.get(at));
        let column = match member {
            "id" => self.id.or(Some(self.name)),
            "name" => Some(self.name),
            "family" => Some(self.family),
            "size" => side.map(|(at, name, _)| (*at, *name)),
            "seats" => self.seats,
            "kg" => self.kg,
            "price_cents" => self.price,
            _ => None,
        };
        column.map(|(_, name)| name.to_owned()).unwrap_or_default()
    }
}

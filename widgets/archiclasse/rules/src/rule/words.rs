//! Putting a finding into a sentence.

use greffon_archiclasse_catalogue::{Catalogue, Lang};
use greffon_archiclasse_plan::length::{metres, square_metres};
use greffon_archiclasse_plan::{Id, Plan};

use super::Rules;
use crate::finding::{Figure, Finding};

impl Rules {
    /// The question of a finding, with its figures and the names of things. Empty for a check that is not in the table.
    pub fn say(&self, finding: &Finding, lang: Lang, plan: &Plan, catalogue: &Catalogue) -> String {
        let Some(rule) = self.get(finding.check) else { return String::new() };
        let mut text = String::new();
        let mut rest = rule.question.get(lang);
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((name, tail)) = after.split_once('}') else { break };
            match finding.figure(name) {
                Some(figure) => text.push_str(&self.written(figure, lang, plan, catalogue)),
                // Seen, so that it is mended.
                None => text.push_str(name),
            }
            rest = tail;
        }
        text.push_str(rest);
        capital(&text)
    }

    fn written(&self, figure: &Figure, lang: Lang, plan: &Plan, catalogue: &Catalogue) -> String {
        let mark = if lang == Lang::Fr { ',' } else { '.' };
        match figure {
            Figure::Length(length) => [&metres(*length, mark), "\u{a0}m"].concat(),
            Figure::Area(area) => [&square_metres(*area, mark), "\u{a0}m²"].concat(),
            Figure::Count(count) => count.to_string(),
            Figure::Degrees(angle) => [&angle.to_string(), "°"].concat(),
            Figure::Piece(id) => piece_name(*id, lang, plan, catalogue),
            Figure::Zone(id) => self.zone_name(*id, lang, plan),
            Figure::Room(name) if name.is_empty() => self.room.get(lang).to_owned(),
            Figure::Room(name) => name.clone(),
        }
    }

    /// What people call a zone, or the name of its space.
    fn zone_name(&self, id: Id, lang: Lang, plan: &Plan) -> String {
        let Some(zone) = plan.zones.get(id) else { return String::new() };
        if !zone.name.is_empty() {
            return zone.name.clone();
        }
        self.spaces.get(zone.space as usize).map(|name| name.get(lang).to_owned()).unwrap_or_default()
    }
}

/// What people call a piece, or the catalogue.
pub fn piece_name(id: Id, lang: Lang, plan: &Plan, catalogue: &Catalogue) -> String {
    let Some(piece) = plan.pieces.get(id) else { return String::new() };
    if !piece.name.is_empty() {
        return piece.name.clone();
    }
    catalogue.piece(&piece.item).map_or_else(|| piece.item.clone(), |known| known.name.get(lang).to_owned())
}

fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

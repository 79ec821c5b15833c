//! What leaves the tool: for each space its activity, floor, pre-equipment, devices and furniture, owned or to buy, with
//! the checks and what was answered to them, as the authority needs it to put a price.

use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_plan::object::Answer;
use greffon_archiclasse_plan::opening::FixtureKind;
use greffon_archiclasse_plan::zone::Space;
use greffon_archiclasse_plan::{Id, Plan};
use greffon_archiclasse_rules::checker::Gauge;
use greffon_archiclasse_rules::{Checker, Finding};

use crate::bill::Bill;
use crate::price::PriceList;
use crate::stock::Stock;

/// Points of supply.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Supply {
    /// Sockets there are, on walls and from pieces.
    pub sockets: i32,
    /// Sockets that are needed.
    pub sockets_needed: i32,
    /// RJ45 there are.
    pub network: i32,
    /// RJ45 that are needed.
    pub network_needed: i32,
    /// Wi-Fi access points.
    pub access_points: i32,
    /// Devices on Wi-Fi.
    pub devices: i32,
}

/// One space of the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpaceSheet {
    /// The zone.
    pub zone: Id,
    /// Which space.
    pub space: Space,
    /// What people call it; empty for the name of the space.
    pub name: String,
    /// The variation, by its id; empty for none.
    pub variation: String,
    /// What is done there.
    pub activity: String,
    /// Its floor, mm².
    pub area: i64,
    /// For how many people.
    pub people: i32,
    /// What the pieces in it need and give.
    pub supply: Supply,
    /// What furnishes it.
    pub bill: Bill,
}

/// A check, and what was answered to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What was found.
    pub finding: Finding,
    /// What was decided, where it was.
    pub answer: Option<String>,
}

/// The dossier of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Rooms with their floor and people.
    pub rooms: Vec<Gauge>,
    /// The spaces, in the order of their names on the plan.
    pub spaces: Vec<SpaceSheet>,
    /// What stands in no space.
    pub elsewhere: Bill,
    /// What the whole plan needs and gives.
    pub supply: Supply,
    /// The bill of the whole plan, with the inventory taken off.
    pub bill: Bill,
    /// The questions, those without an answer first.
    pub questions: Vec<Question>,
    /// Answers to questions that are asked no more: what was agreed is kept.
    pub settled: Vec<Answer>,
}

impl Dossier {
    /// Draws a dossier up.
    pub fn of(
        plan: &Plan,
        catalogue: &Catalogue,
        checker: &Checker,
        stock: &Stock,
        prices: &PriceList,
    ) -> Self {
        let spaces = plan
            .zones
            .iter()
            .map(|(id, zone)| SpaceSheet {
                zone: id,
                space: zone.space,
                name: zone.name.clone(),
                variation: zone.variation.clone(),
                activity: zone.activity.clone(),
                area: zone.outline.area(),
                people: zone.heads,
                supply: supply(plan, catalogue, Some(id)),
                bill: Bill::of_zone(id, plan, catalogue, prices),
            })
            .collect();
        let pieces = plan.pieces.iter().map(|(_, piece)| piece);
        let outside = pieces.filter(|piece| piece.zone.is_none_or(|zone| plan.zones.get(zone).is_none()));
        let mut questions: Vec<Question> = checker
            .findings()
            .map(|finding| Question {
                finding: finding.clone(),
                answer: answer(plan, finding).map(|answer| answer.text.clone()),
            })
            .collect();
        questions.sort_by_key(|question| (question.answer.is_some(), question.finding.check));
        let asked = |answer: &Answer| {
            questions.iter().any(|question| {
                question.finding.check.id() == answer.check && question.finding.about == answer.about
            })
        };
        let settled =
            plan.answers.iter().map(|(_, answer)| answer).filter(|answer| !asked(answer)).cloned().collect();
        Self {
            rooms: checker.gauges(plan, catalogue).collect(),
            spaces,
            elsewhere: Bill::of_pieces(outside, catalogue, &Stock::default(), prices),
            supply: supply(plan, catalogue, None),
            bill: Bill::of(plan, catalogue, stock, prices),
            questions,
            settled,
        }
    }
}

/// What was answered to a finding.
pub fn answer<'p>(plan: &'p Plan, finding: &Finding) -> Option<&'p Answer> {
    let mut answers = plan.answers.iter().map(|(_, answer)| answer);
    answers.find(|answer| answer.check == finding.check.id() && answer.about == finding.about)
}

/// What the pieces of a zone, or of the whole plan, need and give. Fixtures on walls belong to a zone where they stand
/// in it.
fn supply(plan: &Plan, catalogue: &Catalogue, zone: Option<Id>) -> Supply {
    let mut sum = Supply::default();
    for (_, piece) in plan.pieces.iter().filter(|(_, piece)| zone.is_none() || piece.zone == zone) {
        let Some(known) = catalogue.piece(&piece.item) else { continue };
        sum.sockets -= known.power.min(0);
        sum.sockets_needed += known.power.max(0);
        sum.network -= known.data.min(0);
        sum.network_needed += known.data.max(0);
        sum.access_points += i32::from(known.traits.access_point);
        sum.devices += i32::try_from(known.devices).unwrap_or(i32::MAX);
    }
    let outline = zone.and_then(|zone| plan.zones.get(zone)).map(|zone| &zone.outline);
    for (_, fixture) in plan.fixtures.iter() {
        let inside = match (outline, plan.fixture_place(fixture)) {
            (Some(outline), Some(at)) => outline.contains(at),
            (None, _) => true,
            (Some(_), None) => false,
        };
        if inside {
            match fixture.kind {
                FixtureKind::Socket => sum.sockets += fixture.count,
                FixtureKind::Network => sum.network += fixture.count,
                FixtureKind::AccessPoint => sum.access_points += fixture.count,
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests;

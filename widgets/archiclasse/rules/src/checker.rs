//! All checks of a plan, kept up to date: after a change, only what it touches is looked at again.

use greffon_archiclasse_catalogue::{Catalogue, Variations};
use greffon_archiclasse_plan::{Bounds, Id, Kind, Plan, Point, Ref};

pub use crate::check::people::{FLEXIBLE, TIGHT};
use crate::check::{self, Eye, neighbour};
use crate::finding::Finding;
use crate::scene::Scene;
use crate::survey::{Survey, Walk};

/// The checks of a plan.
#[derive(Debug, Clone)]
pub struct Checker {
    scene: Scene,
    /// What doors sweep over, each once.
    leaves: Vec<(Id, Vec<Point>)>,
    /// Two pieces, the smaller number first, and what is asked about them.
    pairs: Vec<(usize, usize, Finding)>,
    /// What is asked about each piece alone.
    alone: Vec<Vec<Finding>>,
    /// The ways in each room.
    surveys: Vec<Option<Survey>>,
    /// What is asked about each room.
    rooms: Vec<Vec<Finding>>,
}

impl Checker {
    /// Checks a plan. Without `variations`, what they say of noise, light and floor is not asked.
    pub fn new(plan: &Plan, catalogue: &Catalogue, variations: Option<&Variations>) -> Self {
        let scene = Scene::of(plan, catalogue);
        let mut leaves: Vec<(Id, Vec<Point>)> = Vec::new();
        for door in scene.sites.iter().flat_map(|site| &site.doors) {
            if !leaves.iter().any(|(id, _)| *id == door.id) {
                leaves.extend(door.swing.iter().map(|leaf| (door.id, leaf.clone())));
            }
        }
        let mut checker = Self {
            leaves,
            pairs: Vec::new(),
            alone: Vec::new(),
            surveys: scene.sites.iter().map(|site| Survey::of(&scene, site)).collect(),
            rooms: Vec::new(),
            scene,
        };
        for number in 0..checker.scene.things.len() {
            let thing = &checker.scene.things[number];
            for (other, second) in checker.scene.near(&thing.reach).filter(|(other, _)| *other > number) {
                checker
                    .pairs
                    .extend(neighbour::pair(thing, second).into_iter().map(|found| (number, other, found)));
            }
            checker.alone.push(neighbour::alone(thing, &checker.scene, &checker.leaves));
        }
        checker.pairs.sort_by_key(|(one, other, _)| (*one, *other));
        checker.rooms = (0..checker.scene.sites.len())
            .map(|number| check::room(&checker.eye(number, plan, catalogue, variations)))
            .collect();
        checker
    }

    /// Checks again after some objects changed. Where only pieces moved, turned or were changed, only they, their
    /// neighbours and their rooms are looked at; otherwise the whole plan is.
    pub fn update(
        &mut self,
        plan: &Plan,
        catalogue: &Catalogue,
        variations: Option<&Variations>,
        changed: &[Ref],
    ) {
        let mut touched: Vec<Bounds> = Vec::new();
        for object in changed {
            match object.kind {
                // What is stored of other layouts and of answers is not seen here.
                Kind::Place | Kind::Layout | Kind::Answer => continue,
                Kind::Piece => {}
                _ => return *self = Self::new(plan, catalogue, variations),
            }
            let Some(before) = self.scene.number_of(object.id).map(|at| self.scene.things[at].reach) else {
                return *self = Self::new(plan, catalogue, variations);
            };
            let Some(number) = self.scene.replace(object.id, plan, catalogue) else {
                return *self = Self::new(plan, catalogue, variations);
            };
            let after = self.scene.things[number].reach;
            touched.extend([before, after]);
            self.pairs.retain(|(one, other, _)| *one != number && *other != number);
            let thing = &self.scene.things[number];
            for (other, second) in self.scene.near(&after).filter(|(other, _)| *other != number) {
                let (low, high) = (number.min(other), number.max(other));
                let (first, last) = if low == number { (thing, second) } else { (second, thing) };
                self.pairs.extend(neighbour::pair(first, last).into_iter().map(|found| (low, high, found)));
            }
            self.alone[number] = neighbour::alone(thing, &self.scene, &self.leaves);
        }
        if touched.is_empty() {
            return;
        }
        self.pairs.sort_by_key(|(one, other, _)| (*one, *other));
        for number in 0..self.scene.sites.len() {
            let site = &self.scene.sites[number];
            let Some(bounds) = site.floor.bounds() else { continue };
            if touched.iter().any(|one| one.meets(&bounds)) {
                self.surveys[number] = Survey::of(&self.scene, site);
                self.rooms[number] = check::room(&self.eye(number, plan, catalogue, variations));
            }
        }
    }

    fn eye<'a>(
        &'a self,
        number: usize,
        plan: &'a Plan,
        catalogue: &'a Catalogue,
        variations: Option<&'a Variations>,
    ) -> Eye<'a> {
        Eye {
            plan,
            scene: &self.scene,
            catalogue,
            variations,
            site: &self.scene.sites[number],
            number,
            survey: self.surveys[number].as_ref(),
        }
    }

    /// All questions: of rooms first, then of pieces.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let pieces = self.alone.iter().flatten();
        let pairs = self.pairs.iter().map(|(.., finding)| finding);
        self.rooms.iter().flatten().chain(pieces).chain(pairs)
    }

    /// How many people are reckoned with in each room, and the floor for each of them in mm²: figures without a verdict.
    pub fn gauges<'a>(
        &'a self,
        plan: &'a Plan,
        catalogue: &'a Catalogue,
    ) -> impl Iterator<Item = Gauge> + 'a {
        (0..self.scene.sites.len()).map(move |number| {
            let eye = self.eye(number, plan, catalogue, None);
            Gauge {
                room: eye.site.id,
                name: eye.site.name.clone(),
                area: eye.site.area(),
                people: eye.heads(),
                seats: eye.seats(),
                each: check::people::floor_each(&eye),
            }
        })
    }

    /// A wheelchair's way from a door of the room to a point in it, with how wide it is all along. `None` outside of
    /// every room and where no way leads.
    pub fn walk(&self, plan: &Plan, to: Point) -> Option<Walk> {
        let number = self.scene.site_at(to)?;
        let wanted = check::way::aisle(plan.header.existing);
        self.surveys[number].as_ref()?.walk(&self.scene, &self.scene.sites[number], to, wanted)
    }

    /// All points that a walk may lead to, each with its piece: seats, boards, shelves.
    pub fn goals<'a>(
        &'a self,
        plan: &'a Plan,
        catalogue: &'a Catalogue,
    ) -> impl Iterator<Item = (Id, Point)> + 'a {
        (0..self.scene.sites.len()).flat_map(move |number| {
            check::way::targets(&self.eye(number, plan, catalogue, None))
                .map(|(thing, point)| (thing.id, point))
                .collect::<Vec<_>>()
        })
    }
}

/// People and floor of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gauge {
    /// The room, where it has a name.
    pub room: Option<Id>,
    /// What people call it.
    pub name: String,
    /// Its floor, mm².
    pub area: i64,
    /// How many people are reckoned with.
    pub people: i32,
    /// How many can sit.
    pub seats: i32,
    /// The floor for each, mm²; `None` where nobody is reckoned with.
    pub each: Option<i64>,
}

#[cfg(test)]
mod odd;
#[cfg(test)]
mod tests;

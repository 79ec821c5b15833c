//! Ready-made rooms to start from.

use greffon_archiclasse_plan::opening::{Opening, OpeningKind};
use greffon_archiclasse_plan::plan::{Header, Stage};
use greffon_archiclasse_plan::wall::OUTER;
use greffon_archiclasse_plan::zone::{Space, Zone};
use greffon_archiclasse_plan::{Kind, Names, Object, Plan, Point, Polygon, Ref, drawing};

/// A ready-made room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// 9.00 × 6.80 m, 61.2 m²: rooms of 50 to 65 m² are usual.
    Classroom,
    /// 14.00 × 11.50 m, 161 m²: the mean of 643 CDI.
    Cdi,
    /// The same CDI, its floor divided among the six spaces: a 3C to begin from.
    ThreeC,
    /// 10.40 × 7.80 m with two doors.
    Laboratory,
    /// 16.00 × 10.00 m.
    Hall,
    /// A rectangle of lengths that were typed, without openings.
    Rectangle {
        /// Inside, mm.
        width: i32,
        /// Inside, mm.
        depth: i32,
    },
    /// Nothing yet.
    Empty,
}

impl Template {
    /// Those that can be chosen from a list.
    pub const LISTED: [Self; 6] =
        [Self::Classroom, Self::Cdi, Self::ThreeC, Self::Laboratory, Self::Hall, Self::Empty];

    /// Inside lengths, mm; `None` for the empty plan.
    pub const fn size(self) -> Option<(i32, i32)> {
        match self {
            Self::Classroom => Some((9000, 6800)),
            Self::Cdi | Self::ThreeC => Some((14_000, 11_500)),
            Self::Laboratory => Some((10_400, 7800)),
            Self::Hall => Some((16_000, 10_000)),
            Self::Rectangle { width, depth } => Some((width, depth)),
            Self::Empty => None,
        }
    }

    /// People it is meant for, as the usual head count; 0 where nothing is usual.
    const fn heads(self) -> i32 {
        match self {
            Self::Classroom => 30,
            Self::Cdi | Self::ThreeC => 50,
            Self::Laboratory => 24,
            _ => 0,
        }
    }

    /// Windows and doors: the wall (clockwise from the upper one), distance, width, what.
    const fn openings(self) -> &'static [(usize, i32, i32, OpeningKind)] {
        use OpeningKind::{Door, Double, Window};
        match self {
            Self::Classroom => &[(0, 1200, 2400, Window), (0, 5400, 2400, Window), (2, 900, 930, Door)],
            Self::Cdi | Self::ThreeC => &[
                (0, 1500, 2400, Window),
                (0, 5800, 2400, Window),
                (0, 10_100, 2400, Window),
                (2, 1200, 1400, Double),
                (3, 1200, 930, Door),
            ],
            Self::Laboratory => {
                &[(0, 1200, 2400, Window), (0, 6800, 2400, Window), (2, 900, 930, Door), (2, 8570, 930, Door)]
            }
            Self::Hall => &[(2, 2000, 1800, Double), (2, 12_200, 1800, Double)],
            Self::Rectangle { .. } | Self::Empty => &[],
        }
    }

    /// The plan, with that name and fresh names for its objects.
    pub fn plan(self, names: &mut Names, name: &str) -> Plan {
        let header =
            Header { name: name.to_owned(), heads: self.heads(), stage: Stage::College, ..Header::default() };
        let mut plan = Plan::of(header);
        let Some((width, depth)) = self.size() else { return plan };
        let outline = Polygon::rectangle(Point::new(0, 0), width, depth);
        let Some(drawn) = drawing::room(names, &outline, OUTER, "") else { return plan };
        for (name, object) in drawn.objects {
            plan.put(name, object);
        }
        for (wall, at, width, kind) in self.openings() {
            let window = !kind.is_way();
            let opening = Opening {
                wall: drawn.walls[*wall].id,
                at: *at,
                width: *width,
                height: if window { 1300 } else { 2040 },
                sill: if window { 900 } else { 0 },
                kind: *kind,
                hinge_far: false,
                // Outer walls run clockwise, so their right side is inside.
                swing_right: kind.swings(),
            };
            plan.put(Ref::new(Kind::Opening, names.fresh()), Object::Opening(opening));
        }
        if self == Self::ThreeC {
            for (space, variation, x, y, width, depth, heads) in THREE_C {
                let zone = Zone {
                    space,
                    variation: variation.to_owned(),
                    name: String::new(),
                    outline: Polygon::rectangle(Point::new(x, y), width, depth),
                    heads,
                    activity: String::new(),
                };
                plan.put(Ref::new(Kind::Zone, names.fresh()), Object::Zone(zone));
            }
        }
        plan
    }
}

/// The six spaces of the 3C: a variation of the catalogue that ships, x, y, width, depth (mm) and people. Talking lies away from quiet, with a free way of
/// 1.50 m through the middle.
const THREE_C: [(Space, &str, i32, i32, i32, i32, i32); 6] = [
    (Space::Grotte, "grotte-alcoves", 0, 0, 4000, 5000, 6),
    (Space::Sources, "sources-3c", 4000, 0, 5000, 5000, 12),
    (Space::Oasis, "oasis-mobile", 9000, 0, 5000, 5000, 10),
    (Space::Labo, "labo-media", 9000, 6500, 5000, 5000, 8),
    (Space::Scene, "scene-pitch", 5500, 6500, 3500, 5000, 4),
    (Space::FeuDeCamp, "feu-debat", 3000, 6500, 2500, 5000, 10),
];

#[cfg(test)]
mod tests {
    use greffon_archiclasse_plan::plan::faults;

    use super::*;

    #[test]
    fn every_template_can_be_built_and_has_its_area() {
        for template in Template::LISTED {
            let plan = template.plan(&mut Names::from_bits(1), "Essai");
            assert_eq!(faults(&plan), [], "{template:?}");
            let area: i64 = plan.rooms().iter().map(greffon_archiclasse_plan::room::Room::area).sum();
            let (width, depth) = template.size().unwrap_or((0, 0));
            assert_eq!(area, i64::from(width) * i64::from(depth), "{template:?}");
        }
        assert_eq!(Template::Classroom.size(), Some((9000, 6800)));
        assert_eq!(Template::Cdi.size().map(|(width, depth)| width * depth), Some(161_000_000));
    }

    #[test]
    fn the_spaces_of_the_3c_lie_in_the_room_and_beside_each_other() {
        let plan = Template::ThreeC.plan(&mut Names::from_bits(1), "3C");
        let room = &plan.rooms()[0];
        let zones: Vec<&Zone> = plan.zones.iter().map(|(_, zone)| zone).collect();
        assert_eq!(zones.len(), 6);
        for (at, zone) in zones.iter().enumerate() {
            assert!(zone.outline.corners.iter().all(|corner| room.floor.contains(*corner)), "{zone:?}");
            for other in &zones[at + 1..] {
                let overlap = greffon_archiclasse_plan::geometry::overlap(
                    &zone.outline.corners,
                    &other.outline.corners,
                );
                assert_eq!(overlap, None, "{zone:?} {other:?}");
            }
        }
    }
}

//! The checks, by what they look at: one piece and its neighbours, or one room with all that is in it.

pub(crate) mod board;
pub(crate) mod digital;
pub(crate) mod door;
pub(crate) mod exit;
pub(crate) mod neighbour;
pub(crate) mod people;
pub(crate) mod seating;
pub(crate) mod way;
pub(crate) mod zones;

use greffon_archiclasse_catalogue::{Catalogue, Variations};
use greffon_archiclasse_plan::plan::Stage;
use greffon_archiclasse_plan::{Plan, Point};

use crate::finding::Finding;
use crate::scene::{Scene, Site, Thing};
use crate::survey::Survey;

/// What a check of a room looks at.
#[derive(Debug, Clone, Copy)]
pub struct Eye<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The plan as blocks and rooms.
    pub scene: &'a Scene,
    /// What pieces are.
    pub catalogue: &'a Catalogue,
    /// Ready-made variations, where they are loaded: without them, what they say of noise, light and floor is not asked.
    pub variations: Option<&'a Variations>,
    /// The room.
    pub site: &'a Site,
    /// Its number.
    pub number: usize,
    /// The ways in it; `None` where it has no floor.
    pub survey: Option<&'a Survey>,
}

impl<'a> Eye<'a> {
    /// The pieces of the room that stay in it.
    pub fn things(&self) -> impl Iterator<Item = &'a Thing> + Clone + use<'a> {
        self.scene.things_in(self.number).map(|(_, thing)| thing).filter(|thing| !thing.leaving)
    }

    /// How many people can sit in the room.
    pub fn seats(&self) -> i32 {
        i32::try_from(self.things().map(|thing| thing.seats.len()).sum::<usize>()).unwrap_or(i32::MAX)
    }

    /// How many people are reckoned with: those that were declared, or else a seat each.
    pub fn heads(&self) -> i32 {
        if self.site.heads > 0 { self.site.heads } else { self.seats() }
    }

    /// Whether the school is a primary one.
    pub const fn is_primary(&self) -> bool {
        matches!(self.plan.header.stage, Stage::Maternelle | Stage::Elementaire)
    }
}

/// Everything that is asked about a room.
pub fn room(eye: &Eye<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    exit::check(eye, &mut found);
    door::check(eye, &mut found);
    way::check(eye, &mut found);
    people::check(eye, &mut found);
    seating::check(eye, &mut found);
    digital::check(eye, &mut found);
    board::check(eye, &mut found);
    zones::check(eye, &mut found);
    found
}

/// Whether something taller than `height` mm stands on the straight line between two points, walls included.
pub(crate) fn is_hidden(scene: &Scene, from: Point, to: Point, height: i32, but: &[usize]) -> bool {
    let line = [from, to];
    let Some(bounds) = greffon_archiclasse_plan::Bounds::of(line) else { return false };
    let tall = scene.near(&bounds).filter(|(number, _)| !but.contains(number)).any(|(_, thing)| {
        thing.hard().any(|block| block.from < height && block.to > height && crosses(&line, &block.outline))
    });
    tall || scene.walls_near(&bounds).any(|(_, outline)| crosses(&line, outline))
}

/// Whether a line goes through a convex outline, not only along it.
pub(crate) fn crosses(line: &[Point; 2], outline: &[Point]) -> bool {
    share(line, outline).is_some()
}

/// From which to which part of a line (0 to 1) a convex outline covers it.
pub(crate) fn share(line: &[Point; 2], outline: &[Point]) -> Option<(f64, f64)> {
    let way = line[1] - line[0];
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let turn = outline.iter().zip(outline.iter().cycle().skip(1)).map(|(a, b)| a.cross(*b)).sum::<i64>();
    for (a, b) in outline.iter().zip(outline.iter().cycle().skip(1)) {
        let edge = *b - *a;
        // Above 0 on the inner side.
        let inner = if turn > 0 { 1 } else { -1 };
        let (start, slope) = (inner * edge.cross(line[0] - *a), inner * edge.cross(way));
        if slope == 0 {
            if start <= 0 {
                return None;
            }
            continue;
        }
        let at = -float(start) / float(slope);
        if slope > 0 { enter = enter.max(at) } else { leave = leave.min(at) }
    }
    (enter + 1e-9 < leave).then_some((enter, leave))
}

#[expect(clippy::cast_precision_loss, reason = "below 2^53 for any plan")]
fn float(value: i64) -> f64 {
    value as f64
}

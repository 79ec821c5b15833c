//! What cannot be built as it is drawn: told, never forbidden.

use super::Plan;
use crate::{Id, Segment};

/// Something that cannot be as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanFault {
    /// A wall has no length, or one of its ends is not there.
    NoLength(Id),
    /// Two walls cross without a node where they do.
    Crossing(Id, Id),
    /// An opening reaches beyond its wall.
    OpeningOutside(Id),
    /// Two openings of a wall overlap.
    OpeningsOverlap(Id, Id),
    /// An opening or a fixture is on a wall that is not there.
    WithoutWall(Id),
}

/// Everything that cannot be as it is drawn.
pub fn faults(plan: &Plan) -> Vec<PlanFault> {
    let mut found = Vec::new();
    let mut lines: Vec<(Id, Segment)> = Vec::new();
    for (id, _) in plan.walls.iter() {
        match plan.wall_line(id).filter(|line| line.a != line.b) {
            Some(line) => lines.push((id, line)),
            None => found.push(PlanFault::NoLength(id)),
        }
    }
    for (at, (one, line)) in lines.iter().enumerate() {
        for (other, second) in &lines[at + 1..] {
            let joined = [second.a, second.b].into_iter().any(|end| end == line.a || end == line.b);
            let crosses = if joined { folds_over(line, second) } else { line.meets(second) };
            if crosses {
                found.push(PlanFault::Crossing(*one, *other));
            }
        }
    }
    for (id, opening) in plan.openings.iter() {
        let Some(line) = plan.wall_line(opening.wall) else {
            found.push(PlanFault::WithoutWall(id));
            continue;
        };
        if f64::from(opening.at + opening.width) > line.length() + 1.0 {
            found.push(PlanFault::OpeningOutside(id));
        }
        let others =
            plan.openings.iter().filter(|(other, second)| *other > id && second.wall == opening.wall);
        for (other, second) in others {
            if opening.at < second.at + second.width && second.at < opening.at + opening.width {
                found.push(PlanFault::OpeningsOverlap(id, other));
            }
        }
    }
    for (id, fixture) in plan.fixtures.iter() {
        if plan.wall_line(fixture.wall).is_none() {
            found.push(PlanFault::WithoutWall(id));
        }
    }
    found
}

/// Whether two walls with a common end lie on each other.
fn folds_over(one: &Segment, other: &Segment) -> bool {
    let shared = if one.a == other.a || one.a == other.b { one.a } else { one.b };
    let far = |line: &Segment| if line.a == shared { line.b - shared } else { line.a - shared };
    let (first, second) = (far(one), far(other));
    first.cross(second) == 0 && first.dot(second) > 0
}

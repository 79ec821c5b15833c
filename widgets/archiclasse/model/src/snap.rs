//! Where a gesture catches: candidates are collected once, at its start, and the nearest of each axis wins.

use greffon_archiclasse_plan::geometry::{Bounds, Turned};
use greffon_archiclasse_plan::{Angle, Plan, Point, Ref, Segment};

use crate::hit;

/// What was caught, so that it can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Catch {
    /// The end of a wall.
    Corner,
    /// The face of a wall, the back of the piece turned to it.
    WallFace,
    /// The line of a wall.
    OnWall,
    /// The edge of another object.
    Edge,
    /// The middle of another object.
    Centre,
    /// The same gap as between two others.
    Gap,
    /// In line with a corner.
    Line,
    /// A multiple of 15 degrees.
    Angle,
    /// The grid.
    Grid,
}

/// The grid for furniture, mm.
pub const GRID: i32 = 50;
/// The grid for walls, mm.
pub const WALL_GRID: i32 = 10;
/// The step of angles, tenths of a degree.
pub const STEP: i32 = 150;

/// A line across one axis that others are drawn to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line {
    at: i32,
    catch: Catch,
    /// Only the lower edge, or only the upper edge, of what is moved catches here.
    only: Option<usize>,
}

/// A wall's line and how far its body reaches to the left and to the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Face {
    line: Segment,
    left: i32,
    right: i32,
}

/// All that a gesture may catch on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidates {
    xs: Vec<Line>,
    ys: Vec<Line>,
    corners: Vec<Point>,
    faces: Vec<Face>,
}

/// What was caught.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caught {
    /// By how much what is moved is to be shifted besides.
    pub by: Point,
    /// The new turn of a piece that was put against a wall.
    pub turn: Option<Angle>,
    /// What was caught, the strongest.
    pub catch: Option<Catch>,
    /// The upright and level lines that were caught: x and y.
    pub lines: (Option<i32>, Option<i32>),
}

/// More pieces than this are too many to look for equal gaps among.
const GAPS_AMONG: usize = 150;

impl Candidates {
    /// What there is on the plan, without what is moved.
    pub fn of(plan: &Plan, without: &[Ref]) -> Self {
        let mut found = Self::default();
        let others: Vec<Bounds> = plan
            .refs()
            .into_iter()
            .filter(|name| {
                use greffon_archiclasse_plan::Kind::{Piece, Zone};
                matches!(name.kind, Piece | Zone) && !without.contains(name)
            })
            .filter_map(|name| hit::bounds(plan, name))
            .collect();
        for bounds in &others {
            let centre = bounds.centre();
            for (at, catch) in
                [(bounds.min.x, Catch::Edge), (bounds.max.x, Catch::Edge), (centre.x, Catch::Centre)]
            {
                found.xs.push(Line { at, catch, only: None });
            }
            for (at, catch) in
                [(bounds.min.y, Catch::Edge), (bounds.max.y, Catch::Edge), (centre.y, Catch::Centre)]
            {
                found.ys.push(Line { at, catch, only: None });
            }
        }
        if others.len() <= GAPS_AMONG {
            found.gaps(&others);
        }
        for (id, node) in plan.nodes.iter() {
            if without.iter().any(|name| name.id == id) {
                continue;
            }
            found.corners.push(node.at);
            found.xs.push(Line { at: node.at.x, catch: Catch::Line, only: None });
            found.ys.push(Line { at: node.at.y, catch: Catch::Line, only: None });
        }
        for (id, wall) in plan.walls.iter() {
            let moved = |name: &Ref| name.id == id || name.id == wall.a || name.id == wall.b;
            if without.iter().any(moved) {
                continue;
            }
            if let Some(line) = plan.wall_line(id).filter(|line| line.a != line.b) {
                let (left, right) = wall.reach();
                found.faces.push(Face { line, left, right });
            }
        }
        for lines in [&mut found.xs, &mut found.ys] {
            lines.sort_unstable_by_key(|line| (line.at, line.catch));
            lines.dedup_by_key(|line| (line.at, line.only));
        }
        found
    }

    /// Where the gap between two neighbours would come once more, on either side of them.
    fn gaps(&mut self, others: &[Bounds]) {
        for one in others {
            for other in others {
                if one.max.x < other.min.x && one.min.y < other.max.y && other.min.y < one.max.y {
                    let gap = other.min.x - one.max.x;
                    self.xs.push(Line { at: other.max.x + gap, catch: Catch::Gap, only: Some(0) });
                    self.xs.push(Line { at: one.min.x - gap, catch: Catch::Gap, only: Some(2) });
                }
                if one.max.y < other.min.y && one.min.x < other.max.x && other.min.x < one.max.x {
                    let gap = other.min.y - one.max.y;
                    self.ys.push(Line { at: other.max.y + gap, catch: Catch::Gap, only: Some(0) });
                    self.ys.push(Line { at: one.min.y - gap, catch: Catch::Gap, only: Some(2) });
                }
            }
        }
    }

    /// Catches a box that stands somewhere: its edges and its middle, each axis for itself; else the grid.
    pub fn catch_box(&self, bounds: Bounds, reach: i32) -> Caught {
        let x = nearest(&self.xs, [bounds.min.x, bounds.centre().x, bounds.max.x], reach);
        let y = nearest(&self.ys, [bounds.min.y, bounds.centre().y, bounds.max.y], reach);
        let by = |found: Option<(i32, Line)>, edge: i32| found.map_or_else(|| to_grid(edge, GRID), |f| f.0);
        Caught {
            by: Point::new(by(x, bounds.min.x), by(y, bounds.min.y)),
            turn: None,
            catch: [x, y].into_iter().flatten().map(|(_, line)| line.catch).min().or(Some(Catch::Grid)),
            lines: (x.map(|(_, line)| line.at), y.map(|(_, line)| line.at)),
        }
    }

    /// The free ways from a box to the nearest walls to its left and right, above and below.
    pub fn to_walls(&self, bounds: Bounds) -> Vec<Segment> {
        const FAR: i32 = 20_000;
        let centre = bounds.centre();
        let ways = [
            (Point::new(bounds.min.x, centre.y), Point::new(-1, 0)),
            (Point::new(bounds.max.x, centre.y), Point::new(1, 0)),
            (Point::new(centre.x, bounds.min.y), Point::new(0, -1)),
            (Point::new(centre.x, bounds.max.y), Point::new(0, 1)),
        ];
        let free = |(from, way): (Point, Point)| {
            let ray = Segment::new(from, from + Point::new(way.x * FAR, way.y * FAR));
            let hits = self.faces.iter().filter_map(|face| {
                let at =
                    Some(face.line).filter(|line| line.meets(&ray)).and_then(|line| line.crossing(&ray))?;
                let reach = if face.line.coordinates(from).1 > 0.0 { face.left } else { face.right };
                let length = from.distance(at) - f64::from(reach);
                (length > 0.0).then(|| Segment::new(from, from + way.with_length(length)))
            });
            hits.min_by(|one, other| one.length().total_cmp(&other.length()))
        };
        ways.into_iter().filter_map(free).collect()
    }

    /// Puts the back of a piece against the face of the nearest wall, turned to it. `None` where none is near.
    pub fn catch_wall(&self, piece: Turned, reach: i32) -> Option<Caught> {
        let mut best: Option<(f64, Caught)> = None;
        for face in &self.faces {
            let (along, left) = face.line.coordinates(piece.centre);
            if along < 0.0 || along > face.line.length() {
                continue;
            }
            let half = f64::from(piece.depth) / 2.0;
            let body = f64::from(if left > 0.0 { face.left } else { face.right });
            let off = left.abs() - body - half;
            if off.abs() > f64::from(reach) || best.as_ref().is_some_and(|(least, _)| *least <= off.abs()) {
                continue;
            }
            let side = if left > 0.0 { body + half } else { -(body + half) };
            // Along the wall, the grid counts from its end.
            let start = along - f64::from(piece.width) / 2.0;
            let along = along + f64::from(to_grid(greffon_archiclasse_plan::geometry::whole(start), GRID));
            let direction = Angle::of(face.line.way());
            let turn = if left > 0.0 { direction + Angle::degrees(180) } else { direction };
            let at = face.line.point_at(along, side);
            let caught = Caught {
                by: at - piece.centre,
                turn: Some(turn),
                catch: Some(Catch::WallFace),
                lines: (None, None),
            };
            best = Some((off.abs(), caught));
        }
        best.map(|(_, caught)| caught)
    }

    /// Catches a point that is drawn, seen from the point before: corners, walls, lines of corners, angles, the grid.
    pub fn catch_point(&self, point: Point, before: Option<Point>, reach: i32) -> Caught {
        let far = f64::from(reach);
        let caught = |at: Point, catch| Caught { by: at - point, catch: Some(catch), ..Caught::default() };
        let corners = self.corners.iter().filter(|corner| corner.distance(point) <= far);
        if let Some(corner) = corners.min_by(|a, b| a.distance(point).total_cmp(&b.distance(point))) {
            return caught(*corner, Catch::Corner);
        }
        if let Some(face) = self.faces.iter().find(|face| face.line.distance(point) <= far) {
            return caught(face.line.nearest(point), Catch::OnWall);
        }
        let line = |lines: &[Line], at: i32, own: Option<i32>| {
            let corners: Vec<Line> = lines.iter().filter(|line| line.catch == Catch::Line).copied().collect();
            let own = own.map(|at| Line { at, catch: Catch::Line, only: None });
            let all: Vec<Line> = corners.into_iter().chain(own).collect();
            nearest(&all, [at, at, at], reach)
        };
        let x = line(&self.xs, point.x, before.map(|before| before.x));
        let y = line(&self.ys, point.y, before.map(|before| before.y));
        if x.is_some() || y.is_some() {
            let grid = |found: Option<(i32, Line)>, at| found.map_or_else(|| to_grid(at, WALL_GRID), |f| f.0);
            return Caught {
                by: Point::new(grid(x, point.x), grid(y, point.y)),
                turn: None,
                catch: Some(Catch::Line),
                lines: (x.map(|(_, line)| line.at), y.map(|(_, line)| line.at)),
            };
        }
        if let Some(before) = before {
            let way = point - before;
            let angle = Angle::of(way).rounded(STEP);
            let length = f64::from((greffon_archiclasse_plan::geometry::whole(way.length()) + 5) / 10 * 10);
            let (x, y) = angle.turn(length, 0.0);
            let at = before + Point::near(x, y);
            if at.distance(point) <= far {
                return caught(at, Catch::Angle);
            }
        }
        let by = Point::new(to_grid(point.x, WALL_GRID), to_grid(point.y, WALL_GRID));
        Caught { by, catch: Some(Catch::Grid), ..Caught::default() }
    }
}

/// The smallest shift that brings one of three places onto a line within reach; of equal ones the strongest catch.
fn nearest(lines: &[Line], own: [i32; 3], reach: i32) -> Option<(i32, Line)> {
    let shifts = own.into_iter().enumerate().flat_map(|(which, place)| {
        let start = lines.partition_point(|line| line.at < place - reach);
        lines[start..]
            .iter()
            .take_while(move |line| line.at <= place + reach)
            .filter(move |line| line.only.is_none_or(|only| only == which))
            .map(move |line| (line.at - place, *line))
    });
    shifts.min_by_key(|(shift, line)| (shift.abs(), line.catch))
}

/// How far it is to the nearest line of a grid.
fn to_grid(at: i32, grid: i32) -> i32 {
    (at + grid / 2).div_euclid(grid) * grid - at
}

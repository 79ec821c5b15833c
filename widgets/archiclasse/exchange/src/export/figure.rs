//! A plan as lines, outlines, circles and words in mm: what SVG and DXF draw alike.

use core::fmt::Write as _;

use greffon_archiclasse_catalogue::symbol::{Form, Layer as Drawing, shapes};
use greffon_archiclasse_catalogue::{Catalogue, Family, Lang};
use greffon_archiclasse_plan::opening::{FixtureKind, OpeningKind};
use greffon_archiclasse_plan::piece::Ownership;
use greffon_archiclasse_plan::zone::Space;
use greffon_archiclasse_plan::{Angle, Bounds, Plan, Point, Segment};

use crate::words::T;

/// Where a shape belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// A zone of a space.
    Zone(Space),
    /// Walls.
    Wall,
    /// Windows.
    Window,
    /// Doors and passages.
    Door,
    /// Furniture.
    Furniture,
    /// Screens, carts, printers.
    Digital,
    /// Sockets, RJ45, access points.
    Wiring,
    /// Names.
    Text,
}

/// The colours of a layer's shapes on paper, and the width of their lines, mm of the floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    /// Within; a zone is filled with the strokes of its space instead ([`strokes`]).
    pub fill: &'static str,
    /// Of the lines.
    pub stroke: &'static str,
    /// Of the lines, mm.
    pub width: i32,
    /// Drawn and left out, mm; none for whole lines.
    pub dashes: &'static [i32],
}

/// Thin lines are so wide, mm.
pub const THIN: i32 = 8;
/// Dashed lines: drawn and left out, mm.
pub const DASHES: &[i32] = &[60, 40];
/// The strokes of a space are repeated after so many mm.
pub const TILE: i32 = 300;
/// Their colour.
pub const TILE_COLOUR: &str = "#b5b9c0";
/// Their width, mm.
pub const TILE_WIDTH: i32 = 12;

/// How a layer is painted.
pub const fn paint(layer: Layer) -> Paint {
    const INK: &str = "#1e2329";
    let (fill, stroke, width) = match layer {
        Layer::Zone(_) => ("none", "#838892", 20),
        Layer::Wall => (INK, INK, 10),
        Layer::Window | Layer::Door | Layer::Furniture => ("#ffffff", INK, 15),
        Layer::Digital => ("#f1efe9", INK, 15),
        Layer::Wiring => ("#ffffff", "#2b5c9e", 15),
        Layer::Text => (INK, "#ffffff", 60),
    };
    let dashes: &[i32] = if matches!(layer, Layer::Zone(_)) { &[150, 80] } else { &[] };
    Paint { fill, stroke, width, dashes }
}

/// The strokes that fill a zone of this space, so that a plan is read in black and white: path data in a tile of [`TILE`].
pub const fn strokes(space: Space) -> &'static str {
    match space {
        Space::FeuDeCamp => "M0 0L300 300",
        Space::Grotte => "M0 150H300",
        Space::Oasis => "M150 140a10 10 0 1 0 1 0",
        Space::Labo => "M0 150H300M150 0V300",
        Space::Sources => "M150 0V300",
        Space::Scene => "M0 300L300 0",
    }
}

/// What a shape is.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A closed outline.
    Outline(Vec<Point>),
    /// A line through points.
    Line(Vec<Point>),
    /// Middle and radius, mm.
    Circle(Point, i32),
    /// Middle, radius in mm, two angles clockwise from the right.
    Arc(Point, i32, Angle, Angle),
    /// Words, their middle, the height of their letters in mm.
    Words(Point, i32, String),
}

/// A shape of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Where it belongs.
    pub layer: Layer,
    /// What it is.
    pub shape: Shape,
    /// Thin, for what is inside of an outline.
    pub thin: bool,
    /// Dashed.
    pub dashed: bool,
}

impl Figure {
    const fn new(layer: Layer, shape: Shape) -> Self {
        Self { layer, shape, thin: false, dashed: false }
    }
}

impl Shape {
    /// The shape as path data, mm; none for words.
    pub fn path(&self) -> Option<String> {
        match self {
            Self::Outline(points) => Some([&line(points), "Z"].concat()),
            Self::Line(points) => Some(line(points)),
            Self::Circle(at, radius) => Some(format!(
                "M{} {}a{radius} {radius} 0 1 0 {across} 0a{radius} {radius} 0 1 0 -{across} 0Z",
                at.x - radius,
                at.y,
                across = 2 * radius
            )),
            Self::Arc(centre, radius, from, to) => {
                let ends = ends(*centre, *radius, *from, *to);
                let large = i32::from((*to - *from).as_tenths() > 1800);
                Some(format!(
                    "M{} {}A{radius} {radius} 0 {large} 1 {} {}",
                    ends.a.x, ends.a.y, ends.b.x, ends.b.y
                ))
            }
            Self::Words(..) => None,
        }
    }
}

fn line(points: &[Point]) -> String {
    let mut data = String::new();
    for (number, point) in points.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = write!(data, "{}{} {}", if number == 0 { 'M' } else { 'L' }, point.x, point.y);
    }
    data
}

/// Height of the letters of names, mm on the floor: 2 mm at 1:100.
const LETTERS: i32 = 200;

/// All shapes of a plan, those below first. What is to be taken out of the room is not drawn.
pub fn figures(plan: &Plan, catalogue: &Catalogue, lang: Lang) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (_, zone) in plan.zones.iter() {
        figures.push(Figure::new(Layer::Zone(zone.space), Shape::Outline(zone.outline.corners.clone())));
    }
    for (_, outline) in plan.wall_outlines() {
        figures.push(Figure::new(Layer::Wall, Shape::Outline(outline.corners)));
    }
    for (_, opening) in plan.openings.iter() {
        openings(plan, opening, &mut figures);
    }
    for (_, piece) in plan.pieces.iter().filter(|(_, piece)| piece.ownership != Ownership::ToRemove) {
        pieces(piece, catalogue, &mut figures);
    }
    for (_, fixture) in plan.fixtures.iter() {
        if let Some(at) = plan.fixture_place(fixture) {
            let radius = if fixture.kind == FixtureKind::AccessPoint { 110 } else { 60 };
            figures.push(Figure::new(Layer::Wiring, Shape::Circle(at, radius)));
        }
    }
    for room in plan.rooms().into_iter().filter(|room| !room.name.is_empty()) {
        let shape = Shape::Words(room.floor.inner_point(), LETTERS, room.name);
        figures.push(Figure::new(Layer::Text, shape));
    }
    for (_, zone) in plan.zones.iter() {
        let own = T::space(zone.space).get(lang);
        let name = if zone.name.is_empty() { own } else { &zone.name };
        let top = zone.outline.bounds().map_or(zone.outline.inner_point(), |bounds| {
            Point::new(bounds.centre().x, bounds.min.y + 2 * LETTERS)
        });
        figures.push(Figure::new(Layer::Text, Shape::Words(top, LETTERS, name.to_owned())));
    }
    figures.sort_by_key(|figure| figure.layer);
    figures
}

/// A door as its open leaf and the way it sweeps, a window as two lines, each on the white of its opening.
fn openings(plan: &Plan, opening: &greffon_archiclasse_plan::opening::Opening, figures: &mut Vec<Figure>) {
    let (Some(line), Some(wall)) = (plan.opening_line(opening), plan.walls.get(opening.wall)) else { return };
    let (left, right) = wall.reach();
    let (left, right) = (f64::from(left), -f64::from(right));
    let length = line.length();
    let corners = [(0.0, left), (length, left), (length, right), (0.0, right)];
    let layer = if opening.kind == OpeningKind::Window { Layer::Window } else { Layer::Door };
    let outline = corners.map(|(along, off)| line.point_at(along, off)).to_vec();
    figures.push(Figure::new(layer, Shape::Outline(outline)));
    if opening.kind == OpeningKind::Window {
        let middle = f64::midpoint(left, right);
        let pane = vec![line.point_at(0.0, middle), line.point_at(length, middle)];
        figures.push(Figure { thin: true, ..Figure::new(layer, Shape::Line(pane)) });
        return;
    }
    let (face, out) = if opening.swing_right { (right, -1.0) } else { (left, 1.0) };
    let leaves: Vec<(f64, f64)> = match opening.kind {
        OpeningKind::Door if opening.hinge_far => vec![(length, 0.0)],
        OpeningKind::Door => vec![(0.0, length)],
        OpeningKind::Double => vec![(0.0, length / 2.0), (length, length / 2.0)],
        OpeningKind::Sliding | OpeningKind::Passage | OpeningKind::Window => Vec::new(),
    };
    for (hinge, end) in leaves {
        let radius = (end - hinge).abs();
        let at = line.point_at(hinge, face);
        let open = line.point_at(hinge, face + out * radius);
        let closed = line.point_at(end, face);
        figures.push(Figure::new(layer, Shape::Line(vec![at, open])));
        let (one, other) = (Angle::of(open - at), Angle::of(closed - at));
        // A quarter, clockwise from the first to the second.
        let (from, to) = if (other - one).as_tenths() < 1800 { (one, other) } else { (other, one) };
        let radius = greffon_archiclasse_plan::geometry::whole(radius);
        figures.push(Figure { thin: true, ..Figure::new(layer, Shape::Arc(at, radius, from, to)) });
    }
}

fn pieces(piece: &greffon_archiclasse_plan::piece::Piece, catalogue: &Catalogue, figures: &mut Vec<Figure>) {
    let footprint = piece.footprint();
    let Some(known) = catalogue.piece(&piece.item) else {
        figures.push(Figure::new(Layer::Furniture, Shape::Outline(footprint.corners().to_vec())));
        return;
    };
    let layer = match known.family {
        Family::Point => Layer::Wiring,
        Family::Screen | Family::Charging => Layer::Digital,
        _ => Layer::Furniture,
    };
    let place = |(x, y): (i32, i32)| footprint.place(f64::from(x), f64::from(y));
    for drawn in shapes(known, piece.size.width, piece.size.depth) {
        let shape = match drawn.form {
            _ if drawn.layer == Drawing::Use => continue,
            Form::Outline(points) => Shape::Outline(points.into_iter().map(place).collect()),
            Form::Line(points) => Shape::Line(points.into_iter().map(place).collect()),
            Form::Circle(middle, radius) => Shape::Circle(place(middle), radius),
            Form::Arc(middle, radius, from, to) => {
                let turned = |degrees| Angle::degrees(degrees) + piece.turn;
                Shape::Arc(place(middle), radius, turned(from), turned(to))
            }
        };
        let (thin, dashed) = (drawn.layer >= Drawing::Detail, drawn.layer == Drawing::Dashed);
        figures.push(Figure { layer, shape, thin, dashed });
    }
}

/// The box around figures; `None` without any.
pub fn bounds(figures: &[Figure]) -> Option<Bounds> {
    let around = |centre: &Point, radius: i32| Bounds { min: *centre, max: *centre }.grown(radius);
    let boxes = figures.iter().filter_map(|figure| match &figure.shape {
        Shape::Outline(points) | Shape::Line(points) => Bounds::of(points.iter().copied()),
        Shape::Circle(centre, radius) | Shape::Arc(centre, radius, ..) => Some(around(centre, *radius)),
        Shape::Words(centre, height, _) => Some(around(centre, *height)),
    });
    boxes.reduce(Bounds::joined)
}

/// Where an arc begins and ends.
pub fn ends(centre: Point, radius: i32, from: Angle, to: Angle) -> Segment {
    let at = |angle: Angle| centre + angle.turned(Point::new(radius, 0));
    Segment::new(at(from), at(to))
}

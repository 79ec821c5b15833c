//! The plan symbol of a piece: shapes in whole mm around its middle, and the same as SVG path data.

use core::fmt::Write as _;
use greffon_archiclasse_plan::Order as _;

use crate::mark::{Mark, Stroke};
use crate::piece::Piece;
use crate::solid::Role;

/// In which order and how a shape is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Seats, decks and rugs: what a table top may hide.
    Lower,
    /// Tops and bodies.
    Upper,
    /// Thin strokes.
    Detail,
    /// Dashed strokes.
    Dashed,
    /// The floor that using the piece takes; shown on demand.
    Use,
}

/// A shape around the middle of the piece, mm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A closed outline.
    Outline(Vec<(i32, i32)>),
    /// A line through points.
    Line(Vec<(i32, i32)>),
    /// Centre and radius.
    Circle((i32, i32), i32),
    /// Centre, radius, two angles in degrees, clockwise from the right.
    Arc((i32, i32), i32, i32, i32),
}

/// One shape of a symbol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// How it is drawn.
    pub layer: Layer,
    /// What it is.
    pub form: Form,
}

/// The shapes of a piece of that width and depth (mm), lower ones first.
pub fn shapes(piece: &Piece, width: i32, depth: i32) -> Vec<Drawn> {
    let scale = Scale { from: (piece.width, piece.depth), to: (width, depth) };
    let mut drawn: Vec<Drawn> = piece
        .solids
        .iter()
        .map(|solid| Drawn {
            layer: match solid.role {
                Role::Seat | Role::Deck | Role::Flat => Layer::Lower,
                Role::Body | Role::Top => Layer::Upper,
                Role::Use => Layer::Use,
            },
            form: Form::Outline(scale.points(&solid.corners())),
        })
        .chain(piece.marks.iter().map(|mark| scale.mark(mark)))
        .collect();
    drawn.order_by_key(|shape| shape.layer);
    drawn
}

/// SVG path data of the shapes of one layer, mm around the middle of the piece; empty where there is none.
pub fn path(shapes: &[Drawn], layer: Layer) -> String {
    let mut data = String::new();
    for shape in shapes.iter().filter(|shape| shape.layer == layer) {
        write_form(&mut data, &shape.form);
    }
    data
}

fn write_form(data: &mut String, form: &Form) {
    // Writing to a String cannot fail.
    match form {
        Form::Outline(points) => {
            write_points(data, points);
            data.push('Z');
        }
        Form::Line(points) => write_points(data, points),
        Form::Circle((x, y), radius) => {
            let across = 2 * radius;
            let _ = write!(
                data,
                "M{} {y}a{radius} {radius} 0 1 1 {across} 0a{radius} {radius} 0 1 1 {} 0Z",
                x - radius,
                -across
            );
        }
        Form::Arc((x, y), radius, from, to) => {
            let (start, end) = (on_circle(*radius, *from), on_circle(*radius, *to));
            let large = i32::from(to - from > 180);
            let _ = write!(
                data,
                "M{} {}A{radius} {radius} 0 {large} 1 {} {}",
                x + start.0,
                y + start.1,
                x + end.0,
                y + end.1
            );
        }
    }
}

fn write_points(data: &mut String, points: &[(i32, i32)]) {
    for (number, (x, y)) in points.iter().enumerate() {
        let letter = if number == 0 { 'M' } else { 'L' };
        let _ = write!(data, "{letter}{x} {y}");
    }
}

/// The point at that angle (degrees, clockwise from the right) of a circle about the origin.
#[expect(clippy::cast_possible_truncation, reason = "a radius is below 20 m")]
pub fn on_circle(radius: i32, degrees: i32) -> (i32, i32) {
    let angle = f64::from(degrees).to_radians();
    let radius = f64::from(radius);
    ((radius * angle.cos()).round() as i32, (radius * angle.sin()).round() as i32)
}

/// From the axes of a piece as the catalogue has it, to those about the middle of the piece as it is placed.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    /// Width and depth in the catalogue, mm.
    pub from: (i32, i32),
    /// Width and depth on the plan, mm.
    pub to: (i32, i32),
}

impl Scale {
    /// A place, from the back left corner, about the middle.
    pub fn point(self, (x, y): (i32, i32)) -> (i32, i32) {
        (
            stretch(x, self.from.0, self.to.0) - self.to.0 / 2,
            stretch(y, self.from.1, self.to.1) - self.to.1 / 2,
        )
    }

    /// Places, about the middle.
    pub fn points(self, points: &[(i32, i32)]) -> Vec<(i32, i32)> {
        points.iter().map(|point| self.point(*point)).collect()
    }

    /// A radius: a circle stays one.
    fn radius(self, radius: i32) -> i32 {
        stretch(radius, self.from.0, self.to.0).min(stretch(radius, self.from.1, self.to.1)).max(1)
    }

    fn mark(self, mark: &Mark) -> Drawn {
        let form = match &mark.stroke {
            Stroke::Line(points) => Form::Line(self.points(points)),
            &Stroke::Rectangle(x, y, width, depth) => {
                Form::Outline(self.points(&[(x, y), (x + width, y), (x + width, y + depth), (x, y + depth)]))
            }
            &Stroke::Circle(x, y, radius) => Form::Circle(self.point((x, y)), self.radius(radius)),
            &Stroke::Arc(x, y, radius, from, to) => {
                Form::Arc(self.point((x, y)), self.radius(radius), from, to)
            }
        };
        Drawn { layer: if mark.dashed { Layer::Dashed } else { Layer::Detail }, form }
    }
}

/// A length stretched as `from` is to `to`, rounded. Lengths are below 20 m: the product fits in 64 bits.
#[expect(clippy::cast_possible_truncation, reason = "at most 20 m stretched a hundredfold")]
fn stretch(length: i32, from: i32, to: i32) -> i32 {
    if from == to || from == 0 {
        return length;
    }
    let (length, from, to) = (i64::from(length), i64::from(from), i64::from(to));
    ((2 * length * to + from).div_euclid(2 * from)) as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;

    #[test]
    fn a_double_place_hides_its_chairs_below_its_top() {
        let catalogue = Catalogue::built_in();
        let piece = catalogue.piece("poste-double-t6").expect("a double place");
        let shapes = shapes(piece, piece.width, piece.depth);
        assert!(path(&shapes, Layer::Upper).starts_with("M-650 -400L650 -400L650 100L-650 100Z"));
        assert!(path(&shapes, Layer::Lower).starts_with("M-540 -80L-110 -80L-110 350L-540 350Z"));
        assert_eq!(path(&shapes, Layer::Use), "M-575 400L575 400L575 800L-575 800Z");
        assert_eq!(path(&shapes, Layer::Dashed), "");
        assert!(shapes.windows(2).all(|pair| pair[0].layer <= pair[1].layer));
    }

    #[test]
    fn a_resized_piece_is_stretched_and_its_circles_stay_round() {
        let catalogue = Catalogue::built_in();
        let piece = catalogue.piece("cloison-mobile").expect("a screen");
        let shapes = shapes(piece, 3200, 450);
        assert!(path(&shapes, Layer::Upper).starts_with("M-1600 -25L1600 -25L1600 25L-1600 25Z"));
        assert!(path(&shapes, Layer::Detail).starts_with("M-1565 -195a25 25"));
    }

    #[test]
    fn arcs_run_clockwise() {
        let shapes = [Drawn { layer: Layer::Detail, form: Form::Arc((0, 0), 100, 0, 90) }];
        assert_eq!(path(&shapes, Layer::Detail), "M100 0A100 100 0 0 1 0 100");
    }

    #[test]
    fn every_piece_that_ships_has_a_symbol_within_its_size() {
        for piece in Catalogue::built_in().pieces {
            let (width, depth) = (piece.width, piece.depth);
            let drawn = shapes(&piece, width, depth);
            assert!(drawn.iter().any(|shape| shape.layer < Layer::Detail), "{}", piece.id);
            for shape in drawn.iter().filter(|shape| shape.layer < Layer::Detail) {
                let Form::Outline(points) = &shape.form else { panic!("{}", piece.id) };
                assert!(
                    points.iter().all(|(x, y)| x.abs() * 2 <= width + 1 && y.abs() * 2 <= depth + 1),
                    "{}",
                    piece.id
                );
            }
        }
    }
}

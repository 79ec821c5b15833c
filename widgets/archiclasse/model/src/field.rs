//! The fields of an object: every length can be read and typed, without a pointer.

use greffon_archiclasse_plan::geometry::whole;
use greffon_archiclasse_plan::length::{self, NoLength};
use greffon_archiclasse_plan::{Angle, Kind, Object, Plan, Point, Ref};

use crate::edit::Edit;
use crate::walls;

/// A number that an object has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// From the left of the plan to the middle, or to the upper left corner of a zone.
    X,
    /// From the top of the plan.
    Y,
    /// Width.
    Width,
    /// Depth.
    Depth,
    /// Height of a piece or of an opening.
    Height,
    /// How far a piece is turned, degrees.
    Turn,
    /// Length of a wall, between its nodes.
    Length,
    /// Thickness of a wall.
    Thickness,
    /// From the beginning of the wall to an opening.
    At,
    /// From the floor to a window.
    Sill,
    /// How many people.
    Heads,
}

/// Why a text was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is no length.
    Length(NoLength),
    /// It is no whole number.
    Number,
    /// It is smaller or larger than such a thing can be.
    OutOfBounds,
}

impl Field {
    /// The fields of a kind of object.
    pub const fn of(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Piece => &[Self::X, Self::Y, Self::Turn, Self::Width, Self::Depth, Self::Height],
            Kind::Zone => &[Self::X, Self::Y, Self::Width, Self::Depth, Self::Heads],
            Kind::Wall => &[Self::Length, Self::Thickness],
            Kind::Opening => &[Self::At, Self::Width, Self::Height, Self::Sill],
            Kind::Node => &[Self::X, Self::Y],
            Kind::Fixture | Kind::Room | Kind::Layout | Kind::Place | Kind::Answer => &[],
        }
    }

    /// Whether it is in metres; the others are degrees or people.
    pub const fn is_length(self) -> bool {
        !matches!(self, Self::Turn | Self::Heads)
    }

    /// Its value: mm, tenths of a degree or people.
    pub fn get(self, plan: &Plan, name: Ref) -> Option<i32> {
        match plan.get(name)? {
            Object::Piece(piece) => match self {
                Self::X => Some(piece.at.x),
                Self::Y => Some(piece.at.y),
                Self::Turn => Some(piece.turn.as_tenths()),
                Self::Width => Some(piece.size.width),
                Self::Depth => Some(piece.size.depth),
                Self::Height => Some(piece.size.height),
                _ => None,
            },
            Object::Zone(zone) => {
                let bounds = zone.outline.bounds()?;
                match self {
                    Self::X => Some(bounds.min.x),
                    Self::Y => Some(bounds.min.y),
                    Self::Width => Some(bounds.width()),
                    Self::Depth => Some(bounds.height()),
                    Self::Heads => Some(zone.heads),
                    _ => None,
                }
            }
            Object::Wall(wall) => match self {
                Self::Length => plan.wall_line(name.id).map(|line| whole(line.length())),
                Self::Thickness => Some(wall.thickness),
                _ => None,
            },
            Object::Opening(opening) => match self {
                Self::At => Some(opening.at),
                Self::Width => Some(opening.width),
                Self::Height => Some(opening.height),
                Self::Sill => Some(opening.sill),
                _ => None,
            },
            Object::Node(node) => match self {
                Self::X => Some(node.at.x),
                Self::Y => Some(node.at.y),
                _ => None,
            },
            _ => None,
        }
    }

    /// Its value as it is read and typed; `mark` is the decimal mark.
    pub fn text(self, plan: &Plan, name: Ref, mark: char) -> String {
        match self.get(plan, name) {
            None => String::new(),
            Some(value) if self.is_length() => length::metres(value, mark),
            Some(value) if self == Self::Turn && value % 10 != 0 => {
                [&(value / 10).to_string(), mark.encode_utf8(&mut [0; 4]) as &str, &(value % 10).to_string()]
                    .concat()
            }
            Some(value) if self == Self::Turn => (value / 10).to_string(),
            Some(value) => value.to_string(),
        }
    }

    /// What changes when this text is typed. Places may be below 0 or 0, lengths may not.
    pub fn set(self, plan: &Plan, name: Ref, text: &str) -> Result<Vec<Edit>, Refusal> {
        let value = self.parse(text)?;
        let Some(object) = plan.get(name) else { return Ok(Vec::new()) };
        let one = |object| Ok(vec![Edit::set(name, object)]);
        match object {
            Object::Piece(mut piece) => {
                match self {
                    Self::X => piece.at.x = value,
                    Self::Y => piece.at.y = value,
                    Self::Turn => piece.turn = Angle::tenths(value),
                    Self::Width => piece.size.width = bounded(value, 10, 20_000)?,
                    Self::Depth => piece.size.depth = bounded(value, 10, 20_000)?,
                    Self::Height => piece.size.height = bounded(value, 10, 20_000)?,
                    _ => return Ok(Vec::new()),
                }
                one(Object::Piece(piece))
            }
            Object::Zone(mut zone) => {
                let Some(bounds) = zone.outline.bounds() else { return Ok(Vec::new()) };
                let stretch = |at: i32, from: i32, size: i32, to: i32| {
                    let share = f64::from(at - from) / f64::from(size.max(1));
                    from + whole(share * f64::from(to))
                };
                match self {
                    Self::X => zone.outline = zone.outline.moved(Point::new(value - bounds.min.x, 0)),
                    Self::Y => zone.outline = zone.outline.moved(Point::new(0, value - bounds.min.y)),
                    Self::Width => {
                        let to = bounded(value, 100, 200_000)?;
                        for corner in &mut zone.outline.corners {
                            corner.x = stretch(corner.x, bounds.min.x, bounds.width(), to);
                        }
                    }
                    Self::Depth => {
                        let to = bounded(value, 100, 200_000)?;
                        for corner in &mut zone.outline.corners {
                            corner.y = stretch(corner.y, bounds.min.y, bounds.height(), to);
                        }
                    }
                    Self::Heads => zone.heads = bounded(value, 0, 2000)?,
                    _ => return Ok(Vec::new()),
                }
                one(Object::Zone(zone))
            }
            Object::Wall(mut wall) => match self {
                Self::Length => Ok(walls::with_length(plan, name.id, bounded(value, 10, length::LONGEST)?)),
                Self::Thickness => {
                    wall.thickness = bounded(value, 10, 2000)?;
                    one(Object::Wall(wall))
                }
                _ => Ok(Vec::new()),
            },
            Object::Opening(mut opening) => {
                match self {
                    Self::At => opening.at = bounded(value, 0, length::LONGEST)?,
                    Self::Width => opening.width = bounded(value, 100, 20_000)?,
                    Self::Height => opening.height = bounded(value, 100, 20_000)?,
                    Self::Sill => opening.sill = bounded(value, 0, 10_000)?,
                    _ => return Ok(Vec::new()),
                }
                one(Object::Opening(opening))
            }
            Object::Node(mut node) => {
                match self {
                    Self::X => node.at.x = value,
                    Self::Y => node.at.y = value,
                    _ => return Ok(Vec::new()),
                }
                one(Object::Node(node))
            }
            _ => Ok(Vec::new()),
        }
    }

    /// The number that was typed: mm, tenths of a degree or people.
    pub(crate) fn parse(self, text: &str) -> Result<i32, Refusal> {
        let text = text.trim();
        match self {
            Self::Heads => text.parse().map_err(|_| Refusal::Number),
            Self::Turn => {
                let (sign, digits) = text.strip_prefix(['-', '−']).map_or((1, text), |rest| (-1, rest));
                // A degree is ten tenths, as a centimetre is ten millimetres.
                match length::parse(&[digits.trim_end_matches('°').trim_end(), "cm"].concat()) {
                    Ok(tenths) => Ok(sign * tenths),
                    Err(NoLength::Zero) => Ok(0),
                    Err(_) => Err(Refusal::Number),
                }
            }
            Self::X | Self::Y | Self::At | Self::Sill => {
                let (sign, digits) = text.strip_prefix(['-', '−']).map_or((1, text), |rest| (-1, rest));
                match length::parse(digits) {
                    Ok(value) => Ok(sign * value),
                    Err(NoLength::Zero) => Ok(0),
                    Err(why) => Err(Refusal::Length(why)),
                }
            }
            _ => length::parse(text).map_err(Refusal::Length),
        }
    }
}

const fn bounded(value: i32, least: i32, most: i32) -> Result<i32, Refusal> {
    if value < least || value > most { Err(Refusal::OutOfBounds) } else { Ok(value) }
}

#[cfg(test)]
mod tests {
    use greffon_archiclasse_plan::Names;

    use super::*;
    use crate::template::Template;

    #[test]
    fn what_is_typed_is_what_is_read() {
        let plan = Template::ThreeC.plan(&mut Names::from_bits(1), "");
        for name in plan.refs() {
            for field in Field::of(name.kind) {
                let text = field.text(&plan, name, ',');
                for edit in
                    field.set(&plan, name, &text).unwrap_or_else(|why| panic!("{field:?} {text} {why:?}"))
                {
                    assert_eq!(plan.get(edit.name), edit.object, "{field:?} {text}");
                }
            }
        }
    }

    #[test]
    fn bad_input_says_why() {
        let plan = Template::Classroom.plan(&mut Names::from_bits(1), "");
        let (wall, _) = plan.walls.iter().next().expect("a wall");
        let wall = Ref::new(Kind::Wall, wall);
        assert_eq!(Field::Length.set(&plan, wall, "0"), Err(Refusal::Length(NoLength::Zero)));
        assert_eq!(Field::Length.set(&plan, wall, "neuf"), Err(Refusal::Length(NoLength::NotANumber)));
        assert_eq!(Field::Thickness.set(&plan, wall, "50 m"), Err(Refusal::OutOfBounds));
        let (door, _) = plan.openings.iter().next().expect("an opening");
        assert_eq!(Field::At.set(&plan, Ref::new(Kind::Opening, door), "-1"), Err(Refusal::OutOfBounds));
    }
}

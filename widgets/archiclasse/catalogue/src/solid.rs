//! What a piece is made of: upright convex blocks, in mm from its back left corner and from its own foot.

/// What a block is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Something that one cannot walk through.
    Body,
    /// A table top: something to work at; legs go below.
    Top,
    /// A place to sit on.
    Seat,
    /// Something that one steps up on, as a stage deck.
    Deck,
    /// Something thin that one walks or rolls over, as a rug.
    Flat,
    /// Free floor that using it takes: a chair pulled out, an open drawer.
    Use,
}

impl Role {
    const NAMES: [(&'static str, Self); 6] = [
        ("body", Self::Body),
        ("top", Self::Top),
        ("seat", Self::Seat),
        ("deck", Self::Deck),
        ("flat", Self::Flat),
        ("use", Self::Use),
    ];

    /// Whether two pieces cannot both be there.
    pub const fn is_hard(self) -> bool {
        matches!(self, Self::Body | Self::Top | Self::Seat | Self::Deck)
    }
}

/// The outline of a block. All are convex.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A rectangle.
    Rectangle,
    /// An ellipse that fills the rectangle.
    Oval,
    /// A trapezium: the whole width in front, half of it at the back.
    Trapezium,
    /// Half an ellipse: flat at the back, round in front.
    HalfOval,
}

impl Shape {
    const NAMES: [(&'static str, Self); 4] =
        [("r", Self::Rectangle), ("o", Self::Oval), ("t", Self::Trapezium), ("h", Self::HalfOval)];
}

/// An upright block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Solid {
    /// What it is for.
    pub role: Role,
    /// Its outline.
    pub shape: Shape,
    /// Left edge, mm from the left of the piece.
    pub x: i32,
    /// Back edge, mm from the back of the piece.
    pub y: i32,
    /// Width, mm.
    pub width: i32,
    /// Depth, mm.
    pub depth: i32,
    /// Its foot, mm above the foot of the piece.
    pub from: i32,
    /// Its top, mm above the foot of the piece.
    pub to: i32,
}

/// The cosines of 0 to 90° in steps of 22.5°, in ten-thousandths: a round table as 16 corners is at most 2 % off.
const COSINES: [i32; 5] = [10_000, 9239, 7071, 3827, 0];

impl Solid {
    /// Reads `role shape x y width depth from to`, lengths in mm.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let role = named(&Role::NAMES, words.next()?)?;
        let shape = named(&Shape::NAMES, words.next()?)?;
        let mut number = || words.next()?.parse::<i32>().ok().filter(|value| value.abs() <= 20_000);
        let solid = Self {
            role,
            shape,
            x: number()?,
            y: number()?,
            width: number()?,
            depth: number()?,
            from: number()?,
            to: number()?,
        };
        (words.next().is_none() && solid.width > 0 && solid.depth > 0 && solid.to > solid.from)
            .then_some(solid)
    }

    /// The corners of its outline, clockwise from the back, in the piece's axes.
    pub fn corners(&self) -> Vec<(i32, i32)> {
        let (left, back) = (self.x, self.y);
        let (right, front) = (self.x + self.width, self.y + self.depth);
        match self.shape {
            Shape::Rectangle => vec![(left, back), (right, back), (right, front), (left, front)],
            Shape::Trapezium => {
                let quarter = self.width / 4;
                vec![(left + quarter, back), (right - quarter, back), (right, front), (left, front)]
            }
            Shape::Oval => {
                let (x, y) = (i32::midpoint(left, right), i32::midpoint(back, front));
                let place = |(across, down)| {
                    (x + part(self.width, 2 * 10_000, across), y + part(self.depth, 2 * 10_000, down))
                };
                circle().map(place).collect()
            }
            Shape::HalfOval => {
                let x = i32::midpoint(left, right);
                let place = |(across, down)| {
                    (x + part(self.width, 20_000, across), back + part(self.depth, 10_000, down))
                };
                circle().filter(|(_, down)| *down >= 0).map(place).collect()
            }
        }
    }
}

fn part(length: i32, whole: i32, share: i32) -> i32 {
    length * share / whole
}

/// Sixteen points of a circle of radius 10,000, clockwise as seen from the left-most.
fn circle() -> impl Iterator<Item = (i32, i32)> {
    (0..16).map(|step: usize| {
        let (cos, sin) = (COSINES[step % 4], COSINES[4 - step % 4]);
        match step / 4 {
            0 => (-cos, -sin),
            1 => (sin, -cos),
            2 => (cos, sin),
            _ => (-sin, cos),
        }
    })
}

pub(crate) fn named<T: Copy>(names: &[(&str, T)], word: &str) -> Option<T> {
    names.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_block() {
        let solid = Solid::parse("top r 0 10 700 500 730 760").expect("a table top");
        assert_eq!((solid.role, solid.width, solid.to), (Role::Top, 700, 760));
        assert_eq!(solid.corners(), [(0, 10), (700, 10), (700, 510), (0, 510)]);
        for wrong in [
            "",
            "top",
            "top r 0 0 700 500 760 730",
            "top r 0 0 -700 500 0 1",
            "leg r 0 0 1 1 0 1",
            "top r 0 0 700 500 0 1 2",
            "top x 0 0 1 1 0 1",
            "top r 0 0 70000 5 0 1",
            "top r 0 0 7,5 5 0 1",
        ] {
            assert_eq!(Solid::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_outline_is_convex_clockwise_and_fills_its_rectangle() {
        for shape in ["r", "o", "t", "h"] {
            let solid = Solid::parse(&format!("body {shape} 100 200 1400 700 0 10")).expect("a block");
            let corners = solid.corners();
            let turn = |index: usize| {
                let [a, b, c] = [0, 1, 2].map(|step| corners[(index + step) % corners.len()]);
                i64::from(b.0 - a.0) * i64::from(c.1 - b.1) - i64::from(b.1 - a.1) * i64::from(c.0 - b.0)
            };
            assert!((0..corners.len()).all(|index| turn(index) > 0), "{shape} {corners:?}");
            let xs = || corners.iter().map(|corner| corner.0);
            let ys = || corners.iter().map(|corner| corner.1);
            assert_eq!(
                (xs().min(), xs().max(), ys().min(), ys().max()),
                (Some(100), Some(1500), Some(200), Some(900)),
                "{shape}"
            );
        }
    }
}

//! The few strokes that tell one symbol from another, in mm from the back left corner of the piece.

/// A stroke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stroke {
    /// A line through points.
    Line(Vec<(i32, i32)>),
    /// A rectangle: left, back, width, depth.
    Rectangle(i32, i32, i32, i32),
    /// A circle: centre and radius.
    Circle(i32, i32, i32),
    /// A part of a circle: centre, radius, and two angles in degrees, clockwise from the right.
    Arc(i32, i32, i32, i32, i32),
}

/// A stroke and how it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The stroke.
    pub stroke: Stroke,
    /// Dashed: something above the cut or imagined, as a beam of light.
    pub dashed: bool,
}

impl Mark {
    /// Reads `l x y x y…`, `r x y width depth`, `c x y radius` or `a x y radius from to`; `-` before means dashed.
    pub fn parse(text: &str) -> Option<Self> {
        let (dashed, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (kind, rest) = text.split_once(' ')?;
        let numbers: Vec<i32> = rest
            .split(' ')
            .map(|word| word.parse().ok().filter(|value: &i32| value.abs() <= 20_000))
            .collect::<Option<_>>()?;
        let stroke = match (kind, numbers.as_slice()) {
            ("l", points) if points.len() >= 4 && points.len() % 2 == 0 => {
                Stroke::Line(points.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect())
            }
            ("r", &[x, y, width, depth]) if width > 0 && depth > 0 => Stroke::Rectangle(x, y, width, depth),
            ("c", &[x, y, radius]) if radius > 0 => Stroke::Circle(x, y, radius),
            ("a", &[x, y, radius, from, to]) if radius > 0 && from < to && to - from < 360 => {
                Stroke::Arc(x, y, radius, from, to)
            }
            _ => return None,
        };
        Some(Self { stroke, dashed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_strokes() {
        let line = Mark { stroke: Stroke::Line(vec![(0, 0), (700, 500)]), dashed: true };
        assert_eq!(Mark::parse("-l 0 0 700 500"), Some(line));
        assert!(Mark::parse("c 350 250 60").is_some() && Mark::parse("a 0 0 90 0 90").is_some());
        for wrong in ["", "l 0 0", "l 0 0 1", "c 0 0 0", "r 0 0 5 -5", "a 0 0 9 90 0", "z 1 2 3", "c 1.5 2 3"]
        {
            assert_eq!(Mark::parse(wrong), None, "{wrong}");
        }
    }
}

//! A plan as DXF R12 (`AC1009`), the oldest form that every drawing program still opens. Millimetres, y upwards, one layer
//! a kind of thing. Signs beyond ASCII are written as `\U+00E9`.

use core::fmt::Write as _;

use greffon_archiclasse_catalogue::{Catalogue, Lang};
use greffon_archiclasse_plan::{Angle, Plan, Point};

use super::figure::{Figure, Layer, Shape, bounds, figures};
use super::svg::name;

/// A plan as a DXF file.
pub fn write(plan: &Plan, catalogue: &Catalogue, lang: Lang) -> String {
    let figures = figures(plan, catalogue, lang);
    let mut file = File::default();
    file.header(&figures);
    file.tables(&figures);
    file.pair(0, "SECTION");
    file.pair(2, "ENTITIES");
    for figure in &figures {
        file.entity(figure);
    }
    file.pair(0, "ENDSEC");
    file.pair(0, "EOF");
    file.text
}

#[derive(Default)]
struct File {
    text: String,
}

impl File {
    /// A group code and its value, a line each.
    fn pair(&mut self, code: u16, value: &str) {
        // Writing to a String cannot fail.
        let _ = write!(self.text, "{code:>3}\r\n{value}\r\n");
    }

    fn number(&mut self, code: u16, value: i32) {
        let _ = write!(self.text, "{code:>3}\r\n{value}.0\r\n");
    }

    fn whole(&mut self, code: u16, value: i32) {
        let _ = write!(self.text, "{code:>3}\r\n{value}\r\n");
    }

    /// A place, with y upwards; group codes of x, y and z are ten apart.
    fn point(&mut self, code: u16, point: Point) {
        self.number(code, point.x);
        self.number(code + 10, -point.y);
        self.number(code + 20, 0);
    }

    fn header(&mut self, figures: &[Figure]) {
        self.pair(0, "SECTION");
        self.pair(2, "HEADER");
        self.pair(9, "$ACADVER");
        self.pair(1, "AC1009");
        if let Some(around) = bounds(figures) {
            for (variable, point) in [
                ("$EXTMIN", Point::new(around.min.x, around.max.y)),
                ("$EXTMAX", Point::new(around.max.x, around.min.y)),
            ] {
                self.pair(9, variable);
                self.point(10, point);
            }
        }
        self.pair(0, "ENDSEC");
    }

    fn tables(&mut self, figures: &[Figure]) {
        self.pair(0, "SECTION");
        self.pair(2, "TABLES");
        self.pair(0, "TABLE");
        self.pair(2, "LTYPE");
        self.whole(70, 2);
        self.line_type("CONTINUOUS", "", &[]);
        self.line_type("DASHED", "__ __ __", &[60, -40]);
        self.pair(0, "ENDTAB");
        let mut layers: Vec<Layer> = figures.iter().map(|figure| figure.layer).collect();
        layers.dedup();
        self.pair(0, "TABLE");
        self.pair(2, "LAYER");
        self.whole(70, i32::try_from(layers.len()).unwrap_or(0));
        for layer in layers {
            self.pair(0, "LAYER");
            self.pair(2, &layer_name(layer));
            self.whole(70, 0);
            self.whole(62, colour(layer));
            self.pair(6, "CONTINUOUS");
        }
        self.pair(0, "ENDTAB");
        self.pair(0, "ENDSEC");
    }

    fn line_type(&mut self, name: &str, picture: &str, dashes: &[i32]) {
        self.pair(0, "LTYPE");
        self.pair(2, name);
        self.whole(70, 0);
        self.pair(3, picture);
        self.whole(72, 65);
        self.whole(73, i32::try_from(dashes.len()).unwrap_or(0));
        self.number(40, dashes.iter().map(|dash| dash.abs()).sum());
        for dash in dashes {
            self.number(49, *dash);
        }
    }

    fn begin(&mut self, kind: &str, figure: &Figure) {
        self.pair(0, kind);
        self.pair(8, &layer_name(figure.layer));
        if figure.dashed {
            self.pair(6, "DASHED");
        }
    }

    fn entity(&mut self, figure: &Figure) {
        match &figure.shape {
            Shape::Outline(points) => self.polyline(figure, points, true),
            Shape::Line(points) => match points.as_slice() {
                [a, b] => {
                    self.begin("LINE", figure);
                    self.point(10, *a);
                    self.point(11, *b);
                }
                _ => self.polyline(figure, points, false),
            },
            Shape::Circle(centre, radius) => {
                self.begin("CIRCLE", figure);
                self.point(10, *centre);
                self.number(40, *radius);
            }
            Shape::Arc(centre, radius, from, to) => {
                self.begin("ARC", figure);
                self.point(10, *centre);
                self.number(40, *radius);
                // Against the clock with y upwards: from the end back to the start.
                self.angle(50, *to);
                self.angle(51, *from);
            }
            Shape::Words(at, height, words) => {
                self.begin("TEXT", figure);
                self.point(10, *at);
                self.number(40, *height);
                self.pair(1, &ascii(words));
                // Centred on its second point.
                self.whole(72, 1);
                self.point(11, *at);
            }
        }
    }

    fn polyline(&mut self, figure: &Figure, points: &[Point], closed: bool) {
        self.begin("POLYLINE", figure);
        self.whole(66, 1);
        self.point(10, Point::default());
        self.whole(70, i32::from(closed));
        for point in points {
            self.begin("VERTEX", figure);
            self.point(10, *point);
        }
        self.begin("SEQEND", figure);
    }

    /// An angle in degrees, turned the other way.
    fn angle(&mut self, code: u16, angle: Angle) {
        let tenths = (-angle).as_tenths();
        let _ = write!(self.text, "{code:>3}\r\n{}.{}\r\n", tenths / 10, tenths % 10);
    }
}

fn layer_name(layer: Layer) -> String {
    name(layer).to_uppercase().replace('-', "_")
}

/// A colour of the oldest palette: white, red, yellow, green, cyan, blue, magenta.
const fn colour(layer: Layer) -> i32 {
    match layer {
        Layer::Wall => 7,
        Layer::Window => 4,
        Layer::Door => 3,
        Layer::Furniture => 2,
        Layer::Digital => 5,
        Layer::Wiring => 1,
        Layer::Text => 6,
        Layer::Zone(_) => 8,
    }
}

/// One line of ASCII: other signs by their number, line ends as spaces.
fn ascii(words: &str) -> String {
    let mut text = String::new();
    for sign in words.chars() {
        match sign {
            ' '..='~' => text.push(sign),
            '\t' | '\n' | '\r' => text.push(' '),
            _ if sign.is_control() => {}
            _ => {
                for unit in sign.encode_utf16(&mut [0; 2]) {
                    let _ = write!(text, "\\U+{unit:04X}");
                }
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::classroom;

    #[test]
    fn every_code_has_its_value_and_all_is_ascii() {
        let (plan, catalogue) = classroom();
        let file = write(&plan, &catalogue, Lang::Fr);
        assert!(file.is_ascii());
        let lines: Vec<&str> = file.split_terminator("\r\n").collect();
        assert_eq!(lines.len() % 2, 0);
        assert!(lines.chunks_exact(2).all(|pair| pair[0].trim().parse::<u16>().is_ok()));
        assert_eq!(&lines[lines.len() - 2..], ["  0", "EOF"]);
    }

    /// Read by a library that is not ours: every figure is there, on its layer, at its place.
    #[test]
    fn another_reader_sees_the_same_drawing() {
        use dxf::entities::EntityType;

        let (plan, catalogue) = classroom();
        let file = write(&plan, &catalogue, Lang::Fr);
        let drawing = dxf::Drawing::load(&mut file.as_bytes()).expect("another reader opens it");
        assert_eq!(drawing.header.version, dxf::enums::AcadVersion::R12);
        let figures = figures(&plan, &catalogue, Lang::Fr);
        assert_eq!(drawing.entities().count(), figures.len());
        let around = bounds(&figures).expect("there is something");
        let lowest = &drawing.header.minimum_drawing_extents;
        assert_eq!((lowest.x, lowest.y), (f64::from(around.min.x), f64::from(-around.max.y)));
        // The room's own lengths, wall to wall: 9.00 by 6.80 m.
        let outlines = drawing.entities().filter_map(|entity| match &entity.specific {
            EntityType::Polyline(line) => {
                let places: Vec<_> = line.vertices().map(|vertex| vertex.location.clone()).collect();
                Some((entity.common.layer.clone(), places))
            }
            _ => None,
        });
        let lengths: Vec<f64> = outlines
            .flat_map(|(_, places)| {
                let pairs: Vec<_> =
                    places.windows(2).map(|pair| (pair[1].x - pair[0].x, pair[1].y - pair[0].y)).collect();
                pairs.into_iter().map(|(x, y)| x.hypot(y))
            })
            .collect();
        for wanted in [9000.0, 6800.0] {
            assert!(lengths.iter().any(|length| (length - wanted).abs() < 0.5), "{wanted} in {lengths:?}");
        }
        let words: Vec<_> = drawing
            .entities()
            .filter_map(|entity| match &entity.specific {
                EntityType::Text(text) => Some(text.value.as_str()),
                _ => None,
            })
            .collect();
        assert!(words.iter().any(|word| word.contains("Salle 12")), "{words:?}");
    }

    #[test]
    fn words_are_one_line_of_ascii() {
        assert_eq!(ascii("Îlot\n« é » 😀"), "\\U+00CElot \\U+00AB \\U+00E9 \\U+00BB \\U+D83D\\U+DE00");
    }
}

//! A plan as SVG in millimetres of the floor: its width and height are those of the room.

use core::fmt::Write as _;

use greffon_archiclasse_catalogue::{Catalogue, Lang};
use greffon_archiclasse_plan::zone::Space;
use greffon_archiclasse_plan::{Bounds, Plan};

use super::figure::{
    DASHES, Figure, Layer, Shape, THIN, TILE, TILE_COLOUR, TILE_WIDTH, bounds, figures, paint, strokes,
};
use crate::words::T;

/// White around a plan, mm of the floor.
const MARGIN: i32 = 500;

/// A plan as an SVG file, one unit a millimetre of the floor. Its text is empty for an empty plan.
pub fn write(plan: &Plan, catalogue: &Catalogue, lang: Lang) -> String {
    let figures = figures(plan, catalogue, lang);
    let Some(around) = bounds(&figures).map(|bounds| bounds.grown(MARGIN)) else { return String::new() };
    let mut svg = String::new();
    let (width, height) = (around.width(), around.height());
    // Writing to a String cannot fail, here and below.
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" viewBox=\"{} {} {width} {height}\">",
        around.min.x, around.min.y
    );
    let _ = write!(svg, "<title>{}</title>", escape(&plan.header.name));
    patterns(&mut svg);
    draw(&mut svg, &figures);
    svg.push_str("</svg>\n");
    svg
}

/// Words as they stand in an XML text or attribute. Signs that XML does not know are left out.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => escaped.push(sign),
        }
    }
    escaped
}

/// A pattern for each space, so that a plan is read in black and white.
pub(super) fn patterns(svg: &mut String) {
    svg.push_str("<defs>");
    for space in Space::ALL {
        let _ = write!(
            svg,
            "<pattern id=\"{}\" width=\"{TILE}\" height=\"{TILE}\" patternUnits=\"userSpaceOnUse\"><path d=\"{}\" fill=\"none\" stroke=\"{TILE_COLOUR}\" stroke-width=\"{TILE_WIDTH}\"/></pattern>",
            space.word(),
            strokes(space)
        );
    }
    svg.push_str("</defs>");
}

/// One group a layer, with the paint that its shapes share.
pub(super) fn draw(svg: &mut String, figures: &[Figure]) {
    let mut open: Option<Layer> = None;
    for figure in figures {
        if open != Some(figure.layer) {
            if open.is_some() {
                svg.push_str("</g>");
            }
            let _ = write!(svg, "<g id=\"{}\" {}>", name(figure.layer), attributes(figure.layer));
            open = Some(figure.layer);
        }
        shape(svg, figure);
    }
    if open.is_some() {
        svg.push_str("</g>");
    }
}

/// The name of a layer, the same in SVG and DXF but for the case.
pub(super) fn name(layer: Layer) -> String {
    match layer {
        Layer::Zone(space) => ["zones-", space.word()].concat(),
        Layer::Wall => "murs".to_owned(),
        Layer::Window => "fenetres".to_owned(),
        Layer::Door => "portes".to_owned(),
        Layer::Furniture => "mobilier".to_owned(),
        Layer::Digital => "numerique".to_owned(),
        Layer::Wiring => "pre-equipement".to_owned(),
        Layer::Text => "textes".to_owned(),
    }
}

fn attributes(layer: Layer) -> String {
    let paint = paint(layer);
    let fill = match layer {
        Layer::Zone(space) => ["url(#", space.word(), ")"].concat(),
        _ => paint.fill.to_owned(),
    };
    let mut text = format!("fill=\"{fill}\" stroke=\"{}\" stroke-width=\"{}\"", paint.stroke, paint.width);
    if !paint.dashes.is_empty() {
        text.push_str(&dashes(paint.dashes));
    }
    if layer == Layer::Text {
        text.push_str(" paint-order=\"stroke\" font-family=\"sans-serif\" text-anchor=\"middle\"");
    }
    text
}

fn dashes(lengths: &[i32]) -> String {
    let lengths: Vec<String> = lengths.iter().map(i32::to_string).collect();
    format!(" stroke-dasharray=\"{}\"", lengths.join(" "))
}

fn shape(svg: &mut String, figure: &Figure) {
    let mut details = String::new();
    if figure.thin {
        let _ = write!(details, " stroke-width=\"{THIN}\" fill=\"none\"");
    } else if matches!(figure.shape, Shape::Line(_)) {
        details.push_str(" fill=\"none\"");
    }
    if figure.dashed {
        details.push_str(&dashes(DASHES));
    }
    let _ = match (&figure.shape, figure.shape.path()) {
        (_, Some(path)) => write!(svg, "<path d=\"{path}\"{details}/>"),
        (Shape::Words(at, height, words), _) => {
            let size = height * 14 / 10;
            write!(
                svg,
                "<text x=\"{}\" y=\"{}\" font-size=\"{size}\">{}</text>",
                at.x,
                at.y + height / 2,
                escape(words)
            )
        }
        _ => Ok(()),
    };
}

/// The spaces of a plan, for a legend.
pub(super) fn legend(plan: &Plan, lang: Lang) -> Vec<(Space, &'static str)> {
    let used = |space: &Space| plan.zones.iter().any(|(_, zone)| zone.space == *space);
    Space::ALL.into_iter().filter(used).map(|space| (space, T::space(space).get(lang))).collect()
}

/// What is drawn, and around it.
pub(super) fn drawing(plan: &Plan, catalogue: &Catalogue, lang: Lang) -> Option<(Vec<Figure>, Bounds)> {
    let figures = figures(plan, catalogue, lang);
    let around = bounds(&figures)?;
    Some((figures, around))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::classroom;

    #[test]
    fn a_room_of_9_by_6_80_measures_what_it_measures() {
        let (plan, catalogue) = classroom();
        let svg = write(&plan, &catalogue, Lang::Fr);
        // 9.00 m and two walls of 0.20 m and 0.50 m of white at each side; a door opens 0.93 m outward, above.
        assert!(
            svg.contains("width=\"10400mm\" height=\"9130mm\" viewBox=\"-700 -1630 10400 9130\""),
            "{}",
            &svg[..200]
        );
        assert!(svg.contains("<g id=\"murs\"") && svg.contains("<g id=\"zones-oasis\""));
        assert!(svg.contains("A930 930 0 0 1"), "the door");
    }

    #[test]
    fn names_cannot_break_out() {
        let (mut plan, catalogue) = classroom();
        plan.header.name = "<script>alert(\"1\")</script>&".to_owned();
        let svg = write(&plan, &catalogue, Lang::Fr);
        assert!(svg.contains("<title>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;</title>"));
        assert!(!svg.contains("<script"));
    }

    #[test]
    fn an_empty_plan_is_no_picture() {
        assert_eq!(write(&Plan::default(), &Catalogue::built_in(), Lang::En), "");
    }
}

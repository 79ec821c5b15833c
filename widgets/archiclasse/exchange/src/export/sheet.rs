//! A plan to scale on a sheet of paper, with its title block: SVG whose millimetres are those of the paper.

use core::fmt::Write as _;

use greffon_archiclasse_catalogue::{Catalogue, Lang};
use greffon_archiclasse_plan::Plan;

use super::svg::{draw, drawing, escape, legend, patterns};
use crate::words::T;

/// How many millimetres of the floor one of the paper stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// 1:20.
    To20,
    /// 1:50.
    To50,
    /// 1:100.
    To100,
}

impl Scale {
    /// All, the largest picture first.
    pub const ALL: [Self; 3] = [Self::To20, Self::To50, Self::To100];

    /// Its divisor.
    pub const fn divisor(self) -> i32 {
        match self {
            Self::To20 => 20,
            Self::To50 => 50,
            Self::To100 => 100,
        }
    }
}

/// A sheet that lies on its long side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 297 × 210 mm.
    A4,
    /// 420 × 297 mm.
    A3,
}

impl Paper {
    /// Width and height, mm.
    pub const fn size(self) -> (i32, i32) {
        match self {
            Self::A4 => (297, 210),
            Self::A3 => (420, 297),
        }
    }
}

/// Why there is no sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSheet {
    /// There is nothing to draw.
    Empty,
    /// The plan is larger than the paper at that scale: so many mm of paper it would take, and the largest scale at which
    /// it fits.
    TooLarge {
        /// Width, mm of paper.
        width: i32,
        /// Height, mm of paper.
        height: i32,
        /// A scale at which it fits.
        fits: Option<Scale>,
    },
}

/// White at the edges of the paper, mm: what printers leave out.
const EDGE: i32 = 10;
/// Height of the title block, mm.
const BLOCK: i32 = 20;

/// A sheet. `date` is written as it is given.
pub fn write(
    plan: &Plan,
    catalogue: &Catalogue,
    lang: Lang,
    (scale, paper): (Scale, Paper),
    date: &str,
) -> Result<String, NoSheet> {
    let (figures, around) = drawing(plan, catalogue, lang).ok_or(NoSheet::Empty)?;
    let (width, height) = paper.size();
    let (room, high) = (width - 2 * EDGE, height - 2 * EDGE - BLOCK);
    let takes = |scale: Scale| {
        let paper = |length: i32| (length + scale.divisor() - 1) / scale.divisor();
        (paper(around.width()), paper(around.height()))
    };
    let fits = |scale: &Scale| takes(*scale).0 <= room && takes(*scale).1 <= high;
    if !fits(&scale) {
        let (width, height) = takes(scale);
        return Err(NoSheet::TooLarge { width, height, fits: Scale::ALL.into_iter().find(fits) });
    }
    let by = scale.divisor();
    let mut svg = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" viewBox=\"0 0 {width} {height}\">\
         <title>{}</title>",
        escape(&plan.header.name)
    );
    patterns(&mut svg);
    // The picture stands in the middle of its field, whole millimetres of the floor from the edge of the paper.
    let (field_width, field_height) = (room * by, high * by);
    let left = around.centre().x - field_width / 2;
    let top = around.centre().y - field_height / 2;
    let _ = write!(
        svg,
        "<svg x=\"{EDGE}\" y=\"{EDGE}\" width=\"{room}\" height=\"{high}\" viewBox=\"{left} {top} {field_width} {field_height}\">"
    );
    draw(&mut svg, &figures);
    svg.push_str("</svg>");
    block(&mut svg, plan, lang, scale, (width, height), date);
    svg.push_str("</svg>\n");
    Ok(svg)
}

/// Name, scale with a bar, date, legend of the spaces and the note that it is a working document.
fn block(svg: &mut String, plan: &Plan, lang: Lang, scale: Scale, (width, height): (i32, i32), date: &str) {
    let top = height - EDGE - BLOCK;
    let (right, by) = (width - EDGE, scale.divisor());
    let _ = write!(
        svg,
        "<g font-family=\"sans-serif\" font-size=\"3.5\" fill=\"#1e2329\" stroke-width=\"0.25\">\
         <path d=\"M{EDGE} {top}H{right}\" stroke=\"#1e2329\"/>\
         <text x=\"{EDGE}\" y=\"{}\" font-size=\"6\" font-weight=\"bold\">{}</text>\
         <text x=\"{EDGE}\" y=\"{}\" font-size=\"3\">{}</text>",
        top + 8,
        escape(&plan.header.name),
        top + 18,
        T::SheetNote.get(lang)
    );
    let _ = write!(
        svg,
        "<text x=\"{right}\" y=\"{}\" text-anchor=\"end\">{} 1:{by}</text><text x=\"{right}\" y=\"{}\" text-anchor=\"end\">{} {}</text>",
        top + 6,
        T::SheetScale.get(lang),
        top + 12,
        T::SheetDate.get(lang),
        escape(date)
    );
    // A bar of 2 m, in halves.
    let (bar, end) = (2000 / by, right - 60);
    let half = bar / 2;
    let _ = write!(
        svg,
        "<path d=\"M{} {}h{half}v2h-{half}z\" fill=\"#1e2329\"/><path d=\"M{} {}h{half}v2h-{half}z\" fill=\"none\" stroke=\"#1e2329\"/>\
         <text x=\"{end}\" y=\"{}\" text-anchor=\"end\" font-size=\"3\">2 m</text>",
        end - bar,
        top + 4,
        end - half,
        top + 4,
        top + 10
    );
    for (number, (space, name)) in legend(plan, lang).into_iter().enumerate() {
        let x = EDGE + i32::try_from(number).unwrap_or(0) * 28;
        // The pattern is made for the floor: shown at 1:50.
        let _ = write!(
            svg,
            "<svg x=\"{x}\" y=\"{}\" width=\"6\" height=\"4\" viewBox=\"0 0 300 200\"><rect width=\"300\" height=\"200\" fill=\"url(#{})\" stroke=\"#838892\" stroke-width=\"20\"/></svg>\
             <text x=\"{}\" y=\"{}\" font-size=\"3\">{name}</text>",
            top + 10,
            space.word(),
            x + 7,
            top + 13
        );
    }
    svg.push_str("</g>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{classroom, wall_of_10_m};

    /// A 10 m wall measures 100 mm at 1:100, 200 mm at 1:50.
    #[test]
    fn ten_metres_are_a_hundred_millimetres_at_1_to_100() {
        let (plan, catalogue) = wall_of_10_m();
        for (scale, field) in [
            (Scale::To100, "width=\"277\" height=\"170\" viewBox=\"-8850 -8450 27700 17000\""),
            (Scale::To50, "width=\"277\" height=\"170\" viewBox=\"-1925 -4200 13850 8500\""),
        ] {
            let svg = write(&plan, &catalogue, Lang::Fr, (scale, Paper::A4), "26/11/2026").expect("it fits");
            assert!(svg.contains("width=\"297mm\" height=\"210mm\" viewBox=\"0 0 297 210\""));
            assert!(svg.contains(field), "{}", &svg[..4000.min(svg.len())]);
            // In the field, one unit is one millimetre of the floor: 10 000 units are 10 000 / 27 700 × 277 mm.
            assert!(
                svg.contains("M0 0") || svg.contains("L10000 0") || svg.contains("10000 "),
                "the wall is in it"
            );
        }
    }

    #[test]
    fn what_does_not_fit_says_at_which_scale_it_does() {
        let (plan, catalogue) = classroom();
        let large = write(&plan, &catalogue, Lang::Fr, (Scale::To20, Paper::A4), "");
        assert_eq!(large, Err(NoSheet::TooLarge { width: 470, height: 407, fits: Some(Scale::To50) }));
        assert!(write(&plan, &catalogue, Lang::Fr, (Scale::To50, Paper::A4), "").is_ok());
        assert_eq!(
            write(&Plan::default(), &catalogue, Lang::Fr, (Scale::To50, Paper::A3), ""),
            Err(NoSheet::Empty)
        );
    }

    #[test]
    fn the_title_block_has_name_scale_date_and_legend() {
        let (plan, catalogue) = classroom();
        let svg = write(&plan, &catalogue, Lang::En, (Scale::To50, Paper::A3), "26 November 2026")
            .expect("it fits");
        for words in [
            "Salle 12",
            "Scale 1:50",
            "Date 26 November 2026",
            "Oasis",
            "to be confirmed by the safety commission",
        ] {
            assert!(svg.contains(words), "{words}");
        }
    }
}

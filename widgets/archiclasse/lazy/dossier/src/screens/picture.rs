//! The plan in small, with the number of each question where it is asked.

use greffon_archiclasse_exchange::export::figure::{Figure, Layer, Shape, bounds, figures};
use greffon_archiclasse_plan::geometry::whole;
use greffon_archiclasse_plan::{Point, Polygon};
use greffon_archiclasse_rules::{Finding, Mark};
use greffon_kit::html;
use greffon_kit::i18n::Text;
use yew::prelude::*;

use super::Scene;
use crate::text::T;

/// White around the plan, mm of the floor: numbers at the walls stand in it.
const MARGIN: i32 = 600;
/// How many numbers of its size stand side by side in the picture.
const NUMBERS: i32 = 28;

/// The plan, and the marks of questions that are numbered from 1 in their order.
pub(super) fn view(scene: &Scene<'_>, questions: &[&Finding]) -> Html {
    let figures = figures(&scene.desk.plan, &scene.desk.catalogue, scene.words());
    let Some(around) = bounds(&figures).map(|bounds| bounds.grown(MARGIN)) else { return Html::default() };
    let view_box = format!("{} {} {} {}", around.min.x, around.min.y, around.width(), around.height());
    let radius = around.width().max(around.height()) / NUMBERS / 2;
    let mut taken: Vec<Point> = Vec::new();
    let marks = questions.iter().enumerate().map(|(at, finding)| {
        let lines: String = finding.marks.iter().map(outline).collect();
        let number = place(finding).map(|place| {
            let place = beside(place, radius, &mut taken);
            html! {
                <g>
                    <circle class="dos-picture__dot" cx={place.x.to_string()} cy={place.y.to_string()} r={radius.to_string()} />
                    <text x={place.x.to_string()} y={(place.y + radius * 2 / 5).to_string()} font-size={(radius * 6 / 5).to_string()}>{ at + 1 }</text>
                </g>
            }
        });
        html! { <g><path class="dos-picture__mark" d={lines} />{ number }</g> }
    });
    html! {
        <svg class="dos-picture" viewBox={view_box} role="img" aria-label={T::QuestionsPicture.get(scene.lang)}>
            { for figures.iter().filter_map(figure) }
            { for marks }
        </svg>
    }
}

fn figure(figure: &Figure) -> Option<Html> {
    let class = match figure.layer {
        Layer::Zone(_) => "dos-picture__zone",
        Layer::Wall => "dos-picture__wall",
        Layer::Text => return None,
        _ => "dos-picture__thing",
    };
    let data = figure.shape.path()?;
    let class = classes!(class, figure.thin.then_some("dos-picture__thin"));
    Some(html! { <path {class} d={data} /> })
}

fn outline(mark: &Mark) -> String {
    let shape = match mark {
        Mark::Area(area) => Shape::Outline(area.corners.clone()),
        Mark::Circle(at, radius) => Shape::Circle(*at, *radius),
        Mark::Way(points, _) => Shape::Line(points.clone()),
        Mark::Distance(from, to) => Shape::Line(vec![*from, *to]),
        Mark::Place(at) => Shape::Circle(*at, 100),
    };
    shape.path().unwrap_or_default()
}

/// Where the number of a question stands; none for what is asked of a whole room without a place.
fn place(finding: &Finding) -> Option<Point> {
    Some(match finding.marks.first()? {
        Mark::Area(area) => Polygon::inner_point(area),
        Mark::Circle(at, _) | Mark::Place(at) => *at,
        Mark::Way(points, _) => points.get(points.len() / 2).copied()?,
        Mark::Distance(from, to) => from.middle(*to),
    })
}

/// A place that no other number covers: the wanted one, or one to the right of those that stand there.
fn beside(wanted: Point, radius: i32, taken: &mut Vec<Point>) -> Point {
    let mut place = wanted;
    while taken.iter().any(|other| whole(other.distance(place)) < 2 * radius) {
        place = place + Point::new(radius, 0);
    }
    taken.push(place);
    place
}

//! Plan drawings: walls with their openings, zones, pieces. One unit is one millimetre.

use std::fmt::Write as _;
use std::rc::Rc;

use greffon_archiclasse_plan::length::square_metres;
use greffon_archiclasse_plan::opening::{Opening, OpeningKind};
use greffon_archiclasse_plan::piece::{Ownership, Piece};
use greffon_archiclasse_plan::zone::Zone;
use greffon_archiclasse_plan::{Plan, Point, Polygon, Segment};
use greffon_kit::html;
use greffon_kit::i18n::Lang;
use yew::prelude::*;

use crate::symbols::Symbol;
use crate::words;

/// Path data of a line through points.
pub(crate) fn line(points: &[Point]) -> String {
    let mut data = String::new();
    for (at, point) in points.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = write!(data, "{}{} {}", if at == 0 { 'M' } else { 'L' }, point.x, point.y);
    }
    data
}

/// Path data of a closed outline.
pub(crate) fn outline(polygon: &Polygon) -> String {
    let mut data = line(&polygon.corners);
    data.push('Z');
    data
}

/// Path data of separate lines.
pub(crate) fn lines(segments: &[Segment]) -> String {
    segments.iter().map(|segment| line(&[segment.a, segment.b])).collect()
}

/// The building: floors, walls, openings, the names of rooms. `text` is the height of writing, mm.
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct BuildingProps {
    pub(crate) plan: Rc<Plan>,
    pub(crate) text: i32,
    pub(crate) lang: Lang,
}

/// Drawn anew where the plan or the zoom changed.
#[component]
pub(crate) fn Building(props: &BuildingProps) -> Html {
    let plan = &props.plan;
    let rooms = plan.rooms();
    let floors: String = rooms.iter().map(|room| outline(&room.floor)).collect();
    let walls: String = plan.wall_outlines().iter().map(|(_, body)| outline(body)).collect();
    let names = rooms.iter().map(|room| {
        let at = room.floor.inner_point();
        let area = [&square_metres(room.area(), words::mark(props.lang)), " m²"].concat();
        html! {
            <text class="arc-room" x={at.x.to_string()} y={at.y.to_string()} font-size={props.text.to_string()}>
                if !room.name.is_empty() { <tspan class="arc-room__name">{ room.name.clone() }{" "}</tspan> }
                { area }
            </text>
        }
    });
    html! {
        <g>
            <path class="arc-floor" d={floors} />
            <path class="arc-wall" d={walls} fill-rule="nonzero" />
            { for plan.openings.iter().filter_map(|(id, _)| opening(plan, id)) }
            { for fixtures(plan, props.text) }
            { for names }
        </g>
    }
}

/// The hole that an opening makes in its wall.
pub(crate) fn gap(plan: &Plan, opening: &Opening) -> Option<Polygon> {
    let wall = plan.walls.get(opening.wall)?;
    let clear = plan.opening_line(opening).filter(|line| line.a != line.b)?;
    let (left, right) = (f64::from(wall.reach().0), -f64::from(wall.reach().1));
    let length = clear.length();
    let corners = [(0.0, left), (length, left), (length, right), (0.0, right)];
    Some(Polygon::new(corners.iter().map(|(at, side)| clear.point_at(*at, *side)).collect()))
}

/// An opening: the gap in the wall, and its leaf with its swing or its panes.
fn opening(plan: &Plan, id: greffon_archiclasse_plan::Id) -> Option<Html> {
    let opening = plan.openings.get(id)?;
    let wall = plan.walls.get(opening.wall)?;
    let clear = plan.opening_line(opening).filter(|line| line.a != line.b)?;
    let (left, right) = (f64::from(wall.reach().0), -f64::from(wall.reach().1));
    let length = clear.length();
    let gap = gap(plan, opening)?;
    let middle = f64::midpoint(left, right);
    let side = if opening.swing_right { right } else { left };
    let mut strokes = String::new();
    match opening.kind {
        OpeningKind::Window => {
            for across in [left, middle, right] {
                strokes += &line(&[clear.point_at(0.0, across), clear.point_at(length, across)]);
            }
        }
        OpeningKind::Door => strokes += &leaf(&clear, opening.hinge_far, opening.swing_right, length, side),
        OpeningKind::Double => {
            strokes += &leaf(&clear, false, opening.swing_right, length / 2.0, side);
            strokes += &leaf(&clear, true, opening.swing_right, length / 2.0, side);
        }
        OpeningKind::Sliding => {
            strokes += &line(&[clear.point_at(0.0, side * 1.3), clear.point_at(length, side * 1.3)]);
        }
        OpeningKind::Passage => {}
    }
    Some(html! {
        <g key={id.text()}>
            <path class="arc-gap" d={outline(&gap)} />
            <path class={classes!("arc-opening", (opening.kind == OpeningKind::Window).then_some("arc-opening--window"))} d={strokes} />
        </g>
    })
}

/// A leaf that stands open, and the quarter that it sweeps.
fn leaf(clear: &Segment, far: bool, right: bool, width: f64, face: f64) -> String {
    let length = clear.length();
    let (hinge_at, shut_at) = if far { (length, length - width) } else { (0.0, width) };
    let out = if right { face - width } else { face + width };
    let hinge = clear.point_at(hinge_at, face);
    let open = clear.point_at(hinge_at, out);
    let shut = clear.point_at(shut_at, face);
    let radius = greffon_archiclasse_plan::geometry::whole(width);
    // With the clock or against it, as seen.
    let sweep = i32::from(far == right);
    format!(
        "{}M{} {}A{radius} {radius} 0 0 {sweep} {} {}",
        line(&[hinge, open]),
        open.x,
        open.y,
        shut.x,
        shut.y
    )
}

fn fixtures(plan: &Plan, text: i32) -> Vec<Html> {
    let radius = (text / 3).to_string();
    let one = |(id, fixture): (greffon_archiclasse_plan::Id, &greffon_archiclasse_plan::opening::Fixture)| {
        let at = plan.fixture_place(fixture)?;
        Some(html! {
            <circle key={id.text()} class="arc-fixture" cx={at.x.to_string()} cy={at.y.to_string()} r={radius.clone()} />
        })
    };
    plan.fixtures.iter().filter_map(one).collect()
}

/// Properties of [`ZoneMark`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct ZoneProps {
    pub(crate) zone: Zone,
    pub(crate) text: i32,
    pub(crate) lang: Lang,
}

/// A zone: its hue, its dashes and its name, so that it is known in black and white too. Where the words would run into
/// the next zone they get smaller; how many people it is for is left to the list where even that is not enough.
#[component]
pub(crate) fn ZoneMark(props: &ZoneProps) -> Html {
    let zone = &props.zone;
    let Some(bounds) = zone.outline.bounds() else { return Html::default() };
    let name = words::zone_called(zone, props.lang);
    let heads = (zone.heads > 0).then(|| words::heads(zone.heads, props.lang));
    let room = bounds.max.x - bounds.min.x - props.text;
    let text = props.text.min(largest(name, room)).max(props.text * 6 / 10);
    let heads = heads.filter(|heads| largest(heads, room) >= text);
    let (x, y) = (bounds.min.x + props.text / 2, bounds.min.y + props.text / 2 + text);
    html! {
        <g class="arc-zone" data-space={zone.space.word()}>
            <path d={outline(&zone.outline)} />
            <text x={x.to_string()} y={y.to_string()} font-size={text.to_string()}>
                { name }
                if let Some(heads) = heads {
                    <tspan class="arc-zone__heads" x={x.to_string()} dy={(text * 13 / 10).to_string()}>{ heads }</tspan>
                }
            </text>
        </g>
    }
}

/// The largest size of text at which `words` are no longer than `room`: a sign is 0.6 of the size wide, rather less.
fn largest(words: &str, room: i32) -> i32 {
    let signs = i32::try_from(words.chars().count()).unwrap_or(i32::MAX).max(1);
    room.saturating_mul(10) / signs.saturating_mul(6)
}

/// Properties of [`PieceMark`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct PieceProps {
    pub(crate) at: Point,
    /// Tenths of a degree.
    pub(crate) turn: i32,
    pub(crate) symbol: Rc<Symbol>,
    pub(crate) ownership: Ownership,
}

impl PieceProps {
    pub(crate) fn of(piece: &Piece, symbol: Rc<Symbol>) -> Self {
        Self { at: piece.at, turn: piece.turn.as_tenths(), symbol, ownership: piece.ownership }
    }
}

/// A piece.
#[component]
pub(crate) fn PieceMark(props: &PieceProps) -> Html {
    let Symbol { lower, upper, detail, dashed } = &*props.symbol;
    let class =
        classes!("arc-piece", (props.ownership == Ownership::ToRemove).then_some("arc-piece--remove"));
    html! {
        <g {class} transform={placed(props.at, props.turn)}>
            if !lower.is_empty() { <path class="arc-piece__lower" d={lower.clone()} /> }
            if !upper.is_empty() { <path class="arc-piece__upper" d={upper.clone()} /> }
            if !detail.is_empty() { <path class="arc-piece__detail" d={detail.clone()} /> }
            if !dashed.is_empty() { <path class="arc-piece__detail arc-piece__dashed" d={dashed.clone()} /> }
        </g>
    }
}

/// The transform that puts a piece in its place.
pub(crate) fn placed(at: Point, tenths: i32) -> String {
    if tenths == 0 {
        format!("translate({} {})", at.x, at.y)
    } else {
        format!("translate({} {})rotate({})", at.x, at.y, degrees(tenths))
    }
}

/// Tenths of a degree as SVG reads them.
pub(crate) fn degrees(tenths: i32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

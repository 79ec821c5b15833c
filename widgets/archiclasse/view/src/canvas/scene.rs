//! What is rendered of the plan: what rests, what is lifted, and the marks of the selection.

use std::rc::Rc;

use greffon_archiclasse_model::gesture::Handle;
use greffon_archiclasse_model::hit;
use greffon_archiclasse_plan::geometry::whole;
use greffon_archiclasse_plan::{Kind, Object, Point, Polygon, Ref};
use greffon_kit::html;
use yew::prelude::*;

use super::Props;
use crate::draw::{Building, PieceMark, PieceProps, ZoneMark, gap, line, outline};
use crate::photo::Photo;
use crate::walk::Walked;

/// The height of writing on the plan, px.
const WRITING: f64 = 13.0;
/// The radius of a handle, px.
const GRIP: f64 = 6.0;
/// How far above a piece its turning handle stands, px.
const STALK: f64 = 26.0;

/// Where a selected object can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grip {
    Turn,
    Stretch(Ref, Handle),
}

fn writing(mm: f64) -> i32 {
    whole(WRITING * mm).max(1)
}

/// Everything but what is lifted.
pub(super) fn resting(props: &Props, lifted: &[Ref], mm: f64) -> Html {
    let text = writing(mm);
    let rests = |kind, id| !lifted.contains(&Ref::new(kind, id));
    let zones = props.plan.zones.iter().filter(|(id, _)| rests(Kind::Zone, *id));
    let zones = zones.map(|(id, zone)| {
        html! { <ZoneMark key={id.text()} zone={zone.clone()} {text} lang={props.lang} /> }
    });
    let pieces = props.plan.pieces.iter().filter(|(id, _)| rests(Kind::Piece, *id));
    let pieces = pieces.map(|(id, piece)| {
        let own = PieceProps::of(piece, props.symbols.of(&props.catalogue, piece));
        yew::html! { <PieceMark key={id.text()} ..own /> }
    });
    html! { <>
        { photo(props) }
        <Building plan={Rc::clone(&props.plan)} {text} lang={props.lang} />
        { for props.walked.iter().map(|walked| reach(walked, mm)) }
        <g>{ for zones }</g>
        <g>{ for pieces }</g>
    </> }
}

/// The floor that a wheelchair gets to, where it can turn, and crosses where it is hindered.
fn reach(walked: &Walked, mm: f64) -> Html {
    let arm = whole(GRIP * mm);
    let crosses: String = walked
        .marks
        .iter()
        .map(|at| {
            let (one, other) = (Point::new(arm, arm), Point::new(arm, -arm));
            [line(&[*at - one, *at + one]), line(&[*at - other, *at + other])].concat()
        })
        .collect();
    html! {
        <g class="arc-reach">
            <path class="arc-reach__floor" d={walked.floor.clone()} />
            <path class="arc-reach__turning" d={walked.turning.clone()} />
            if let Some(goal) = &walked.goal {
                <path class="arc-reach__way" d={line(&goal.points)} />
                <circle
                    class="arc-reach__narrowest" r={arm.to_string()}
                    cx={goal.narrowest.0.x.to_string()} cy={goal.narrowest.0.y.to_string()}
                />
            }
            <path class="arc-reach__lost" d={crosses} />
        </g>
    }
}

/// The photo, below everything.
fn photo(props: &Props) -> Html {
    let own = props.plan.header.background.as_ref().filter(|own| !own.hidden);
    let Some((parts, own)) = props.photo.as_ref().zip(own) else { return Html::default() };
    html! { <Photo parts={Rc::clone(parts)} own={own.clone()} /> }
}

/// What is lifted.
pub(super) fn lifted(props: &Props, lifted: &[Ref], mm: f64) -> Html {
    let text = writing(mm);
    let one = |name: &Ref| match name.kind {
        Kind::Zone => props.plan.zones.get(name.id).map(|zone| {
            html! { <ZoneMark key={name.id.text()} zone={zone.clone()} {text} lang={props.lang} /> }
        }),
        Kind::Piece => props.plan.pieces.get(name.id).map(|piece| {
            let own = PieceProps::of(piece, props.symbols.of(&props.catalogue, piece));
            yew::html! { <PieceMark key={name.id.text()} ..own /> }
        }),
        _ => None,
    };
    html! { <>{ for lifted.iter().filter_map(one) }</> }
}

/// The outlines of the selected objects, and the handles of the only one.
pub(super) fn marks(props: &Props, mm: f64) -> Html {
    let outlines: String = props.selection.iter().filter_map(|name| shape(props, *name, mm)).collect();
    let radius = whole(GRIP * mm).to_string();
    let grips = if props.writes { grips(props, mm) } else { Vec::new() };
    html! {
        <g class="arc-marks">
            <path class="arc-selected" d={outlines} />
            if let Some((from, to)) = props.measured { <path class="arc-selected" d={line(&[from, to])} /> }
            { for grips.into_iter().map(|(grip, at)| {
                let class = classes!("arc-grip", (grip == Grip::Turn).then_some("arc-grip--turn"));
                html! { <circle {class} cx={at.x.to_string()} cy={at.y.to_string()} r={radius.clone()} /> }
            }) }
        </g>
    }
}

fn shape(props: &Props, name: Ref, mm: f64) -> Option<String> {
    match props.plan.get(name)? {
        Object::Piece(piece) => Some(outline(&piece.footprint().polygon())),
        Object::Zone(zone) => Some(outline(&zone.outline)),
        Object::Wall(_) => props.plan.wall_outline(name.id).map(|body| outline(&body)),
        Object::Opening(opening) => gap(&props.plan, &opening).map(|gap| outline(&gap)),
        Object::Node(node) => {
            let half = whole(GRIP * mm);
            let corner = node.at - Point::new(half, half);
            Some(outline(&Polygon::rectangle(corner, 2 * half, 2 * half)))
        }
        _ => None,
    }
}

/// The handles: of one piece its sides, its corners and its turn; of one zone its corners; of several pieces the turn.
fn grips(props: &Props, mm: f64) -> Vec<(Grip, Point)> {
    let mut found = Vec::new();
    let pieces = props.selection.iter().all(|name| name.kind == Kind::Piece);
    if let ([name], Some(object)) =
        (props.selection.as_slice(), props.selection.first().and_then(|name| props.plan.get(*name)))
    {
        let handles: Vec<Handle> = match &object {
            Object::Piece(piece) if piece.locked => return found,
            Object::Piece(piece) if resizable(props, &piece.item) => {
                let sides = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)];
                sides.into_iter().map(|(x, y)| Handle::Side(x, y)).collect()
            }
            Object::Zone(zone) => (0..zone.outline.corners.len()).map(Handle::Corner).collect(),
            _ => Vec::new(),
        };
        let places = handles.into_iter().filter_map(|handle| Some((handle, handle.place(&object)?)));
        found.extend(places.map(|(handle, at)| (Grip::Stretch(*name, handle), at)));
        if let Object::Piece(piece) = &object {
            let above = f64::from(piece.size.depth) / 2.0 + STALK * mm;
            found.push((Grip::Turn, piece.footprint().place(0.0, -above)));
        }
    } else if pieces && let Some(bounds) = hit::bounds_of(&props.plan, &props.selection) {
        let at = Point::new(bounds.centre().x, bounds.min.y - whole(STALK * mm));
        found.push((Grip::Turn, at));
    }
    found
}

/// Whether the catalogue lets a piece be had in other sizes; one that it does not know may be of any.
fn resizable(props: &Props, item: &str) -> bool {
    props.catalogue.piece(item).is_none_or(|piece| piece.traits.resizable)
}

/// The handle at a place.
pub(super) fn handle_at(props: &Props, at: Point, mm: f64) -> Option<Grip> {
    let near = |place: Point| place.distance(at) <= GRIP * mm * 1.8;
    grips(props, mm).into_iter().find(|(_, place)| near(*place)).map(|(grip, _)| grip)
}

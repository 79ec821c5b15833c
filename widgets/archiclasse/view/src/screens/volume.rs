//! The plan in volume: the same boxes seen from above, turned by quarters, and printed.

use greffon_archiclasse_plan::Order as _;
use std::rc::Rc;

use greffon_archiclasse_catalogue::Role;
use greffon_archiclasse_model::axonometry::{Block, Facing, depth, faces, flat};
use greffon_archiclasse_plan::geometry::{Bounds, whole};
use greffon_archiclasse_plan::piece::Piece;
use greffon_archiclasse_plan::{Plan, Point, Polygon, Segment};
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, ButtonKind, Picture};
use yew::prelude::*;

use super::Scene;
use crate::draw::outline;
use crate::text::L;
use crate::widget::Input;

/// What a block is, for the style sheet.
const WALL: u8 = 0;
const BODY: u8 = 1;
const SEAT: u8 = 2;
/// Walls are cut into blocks of at most this length, mm, so that each is painted in its place.
const CUT: f64 = 500.0;
/// Walls in front are cut at this height, mm, so that one looks into the room.
const LOW: i32 = 150;

pub(super) fn view(scene: &Scene<'_>, plan: &Rc<Plan>, quarter: u8) -> Html {
    let lang = scene.lang;
    let blocks = blocks(scene, plan, quarter);
    let faces = faces(&blocks, quarter);
    let floors: Vec<Polygon> = plan.rooms().iter().map(|room| flat(&room.floor, quarter)).collect();
    let seen = floors.iter().flat_map(|floor| floor.corners.iter().copied());
    let bounds = Bounds::of(seen.chain(faces.iter().flat_map(|face| face.corners.iter().copied())));
    let bounds = bounds.unwrap_or(Bounds { min: Point::default(), max: Point::new(1000, 1000) }).grown(300);
    let view_box = format!("{} {} {} {}", bounds.min.x, bounds.min.y, bounds.width(), bounds.height());
    let painted = faces.into_iter().map(|face| {
        let kind = match face.kind {
            WALL => "arc-face--wall",
            SEAT => "arc-face--seat",
            _ => "arc-face--body",
        };
        let facing = match face.facing {
            Facing::Top => "arc-face--top",
            Facing::Left => "arc-face--left",
            Facing::Right => "arc-face--right",
        };
        html! { <path class={classes!("arc-face", kind, facing)} d={outline(&Polygon::new(face.corners))} /> }
    });
    let floor: String = floors.iter().map(outline).collect();
    let turn = |label: L, by: u8| {
        let onclick = scene.pane(move |panes, ()| panes.quarter = panes.quarter.map(|now| (now + by) % 4));
        html! { <Button label={label.get(lang)} {onclick} /> }
    };
    html! { <>
        <div class="arc-top gf-noprint">
            <Button
                kind={ButtonKind::Quiet} icon={Picture::Back} label={L::SheetBack.get(lang)}
                onclick={scene.pane(|panes, ()| panes.quarter = None)}
            />
            <h1 tabindex="-1">{ L::VolumeTitle.get(lang) }</h1>
            { turn(L::VolumeLeft, 3) }
            { turn(L::VolumeRight, 1) }
            if scene.prints {
                <Button icon={Picture::Print} label={L::SheetPrint.get(lang)} onclick={scene.send.reform(|()| Input::Print)} />
            }
        </div>
        <figure class="arc-sheet" tabindex="0" aria-label={plan.header.name.clone()}>
            <svg class="arc-volume" viewBox={view_box} role="img" aria-label={L::VolumeOf.with(lang, &[("name", &plan.header.name)])}>
                <path class="arc-volume__floor" d={floor} />
                { for painted }
            </svg>
        </figure>
    </> }
}

fn blocks(scene: &Scene<'_>, plan: &Plan, quarter: u8) -> Vec<Block> {
    let middle = plan.bounds().map_or_else(Point::default, |bounds| bounds.centre());
    let mut all = Vec::new();
    for (id, wall) in plan.walls.iter() {
        let Some(line) = plan.wall_line(id).filter(|line| line.a != line.b) else { continue };
        let behind = depth(line.a.middle(line.b), quarter) <= depth(middle, quarter);
        let full = if wall.height == 0 { plan.header.height } else { wall.height };
        let high = if behind { full } else { LOW };
        let openings: Vec<(f64, f64, i32, i32)> = plan
            .openings
            .iter()
            .filter(|(_, opening)| opening.wall == id)
            .map(|(_, opening)| {
                let (near, far) = (f64::from(opening.at), f64::from(opening.at + opening.width));
                (near, far, opening.sill, opening.sill + opening.height)
            })
            .collect();
        let mut cuts: Vec<f64> = vec![0.0, line.length()];
        cuts.extend(openings.iter().flat_map(|(near, far, ..)| [*near, *far]));
        let steps = whole(line.length() / CUT);
        cuts.extend((1..=steps).map(|step| f64::from(step) * CUT));
        cuts.retain(|cut| (0.0..=line.length()).contains(cut));
        cuts.order_by(f64::total_cmp);
        for pair in cuts.windows(2).filter(|pair| pair[1] - pair[0] > 1.0) {
            let foot = part(&line, wall.reach(), pair[0], pair[1]);
            let at = f64::midpoint(pair[0], pair[1]);
            let hole = openings.iter().find(|(near, far, ..)| (*near..*far).contains(&at));
            let spans = match hole {
                Some((_, _, sill, lintel)) => [(0, (*sill).min(high)), ((*lintel).min(high), high)],
                None => [(0, high), (0, 0)],
            };
            for (from, to) in spans.into_iter().filter(|(from, to)| to > from) {
                all.push(Block { foot: foot.clone(), from, to, kind: WALL });
            }
        }
    }
    for (_, piece) in plan.pieces.iter() {
        furnish(scene, piece, &mut all);
    }
    all
}

/// A stretch of a wall's body.
fn part(line: &Segment, reach: (i32, i32), from: f64, to: f64) -> Polygon {
    let (left, right) = (f64::from(reach.0), -f64::from(reach.1));
    let corners = [(from, left), (to, left), (to, right), (from, right)];
    Polygon::new(corners.iter().map(|(at, side)| line.point_at(*at, *side)).collect())
}

/// The blocks of a piece; one that no catalogue knows is a box.
fn furnish(scene: &Scene<'_>, piece: &Piece, all: &mut Vec<Block>) {
    let foot = piece.footprint();
    let Some(known) = scene.catalogue.piece(&piece.item) else {
        let (from, to) = (piece.above, piece.above + piece.size.height);
        all.push(Block { foot: foot.polygon(), from, to, kind: BODY });
        return;
    };
    let stretch = |at: i32, own: i32, size: i32| {
        f64::from(at) * f64::from(size) / f64::from(own.max(1)) - f64::from(size) / 2.0
    };
    for solid in known.solids.iter().filter(|solid| solid.role != Role::Use) {
        let corners = solid.corners().into_iter().map(|(x, y)| {
            foot.place(stretch(x, known.width, piece.size.width), stretch(y, known.depth, piece.size.depth))
        });
        let kind = if matches!(solid.role, Role::Seat | Role::Flat) { SEAT } else { BODY };
        let (from, to) = (piece.above + solid.from, piece.above + solid.to);
        all.push(Block { foot: Polygon::new(corners.collect()), from, to, kind });
    }
}

//! The plan as a sheet of paper, to scale: a wall of 10 m measures 100 mm at 1:100.

use std::rc::Rc;

use greffon_archiclasse_plan::geometry::Bounds;
use greffon_archiclasse_plan::length::square_metres;
use greffon_archiclasse_plan::{Plan, Point};
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, ButtonKind, Picture};
use yew::prelude::*;

use super::Scene;
use crate::draw::{Building, PieceMark, PieceProps, ZoneMark, line};
use crate::text::L;
use crate::widget::Input;
use crate::words;

/// The scales that can be chosen.
pub(crate) const SCALES: [i32; 3] = [20, 50, 100];
/// Air around the plan on paper, mm of paper.
const MARGIN: i32 = 8;
/// The height of writing on paper, tenths of a mm.
const WRITING: i32 = 28;

pub(super) fn view(scene: &Scene<'_>, plan: &Rc<Plan>, scale: i32) -> Html {
    let lang = scene.lang;
    let bounds = plan.bounds().unwrap_or(Bounds { min: Point::default(), max: Point::new(1000, 1000) });
    let bounds = bounds.grown(MARGIN * scale);
    let (wide, high) = (paper(bounds.width(), scale), paper(bounds.height(), scale));
    let view_box = format!("{} {} {} {}", bounds.min.x, bounds.min.y, bounds.width(), bounds.height());
    let text = WRITING * scale / 10;
    let zones = plan.zones.iter().map(|(id, zone)| {
        html! { <ZoneMark key={id.text()} zone={zone.clone()} {text} {lang} /> }
    });
    let pieces = plan.pieces.iter().map(|(id, piece)| {
        let own = PieceProps::of(piece, scene.symbols.of(scene.catalogue, piece));
        yew::html! { <PieceMark key={id.text()} ..own /> }
    });
    let scales = SCALES.map(|other| {
        html! {
            <Button
                key={other} kind={if other == scale { ButtonKind::Plain } else { ButtonKind::Quiet }}
                label={format!("1:{other}")} onclick={scene.pane(move |panes, ()| panes.scale = Some(other))}
            />
        }
    });
    let area: i64 = plan.rooms().iter().map(greffon_archiclasse_plan::room::Room::area).sum();
    html! { <>
        <div class="arc-top gf-noprint">
            <Button
                kind={ButtonKind::Quiet} icon={Picture::Back} label={L::SheetBack.get(lang)}
                onclick={scene.pane(|panes, ()| panes.scale = None)}
            />
            <h1 tabindex="-1">{ L::SheetTitle.get(lang) }</h1>
            <div role="group" aria-label={L::SheetScale.get(lang)}>{ for scales }</div>
            if scene.prints {
                <Button
                    kind={ButtonKind::Primary} icon={Picture::Print} label={L::SheetPrint.get(lang)}
                    onclick={scene.send.reform(|()| Input::Print)}
                />
            }
        </div>
        <p class="gf-noprint">{ L::SheetHint.get(lang) }</p>
        <figure class="arc-sheet" tabindex="0" aria-label={plan.header.name.clone()}>
            <svg viewBox={view_box} width={wide} height={high} role="img" aria-label={plan.header.name.clone()}>
                <Building plan={Rc::clone(plan)} {text} {lang} />
                <g>{ for zones }</g>
                <g>{ for pieces }</g>
                { ruler(bounds, scale, text) }
            </svg>
            <figcaption class="arc-block">
                <strong>{ plan.header.name.clone() }</strong>
                <span>{ format!("1:{scale}") }</span>
                <span>{ [&square_metres(area, words::mark(lang)), " m²"].concat() }</span>
                if plan.header.heads > 0 {
                    <span>{ L::ZoneHeads.count(lang, words::size(usize::try_from(plan.header.heads).unwrap_or(0))) }</span>
                }
            </figcaption>
        </figure>
    </> }
}

/// A length of the plan on paper, with its unit.
fn paper(length: i32, scale: i32) -> String {
    let tenths = length * 10 / scale;
    format!("{}.{}mm", tenths / 10, tenths % 10)
}

/// One metre in the corner, so that a copy of another size is noticed.
fn ruler(bounds: Bounds, scale: i32, text: i32) -> Html {
    let at = Point::new(bounds.min.x + scale * 2, bounds.max.y - scale * 2);
    let to = at + Point::new(1000, 0);
    let tick = Point::new(0, scale);
    let path = [line(&[at - tick, at, to, to - tick])].concat();
    html! {
        <g class="arc-ruler">
            <path d={path} />
            <text x={(to.x + scale).to_string()} y={to.y.to_string()} font-size={text.to_string()}>{ "1 m" }</text>
        </g>
    }
}

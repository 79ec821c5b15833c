//! What can be put in: zones of the six spaces, pieces of the catalogue.

use std::rc::Rc;

use greffon_archiclasse_catalogue::variation::{Column, Variation};
use greffon_archiclasse_catalogue::{Family, Piece as Known};
use greffon_archiclasse_model::app::{Msg, Tool};
use greffon_archiclasse_plan::length::metres;
use greffon_archiclasse_plan::piece::{Ownership, Piece, Size};
use greffon_archiclasse_plan::zone::Space;
use greffon_archiclasse_plan::{Angle, Point};
use greffon_kit::html;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::ui::{Button, ButtonKind, Field, FieldKind, FieldOption};
use yew::prelude::*;

use crate::draw::PieceMark;
use crate::screens::Scene;
use crate::text::L;
use crate::words;

/// The six spaces; of the one that is open its variations, each with its five columns.
pub(super) fn zones(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let spaces = Space::ALL.map(|space| {
        let open = scene.panes.space == Some(space);
        let onclick = scene.pane(move |panes, _: MouseEvent| {
            panes.space = if panes.space == Some(space) { None } else { Some(space) };
        });
        html! {
            <li key={space.word()}>
                <button type="button" class="arc-space" data-space={space.word()} aria-expanded={open.to_string()} {onclick}>
                    { words::space(space, lang) }
                </button>
                if open { { variations(scene, space) } }
            </li>
        }
    });
    html! { <><p>{ L::AddZonesHint.get(lang) }</p><ul class="arc-spaces">{ for spaces }</ul></> }
}

fn variations(scene: &Scene<'_>, space: Space) -> Html {
    let lang = scene.lang;
    let tool = |variation: &str, heads| Tool::Zone { space, variation: variation.to_owned(), heads };
    let own = scene.variations.all.iter().filter(|one| one.space == space).map(|one| {
        let heads = i32::try_from(one.people.1).unwrap_or(0);
        html! {
            <li key={one.id.clone()}>
                <h4>{ one.name.get(words::catalogue_lang(lang)).to_owned() }</h4>
                { columns(one, lang) }
                <Button label={L::AddDraw.get(lang)} describe={L::AddDrawOf.with(lang, &[("name", one.name.get(words::catalogue_lang(lang)))])}
                    onclick={scene.go(Msg::Take(tool(&one.id, heads)))} />
            </li>
        }
    });
    html! {
        <div class="arc-variations">
            <Button kind={ButtonKind::Quiet} label={L::AddPlain.with(lang, &[("space", words::space(space, lang))])}
                onclick={scene.go(Msg::Take(tool("", 0)))} />
            <ul>{ for own }</ul>
        </div>
    }
}

/// The sheet of a variation: its five columns.
pub(super) fn columns(variation: &Variation, lang: Lang) -> Html {
    let rows = Column::ALL.map(|column| {
        let name = match column {
            Column::Activity => L::ColumnActivity,
            Column::Space => L::ColumnSpace,
            Column::Wiring => L::ColumnWiring,
            Column::Digital => L::ColumnDigital,
            Column::Furniture => L::ColumnFurniture,
        };
        html! { <><dt>{ name.get(lang) }</dt><dd>{ variation.column(column).get(words::catalogue_lang(lang)).to_owned() }</dd></> }
    });
    html! { <dl class="arc-columns">{ for rows }</dl> }
}

/// One family of the catalogue at a time, each piece with its symbol and size.
pub(super) fn pieces(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let options = Family::ALL
        .into_iter()
        .filter(|family| scene.catalogue.pieces.iter().any(|piece| piece.family == *family))
        .map(|family| FieldOption { value: family.id().into(), label: words::family(family, lang).into() });
    let chosen = scene.panes.family;
    let known = scene.catalogue.pieces.iter().filter(|piece| piece.family == chosen);
    let entries = known.map(|known| {
        let name = known.name.get(words::catalogue_lang(lang));
        let m = |value| metres(value, words::mark(lang));
        let size = [&m(known.width), " × ", &m(known.depth), " m"].concat();
        html! {
            <li key={known.id.clone()}>
                <button type="button" class="arc-entry" onclick={scene.go(Msg::Take(Tool::Piece(Box::new(piece(known)))))}>
                    { picture(scene, known) }
                    <span><strong>{ name.to_owned() }</strong><br />{ size }</span>
                </button>
            </li>
        }
    });
    html! { <>
        <Field
            id="arc-family" label={L::AddFamily.get(lang)} kind={FieldKind::Select(options.collect())}
            value={chosen.id()}
            onchange={scene.pane(|panes, id: AttrValue| panes.family = Family::named(&id).unwrap_or(panes.family))}
        />
        <p class="arc-hint">{ L::AddPiecesHint.get(lang) }</p>
        <ul class="arc-entries">{ for entries }</ul>
    </> }
}

/// A piece of the catalogue as it is put in.
fn piece(known: &Known) -> Piece {
    Piece {
        item: known.id.clone(),
        at: Point::default(),
        turn: Angle::ZERO,
        size: Size { width: known.width, depth: known.depth, height: known.height.max(10) },
        above: known.elevation,
        zone: None,
        group: None,
        locked: false,
        ownership: Ownership::ToBuy,
        name: String::new(),
    }
}

fn picture(scene: &Scene<'_>, known: &Known) -> Html {
    let symbol = scene.symbols.of(scene.catalogue, &piece(known));
    let side = known.width.max(known.depth) + 60;
    html! {
        <svg class="arc-entry__picture" viewBox={format!("{} {} {side} {side}", -side / 2, -side / 2)} aria-hidden="true" focusable="false">
            <PieceMark at={Point::default()} turn={0} symbol={Rc::clone(&symbol)} ownership={Ownership::ToBuy} />
        </svg>
    }
}

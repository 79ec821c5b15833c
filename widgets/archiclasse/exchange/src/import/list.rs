//! Price lists and inventories: tables with a line for each piece, named by its reference or by its name.

use greffon_archiclasse_catalogue::{Catalogue, Piece};
use greffon_archiclasse_inventory::price::{HIGHEST, Price};
use greffon_archiclasse_inventory::stock::MOST;
use greffon_archiclasse_inventory::{PriceList, Stock};

use crate::decimal::NoNumber;
use crate::table::{self, Row};

use super::column::{Head, cell, number, plain};
use super::{Import, Reason, Trouble, text_of};

/// The columns that name a piece.
const NAMES: &[&str] = &["reference", "ref", "id", "code", "piece", "nom", "designation", "libelle", "name"];

/// Reads a price list: a column that names the piece, `prix` (euros, taxes included) and perhaps `réparation`.
pub fn prices(bytes: &[u8], catalogue: &Catalogue) -> Import<PriceList> {
    let mut list = PriceList::default();
    let read = |head: &Head, first: &Row, rows: &[Row], troubles: &mut Vec<Trouble>| -> Result<(), Trouble> {
        let buy = head.need(
            first.line,
            &[
                "prix",
                "prix_ttc",
                "prix_unitaire",
                "prix_eur",
                "prix_unitaire_eur",
                "prix_ttc_eur",
                "price",
                "unit_price_eur",
            ],
        )?;
        let repair = head.find(&["reparation", "prix_reparation", "reparation_eur", "repair", "repair_eur"]);
        for row in rows {
            let mut take = || -> Result<(), Trouble> {
                let piece = piece(head, row, catalogue)?;
                let cents = |column: (usize, &str)| {
                    let value = number(row, column, 2)?;
                    let high = value.is_some_and(|value| value > HIGHEST);
                    if high { Err(too_large(row, column.1)) } else { Ok(value) }
                };
                let price = Price { buy: cents(buy)?, repair: repair.map(cents).transpose()?.flatten() };
                list.set(&piece.id, price);
                Ok(())
            };
            troubles.extend(take().err());
        }
        Ok(())
    };
    let troubles = rows(bytes, read);
    Import { value: list, troubles }
}

/// Reads an inventory: a column that names the piece and `quantité`, and perhaps `état` (`bon`, `à réparer`). A piece on
/// several lines is added up.
pub fn inventory(bytes: &[u8], catalogue: &Catalogue) -> Import<Stock> {
    let mut stock = Stock::default();
    let read = |head: &Head, first: &Row, rows: &[Row], troubles: &mut Vec<Trouble>| -> Result<(), Trouble> {
        let count = head.need(first.line, &["quantite", "qte", "nombre", "count", "quantity"])?;
        let state = head.find(&["etat", "state"]);
        for row in rows {
            let mut take = || -> Result<(), Trouble> {
                let piece = piece(head, row, catalogue)?;
                let trouble =
                    |place: &str, reason| Trouble { line: row.line, place: place.to_owned(), reason };
                let number = number(row, count, 0)?.ok_or_else(|| trouble(count.1, Reason::NoCell))?;
                let mut held = stock.get(&piece.id);
                let written = state.map_or("", |(at, _)| cell(row, at));
                let sum = match plain(written).as_str() {
                    "" | "bon" | "bon_etat" | "neuf" | "good" | "new" => &mut held.good,
                    "a_reparer" | "reparer" | "casse" | "mauvais" | "repair" | "broken" => &mut held.repair,
                    _ => {
                        return Err(trouble(
                            state.map_or("", |(_, name)| name),
                            Reason::State(written.to_owned()),
                        ));
                    }
                };
                *sum = sum
                    .checked_add(number)
                    .filter(|sum| *sum <= MOST)
                    .ok_or_else(|| too_large(row, count.1))?;
                stock.set(&piece.id, held);
                Ok(())
            };
            troubles.extend(take().err());
        }
        Ok(())
    };
    let troubles = rows(bytes, read);
    Import { value: stock, troubles }
}

fn too_large(row: &Row, place: &str) -> Trouble {
    Trouble { line: row.line, place: place.to_owned(), reason: Reason::Number(NoNumber::TooLarge) }
}

/// Opens a table and hands its rows on.
fn rows(
    bytes: &[u8],
    read: impl FnOnce(&Head, &Row, &[Row], &mut Vec<Trouble>) -> Result<(), Trouble>,
) -> Vec<Trouble> {
    let text = match text_of(bytes) {
        Ok(text) => text,
        Err(trouble) => return vec![trouble],
    };
    let rows = table::read(&text);
    let Some((first, rows)) = rows.split_first() else {
        return vec![Trouble { line: 1, place: String::new(), reason: Reason::Empty }];
    };
    let head = Head::of(first);
    let mut troubles = Vec::new();
    if let Err(trouble) = read(&head, first, rows, &mut troubles) {
        troubles.push(trouble);
    }
    troubles
}

/// The piece that a row names, by its id or by its name in either language.
fn piece<'c>(head: &Head, row: &Row, catalogue: &'c Catalogue) -> Result<&'c Piece, Trouble> {
    let mut written = None;
    for name in NAMES {
        let Some((at, column)) = head.find(&[name]) else { continue };
        let text = cell(row, at);
        if text.is_empty() {
            continue;
        }
        written.get_or_insert((text, column));
        let wanted = plain(text);
        let same = |piece: &&Piece| {
            plain(&piece.id) == wanted || plain(&piece.name.fr) == wanted || plain(&piece.name.en) == wanted
        };
        if let Some(piece) = catalogue.pieces.iter().find(same) {
            return Ok(piece);
        }
    }
    match written {
        Some((text, column)) => {
            Err(Trouble { line: row.line, place: column.to_owned(), reason: Reason::Piece(text.to_owned()) })
        }
        None if NAMES.iter().all(|name| head.find(&[name]).is_none()) => {
            Err(Trouble { line: row.line, place: String::new(), reason: Reason::NoColumn(NAMES[0]) })
        }
        None => Err(Trouble { line: row.line, place: String::new(), reason: Reason::NoCell }),
    }
}

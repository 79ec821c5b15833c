//! The symbols of pieces as path data, each worked out once for a size.

use std::cell::RefCell;
use std::rc::Rc;

use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_catalogue::symbol::{Layer, path, shapes};
use greffon_archiclasse_plan::piece::Piece;
use yew::AttrValue;

/// A symbol: paths around the middle of the piece, mm.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Symbol {
    /// Seats and what a top may hide.
    pub(crate) lower: AttrValue,
    /// Tops and bodies.
    pub(crate) upper: AttrValue,
    /// Thin strokes.
    pub(crate) detail: AttrValue,
    /// Dashed strokes.
    pub(crate) dashed: AttrValue,
}

/// The symbols that were asked for, in the order of their keys.
#[derive(Debug, Clone, Default)]
pub(crate) struct Symbols {
    known: Rc<RefCell<Vec<Known>>>,
}

type Known = ((String, i32, i32), Rc<Symbol>);

impl PartialEq for Symbols {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.known, &other.known)
    }
}

impl Symbols {
    /// The symbol of a piece at its size. A piece that no catalogue knows is its outline.
    pub(crate) fn of(&self, catalogue: &Catalogue, piece: &Piece) -> Rc<Symbol> {
        let (width, depth) = (piece.size.width, piece.size.depth);
        let mut known = self.known.borrow_mut();
        let found = known.binary_search_by(|((item, w, d), _)| {
            item.as_str().cmp(piece.item.as_str()).then(w.cmp(&width)).then(d.cmp(&depth))
        });
        match found {
            Ok(at) => Rc::clone(&known[at].1),
            Err(at) => {
                let symbol = Rc::new(drawn(catalogue, piece));
                known.insert(at, ((piece.item.clone(), width, depth), Rc::clone(&symbol)));
                symbol
            }
        }
    }
}

fn drawn(catalogue: &Catalogue, piece: &Piece) -> Symbol {
    let (width, depth) = (piece.size.width, piece.size.depth);
    let Some(known) = catalogue.piece(&piece.item) else {
        let (x, y) = (width / 2, depth / 2);
        let outline = format!("M{} {}h{width}v{depth}h{}Z", -x, -y, -width);
        return Symbol { upper: outline.into(), ..Symbol::default() };
    };
    let shapes = shapes(known, width, depth);
    let layer = |layer| AttrValue::from(path(&shapes, layer));
    Symbol {
        lower: layer(Layer::Lower),
        upper: layer(Layer::Upper),
        detail: layer(Layer::Detail),
        dashed: layer(Layer::Dashed),
    }
}

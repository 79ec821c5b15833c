//! A room with pieces of the catalogue that ships, for tests.

use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_plan::piece::{Layout, Ownership, Piece, Place, Size};
use greffon_archiclasse_plan::zone::{Space, Zone};
use greffon_archiclasse_plan::{Angle, Id, Names, Object, Plan, Point, Polygon, Ref, drawing};

pub(crate) struct Drawn {
    pub(crate) plan: Plan,
    pub(crate) catalogue: Catalogue,
    names: Names,
}

impl Drawn {
    /// 9.00 × 6.80 m.
    pub(crate) fn room() -> Self {
        let mut names = Names::from_bits(3);
        let mut plan = Plan::default();
        let outline = Polygon::rectangle(Point::default(), 9000, 6800);
        for (name, object) in
            drawing::room(&mut names, &outline, 100, "Salle 12").expect("a rectangle").objects
        {
            plan.put(name, object);
        }
        Self { plan, catalogue: Catalogue::built_in(), names }
    }

    pub(crate) fn piece(&mut self, item: &str, x: i32, y: i32) -> Id {
        let known = self.catalogue.piece(item).unwrap_or_else(|| panic!("no piece {item}"));
        let piece = Piece {
            item: item.to_owned(),
            at: Point::new(x, y),
            turn: Angle::ZERO,
            size: Size { width: known.width, depth: known.depth, height: known.height },
            above: known.elevation,
            zone: None,
            group: None,
            locked: false,
            ownership: Ownership::ToBuy,
            name: String::new(),
        };
        let id = self.names.fresh();
        self.plan.pieces.put(id, piece);
        id
    }

    pub(crate) fn own(&mut self, id: Id, ownership: Ownership) {
        let piece = self.plan.pieces.get(id).cloned().expect("a piece");
        self.plan.pieces.put(id, Piece { ownership, ..piece });
    }

    pub(crate) fn furnish(&mut self, id: Id, zone: Id) {
        let piece = self.plan.pieces.get(id).cloned().expect("a piece");
        self.plan.pieces.put(id, Piece { zone: Some(zone), ..piece });
    }

    pub(crate) fn zone(&mut self, space: Space, width: i32, heads: i32) -> Id {
        let id = self.names.fresh();
        let outline = Polygon::rectangle(Point::new(0, 0), width, 4000);
        let (variation, name, activity) = (String::new(), String::new(), "Lire".to_owned());
        self.plan.zones.put(id, Zone { space, variation, name, outline, heads, activity });
        id
    }

    pub(crate) fn layout(&mut self, name: &str) -> Id {
        let id = self.names.fresh();
        self.plan.layouts.put(id, Layout { name: name.to_owned() });
        id
    }

    /// Where a piece stands in a layout; `None` for the store.
    pub(crate) fn put(&mut self, layout: Id, piece: Id, at: Option<(i32, i32)>, degrees: i32) {
        let place = Place { at: at.map(|(x, y)| Point::new(x, y)), turn: Angle::degrees(degrees) };
        self.plan.put(Ref::place(layout, piece), Object::Place(place));
    }
}

//! A piece as blocks on the floor.

use greffon_archiclasse_catalogue::piece::Traits;
use greffon_archiclasse_catalogue::symbol::Scale;
use greffon_archiclasse_catalogue::{Catalogue, Family, Mount, Role, Shape, Solid};
use greffon_archiclasse_plan::piece::{Ownership, Piece};
use greffon_archiclasse_plan::{Bounds, Id, Point, Turned};

/// A convex block on the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is for.
    pub role: Role,
    /// Its outline.
    pub outline: Vec<Point>,
    /// The box around it.
    pub bounds: Bounds,
    /// Its foot above the floor, mm.
    pub from: i32,
    /// Its top above the floor, mm.
    pub to: i32,
}

impl Block {
    /// Whether there is a height at which both are.
    pub const fn shares_height(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// Where somebody sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// The middle of the seat.
    pub at: Point,
    /// How high one sits, mm.
    pub height: i32,
}

/// A piece as the checks see it.
#[derive(Debug, Clone)]
pub struct Thing {
    /// Its name on the plan.
    pub id: Id,
    /// What it is; `None` where the catalogue does not know it: then it is a plain block.
    pub family: Option<Family>,
    /// What it is fixed to.
    pub mount: Mount,
    /// What the catalogue says of it.
    pub traits: Traits,
    /// Its rectangle.
    pub footprint: Turned,
    /// Its height, mm.
    pub height: i32,
    /// Its foot above the floor, mm.
    pub above: i32,
    /// Its blocks, those of use included.
    pub blocks: Vec<Block>,
    /// Its seats.
    pub seats: Vec<Seat>,
    /// Sockets it needs; below 0: gives.
    pub power: i32,
    /// RJ45 it needs; below 0: gives.
    pub data: i32,
    /// Devices on Wi-Fi.
    pub devices: u32,
    /// How many people work at it.
    pub places: u32,
    /// Whether its sizes follow the standard of school furniture.
    pub standard: bool,
    /// The box around all its blocks.
    pub reach: Bounds,
    /// Whether it stays where it is.
    pub kept: bool,
    /// The zone that it furnishes.
    pub zone: Option<Id>,
    /// The group that it is moved with.
    pub group: Option<Id>,
    /// The number of the room in which its middle lies.
    pub site: Option<usize>,
    /// Whether it is to be taken out of the room.
    pub leaving: bool,
}

impl Thing {
    /// A piece on the plan.
    pub fn of(id: Id, piece: &Piece, catalogue: &Catalogue) -> Self {
        let known = catalogue.piece(&piece.item);
        let footprint = piece.footprint();
        let scale = Scale {
            from: known.map_or((piece.size.width, piece.size.depth), |known| (known.width, known.depth)),
            to: (piece.size.width, piece.size.depth),
        };
        let plain = [Solid {
            role: Role::Body,
            shape: Shape::Rectangle,
            x: 0,
            y: 0,
            width: piece.size.width,
            depth: piece.size.depth,
            from: 0,
            to: piece.size.height,
        }];
        let solids = known.map_or(plain.as_slice(), |known| known.solids.as_slice());
        let height = known.map_or(piece.size.height, |known| known.height).max(1);
        let level = |value: i32| {
            let stretched = i64::from(value) * i64::from(piece.size.height) / i64::from(height);
            piece.above + i32::try_from(stretched).unwrap_or(i32::MAX)
        };
        let place = |(x, y): (i32, i32)| footprint.place(f64::from(x), f64::from(y));
        let blocks: Vec<Block> = solids
            .iter()
            .map(|solid| {
                let outline: Vec<Point> =
                    solid.corners().into_iter().map(|corner| place(scale.point(corner))).collect();
                let bounds = Bounds::of(outline.iter().copied()).unwrap_or_else(|| footprint.bounds());
                Block { role: solid.role, outline, bounds, from: level(solid.from), to: level(solid.to) }
            })
            .collect();
        let seats = blocks
            .iter()
            .filter(|block| block.role == Role::Seat)
            .map(|block| Seat { at: middle(&block.outline), height: block.to })
            .collect();
        let reach = blocks.iter().fold(footprint.bounds(), |all, block| all.joined(block.bounds));
        Self {
            id,
            family: known.map(|known| known.family),
            mount: known.map(|known| known.mount).unwrap_or_default(),
            traits: known.map(|known| known.traits).unwrap_or_default(),
            footprint,
            height: piece.size.height,
            above: piece.above,
            blocks,
            seats,
            power: known.map_or(0, |known| known.power),
            data: known.map_or(0, |known| known.data),
            devices: known.map_or(0, |known| known.devices),
            places: known.map_or(0, |known| known.places),
            standard: known.is_some_and(|known| known.source == "en1729"),
            reach,
            kept: piece.locked || known.is_some_and(|known| known.traits.fixed),
            zone: piece.zone,
            group: piece.group,
            site: None,
            leaving: piece.ownership == Ownership::ToRemove,
        }
    }

    /// What two pieces cannot share. Nothing of what is to be taken out.
    pub fn hard(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.role.is_hard() && !self.leaving)
    }

    /// What one cannot walk or roll through: whatever is lower than a head, but what stands out from a wall by at most
    /// 10 cm (article CO 37 takes that off no way).
    pub fn obstacles(&self) -> impl Iterator<Item = &Block> {
        let flat = self.mount == Mount::Wall && self.footprint.depth <= PROJECTION;
        self.hard().filter(move |block| block.from < HEAD_ROOM && block.to > THRESHOLD && !flat)
    }

    /// Whether it hangs from the ceiling or stands on a table.
    pub const fn mount_is_hung(&self) -> bool {
        matches!(self.mount, Mount::Ceiling | Mount::Top)
    }

    /// The point in front of its middle, so many mm away from its front.
    pub fn before(&self, distance: i32) -> Point {
        self.footprint.place(0.0, f64::from(self.footprint.depth) / 2.0 + f64::from(distance))
    }

    /// A rectangle in front: so wide, so deep, its middle so far to the right of the piece's middle, mm.
    pub fn front(&self, width: i32, depth: i32, across: i32) -> Vec<Point> {
        let (half, front) = (f64::from(width) / 2.0, f64::from(self.footprint.depth) / 2.0);
        let (across, depth) = (f64::from(across), f64::from(depth));
        [(-half, 0.0), (half, 0.0), (half, depth), (-half, depth)]
            .map(|(x, y)| self.footprint.place(across + x, front + y))
            .to_vec()
    }
}

/// Higher than that, things hang above people, mm.
const HEAD_ROOM: i32 = 2000;

/// Lower than that, one steps and rolls over it, mm.
const THRESHOLD: i32 = 20;

/// What stands out from a wall by no more takes nothing off a way, mm (article CO 37).
const PROJECTION: i32 = 100;

/// The middle of a convex outline.
fn middle(outline: &[Point]) -> Point {
    Bounds::of(outline.iter().copied()).map(|bounds| bounds.centre()).unwrap_or_default()
}

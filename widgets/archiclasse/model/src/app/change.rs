//! What follows from a change: hosted things go with their wall, rooms keep their names, layouts keep their places.

use greffon_archiclasse_plan::piece::Place;
use greffon_archiclasse_plan::room::anchors_to_move;
use greffon_archiclasse_plan::{Id, Kind, Object, Plan, Ref};

use crate::edit::Edit;

/// Everything that goes when these objects go: openings with their wall, walls with their node, nodes without a wall,
/// places with their piece. Locked pieces stay.
pub fn deletion(plan: &Plan, names: &[Ref]) -> Vec<Edit> {
    let mut gone: Vec<Ref> = names
        .iter()
        .filter(|name| {
            name.kind != Kind::Piece || plan.pieces.get(name.id).is_some_and(|piece| !piece.locked)
        })
        .copied()
        .collect();
    let has = |gone: &[Ref], kind, id| gone.contains(&Ref::new(kind, id));
    for (id, wall) in plan.walls.iter() {
        let lost = has(&gone, Kind::Node, wall.a) || has(&gone, Kind::Node, wall.b);
        if lost && !has(&gone, Kind::Wall, id) {
            gone.push(Ref::new(Kind::Wall, id));
        }
    }
    for (id, _) in plan.nodes.iter() {
        let mut walls = plan.walls.iter().filter(|(_, wall)| wall.a == id || wall.b == id).peekable();
        let had = walls.peek().is_some();
        if had && walls.all(|(wall, _)| has(&gone, Kind::Wall, wall)) && !has(&gone, Kind::Node, id) {
            gone.push(Ref::new(Kind::Node, id));
        }
    }
    let openings = plan.openings.iter().map(|(id, opening)| (Ref::new(Kind::Opening, id), opening.wall));
    let fixtures = plan.fixtures.iter().map(|(id, fixture)| (Ref::new(Kind::Fixture, id), fixture.wall));
    for (name, wall) in openings.chain(fixtures) {
        if has(&gone, Kind::Wall, wall) && !gone.contains(&name) {
            gone.push(name);
        }
    }
    for (layout, piece, _) in plan.places() {
        if has(&gone, Kind::Piece, piece) || has(&gone, Kind::Layout, layout) {
            gone.push(Ref::place(layout, piece));
        }
    }
    gone.into_iter().map(Edit::delete).collect()
}

/// Adds what keeps rooms known: anchors that their walls left behind follow, those of rooms that are no more go.
pub(super) fn with_rooms(plan: &Plan, mut edits: Vec<Edit>) -> Vec<Edit> {
    let walls = edits.iter().any(|edit| matches!(edit.name.kind, Kind::Node | Kind::Wall));
    if !walls || plan.rooms.is_empty() {
        return edits;
    }
    let mut after = plan.clone();
    apply(&mut after, &edits);
    let (before, now) = (plan.rooms(), after.rooms());
    let moves = anchors_to_move(&before, &now);
    for (id, anchor) in plan.rooms.iter() {
        let name = Ref::new(Kind::Room, id);
        let mut anchor = anchor.clone();
        if let Some((_, at)) = moves.iter().find(|(moved, _)| *moved == id) {
            anchor.at = *at;
            edits.push(Edit::set(name, Object::Room(anchor)));
        } else if before.iter().any(|room| room.id == Some(id)) && !now.iter().any(|room| room.id == Some(id))
        {
            edits.push(Edit::delete(name));
        }
    }
    edits
}

/// Puts edits into a plan.
pub(super) fn apply(plan: &mut Plan, edits: &[Edit]) {
    for edit in edits {
        match &edit.object {
            Some(object) => plan.put(edit.name, object.clone()),
            None => plan.remove(edit.name),
        }
    }
}

/// In a layout, a piece that only moved gets a place there, and stays where it is in the plan.
pub(super) fn in_layout(plan: &Plan, layout: Id, edits: Vec<Edit>) -> Vec<Edit> {
    let place = |edit: Edit| {
        let Some(Object::Piece(piece)) = &edit.object else { return edit };
        let Some(own) = plan.pieces.get(edit.name.id) else { return edit };
        let same = greffon_archiclasse_plan::piece::Piece {
            at: own.at,
            turn: own.turn,
            zone: own.zone,
            ..piece.clone()
        };
        if same != *own {
            return edit;
        }
        let place = Place { at: Some(piece.at), turn: piece.turn };
        Edit::set(Ref::place(layout, edit.name.id), Object::Place(place))
    };
    edits.into_iter().map(place).collect()
}

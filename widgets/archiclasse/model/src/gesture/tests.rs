use greffon_archiclasse_plan::opening::OpeningKind;
use greffon_archiclasse_plan::piece::{Ownership, Piece, Size};
use greffon_archiclasse_plan::zone::Space;
use greffon_archiclasse_plan::{Id, Kind, Object};

use super::*;
use crate::template::Template;

fn pointer(x: i32, y: i32) -> Pointer {
    Pointer { at: Point::new(x, y), reach: 80, free: false, straight: false }
}

fn keys(gesture: &mut Gesture, text: &str) -> Then {
    let mut then = Then::Ignored;
    for sign in text.chars() {
        let stroke = match sign {
            '→' => Stroke::Arrow(1, 0, false),
            '←' => Stroke::Arrow(-1, 0, false),
            '↑' => Stroke::Arrow(0, -1, false),
            '↓' => Stroke::Arrow(0, 1, false),
            '⏎' => Stroke::Enter,
            '⌫' => Stroke::Back,
            other => Stroke::Sign(other),
        };
        then = gesture.key(stroke);
    }
    then
}

fn put(plan: &mut Plan, edits: Vec<Edit>) {
    for edit in edits {
        match edit.object {
            Some(object) => plan.put(edit.name, object),
            None => plan.remove(edit.name),
        }
    }
}

fn classroom() -> (Plan, Names) {
    let mut names = Names::from_bits(5);
    (Template::Classroom.plan(&mut names, "Salle 12"), names)
}

fn table(x: i32, y: i32) -> Piece {
    Piece {
        item: "table-double-t6".to_owned(),
        at: Point::new(x, y),
        turn: Angle::ZERO,
        size: Size { width: 1300, depth: 500, height: 760 },
        above: 0,
        zone: None,
        group: None,
        locked: false,
        ownership: Ownership::ToBuy,
        name: String::new(),
    }
}

fn with_table(plan: &mut Plan, x: i32, y: i32, id: u64) -> Ref {
    plan.pieces.put(Id::of(id), table(x, y));
    Ref::new(Kind::Piece, Id::of(id))
}

#[test]
fn a_room_of_9_by_6_80_is_drawn_by_typed_lengths_alone() {
    let (mut plan, mut names) = (Plan::default(), Names::from_bits(1));
    let mut gesture = Gesture::Draw(Draw::begin(&plan, Point::new(0, 0)));
    let then = keys(&mut gesture, "⏎9,00→6.8↓9 m←680cm↑");
    assert_eq!(then, Then::Commit);
    let outcome = gesture.commit(&plan, &mut names).expect("a room");
    put(&mut plan, outcome.edits);
    let rooms = plan.rooms();
    assert_eq!((rooms.len(), rooms[0].area()), (1, 61_200_000));
    assert!(rooms[0].id.is_some());
}

#[test]
fn the_pointer_gives_the_direction_and_the_digits_the_length() {
    let plan = Plan::default();
    let mut gesture = Gesture::Draw(Draw::begin(&plan, Point::new(0, 0)));
    assert_eq!(gesture.press(pointer(0, 0)), Then::Goes);
    gesture.update(pointer(3010, 20));
    assert_eq!(gesture.preview().catch, Some(Catch::Line), "level with the corner before");
    assert_eq!(keys(&mut gesture, "4,5⏎"), Then::Goes);
    let Gesture::Draw(draw) = &gesture else { panic!("drawing") };
    assert_eq!(draw.corners(), [Point::new(0, 0), Point::new(4500, 0)]);
}

#[test]
fn a_wrong_length_stays_and_is_not_taken() {
    let plan = Plan::default();
    let mut gesture = Gesture::Draw(Draw::begin(&plan, Point::new(0, 0)));
    keys(&mut gesture, "⏎9,,");
    assert_eq!(keys(&mut gesture, "⏎"), Then::Goes);
    assert!(gesture.typed().is_some_and(|typed| typed.is_wrong() && typed.text() == "9,,"));
    assert_eq!(gesture.key(Stroke::Escape), Then::Goes, "takes the text back first");
    assert_eq!(gesture.key(Stroke::Escape), Then::Cancel);
}

#[test]
fn a_bow_tie_is_no_room() {
    let plan = Plan::default();
    let mut gesture = Gesture::Draw(Draw::begin(&plan, Point::new(0, 0)));
    for (x, y) in [(0, 0), (2000, 2000), (2000, 0), (0, 2000)] {
        gesture.press(Pointer { free: true, ..pointer(x, y) });
    }
    assert_eq!(gesture.press(pointer(0, 0)), Then::Commit);
    assert_eq!(gesture.commit(&plan, &mut Names::from_bits(1)), None);
}

#[test]
fn a_piece_turns_its_back_to_the_wall_it_is_brought_to() {
    let (mut plan, mut names) = classroom();
    let name = with_table(&mut plan, 4000, 3000, 1);
    // The left wall, whose inner face is at x = 0.
    let mut gesture = Gesture::Shift(Shift::begin(&plan, &[name], Point::new(4000, 3000)).expect("movable"));
    gesture.update(pointer(300, 3000));
    let preview = gesture.preview();
    assert_eq!(preview.catch, Some(Catch::WallFace));
    let outcome = gesture.commit(&plan, &mut names).expect("moved");
    put(&mut plan, outcome.edits);
    let piece = plan.pieces.get(name.id).expect("there");
    assert_eq!((piece.at.x, piece.turn), (250, Angle::degrees(270)));
    // Its front looks into the room.
    assert!(piece.footprint().place(0.0, 250.0).x > piece.at.x);
}

#[test]
fn alt_catches_nothing_and_shift_keeps_one_axis() {
    let (mut plan, _) = classroom();
    let name = with_table(&mut plan, 4000, 3000, 1);
    let mut gesture = Gesture::Shift(Shift::begin(&plan, &[name], Point::new(4000, 3000)).expect("movable"));
    gesture.update(Pointer { free: true, ..pointer(4013, 3007) });
    assert_eq!((gesture.preview().shift, gesture.preview().catch), (Point::new(13, 7), None));
    gesture.update(Pointer { free: true, straight: true, ..pointer(4013, 3007) });
    assert_eq!(gesture.preview().shift, Point::new(13, 0));
}

#[test]
fn neighbours_give_edges_and_equal_gaps() {
    let (mut plan, _) = classroom();
    with_table(&mut plan, 1500, 3000, 1);
    with_table(&mut plan, 3500, 3000, 2);
    let third = with_table(&mut plan, 7000, 5000, 3);
    let mut gesture = Gesture::Shift(Shift::begin(&plan, &[third], Point::new(7000, 5000)).expect("movable"));
    // The gap of the two is 700: a third one stands 2.00 m further on, in one row.
    gesture.update(pointer(5530, 3020));
    assert_eq!(gesture.preview().shift, Point::new(5500 - 7000, 3000 - 5000));
    assert_eq!(gesture.preview().guides.len(), 2);
}

#[test]
fn a_typed_length_moves_exactly_that_far() {
    let (mut plan, mut names) = classroom();
    let name = with_table(&mut plan, 4000, 3000, 1);
    let mut gesture = Gesture::Shift(Shift::begin(&plan, &[name], Point::new(4000, 3000)).expect("movable"));
    assert_eq!(keys(&mut gesture, "1,25→"), Then::Commit);
    let outcome = gesture.commit(&plan, &mut names).expect("moved");
    put(&mut plan, outcome.edits);
    assert_eq!(plan.pieces.get(name.id).map(|piece| piece.at), Some(Point::new(5250, 3000)));
}

#[test]
fn a_locked_piece_cannot_be_taken() {
    let (mut plan, _) = classroom();
    plan.pieces.put(Id::of(1), Piece { locked: true, ..table(4000, 3000) });
    let name = Ref::new(Kind::Piece, Id::of(1));
    assert_eq!(Shift::begin(&plan, &[name], Point::default()), None);
    assert_eq!(Turn::begin(&plan, &[name], Point::default()), None);
    assert_eq!(Stretch::begin(&plan, name, Handle::Side(1, 0)), None);
}

#[test]
fn turning_steps_by_15_degrees_or_takes_what_is_typed() {
    let (mut plan, mut names) = classroom();
    let name = with_table(&mut plan, 4000, 3000, 1);
    let mut gesture = Gesture::Turn(Turn::begin(&plan, &[name], Point::new(4000, 2000)).expect("free"));
    gesture.update(pointer(4900, 2200));
    assert_eq!(gesture.preview().angle.map(|angle| angle.as_tenths() % 150), Some(0));
    keys(&mut gesture, "22,5");
    let outcome = gesture.commit(&plan, &mut names).expect("turned");
    put(&mut plan, outcome.edits);
    assert_eq!(plan.pieces.get(name.id).map(|piece| piece.turn), Some(Angle::tenths(225)));
}

#[test]
fn resizing_keeps_the_other_side_where_it_is() {
    let (mut plan, mut names) = classroom();
    let name = with_table(&mut plan, 4000, 3000, 1);
    let mut gesture = Gesture::Stretch(Stretch::begin(&plan, name, Handle::Side(1, 0)).expect("a side"));
    keys(&mut gesture, "1,60⏎");
    let outcome = gesture.commit(&plan, &mut names).expect("resized");
    put(&mut plan, outcome.edits);
    let piece = plan.pieces.get(name.id).expect("there");
    assert_eq!((piece.size.width, piece.size.depth, piece.at), (1600, 500, Point::new(4150, 3000)));
    assert_eq!(piece.footprint().bounds().min.x, 3350);
}

#[test]
fn a_door_is_hung_by_its_distance_from_the_corner() {
    let (mut plan, mut names) = (Plan::default(), Names::from_bits(1));
    let room = Template::Rectangle { width: 9000, depth: 6800 }.plan(&mut names, "");
    plan.clone_from(&room);
    let mut gesture = Gesture::Hang(Hang::begin(&plan, OpeningKind::Door, Point::new(8000, 6700)));
    keys(&mut gesture, "0,90");
    let outcome = gesture.commit(&plan, &mut names).expect("a door");
    put(&mut plan, outcome.edits);
    let door = *plan.openings.iter().next().expect("one").1;
    let line = plan.opening_line(&door).expect("on a wall");
    // 0.90 m from the lower right corner.
    let nearest = line.a.x.max(line.b.x);
    assert_eq!((line.a.y, nearest), (6800, 8100));
    assert!(door.swing_right, "into the room, where the pointer is");
}

#[test]
fn two_openings_never_share_a_place() {
    let (mut plan, mut names) = (Plan::default(), Names::from_bits(1));
    plan.clone_from(&Template::Rectangle { width: 9000, depth: 6800 }.plan(&mut names, ""));
    let place = Point::new(4000, 6700);
    for _ in 0..2 {
        // The second finds the first in its way and goes beside it.
        let gesture = Gesture::Hang(Hang::begin(&plan, OpeningKind::Window, place));
        let outcome = gesture.commit(&plan, &mut names).expect("a window");
        put(&mut plan, outcome.edits);
    }
    let mut spans: Vec<(i32, i32)> =
        plan.openings.iter().map(|(_, own)| (own.at, own.at + own.width)).collect();
    spans.sort_unstable();
    assert_eq!(spans.len(), 2);
    assert!(spans[0].1 <= spans[1].0, "{spans:?}");
    // A typed length is not changed: where it does not fit, nothing is put in.
    let mut gesture = Gesture::Hang(Hang::begin(&plan, OpeningKind::Window, place));
    let line = plan.wall_line(plan.openings.iter().next().expect("one").1.wall).expect("a wall");
    let from_far = |at: i32| greffon_archiclasse_plan::geometry::whole(line.length()) - 1500 - at;
    for at in [spans[0].0, from_far(spans[0].0)] {
        let mut typed = gesture.clone();
        keys(&mut typed, &format!("{},{:03}", at / 1000, at % 1000));
        if let Some(outcome) = typed.commit(&plan, &mut names) {
            let Some(Object::Opening(own)) = &outcome.edits[0].object else { panic!("a window") };
            assert!(spans.iter().all(|(from, to)| own.at >= *to || own.at + own.width <= *from));
        }
    }
    // Arrows go round what is in the way.
    for _ in 0..200 {
        gesture.key(Stroke::Arrow(1, 0, false));
    }
    let end = gesture.commit(&plan, &mut names).expect("a window");
    let Some(Object::Opening(own)) = &end.edits[0].object else { panic!("a window") };
    assert!(own.at + own.width >= spans[1].1, "{own:?}");
}

#[test]
fn a_zone_is_drawn_by_two_lengths() {
    let (plan, mut names) = classroom();
    let region = Region::begin(&plan, Space::Oasis, String::new(), 6, Point::new(500, 500));
    let mut gesture = Gesture::Region(region);
    assert_eq!(keys(&mut gesture, "⏎3x2⏎"), Then::Commit);
    let outcome = gesture.commit(&plan, &mut names).expect("a zone");
    let Some(Object::Zone(zone)) = &outcome.edits[0].object else { panic!("a zone") };
    let bounds = zone.outline.bounds().expect("corners");
    assert_eq!((bounds.min, bounds.width(), bounds.height()), (Point::new(500, 500), 3000, 2000));
}

#[test]
fn the_free_way_to_the_walls_is_told() {
    let (mut plan, _) = classroom();
    let name = with_table(&mut plan, 4000, 3000, 1);
    let gesture = Gesture::Shift(Shift::begin(&plan, &[name], Point::new(4000, 3000)).expect("movable"));
    let mut ways: Vec<i32> = gesture
        .preview()
        .measures
        .iter()
        .map(|way| greffon_archiclasse_plan::geometry::whole(way.length()))
        .collect();
    ways.sort_unstable();
    assert_eq!(ways, [2750, 3350, 3550, 4350]);
}

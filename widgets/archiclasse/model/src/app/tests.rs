mod large;
mod photo;

use std::collections::BTreeMap;

use greffon_archiclasse_plan::piece::{Ownership, Size};
use greffon_archiclasse_plan::{Angle, Point, keys};
use serde_json::{Value, json};

use super::*;
use crate::arrange::{Pattern, Side};
use crate::gesture::{Draw, Drop, Gesture, Pointer, Shift, Stroke};
use crate::template::Template;

/// Two people's editors over one store, without conflicts: those are the replica's.
struct Desk {
    model: Model,
    said: Vec<Say>,
}

#[derive(Default)]
struct Store {
    items: BTreeMap<String, Value>,
}

impl Desk {
    fn new(bits: u64) -> Self {
        let mut desk =
            Self { model: Model::start(Start { edits: true, read_only: false, bits }), said: Vec::new() };
        desk.tell(&mut Store::default(), Msg::Reset(Vec::new()));
        desk
    }

    /// Tells a message and carries its writes out; gives the keys that changed.
    fn tell(&mut self, store: &mut Store, msg: Msg) -> Vec<String> {
        let mut changed = Vec::new();
        for effect in update(&mut self.model, msg) {
            match effect {
                Effect::Write { ops, label } => {
                    assert!(Label::of(&label).is_some());
                    for op in ops {
                        changed.push(op.key.clone());
                        match op.value {
                            Some(value) => drop(store.items.insert(op.key, value)),
                            None => drop(store.items.remove(&op.key)),
                        }
                    }
                }
                Effect::Announce(say) => self.said.push(say),
                _ => {}
            }
        }
        self.follow(store, &changed);
        changed
    }

    /// What the store says of these keys.
    fn follow(&mut self, store: &Store, keys: &[String]) {
        let items = keys.iter().map(|key| Item { key: key.clone(), value: store.items.get(key).cloned() });
        update(&mut self.model, Msg::Changed(items.collect()));
    }

    fn plan(&self) -> Rc<Plan> {
        Rc::clone(self.model.plan().expect("a plan is open"))
    }
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

fn in_classroom() -> (Desk, Store) {
    let (mut desk, mut store) = (Desk::new(1), Store::default());
    desk.tell(&mut store, Msg::Create { template: Template::Classroom, name: "Salle 12".to_owned() });
    (desk, store)
}

fn drop_table(desk: &mut Desk, store: &mut Store, x: i32, y: i32) -> Ref {
    let gesture = Gesture::Drop(Drop::begin(&desk.plan(), table(x, y)));
    desk.tell(store, Msg::Commit(Box::new(gesture)));
    *desk.model.selection().first().expect("what was put in is selected")
}

#[test]
fn a_template_is_stored_object_by_object_and_opens() {
    let (desk, store) = in_classroom();
    let plan = desk.plan();
    assert_eq!(plan.header.name, "Salle 12");
    assert_eq!((plan.walls.len(), plan.openings.len(), plan.rooms().len()), (4, 3, 1));
    // Header, four nodes, four walls, three openings, one anchor.
    assert_eq!(store.items.len(), 13);
    assert!(store.items.keys().all(|key| keys::read(key).is_some()));
    assert_eq!(desk.said, [Say::Did(Label::Create, 1)]);
}

#[test]
fn a_second_person_sees_each_change() {
    let (mut desk, mut store) = in_classroom();
    let mut other = Desk::new(2);
    let all: Vec<String> = store.items.keys().cloned().collect();
    other.follow(&store, &all);
    let (id, _) = other.model.plans()[0];
    update(&mut other.model, Msg::Open(id));
    let name = drop_table(&mut desk, &mut store, 4000, 3000);
    let changed = desk.tell(&mut store, Msg::Nudge(Point::new(50, 0)));
    other.follow(&store, &changed);
    assert_eq!(other.plan().pieces.get(name.id).map(|piece| piece.at), Some(Point::new(4050, 3000)));
}

#[test]
fn an_island_is_a_group_that_is_taken_as_one() {
    let (mut desk, mut store) = in_classroom();
    drop_table(&mut desk, &mut store, 2000, 2000);
    let pattern = Pattern::Islands { count: 1, tables: 4, columns: 1, way: 900 };
    desk.tell(&mut store, Msg::Repeat(pattern));
    assert_eq!(desk.plan().pieces.len(), 4);
    desk.tell(&mut store, Msg::Select { name: None, beside: false });
    let (first, _) = desk.plan().pieces.iter().next().map(|(id, piece)| (id, piece.clone())).expect("tables");
    desk.tell(&mut store, Msg::Select { name: Some(Ref::new(Kind::Piece, first)), beside: false });
    assert_eq!(desk.model.selection().len(), 4);
    desk.tell(&mut store, Msg::Run(Command::Ungroup));
    desk.tell(&mut store, Msg::Select { name: Some(Ref::new(Kind::Piece, first)), beside: false });
    assert_eq!(desk.model.selection().len(), 1);
}

#[test]
fn a_wall_takes_its_door_and_its_room_along() {
    let (mut desk, mut store) = in_classroom();
    let wall = desk.plan().openings.iter().next().map(|(_, opening)| opening.wall).expect("an opening");
    let wall = Ref::new(Kind::Wall, wall);
    let hosted = desk.plan().openings.iter().filter(|(_, opening)| opening.wall == wall.id).count();
    desk.tell(&mut store, Msg::Select { name: Some(wall), beside: false });
    desk.tell(&mut store, Msg::Run(Command::Delete));
    let plan = desk.plan();
    assert_eq!((plan.walls.len(), plan.openings.len()), (3, 3 - hosted));
    assert!(plan.rooms.is_empty() && plan.rooms().is_empty());
}

#[test]
fn a_room_keeps_its_name_when_it_is_moved() {
    let (mut desk, mut store) = in_classroom();
    let (room, _) = desk.plan().rooms.iter().next().map(|(id, r)| (id, r.clone())).expect("a room");
    let name = Ref::new(Kind::Room, room);
    desk.tell(&mut store, Msg::Name { name, text: "Atelier".to_owned() });
    for (wall, _) in desk.plan().walls.iter() {
        desk.tell(&mut store, Msg::Select { name: Some(Ref::new(Kind::Wall, wall)), beside: true });
    }
    desk.tell(&mut store, Msg::Nudge(Point::new(30_000, 0)));
    let rooms = desk.plan().rooms();
    assert_eq!((rooms[0].id, rooms[0].name.as_str()), (Some(room), "Atelier"));
    assert_eq!(rooms[0].area(), 61_200_000);
}

#[test]
fn a_locked_piece_stays() {
    let (mut desk, mut store) = in_classroom();
    let name = drop_table(&mut desk, &mut store, 4000, 3000);
    desk.tell(&mut store, Msg::Run(Command::Lock));
    for msg in [Msg::Nudge(Point::new(500, 0)), Msg::Run(Command::TurnRight), Msg::Run(Command::Delete)] {
        assert_eq!(desk.tell(&mut store, msg), Vec::<String>::new());
    }
    assert!(desk.plan().pieces.get(name.id).is_some_and(|piece| piece.locked));
}

#[test]
fn what_is_typed_wrongly_is_kept_with_its_reason() {
    let (mut desk, mut store) = in_classroom();
    let name = drop_table(&mut desk, &mut store, 4000, 3000);
    let field = |text: &str| Msg::Field { name, field: Field::Width, text: text.to_owned() };
    assert_eq!(desk.tell(&mut store, field("1,3,0")), Vec::<String>::new());
    let wrong = desk.model.wrong().expect("kept");
    assert_eq!((wrong.text.as_str(), wrong.field), ("1,3,0", Field::Width));
    desk.tell(&mut store, field("1.60"));
    assert_eq!(desk.model.wrong(), None);
    assert_eq!(desk.plan().pieces.get(name.id).map(|piece| piece.size.width), Some(1600));
}

#[test]
fn a_copy_goes_into_another_plan() {
    let (mut desk, mut store) = in_classroom();
    drop_table(&mut desk, &mut store, 4000, 3000);
    desk.tell(&mut store, Msg::Run(Command::Copy));
    desk.tell(&mut store, Msg::Create { template: Template::Cdi, name: "CDI".to_owned() });
    assert!(desk.plan().pieces.is_empty());
    desk.tell(&mut store, Msg::Run(Command::Paste));
    assert_eq!(desk.plan().pieces.len(), 1);
    assert_eq!(desk.model.plans().len(), 2);
}

#[test]
fn a_layout_moves_pieces_and_leaves_the_plan_alone() {
    let (mut desk, mut store) = in_classroom();
    let name = drop_table(&mut desk, &mut store, 4000, 3000);
    desk.tell(&mut store, Msg::AddLayout("Débat".to_owned()));
    desk.tell(&mut store, Msg::Select { name: Some(name), beside: false });
    let keys = desk.tell(&mut store, Msg::Nudge(Point::new(0, 1000)));
    assert!(keys.len() == 1 && keys[0].starts_with("places/"), "{keys:?}");
    assert_eq!(desk.plan().pieces.get(name.id).map(|piece| piece.at), Some(Point::new(4000, 4000)));
    desk.tell(&mut store, Msg::Layout(None));
    assert_eq!(desk.plan().pieces.get(name.id).map(|piece| piece.at), Some(Point::new(4000, 3000)));
}

#[test]
fn who_only_reads_changes_nothing() {
    let (_, mut store) = in_classroom();
    let mut reader = Desk::new(9);
    reader.model = Model::start(Start { edits: false, read_only: false, bits: 3 });
    update(&mut reader.model, Msg::Reset(Vec::new()));
    let all: Vec<String> = store.items.keys().cloned().collect();
    reader.follow(&store, &all);
    let (id, _) = reader.model.plans()[0];
    update(&mut reader.model, Msg::Open(id));
    reader.tell(&mut store, Msg::Run(Command::All));
    let gesture = Gesture::Drop(Drop::begin(&reader.plan(), table(1, 1)));
    for msg in [
        Msg::Commit(Box::new(gesture)),
        Msg::Create { template: Template::Cdi, name: String::new() },
        Msg::DeletePlan(id),
        Msg::Rename("x".to_owned()),
    ] {
        assert_eq!(reader.tell(&mut store, msg), Vec::<String>::new());
    }
}

#[test]
fn a_plan_of_a_newer_version_is_shown_and_not_changed() {
    let (mut desk, mut store) = in_classroom();
    let key = keys::header(desk.model.open().expect("open"));
    store.items.insert(key.clone(), json!({ "v": 2, "name": "Plus tard" }));
    desk.follow(&store, &[key]);
    assert!(desk.model.sheet().is_some_and(|sheet| sheet.newer));
    assert!(!desk.model.can_write() && !desk.model.can(Command::Paste));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_there() {
    let (mut desk, mut store) = in_classroom();
    let key = store.items.keys().find(|key| key.starts_with("walls/")).cloned().expect("a wall");
    store.items.insert(key.clone(), json!({ "a": 1 }));
    desk.follow(&store, std::slice::from_ref(&key));
    let sheet = desk.model.sheet().expect("open");
    assert_eq!(sheet.damaged, [key]);
    assert_eq!(sheet.plan.walls.len(), 4, "the last good one is still shown");
}

#[test]
fn two_thousand_pieces_are_moved_as_one_change() {
    let (mut desk, mut store) = in_classroom();
    let open = desk.model.open().expect("open");
    let mut changed = Vec::new();
    for number in 0..2000_u16 {
        let name = Ref::new(Kind::Piece, greffon_archiclasse_plan::Id::of(number.into()));
        let key = keys::object(open, name);
        let piece = Object::Piece(table(i32::from(number % 50) * 1500, i32::from(number / 50) * 900));
        store.items.insert(key.clone(), piece.write());
        changed.push(key);
    }
    desk.follow(&store, &changed);
    desk.tell(&mut store, Msg::Run(Command::All));
    let gesture = Shift::begin(&desk.plan(), desk.model.selection(), Point::default()).expect("pieces");
    let mut gesture = Gesture::Shift(gesture);
    gesture.update(Pointer { at: Point::new(1000, 0), reach: 0, free: true, straight: false });
    assert_eq!(desk.tell(&mut store, Msg::Commit(Box::new(gesture))).len(), 2000);
    let moves = desk.tell(&mut store, Msg::Run(Command::Align(Side::Left)));
    assert!(!moves.is_empty());
}

#[test]
fn a_plan_goes_out_as_a_file_and_comes_in_again() {
    let (mut desk, mut store) = in_classroom();
    drop_table(&mut desk, &mut store, 4000, 3000);
    let effects = update(&mut desk.model, Msg::Export);
    let [Effect::Save { name, file }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(name, "Salle 12");
    let before = desk.plan();
    desk.tell(&mut store, Msg::Import(Some(file.clone())));
    assert_eq!(*desk.plan(), *before);
    assert_eq!(desk.model.plans().len(), 2);
    assert_eq!(desk.said.last(), Some(&Say::Imported(0)));
    for (file, say) in [
        (None, Say::NotAPlan),
        (Some(json!([])), Say::NotAPlan),
        (Some(json!({ "greffon": "archiclasse-plan", "version": 2 })), Say::NewerFile),
    ] {
        assert_eq!(desk.tell(&mut store, Msg::Import(file)), Vec::<String>::new());
        assert_eq!(desk.said.last(), Some(&say));
    }
    assert_eq!(desk.model.plans().len(), 2);
}

#[test]
fn nothing_drawn_is_said() {
    let (mut desk, mut store) = in_classroom();
    let mut gesture = Gesture::Draw(Draw::begin(&desk.plan(), Point::new(20_000, 0)));
    gesture.key(Stroke::Enter);
    desk.tell(&mut store, Msg::Commit(Box::new(gesture)));
    assert_eq!(desk.said.last(), Some(&Say::NothingDrawn));
}

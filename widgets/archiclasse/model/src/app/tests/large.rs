use std::time::{Duration, Instant};

use super::*;
use crate::hit;

/// More than anybody draws.
const MANY: i32 = 10_000;

#[test]
fn ten_thousand_objects_are_opened_selected_and_moved() {
    let (mut desk, mut store) = in_classroom();
    let (plan, _) = desk.model.plans()[0];
    for at in 0..MANY {
        let name = Ref::new(Kind::Piece, Id::of(u64::from(at.unsigned_abs())));
        let piece = table(at % 100 * 1500, at / 100 * 900);
        store.items.insert(keys::object(plan, name), Object::Piece(piece).write());
    }
    let begun = Instant::now();
    let items = store.items.iter().map(|(key, value)| Item { key: key.clone(), value: Some(value.clone()) });
    update(&mut desk.model, Msg::Reset(items.collect()));
    update(&mut desk.model, Msg::Open(plan));
    assert_eq!(desk.plan().pieces.len(), 10_000);
    // One of them is taken, and one change is one item.
    let at = Point::new(50 * 1500, 50 * 900);
    let name = hit::at(&desk.plan(), at, 10).expect("a table");
    desk.tell(&mut store, Msg::Select { name: Some(name), beside: false });
    assert_eq!(desk.tell(&mut store, Msg::Nudge(Point::new(50, 0))).len(), 1);
    desk.tell(&mut store, Msg::Run(Command::All));
    assert_eq!(desk.model.selection().len(), 10_000);
    // Built without optimization, on a slow machine: far from what anybody would wait for, and not quadratic.
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    let file = greffon_archiclasse_plan::file::write(&desk.plan());
    let mut other = Desk::new(9);
    other.tell(&mut Store::default(), Msg::Import(Some(file)));
    assert_eq!(other.plan().pieces.len(), 10_000);
}

use greffon_archiclasse_plan::length::NoLength;
use greffon_archiclasse_plan::photo::Part;
use greffon_archiclasse_plan::plan::{Background, NoScale};

use super::*;
use crate::field::Refusal;
use crate::gesture::{Pair, Purpose};

const JPEG: &str = "/9j/4AAQ";

fn photo(times: usize, size: (u32, u32)) -> Msg {
    let parts = Part::cut(&JPEG.repeat(times)).expect("a picture");
    Msg::Photo { parts: parts.iter().map(Part::write).collect(), size }
}

/// The address of the photo below the open plan.
fn address(desk: &Desk) -> Option<String> {
    desk.model.photo().and_then(|parts| parts.address())
}

fn with_photo() -> (Desk, Store) {
    let (mut desk, mut store) = in_classroom();
    // Long enough for two items.
    desk.tell(&mut store, photo(7000, (1600, 1200)));
    (desk, store)
}

fn background(desk: &Desk) -> Background {
    desk.plan().header.background.clone().expect("a photo")
}

/// Points at two places, as the drawing does.
fn point(desk: &mut Desk, store: &mut Store, purpose: Purpose, from: Point, to: Point) {
    desk.tell(store, Msg::Take(Tool::Pair(purpose)));
    let mut gesture = Gesture::Pair(Pair::begin(&desk.plan(), purpose, Point::default()));
    for at in [from, to] {
        let pointer = Pointer { at, free: true, ..Pointer::default() };
        gesture.press(pointer);
        gesture.release(pointer);
    }
    desk.tell(store, Msg::Commit(Box::new(gesture)));
}

fn photos(store: &Store) -> usize {
    store.items.keys().filter(|key| key.starts_with("photos/")).count()
}

#[test]
fn a_photo_is_kept_in_parts_and_asks_for_its_scale() {
    let (desk, store) = with_photo();
    assert_eq!(photos(&store), 2);
    assert_eq!(desk.model.tool(), &Tool::Pair(Purpose::Scale));
    let whole = address(&desk).expect("all parts have come");
    assert!(whole.starts_with("data:image/jpeg;base64,/9j/") && whole.len() > 56_000);
    // The other person sees it once all of it has come, in whatever order.
    let mut other = Desk::new(2);
    let mut all: Vec<String> = store.items.keys().cloned().collect();
    all.reverse();
    let last = all.iter().position(|key| key.starts_with("photos/")).expect("a part");
    let last = all.remove(last);
    other.follow(&store, &all);
    let (id, _) = other.model.plans()[0];
    update(&mut other.model, Msg::Open(id));
    assert_eq!(address(&other), None);
    other.follow(&store, &[last]);
    assert_eq!(address(&other), Some(whole));
}

#[test]
fn two_points_and_a_typed_length_scale_it() {
    let (mut desk, mut store) = with_photo();
    point(&mut desk, &mut store, Purpose::Scale, Point::new(0, 0), Point::new(2000, 0));
    assert_eq!(desk.model.tool(), &Tool::Select);
    assert_eq!(desk.model.measured(), Some((Point::new(0, 0), Point::new(2000, 0))));
    // What is no length is said, and stays as it was typed.
    for (text, why) in [
        ("trois mètres", NoLength::NotANumber),
        ("0", NoLength::Zero),
        ("", NoLength::Empty),
        ("-2", NoLength::Negative),
        ("900", NoLength::TooLong),
    ] {
        desk.tell(&mut store, Msg::Scale(text.to_owned()));
        assert_eq!(desk.model.unscaled(), Some(&(text.to_owned(), Refusal::Length(why))));
        assert_eq!(background(&desk).width, 10_000);
    }
    desk.tell(&mut store, Msg::Scale("3,20 m".to_owned()));
    assert_eq!((background(&desk).width, background(&desk).height), (16_000, 12_000));
    assert_eq!((desk.model.measured(), desk.model.unscaled()), (None, None));
    assert!(desk.said.contains(&Say::Did(Label::Scale, 1)));
}

#[test]
fn one_point_twice_is_no_length_and_the_tool_stays() {
    let (mut desk, mut store) = with_photo();
    point(&mut desk, &mut store, Purpose::Scale, Point::new(50, 50), Point::new(50, 50));
    assert_eq!(desk.said.last(), Some(&Say::NoScale(NoScale::SamePoint)));
    assert_eq!((desk.model.measured(), desk.model.tool()), (None, &Tool::Pair(Purpose::Scale)));
    // Two points so near that the picture would be larger than a plan.
    point(&mut desk, &mut store, Purpose::Scale, Point::new(50, 50), Point::new(51, 50));
    desk.tell(&mut store, Msg::Scale("400".to_owned()));
    assert_eq!(desk.said.last(), Some(&Say::NoScale(NoScale::OutOfBounds)));
    assert_eq!(desk.model.unscaled(), Some(&("400".to_owned(), Refusal::OutOfBounds)));
}

#[test]
fn it_is_moved_hidden_and_taken_away() {
    let (mut desk, mut store) = with_photo();
    let before = background(&desk).at;
    point(&mut desk, &mut store, Purpose::Move, Point::new(0, 0), Point::new(300, -150));
    assert_eq!(background(&desk).at, before + Point::new(300, -150));
    desk.tell(&mut store, Msg::HidePhoto(true));
    desk.tell(&mut store, Msg::Strength(500));
    assert_eq!((background(&desk).hidden, background(&desk).strength), (true, 100));
    // A variant has the same photo: it stays for that one.
    desk.tell(&mut store, Msg::Variant("Variante".to_owned()));
    desk.tell(&mut store, Msg::RemovePhoto);
    assert_eq!((address(&desk), photos(&store)), (None, 2));
    let (first, _) = desk.model.plans()[0];
    desk.tell(&mut store, Msg::Open(first));
    desk.tell(&mut store, Msg::RemovePhoto);
    assert_eq!(photos(&store), 0);
    assert!(desk.plan().header.background.is_none());
}

#[test]
fn another_photo_takes_the_place_of_the_one_before() {
    let (mut desk, mut store) = with_photo();
    desk.tell(&mut store, photo(1, (40, 30)));
    assert_eq!(photos(&store), 1);
    // A file of the plan does not hold the photo: elsewhere it is left out.
    let file = greffon_archiclasse_plan::file::write(&desk.plan());
    let mut other = Desk::new(9);
    other.tell(&mut Store::default(), Msg::Import(Some(file)));
    assert!(other.plan().header.background.is_none());
    let (id, _) = desk.model.plans()[0];
    desk.tell(&mut store, Msg::DeletePlan(id));
    assert_eq!(store.items.len(), 0);
}

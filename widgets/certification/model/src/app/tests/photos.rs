//! Photographs on tickets and reports.

use super::*;
use crate::desk::photo::{self, MOST};

impl World {
    /// Two who work on tickets, and a pupil who reported a keyboard.
    fn with_ticket() -> (Self, String) {
        let mut world = Self::new(&["technician", "authority", "pupil"]);
        world.report(2);
        world.tell(2, Msg::Submit);
        let id = world.people[0].tickets[0].id.clone();
        (world, id)
    }

    /// Up to the third tap.
    fn report(&mut self, who: usize) {
        self.tell(who, Msg::ReportProblem(Problem::Keyboard));
        self.tell(who, Msg::ReportPlace(Place::School));
    }

    /// Picks a photograph: the host keeps it under that id.
    fn photo(&mut self, who: usize, to: Option<&str>, file: &str) {
        self.tell(who, Msg::AddPhoto(to.map(str::to_owned)));
        if std::mem::take(&mut self.picking) {
            self.files.push(file.to_owned());
            self.tell(who, Msg::PhotoKept(file.to_owned()));
        }
    }

    fn named(&self, who: usize, ticket: &str) -> Vec<String> {
        self.people[who].ticket(ticket).unwrap().photos.iter().map(|photo| photo.file.clone()).collect()
    }
}

#[test]
fn a_photo_of_one_is_seen_by_the_other_and_taken_away_by_whom_it_is() {
    let (mut world, ticket) = World::with_ticket();
    world.tell(1, Msg::Open(Open::Ticket(ticket.clone())));
    world.photo(0, Some(&ticket), "1-1");
    assert_eq!(world.named(1, &ticket), ["1-1"]);
    // It is told as somebody else's change: theirs to look at, not to take away.
    assert_eq!(world.people[1].album.sight("1-1"), &Sight::Here("blob:1-1".to_owned()));
    world.tell(1, Msg::RemovePhoto("1-1".to_owned()));
    assert_eq!((world.named(0, &ticket).len(), world.files.len()), (1, 1));
    world.tell(0, Msg::RemovePhoto("1-1".to_owned()));
    assert!(world.named(1, &ticket).is_empty() && world.files.is_empty());
    assert!(world.said.contains(&Say::PhotoAdded) && world.said.contains(&Say::PhotoRemoved));
}

#[test]
fn there_are_six_at_most() {
    let (mut world, ticket) = World::with_ticket();
    for number in 0..=MOST {
        world.photo(0, Some(&ticket), &format!("1-{number}"));
    }
    assert_eq!((world.named(0, &ticket).len(), world.files.len()), (MOST, MOST));
    assert_eq!(world.people[0].album.trouble, Some(Trouble::Full));
}

#[test]
fn the_one_that_comes_too_late_is_not_kept_at_the_host_either() {
    let (mut world, ticket) = World::with_ticket();
    for number in 1..MOST {
        world.photo(0, Some(&ticket), &format!("1-{number}"));
    }
    world.tell(0, Msg::AddPhoto(Some(ticket.clone())));
    world.photo(1, Some(&ticket), "2-1");
    world.files.push("1-9".to_owned());
    world.tell(0, Msg::PhotoKept("1-9".to_owned()));
    assert_eq!(world.named(0, &ticket).len(), MOST);
    assert!(!world.files.contains(&"1-9".to_owned()));
}

#[test]
fn two_that_are_added_at_once_both_stay() {
    let at = Moment::parse("2026-11-27T08:00:00.000Z").unwrap();
    let base = json!({ "events": {} });
    let mine = photo::add(&base, "1-1", at, "p0");
    let theirs = photo::add(&base, "2-1", at, "p1");
    // As the replica puts the two together: member by member.
    let mut both = mine;
    both["photos"].as_object_mut().unwrap().extend(theirs["photos"].as_object().unwrap().clone());
    let (mut world, ticket) = World::with_ticket();
    let item = Item { key: format!("tickets/{ticket}"), value: Some(both) };
    world.tell(0, Msg::Changed(vec![item]));
    assert_eq!(world.named(0, &ticket), ["1-1", "2-1"]);
}

#[test]
fn a_report_takes_its_photos_along_and_leaves_none_behind() {
    let (mut world, ticket) = World::with_ticket();
    world.report(2);
    world.tell(2, Msg::Fill(Field::Text, "la touche E".to_owned()));
    world.photo(2, None, "3-1");
    assert_eq!(world.people[2].form.as_ref().unwrap().get(Field::Text), "la touche E");
    world.tell(2, Msg::Submit);
    assert_eq!(world.named(0, &ticket), ["3-1"]);
    world.tell(2, Msg::Undo);
    assert!(world.named(0, &ticket).is_empty() && world.files.is_empty(), "the report went, and its file");
    world.report(2);
    world.photo(2, None, "3-2");
    world.tell(2, Msg::ReportBack);
    assert_eq!(world.files.len(), 1, "one tap back is not away");
    world.tell(2, Msg::ReportBack);
    assert!(world.files.is_empty());
}

#[test]
fn what_is_refused_is_told_and_loses_nothing() {
    let (mut world, ticket) = World::with_ticket();
    world.report(2);
    world.tell(2, Msg::Fill(Field::Text, "la touche E".to_owned()));
    world.tell(2, Msg::AddPhoto(None));
    world.tell(2, Msg::PhotoRefused(Some(Trouble::NoPhoto)));
    assert_eq!(world.people[2].album.trouble, Some(Trouble::NoPhoto));
    assert_eq!(world.people[2].form.as_ref().unwrap().get(Field::Text), "la touche E");
    // The file of a write that the host refuses is of no use.
    world.photo(0, Some(&ticket), "1-1");
    let tag = world.people[0].last_tag;
    world.tell(0, Msg::Refused(tag));
    assert!(world.files.is_empty());
    assert_eq!(world.people[0].album.trouble, Some(Trouble::NotKept));
}

#[test]
fn a_closed_ticket_takes_none() {
    let (mut world, ticket) = World::with_ticket();
    world.tell(0, Msg::Act(ticket.clone(), ActKind::Close));
    world.photo(0, Some(&ticket), "1-1");
    assert!(world.named(0, &ticket).is_empty() && world.files.is_empty());
    assert_eq!(world.people[0].album.trouble, Some(Trouble::NotKept));
}

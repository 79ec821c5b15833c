//! The steps of a preparation that are due soon or late: once a working day at most, to those who are to do them.

use std::collections::BTreeMap;

use greffon_certification_model::day::Day;
use greffon_certification_model::plan::{State, Step};

use super::{Board, date};
use crate::mail::letter::{Kind, Letter, title};
use crate::mail::paris;
use crate::mail::people::Recipient;

/// How many days ahead a step is told.
const AHEAD: i32 = 7;
/// Steps that a message lists; more are counted.
const LISTED: usize = 20;
/// The hours in which a digest goes out.
const HOURS: std::ops::Range<i64> = 6..20;

/// What a digest of that day is remembered by.
pub(super) fn matter(instance: &str, today: Day) -> String {
    format!("steps/{instance}/{}", today.text())
}

/// The digests of today.
pub(super) fn letters(board: &Board<'_>) -> Vec<Letter> {
    if !HOURS.contains(&paris::hour(board.now)) || !board.record.calendar.is_working(board.today) {
        return Vec::new();
    }
    let mut piles: BTreeMap<String, (Recipient, Vec<&Step>)> = BTreeMap::new();
    for step in board.record.steps.iter().map(|kept| &kept.item).filter(|step| is_near(board, step)) {
        let Some(owner) = step.owner else { continue };
        for to in board.people.of_function(&board.record, owner) {
            if to.wants(Kind::Steps) {
                piles.entry(to.key.clone()).or_insert_with(|| (to, Vec::new())).1.push(step);
            }
        }
    }
    piles.into_values().map(|(to, steps)| digest(board, &to, steps)).collect()
}

/// Whether a step is late or due soon, for a session that is still to come.
fn is_near(board: &Board<'_>, step: &Step) -> bool {
    let over = board
        .record
        .sessions
        .get(&step.session)
        .is_some_and(|session| session.on.is_some_and(|on| on < board.today));
    !over && step.state != State::Done && step.due.is_some_and(|due| due <= board.today.plus(AHEAD))
}

fn digest(board: &Board<'_>, to: &Recipient, mut steps: Vec<&Step>) -> Letter {
    steps.sort_by_key(|step| step.due);
    let late = steps.iter().filter(|step| step.is_late(board.today)).count();
    let words = [
        ("late", late.to_string()),
        ("soon", (steps.len() - late).to_string()),
        ("school", board.paper.school()),
    ];
    let line = |step: &&Step| {
        let day = step.due.map(|due| date(to.locale, due)).unwrap_or_default();
        let name = if step.is_late(board.today) { "mail.steps.late" } else { "mail.steps.soon" };
        to.locale.text_with(name, &[("day", day), ("step", title(&step.title))])
    };
    let mut lines: Vec<String> = steps.iter().take(LISTED).map(line).collect();
    if steps.len() > LISTED {
        lines.push(to.locale.text_with("mail.steps.more", &[("count", (steps.len() - LISTED).to_string())]));
    }
    let subject = to.locale.text_with("mail.steps.subject", &words);
    let says = to.locale.text_with("mail.steps.says", &words);
    board.paper.letter(to, Kind::Steps, matter(board.paper.instance, board.today), &subject, &says, &lines)
}

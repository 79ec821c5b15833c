//! The life of tickets.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::clock::spans;
use super::event::{Act, Event, events};
use super::problem::Problem;
use super::report::{Place, Report, Reporter, of_fingerprint, site_of};
use super::routing::{Row, Table, Why};
use super::ticket::{Status, Ticket, tickets};
use crate::calendar::SchoolCalendar;
use crate::day::{Day, Moment};
use crate::function::Function;

/// Thursday 2026-11-26, 09:00 in Paris, plus minutes.
fn at(minutes: i64) -> Moment {
    Moment(Moment::parse("2026-11-26T08:00:00.000Z").unwrap().0 + minutes * 60_000)
}

fn report(minutes: i64) -> Report {
    Report {
        at: at(minutes),
        problem: Problem::Keyboard,
        place: Place::Machine("pc1".to_owned()),
        text: "La touche espace est morte".to_owned(),
        by: Reporter::Pupil,
        name: String::new(),
        site: String::new(),
        rate: None,
        until: None,
    }
}

fn event(minutes: i64, act: Act) -> Event {
    Event { id: format!("e{minutes:05}"), at: at(minutes), name: "Luc".to_owned(), act, text: String::new() }
}

fn of(reports: &[i64], acts: &[(i64, Act)]) -> Vec<Ticket> {
    let reports = reports.iter().map(|minutes| (format!("r{minutes}"), report(*minutes))).collect();
    let events: Vec<Event> = acts.iter().map(|(minutes, act)| event(*minutes, act.clone())).collect();
    let stored = if events.is_empty() { Vec::new() } else { vec![(1, events)] };
    let place = Place::Machine("pc1".to_owned());
    tickets("keyboard.m-pc1", Problem::Keyboard, &place, reports, &stored, Function::SchoolTechnician)
}

#[test]
fn two_reports_of_one_problem_are_one_ticket() {
    let found = of(&[0, 5, 90], &[(10, Act::Take)]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].reports.len(), found[0].status), (3, Status::Assigned));
    assert_eq!(found[0].holder, Function::SchoolTechnician);
}

#[test]
fn a_report_after_the_end_is_a_new_ticket_and_before_it_opens_the_old_one_again() {
    let solved = of(&[0, 60], &[(10, Act::Take), (20, Act::Solve)]);
    assert_eq!((solved.len(), solved[0].status, solved[0].reopened), (1, Status::Assigned, 1));
    let closed = of(&[0, 60], &[(10, Act::Take), (20, Act::Solve), (30, Act::Close)]);
    assert_eq!(closed.len(), 2);
    assert_eq!((closed[0].status, closed[1].status), (Status::Closed, Status::New));
    assert_eq!(closed[1].id, "keyboard.m-pc1/2");
}

#[test]
fn of_two_who_close_at_once_the_second_changes_nothing() {
    let found = of(&[0], &[(10, Act::Close), (11, Act::Close)]);
    assert_eq!(found[0].events.iter().map(|(_, counts)| *counts).collect::<Vec<_>>(), [true, false]);
    assert_eq!(found[0].ended, Some(at(10)));
}

#[test]
fn promises_are_kept_or_not() {
    let day = |text: &str| Day::parse(text).unwrap();
    let mut found = of(&[0], &[(10, Act::Promise(day("2026-11-27")))]);
    let ticket = found.remove(0);
    assert_eq!(ticket.status, Status::Assigned, "who promises has taken it on");
    assert!(!ticket.is_overdue(day("2026-11-27")) && ticket.is_overdue(day("2026-11-28")));
    assert_eq!(ticket.kept_promise(60), None);
    let kept = of(&[0], &[(10, Act::Promise(day("2026-11-27"))), (1500, Act::Solve)]);
    assert_eq!(kept[0].kept_promise(60), Some(true));
    let broken = of(&[0], &[(10, Act::Promise(day("2026-11-26"))), (1500, Act::Solve)]);
    assert_eq!(broken[0].kept_promise(60), Some(false));
}

#[test]
fn waiting_stops_the_clock_and_each_holder_has_their_own() {
    let calendar = SchoolCalendar::shipped();
    let acts = [
        (60, Act::Take),
        (120, Act::Wait),
        (180, Act::Resume),
        (240, Act::Hand(Function::AuthorityTechnician)),
        (300, Act::Solve),
    ];
    let found = of(&[0], &acts);
    let spans = spans(&found[0], Function::SchoolTechnician, &calendar, 60, at(10_000));
    let of = |number: usize| {
        (spans[number].holder, spans[number].worked, spans[number].waited, spans[number].to_own)
    };
    assert_eq!(of(0), (Function::SchoolTechnician, 180, 60, Some(60)));
    assert_eq!(of(1), (Function::AuthorityTechnician, 60, 0, Some(60)));
    assert_eq!(spans[1].to, Some(at(300)), "solved, nobody's clock runs");
}

#[test]
fn a_merged_ticket_names_the_other() {
    let found = of(&[0], &[(5, Act::Merge("screen.m-pc1/1".to_owned())), (6, Act::Take)]);
    assert_eq!((found[0].status, found[0].merged_into()), (Status::Merged, Some("screen.m-pc1/1")));
}

#[test]
fn one_site_is_one_site_however_it_is_typed() {
    for typed in ["app.pix.fr", " https://App.Pix.fr/connexion?x=1", "www.app.pix.fr:443"] {
        assert_eq!(site_of(typed), "app.pix.fr", "{typed}");
    }
    let mut blocked = report(0);
    blocked.problem = Problem::Filtering;
    blocked.place = Place::School;
    blocked.site = "https://app.pix.fr/".to_owned();
    assert_eq!(blocked.fingerprint(), "filtering.school.app.pix.fr");
    assert_eq!(of_fingerprint(&blocked.fingerprint()), Some((Problem::Filtering, Place::School)));
    assert_eq!(of_fingerprint("keyboard.m-pc1"), Some((Problem::Keyboard, Place::Machine("pc1".to_owned()))));
    for odd in ["", "keyboard", "keyboard.x", "huge.school"] {
        assert_eq!(of_fingerprint(odd), None, "{odd}");
    }
}

#[test]
fn the_first_row_that_fits_decides_and_says_why() {
    let table = Table(vec![
        Row { id: "a".into(), problems: vec![Problem::Screen], rooms: vec![], to: Function::Academy },
        Row { id: "b".into(), problems: vec![], rooms: vec!["r2".into()], to: Function::AuthorityIt },
        Row {
            id: "c".into(),
            problems: vec![Problem::Keyboard],
            rooms: vec![],
            to: Function::SchoolTechnician,
        },
    ]);
    let decision = table.decide(Problem::Keyboard, "r1");
    assert_eq!((decision.to, decision.row), (Function::SchoolTechnician, Some(3)));
    assert_eq!(decision.passed, [Why::OtherProblem, Why::OtherRoom]);
    assert_eq!(table.decide(Problem::Keyboard, "r2").to, Function::AuthorityIt);
    let nobody = table.decide(Problem::Account, "");
    assert_eq!((nobody.to, nobody.row), (Function::Referent, None));
    assert_eq!(Table::read(&table.raw()), table);
}

#[test]
fn every_problem_has_a_holder_by_default() {
    let table = Table::default();
    for problem in Problem::ALL {
        assert_eq!(table.decide(problem, "").to, problem.default_holder(), "{problem:?}");
        assert!(table.decide(problem, "").row.is_some());
    }
}

fn some_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        Just(Act::Take),
        prop::sample::select(Function::ALL.to_vec()).prop_map(Act::Hand),
        (20_700_i32..20_900).prop_map(|day| Act::Promise(Day(day))),
        (20_700_i32..20_900, any::<bool>()).prop_map(|(day, remote)| Act::Plan { on: Day(day), remote }),
        Just(Act::Wait),
        Just(Act::Resume),
        Just(Act::Solve),
        Just(Act::Close),
        Just(Act::Reopen),
        Just(Act::Comment),
        Just(Act::Merge("other.school/1".to_owned())),
    ]
}

proptest! {
    #[test]
    fn events_read_as_they_are_written(act in some_act(), text in "\\PC{0,20}") {
        let event = Event { id: "e1".into(), at: at(3), name: "Luc".into(), act, text };
        prop_assert_eq!(Event::read("e1", &event.raw()), Some(event));
    }

    #[test]
    fn reports_read_as_they_are_written(kind in 0_usize..16, text in "[a-z]{0,9}", rate in prop::option::of(0_u32..1000)) {
        let report = Report { problem: Problem::ALL[kind], text, rate, by: Reporter::Staff, ..report(7) };
        prop_assert_eq!(Report::read(&report.raw()), Some(report));
    }

    #[test]
    fn whatever_happens_open_reports_are_in_one_ticket_each(
        reports in prop::collection::btree_set(0_i64..500, 1..12),
        acts in prop::collection::vec((0_i64..500, some_act()), 0..12),
    ) {
        let mut acts = acts;
        acts.sort_by_key(|(minutes, _)| *minutes);
        let reports: Vec<i64> = reports.into_iter().collect();
        let found = of(&reports, &acts);
        let counted: usize = found.iter().map(|ticket| ticket.reports.len()).sum();
        prop_assert_eq!(counted, reports.len(), "no report is lost or doubled");
        // All but the last are over: never two open tickets of one problem.
        for ticket in &found[..found.len() - 1] {
            prop_assert!(ticket.status.is_over(), "{:?}", ticket.status);
        }
        for ticket in &found {
            prop_assert_eq!(ticket.ended.is_some(), !ticket.status.is_open());
        }
    }

    #[test]
    fn clocks_add_up_to_the_time_that_it_was_open(acts in prop::collection::vec((1_i64..2000, some_act()), 0..14)) {
        let calendar = SchoolCalendar::shipped();
        let mut acts: Vec<(i64, Act)> = acts.into_iter().filter(|(_, act)| !matches!(act, Act::Solve | Act::Close | Act::Merge(_))).collect();
        acts.sort_by_key(|(minutes, _)| *minutes);
        let found = of(&[0], &acts);
        let now = at(4000);
        let spans = spans(&found[0], Function::SchoolTechnician, &calendar, 60, now);
        let sum: i64 = spans.iter().map(|span| span.worked + span.waited).sum();
        prop_assert_eq!(sum, calendar.working_minutes(at(0), now, 60));
        prop_assert_eq!(spans.last().unwrap().holder, found[0].holder);
    }

    #[test]
    fn stored_order_does_not_matter(acts in prop::collection::vec((0_i64..300, some_act()), 1..10)) {
        let written: serde_json::Map<String, Value> = acts.iter().enumerate().map(|(number, (minutes, act))| {
            let id = format!("z{:02}", 99 - number);
            (id.clone(), Event { id, ..event(*minutes, act.clone()) }.raw())
        }).collect();
        let read = events(&json!({ "events": written }));
        prop_assert_eq!(read.len(), acts.len());
        for pair in read.windows(2) {
            prop_assert!((pair[0].at, &pair[0].id) < (pair[1].at, &pair[1].id));
        }
    }
}

use greffon_certification_model::day::Day;
use greffon_certification_model::machine::Readiness;
use greffon_protocol::Manifest;

use super::*;
use crate::sites::Sites;

const OWNER: &str = "p-4f2a";
const START: i64 = 1_795_420_800_000;

/// A room of four computers, and what happens to it.
struct Room {
    record: Record,
    minute: i64,
    manifest: Manifest,
}

impl Room {
    fn new() -> Self {
        let mut record = Record::default();
        record.put("rooms/b12", Some(&json!({ "name": "B12" })));
        for seat in 1..=4 {
            let machine = json!({ "name": format!("B12-0{seat}"), "room": "b12", "seat": seat });
            record.put(&format!("machines/b12-{seat}"), Some(&machine));
        }
        let manifest = Manifest::parse(include_str!("../../../widget.json")).unwrap();
        Self { record, minute: 0, manifest }
    }

    /// Runs the page on a seat; checks that are not named are fine.
    fn run(&mut self, seat: usize, bad: &[&str]) -> Taken {
        let mut results: Vec<Found> = Vec::new();
        for check in checks() {
            if check.id != "site" {
                let is = if bad.contains(&check.id.as_str()) { State::Bad } else { State::Fine };
                let saw = format!("mesure de {}", check.id);
                results.push(Found { check: check.id.clone(), site: String::new(), is, saw });
            }
        }
        for probe in &Sites::shipped().sites {
            let is = if bad.contains(&probe.host.as_str()) { State::Bad } else { State::Fine };
            let saw = format!("verdict sur {}", probe.host);
            results.push(Found { check: "site".into(), site: probe.host.clone(), is, saw });
        }
        let run = Run { machine: format!("b12-{seat}"), browser: "Firefox 140".into(), results };
        assert_eq!(run.check(&Sites::shipped()), Ok(()));
        self.minute += 1;
        let at = Moment(START + self.minute * 60_000);
        let taken = take(&self.record, &run, at, OWNER, &format!("00{seat}")).unwrap();
        for (key, value) in &taken.items {
            let rule = self
                .manifest
                .access
                .iter()
                .find(|rule| key.as_str().starts_with(&rule.prefix.replace("{self}", OWNER)));
            let schema = &self.manifest.schemas[rule.unwrap().schema.as_ref().unwrap()];
            let problem = jsonschema::validate(schema, value).err().map(|error| error.to_string());
            assert_eq!(problem, None, "{key} {value}");
            self.record.put(key.as_str(), Some(value));
        }
        assert!(self.record.damaged.is_empty());
        taken
    }

    fn open(&self) -> Vec<String> {
        let open = |ticket: &Ticket| ticket.status.is_open();
        self.record.tickets().into_iter().filter(open).map(|ticket| ticket.id).collect()
    }

    fn readiness(&self) -> Vec<Readiness> {
        self.record.readiness(&self.record.tickets(), Day::parse("2026-11-23").unwrap())
    }

    fn act(&mut self, ticket: &str, act: Act) {
        self.minute += 1;
        let at = Moment(START + self.minute * 60_000);
        let event = Event {
            id: format!("event{:08}", self.minute),
            at,
            name: String::new(),
            act,
            text: String::new(),
        };
        let key = format!("tickets/{ticket}");
        let mut raw =
            self.record.raw(&Key::new(key.clone()).unwrap()).cloned().unwrap_or(json!({ "events": {} }));
        raw["events"][&event.id] = event.raw();
        self.record.put(&key, Some(&raw));
    }
}

#[test]
fn a_run_without_a_problem_makes_the_seat_ready_and_opens_nothing() {
    let mut room = Room::new();
    let taken = room.run(1, &[]);
    assert!(taken.tickets.is_empty() && room.open().is_empty());
    assert_eq!(taken.items.len(), 1);
    assert_eq!(room.readiness()[0], Readiness::Ready);
}

#[test]
fn a_failing_check_opens_one_ticket_at_whom_the_table_names_however_often_it_is_run() {
    let mut room = Room::new();
    let taken = room.run(1, &["sound"]);
    assert_eq!(room.open(), ["sound.m-b12-1/1"]);
    assert_eq!((taken.tickets[0].holder, taken.tickets[0].row), (Function::SchoolTechnician, Some(1)));
    assert!(!taken.tickets[0].known);
    let again = room.run(1, &["sound"]);
    assert!(again.tickets[0].known);
    assert_eq!(again.items.len(), 1, "nothing but the computer's own record");
    assert_eq!(room.open(), ["sound.m-b12-1/1"]);
    assert_eq!(room.record.tickets()[0].reports.len(), 1);
    // The holder's own table decides, not the page.
    let table = json!({ "rows": [{ "id": "all", "to": "head" }] });
    room.record.put("routing/table", Some(&table));
    let other = room.run(2, &["antivirus"]);
    assert_eq!((other.tickets[0].holder, other.tickets[0].row), (Function::Head, Some(1)));
}

#[test]
fn a_rerun_that_is_fine_ends_the_ticket_and_one_that_is_not_opens_it_again() {
    let mut room = Room::new();
    room.run(1, &["sound"]);
    assert_eq!(room.run(1, &[]).repaired, 1);
    assert_eq!(room.record.tickets()[0].status, Status::Solved);
    assert_eq!(room.readiness()[0], Readiness::Ready);
    room.run(1, &["sound"]);
    let ticket = &room.record.tickets()[0];
    assert_eq!((ticket.status, ticket.reopened, ticket.reports.len()), (Status::Assigned, 1, 2));
    room.act("sound.m-b12-1/1", Act::Close);
    room.run(1, &["sound"]);
    assert_eq!(room.open(), ["sound.m-b12-1/2"], "what was closed is over: a new ticket");
}

#[test]
fn what_several_computers_of_a_room_share_is_one_ticket_of_the_room() {
    let mut room = Room::new();
    room.run(1, &["app.pix.fr", "keyboard"]);
    assert_eq!(room.open(), ["filtering.m-b12-1.app.pix.fr/1", "keyboard.m-b12-1/1"]);
    let taken = room.run(2, &["app.pix.fr", "keyboard"]);
    assert!(taken.tickets.iter().any(|ticket| ticket.room && ticket.problem == Problem::Filtering));
    let expected = ["filtering.r-b12.app.pix.fr/1", "keyboard.m-b12-1/1", "keyboard.m-b12-2/1"];
    assert_eq!(room.open(), expected);
    room.run(3, &["app.pix.fr"]);
    room.run(4, &[]);
    assert_eq!(room.open(), expected, "never a second one for the same cause");
    assert_eq!(
        room.readiness()[3],
        Readiness::Ready,
        "the one that is fine is not stopped by the room's ticket"
    );
    assert_eq!(room.readiness()[2], Readiness::Ticket(1));
    // Seats come back one by one, the ticket ends with the last.
    assert_eq!(room.run(3, &[]).repaired, 0);
    assert_eq!(room.readiness()[2], Readiness::Ready);
    room.run(1, &["keyboard"]);
    assert_eq!(room.run(2, &["keyboard"]).repaired, 1);
    assert_eq!(room.open(), ["keyboard.m-b12-1/1", "keyboard.m-b12-2/1"]);
}

#[test]
fn what_people_reported_is_not_ended_by_a_page() {
    let mut room = Room::new();
    let report = json!({
        "at": "2026-11-23T07:00:00.000Z", "problem": "sound", "place": "m-b12-1", "by": "staff",
    });
    room.record.put("reports/p-1/a1", Some(&report));
    assert_eq!(room.run(1, &[]).repaired, 0);
    assert_eq!(room.open(), ["sound.m-b12-1/1"]);
    let taken = room.run(1, &["sound"]);
    assert!(taken.tickets[0].known, "it joins the one that is open");
    assert_eq!(room.open().len(), 1);
}

#[test]
fn what_is_open_for_the_whole_establishment_is_not_opened_again_for_a_computer() {
    let mut room = Room::new();
    let report = json!({
        "at": "2026-11-23T07:00:00.000Z", "problem": "filtering", "place": "school", "by": "staff", "site": "app.pix.fr",
    });
    room.record.put("reports/p-1/a1", Some(&report));
    assert!(room.run(1, &["app.pix.fr"]).tickets[0].known);
    assert_eq!(room.open(), ["filtering.school.app.pix.fr/1"]);
    assert_eq!(room.run(1, &[]).repaired, 0, "people said it, people end it");
}

#[test]
fn a_run_that_skipped_checks_says_nothing_of_their_aspect() {
    let mut room = Room::new();
    room.run(1, &[]);
    let run = Run {
        machine: "b12-2".into(),
        browser: "Firefox 140".into(),
        results: vec![
            Found {
                check: "screen".into(), site: String::new(), is: State::Fine, saw: "1920 × 1080".into()
            },
            Found { check: "antivirus".into(), site: String::new(), is: State::Skipped, saw: String::new() },
        ],
    };
    let taken = take(&room.record, &run, Moment(START), OWNER, "002").unwrap();
    assert!(taken.items[0].1.get("checks").is_none(), "{:?}", taken.items[0].1);
}

#[test]
fn a_run_that_makes_no_sense_is_refused() {
    use crate::run::Wrong;
    let sites = Sites::shipped();
    let read = |results: Value| -> Run {
        serde_json::from_value(json!({ "machine": "b12-1", "browser": "Firefox", "results": results }))
            .unwrap()
    };
    let wrong = |results: Value| read(results).check(&sites);
    assert_eq!(wrong(json!([])), Err(Wrong::Nothing));
    assert_eq!(wrong(json!([{ "check": "sound", "is": "skipped" }])), Err(Wrong::Nothing));
    assert_eq!(wrong(json!([{ "check": "voltage", "is": "fine" }])), Err(Wrong::Check("voltage".into())));
    let twice = json!([{ "check": "sound", "is": "fine" }, { "check": "sound", "is": "bad" }]);
    assert_eq!(wrong(twice), Err(Wrong::Twice("sound".into())));
    let site = json!([{ "check": "site", "site": "evil.example", "is": "bad" }]);
    assert_eq!(wrong(site), Err(Wrong::Site("evil.example".into())));
    let long = json!([{ "check": "sound", "is": "fine", "saw": "x".repeat(161) }]);
    assert_eq!(wrong(long), Err(Wrong::Text("saw")));
    let lines = json!([{ "check": "sound", "is": "fine", "saw": "a\nb" }]);
    assert_eq!(wrong(lines), Err(Wrong::Text("saw")));
    let unknown = json!({ "machine": "m", "browser": "b", "results": [], "admin": true });
    assert!(serde_json::from_value::<Run>(unknown).is_err());
    assert!(take(&Record::default(), &read(json!([])), Moment(0), OWNER, "0").is_none());
}

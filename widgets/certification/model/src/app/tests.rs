//! The board at work: two people before one store, which only takes what the rules let through.

use serde_json::{Value, json};

use super::*;
use crate::desk::report::Place;
use crate::desk::ticket::Status;
use crate::files::intake::{Fate, Refusal};
use crate::files::people::Taker;
use crate::files::{computers, people};
use crate::log::Deed;
use crate::plan::State;

/// A store and the boards before it: what one writes, all get.
struct World {
    people: Vec<Model>,
    minute: i64,
    drawn: u32,
    said: Vec<Say>,
    picking: bool,
    files: Vec<String>,
}

impl World {
    fn new(roles: &[&str]) -> Self {
        let mut world = Self {
            people: Vec::new(),
            minute: 0,
            drawn: 0,
            said: Vec::new(),
            picking: false,
            files: Vec::new(),
        };
        for (number, role) in roles.iter().enumerate() {
            let user = User {
                id: Some(format!("p{number}")),
                roles: vec![(*role).to_owned()],
                name: Some(format!("Personne {number}")),
                ..User::default()
            };
            let at = world.at();
            let mut model = Model::start(user, false, &at);
            update(&mut model, Msg::Reset(Vec::new()), &at);
            world.people.push(model);
        }
        world
    }

    fn at(&mut self) -> At {
        self.minute += 1;
        self.drawn += 1;
        let start = Moment::parse("2026-11-26T08:00:00.000Z").unwrap();
        At {
            now: Moment(start.0 + self.minute * 60_000),
            offset: 60,
            fresh: format!("fresh{:05}", self.drawn),
        }
    }

    fn tell(&mut self, who: usize, msg: Msg) {
        let at = self.at();
        for effect in update(&mut self.people[who], msg, &at) {
            match effect {
                Effect::Write { items, .. } => {
                    assert!(items.len() <= 50, "{}", items.len());
                    let items: Vec<Item> = items
                        .into_iter()
                        .map(|(key, value)| Item { key: key.as_str().to_owned(), value })
                        .collect();
                    for model in &mut self.people {
                        for effect in update(model, Msg::Changed(items.clone()), &at) {
                            if let Effect::Fetch(number, file) = effect {
                                update(model, Msg::PhotoSeen(number, Some(format!("blob:{file}"))), &at);
                            }
                        }
                    }
                }
                Effect::Announce(say) => self.said.push(say),
                Effect::Photo => self.picking = true,
                Effect::Fetch(number, file) => {
                    let address = self.files.contains(&file).then(|| format!("blob:{file}"));
                    self.tell(who, Msg::PhotoSeen(number, address));
                }
                Effect::Drop(file) => self.files.retain(|known| *known != file),
                Effect::Focus(_) | Effect::Dirty(_) => {}
            }
        }
    }

    /// What the file of computers that somebody picked would change.
    fn computers(&self, who: usize) -> Result<computers::Preview, Refusal> {
        let model = &self.people[who];
        let import = model.import.as_ref().expect("a file");
        computers::read(import.text.as_deref().unwrap_or_default(), &model.record, &import.fresh)
    }

    fn fill(&mut self, who: usize, kind: FormKind, answers: &[(Field, &str)]) {
        self.tell(who, Msg::Form(kind));
        for (field, value) in answers {
            self.tell(who, Msg::Fill(*field, (*value).to_owned()));
        }
        self.tell(who, Msg::Submit);
    }

    fn with_session(roles: &[&str]) -> Self {
        let mut world = Self::new(roles);
        let answers =
            [(Field::Name, "Session de juin"), (Field::On, "2027-06-10"), (Field::Candidates, "112")];
        world.fill(0, FormKind::NewSession, &answers);
        world
    }

    fn step(&self, who: usize, code: &str) -> (String, crate::plan::Step) {
        let steps = &self.people[who].record.steps;
        let kept =
            steps.iter().find(|kept| kept.id.ends_with(&format!(".{code}"))).expect("a step of the template");
        (kept.id.clone(), kept.item.clone())
    }
}

#[test]
fn a_session_is_planned_in_one_gesture_and_seen_by_the_other() {
    let world = World::with_session(&["referent", "authority"]);
    for model in &world.people {
        assert_eq!(model.record.sessions.len(), 1);
        assert!(model.record.steps.len() > 15);
        assert_eq!(model.record.log.len(), 1);
    }
    assert!(world.people[0].form.is_none());
}

#[test]
fn two_forms_on_one_step_change_what_each_person_touched() {
    let mut world = World::with_session(&["referent", "authority"]);
    let (id, _) = world.step(0, "image");
    for who in [0, 1] {
        world.tell(who, Msg::Form(FormKind::Step(Some(id.clone()))));
    }
    world.tell(0, Msg::Fill(Field::Note, "Image de rentrée".to_owned()));
    world.tell(1, Msg::Fill(Field::Due, "2027-04-20".to_owned()));
    world.tell(1, Msg::Submit);
    world.tell(0, Msg::Submit);
    let (_, step) = world.step(0, "image");
    assert_eq!((step.due, step.note.as_str()), (crate::day::Day::parse("2027-04-20"), "Image de rentrée"));
}

fn file(kind: Kind, text: &str) -> Msg {
    Msg::File { kind, name: "fichier.csv".to_owned(), text: Some(text.to_owned()) }
}

#[test]
fn computers_come_out_of_a_file_after_they_were_shown() {
    let mut world = World::new(&["technician", "referent", "teacher"]);
    let rows = (1..=120).map(|number| format!("B12-{number};Salle B12\n")).collect::<Vec<_>>().concat();
    let rows = ["Nom;Salle\n", &rows].concat();
    world.tell(2, file(Kind::Machine, &rows));
    assert!(world.people[2].import.is_none(), "whoever may not change computers takes no file in");
    world.tell(0, file(Kind::Machine, &rows));
    let preview = world.computers(0).expect("a table");
    assert_eq!((preview.rows.len(), preview.rooms.len(), preview.faults.len()), (120, 1, 0));
    assert!(world.people[0].record.machines.is_empty(), "nothing has changed yet");
    // Meanwhile somebody else makes the room, and one of the computers.
    world.tell(1, file(Kind::Machine, "Nom;Salle\nB12-1;Salle B12\n"));
    for who in [1, 0] {
        let changes = world.computers(who).expect("a table").changes();
        world.tell(who, Msg::AcceptImport(changes));
    }
    for model in &world.people {
        assert_eq!((model.record.machines.len(), model.record.rooms.len()), (120, 1));
        assert_eq!(model.record.log.len(), 2);
    }
    world.tell(0, Msg::Undo);
    assert_eq!(world.people[2].record.machines.len(), 1, "what the other made stays");
    assert_eq!(world.people[2].record.rooms.len(), 1);
}

#[test]
fn a_file_that_is_none_says_why_and_changes_nothing() {
    let mut world = World::new(&["technician"]);
    world.tell(0, file(Kind::Machine, "\u{fffd}PNG\n\u{1}\n"));
    assert_eq!(world.computers(0), Err(Refusal::NoName));
    world.tell(0, Msg::File { kind: Kind::Machine, name: "grand.csv".to_owned(), text: None });
    assert!(world.people[0].import_of(Kind::Machine).is_some_and(|import| import.text.is_none()));
    assert_eq!(world.people[0].import_of(Kind::Contact), None, "the directory does not show it");
    world.tell(0, Msg::CancelImport);
    assert!(world.people[0].import.is_none() && world.people[0].record.machines.is_empty());
}

#[test]
fn people_come_out_of_a_file_and_go_again_in_one_step() {
    let mut world = World::new(&["technician", "teacher", "referent"]);
    world.fill(
        0,
        FormKind::Contact(None),
        &[(Field::Name, "Luc"), (Field::Function, "head"), (Field::Mail, "l@b.fr")],
    );
    let rows = (1..=119).map(|number| format!("Ada {number};Enseignant;;\n")).collect::<Vec<_>>().concat();
    let text = ["Nom;Fonction;Mail;Téléphone\nLuc;Direction;l@b.fr;01\n", &rows].concat();
    world.tell(1, file(Kind::Contact, &text));
    assert!(world.people[1].import.is_none(), "a teacher does not change the directory");
    world.tell(0, file(Kind::Contact, &text));
    let import = world.people[0].import.clone().expect("a file");
    let taker = Taker { fresh: &import.fresh, instance: "i", leads: false };
    let preview = people::read(&import.text.unwrap(), &world.people[0].record, taker).expect("a table");
    assert_eq!((preview.count(Fate::New), preview.count(Fate::Changed)), (119, 1));
    assert_eq!(world.people[2].record.team.len(), 1, "nothing has changed yet");
    world.tell(0, Msg::AcceptImport(preview.changes()));
    let team = |world: &World| world.people[2].record.team.clone();
    assert_eq!(team(&world).len(), 120);
    assert_eq!(world.people[2].record.log.iter().last().unwrap().item.deed, Deed::ContactsImported);
    world.tell(0, Msg::Undo);
    let left: Vec<String> = team(&world).iter().map(|kept| kept.item.phone.clone()).collect();
    assert_eq!(left, [""], "who was there is as before, and nobody else is left");
}

#[test]
fn what_is_wrong_stays_in_the_form_and_nothing_is_written() {
    let mut world = World::new(&["referent"]);
    world.fill(0, FormKind::NewSession, &[(Field::On, "2026-11-25"), (Field::Candidates, "beaucoup")]);
    let form = world.people[0].form.clone().unwrap();
    let wrong = |field: Field| form.entries.iter().find(|entry| entry.field == field).unwrap().wrong;
    assert_eq!(wrong(Field::Name), Some(Wrong::Empty));
    assert_eq!(wrong(Field::On), Some(Wrong::Past));
    assert_eq!(wrong(Field::Candidates), Some(Wrong::NoNumber(0, 5000)));
    assert_eq!(form.get(Field::Candidates), "beaucoup");
    assert!(world.people[0].record.sessions.is_empty());
}

#[test]
fn a_card_is_moved_and_taken_back_and_others_changes_stay() {
    let mut world = World::with_session(&["referent", "technician"]);
    let (id, _) = world.step(0, "hardware");
    world.tell(1, Msg::Move { id: id.clone(), to: State::Doing, before: None });
    assert_eq!(world.step(0, "hardware").1.state, State::Doing);
    world.fill(0, FormKind::Step(Some(id)), &[(Field::Note, "Souris de rechange au bureau")]);
    world.tell(1, Msg::Undo);
    let (_, step) = world.step(0, "hardware");
    assert_eq!((step.state, step.note.as_str()), (State::ToDo, "Souris de rechange au bureau"));
    let deeds: Vec<Deed> = world.people[0].record.log.iter().map(|kept| kept.item.deed).collect();
    assert_eq!(deeds.last(), Some(&Deed::Undone), "the log keeps both");
    assert!(deeds.contains(&Deed::StepMoved));
}

#[test]
fn a_card_goes_by_keyboard_where_the_mouse_would_put_it() {
    let mut world = World::with_session(&["referent"]);
    let (id, _) = world.step(0, "team");
    world.tell(0, Msg::Lift(id.clone()));
    world.tell(0, Msg::Carry(Direction::Right));
    world.tell(0, Msg::Carry(Direction::Right));
    world.tell(0, Msg::Carry(Direction::Right));
    world.tell(0, Msg::Carry(Direction::Right));
    assert_eq!(world.step(0, "team").1.state, State::ToDo, "nothing is stored while it is carried");
    world.tell(0, Msg::Lift(id.clone()));
    assert_eq!(world.step(0, "team").1.state, State::Done);
    world.tell(0, Msg::Lift(id.clone()));
    world.tell(0, Msg::Carry(Direction::Left));
    world.tell(0, Msg::PutBack);
    assert_eq!(world.step(0, "team").1.state, State::Done);
    assert!(world.said.iter().any(|say| matches!(say, Say::PutBack(_))));
}

#[test]
fn a_card_is_carried_past_one_neighbour_at_a_time() {
    let mut world = World::with_session(&["referent"]);
    let (id, _) = world.step(0, "team");
    let order = |world: &World| -> Vec<String> {
        world.people[0].board()[0].columns[0].cards.iter().map(|card| card.id.to_owned()).collect()
    };
    let before = order(&world);
    world.tell(0, Msg::Lift(id.clone()));
    world.tell(0, Msg::Carry(Direction::Down));
    world.tell(0, Msg::Lift(id.clone()));
    let after = order(&world);
    assert_eq!((before[1].clone(), before[2].clone()), (after[2].clone(), after[1].clone()));
    world.tell(0, Msg::Lift(id.clone()));
    world.tell(0, Msg::Carry(Direction::Up));
    world.tell(0, Msg::Lift(id));
    assert_eq!(order(&world), before);
}

#[test]
fn a_circle_is_refused_and_named() {
    let mut world = World::with_session(&["referent"]);
    let ((team, _), (rooms, _)) = (world.step(0, "team"), world.step(0, "rooms"));
    world.tell(0, Msg::After { step: team.clone(), first: rooms, on: true });
    assert!(matches!(world.said.last(), Some(Say::Cycle(titles)) if titles.len() == 2));
    assert_eq!(world.step(0, "team").1.after.len(), 1);
}

#[test]
fn another_day_takes_the_steps_along_but_not_those_that_are_done() {
    let mut world = World::with_session(&["referent"]);
    let (done, before) = world.step(0, "referent");
    let (_, papers) = world.step(0, "papers");
    world.tell(0, Msg::Move { id: done, to: State::Done, before: None });
    let session = world.people[0].record.sessions.iter().next().unwrap().id.clone();
    world.fill(0, FormKind::Session(session), &[(Field::On, "2027-06-17")]);
    assert_eq!(world.step(0, "referent").1.due, before.due);
    assert_eq!(world.step(0, "papers").1.due, papers.due.map(|due| due.plus(7)));
}

#[test]
fn a_pupil_reports_in_three_taps_and_it_lands_where_the_table_says() {
    let mut world = World::new(&["referent", "pupil", "technician", "teacher"]);
    world.fill(0, FormKind::Room, &[(Field::Name, "Salle B12"), (Field::Count, "16")]);
    assert_eq!(world.people[0].record.machines.len(), 16);
    let machine = world.people[1].record.machines.iter().next().unwrap().id.clone();
    assert_eq!(world.people[1].screen, Screen::Report);
    for who in [1, 3] {
        world.tell(who, Msg::ReportProblem(Problem::Keyboard));
        world.tell(who, Msg::ReportPlace(Place::Machine(machine.clone())));
        world.tell(who, Msg::Submit);
    }
    assert_eq!(world.people[1].draft.sent, Some((Function::SchoolTechnician, false)));
    assert_eq!(world.people[3].draft.sent, Some((Function::SchoolTechnician, true)), "it joins the open one");
    let technician = &world.people[2];
    assert_eq!((technician.tickets.len(), technician.my_tickets()), (1, 1));
    let ticket = &technician.tickets[0];
    assert_eq!((ticket.reports.len(), ticket.status), (2, Status::New));
    assert!(
        ticket
            .reports
            .iter()
            .all(|(_, report)| report.by == crate::desk::report::Reporter::Staff || report.name.is_empty())
    );
    assert_eq!(world.people[1].record.log.len(), 1, "a report is no line of the log");
}

#[test]
fn two_who_close_one_ticket_close_it_once() {
    let mut world = World::new(&["technician", "referent", "teacher"]);
    world.tell(2, Msg::ReportProblem(Problem::Platform));
    world.tell(2, Msg::ReportPlace(Place::School));
    world.tell(2, Msg::Submit);
    let id = world.people[0].tickets[0].id.clone();
    world.tell(0, Msg::Act(id.clone(), ActKind::Close));
    world.tell(1, Msg::Act(id.clone(), ActKind::Close));
    assert_eq!(world.people[1].tickets[0].status, Status::Closed);
    assert_eq!(world.people[1].tickets[0].events.len(), 1);
    world.tell(2, Msg::Act(id, ActKind::Reopen));
    assert!(world.people[2].form.is_some(), "the form opens, and what it sends is refused");
}

#[test]
fn a_ticket_keeps_a_seat_from_being_ready_until_it_is_mended() {
    let mut world = World::new(&["referent"]);
    world.fill(0, FormKind::Room, &[(Field::Name, "B12"), (Field::Count, "2")]);
    let room = world.people[0].record.rooms.iter().next().unwrap().id.clone();
    world.tell(0, Msg::CheckRoom(room));
    let ready =
        |world: &World| world.people[0].readiness.iter().filter(|found| **found == Readiness::Ready).count();
    assert_eq!(ready(&world), 2);
    let machine = world.people[0].record.machines.iter().next().unwrap().id.clone();
    world.tell(0, Msg::ReportProblem(Problem::Sound));
    world.tell(0, Msg::ReportPlace(Place::Machine(machine)));
    world.tell(0, Msg::Submit);
    assert_eq!(ready(&world), 1);
    let id = world.people[0].tickets[0].id.clone();
    world.tell(0, Msg::Act(id.clone(), ActKind::Take));
    world.fill(0, FormKind::Act(id, ActKind::Solve), &[(Field::Text, "Casque changé")]);
    assert_eq!(ready(&world), 2);
}

#[test]
fn nobody_changes_what_is_not_theirs() {
    let mut world = World::with_session(&["referent", "teacher", "pupil"]);
    let (id, _) = world.step(0, "team");
    for who in [1, 2] {
        world.tell(who, Msg::Move { id: id.clone(), to: State::Done, before: None });
        world.tell(who, Msg::RemoveStep(id.clone()));
        world.tell(who, Msg::MoveRow(0, false));
        world.fill(who, FormKind::Settings, &[(Field::Reserve, "10")]);
    }
    assert_eq!(world.step(0, "team").1.state, State::ToDo);
    assert!(world.people[0].record.routing.is_empty() && world.people[0].record.settings.is_empty());
    world.people[0].rights.set_read_only(true);
    world.tell(0, Msg::Move { id, to: State::Done, before: None });
    assert_eq!(world.step(0, "team").1.state, State::ToDo);
}

#[test]
fn the_board_is_filtered_and_laned() {
    let mut world = World::with_session(&["authority"]);
    assert!(world.people[0].record.sessions.is_empty(), "an authority plans no session");
    world = World::with_session(&["head", "authority"]);
    let all = world.people[1].cards().len();
    world.tell(1, Msg::Mine(true));
    let mine = world.people[1].cards();
    assert!(!mine.is_empty() && mine.len() < all);
    assert!(
        mine.iter().all(|card| matches!(
            card.step.owner,
            Some(Function::AuthorityTechnician | Function::AuthorityIt)
        ))
    );
    world.tell(1, Msg::Mine(false));
    world.tell(1, Msg::Words("DEBIT session".to_owned()));
    assert_eq!(world.people[1].cards().len(), 1, "without case and accents, word by word");
    world.tell(1, Msg::Words(String::new()));
    world.tell(1, Msg::Lanes(true));
    let lanes = world.people[1].board();
    assert!(lanes.len() > 3);
    let sum: usize = lanes.iter().flat_map(|lane| &lane.columns).map(|column| column.cards.len()).sum();
    assert_eq!(sum, all, "each card is in one lane");
}

#[test]
fn what_cannot_be_read_is_kept_and_told() {
    let mut world = World::new(&["referent"]);
    let items = vec![
        Item { key: "reports/p9/x".to_owned(), value: Some(json!({ "at": "hier" })) },
        Item { key: "log/x".to_owned(), value: Some(json!([])) },
        Item { key: "steps/a".to_owned(), value: Some(Value::Null) },
        Item { key: "tickets/nothing.else/1".to_owned(), value: Some(json!({ "events": { "e": 3 } })) },
    ];
    world.tell(0, Msg::Changed(items));
    assert_eq!(world.people[0].record.damaged, ["reports/p9/x", "log/x", "steps/a"]);
    assert!(world.people[0].tickets.is_empty());
}

#[test]
fn naming_the_referent_is_for_those_who_lead() {
    let mut world = World::new(&["head", "technician"]);
    let answers =
        [(Field::Name, "Claire Moreau"), (Field::Function, "teacher"), (Field::Mail, "c@example.org")];
    world.fill(1, FormKind::Contact(None), &answers);
    let id = world.people[0].record.team.iter().next().unwrap().id.clone();
    world.tell(1, Msg::Referent(id.clone(), true));
    assert_eq!(world.people[0].record.team.get(&id).unwrap().referent, None);
    world.tell(0, Msg::Referent(id.clone(), true));
    assert_eq!(
        world.people[1].record.team.get(&id).unwrap().referent.map(Day::text),
        Some("2026-11-26".to_owned())
    );
    let missing = world.people[0].missing();
    assert!(!missing.contains(&crate::directory::Missing::Referent));
}

#[test]
fn a_refused_write_cannot_be_taken_back() {
    let mut world = World::with_session(&["referent"]);
    assert!(world.people[0].can_undo());
    world.tell(0, Msg::Refused(1));
    assert!(!world.people[0].can_undo());
}

mod photos;

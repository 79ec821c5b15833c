//! Two people change one object at once, merged by the policies of the widget.

use greffon_archiclasse_plan::piece::{Ownership, Piece, Size};
use greffon_archiclasse_plan::plan::Background;
use greffon_archiclasse_plan::{Angle, Header, Id, Kind, Object, Point, Ref, keys};
use greffon_archiclasse_view::Archiclasse;
use greffon_kit::replica::{Bond, Config, Edit, Effect, Replica};
use greffon_kit::widget::Widget;
use greffon_protocol::storage::{StorageChanged, WatchResult, WriteResult};
use greffon_protocol::{Change, ErrorKind, Key, Rev, RpcError, Scope};
use serde_json::Value;

/// A person's copy of one item that stands at revision 1.
struct Person(Replica);

fn item(key: &Key, rev: Rev, value: &Value) -> Change {
    let value = Some(value.clone());
    Change { key: key.clone(), rev, value, deleted: false, by: None, at: None, op_id: None }
}

impl Person {
    fn with(key: &Key, value: &Value) -> Self {
        let config = Config { policies: Archiclasse::POLICIES, ..Config::new(Scope::Shared, "", [3, 5]) };
        let mut replica = Replica::new(config);
        let asked = replica.start();
        let ticket = asked.iter().find_map(|effect| match effect {
            Effect::Watch { ticket, .. } => Some(*ticket),
            _ => None,
        });
        let answer = WatchResult { watch: 1, rev: 1, items: vec![item(key, 1, value)], reset: None };
        replica.watched(ticket.expect("it asks for the items"), Ok(answer));
        Self(replica)
    }

    /// Writes a value; the id of the write that goes out.
    fn write(&mut self, key: &Key, value: Value) -> String {
        let effects = self.0.apply(vec![Edit::set(key.clone(), value)], "edit", Bond::Loose).expect("loaded");
        let sent = effects.into_iter().find_map(|effect| match effect {
            Effect::Write(params) => Some(params.op_id),
            _ => None,
        });
        sent.expect("it is sent")
    }
}

/// What stands where I write `mine` and, before that arrives, see that the other wrote `theirs`; and whether I am asked
/// anything.
fn meet(key: &str, base: &Value, mine: Value, theirs: &Value) -> (Value, usize) {
    let key = Key::new(key.to_owned()).expect("a key");
    let mut me = Person::with(&key, base);
    let sent = me.write(&key, mine);
    let mut error = RpcError::new(ErrorKind::Conflict, "raced");
    (error.data.key, error.data.rev, error.data.value) = (Some(key.clone()), Some(2), Some(theirs.clone()));
    let again = me.0.written(&sent, Err(error));
    let sent = again.into_iter().find_map(|effect| match effect {
        Effect::Write(params) => Some(params.op_id),
        _ => None,
    });
    if let Some(sent) = sent {
        me.0.written(&sent, Ok(WriteResult { rev: 3, queued: None }));
    }
    let asked = me.0.reports().len();
    (me.0.get(key.as_str()).cloned().unwrap_or_default(), asked)
}

fn table() -> Piece {
    Piece {
        item: "table-double-t6".to_owned(),
        at: Point::new(1000, 1000),
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

fn written(piece: Piece) -> Value {
    Object::Piece(piece).write()
}

#[test]
fn two_people_move_one_table_and_the_last_place_stands_with_both_other_changes() {
    let key = keys::object(Id::of(1), Ref::new(Kind::Piece, Id::of(2)));
    let mine = Piece { at: Point::new(4000, 1000), name: "Table du fond".to_owned(), ..table() };
    let theirs = Piece { at: Point::new(1000, 3000), ownership: Ownership::Owned, ..table() };
    let (merged, asked) = meet(&key, &written(table()), written(mine.clone()), &written(theirs));
    // My write comes second: its place stands, whole, and nobody is asked which of the two is right.
    assert_eq!(merged, written(Piece { ownership: Ownership::Owned, ..mine }));
    assert_eq!(asked, 0);
}

#[test]
fn a_photo_that_two_people_move_and_scale_keeps_its_proportions() {
    let own = Background::begin(Id::of(7), Point::default(), (1600, 1200));
    let header = |name: &str, own: &Background| {
        Header { name: name.to_owned(), background: Some(own.clone()), ..Header::default() }.write()
    };
    let scaled = own.scaled(Point::default(), Point::new(2000, 0), 3200).expect("a scale");
    let moved = own.moved(Point::new(500, 0)).expect("a place");
    let (merged, asked) = meet(
        &keys::header(Id::of(1)),
        &header("Salle 12", &own),
        header("Salle 12", &moved),
        &header("Salle 13", &scaled),
    );
    assert_eq!(merged, header("Salle 13", &moved));
    assert_eq!(asked, 0);
}

#[test]
fn what_another_changes_while_i_look_on_is_seen() {
    let key = keys::object(Id::of(1), Ref::new(Kind::Piece, Id::of(2)));
    let key = Key::new(key).expect("a key");
    let mut me = Person::with(&key, &written(table()));
    let moved = written(Piece { at: Point::new(0, 0), ..table() });
    let news =
        StorageChanged { watch: 1, from: 1, to: 2, items: vec![item(&key, 2, &moved)], rejected: Vec::new() };
    me.0.changed(news);
    assert_eq!(me.0.get(key.as_str()), Some(&moved));
}

//! One server, some people, and a network that loses, delays, doubles and shuffles.

use std::collections::{BTreeMap, BTreeSet};

use greffon_kit::replica::{Bond, Choice, Edit, Effect, Replica, Status};
use greffon_protocol::storage::{
    OpKind, ReadParams, ReadResult, Rejected, StorageChanged, WatchParams, WatchResult, WriteParams,
    WriteResult,
};
use greffon_protocol::{Change, ErrorKind, Key, Rev, RpcError};
use serde_json::{Value, json};

use super::dice::Dice;
use super::ledger::Ledger;
use super::person::{Person, Watch};
use super::server::Server;

/// How bad the network and the hosts are.
#[derive(Debug, Clone)]
pub(crate) struct Weather {
    pub(crate) people: usize,
    /// Chances in a hundred.
    pub(crate) loss: u64,
    pub(crate) doubling: u64,
    /// Longest way of one message, in ms.
    pub(crate) delay: u64,
    /// The hosts keep an outbox.
    pub(crate) outbox: bool,
    /// They lift `ifRev` of what was queued behind a write on the same item.
    pub(crate) lifting: bool,
    /// Items that a watch may answer with before it is `too_large`.
    pub(crate) room: usize,
    pub(crate) seed: u64,
}

/// What a person does, or what happens to them.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Set { item: usize, field: usize },
    SetTwo { items: (usize, usize), together: bool },
    Append { item: usize },
    EditEntry { item: usize },
    Move { item: usize },
    Delete { item: usize },
    Undo,
    Redo,
    Settle { mine: bool },
    Offline,
    Online,
    NewPort,
    Crash,
    Leave,
    PurgeTombstones,
    ForgetOpIds,
    Full(bool),
    Wait(u64),
}

type Answer<T> = Result<T, RpcError>;

/// Something on its way. `u64`: the request it is, or answers, and its ticket; before it the port it came by. The port
/// gives each request one answer.
#[derive(Debug, Clone)]
enum Parcel {
    Write(u64, WriteParams),
    Replay(WriteParams),
    Watch(u32, u64, u32, WatchParams),
    Read(u64, u32, ReadParams),
    Tell(u32, u32),
    Written(u64, String, Answer<WriteResult>),
    Replayed(String, Answer<WriteResult>),
    Watched(u64, u32, Answer<WatchResult>),
    ReadDone(u64, u32, Answer<ReadResult>),
    Changed(u32, StorageChanged),
    Timer(u32),
}

pub(crate) const ITEMS: [&str; 6] = ["a", "b", "c", "d/1", "d/2", "no/x"];
const TIMEOUT: u64 = 3_000;

pub(crate) struct World {
    weather: Weather,
    pub(crate) server: Server,
    pub(crate) people: Vec<Person>,
    pub(crate) ledger: Ledger,
    now: u64,
    /// By time of arrival, then by order of posting.
    road: BTreeMap<(u64, u64), (usize, Parcel)>,
    posted: u64,
    requests: u64,
    tokens: u64,
    dice: Dice,
    journal_checked: usize,
    leaving: bool,
    /// Who may have parted what was made together: see [`Ledger::check_pairs`].
    split: BTreeSet<usize>,
}

impl World {
    pub(crate) fn new(weather: Weather) -> Self {
        let people = (0..weather.people)
            .map(|who| Person::new(weather.seed.wrapping_add(who as u64), weather.outbox))
            .collect();
        let mut world = Self {
            server: Server::new(weather.lifting),
            people,
            ledger: Ledger::new(weather.people),
            now: 0,
            road: BTreeMap::new(),
            posted: 0,
            requests: 0,
            tokens: 0,
            dice: Dice(weather.seed),
            journal_checked: 0,
            leaving: false,
            split: BTreeSet::new(),
            weather,
        };
        for who in 0..world.people.len() {
            world.tell(who, Replica::start);
        }
        world
    }

    // ---- people ----

    pub(crate) fn act(&mut self, who: usize, act: &Act) {
        match act {
            Act::Set { item, field } => {
                let token = self.token(who);
                self.edit(who, &[*item], Bond::Loose, |value| match field {
                    0 | 1 => value[format!("f{field}")] = json!(token),
                    _ => value["o"][format!("g{field}")] = json!(token),
                });
            }
            Act::SetTwo { items: (one, two), together } => {
                let token = self.token(who);
                let bond = if *together { Bond::Together } else { Bond::Loose };
                self.edit(who, &[*one, *two], bond, |value| value["pair"] = json!(token.clone()));
                self.ledger.paired(token, key(*one), key(*two), *together);
            }
            Act::Append { item } => {
                let token = self.token(who);
                self.edit(who, &[*item], Bond::Loose, |value| {
                    let entries = value["entries"].as_array().cloned().unwrap_or_default();
                    let mine = json!({"id": token.clone(), "t": token});
                    value["entries"] = entries.into_iter().chain([mine]).collect();
                });
            }
            Act::EditEntry { item } => {
                let token = self.token(who);
                self.edit(who, &[*item], Bond::Loose, |value| {
                    if let Some(entry) = value.pointer_mut("/entries/0") {
                        entry["t"] = json!(token);
                    }
                });
            }
            Act::Move { item } => {
                let token = self.token(who);
                self.edit(who, &[*item], Bond::Loose, |value| {
                    value["place"] = json!({"x": token, "y": token});
                });
            }
            Act::Delete { item } => {
                self.apply(who, vec![Edit::delete(key(*item))], Bond::Loose);
            }
            Act::Undo => self.watching_the_view(who, Replica::undo),
            Act::Redo => self.watching_the_view(who, Replica::redo),
            Act::Settle { mine } => {
                let Some(report) = self.people[who].replica.reports().first().map(|report| report.id) else {
                    return;
                };
                if *mine {
                    self.split.insert(who);
                }
                let choice = if *mine { Choice::Mine } else { Choice::Theirs };
                self.watching_the_view(who, |replica| replica.settle(report, choice).1);
            }
            Act::Offline => self.link(who, false),
            Act::Online => self.link(who, true),
            Act::NewPort => {
                self.people[who].new_port();
                self.tell(who, Replica::reconnected);
            }
            Act::Crash => self.crash(who),
            Act::Leave => {
                self.leaving = true;
                self.split.insert(who);
                self.tell(who, Replica::flush);
                self.leaving = false;
                self.crash(who);
            }
            Act::PurgeTombstones => self.server.purge_tombstones(),
            Act::ForgetOpIds => {
                // A day has gone by: what was on its way then is not any more.
                self.road.retain(|_, (_, parcel)| !matches!(parcel, Parcel::Write(..) | Parcel::Replay(..)));
                self.server.forget_op_ids();
            }
            Act::Full(full) => self.server.full = *full,
            Act::Wait(ms) => self.run(*ms),
        }
        self.look();
    }

    fn token(&mut self, who: usize) -> String {
        self.tokens += 1;
        format!("{who}-{}", self.tokens)
    }

    fn edit(&mut self, who: usize, items: &[usize], bond: Bond, change: impl Fn(&mut Value)) {
        let mut edits = Vec::new();
        for item in items {
            let mut value =
                self.people[who].replica.get(ITEMS[*item]).cloned().unwrap_or_else(|| json!({"o": {}}));
            change(&mut value);
            edits.push(Edit::set(key(*item), value));
        }
        self.apply(who, edits, bond);
    }

    fn apply(&mut self, who: usize, edits: Vec<Edit>, bond: Bond) {
        if self.people[who].replica.is_loaded() {
            self.watching_the_view(who, |replica| {
                replica.apply(edits, "edit", bond).expect("the edit is taken")
            });
        }
    }

    /// What the person does is what their view changes by.
    fn watching_the_view(&mut self, who: usize, call: impl FnOnce(&mut Replica) -> Vec<Effect>) {
        let before = self.people[who].view();
        let effects = call(&mut self.people[who].replica);
        let after = self.people[who].view();
        let keys: BTreeSet<&Key> = before.keys().chain(after.keys()).collect();
        for key in keys {
            // What was stored by then, as far as this person can know.
            let reach = self.people[who].replica.reach();
            let when = self.server.journal.iter().take_while(|done| done.rev <= reach).count();
            self.ledger.did(who, key, before.get(key), after.get(key), when);
        }
        self.carry_out(who, effects);
    }

    fn link(&mut self, who: usize, online: bool) {
        self.people[who].online = online;
        self.tell(who, |replica| replica.set_online(online));
        if online {
            self.replay(who);
            self.announce();
        }
    }

    /// The widget dies. What was no longer shown as waiting must have been safe.
    fn crash(&mut self, who: usize) {
        self.check_settled(who);
        self.people[who].reborn();
        self.ledger.new_life(who);
        let online = self.people[who].online;
        self.tell(who, Replica::start);
        self.tell(who, |replica| replica.set_online(online));
    }

    // ---- the widget's port ----

    fn tell(&mut self, who: usize, call: impl FnOnce(&mut Replica) -> Vec<Effect>) {
        let effects = call(&mut self.people[who].replica);
        self.carry_out(who, effects);
    }

    fn carry_out(&mut self, who: usize, effects: Vec<Effect>) {
        for effect in effects {
            let port = self.people[who].port;
            self.requests += 1;
            let request = self.requests;
            self.people[who].waiting.insert(request);
            match effect {
                Effect::Write(params) => {
                    let person = &mut self.people[who];
                    assert!(
                        self.leaving || person.open.iter().all(|open| open.2),
                        "one write waits at a time"
                    );
                    person.open.push((request, params.op_id.clone(), false));
                    self.host_write(who, port, request, params);
                }
                Effect::Watch { ticket, params } => {
                    let timeout = Parcel::Watched(request, ticket, Err(error(ErrorKind::Timeout)));
                    self.later(who, TIMEOUT, timeout);
                    if self.people[who].online {
                        self.post(who, Parcel::Watch(port, request, ticket, params));
                    }
                }
                Effect::Read { ticket, params } => {
                    let timeout = Parcel::ReadDone(request, ticket, Err(error(ErrorKind::Timeout)));
                    self.later(who, TIMEOUT, timeout);
                    if self.people[who].online {
                        self.post(who, Parcel::Read(request, ticket, params));
                    }
                }
                Effect::Unwatch { watch } => self.people[who].watches.retain(|known| known.id != watch),
                Effect::RetryAfter { ms } => self.later(who, u64::from(ms), Parcel::Timer(port)),
                Effect::Changed(keys) => {
                    for key in keys {
                        let person = &mut self.people[who];
                        match person.replica.get(key.as_str()) {
                            Some(value) => person.screen.insert(key, value.clone()),
                            None => person.screen.remove(&key),
                        };
                    }
                }
                Effect::Report(report) => self.ledger.told(who, report),
            }
        }
        let person = &self.people[who];
        assert_eq!(person.screen, person.view(), "every change of the view is announced");
    }

    /// The page keeps a write in its outbox, or sends it.
    fn host_write(&mut self, who: usize, port: u32, request: u64, params: WriteParams) {
        let op_id = params.op_id.clone();
        let person = &mut self.people[who];
        if let Some(outcome) = person.outcomes.get(&op_id).cloned() {
            return self.later(who, 1, Parcel::Written(request, op_id, outcome));
        }
        let kept = person.outbox.iter().any(|(_, kept)| kept.op_id == op_id);
        if kept || (params.queue == Some(true) && !(person.online && person.outbox.is_empty())) {
            if !kept {
                person.outbox.push_back((port, params));
            }
            let answer = WriteResult { rev: 0, queued: Some(true) };
            self.later(who, 1, Parcel::Written(request, op_id, Ok(answer)));
            self.replay(who);
        } else if person.online {
            let timeout = Parcel::Written(request, op_id, Err(error(ErrorKind::Timeout)));
            self.later(who, TIMEOUT, timeout);
            self.post(who, Parcel::Write(request, params));
        } else {
            let offline = Parcel::Written(request, op_id, Err(error(ErrorKind::Offline)));
            self.later(who, 1, offline);
        }
    }

    /// The outbox, in order, one after the other.
    fn replay(&mut self, who: usize) {
        let person = &mut self.people[who];
        if let (true, false, Some((_, front))) = (person.online, person.replaying, person.outbox.front()) {
            person.replaying = true;
            let front = front.clone();
            let lost = Parcel::Replayed(front.op_id.clone(), Err(error(ErrorKind::Timeout)));
            self.later(who, TIMEOUT, lost);
            self.post(who, Parcel::Replay(front));
        }
    }

    fn replayed(&mut self, who: usize, op_id: &str, answer: Answer<WriteResult>) {
        let person = &mut self.people[who];
        if person.outbox.front().is_none_or(|(_, front)| front.op_id != op_id) {
            return;
        }
        person.replaying = false;
        if answer.as_ref().map_or_else(|error| !error.data.retryable, |_| true) {
            person.outcomes.insert(op_id.to_owned(), answer.clone());
        }
        match answer {
            Err(error) if error.data.retryable => {}
            Err(error) => {
                let mut rejected = vec![Rejected { op_id: op_id.to_owned(), error }];
                if let (Some((from, lost)), true) = (person.outbox.pop_front(), self.weather.lifting) {
                    // What was built on it goes back with it.
                    let mut keys: Vec<Key> = lost.ops.into_iter().map(|op| op.key).collect();
                    person.outbox.retain(|(port, kept)| {
                        let built_on_it = *port == from && kept.ops.iter().any(|op| keys.contains(&op.key));
                        if built_on_it {
                            keys.extend(kept.ops.iter().map(|op| op.key.clone()));
                            let error = RpcError::new(ErrorKind::Conflict, "built on a write that lost");
                            person.outcomes.insert(kept.op_id.clone(), Err(error.clone()));
                            rejected.push(Rejected { op_id: kept.op_id.clone(), error });
                        }
                        !built_on_it
                    });
                }
                let event = StorageChanged { watch: 0, from: 0, to: 0, items: Vec::new(), rejected };
                let port = person.port;
                self.post(who, Parcel::Changed(port, event));
            }
            Ok(result) => {
                if let (Some((from, done)), true) = (person.outbox.pop_front(), self.weather.lifting) {
                    let later = person.outbox.iter_mut().filter(|(port, _)| *port == from);
                    for op in later.flat_map(|(_, kept)| &mut kept.ops) {
                        let before = done.ops.iter().find(|before| before.key == op.key);
                        if let Some(before) = before.filter(|before| before.if_rev == op.if_rev) {
                            op.if_rev = Some(if before.op == OpKind::Set { result.rev } else { 0 });
                        }
                    }
                }
            }
        }
        self.replay(who);
    }

    // ---- the road ----

    /// Sends over the bad network.
    fn post(&mut self, who: usize, parcel: Parcel) {
        if self.dice.percent(self.weather.doubling) {
            let delay = 1 + self.dice.below(self.weather.delay * 3);
            self.later(who, delay, parcel.clone());
        }
        if !self.dice.percent(self.weather.loss) {
            let delay = 1 + self.dice.below(self.weather.delay);
            self.later(who, delay, parcel);
        }
    }

    /// Arrives for certain.
    fn later(&mut self, who: usize, delay: u64, parcel: Parcel) {
        self.posted += 1;
        self.road.insert((self.now + delay, self.posted), (who, parcel));
    }

    /// Lets time go by.
    pub(crate) fn run(&mut self, ms: u64) {
        let until = self.now + ms;
        while let Some(entry) = self.road.first_entry().filter(|entry| entry.key().0 <= until) {
            self.now = entry.key().0;
            let (who, parcel) = entry.remove();
            self.deliver(who, parcel);
        }
        self.now = until;
    }

    fn deliver(&mut self, who: usize, parcel: Parcel) {
        match parcel {
            Parcel::Write(request, params) => {
                let answer = self.server.write(who, &params);
                self.look();
                self.announce();
                self.post(who, Parcel::Written(request, params.op_id, answer));
            }
            Parcel::Replay(params) => {
                let answer = self.server.write(who, &params);
                self.look();
                self.announce();
                self.post(who, Parcel::Replayed(params.op_id, answer));
            }
            Parcel::Replayed(op_id, answer) => self.replayed(who, &op_id, answer),
            Parcel::Watch(port, request, ticket, params) => {
                let since = params.since.unwrap_or(0);
                let (items, reset) = self.server.since(who, &params.prefix, since);
                let rev = self.server.rev;
                let answer = if items.len() > self.weather.room {
                    Err(error(ErrorKind::TooLarge))
                } else {
                    let person = &mut self.people[who];
                    if person.port != port {
                        return;
                    }
                    person.last_watch += 1;
                    person.watches.push(Watch { id: person.last_watch, told: rev, due: false });
                    Ok(WatchResult { watch: person.last_watch, rev, items, reset: reset.then_some(true) })
                };
                self.post(who, Parcel::Watched(request, ticket, answer));
            }
            Parcel::Read(request, ticket, params) => {
                let page = usize::try_from(1 + self.dice.below(4)).expect("a small number");
                let answer = self.server.read(&params, page);
                self.post(who, Parcel::ReadDone(request, ticket, Ok(answer)));
            }
            Parcel::Tell(port, watch) => self.tell_changes(who, port, watch),
            Parcel::Written(request, op_id, answer) => {
                if self.people[who].waiting.remove(&request) {
                    self.people[who].open.retain(|open| open.0 != request);
                    self.tell(who, |replica| replica.written(&op_id, answer));
                }
            }
            Parcel::Watched(request, ticket, answer) => {
                if self.people[who].waiting.remove(&request) {
                    self.close(who, answer.as_ref().map_or(&[], |result| &result.items));
                    self.tell(who, |replica| replica.watched(ticket, answer));
                }
            }
            Parcel::ReadDone(request, ticket, answer) => {
                if self.people[who].waiting.remove(&request) {
                    self.tell(who, |replica| replica.read(ticket, answer));
                }
            }
            Parcel::Changed(port, event) if self.people[who].port == port => {
                self.close(who, &event.items);
                for rejected in &event.rejected {
                    for open in self.people[who].open.iter_mut().filter(|open| open.1 == rejected.op_id) {
                        open.2 = true;
                    }
                }
                self.tell(who, |replica| replica.changed(event));
            }
            Parcel::Timer(port) => {
                if self.people[who].port == port {
                    self.tell(who, Replica::retry);
                }
                self.replay(who);
            }
            Parcel::Changed(..) => {}
        }
    }

    /// A write whose echo arrives is not open any more.
    fn close(&mut self, who: usize, items: &[Change]) {
        let echoed = |op_id: &String| items.iter().any(|item| item.op_id.as_ref() == Some(op_id));
        for open in self.people[who].open.iter_mut().filter(|open| echoed(&open.1)) {
            open.2 = true;
        }
    }

    /// At most ten events a second for a watch.
    fn announce(&mut self) {
        for who in 0..self.people.len() {
            let (port, rev) = (self.people[who].port, self.server.rev);
            let mut due = Vec::new();
            for watch in self.people[who].watches.iter_mut().filter(|watch| !watch.due && watch.told < rev) {
                watch.due = true;
                due.push(watch.id);
            }
            for watch in due {
                self.later(who, 100, Parcel::Tell(port, watch));
            }
        }
    }

    fn tell_changes(&mut self, who: usize, port: u32, id: u32) {
        let (rev, person) = (self.server.rev, &mut self.people[who]);
        let Some(watch) = person.watches.iter_mut().find(|watch| watch.id == id) else { return };
        watch.due = false;
        if !person.online || watch.told >= rev {
            return;
        }
        let from: Rev = core::mem::replace(&mut watch.told, rev);
        let (items, reset) = self.server.since(who, "", from);
        if reset {
            // The page cannot tell what was deleted: the gap makes the widget ask.
            let event =
                StorageChanged { watch: id, from: rev, to: rev, items: Vec::new(), rejected: Vec::new() };
            return self.post(who, Parcel::Changed(port, event));
        }
        self.post(
            who,
            Parcel::Changed(port, StorageChanged { watch: id, from, to: rev, items, rejected: Vec::new() }),
        );
    }

    // ---- what must hold ----

    /// Every write that was carried out since the last look was asked for.
    fn look(&mut self) {
        for done in &self.server.journal[self.journal_checked..] {
            self.ledger.check_written(done);
        }
        self.journal_checked = self.server.journal.len();
    }

    fn check_settled(&self, who: usize) {
        let replica = &self.people[who].replica;
        let waiting = |key: &Key| replica.is_pending(key.as_str());
        self.ledger.check_settled(who, &waiting, &self.server.journal);
    }

    /// The network heals, and time goes by. Everybody must come to rest with what the server has.
    pub(crate) fn heal(&mut self) {
        self.weather.loss = 0;
        self.weather.doubling = 0;
        self.weather.delay = self.weather.delay.min(1_000);
        self.server.full = false;
        for who in 0..self.people.len() {
            self.link(who, false);
            self.link(who, true);
        }
        for _ in 0..400 {
            if self.road.is_empty() {
                break;
            }
            self.run(5_000);
        }
        assert!(self.road.is_empty(), "everything comes to rest");
        let stored = self.server.values();
        for (who, person) in self.people.iter().enumerate() {
            let status = person.replica.status();
            assert_eq!(person.replica.unconfirmed(), 0, "nothing of person {who} waits any more");
            assert!(matches!(status, Status::Saved | Status::Attention(_)), "and it says so: {status:?}");
            assert_eq!(person.view(), stored, "person {who} sees what is stored");
            assert_eq!(person.replica.reach(), self.server.rev, "person {who} knows everything");
            self.check_settled(who);
        }
        self.ledger.check_pairs(&self.server.journal, &|who| self.split.contains(&who));
    }
}

fn key(item: usize) -> Key {
    Key::new(ITEMS[item]).expect("a key")
}

fn error(kind: ErrorKind) -> RpcError {
    RpcError::new(kind, kind.name())
}

//! What each message does.

mod computers;
mod desk;
mod directory;
mod photos;
mod planning;

use greffon_protocol::Key;
use serde_json::Value;

use super::{At, Draft, Effect, Field, Form, FormKind, Import, Item, Model, Msg, Say, Screen, Target, Toast};
use crate::desk::photo;
use crate::log::{Deed, Line};
use crate::record::Record;
use crate::stored::{Kind, SHORT, tidy};
use crate::undo::{Step, Turn as Undone, revert};

/// Changes the model, and says what is to be done about it.
pub fn update(model: &mut Model, msg: Msg, at: &At) -> Vec<Effect> {
    model.now = at.now;
    model.offset = at.offset;
    let day = at.today();
    let new_day = day != model.today;
    model.today = day;
    let was_dirty = is_dirty(model);
    let mut turn = Turn { model, at, effects: Vec::new() };
    if new_day {
        turn.work_out();
    }
    turn.take(msg);
    turn.look_at_photos();
    let dirty = is_dirty(turn.model);
    if dirty != was_dirty {
        turn.out(Effect::Dirty(dirty));
    }
    turn.effects
}

fn is_dirty(model: &Model) -> bool {
    model.form.as_ref().is_some_and(|form| form.touched)
}

/// One message at work.
struct Turn<'a> {
    model: &'a mut Model,
    at: &'a At,
    effects: Vec<Effect>,
}

/// Most items of one batch.
const BATCH: usize = 50;

/// The items that a deed changes.
type Changes = Vec<(Kind, String, Option<Value>)>;

impl Turn<'_> {
    fn take(&mut self, msg: Msg) {
        match msg {
            Msg::Reset(items) => {
                self.model.record = Record::default();
                self.model.loaded = true;
                self.changed(items);
            }
            Msg::Changed(items) => self.changed(items),
            Msg::Refused(tag) => {
                self.model.undo.forget(tag);
                self.drop_refused(tag);
                self.model.toast = None;
            }
            Msg::ReadOnly(read_only) => self.model.rights.set_read_only(read_only),
            Msg::English(english) => self.model.english = english,
            Msg::Tick => {}
            Msg::Go(screen) => self.go(screen),
            Msg::Show(view) => self.model.view = view,
            Msg::OfSession(session) => {
                self.model.filter.session = session;
                self.go_from_home(Screen::Plan);
                self.filtered();
            }
            Msg::OfOwner(owner) => {
                self.model.filter.owner = owner;
                self.filtered();
            }
            Msg::Mine(mine) => {
                self.model.filter.mine = mine;
                self.filtered();
            }
            Msg::Late(late) => {
                self.model.filter.late = late;
                self.filtered();
            }
            Msg::Words(words) => self.model.filter.words = words,
            Msg::Lanes(lanes) => self.model.filter.lanes = lanes,
            Msg::Month(months) => {
                let (year, month, _) = self.model.month.date();
                let months = year * 12 + month - 1 + months;
                let month = crate::day::Day::of(months.div_euclid(12), months.rem_euclid(12) + 1, 1);
                self.model.month = month;
            }
            Msg::Desk(filter) => {
                self.model.desk = filter;
                self.go_from_home(Screen::Desk);
            }
            Msg::Column(state) => self.model.column = state,
            Msg::Open(open) => {
                self.model.open = Some(open);
                self.model.album.trouble = None;
                self.forget_gone();
            }
            Msg::Close => {
                self.model.open = None;
                self.model.album.large = None;
            }
            Msg::Form(kind) => self.form(kind),
            Msg::Fill(field, value) => {
                if let Some(form) = &mut self.model.form {
                    form.fill(field, value);
                }
            }
            Msg::Submit => self.submit(),
            Msg::Cancel => self.model.form = None,
            Msg::Undo => self.undo(),
            Msg::CloseToast => self.model.toast = None,
            Msg::Move { id, to, before } => self.move_step(&id, to, before.as_deref()),
            Msg::Lift(id) => self.lift(&id),
            Msg::Carry(direction) => self.carry(direction),
            Msg::PutBack => self.put_back(),
            Msg::Ticked { step, tick, done } => self.tick(&step, &tick, done),
            Msg::After { step, first, on } => self.after(&step, &first, on),
            Msg::RemoveStep(id) => self.remove_step(&id),
            Msg::Check { machine, aspect, ok } => self.check(&machine, aspect, ok),
            Msg::CheckRoom(room) => self.check_room(&room),
            Msg::RemoveMachine(id) => self.remove_machine(&id),
            Msg::File { kind, name, text } => self.take_file(kind, &name, text),
            Msg::AcceptImport(changes) => self.accept_import(changes),
            Msg::CancelImport => {
                self.model.import = None;
                self.out(Effect::Focus(Target::Title));
            }
            Msg::Referent(id, on) => self.name_referent(&id, on),
            Msg::RemoveContact(id) => self.remove_contact(&id),
            Msg::MoveRow(place, up) => self.move_row(place, up),
            Msg::RemoveRow(place) => self.remove_row(place),
            Msg::Bench(problem, room) => self.model.bench = (problem, room),
            Msg::Act(ticket, act) => self.act(&ticket, act),
            Msg::ReportProblem(problem) => {
                self.model.draft = Draft { problem: Some(problem), ..Draft::default() };
                self.out(Effect::Focus(Target::Report));
            }
            Msg::ReportPlace(place) => self.report_place(place),
            Msg::ReportBack => {
                if self.model.draft.place.take().is_none() {
                    self.leave_draft();
                }
                self.model.form = None;
                self.out(Effect::Focus(Target::Report));
            }
            Msg::AddPhoto(to) => self.add_photo(to),
            Msg::PhotoKept(file) => self.photo_kept(file),
            Msg::PhotoRefused(trouble) => {
                self.model.album.adding = None;
                self.model.album.trouble = trouble;
            }
            Msg::PhotoSeen(number, address) => self.photo_seen(number, address),
            Msg::ShowPhoto(file) => self.model.album.large = file,
            Msg::RemovePhoto(file) => self.remove_photo(&file),
        }
    }

    // What is stored.

    fn changed(&mut self, items: Vec<Item>) {
        for item in &items {
            self.model.record.put(&item.key, item.value.as_ref());
        }
        // Lines of the log change nothing that is worked out.
        if items.iter().any(|item| !item.key.starts_with("log/")) {
            self.work_out();
        }
    }

    fn work_out(&mut self) {
        self.model.tickets = self.model.record.tickets();
        self.model.readiness = self.model.record.readiness(&self.model.tickets, self.model.today);
    }

    /// Writes what a deed changes, with a line of the log for whoever keeps one. What stands already is left out.
    /// `false` where nothing may be, or is to be, changed.
    fn commit(&mut self, deed: Deed, what: &str, changes: Changes) -> bool {
        let mut turns = Vec::new();
        for (kind, id, after) in changes {
            let Some(key) = kind.key(&id) else { return false };
            if !self.model.rights.may_change(kind) {
                return false;
            }
            let before = self.model.record.raw(&key).cloned();
            if before != after {
                turns.push(Undone { key, before, after });
            }
        }
        if turns.is_empty() {
            return false;
        }
        let mut items: Vec<(Key, Option<Value>)> =
            turns.iter().map(|turn| (turn.key.clone(), turn.after.clone())).collect();
        self.note(deed, what, &mut items);
        self.model.last_tag = self.model.last_tag.wrapping_add(1);
        let tag = self.model.last_tag;
        self.model.undo.push(Step { tag, deed, what: what.to_owned(), turns });
        self.write(tag, items);
        true
    }

    /// Writes in batches; all of them have the tag of the change.
    fn write(&mut self, tag: u32, mut items: Vec<(Key, Option<Value>)>) {
        while items.len() > BATCH {
            let rest = items.split_off(BATCH);
            self.out(Effect::Write { tag, items });
            items = rest;
        }
        self.out(Effect::Write { tag, items });
    }

    fn note(&self, deed: Deed, what: &str, items: &mut Vec<(Key, Option<Value>)>) {
        if !self.model.rights.may_change(Kind::Log) || deed == Deed::Reported {
            return;
        }
        let line = Line { at: self.at.now, name: self.model.name.clone(), deed, what: what.to_owned() };
        items.extend(Kind::Log.key(&line.id(&self.at.fresh)).map(|key| (key, Some(line.raw()))));
    }

    /// Commits, and says what was done where something was.
    fn do_and_say(&mut self, deed: Deed, what: &str, changes: Changes) -> bool {
        let done = self.commit(deed, what, changes);
        if done {
            self.say(Say::Done(deed, what.to_owned()), true);
        }
        done
    }

    fn undo(&mut self) {
        let Some(step) = self.model.undo.pop() else { return };
        let mut items = Vec::new();
        let mut kept = false;
        // What an item that goes named alone is of no use any more.
        let mut files = Vec::new();
        for turn in &step.turns {
            let now = self.model.record.raw(&turn.key);
            let (value, foreign) = revert(turn.before.as_ref(), turn.after.as_ref(), now);
            kept |= foreign;
            if let (None, Some(now), Some((kind, id))) = (&value, now, Kind::of(turn.key.as_str())) {
                files.extend(photo::read(kind, id, now).into_iter().map(|photo| photo.file));
            }
            if value.as_ref() != now {
                items.push((turn.key.clone(), value));
            }
        }
        if !items.is_empty() {
            self.note(Deed::Undone, &step.what, &mut items);
            self.model.last_tag = self.model.last_tag.wrapping_add(1);
            self.write(self.model.last_tag, items);
        }
        for file in files {
            self.out(Effect::Drop(file));
        }
        self.say(Say::Undone(step.deed, kept), self.model.undo.last().is_some());
    }

    // Files.

    /// A file was picked: what it would change is shown, and nothing changes yet.
    fn take_file(&mut self, kind: Kind, name: &str, text: Option<String>) {
        if !self.model.rights.may_change(kind) {
            return;
        }
        let fresh = self.at.fresh.clone();
        self.model.import = Some(Import { kind, file: tidy(name, SHORT), text, fresh });
        self.out(Effect::Focus(Target::Title));
    }

    fn accept_import(&mut self, changes: Changes) {
        let Some(import) = self.model.import.take() else { return };
        let deed = if import.kind == Kind::Contact { Deed::ContactsImported } else { Deed::MachinesImported };
        self.do_and_say(deed, &import.file, changes);
        self.out(Effect::Focus(Target::Title));
    }

    // Where one is.

    fn go(&mut self, screen: Screen) {
        if screen == self.model.screen || !self.model.screens().contains(&screen) {
            return;
        }
        self.model.screen = screen;
        self.model.open = None;
        self.model.form = None;
        self.model.lifted = None;
        self.leave_draft();
        self.model.album.large = None;
        self.out(Effect::Focus(Target::Title));
    }

    /// A filter that is chosen on the first screen leads to what it filters.
    fn go_from_home(&mut self, screen: Screen) {
        if self.model.screen == Screen::Home {
            self.go(screen);
        }
    }

    fn filtered(&mut self) {
        let count = self.model.filtered_count();
        self.out(Effect::Announce(Say::Filtered(count)));
    }

    // Forms.

    fn form(&mut self, kind: FormKind) {
        if let Some(entries) = self.entries(&kind) {
            self.model.form = Some(Form::new(kind, entries));
        }
    }

    /// What a form asks, with the answers that stand now.
    fn entries(&self, kind: &FormKind) -> Option<Vec<(Field, String)>> {
        match kind {
            FormKind::Contact(id) => self.contact_entries(id.as_deref()),
            FormKind::Row(place) => self.row_entries(*place),
            FormKind::Settings => Some(self.settings_entries()),
            FormKind::NewSession | FormKind::Session(_) | FormKind::Step(_) => self.plan_entries(kind),
            FormKind::Room | FormKind::Machine(_) => self.computer_entries(kind),
            FormKind::Act(ticket, act) => self.act_entries(ticket, *act),
            FormKind::Report(problem) => Some(report_entries(*problem)),
        }
    }

    fn submit(&mut self) {
        let today = self.model.today;
        let Some(form) = &mut self.model.form else { return };
        if !form.check(today) {
            self.out(Effect::Focus(Target::Wrong));
            return;
        }
        let mut form = form.clone();
        // A row of the routing table is known by its place, which may hold another one by now.
        if !matches!(form.kind, FormKind::Row(_))
            && let Some(now) = self.entries(&form.kind)
        {
            form.keep_up(&now);
        }
        let done = match &form.kind {
            FormKind::Contact(id) => self.save_contact(id.as_deref(), &form),
            FormKind::NewSession => self.plan_session(&form),
            FormKind::Session(id) => self.save_session(id, &form),
            FormKind::Step(id) => self.save_step(id.as_deref(), &form),
            FormKind::Room => self.add_room(&form),
            FormKind::Machine(id) => self.save_machine(id, &form),
            FormKind::Act(ticket, act) => self.act_by_form(ticket, *act, &form),
            FormKind::Row(place) => self.save_row(*place, &form),
            FormKind::Settings => self.save_settings(&form),
            FormKind::Report(_) => self.send_report(&form),
        };
        // What could not be stored stays to be read and copied.
        if done || is_unchanged(&form) {
            self.model.form = None;
        }
    }

    fn out(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Shows a toast and announces it.
    fn say(&mut self, say: Say, undo: bool) {
        self.out(Effect::Announce(say.clone()));
        self.model.toast = Some(Toast { say, undo });
    }
}

/// A form that was sent as it was opened has nothing to store and may close.
const fn is_unchanged(form: &Form) -> bool {
    !form.touched && !matches!(form.kind, FormKind::Report(_))
}

use desk::report_entries;

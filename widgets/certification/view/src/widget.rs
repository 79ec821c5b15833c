//! The widget as the kit knows it: the model's messages and effects, translated.

use greffon_certification_model::app::{self, At, Effect as ModelEffect, Item, Model, Msg, Target, Trouble};
use greffon_certification_model::day::Moment;
use greffon_certification_model::desk::photo;
use greffon_certification_model::stored::Kind;
use greffon_kit::chance::fresh_id;
use greffon_kit::dates::{now, offset_minutes};
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::replica::{Edit, ListById, Policy, Replica};
use greffon_kit::session::Session;
use greffon_kit::ui::SaveState;
use greffon_kit::widget::{Effect, Event, Widget};
use greffon_protocol::{ErrorKind, Key, RpcError};
use serde_json::Value;
use yew::{Callback, Html};

use crate::files::File;
use crate::text::T;
use crate::{screens, words};

/// What the person does.
#[derive(Debug, Clone)]
pub enum Input {
    /// Something that the model takes as it is.
    Do(Msg),
    /// The code of a screen has arrived: it can be drawn.
    Arrived,
    /// Print the screen.
    Print,
    /// Hand a file out. How it is written comes along, because that code is loaded with the screens that offer it.
    HandOut(File, HandOut),
    /// Pick a file that brings items of that kind.
    Pick(Kind),
    /// Open the page that diagnostics start from.
    Diagnose,
    /// Open the page from which an agenda takes the steps.
    Subscribe,
}

/// Writes a file.
pub(crate) type HandOut = fn(File, &Model, &Session) -> Effect;

/// The certification board.
#[derive(Debug)]
pub struct Certification {
    model: Model,
    loaded: bool,
}

/// How often the board looks at the clock, in ms: what is due today is late tomorrow.
const LOOK: u32 = 300_000;
/// The number of the file dialog for computers.
const PICK_COMPUTERS: u32 = 1;
/// The number of the calls that ask for a page's address.
const PAGE: u32 = 2;
/// The number of the file dialog for contacts.
const PICK_CONTACTS: u32 = 3;
/// The number of the one photograph that is being picked.
const PHOTO: u32 = 4;
/// The numbers of photographs that are fetched begin here.
const FETCH: u32 = 16;
/// Most bytes of a file that is picked.
const LARGEST: u64 = 2_000_000;

impl Widget for Certification {
    const ID: &'static str = "certification";
    const WANT: &'static [&'static str] = &["storage:shared", "user:id", "user:role"];
    const OPTIONAL: &'static [&'static str] = &[
        "user:name",
        "file:save",
        "file:pick",
        "file:keep",
        "ui:print",
        "ui:open",
        "service:calendar",
        "service:diagnostic",
    ];
    // To be asked which of two drags, or of two looks at a computer, is right would be worse than doing it once more.
    const POLICIES: &'static [Policy] = &[
        Policy { prefix: "steps/", lists: &[], gestures: &["/rank", "/state", "/ticks/*/done"] },
        Policy { prefix: "machines/", lists: &[], gestures: &["/state", "/checks/*/*"] },
        Policy { prefix: "routing/", lists: &[ListById { at: "/rows", id: "id" }], gestures: &[] },
    ];
    type Msg = Input;

    fn open(session: &Session) -> (Self, Vec<Effect>) {
        let at = at(&now());
        let mut model = Model::start(session.user.clone(), session.is_read_only(), &at);
        app::update(&mut model, Msg::English(session.lang() == Lang::En), &at);
        (Self { model, loaded: false }, vec![Effect::Later(LOOK)])
    }

    fn update(&mut self, session: &Session, event: Event<'_, Input>, now: &str) -> Vec<Effect> {
        match event {
            Event::Own(Input::Do(msg)) => self.tell(session, msg, now),
            Event::Own(Input::Print) => vec![Effect::Print],
            Event::Own(Input::HandOut(file, write)) => vec![write(file, &self.model, session)],
            Event::Own(Input::Pick(kind)) => {
                let (call, accept) = match kind {
                    Kind::Contact => (PICK_CONTACTS, ".csv,.txt,.vcf,text/csv,text/vcard"),
                    _ => (PICK_COMPUTERS, ".csv,.txt,text/csv"),
                };
                vec![Effect::Pick { call, accept: accept.to_owned(), max: LARGEST }]
            }
            Event::Own(Input::Diagnose) => vec![page("diagnostic")],
            Event::Own(Input::Subscribe) => vec![page("calendar")],
            Event::Answered { call: PAGE, outcome } => match outcome {
                Ok(mut page) => match page["address"].take() {
                    Value::String(address) => vec![Effect::OpenUrl(address)],
                    _ => Vec::new(),
                },
                Err(error) => {
                    vec![Effect::Announce(greffon_kit::errors::text(error.kind(), session.lang()).to_owned())]
                }
            },
            Event::Answered { call: call @ (PICK_COMPUTERS | PICK_CONTACTS), outcome } => {
                let kind = if call == PICK_CONTACTS { Kind::Contact } else { Kind::Machine };
                let (name, text) = match outcome {
                    Ok(mut picked) => (picked["name"].take(), picked["text"].take()),
                    // They picked none.
                    Err(error) if error.kind() == ErrorKind::Denied => return Vec::new(),
                    Err(_) => (Value::Null, Value::Null),
                };
                let (name, text) = (string(name).unwrap_or_default(), string(text));
                self.tell(session, Msg::File { kind, name, text }, now)
            }
            Event::Answered { call: PHOTO, outcome } => self.tell(session, picked(outcome), now),
            Event::Answered { call, outcome } if call >= FETCH => {
                let address = outcome.ok().and_then(|mut found| string(found["url"].take()));
                self.tell(session, Msg::PhotoSeen((call - FETCH) as usize, address), now)
            }
            Event::Items { items, changed, .. } => self.items(session, items, changed, now),
            Event::Refused { label } => match label.parse() {
                Ok(tag) => self.tell(session, Msg::Refused(tag), now),
                Err(_) => Vec::new(),
            },
            Event::Session => {
                let mut effects = self.tell(session, Msg::ReadOnly(session.is_read_only()), now);
                effects.extend(self.tell(session, Msg::English(session.lang() == Lang::En), now));
                effects
            }
            Event::Later => {
                let mut effects = self.tell(session, Msg::Tick, now);
                effects.push(Effect::Later(LOOK));
                effects
            }
            // What was done is on its way already.
            _ => Vec::new(),
        }
    }

    fn prefetch() {
        screens::prefetch();
    }

    fn render(&self, session: &Session, save: SaveState, send: &Callback<Input>) -> Html {
        screens::screen(&self.model, session, save, send)
    }
}

/// What became of the photograph that was to be picked.
fn picked(outcome: Result<Value, RpcError>) -> Msg {
    match outcome.map(|mut kept| string(kept["file"].take())) {
        Ok(Some(file)) => Msg::PhotoKept(file),
        Ok(None) => Msg::PhotoRefused(Some(Trouble::NotKept)),
        Err(error) => Msg::PhotoRefused(match error.kind() {
            // They picked none.
            ErrorKind::Denied => None,
            ErrorKind::Invalid => Some(Trouble::NoPhoto),
            ErrorKind::TooLarge => Some(Trouble::TooLarge),
            _ => Some(Trouble::NotKept),
        }),
    }
}

fn string(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// Asks the host for the address of a page that the widget cannot be itself.
fn page(name: &str) -> Effect {
    Effect::Call { call: PAGE, name: name.to_owned(), args: Value::Null }
}

/// This moment, and a name for what is made in it.
fn at(now: &str) -> At {
    At { now: Moment::parse(now).unwrap_or(Moment(0)), offset: offset_minutes(), fresh: fresh_id() }
}

impl Certification {
    fn tell(&mut self, session: &Session, msg: Msg, now: &str) -> Vec<Effect> {
        let effects = app::update(&mut self.model, msg, &at(now));
        effects.into_iter().map(|effect| translate(session.lang(), effect)).collect()
    }

    fn items(&mut self, session: &Session, items: &Replica, changed: &[Key], now: &str) -> Vec<Effect> {
        if !self.loaded {
            self.loaded = true;
            let all = items
                .items()
                .map(|item| Item { key: item.key.as_str().to_owned(), value: Some(item.value.clone()) });
            return self.tell(session, Msg::Reset(all.collect()), now);
        }
        if changed.is_empty() {
            return Vec::new();
        }
        let changed = changed
            .iter()
            .map(|key| Item { key: key.as_str().to_owned(), value: items.get(key.as_str()).cloned() });
        self.tell(session, Msg::Changed(changed.collect()), now)
    }
}

/// What the model wants done, as the kit does it.
fn translate(lang: Lang, effect: ModelEffect) -> Effect {
    match effect {
        ModelEffect::Write { tag, items } => {
            let edits = items.into_iter().map(|(key, value)| Edit { key, value }).collect();
            Effect::Write { edits, label: tag.to_string() }
        }
        ModelEffect::Announce(say) => Effect::Announce(words::say(&say, lang)),
        ModelEffect::Focus(target) => Effect::Focus(match target {
            Target::Title => "h1".to_owned(),
            Target::Report => "#cert-report".to_owned(),
            Target::Card(id) => ["[data-handle=\"", &id, "\"]"].concat(),
            Target::Wrong => "[aria-invalid]".to_owned(),
        }),
        ModelEffect::Photo => Effect::Photo { call: PHOTO, side: photo::SIDE, max: photo::BYTES },
        ModelEffect::Fetch(number, file) => {
            Effect::Fetch { call: FETCH + u32::try_from(number).unwrap_or(0), file }
        }
        ModelEffect::Drop(file) => Effect::Drop { file },
        ModelEffect::Dirty(dirty) => Effect::Dirty(dirty.then(|| T::DirtyLabel.get(lang).to_owned())),
    }
}

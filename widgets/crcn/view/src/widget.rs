//! The widget as the kit knows it: the model's messages and effects, translated.

use greffon_crcn_model::app::{self, Effect as ModelEffect, Item, Model, Msg, Save, Start, Tag};
use greffon_crcn_model::position::{EntryId, Stamp};
use greffon_kit::chance::fresh_id;
use greffon_kit::dates::offset_minutes;
use greffon_kit::i18n::Text;
use greffon_kit::replica::{Edit, Policy, Replica};
use greffon_kit::session::Session;
use greffon_kit::ui::SaveState;
use greffon_kit::widget::{Effect, Event, Widget};
use greffon_protocol::Key;
use greffon_protocol::http::TallyArgs;
use greffon_protocol::wire::ToJson;
use yew::{Callback, Html};

use crate::text::T;
use crate::{screens, words};

/// What the person does. What needs a moment and an id gets them when it arrives.
#[derive(Debug)]
pub enum Input {
    /// Something that the model takes as it is.
    Do(Msg),
    /// Validate the open competence.
    Validate,
    /// Take an entry of the open competence back, or bring it back.
    Withdraw(EntryId),
    /// Undo what the toast says.
    Undo,
    /// Print the screen.
    Print,
}

/// The CRCN tracker.
#[derive(Debug)]
pub struct Crcn {
    model: Model,
    loaded: bool,
    /// Writes that are neither stored nor refused yet.
    waiting: Vec<Tag>,
    /// The groups whose counts were asked for, by the number of the call.
    asked: Vec<(u32, String)>,
    calls: u32,
}

impl Widget for Crcn {
    const ID: &'static str = "crcn";
    const WANT: &'static [&'static str] = &["storage:shared", "user:id", "user:role"];
    const OPTIONAL: &'static [&'static str] = &[
        "user:groups",
        "service:tally",
        "service:people",
        "file:save",
        "file:pick",
        "ui:print",
        "ui:open",
        "service:badge.sign",
        "service:badge.show",
        "event",
    ];
    // Histories are objects by entry, so that two devices that validated while apart both keep what they said. What
    // follows from choices is never asked about: the model mends it by itself.
    const POLICIES: &'static [Policy] = &[
        Policy { prefix: "counted/", lists: &[], gestures: &[""] },
        Policy { prefix: "shown/", lists: &[], gestures: &[""] },
        Policy { prefix: "family/", lists: &[], gestures: &[""] },
        Policy { prefix: "choices/", lists: &[], gestures: &["/share", "/only/*", "/stage", "/family"] },
        Policy { prefix: "goals/", lists: &[], gestures: &[""] },
        Policy { prefix: "peer/", lists: &[], gestures: &[""] },
        Policy { prefix: "validated/", lists: &[], gestures: &[""] },
    ];
    type Msg = Input;

    fn open(session: &Session) -> (Self, Vec<Effect>) {
        let start = Start { user: Some(session.user.clone()), read_only: session.is_read_only() };
        let (model, first) = Model::start(start);
        let mut widget = Self { model, loaded: false, waiting: Vec::new(), asked: Vec::new(), calls: 0 };
        let effects = widget.translate(session, first);
        (widget, effects)
    }

    fn update(&mut self, session: &Session, event: Event<'_, Input>, now: &str) -> Vec<Effect> {
        match event {
            Event::Own(input) => self.input(session, input, now),
            Event::Items { items, changed, save } => self.items(session, items, changed, save),
            Event::Refused { label } => match self.waiting.iter().position(|tag| label_of(*tag) == label) {
                Some(place) => {
                    let tag = self.waiting.remove(place);
                    self.tell(session, Msg::Refused(tag))
                }
                None => Vec::new(),
            },
            Event::Answered { call, outcome } => {
                let Some(place) = self.asked.iter().position(|(asked, _)| *asked == call) else {
                    return Vec::new();
                };
                let (_, group) = self.asked.remove(place);
                self.tell(
                    session,
                    match outcome {
                        Ok(answer) => Msg::Counted { group, answer },
                        Err(_) => Msg::NotCounted { group },
                    },
                )
            }
            Event::Session => self.tell(session, Msg::ReadOnly(session.is_read_only())),
            // Everything validated is on its way already, and what is not validated is not to be kept.
            Event::Later | Event::Close => Vec::new(),
        }
    }

    fn render(&self, session: &Session, save: SaveState, send: &Callback<Input>) -> Html {
        screens::screen(&self.model, session, save, send)
    }
}

impl Crcn {
    fn tell(&mut self, session: &Session, msg: Msg) -> Vec<Effect> {
        let effects = app::update(&mut self.model, msg);
        self.translate(session, effects)
    }

    fn input(&mut self, session: &Session, input: Input, now: &str) -> Vec<Effect> {
        let stamp = || Stamp::new(now, offset_minutes(), &fresh_id());
        let msg = match input {
            Input::Do(msg) => Some(msg),
            Input::Validate => stamp().map(Msg::Validate),
            Input::Withdraw(entry) => stamp().map(|stamp| Msg::Withdraw { entry, stamp }),
            Input::Undo => stamp().map(Msg::Undo),
            Input::Print => return vec![Effect::Print],
        };
        msg.map(|msg| self.tell(session, msg)).unwrap_or_default()
    }

    fn items(&mut self, session: &Session, items: &Replica, changed: &[Key], save: SaveState) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.loaded {
            self.loaded = true;
            let all = items
                .items()
                .map(|item| Item { key: item.key.as_str().to_owned(), value: Some(item.value.clone()) });
            effects.extend(self.tell(session, Msg::Reset(all.collect())));
        } else if !changed.is_empty() {
            let changed = changed
                .iter()
                .map(|key| Item { key: key.as_str().to_owned(), value: items.get(key.as_str()).cloned() });
            effects.extend(self.tell(session, Msg::Changed(changed.collect())));
        }
        effects.extend(self.tell(session, Msg::Save(save_of(save))));
        if items.unconfirmed() == 0 {
            for tag in std::mem::take(&mut self.waiting) {
                effects.extend(self.tell(session, Msg::Written(tag)));
            }
        }
        effects.extend(self.tell(session, Msg::Moved));
        effects
    }

    fn translate(&mut self, session: &Session, effects: Vec<ModelEffect>) -> Vec<Effect> {
        let lang = session.lang();
        effects
            .into_iter()
            .map(|effect| match effect {
                ModelEffect::Write { tag, ops, .. } => {
                    self.waiting.push(tag);
                    let edits = ops.into_iter().map(|op| Edit { key: op.key, value: op.value }).collect();
                    Effect::Write { edits, label: label_of(tag) }
                }
                ModelEffect::CallTally { group } => {
                    self.calls = self.calls.wrapping_add(1);
                    self.asked.push((self.calls, group.clone()));
                    let args = TallyArgs { name: "levels".to_owned(), group }.to_json();
                    Effect::Call { call: self.calls, name: "tally".to_owned(), args }
                }
                ModelEffect::Announce(say) => Effect::Announce(words::say(&say, lang)),
                ModelEffect::Focus(target) => Effect::Focus(screens::selector(&target)),
                ModelEffect::Dirty(dirty) => Effect::Dirty(dirty.then(|| T::DirtyLabel.get(lang).to_owned())),
                ModelEffect::OpenUrl(url) => Effect::OpenUrl(url.to_owned()),
                ModelEffect::Log { code, place } => Effect::Log { code: code.to_owned(), place },
            })
            .collect()
    }
}

fn label_of(tag: Tag) -> String {
    tag.0.to_string()
}

const fn save_of(save: SaveState) -> Save {
    match save {
        SaveState::Saved => Save::Saved,
        SaveState::Saving => Save::Saving,
        SaveState::Waiting(count) => Save::Waiting(count),
        SaveState::Attention => Save::Attention,
        SaveState::ReadOnly => Save::ReadOnly,
    }
}

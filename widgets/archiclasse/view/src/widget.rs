//! The widget as the kit knows it: the model's messages and effects, translated.

use std::rc::Rc;

use greffon_archiclasse_catalogue::{Catalogue, Variations};
use greffon_archiclasse_model::app::{
    self, Effect as ModelEffect, Item, Model, Msg, Save, Say, Start, Target,
};
use greffon_archiclasse_model::edit::Label;
use greffon_archiclasse_plan::photo::{LARGEST_FILE, NoPhoto};
use greffon_kit::chance::random_bits;
use greffon_kit::json;
use greffon_kit::replica::{Edit, Policy, Replica};
use greffon_kit::session::Session;
use greffon_kit::ui::SaveState;
use greffon_kit::widget::{Content, Effect, Event, Widget};
use greffon_protocol::{ErrorKind, Key};
use yew::{Callback, Html};

use crate::panel::Panes;
use crate::photo::Developed;
use crate::symbols::Symbols;
use crate::walk::Walked;
use crate::{screens, words};

/// The calls of the two file dialogs.
const PLAN: u32 = 1;
const PHOTO: u32 = 2;

/// The largest file that is taken in, bytes: 10,000 objects are under 4 MB.
const FILE: u64 = 8 * 1024 * 1024;

/// What the person does.
#[derive(Debug)]
pub enum Input {
    /// Something that the model takes as it is.
    Do(Msg),
    /// Something that changes only what is seen of the plan.
    Pane(Panes),
    /// The code of a screen has arrived: it can be drawn.
    Arrived,
    /// The message was read.
    Heard,
    /// Print the sheet.
    Print,
    /// Let the person pick the photo of a plan.
    PickPhoto,
    /// The picked photo was made small, or could not be.
    Developed(Developed),
    /// The plan was walked in a wheelchair.
    Walked(Rc<Walked>),
}

/// The space editor.
#[derive(Debug)]
pub struct Archiclasse {
    model: Model,
    catalogue: Rc<Catalogue>,
    variations: Rc<Variations>,
    symbols: Symbols,
    panes: Panes,
    /// What did not come as it was asked for.
    notice: Option<Say>,
    /// A picked photo that is being made small, a sign for each byte.
    picked: Option<Rc<str>>,
    /// Where a wheelchair gets on the open plan, while that is shown.
    walked: Option<Rc<Walked>>,
    loaded: bool,
}

impl Widget for Archiclasse {
    const ID: &'static str = "archiclasse";
    const WANT: &'static [&'static str] = &["storage:shared", "user:role"];
    const OPTIONAL: &'static [&'static str] = &["ui:print", "file:save", "file:pick"];
    // Where two people drag one thing, the last gesture wins: being asked which of two places is right would be worse
    // than dragging once more. Everything else is merged member by member.
    const POLICIES: &'static [Policy] = &[
        // Place and size of the photo belong together.
        Policy { prefix: "plans/", lists: &[], gestures: &["/background"] },
        Policy { prefix: "nodes/", lists: &[], gestures: &["/at"] },
        Policy { prefix: "openings/", lists: &[], gestures: &["/at", "/wall"] },
        Policy { prefix: "zones/", lists: &[], gestures: &["/outline"] },
        Policy { prefix: "pieces/", lists: &[], gestures: &["/at", "/turn", "/width", "/depth", "/zone"] },
        Policy { prefix: "places/", lists: &[], gestures: &["/at", "/turn"] },
        Policy { prefix: "rooms/", lists: &[], gestures: &["/at"] },
    ];
    type Msg = Input;

    fn open(session: &Session) -> (Self, Vec<Effect>) {
        let edits = ["teacher", "head"].into_iter().any(|role| session.user.has_role(role));
        let start = Start { edits, read_only: session.is_read_only(), bits: random_bits()[0] };
        let widget = Self {
            model: Model::start(start),
            catalogue: Rc::default(),
            variations: Rc::default(),
            symbols: Symbols::default(),
            panes: Panes::default(),
            notice: None,
            picked: None,
            walked: None,
            loaded: false,
        };
        (widget, Vec::new())
    }

    fn update(&mut self, session: &Session, event: Event<'_, Input>, _now: &str) -> Vec<Effect> {
        match event {
            Event::Own(Input::Do(msg)) => {
                self.notice = None;
                self.tell(session, msg)
            }
            Event::Own(Input::Heard) => {
                self.notice = None;
                Vec::new()
            }
            Event::Own(Input::Pane(panes)) => {
                self.panes = panes;
                self.walked = self.walked.take().filter(|_| self.panes.walk);
                Vec::new()
            }
            Event::Own(Input::Walked(walked)) => {
                self.walked = Some(walked).filter(|_| self.panes.walk);
                Vec::new()
            }
            Event::Own(Input::Print) => vec![Effect::Print],
            Event::Own(Input::PickPhoto) => {
                self.notice = None;
                let accept = "image/jpeg,image/png,image/webp".to_owned();
                vec![Effect::Pick { call: PHOTO, accept, max: LARGEST_FILE }]
            }
            Event::Own(Input::Developed(developed)) => {
                self.picked = None;
                match developed {
                    Ok((parts, size)) => self.tell(session, Msg::Photo { parts, size }),
                    Err(why) => self.no_photo(session, why),
                }
            }
            Event::Items { items, changed, save } => self.items(session, items, changed, save),
            Event::Refused { .. } => self.tell(session, Msg::Refused),
            Event::Session => self.tell(session, Msg::ReadOnly(session.is_read_only())),
            Event::Answered { call: PHOTO, outcome } => match outcome {
                Ok(file) => {
                    self.picked = file["text"].as_str().map(Rc::from);
                    Vec::new()
                }
                Err(error) => match error.kind() {
                    // The person picked none.
                    ErrorKind::Denied => Vec::new(),
                    ErrorKind::TooLarge => self.no_photo(session, NoPhoto::TooHeavy),
                    _ => self.no_photo(session, NoPhoto::NotAPicture),
                },
            },
            // Every gesture that was committed is on its way already.
            Event::Answered { outcome, .. } => {
                let file = match outcome {
                    Ok(file) => file["text"].as_str().and_then(|text| json::parse(text).ok()),
                    // The person picked none.
                    Err(error) if error.kind() == ErrorKind::Denied => return Vec::new(),
                    Err(_) => None,
                };
                self.tell(session, Msg::Import(file))
            }
            Event::Own(Input::Arrived) | Event::Later | Event::Close => Vec::new(),
        }
    }

    fn prefetch() {
        screens::prefetch();
    }

    fn render(&self, session: &Session, save: SaveState, send: &Callback<Input>) -> Html {
        let scene = screens::Scene {
            model: &self.model,
            catalogue: &self.catalogue,
            variations: &self.variations,
            symbols: &self.symbols,
            panes: &self.panes,
            notice: self.notice,
            picked: self.picked.as_ref(),
            walked: self.walked.as_ref(),
            lang: session.lang(),
            prints: session.may("ui:print"),
            saves: session.may("file:save"),
            picks: session.may("file:pick"),
            send,
        };
        screens::screen(&scene, save)
    }
}

impl Archiclasse {
    fn tell(&mut self, session: &Session, msg: Msg) -> Vec<Effect> {
        let open = self.model.open();
        let effects = app::update(&mut self.model, msg);
        if self.model.open() != open {
            self.walked = None;
        }
        let lang = session.lang();
        effects
            .into_iter()
            .map(|effect| match effect {
                ModelEffect::Write { ops, label } => {
                    let edits = ops.into_iter().filter_map(|op| {
                        // Our own keys are made of names and folders: they always have the right form.
                        Key::new(op.key).ok().map(|key| Edit { key, value: op.value })
                    });
                    Effect::Write { edits: edits.collect(), label }
                }
                ModelEffect::Undo => Effect::Undo,
                ModelEffect::Redo => Effect::Redo,
                ModelEffect::Save { name, file } => Effect::Save {
                    name: [&name, ".json"].concat(),
                    mime: "application/json".to_owned(),
                    content: Content::Text(json::write(&file)),
                },
                ModelEffect::Pick => {
                    Effect::Pick { call: PLAN, accept: ".json,application/json".to_owned(), max: FILE }
                }
                ModelEffect::Announce(say) => {
                    if say.is_trouble() {
                        self.notice = Some(say);
                    }
                    Effect::Announce(words::say(say, lang))
                }
                ModelEffect::Focus(Target::Title) => Effect::Focus("h1".to_owned()),
                ModelEffect::Focus(Target::Drawing) => Effect::Focus(".arc-canvas".to_owned()),
                ModelEffect::Focus(Target::Length) => Effect::Focus("#arc-photo-length".to_owned()),
                ModelEffect::Log(place) => Effect::Log { code: "unreadable".to_owned(), place },
            })
            .collect()
    }

    /// The photo was not taken: everybody is told, and can pick another.
    fn no_photo(&mut self, session: &Session, why: NoPhoto) -> Vec<Effect> {
        let say = Say::NoPhoto(why);
        self.notice = Some(say);
        vec![Effect::Announce(words::say(say, session.lang()))]
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
        let label = |text: Option<&str>| text.and_then(Label::of);
        let (undo, redo) = (label(items.can_undo()), label(items.can_redo()));
        effects.extend(self.tell(session, Msg::Save { save: save_of(save), undo, redo }));
        effects
    }
}

const fn save_of(save: SaveState) -> Save {
    match save {
        SaveState::Saved => Save::Saved,
        SaveState::Saving => Save::Saving,
        SaveState::Waiting(_) => Save::Waiting,
        SaveState::Attention => Save::Attention,
        SaveState::ReadOnly => Save::ReadOnly,
    }
}

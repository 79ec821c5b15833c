//! The part as the kit knows it: the machine's messages and effects, translated.

use greffon_crcn_annex::{Effect as Wish, Model, Msg, Offers, Page, Start, update};
use greffon_crcn_model::badge::bake::bake_png;
use greffon_crcn_model::framework::Framework;
use greffon_crcn_model::position::Stamp;
use greffon_kit::chance::fresh_id;
use greffon_kit::dates::{now, offset_minutes};
use greffon_kit::part::{Event, Part};
use greffon_kit::replica::Edit;
use greffon_kit::session::Session;
use greffon_kit::ui::SaveState;
use greffon_kit::widget::{Content, Effect};
use yew::{Callback, Html};

use crate::{png, screens, words};

/// What the person does.
#[derive(Debug)]
pub(crate) enum Input {
    /// Something that the machine takes as it is.
    Do(Msg),
    /// Print the screen.
    Print,
    /// Open an address of the web.
    OpenUrl(String),
    /// Ask before erasing everything, or no longer.
    AskErase(bool),
}

/// The part.
#[derive(Debug)]
pub(crate) struct Annex {
    model: Model,
    /// The question before erasing is on the screen.
    erasing: bool,
}

impl Part for Annex {
    type Msg = Input;

    fn open(session: &Session, page: &str) -> Self {
        let framework = Framework::crcn();
        let mut model = Model::start(Start {
            user: session.user.clone(),
            read_only: session.is_read_only(),
            offers: offers(session),
            page: Page::read(&framework, page),
            today: stamp(&now()).on,
        });
        if let Some(group) = page.strip_prefix("class/") {
            update(&mut model, Msg::PickGroup(group.to_owned()), &stamp(&now()));
        }
        Self { model, erasing: false }
    }

    fn update(&mut self, session: &Session, event: Event<Input>, now: &str) -> Vec<Effect> {
        let msg = match event {
            Event::Own(Input::Do(msg)) => {
                if matches!(msg, Msg::Erase) {
                    self.erasing = false;
                }
                msg
            }
            Event::Own(Input::Print) => return vec![Effect::Print],
            Event::Own(Input::OpenUrl(url)) => return vec![Effect::OpenUrl(url)],
            Event::Own(Input::AskErase(ask)) => {
                self.erasing = ask;
                return Vec::new();
            }
            Event::Page(page) => match page.strip_prefix("class/") {
                // The tracker has the choice of the class.
                Some(group) if self.model.page() == Page::Class => Msg::PickGroup(group.to_owned()),
                _ => Msg::Turn(Page::read(self.model.framework(), &page)),
            },
            Event::Items { items, all } => {
                Msg::Items { items: items.into_iter().map(|item| (item.key, item.value)).collect(), all }
            }
            Event::Refused(label) => match label.parse() {
                Ok(label) => Msg::Refused(label),
                Err(_) => return Vec::new(),
            },
            Event::Answered { call, outcome } => Msg::Answered(call, outcome),
            Event::Session => Msg::Session(session.is_read_only(), offers(session)),
            Event::Later => Msg::Slice,
        };
        let wishes = update(&mut self.model, msg, &stamp(now));
        wishes.into_iter().filter_map(|wish| translate(wish, session)).collect()
    }

    fn render(&self, session: &Session, _save: SaveState, send: &Callback<Input>) -> Html {
        screens::screen(&self.model, self.erasing, session, send)
    }
}

/// What the host offers this person.
fn offers(session: &Session) -> Offers {
    Offers {
        sign: session.may("service:badge.sign"),
        show: session.may("service:badge.show"),
        trace: session.may("event"),
    }
}

/// `None` where the browser cannot do it.
fn translate(wish: Wish, session: &Session) -> Option<Effect> {
    Some(match wish {
        Wish::Write { label, edits } => Effect::Write {
            edits: edits.into_iter().map(|(key, value)| Edit { key, value }).collect(),
            label: label.to_string(),
        },
        Wish::Call { call, name, args } => Effect::Call { call, name: name.to_owned(), args },
        Wish::Emit { call, event } => Effect::Emit { call, event },
        Wish::SaveBadge { name, marks, credential } => {
            let baked = bake_png(&png::draw(&marks)?, &credential).ok()?;
            Effect::Save { name, mime: "image/png".to_owned(), content: Content::Bytes(baked) }
        }
        Wish::Save { name, mime, text } => {
            Effect::Save { name, mime: mime.to_owned(), content: Content::Text(text) }
        }
        Wish::Pick { call, accept, max } => Effect::Pick { call, accept: accept.to_owned(), max },
        Wish::Later(ms) => Effect::Later(ms),
        Wish::Announce(say) => Effect::Announce(words::say(&say, session.lang())),
        Wish::Focus(selector) => Effect::Focus([".crcn-annex ", selector].concat()),
    })
}

/// Now, with a fresh id.
fn stamp(now: &str) -> Stamp {
    // The browser writes both: a moment of another form would be a browser of another planet.
    Stamp::new(now, offset_minutes(), &fresh_id())
        .or_else(|| Stamp::new("1970-01-01T00:00:00.000Z", 0, "entry-0000"))
        .unwrap_or_else(|| unreachable!("a stamp of constants"))
}

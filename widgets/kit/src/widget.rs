//! What a widget is to the kit: a core that takes events in and gives effects out, and a picture of itself.

use greffon_protocol::{Key, RpcError};
use serde_json::Value;
use yew::{Callback, Html};

use crate::replica::{Edit, Policy, Replica};
use crate::session::Session;
use crate::ui::SaveState;

/// A widget. It never touches the port: it returns [`Effect`]s.
pub trait Widget: Sized + 'static {
    /// The manifest's id.
    const ID: &'static str;
    /// Capabilities without which it is no use.
    const WANT: &'static [&'static str];
    /// Capabilities that make it better.
    const OPTIONAL: &'static [&'static str];
    /// How its items are merged where two people, or two devices, met.
    const POLICIES: &'static [Policy];
    /// What its screens send.
    type Msg: 'static;

    /// The widget for a session that has just opened.
    fn open(session: &Session) -> (Self, Vec<Effect>);

    /// Takes an event in; `now` is RFC 3339 UTC.
    fn update(&mut self, session: &Session, event: Event<'_, Self::Msg>, now: &str) -> Vec<Effect>;

    /// Called when the first screen stands: has the code of others come ([`later!`](crate::later!)).
    fn prefetch() {}

    /// The screen.
    fn render(&self, session: &Session, save: SaveState, send: &Callback<Self::Msg>) -> Html;
}

/// What happens to a widget.
#[derive(Debug)]
pub enum Event<'a, M> {
    /// One of its own screens sent this.
    Own(M),
    /// The stored items, own pending changes applied: loaded, changed here, or by somebody else. Also where only the
    /// counter or the state of saving moved.
    Items {
        /// All of them.
        items: &'a Replica,
        /// Those that look different now; all of them where the items have just been loaded.
        changed: &'a [Key],
        /// Whether all is saved.
        save: SaveState,
    },
    /// A write was refused for good and taken back; the person is told why by the kit.
    Refused {
        /// The label that the write was given.
        label: &'a str,
    },
    /// A service answered, or a person picked a file: `{"name", "text"}`.
    Answered {
        /// The number given with [`Effect::Call`].
        call: u32,
        /// What it answered.
        outcome: Result<Value, RpcError>,
    },
    /// Language, theme, rights or the link changed; they are in the session already.
    Session,
    /// The time of an [`Effect::Later`] is over.
    Later,
    /// The host is about to close: whatever is not saved yet must be written now.
    Close,
}

/// What a widget wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Change these items.
    Write {
        /// The items.
        edits: Vec<Edit>,
        /// What the change is called, where it must be spoken of.
        label: String,
    },
    /// Take back this person's last change, however many writes it took.
    Undo,
    /// Bring back what was undone last.
    Redo,
    /// Call a service of the back end.
    Call {
        /// Comes back with the answer.
        call: u32,
        /// Which service.
        name: String,
        /// Its arguments.
        args: Value,
    },
    /// Leave a learning trace (`event.emit`). Comes back as the answer of a call does, once it is kept or refused.
    Emit {
        /// Comes back with the answer.
        call: u32,
        /// The parameters of the message.
        event: Value,
    },
    /// Hand the person a file (`file.save`).
    Save {
        /// Its name.
        name: String,
        /// Its media type.
        mime: String,
        /// What it holds.
        content: Content,
    },
    /// Let the person pick a file (`file.pick`): [`Event::Answered`] brings its name and its text, or `denied`
    /// where they picked none. UTF-16 is known by its start; what is not UTF-8 either is read as Windows-1252, in which
    /// French spreadsheets save; of a picture, the lowest eight bits of each sign are a byte (the encoding `x-user-defined`).
    Pick {
        /// Comes back with the answer.
        call: u32,
        /// Media types or endings, as an `accept` attribute.
        accept: String,
        /// At most so many bytes.
        max: u64,
    },
    /// Let the person take or pick a photograph, and keep it in the instance: [`Event::Answered`] brings `{"file"}`, its id;
    /// `denied` where they picked none, `invalid` where it is no photograph, `too_large` where it is more than a browser
    /// can decode. What is kept is a JPEG without what a camera writes into one.
    Photo {
        /// Comes back with the answer.
        call: u32,
        /// Longer side at most, in px.
        side: u32,
        /// At most so many bytes.
        max: u64,
    },
    /// Read a kept photograph: [`Event::Answered`] brings `{"url"}`, an address for an image, good as long as the page.
    Fetch {
        /// Comes back with the answer.
        call: u32,
        /// Its id.
        file: String,
    },
    /// Take a kept file of this person's own away.
    Drop {
        /// Its id.
        file: String,
    },
    /// Send [`Event::Later`] after that time, in ms.
    Later(u32),
    /// Say this to screen readers.
    Announce(String),
    /// Move focus to what this selector finds, once the screen is drawn.
    Focus(String),
    /// Tell the host whether leaving would lose work, and which.
    Dirty(Option<String>),
    /// Ask the host to open an address.
    OpenUrl(String),
    /// Ask the host to print.
    Print,
    /// A line for the host's log: never personal data.
    Log {
        /// A stable word.
        code: String,
        /// Where it was found.
        place: String,
    },
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A text, as UTF-8.
    Text(String),
    /// Anything else.
    Bytes(Vec<u8>),
}

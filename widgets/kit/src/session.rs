//! What the host said at the start and since: who, where, what may be done.

use greffon_protocol::context::Mode;
use greffon_protocol::message::{InitResult, LinkState};
use greffon_protocol::{Capability, Context, User};

use crate::i18n::Lang;

/// The state of the session, as the widget may read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Which instance.
    pub instance: String,
    /// The person, as far as granted.
    pub user: User,
    /// Where and how the widget is shown.
    pub context: Context,
    /// What may be done.
    pub granted: Vec<Capability>,
    /// The link to the back end.
    pub link: LinkState,
}

impl Session {
    /// The session that the host's first answer opens.
    pub fn new(init: InitResult) -> Self {
        Self {
            instance: init.instance,
            user: init.user.unwrap_or_default(),
            context: init.context,
            granted: init.granted,
            link: LinkState::Online,
        }
    }

    /// The language of the screen.
    pub fn lang(&self) -> Lang {
        Lang::of(self.context.locale.as_deref().unwrap_or_default())
    }

    /// Whether the host granted that capability.
    pub fn may(&self, capability: &str) -> bool {
        self.granted.iter().any(|granted| granted.as_str() == capability)
    }

    /// Whether nothing may be changed now.
    pub fn is_read_only(&self) -> bool {
        self.context.read_only == Some(true) || self.link == LinkState::Readonly
    }

    /// Whether the widget stands in the page itself, not in a frame.
    pub fn in_page(&self) -> bool {
        self.context.mode == Some(Mode::Page)
    }
}

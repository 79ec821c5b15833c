//! The names of section 4: who sends them, whether they want an answer, at which level, by which capability.

/// Who may send a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// The widget to its host.
    Widget,
    /// The host to its widget.
    Host,
    /// Either.
    Both,
}

macro_rules! methods {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $sender:ident, $request:literal, $level:literal, $cap:expr;)*) => {
        /// A message of section 4. Names are never changed; new ones may be added.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Method { $($(#[$doc])* $variant,)* }

        impl Method {
            /// Every method.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name on the wire.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Who sends it.
            pub const fn sender(self) -> Sender {
                match self { $(Self::$variant => Sender::$sender,)* }
            }

            /// Whether it wants an answer.
            pub const fn is_request(self) -> bool {
                match self { $(Self::$variant => $request,)* }
            }

            /// The lowest level of host that knows it (section 1).
            pub const fn level(self) -> u8 {
                match self { $(Self::$variant => $level,)* }
            }

            /// The capability that it takes, where one name says it; `storage.*` take `storage:` and their scope,
            /// `service.call` takes `service:` and its name.
            pub const fn capability(self) -> Option<&'static str> {
                match self { $(Self::$variant => $cap,)* }
            }
        }
    };
}

methods! {
    /// First request on a port.
    SessionInit = "session.init", Widget, true, 0, None;
    /// The widget can be shown.
    SessionReady = "session.ready", Widget, false, 0, None;
    /// The widget asks to be closed.
    SessionDone = "session.done", Widget, false, 0, None;
    /// Asks for more capabilities.
    CapabilityRequest = "capability.request", Widget, true, 0, None;
    /// Height of the root element.
    UiResize = "ui.resize", Widget, false, 0, None;
    /// Asks for more room.
    UiDisplay = "ui.display", Widget, true, 0, None;
    /// Says something to screen readers.
    UiAnnounce = "ui.announce", Widget, false, 0, None;
    /// Focus goes over the edge, out (widget) or in (host).
    UiFocus = "ui.focus", Both, false, 0, None;
    /// A key that the host asked for.
    UiKey = "ui.key", Widget, false, 0, None;
    /// There is unsaved work.
    UiDirty = "ui.dirty", Widget, false, 0, None;
    /// Opens an address after asking the person.
    UiOpen = "ui.open", Widget, true, 0, Some("ui:open");
    /// Prints the widget.
    UiPrint = "ui.print", Widget, true, 0, Some("ui:print");
    /// A line for the host's log.
    Log = "log", Widget, false, 0, None;
    /// Reads items.
    StorageRead = "storage.read", Widget, true, 1, None;
    /// Writes a batch.
    StorageWrite = "storage.write", Widget, true, 1, None;
    /// Follows a prefix.
    StorageWatch = "storage.watch", Widget, true, 2, None;
    /// Stops following.
    StorageUnwatch = "storage.unwatch", Widget, true, 2, None;
    /// Tells those present something that may be lost.
    LiveSend = "live.send", Widget, false, 3, Some("live");
    /// Calls a service of the back end.
    ServiceCall = "service.call", Widget, true, 3, None;
    /// Saves bytes to the person's disk.
    FileSave = "file.save", Widget, true, 3, Some("file:save");
    /// Picks a file of the person.
    FilePick = "file.pick", Widget, true, 3, Some("file:pick");
    /// Keeps bytes in the instance.
    FilePut = "file.put", Widget, true, 3, Some("file:keep");
    /// Reads kept bytes.
    FileGet = "file.get", Widget, true, 3, Some("file:keep");
    /// Takes away bytes that this person kept.
    FileDelete = "file.delete", Widget, true, 3, Some("file:keep");
    /// A learning trace.
    EventEmit = "event.emit", Widget, false, 3, Some("event");
    /// The context changed.
    ContextChanged = "context.changed", Host, false, 0, None;
    /// Grants changed.
    CapabilityChanged = "capability.changed", Host, false, 0, None;
    /// The state of the link or the session.
    SessionState = "session.state", Host, false, 0, None;
    /// Save and let go.
    SessionClose = "session.close", Host, true, 0, None;
    /// Give a static form to print.
    PrintPrepare = "print.prepare", Host, true, 0, None;
    /// Items changed.
    StorageChanged = "storage.changed", Host, false, 2, None;
    /// Somebody present said something.
    LiveMessage = "live.message", Host, false, 3, None;
    /// Gives up a request.
    Cancel = "$cancel", Both, false, 0, None;
    /// The answer takes longer: restart the timer.
    Progress = "$progress", Both, false, 0, None;
    /// Are you there?
    Ping = "$ping", Both, true, 0, None;
}

impl Method {
    /// The method of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|method| method.name() == name)
    }
}

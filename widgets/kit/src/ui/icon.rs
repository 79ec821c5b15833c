//! Icons: one 24 px grid, 1.75 px stroke, drawn by us. Always beside a word, so always hidden from screen readers.

use yew::prelude::*;

use crate::html;

macro_rules! pictures {
    ($($(#[$doc:meta])* $name:ident = $path:literal,)*) => {
        /// What an icon shows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Picture { $($(#[$doc])* $name,)* }

        impl Picture {
            /// Every picture.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            const fn path(self) -> &'static str {
                match self { $(Self::$name => $path,)* }
            }
        }
    };
}

pictures! {
    /// Done, saved.
    Check = "M5 12.5l4.5 4.5L19 7.5",
    /// Go back.
    Back = "M14.5 5.5L8 12l6.5 6.5",
    /// Go on, open.
    Forward = "M9.5 5.5L16 12l-6.5 6.5",
    /// Unfold, choose from a list.
    Down = "M5.5 9.5L12 16l6.5-6.5",
    /// A clock: waiting, dates.
    Clock = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
    /// Look here.
    Warning = "M12 4L3 19.5h18L12 4zM12 10v4.5M12 17v.1",
    /// To know.
    Info = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5M12 8v.1",
    /// Take back.
    Undo = "M8 5L4 9l4 4M4 9h9.5a5.5 5.5 0 0 1 0 11H9",
    /// Close.
    Close = "M6.5 6.5l11 11M17.5 6.5l-11 11",
    /// Seen by others.
    Eye = "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.25a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5z",
    /// Seen by nobody else.
    Lock = "M6.5 10.5h11v9h-11zM9 10.5V8a3 3 0 0 1 6 0v2.5",
    /// Several people.
    People = "M9 5.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3.5 19.5c0-3.3 2.4-5 5.5-5s5.5 1.7 5.5 5M15.5 6a3 3 0 0 1 0 5.5M17 14.8c2.2.5 3.5 2.1 3.5 4.7",
    /// Print.
    Print = "M7 9V4h10v5M7 17H4.5V9h15v8H17M7 14h10v6H7z",
    /// No network.
    Offline = "M4 4l16 16M8.5 16a5 5 0 0 1 6-.8M5 12.5a10 10 0 0 1 4-2.3M13 9.6a10 10 0 0 1 6 2.9M12 19.4v.1",
}

/// Properties of [`Icon`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// What to show.
    pub picture: Picture,
}

/// An icon, for the eye only: put a word beside it.
#[component]
pub fn Icon(props: &Props) -> Html {
    icon(props.picture)
}

/// [`Icon`] without a component around it.
pub fn icon(picture: Picture) -> Html {
    html! {
        <svg class="gf-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={picture.path()} />
        </svg>
    }
}

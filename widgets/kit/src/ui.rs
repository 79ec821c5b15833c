//! The controls that all widgets share: each a small component, complete by keyboard and for screen readers.

mod button;
mod choice;
mod focus;
mod icon;
mod nav;
mod notice;
mod save_status;
mod toast;

pub use button::{Button, ButtonKind};
pub use choice::{Check, Radio};
pub use focus::{focus, focus_edge};
pub use icon::{Icon, Picture};
pub use nav::{Nav, NavItem};
pub use notice::{Notice, Tone};
pub use save_status::{SaveState, SaveStatus};
pub use toast::Toast;

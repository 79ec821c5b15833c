//! The controls that all widgets share: each a small component, complete by keyboard and for screen readers.

mod bar;
mod button;
mod choice;
mod data_table;
mod dialog;
mod disclosure;
mod field;
mod focus;
mod icon;
mod level_mark;
mod nav;
mod notice;
mod save_status;
mod skeleton;
mod toast;

pub use bar::Bar;
pub use button::{Button, ButtonKind};
pub use choice::{Check, Radio};
pub use data_table::DataTable;
pub use dialog::Dialog;
pub use disclosure::Disclosure;
pub use field::{Field, FieldKind, FieldOption};
pub use focus::{focus, focus_edge};
pub use icon::{Icon, Picture};
pub use level_mark::{Layer, LevelMark};
pub use nav::{Nav, NavItem};
pub use notice::{Notice, Tone};
pub use save_status::{SaveState, SaveStatus};
pub use skeleton::Skeleton;
pub use toast::Toast;

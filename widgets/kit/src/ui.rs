//! The controls that all widgets share: each a small component, complete by keyboard and for screen readers.
//!
//! Those without a state of their own are functions of their properties, which the kit's [`html!`](crate::html) calls
//! where it finds `<Button …/>`; in Yew's own `html!` the same name is a component. Each component
//! that a module uses brings a life cycle of its own along, and each place that sets its properties some code.

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

pub use bar::{Bar, Props as BarProps, bar};
pub use button::{Button, ButtonKind, Props as ButtonProps, button};
pub use choice::{Check, Props as ChoiceProps, Radio, check, radio};
pub use data_table::DataTable;
pub use dialog::Dialog;
pub use disclosure::{Disclosure, Props as DisclosureProps, disclosure};
pub use field::{Field, FieldKind, FieldOption};
pub use focus::{focus, focus_edge};
pub use icon::{Icon, Picture, icon};
pub use level_mark::{Layer, LevelMark, Props as LevelMarkProps, level_mark};
pub use nav::{Nav, NavItem, Props as NavProps, nav};
pub use notice::{Notice, Props as NoticeProps, Tone, notice};
pub use save_status::{SaveState, SaveStatus, save_status};
pub use skeleton::Skeleton;
pub use toast::{Props as ToastProps, Toast, toast};

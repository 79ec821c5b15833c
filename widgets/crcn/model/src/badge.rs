//! Badges: the [`catalogue`] as data, what a person asks for and what others answer ([`shelf`], [`desk`]), the unsigned
//! Open Badges 3.0 [`credential`], its [`picture`], the [`bake`]d file, and a file [`reading`].
//!
//! | key | who reads | value |
//! |---|---|---|
//! | `badges/{self}/<id>` | the owner | what they recognise in themself: `{"badge", "level", "because", "on"}` |
//! | `badge-asked/{self}/{by}/<id>` | who is asked, who asks | the same, to answer |
//! | `badge-answers/{self}/{by}/<id>` | who asked, who answers, teachers | a peer's word: `{"on", "comment"}` |
//! | `badge-awards/{self}/{by}/<id>` | who asked, teachers | a teacher completed it: `{"on", "credential"}` |
//!
//! `<id>` is the UUID of the badge to be. `{by}` is the writer, which the back end sees to.
//!
//! This room never signs: it holds no key. It never puts a name in a badge, and says of a badge without a signature that
//! it is a draft.

pub mod bake;
pub mod catalogue;
mod claim;
pub mod credential;
pub mod desk;
mod keys;
pub mod picture;
pub mod reading;
pub mod shelf;

pub use catalogue::{BadgeClass, Catalogue, Text};
pub use claim::{Answer, Award, Claim};
pub use keys::{Place, Slot, is_uuid, uuid};

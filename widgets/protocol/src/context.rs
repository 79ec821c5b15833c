//! Where and how the widget is shown (section 4).

#[cfg(feature = "schema")]
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::uai::Uai;

macro_rules! context {
    ($($(#[$doc:meta])* $field:ident : $type:ty,)*) => {
        /// The context at `session.init`, and the part that changed in `context.changed`: a member that is absent
        /// there has not changed.
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
        #[serde(rename_all = "camelCase")]
        pub struct Context {
            $($(#[$doc])* #[serde(default, skip_serializing_if = "Option::is_none")] pub $field: Option<$type>,)*
        }

        impl Context {
            /// Takes over every member that the patch has.
            pub fn merge(&mut self, patch: Self) {
                $(if patch.$field.is_some() { self.$field = patch.$field; })*
            }
        }
    };
}

context! {
    /// In a frame, or in the page.
    mode: Mode,
    /// Language, BCP 47 (`fr`, `en-GB`).
    locale: String,
    /// Direction of writing.
    dir: Dir,
    /// IANA name (`Europe/Paris`).
    time_zone: String,
    /// Light or dark.
    theme: Theme,
    /// Whether more contrast is asked.
    contrast: Contrast,
    /// Whether less motion is asked.
    motion: Motion,
    /// Text size against the normal one: 1 is 100 %, 2 is 200 %.
    font_scale: f32,
    /// Whether the person asked for a reading font.
    dyslexia_font: bool,
    /// Values of colour properties by name without the dashes (`accent`: `#2F5D50`); all are texts. Kept as they came,
    /// because a map of another type would be one more tree in every widget.
    #[cfg_attr(feature = "schema", schemars(with = "Option<BTreeMap<String, String>>"), ts(as = "Option<BTreeMap<String, String>>"))]
    colors: Map<String, Value>,
    /// The room there is.
    container: Container,
    /// How the widget is displayed.
    display: Display,
    /// Whether the main pointer is a finger.
    touch: bool,
    /// Whether the widget can be seen now.
    visible: bool,
    /// Whether nothing may be changed.
    read_only: bool,
    /// What the establishment calls this instance.
    instance_title: String,
    /// The establishment.
    uai: Uai,
    /// The last day on which the establishment keeps what is stored here, as `2027-08-31`: it erases everything after it.
    last_day: String,
    /// School year, as `2026-2027`.
    academic_year: String,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($(#[$vdoc])* $variant,)* }
    )*};
}

words! {
    /// How the widget is embedded.
    Mode {
        /// In a frame with an opaque origin, inside the cage.
        Frame,
        /// As an element of the page.
        Page,
    }
    /// Direction of writing.
    Dir {
        /// Left to right.
        Ltr,
        /// Right to left.
        Rtl,
    }
    /// Ground of the page.
    Theme {
        /// Dark on light.
        Light,
        /// Light on dark.
        Dark,
    }
    /// Contrast asked.
    Contrast {
        /// As designed.
        Normal,
        /// More.
        More,
    }
    /// Motion asked.
    Motion {
        /// As designed.
        Full,
        /// None that is not needed.
        Reduced,
    }
    /// How much of the page the widget takes.
    Display {
        /// Among other things.
        Inline,
        /// The whole column.
        Wide,
        /// The whole screen.
        Fullscreen,
    }
}

/// The room that the host gives, in CSS px.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
#[serde(rename_all = "camelCase")]
pub struct Container {
    /// Width.
    pub width: f32,
    /// Height where it is fixed: the widget scrolls inside and sends no `ui.resize`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<f32>,
    /// Height that is not passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_height: Option<f32>,
}

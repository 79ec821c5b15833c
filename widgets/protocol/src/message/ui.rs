//! What the widget and the page tell each other about the screen: level 0.

use serde::{Deserialize, Serialize};

use crate::context::Display;

/// `ui.resize`: the height that the widget's root element takes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Resize {
    /// CSS px.
    pub height: f32,
}

/// `ui.display`: asks for a way of being displayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct DisplayParams {
    /// The way asked.
    pub mode: Display,
}

/// Answer to `ui.display`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct DisplayResult {
    /// The way set.
    pub mode: Display,
}

/// `ui.announce`: said by screen readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct Announce {
    /// What to say, in the language of the context.
    pub text: String,
    /// Interrupts what is being said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assertive: Option<bool>,
}

/// Where focus leaves the widget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum FocusExit {
    /// Past the last control.
    Forward,
    /// Before the first.
    Backward,
}

/// Where focus enters the widget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum FocusEnter {
    /// On the first control.
    First,
    /// On the last.
    Last,
    /// Where it was.
    Restore,
}

/// `ui.focus`: `exit` from the widget, `enter` from the host.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct FocusParams {
    /// Widget to host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit: Option<FocusExit>,
    /// Host to widget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enter: Option<FocusEnter>,
}

/// `ui.key`: a key that the host asked for, such as Escape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct KeyPress {
    /// The DOM's name of the key.
    pub key: String,
    /// `alt`, `ctrl`, `meta`, `shift`.
    #[serde(default)]
    pub mods: Vec<String>,
}

/// `ui.dirty`: whether leaving would lose work; the host then asks before it leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct Dirty {
    /// There is unsaved work.
    pub dirty: bool,
    /// What it is, for the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// `ui.open`: the host shows the address and asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Open {
    /// `https:`, `http:` or `mailto:`.
    pub url: String,
}

/// `print.prepare`: the host wants a static form.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PrintPrepare {
    /// Width of the page's content, CSS px.
    pub width_px: f32,
}

/// Answer to `print.prepare`: shown in a frame without scripts. One of the two.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct PrintResult {
    /// A whole document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// Or a drawing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub svg: Option<String>,
}

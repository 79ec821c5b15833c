//! Dates for people, by the browser's own formatter: full words near, figures in tables.

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::i18n::Lang;

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateForm {
    /// 23 novembre 2026
    Words,
    /// 23 novembre 2026 à 14:05
    WordsAndTime,
    /// 23/11/2026
    Figures,
}

/// An RFC 3339 time as a person reads it, in the browser's time zone. An unreadable one comes back as it is.
pub fn format_date(at: &str, form: DateForm, lang: Lang) -> String {
    let date = Date::new(&JsValue::from_str(at));
    if date.get_time().is_nan() {
        return at.to_owned();
    }
    let options = Object::new();
    let parts: &[(&str, &str)] = match form {
        DateForm::Words => &[("dateStyle", "long")],
        DateForm::WordsAndTime => &[("dateStyle", "long"), ("timeStyle", "short")],
        DateForm::Figures => &[("year", "numeric"), ("month", "2-digit"), ("day", "2-digit")],
    };
    for (name, value) in parts {
        // Setting a member of a plain object cannot fail.
        let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let tag = match lang {
        Lang::Fr => "fr-FR",
        Lang::En => "en-GB",
    };
    String::from(date.to_locale_string(tag, &options))
}

/// Now, as RFC 3339 UTC with milliseconds.
pub fn now() -> String {
    String::from(Date::new_0().to_iso_string())
}

/// How many minutes the clocks are ahead of UTC where the person is.
pub fn offset_minutes() -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "at most a day, in minutes")]
    let behind = Date::new_0().get_timezone_offset() as i32;
    -behind
}

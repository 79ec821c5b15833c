//! How the gallery is shown: what a host would say in its context, chosen here by hand.

use greffon_kit::i18n::Lang;
use greffon_protocol::Context;
use greffon_protocol::context::{Contrast, Motion, Theme};

/// One value for each switch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Settings {
    pub(crate) lang: Lang,
    pub(crate) theme: Theme,
    /// Text size against the normal one.
    pub(crate) scale: f32,
    pub(crate) contrast: Contrast,
    pub(crate) motion: Motion,
    pub(crate) reading_font: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: Lang::Fr,
            theme: Theme::Light,
            scale: 1.0,
            contrast: Contrast::Normal,
            motion: Motion::Full,
            reading_font: false,
        }
    }
}

impl Settings {
    /// Reads `theme=dark&lang=en&scale=2&contrast=more&motion=reduced&reading=true`.
    pub(crate) fn read(query: &str) -> Self {
        let mut settings = Self::default();
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            settings.set(name, value);
        }
        settings
    }

    /// Takes over one value, by the names of the address.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        match name {
            "theme" => self.theme = if value == "dark" { Theme::Dark } else { Theme::Light },
            "lang" => self.lang = Lang::of(value),
            "scale" => self.scale = scale(value),
            "contrast" => self.contrast = if value == "more" { Contrast::More } else { Contrast::Normal },
            "motion" => self.motion = if value == "reduced" { Motion::Reduced } else { Motion::Full },
            "reading" => self.reading_font = value == "true",
            _ => {}
        }
    }

    /// The context that a host would send.
    pub(crate) fn context(self) -> Context {
        Context {
            locale: Some(self.lang.tag().to_owned()),
            theme: Some(self.theme),
            contrast: Some(self.contrast),
            motion: Some(self.motion),
            font_scale: Some(self.scale),
            dyslexia_font: Some(self.reading_font),
            ..Context::default()
        }
    }
}

/// The three sizes of the switch; another is the normal one.
fn scale(value: &str) -> f32 {
    match value {
        "1.5" => 1.5,
        "2" => 2.0,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_everything() {
        let read = Settings::read("theme=dark&lang=en-GB&scale=2&contrast=more&motion=reduced&reading=true");
        let context = read.context();
        assert_eq!((context.theme, context.contrast), (Some(Theme::Dark), Some(Contrast::More)));
        assert_eq!((context.motion, context.dyslexia_font), (Some(Motion::Reduced), Some(true)));
        assert_eq!((context.locale.as_deref(), context.font_scale), (Some("en"), Some(2.0)));
    }

    #[test]
    fn what_is_unknown_counts_for_nothing() {
        assert_eq!(Settings::read("theme=green&scale=40&x=1&&=&lang"), Settings::default());
    }
}

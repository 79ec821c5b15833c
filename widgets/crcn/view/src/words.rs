//! What the model says, in words.

use greffon_crcn_model::app::Say;
use greffon_crcn_model::framework::{self, Stage, Words};
use greffon_crcn_model::moment::Day;
use greffon_crcn_model::position::Standing;
use greffon_crcn_model::stored::Share;
use greffon_kit::dates::{DateForm, format_date};
use greffon_kit::i18n::{Lang, Text};
use yew::AttrValue;

use crate::text::T;

/// The framework's language for the screen's.
pub(crate) const fn framework_lang(lang: Lang) -> framework::Lang {
    match lang {
        Lang::Fr => framework::Lang::Fr,
        Lang::En => framework::Lang::En,
    }
}

/// A text of the framework, on the screen.
pub(crate) fn attr(words: &Words) -> AttrValue {
    AttrValue::Static(words)
}

/// A number that is small by nature, as a count.
pub(crate) fn size(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A day in full words, or in figures for a table.
pub(crate) fn day(day: &Day, form: DateForm, lang: Lang) -> String {
    // Noon, so that no time zone moves it to another day.
    format_date(&[day.as_str(), "T12:00:00"].concat(), form, lang)
}

/// Where the person stands.
pub(crate) fn standing(standing: Standing, band: Option<&str>, lang: Lang) -> String {
    match (standing, band) {
        (Standing::NotPlaced, _) => T::StandingNone.get(lang).to_owned(),
        (Standing::NotWorked, _) => T::StandingNotWorked.get(lang).to_owned(),
        (Standing::Level(level), None) => {
            T::StandingLevel.with(lang, &[("level", &level.number().to_string())])
        }
        (Standing::Level(level), Some(band)) => {
            T::StandingLevelBand.with(lang, &[("level", &level.number().to_string()), ("band", band)])
        }
    }
}

/// Who sees a level.
pub(crate) fn share(share: Share, lang: Lang) -> (&'static str, &'static str) {
    let (label, hint) = match share {
        Share::Nobody => (T::ShareNobody, T::ShareNobodyHint),
        Share::Counted => (T::ShareCounted, T::ShareCountedHint),
        Share::Named => (T::ShareNamed, T::ShareNamedHint),
    };
    (label.get(lang), hint.get(lang))
}

/// A stage of schooling.
pub(crate) fn stage(stage: Option<Stage>, lang: Lang) -> &'static str {
    let key = match stage {
        None => T::StageUnsaid,
        Some(Stage::Cycle2) => T::StageCycle2,
        Some(Stage::Cycle3) => T::StageCycle3,
        Some(Stage::Cycle4) => T::StageCycle4,
        Some(Stage::Lycee) => T::StageLycee,
        Some(Stage::Adult) => T::StageAdult,
    };
    key.get(lang)
}

/// What was done, in a sentence.
pub(crate) fn say(say: &Say, lang: Lang) -> String {
    let of = |key: T, code: &str, said: Standing| {
        key.with(lang, &[("code", code), ("standing", &standing(said, None, lang))])
    };
    match say {
        Say::Validated(code, said) => of(T::SayValidated, code.as_str(), *said),
        Say::Confirmed(code, said) => of(T::SayConfirmed, code.as_str(), *said),
        Say::Withdrawn(code, said) => of(T::SayWithdrawn, code.as_str(), *said),
        Say::Restored(code, said) => of(T::SayRestored, code.as_str(), *said),
        Say::AlreadyToday => T::SayAlready.get(lang).to_owned(),
        Say::Shared(code, who) => {
            T::SayShared.with(lang, &[("code", code.as_str()), ("share", share(*who, lang).0)])
        }
        Say::SharedAll(who) => T::SaySharedAll.with(lang, &[("share", share(*who, lang).0)]),
        Say::Family(true) => T::SayFamilyOn.get(lang).to_owned(),
        Say::Family(false) => T::SayFamilyOff.get(lang).to_owned(),
        Say::Opened(level) => T::SayOpened.with(lang, &[("level", &level.to_string())]),
        Say::Restarted(code) => T::SayRestarted.with(lang, &[("code", code.as_str())]),
        Say::Discarded => T::SayDiscarded.get(lang).to_owned(),
        Say::NotSaved => T::SayNotSaved.get(lang).to_owned(),
        Say::Impossible => T::SayImpossible.get(lang).to_owned(),
        Say::Follows(None, missing) => T::SayFollowsNone.count(lang, size(*missing)),
        Say::Follows(Some(level), 0) => T::CompFollows.with(lang, &[("level", &level.number().to_string())]),
        Say::Follows(Some(level), missing) => {
            T::SayFollows.count_with(lang, size(*missing), &[("level", &level.number().to_string())])
        }
        Say::Filtered(count) => T::SayFiltered.count(lang, size(*count)),
        Say::Counts => T::SayCounts.get(lang).to_owned(),
    }
}

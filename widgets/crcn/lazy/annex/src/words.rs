//! What the machine says, in words.

use greffon_crcn_annex::class::ClassTab;
use greffon_crcn_annex::file::Kind;
use greffon_crcn_annex::{Problem, Say};
use greffon_crcn_model::badge;
use greffon_crcn_model::framework::{self, Level, Words};
use greffon_crcn_model::goal::{GoalFault, Progress};
use greffon_crcn_model::moment::Day;
use greffon_crcn_model::note::{LONGEST_LINK, LONGEST_NOTE, TypingFault};
use greffon_crcn_model::opinion::Layer;
use greffon_kit::dates::{DateForm, format_date};
use greffon_kit::i18n::{Lang, Text};

use crate::text::T;

/// The framework's language for the screen's.
pub(crate) const fn framework_lang(lang: Lang) -> framework::Lang {
    match lang {
        Lang::Fr => framework::Lang::Fr,
        Lang::En => framework::Lang::En,
    }
}

/// A text of the framework in the screen's language.
pub(crate) const fn of(texts: &[Words; 2], lang: Lang) -> Words {
    match lang {
        Lang::Fr => texts[0],
        Lang::En => texts[1],
    }
}

/// A number that is small by nature, as a count.
pub(crate) fn size(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A day in full words.
pub(crate) fn day(day: &Day, lang: Lang) -> String {
    // Noon, so that no time zone moves it to another day.
    format_date(&[day.as_str(), "T12:00:00"].concat(), DateForm::Words, lang)
}

/// `niveau 3`.
pub(crate) fn level(level: Level, lang: Lang) -> String {
    T::Level.with(lang, &[("level", &level.number().to_string())])
}

/// The name of a layer.
pub(crate) fn layer(layer: Layer, lang: Lang) -> &'static str {
    let key = match layer {
        Layer::Own => T::LayerOwn,
        Layer::Peer => T::LayerPeer,
        Layer::Teacher => T::LayerTeacher,
        Layer::Pix => T::LayerPix,
    };
    key.get(lang)
}

/// Where a goal stands.
pub(crate) fn progress(progress: Progress, lang: Lang) -> &'static str {
    let key = match progress {
        Progress::Reached => T::GoalReached,
        Progress::Open => T::GoalOpen,
        Progress::Late => T::GoalLate,
    };
    key.get(lang)
}

/// A side of the class.
pub(crate) fn tab(tab: ClassTab, lang: Lang) -> &'static str {
    let key = match tab {
        ClassTab::Counts => T::ClassCounts,
        ClassTab::Pupils => T::ClassPupils,
        ClassTab::Needs => T::ClassNeeds,
        ClassTab::Report => T::ClassReport,
        ClassTab::Framework => T::ClassFramework,
    };
    key.get(lang)
}

/// What is stored of a person.
pub(crate) fn kind(kind: Kind, lang: Lang) -> &'static str {
    let key = match kind {
        Kind::Positions => T::KindPositions,
        Kind::Choices => T::KindChoices,
        Kind::Evidence => T::KindEvidence,
        Kind::Goals => T::KindGoals,
        Kind::Requests => T::KindRequests,
        Kind::Opinions => T::KindOpinions,
        Kind::Given => T::KindGiven,
        Kind::Pix => T::KindPix,
        Kind::Report => T::KindReport,
        Kind::Badges => T::KindBadges,
        Kind::Traces => T::KindTraces,
    };
    key.get(lang)
}

/// What is wrong, and what to do.
pub(crate) fn problem(problem: Problem, lang: Lang) -> String {
    let number = |key: T, count: usize, most: usize| {
        key.with(lang, &[("n", &count.to_string()), ("most", &most.to_string())])
    };
    match problem {
        Problem::Typing(TypingFault::TooLong(count)) => number(T::ProblemTooLong, count, LONGEST_NOTE),
        Problem::Typing(TypingFault::AddressTooLong(count)) => number(T::ProblemTooLong, count, LONGEST_LINK),
        Problem::Typing(TypingFault::NotWeb) => T::ProblemNotWeb.get(lang).to_owned(),
        Problem::Typing(TypingFault::NoAddress) => T::ProblemNoAddress.get(lang).to_owned(),
        Problem::Typing(TypingFault::Nothing) => T::ProblemNothing.get(lang).to_owned(),
        Problem::Goal(GoalFault::NoDay) => T::ProblemNoDay.get(lang).to_owned(),
        Problem::Goal(GoalFault::Past) => T::ProblemPast.get(lang).to_owned(),
        Problem::Goal(GoalFault::NoSuchLevel) => T::ProblemNoSuchLevel.get(lang).to_owned(),
        Problem::Nobody => T::ProblemNobody.get(lang).to_owned(),
        Problem::Oneself => T::ProblemOneself.get(lang).to_owned(),
        Problem::NoLevel => T::ProblemNoLevel.get(lang).to_owned(),
        Problem::NoDegree => T::ProblemNoDegree.get(lang).to_owned(),
        Problem::AskedAlready => T::ProblemAskedAlready.get(lang).to_owned(),
        Problem::NoCompetence => T::ProblemNoCompetence.get(lang).to_owned(),
    }
}

/// What was done, in a sentence.
pub(crate) fn say(say: &Say, lang: Lang) -> String {
    let code = |key: T, code: &str| key.with(lang, &[("code", code)]);
    let somebody = |who: &Option<String>| who.clone().unwrap_or_else(|| T::Somebody.get(lang).to_owned());
    let about =
        |key: T, code: &str, who: &Option<String>| key.with(lang, &[("code", code), ("who", &somebody(who))]);
    let badge = |key: T, name: &badge::Text| key.with(lang, &[("badge", name.get(framework_lang(lang)))]);
    let figure = |level: &Level| level.number().to_string();
    match say {
        Say::EvidenceAdded(of) => code(T::SayEvidenceAdded, of.as_str()),
        Say::EvidenceRemoved(of) => code(T::SayEvidenceRemoved, of.as_str()),
        Say::GoalSet(of, level, due) => {
            let values = [("code", of.as_str()), ("level", &figure(level)), ("date", &day(due, lang))];
            T::SayGoalSet.with(lang, &values)
        }
        Say::GoalDropped(of) => code(T::SayGoalDropped, of.as_str()),
        Say::Asked(of, who) => about(T::SayAsked, of.as_str(), who),
        Say::Unasked(of) => code(T::SayUnasked, of.as_str()),
        Say::Answered(of) => code(T::SayAnswered, of.as_str()),
        Say::Validated(of, who) => about(T::SayValidated, of.as_str(), who),
        Say::Unvalidated(of) => code(T::SayUnvalidated, of.as_str()),
        Say::ClassGoalSet(of, level) => {
            T::SayClassGoalSet.with(lang, &[("code", of.as_str()), ("level", &figure(level))])
        }
        Say::ClassGoalDropped(of) => code(T::SayClassGoalDropped, of.as_str()),
        Say::Figure(of, None, who) => about(T::SayFigureGone, of.as_str(), who),
        Say::Figure(of, Some(level), who) => T::SayFigure
            .with(lang, &[("code", of.as_str()), ("who", &somebody(who)), ("level", &figure(level))]),
        Say::FiguresSettled(count) => T::SayFiguresSettled.count(lang, size(*count)),
        Say::PixSet(of, level) => {
            T::SayPixSet.with(lang, &[("code", of.as_str()), ("level", &level.to_string())])
        }
        Say::FileRead => T::SayFileRead.get(lang).to_owned(),
        Say::FileTaken(count) => T::SayFileTaken.count(lang, size(*count)),
        Say::Erased(count) => T::SayErased.count(lang, size(*count)),
        Say::BadgeClaimed(name) => badge(T::SayBadgeClaimed, name),
        Say::BadgeAsked(name, who) => {
            T::SayBadgeAsked.with(lang, &[("badge", name.get(framework_lang(lang))), ("who", &somebody(who))])
        }
        Say::BadgeGivenUp(name) => badge(T::SayBadgeGivenUp, name),
        Say::BadgeConfirmed(name) => badge(T::SayBadgeConfirmed, name),
        Say::BadgeCompleted(name, true) => badge(T::SayBadgeSigned, name),
        Say::BadgeCompleted(name, false) => badge(T::SayBadgeCompleted, name),
        Say::BadgeNotSigned(why) => T::SayBadgeNotSigned.with(lang, &[("why", why)]),
        Say::BadgeShown(name, true) => badge(T::SayBadgeShown, name),
        Say::BadgeShown(name, false) => badge(T::SayBadgeHidden, name),
        Say::BadgeNotShown => T::SayBadgeNotShown.get(lang).to_owned(),
        Say::TraceSent(of) => code(T::SayTraceSent, of.as_str()),
        Say::TraceNotSent(of) => code(T::SayTraceNotSent, of.as_str()),
        Say::TraceWithdrawn(of) => code(T::SayTraceWithdrawn, of.as_str()),
        Say::TraceNotWithdrawn(of) => code(T::SayTraceNotWithdrawn, of.as_str()),
        Say::Undone => T::SayUndone.get(lang).to_owned(),
        Say::NotSaved => T::SayNotSaved.get(lang).to_owned(),
        Say::Impossible => T::SayImpossible.get(lang).to_owned(),
    }
}

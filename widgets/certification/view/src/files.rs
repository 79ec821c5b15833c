//! Files as they leave the board: what they are called, and in which words they are written.

use greffon_certification_model::app::Model;
use greffon_certification_model::files::{contacts, icalendar, vcard};
use greffon_kit::i18n::Text;
use greffon_kit::session::Session;
use greffon_kit::widget::{Content, Effect};

use crate::text::T;
use crate::words;

/// A file that can be handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// The directory as cards.
    Cards,
    /// The directory as a table.
    Table,
    /// The steps that are shown, and the sessions, as a calendar.
    Calendar,
}

/// The file, with its name.
pub(crate) fn hand_out(file: File, model: &Model, session: &Session) -> Effect {
    let lang = session.lang();
    let (t, word) = (|key: T| key.get(lang), |function| words::function(function).get(lang));
    let team = &model.record.team;
    let (name, ending, mime, text) = match file {
        File::Cards => {
            let hours = |hours: &str| T::TeamHours.with(lang, &[("hours", hours)]);
            (T::TeamFile, ".vcf", vcard::MIME, vcard::write(team, &session.instance, word, hours))
        }
        File::Table => {
            let head = [
                T::FieldName,
                T::FieldFunction,
                T::FieldBody,
                T::FieldMail,
                T::FieldPhone,
                T::FieldHours,
                T::FieldMatter,
                T::TeamReferentSince,
            ];
            (T::TeamFile, ".csv", contacts::MIME, contacts::write(team, head.map(t), word))
        }
        File::Calendar => {
            let of = &model.filter.session;
            let sessions = model.record.sessions.iter();
            let sessions = sessions.filter(|kept| of.as_ref().is_none_or(|id| *id == kept.id));
            let title = t(T::PlanCalendarTitle);
            let words = icalendar::Words { title, session: t(T::FieldSession), step: t(T::FieldTitle) };
            let at = (session.instance.as_str(), model.now);
            let text = icalendar::write(sessions, &model.cards(), at, words, |card| {
                let owner = card.step.owner.map_or(T::Nobody, crate::words::function);
                [t(owner), ", ", t(crate::words::state(card.step.state))].concat()
            });
            (T::PlanFile, ".ics", icalendar::MIME, text)
        }
    };
    let name = [t(name), "-", &model.today.text(), ending].concat();
    Effect::Save { name, mime: mime.to_owned(), content: Content::Text(text) }
}

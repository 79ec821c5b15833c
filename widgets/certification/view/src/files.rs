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

/// How the members of a contact are called, in the order of the table's columns.
pub(crate) const CONTACT_HEAD: [T; 8] = [
    T::FieldName,
    T::FieldFunction,
    T::FieldBody,
    T::FieldMail,
    T::FieldPhone,
    T::FieldHours,
    T::FieldMatter,
    T::TeamReferentSince,
];

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
            (T::TeamFile, ".csv", contacts::MIME, contacts::write(team, CONTACT_HEAD.map(t), word))
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

#[cfg(test)]
mod tests {
    use greffon_certification_model::files::people::{self, Taker};
    use greffon_certification_model::function::Function;
    use greffon_certification_model::record::Record;
    use greffon_kit::i18n::Lang;
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_handed_out_in_one_language_is_taken_in_by_all() {
        let mut record = Record::default();
        for (number, function) in Function::ALL.into_iter().enumerate() {
            let raw = json!({ "name": format!("N{number}"), "function": function.id(), "body": "b", "mail": "a@b.fr",
                "phone": "+33", "hours": "8 h", "matter": "m", "referent": "2026-11-26" });
            record.put(&format!("team/p{number}"), Some(&raw));
        }
        for lang in [Lang::Fr, Lang::En] {
            let word = |function| words::function(function).get(lang);
            let table = contacts::write(&record.team, CONTACT_HEAD.map(|key| key.get(lang)), word);
            let hours = |hours: &str| T::TeamHours.with(lang, &[("hours", hours)]);
            let cards = vcard::write(&record.team, "i7", word, hours);
            for text in [table, cards] {
                let taker = Taker { fresh: "f", instance: "i7", leads: true };
                let again = people::read(&text, &record, taker).unwrap();
                assert_eq!((again.changes(), again.faults), (Vec::new(), Vec::new()), "{text}");
                let elsewhere = people::read(&text, &Record::default(), taker).unwrap();
                let raws: Vec<_> = elsewhere.changes().into_iter().filter_map(|(_, _, raw)| raw).collect();
                assert_eq!(raws, record.team.iter().map(|kept| kept.raw.clone()).collect::<Vec<_>>());
            }
        }
    }
}

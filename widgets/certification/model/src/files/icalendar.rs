//! Sessions and steps as a calendar that any agenda takes in (iCalendar, RFC 5545). Steps are days that leave the person free.

use super::lines::Lines;
use crate::app::Card;
use crate::day::{Day, Moment};
use crate::plan::Session;
use crate::shelf::Kept;

/// The media type.
pub const MIME: &str = "text/calendar";

/// What the calendar says beside titles and notes.
#[derive(Debug, Clone, Copy)]
pub struct Words<'w> {
    /// The name of the calendar.
    pub title: &'w str,
    /// The kind of a session's entry.
    pub session: &'w str,
    /// The kind of a step's entry.
    pub step: &'w str,
}

/// The file. `instance` keeps the entries of two schools apart; `about` says of a step who does it and where it stands.
pub fn write<'m>(
    sessions: impl Iterator<Item = &'m Kept<Session>>,
    steps: &[Card<'_>],
    (instance, now): (&str, Moment),
    words: Words<'_>,
    about: impl Fn(&Card<'_>) -> String,
) -> String {
    let mut lines = Lines::default();
    let stamp = stamp(now);
    lines.exact("BEGIN", "VCALENDAR");
    lines.exact("VERSION", "2.0");
    lines.exact("PRODID", "-//Greffon//Certification//FR");
    lines.exact("CALSCALE", "GREGORIAN");
    lines.text("X-WR-CALNAME", words.title);
    let mut entry = |kind: &str, id: &str, on: Day, title: &str, note: &str, category: &str| {
        lines.exact("BEGIN", "VEVENT");
        // Taken in again, the entry is the same one.
        lines.text("UID", &[kind, "-", id, "@", instance, ".certification.greffon"].concat());
        lines.exact("DTSTAMP", &stamp);
        lines.exact("DTSTART;VALUE=DATE", &plain(on));
        // The end is the first day after it.
        lines.exact("DTEND;VALUE=DATE", &plain(on.plus(1)));
        lines.text("SUMMARY", if title.is_empty() { category } else { title });
        lines.text("DESCRIPTION", note);
        lines.text("CATEGORIES", category);
        lines.exact("TRANSP", if kind == "step" { "TRANSPARENT" } else { "OPAQUE" });
        lines.exact("END", "VEVENT");
    };
    for kept in sessions {
        if let Some(on) = kept.item.on {
            entry("session", &kept.id, on, &kept.item.name, "", words.session);
        }
    }
    for card in steps {
        if let Some(on) = card.step.due {
            let mut note = about(card);
            if !card.step.note.is_empty() {
                note = [&note, "\n", &card.step.note].concat();
            }
            entry("step", card.id, on, &card.step.title, &note, words.step);
        }
    }
    lines.exact("END", "VCALENDAR");
    lines.finish()
}

/// `20261126`
fn plain(day: Day) -> String {
    day.text().replace('-', "")
}

/// `20261126T080000Z`
fn stamp(now: Moment) -> String {
    let text = now.text();
    let seconds = text.split('.').next().unwrap_or_default();
    [&seconds.replace(['-', ':'], ""), "Z"].concat()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::lines::tests::read;
    use super::*;
    use crate::plan::Step;

    #[test]
    fn sessions_and_steps_are_whole_days() {
        let raw = json!({ "name": "Session de juin", "on": "2027-06-10" });
        let session = Kept { id: "s1".to_owned(), item: Session::read(&raw), raw };
        let step = Step::read(&json!({ "title": "Former l’équipe", "session": "s1", "due": "2026-12-31",
            "note": "Deux heures, en salle", "state": "doing" }));
        let without_day = Step::read(&json!({ "title": "Un jour", "session": "s1" }));
        let card = |id, step| Card { id, step, late: false, waits: 0 };
        let file = write(
            std::iter::once(&session),
            &[card("s1.team", &step), card("s1.some", &without_day)],
            ("i7", Moment::parse("2026-11-26T08:05:09.123Z").unwrap()),
            Words { title: "Certification", session: "Session", step: "Étape" },
            |_| "Principale, en cours".to_owned(),
        );
        let lines = read(&file);
        let of = |name: &str| -> Vec<&str> {
            lines.iter().filter(|(found, _)| found == name).map(|(_, value)| value.as_str()).collect()
        };
        assert_eq!(
            of("SUMMARY"),
            ["Session de juin", "Former l’équipe"],
            "what has no day is in no calendar"
        );
        assert_eq!(of("DTSTART;VALUE=DATE"), ["20270610", "20261231"]);
        assert_eq!(of("DTEND;VALUE=DATE"), ["20270611", "20270101"]);
        assert_eq!(of("DTSTAMP"), ["20261126T080509Z"; 2]);
        assert_eq!(of("DESCRIPTION"), ["Principale, en cours\nDeux heures, en salle"]);
        assert_eq!(
            of("UID"),
            ["session-s1@i7.certification.greffon", "step-s1.team@i7.certification.greffon"]
        );
        assert_eq!(of("TRANSP"), ["OPAQUE", "TRANSPARENT"]);
        let (first, last) = (lines.first().unwrap(), lines.last().unwrap());
        assert_eq!((first.1.as_str(), last.0.as_str()), ("VCALENDAR", "END"));
    }
}

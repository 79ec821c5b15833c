//! The screens. One more screen is one more row; a widget's first also wants a life in [`super::lives`].

use crate::ent::people;

/// A screen: its name, which its files take, who sees it, where it is, and the way there.
#[derive(Debug)]
pub(super) struct Screen {
    pub(super) name: &'static str,
    /// The login; none for who is not signed in.
    pub(super) who: Option<&'static str>,
    pub(super) place: Place,
    pub(super) steps: &'static [Step],
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// A path of the ENT.
    Page(&'static str),
    /// The page of a widget in the class of the demonstration.
    Widget(&'static str),
}

/// Something done in a widget.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// Presses the button that has this text, named by its key in the widget's catalogue.
    Press(&'static str),
    /// Clicks what this CSS selector finds.
    Click(&'static str),
}

/// The screen whose picture stands in the README.
pub(super) const README: &str = "crcn-pupil-home";

const PUPIL: Option<&str> = Some(people::LEO);
const NEWCOMER: Option<&str> = Some(people::AMINA);
const TEACHER: Option<&str> = Some(people::TEACHER);
const ADMINISTRATOR: Option<&str> = Some(people::ADMINISTRATOR);

const fn page(name: &'static str, who: Option<&'static str>, path: &'static str) -> Screen {
    Screen { name, who, place: Place::Page(path), steps: &[] }
}

const fn widget(
    name: &'static str,
    who: Option<&'static str>,
    id: &'static str,
    steps: &'static [Step],
) -> Screen {
    Screen { name, who, place: Place::Widget(id), steps }
}

use Step::{Click, Press};

/// Every screen, those of one person together: signing in costs a second.
pub(super) const SCREENS: &[Screen] = &[
    page("ent-sign-in", None, "/sign-in"),
    page("guide", None, "/guide/"),
    page("guide-en", None, "/guide/en.html"),
    page("gallery", None, "/gallery/"),
    page("gallery-ui", None, "/gallery/ui.html"),
    page("ent-pupil-home", PUPIL, "/"),
    page("ent-pupil-account", PUPIL, "/account"),
    page("ent-lost", PUPIL, "/no-such-page"),
    widget("crcn-pupil-home", PUPIL, "crcn", &[]),
    widget("crcn-pupil-competence", PUPIL, "crcn", &[Click("[data-code=\"1.1\"]")]),
    widget("crcn-pupil-overview", PUPIL, "crcn", &[Press("tab.overview")]),
    widget("crcn-pupil-badges", PUPIL, "crcn", &[Press("tab.badges")]),
    widget("crcn-pupil-record", PUPIL, "crcn", &[Press("tab.file")]),
    widget(
        "crcn-pupil-trace",
        PUPIL,
        "crcn",
        &[Click("[data-code=\"1.1\"]"), Click("[name=\"offer-trace\"]")],
    ),
    widget("crcn-pupil-portfolio", PUPIL, "crcn", &[Press("tab.file"), Click("[name=\"portfolio\"]")]),
    page("badge-shown", None, "/badges/00000000-0000-4000-8000-000000000001"),
    page("badge-issuer", None, "/issuers/1"),
    widget("crcn-newcomer-home", NEWCOMER, "crcn", &[]),
    widget("crcn-newcomer-competence", NEWCOMER, "crcn", &[Click("[data-code=\"2.2\"]")]),
    widget("crcn-newcomer-overview", NEWCOMER, "crcn", &[Press("tab.overview")]),
    page("ent-teacher-home", TEACHER, "/"),
    widget("crcn-teacher-badge", TEACHER, "crcn", &[Press("tab.asked"), Click("[name=\"look\"]")]),
    widget("crcn-teacher-class", TEACHER, "crcn", &[]),
    widget("crcn-guardian", Some(people::GUARDIAN), "crcn", &[]),
    page("ent-admin-home", ADMINISTRATOR, "/"),
    page("ent-admin-widgets", ADMINISTRATOR, "/admin"),
    page("ent-admin-widget", ADMINISTRATOR, "/admin/widgets/crcn"),
    page("ent-admin-badges", ADMINISTRATOR, "/admin/badges"),
    page("ent-admin-mail", ADMINISTRATOR, "/admin/mail"),
    page("ent-admin-people", ADMINISTRATOR, "/admin/people"),
    page("ent-admin-establishment", ADMINISTRATOR, "/admin/establishment"),
];

#[cfg(test)]
mod tests {
    use super::{README, SCREENS};

    #[test]
    fn names_are_files_and_each_stands_once() {
        let mut names: Vec<_> = SCREENS.iter().map(|screen| screen.name).collect();
        assert!(names.contains(&README), "the README's picture is one of them");
        assert!(
            names.iter().all(|name| name.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'-')),
            "{names:?}"
        );
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "two screens of one name would overwrite each other's pictures");
    }
}

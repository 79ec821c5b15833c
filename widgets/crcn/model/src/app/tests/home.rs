//! The first screen, and moving about.

use super::*;

fn next(desk: &Desk) -> (Reason, String) {
    let next = desk.home().next;
    (next.reason, next.code.as_str().to_owned())
}

#[test]
fn the_next_step_leads_through_all_competences_and_back_to_the_oldest() {
    let mut desk = Desk::pupil();
    assert_eq!(next(&desk), (Reason::Begin, "1.1".into()));
    desk.place("2.1", 2);
    assert_eq!(next(&desk), (Reason::Continue(15), "2.2".into()));
    desk.place("5.2", 2);
    assert_eq!(next(&desk), (Reason::Continue(14), "1.1".into()), "after the last comes the first");
    for code in
        ["1.1", "1.2", "1.3", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3", "5.1"]
    {
        desk.open(code);
        desk.tell(Msg::Choose(Choice::NotWorked));
        desk.validate();
    }
    assert_eq!(next(&desk), (Reason::Review(stamp(1).on), "2.1".into()));
    desk.open("3.4");
    desk.tick(&["1-1"]);
    desk.tell(Msg::Back);
    assert_eq!(next(&desk), (Reason::Resume, "3.4".into()));
}

#[test]
fn one_domain_or_all() {
    let mut desk = Desk::pupil();
    assert_eq!(desk.tell(Msg::Filter(Some(code("4")))), [Effect::Announce(Say::Filtered(3))]);
    let home = desk.home();
    let cards: Vec<&str> =
        home.domains.iter().flat_map(|domain| &domain.cards).map(|card| card.row.code.as_str()).collect();
    assert_eq!((cards, home.all_shown), (vec!["4.1", "4.2", "4.3"], false));
    assert_eq!(
        home.tabs.iter().filter(|tab| tab.current).map(|tab| tab.code.as_str()).collect::<Vec<_>>(),
        ["4"]
    );
    assert_eq!(desk.tell(Msg::Filter(Some(code("6")))), [], "there is no such domain");
    // The next step may lead out of the filter; coming back, its card is there to take the focus.
    desk.open("1.1");
    assert_eq!(desk.tell(Msg::Back), [Effect::Focus(Target::Card(code("1.1")))]);
    assert!(desk.home().all_shown);
    desk.tell(Msg::Filter(Some(code("2"))));
    desk.open("2.4");
    desk.tell(Msg::Back);
    assert!(!desk.home().all_shown, "within the filter it stays");
    assert_eq!(desk.tell(Msg::Filter(None)), [Effect::Announce(Say::Filtered(16))]);
}

#[test]
fn tabs_follow_roles() {
    let tabs = |user: User| {
        let (desk, _) = Desk::of(user);
        let tabs: Vec<Screen> = desk.model.frame().tabs.into_iter().map(|tab| tab.screen).collect();
        (*desk.model.screen(), tabs)
    };
    let own = vec![Screen::Home, Screen::Overview, Screen::Asked, Screen::Badges, Screen::File];
    assert_eq!(tabs(user("pupil")), (Screen::Home, own.clone()));
    let without_role = User { roles: Vec::new(), ..user("") };
    assert_eq!(tabs(without_role), (Screen::Home, own), "in the gallery there is no school");
    assert_eq!(tabs(user("teacher")), (Screen::Class, vec![Screen::Class, Screen::Asked]));
    assert_eq!(tabs(user("guardian")), (Screen::Family, Vec::new()), "one screen needs no tabs");
    assert_eq!(tabs(user("admin")), (Screen::Nothing, Vec::new()));
    let both = User { roles: vec!["pupil".into(), "teacher".into()], ..user("") };
    assert_eq!(
        tabs(both),
        (
            Screen::Home,
            vec![Screen::Home, Screen::Overview, Screen::Class, Screen::Asked, Screen::Badges, Screen::File]
        )
    );
}

#[test]
fn moving_takes_the_focus_along() {
    let mut desk = Desk::pupil();
    assert_eq!(desk.tell(Msg::Go(Screen::Overview)), [Effect::Focus(Target::Title)]);
    assert!(desk.model.frame().tabs[1].current);
    assert_eq!(desk.tell(Msg::Go(Screen::Overview)), []);
    assert_eq!(desk.tell(Msg::Go(Screen::Class)), [], "pupils do not see counts");
    desk.open("2.1");
    assert!(desk.model.frame().tabs[0].current, "a competence belongs to the first tab");
    let page = desk.page();
    assert_eq!(page.previous.unwrap().code, code("1.3"));
    assert_eq!(page.next.unwrap().code, code("2.2"));
    assert_eq!(page.source, "d’après le CRCN (décret 2019-919 et fiches éduscol), formulations de Greffon");
    assert_eq!(
        desk.tell(Msg::OpenSource),
        [Effect::OpenUrl("https://eduscol.education.gouv.fr/media/80451/download")]
    );
    desk.open("1.1");
    assert_eq!(desk.page().previous, None);
    desk.open("5.2");
    assert_eq!(desk.page().next, None);
}

#[test]
fn the_overview_is_the_record() {
    let mut desk = Desk::pupil();
    desk.place("1.1", 3);
    let overview = desk.model.overview(Lang::En).unwrap();
    assert_eq!((overview.summary.placed, overview.domains[0].rows[0].standing), (1, says(3)));
    assert_eq!(overview.domains[0].name, "Information and data");
}

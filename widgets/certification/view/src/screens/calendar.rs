//! The steps on the days of a month.

use greffon_certification_model::app::{Card, Model, Msg, Open};
use greffon_certification_model::day::Day;
use greffon_kit::dates::DateForm;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::ButtonKind;
use yew::prelude::*;

use crate::parts::Scene;
use crate::text::T;
use crate::words;

pub(super) fn view(model: &Model, scene: &Scene<'_>) -> Html {
    let month = model.month;
    let first = month.monday();
    let next = month.plus(31).first_of_month();
    let cards = model.cards();
    let weeks = (0..6).map(|week| first.plus(week * 7)).filter(|monday| *monday < next);
    let name = words::day(month, DateForm::Words, scene.lang);
    // The browser's words for the first day begin with its number, which a month has not.
    let name = name.split_once(' ').map_or(name.clone(), |(_, month)| month.to_owned());
    let days = [
        T::DayMonday,
        T::DayTuesday,
        T::DayWednesday,
        T::DayThursday,
        T::DayFriday,
        T::DaySaturday,
        T::DaySunday,
    ];
    html! { <>
        <div class="cert-month gf-noprint">
            { scene.button(ButtonKind::Plain, T::MonthBefore, Msg::Month(-1)) }
            { scene.button(ButtonKind::Plain, T::MonthAfter, Msg::Month(1)) }
        </div>
        <table class="cert-calendar">
            <caption>{ T::CalendarCaption.with(scene.lang, &[("month", &name)]) }</caption>
            <thead><tr>{ for days.map(|day| html! { <th scope="col">{ scene.t(day) }</th> }) }</tr></thead>
            <tbody>
                { for weeks.map(|monday| html! {
                    <tr key={monday.0}>{ for (0..7).map(|number| day(monday.plus(number), month, &cards, model, scene)) }</tr>
                }) }
            </tbody>
        </table>
    </> }
}

fn day(day: Day, month: Day, cards: &[Card<'_>], model: &Model, scene: &Scene<'_>) -> Html {
    let here: Vec<&Card<'_>> = cards.iter().filter(|card| card.step.due == Some(day)).collect();
    let class = classes!(
        (day.first_of_month() != month).then_some("cert-other"),
        (!model.record.calendar.is_working(day)).then_some("cert-off"),
        (day == model.today).then_some("cert-now"),
        here.is_empty().then_some("cert-idle"),
    );
    html! {
        <td key={day.0} {class} aria-current={(day == model.today).then_some("date")}>
            <span class="cert-date">{ day.date().2 }</span>
            if !here.is_empty() {
                <ul>{ for here.iter().map(|card| html! {
                    <li key={card.id.to_owned()}>
                        <button type="button" class={classes!("cert-link", card.late.then_some("cert-late"))}
                            onclick={scene.go(Msg::Open(Open::Step(card.id.to_owned())))}>
                            { card.step.title.clone() }
                            if card.late { { " " }<span class="gf-small">{ scene.t(T::ListLate) }</span> }
                        </button>
                    </li>
                }) }</ul>
            }
        </td>
    }
}

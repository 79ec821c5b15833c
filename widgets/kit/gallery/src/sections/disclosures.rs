//! Disclosures, closed and open.

use greffon_kit::i18n::Text as _;
use greffon_kit::ui::Disclosure;
use yew::prelude::*;

use super::Props;
use crate::section::specimen;
use crate::texts::T;

#[component]
pub(super) fn Disclosures(Props { lang }: &Props) -> Html {
    let lang = *lang;
    html! {
        <div class="gallery-specimens">
            { specimen(T::DisclosuresClosed, lang, html! {
                <Disclosure summary={T::DisclosuresSayWhy.get(lang)}>
                    <p>{ T::DisclosuresSayWhyText.get(lang) }</p>
                </Disclosure>
            }) }
            { specimen(T::DisclosuresOpened, lang, html! {
                <div>
                    <Disclosure summary={T::DisclosuresSayWhy.get(lang)} open=true>
                        <p>{ T::DisclosuresSayWhyText.get(lang) }</p>
                    </Disclosure>
                    <Disclosure summary={T::DisclosuresSayWho.get(lang)}>
                        <p>{ T::DisclosuresSayWhoText.get(lang) }</p>
                    </Disclosure>
                </div>
            }) }
        </div>
    }
}

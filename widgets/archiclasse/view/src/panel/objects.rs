//! Everything on the plan as a list: the same plan for whoever does not see it or has no pointer.

use std::rc::Rc;

use greffon_archiclasse_model::app::Msg;
use greffon_archiclasse_plan::{Plan, Ref};
use greffon_kit::html;
use greffon_kit::i18n::Text;
use yew::prelude::*;

use super::selected::LISTED;
use crate::screens::Scene;
use crate::text::L;
use crate::words;

/// More lines than this are shown on demand by selecting on the plan, so that a large plan stays quick.
const MOST: usize = 200;

pub(super) fn view(scene: &Scene<'_>, plan: &Rc<Plan>) -> Html {
    let lang = scene.lang;
    let all: Vec<Ref> = plan.refs().into_iter().filter(|name| LISTED.contains(&name.kind)).collect();
    if all.is_empty() {
        return html! { <p>{ L::ObjectsNone.get(lang) }</p> };
    }
    let selection = scene.model.selection();
    let lines = all.iter().take(MOST).map(|name| {
        let pressed = selection.contains(name);
        let onclick = {
            let name = *name;
            scene.on(move |event: MouseEvent| Msg::Select {
                name: Some(name),
                beside: event.shift_key() || event.ctrl_key() || event.meta_key(),
            })
        };
        html! {
            <li key={name.id.text()}>
                <button type="button" class="arc-line" aria-pressed={pressed.to_string()} {onclick}>
                    { words::object(plan, scene.catalogue, *name, lang) }
                </button>
            </li>
        }
    });
    html! { <>
        <ul class="arc-lines">{ for lines }</ul>
        if all.len() > MOST { <p>{ L::ObjectsMore.count(lang, words::size(all.len() - MOST)) }</p> }
    </> }
}

//! Beside the drawing: what can be added, the fields of what is selected, the list of everything, the plan itself.

mod add;
mod objects;
mod photo;
mod plan;
mod selected;
mod walk;

use std::rc::Rc;

use greffon_archiclasse_catalogue::Family;
use greffon_archiclasse_plan::zone::Space;
use greffon_archiclasse_plan::{Plan, Ref};
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::Disclosure;
use web_sys::Element;
use yew::prelude::*;

use crate::screens::Scene;
use crate::text::L;

/// What is seen, and what is typed and not sent yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Panes {
    /// The family of the catalogue that is shown.
    pub(crate) family: Family,
    /// The space whose variations are shown.
    pub(crate) space: Option<Space>,
    /// The sheet of paper, at that scale.
    pub(crate) scale: Option<i32>,
    /// The dossier is open below the drawing.
    pub(crate) dossier: bool,
    /// The plan in volume, seen from that quarter.
    pub(crate) quarter: Option<u8>,
    /// Lengths of a new rectangle.
    pub(crate) width: AttrValue,
    /// As above.
    pub(crate) depth: AttrValue,
    /// The pattern that a piece is repeated in.
    pub(crate) pattern: selected::PatternKind,
    /// Its four numbers.
    pub(crate) numbers: [AttrValue; 4],
    /// The name of a new layout.
    pub(crate) layout: AttrValue,
    /// How long it is between two points of the photo, as it is typed.
    pub(crate) photo_length: AttrValue,
    /// Where a wheelchair gets is shown.
    pub(crate) walk: bool,
}

impl Default for Panes {
    fn default() -> Self {
        let pattern = selected::PatternKind::Islands;
        Self {
            family: Family::Set,
            space: None,
            scale: None,
            dossier: false,
            quarter: None,
            width: AttrValue::default(),
            depth: AttrValue::default(),
            pattern,
            numbers: pattern.usual(),
            layout: AttrValue::default(),
            photo_length: AttrValue::default(),
            walk: false,
        }
    }
}

/// The panel.
pub(crate) fn view(scene: &Scene<'_>, plan: &Rc<Plan>) -> Html {
    let lang = scene.lang;
    let writes = scene.model.can_write();
    let count = scene.model.selection().len();
    html! {
        <aside class="arc-panel" aria-label={L::PanelLabel.get(lang)}>
            <Top selection={Rc::clone(scene.model.selection())} />
            { photo::pointing(scene) }
            if count > 0 { { selected::view(scene, plan) } }
            if writes {
                <Disclosure summary={L::AddZones.get(lang)}>{ add::zones(scene) }</Disclosure>
                <Disclosure summary={L::AddPieces.get(lang)} open=true>{ add::pieces(scene) }</Disclosure>
            }
            { walk::view(scene, plan) }
            <Disclosure summary={L::ObjectsTitle.get(lang)}>{ objects::view(scene, plan) }</Disclosure>
            if writes && let Some(own) = &plan.header.background {
                <Disclosure summary={L::PhotoTitle.get(lang)} open=true>{ photo::view(scene, own) }</Disclosure>
            }
            <Disclosure summary={L::PlanTitle.get(lang)}>{ plan::view(scene, plan) }</Disclosure>
        </aside>
    }
}

/// Properties of [`Top`].
#[derive(Debug, Clone, PartialEq, Properties)]
struct TopProps {
    selection: Rc<Vec<Ref>>,
}

/// Shows the fields of what was just selected on the drawing, wherever the panel was scrolled to. Whoever works in the
/// panel stays where they are.
#[component]
fn Top(props: &TopProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(Rc::clone(&props.selection), move |_| {
            let panel = node.cast::<Element>().and_then(|top| top.parent_element());
            if let Some(panel) = panel.filter(|panel| !panel.matches(":focus-within").unwrap_or(false)) {
                panel.set_scroll_top(0);
            }
        });
    }
    html! { <span ref={node} hidden={true} /> }
}

/// A field that is sent when it is done: by Enter, or when it is left.
pub(crate) fn input(
    id: String,
    label: &str,
    value: String,
    unit: &'static str,
    error: Option<&'static str>,
    writes: bool,
    onchange: Callback<String>,
) -> Html {
    let hint = [id.as_str(), "-error"].concat();
    let onchange =
        onchange.reform(|event: Event| event.target_unchecked_into::<web_sys::HtmlInputElement>().value());
    html! {
        <div class="arc-field">
            <label for={id.clone()}>{ label.to_owned() }</label>
            <span class="arc-field__line">
                <input
                    {id} type="text" inputmode={if unit.is_empty() { "text" } else { "decimal" }} {value}
                    readonly={!writes} autocomplete="off" aria-invalid={error.map(|_| "true")}
                    aria-describedby={error.map(|_| hint.clone())} {onchange}
                />
                if !unit.is_empty() { <span aria-hidden="true">{ unit }</span> }
            </span>
            if let Some(error) = error { <p class="arc-field__error" id={hint.clone()}>{ error }</p> }
        </div>
    }
}

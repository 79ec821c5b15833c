//! The way to the diagnostic page, and what it found last. The page itself is no part of the widget: what stands in its
//! cage can measure nothing of the network.

use greffon_certification_model::app::Model;
use greffon_certification_model::machine::Machine;
use greffon_certification_model::stored::Kind;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::ButtonKind;
use yew::prelude::*;

use crate::parts::{Scene, press};
use crate::text::T;
use crate::widget::Input;
use crate::words;

/// The button that opens the page from which diagnostics are started, for whoever may change computers.
pub(super) fn button(model: &Model, scene: &Scene<'_>) -> Html {
    let offered = scene.session.may("service:diagnostic") && scene.session.may("ui:open");
    if !offered || !model.rights.may_change(Kind::Machine) || model.record.machines.is_empty() {
        return Html::default();
    }
    press(ButtonKind::Plain, None, scene.a(T::DiagnosticOpen), None, scene.send.reform(|()| Input::Diagnose))
}

/// When the page last looked at a computer.
pub(super) fn last(machine: &Machine, scene: &Scene<'_>) -> Html {
    let Some(found) = &machine.diagnosed else { return Html::default() };
    let when = words::moment(found.at, scene.lang);
    html! { <p class="gf-small gf-muted">{ T::DiagnosticLast.with(scene.lang, &[("when", &when)]) }</p> }
}

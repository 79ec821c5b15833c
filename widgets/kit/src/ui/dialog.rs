//! A question that comes before everything else.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement, ShadowRoot};
use yew::prelude::*;

use super::button::{ButtonKind, Props as ButtonProps, button};
use super::focus::tab_stops;
use super::icon::Picture;
use crate::html;

/// Properties of [`Dialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// Unique in the widget: ties the title to the dialog.
    pub id: AttrValue,
    /// Whether it is shown.
    pub open: bool,
    /// What it is about.
    pub title: AttrValue,
    /// Words of the button that closes it.
    pub close: AttrValue,
    /// The person wants it closed: by that button or by Escape. It closes when `open` is false.
    pub onclose: Callback<()>,
    /// Buttons at its foot, the main one first.
    #[prop_or_default]
    pub actions: Html,
    /// What it says. An element with `autofocus` takes focus; without one, the title does.
    pub children: Html,
}

/// The browser's own modal dialog, so that what is behind is inert, also in a shadow root. Tab stays inside, and focus
/// goes back to where it was.
#[component]
pub fn Dialog(props: &Props) -> Html {
    let node = use_node_ref();
    // True while the widget closes it, false while the browser does.
    let asked = use_memo((), |()| Cell::new(false));
    {
        let (node, asked) = (node.clone(), asked.clone());
        use_effect_with(props.open, move |open| {
            let shown = open
                .then(|| node.cast::<HtmlDialogElement>().and_then(|it| Shown::show(it, asked)))
                .flatten();
            move || drop(shown)
        });
    }
    let title_id = AttrValue::from([props.id.as_str(), "-title"].concat());
    let oncancel = {
        let onclose = props.onclose.clone();
        // Escape asks; the widget decides and closes by its property, so that the two never differ.
        Callback::from(move |event: Event| {
            if is_own(&event) {
                event.prevent_default();
                onclose.emit(());
            }
        })
    };
    let onclosed = {
        let (onclose, asked) = (props.onclose.clone(), asked);
        // A browser closes by itself at the second Escape in a row.
        Callback::from(move |event: Event| {
            let closed = event.target_dyn_into::<HtmlDialogElement>().is_some_and(|dialog| !dialog.open());
            if closed && !asked.replace(false) {
                onclose.emit(());
            }
        })
    };
    html! {
        <dialog
            class="gf-dialog" ref={node} id={props.id.clone()} aria-labelledby={title_id.clone()} {oncancel}
            onclose={onclosed} onkeydown={keep_tab_inside}
        >
            if props.open {
                <div class="gf-dialog__head">
                    <h2 id={title_id} tabindex="-1">{ props.title.clone() }</h2>
                    { button(ButtonProps {
                        kind: ButtonKind::Quiet,
                        icon: Some(Picture::Close),
                        label: props.close.clone(),
                        onclick: props.onclose.clone(),
                        ..ButtonProps::default()
                    }) }
                </div>
                <div class="gf-dialog__body">{ props.children.clone() }</div>
                if props.actions != Html::default() { <div class="gf-dialog__foot">{ props.actions.clone() }</div> }
            }
        </dialog>
    }
}

/// Whether the event is about the dialog itself and not about something inside it.
fn is_own(event: &Event) -> bool {
    event.target().is_some_and(|target| target.has_type::<HtmlDialogElement>())
}

/// The browser lets Tab leave a modal dialog for its own bars, and in a frame for the page around: here it goes round.
fn keep_tab_inside(event: KeyboardEvent) {
    if event.key() != "Tab" || event.alt_key() || event.ctrl_key() || event.meta_key() {
        return;
    }
    let Some(dialog) =
        event.target_dyn_into::<HtmlElement>().and_then(|at| at.closest("dialog").ok().flatten())
    else {
        return;
    };
    let Ok(dialog) = dialog.dyn_into::<HtmlElement>() else { return };
    let stops = tab_stops(&dialog);
    let (Some(first), Some(last)) = (stops.first(), stops.last()) else { return };
    let focused = focused(&dialog);
    let is = |edge: &HtmlElement| focused.as_ref() == Some(edge);
    let at_title = !stops.iter().any(is);
    let to = if event.shift_key() && (is(first) || at_title) {
        last
    } else if !event.shift_key() && is(last) {
        first
    } else {
        return;
    };
    event.prevent_default();
    // A control that cannot take focus leaves it where it is: inside.
    let _ = to.focus();
}

fn focused(near: &HtmlElement) -> Option<HtmlElement> {
    let root = near.get_root_node();
    let element = match root.dyn_ref::<ShadowRoot>() {
        Some(shadow) => shadow.active_element(),
        None => near.owner_document().and_then(|document| document.active_element()),
    };
    element?.dyn_into().ok()
}

/// A dialog on screen; dropping it takes it away and gives focus back.
struct Shown {
    dialog: HtmlDialogElement,
    before: Option<HtmlElement>,
    asked: Rc<Cell<bool>>,
}

impl Shown {
    fn show(dialog: HtmlDialogElement, asked: Rc<Cell<bool>>) -> Option<Self> {
        let before = focused(&dialog);
        place(&dialog, before.as_ref());
        asked.set(false);
        dialog.show_modal().ok()?;
        if !dialog.query_selector("[autofocus]").is_ok_and(|found| found.is_some())
            && let Ok(Some(title)) = dialog.query_selector("h2")
            && let Ok(title) = title.dyn_into::<HtmlElement>()
        {
            // Without it, focus is on the first button, which is right too.
            let _ = title.focus();
        }
        Some(Self { dialog, before, asked })
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        if self.dialog.open() {
            self.asked.set(true);
            self.dialog.close();
        }
        if let Some(before) = &self.before {
            // What opened it may be gone; then focus stays with the document.
            let _ = before.focus();
        }
    }
}

/// Puts the dialog where the person was, where the middle of the frame may be out of sight.
fn place(dialog: &HtmlDialogElement, before: Option<&HtmlElement>) {
    let style = dialog.style();
    // Removing what is not there changes nothing.
    let _ = style.remove_property("margin-block");
    let _ = style.remove_property("max-block-size");
    let Some(window) = web_sys::window() else { return };
    let frame = window.inner_height().ok().and_then(|height| height.as_f64());
    let screen = window.screen().and_then(|screen| screen.avail_height()).ok().map(f64::from);
    let (Some(frame), Some(screen), Some(before)) = (frame, screen, before) else { return };
    if let Some(top) = top(frame, screen, before.get_bounding_client_rect().top()) {
        // The browser takes every length.
        let _ = style.set_property("margin-block", &format!("{top}px auto"));
        // What does not fit below is scrolled to, inside.
        let _ = style.set_property("max-block-size", &format!("calc(100% - {top}px - 1rem)"));
    }
}

/// Where the dialog begins in a frame that is higher than the screen, because it is as high as its content: a little
/// above what had focus. Heights in CSS px. None where the frame fits the screen and its middle is in sight.
fn top(frame: f64, screen: f64, focused: f64) -> Option<i32> {
    if frame <= screen {
        return None;
    }
    let top = (focused - screen / 4.0).clamp(0.0, frame - screen / 2.0);
    #[expect(clippy::cast_possible_truncation, reason = "a place on a page, in px")]
    Some(top as i32)
}

#[cfg(test)]
mod tests {
    use super::top;

    #[test]
    fn in_a_high_frame_the_dialog_stands_near_what_opened_it() {
        assert_eq!(top(3000.0, 800.0, 2000.0), Some(1800));
        assert_eq!(top(3000.0, 800.0, 50.0), Some(0));
        assert_eq!(top(3000.0, 800.0, 2990.0), Some(2600), "all of it can be seen");
        assert_eq!(top(801.0, 800.0, 900.0), Some(401));
    }

    #[test]
    fn in_a_frame_that_fits_the_middle_is_right() {
        assert_eq!(top(800.0, 800.0, 700.0), None);
    }
}

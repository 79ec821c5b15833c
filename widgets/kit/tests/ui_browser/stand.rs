//! A place to show a control: a stage in a shadow root of the test page, with the kit's style sheets.

use std::cell::RefCell;
use std::rc::Rc;

use greffon_kit::stage::Stage;
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, Event, EventInit, HtmlElement, HtmlInputElement, InputEvent, InputEventInit,
    KeyboardEvent, KeyboardEventInit, ShadowRoot, ShadowRootInit, ShadowRootMode,
};
use yew::prelude::*;

use crate::waiting::{tasks, window};

const SHEETS: [&str; 3] = [
    include_str!("../../style/tokens.css"),
    include_str!("../../style/base.css"),
    include_str!("../../style/components.css"),
];

#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct ShownProps {
    html: Html,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    props.html.clone()
}

/// What is shown, until dropped.
pub(crate) struct Stand {
    pub(crate) stage: Stage,
    host: Element,
    app: Option<yew::AppHandle<Shown>>,
}

impl Stand {
    /// A stage without anything on it.
    pub(crate) fn empty() -> Self {
        // A test that failed could not clear its place, and an open dialog would keep focus from all that follow.
        while let Ok(Some(left)) = document().query_selector("[data-stand]") {
            left.remove();
        }
        let host = document().create_element("div").expect("an element");
        host.set_attribute("data-stand", "").expect("an attribute");
        document().body().expect("a body").append_child(&host).expect("in the page");
        let shadow = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).expect("a shadow root");
        for sheet in SHEETS {
            let style = document().create_element("style").expect("an element");
            style.set_text_content(Some(sheet));
            shadow.append_child(&style).expect("in the shadow root");
        }
        let stage = Stage::build(&shadow).expect("a stage");
        Self { stage, host, app: None }
    }

    /// Shows something and waits until it is rendered.
    pub(crate) async fn show(html: Html) -> Self {
        let mut stand = Self::empty();
        let props = ShownProps { html };
        stand.app = Some(yew::Renderer::<Shown>::with_root_and_props(stand.stage.element(), props).render());
        tasks().await;
        stand
    }

    /// Shows something else in its place, as a parent that renders again.
    pub(crate) async fn update(&mut self, html: Html) {
        self.app.as_mut().expect("shown").update(ShownProps { html });
        tasks().await;
    }

    pub(crate) fn shadow(&self) -> &ShadowRoot {
        self.stage.shadow()
    }

    pub(crate) fn host(&self) -> &Element {
        &self.host
    }

    /// The one element that the selector finds.
    #[track_caller]
    pub(crate) fn one<T: JsCast>(&self, selector: &str) -> T {
        let all = self.all(selector);
        assert_eq!(
            all.len(),
            1,
            "{selector} finds {} elements in {}",
            all.len(),
            self.stage.element().inner_html()
        );
        all[0].clone().dyn_into().expect("that kind of element")
    }

    pub(crate) fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.stage.element().query_selector_all(selector).expect("a selector");
        (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
    }

    /// Presses an element, as a pointer does.
    #[track_caller]
    pub(crate) fn press(&self, selector: &str) {
        self.one::<HtmlElement>(selector).click();
    }

    /// The attribute of the one element that the selector finds.
    #[track_caller]
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.one::<Element>(selector).get_attribute(name)
    }

    /// The text that a screen reader takes as the name: what `aria-labelledby` or `aria-label` give, or the content.
    #[track_caller]
    pub(crate) fn name(&self, selector: &str) -> String {
        let element: Element = self.one(selector);
        if let Some(ids) = element.get_attribute("aria-labelledby") {
            return self.texts(&ids);
        }
        if let Some(label) = element.get_attribute("aria-label") {
            return label;
        }
        if let Some(input) = element.id().split_whitespace().next()
            && let [label] = self.all(&format!("label[for='{input}']")).as_slice()
        {
            return words(label);
        }
        words(&element)
    }

    /// What a screen reader adds to the name.
    #[track_caller]
    pub(crate) fn description(&self, selector: &str) -> Option<String> {
        self.attribute(selector, "aria-describedby").map(|ids| self.texts(&ids))
    }

    /// The words of the elements with these ids; each must be there once.
    #[track_caller]
    fn texts(&self, ids: &str) -> String {
        let texts: Vec<String> =
            ids.split(' ').map(|id| words(&self.one::<Element>(&format!("[id='{id}']")))).collect();
        texts.join(" ")
    }

    /// Who has focus.
    pub(crate) fn focused(&self) -> Option<Element> {
        self.shadow().active_element()
    }

    /// The words of who has focus.
    pub(crate) fn focused_words(&self) -> String {
        self.focused().map_or_else(|| "nobody".to_owned(), |element| words(&element))
    }

    #[track_caller]
    pub(crate) fn focus(&self, selector: &str) {
        self.one::<HtmlElement>(selector).focus().expect("focus");
    }

    /// A value of the style in force.
    #[track_caller]
    pub(crate) fn style(&self, selector: &str, property: &str) -> String {
        computed(&self.one::<Element>(selector), property)
    }

    /// Types into a field: its value and the event that the browser sends.
    #[track_caller]
    pub(crate) fn write(&self, selector: &str, text: &str) {
        let element: Element = self.one(selector);
        js_sys::Reflect::set(&element, &"value".into(), &text.into()).expect("a field");
        let init = InputEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        let event = InputEvent::new_with_event_init_dict("input", &init).expect("an event");
        element.dispatch_event(&event).expect("sent");
    }
}

impl Drop for Stand {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.host.remove();
    }
}

pub(crate) fn document() -> Document {
    window().document().expect("a document")
}

pub(crate) fn computed(element: &Element, property: &str) -> String {
    let style = window().get_computed_style(element).expect("a style").expect("a style");
    style.get_property_value(property).expect("a property")
}

/// The words of an element, one space between.
pub(crate) fn words(element: &Element) -> String {
    let text = element.text_content().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Sends a key; says whether the browser may still do with it what it does.
pub(crate) fn key(element: &Element, key: &str, shift: bool) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_shift_key(shift);
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_composed(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).expect("an event");
    element.dispatch_event(&event).expect("sent")
}

/// Sends an event that can be refused; says whether nobody refused it.
pub(crate) fn send(element: &Element, name: &str, bubbles: bool) -> bool {
    let init = EventInit::new();
    init.set_bubbles(bubbles);
    init.set_cancelable(true);
    let event = Event::new_with_event_init_dict(name, &init).expect("an event");
    element.dispatch_event(&event).expect("sent")
}

/// Whether a box or radio is chosen.
#[track_caller]
pub(crate) fn is_checked(stand: &Stand, selector: &str) -> bool {
    stand.one::<HtmlInputElement>(selector).checked()
}

/// A callback and all that it was called with.
pub(crate) fn calls<T: 'static>() -> (Callback<T>, Rc<RefCell<Vec<T>>>) {
    let calls = Rc::new(RefCell::new(Vec::new()));
    let callback = {
        let calls = calls.clone();
        Callback::from(move |value| calls.borrow_mut().push(value))
    };
    (callback, calls)
}

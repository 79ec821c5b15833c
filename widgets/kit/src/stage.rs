//! Where a widget stands: the element in its shadow root that the context's theme, text size and language apply to,
//! and whose height the host is told.

use greffon_protocol::context::{Contrast, Dir, Mode, Motion, Theme};
use greffon_protocol::message::Resize;
use greffon_protocol::{Context, Method};
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver, ShadowRoot};

use crate::i18n::Lang;
use crate::link::Link;

/// The widget's root element and what is set on it.
#[derive(Debug)]
pub struct Stage {
    shadow: ShadowRoot,
    element: HtmlElement,
    height: Option<HeightWatch>,
}

#[derive(Debug)]
struct HeightWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut(Array)>,
}

impl Stage {
    /// Puts the root element into the shadow root. `None` where the document refuses, which a browser never does.
    pub fn build(shadow: &ShadowRoot) -> Option<Self> {
        let element: HtmlElement = shadow.owner_document()?.create_element("div").ok()?.dyn_into().ok()?;
        element.set_class_name("gf");
        shadow.append_child(&element).ok()?;
        Some(Self { shadow: shadow.clone(), element, height: None })
    }

    /// Where Yew renders.
    pub fn element(&self) -> Element {
        self.element.clone().into()
    }

    /// The shadow root, to find elements in.
    pub const fn shadow(&self) -> &ShadowRoot {
        &self.shadow
    }

    /// Applies the whole context.
    pub fn apply(&self, context: &Context) {
        let lang = Lang::of(context.locale.as_deref().unwrap_or_default());
        set(&self.element, "lang", Some(lang.tag()));
        set(&self.element, "dir", (context.dir == Some(Dir::Rtl)).then_some("rtl"));
        set(&self.element, "data-reading", (context.dyslexia_font == Some(true)).then_some("true"));
        let host = self.shadow.host();
        set(&host, "data-theme", (context.theme == Some(Theme::Dark)).then_some("dark"));
        set(&host, "data-contrast", (context.contrast == Some(Contrast::More)).then_some("more"));
        set(&host, "data-motion", (context.motion == Some(Motion::Reduced)).then_some("reduced"));
        let Ok(host) = host.dyn_into::<HtmlElement>() else { return };
        let style = host.style();
        let scale = context.font_scale.unwrap_or(1.0).clamp(0.5, 4.0);
        // A style that a browser refuses changes nothing, which is right for a colour that is none.
        let _ = style.set_property("--gf-scale", &number(scale));
        if let Some(size) = self.text_size() {
            let _ = style.set_property("--gf-unit", &size);
        }
        for (name, value) in context.colors.iter().flatten() {
            if name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
                let _ = style.set_property(&["--gf-", name].concat(), value);
            }
        }
    }

    /// The size of text that the person chose in the browser, as `16px`. Many pages shrink their rem to 10 px, which
    /// would shrink a widget that stands in the page.
    fn text_size(&self) -> Option<String> {
        let style = self.element.style();
        style.set_property("font-size", "medium").ok()?;
        let measured = web_sys::window()?.get_computed_style(&self.element).ok().flatten();
        let size = measured.and_then(|computed| computed.get_property_value("font-size").ok());
        // An attribute that is left behind would go on the paper, where the policy forbids it.
        self.element.remove_attribute("style").ok()?;
        size.filter(|size| !size.is_empty())
    }

    /// Tells the host every new height, where the widget has a frame of its own and no fixed height.
    pub fn tell_height(&mut self, link: &Link, context: &Context) {
        let fixed = context.container.is_some_and(|container| container.height.is_some());
        if context.mode == Some(Mode::Page) || fixed {
            self.height = None;
            return;
        }
        if self.height.is_some() {
            return;
        }
        let (link, element) = (link.clone(), self.element.clone());
        let callback = Closure::<dyn FnMut(Array)>::new(move |_| {
            #[expect(clippy::cast_possible_truncation, reason = "a height on screen")]
            let height = element.get_bounding_client_rect().height().ceil() as f32;
            link.notify(Method::UiResize, &Resize { height });
        });
        if let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
            observer.observe(&self.element);
            self.height = Some(HeightWatch { observer, _callback: callback });
        }
    }
}

impl Drop for HeightWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.element.remove();
    }
}

/// A number as the browser writes it: no formatting code of our own.
fn number(value: f32) -> String {
    js_sys::Number::from(f64::from(value))
        .to_string_with_radix(10)
        .map_or_else(|_| "1".to_owned(), String::from)
}

fn set(element: &Element, name: &str, value: Option<&str>) {
    // Our own names and values: the DOM does not refuse them.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

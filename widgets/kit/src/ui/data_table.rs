//! Tables: named, and scrolled by keyboard where they are wider than their place.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

use crate::html;

/// Properties of [`DataTable`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// Unique in the widget: ties the caption to the region that scrolls.
    pub id: AttrValue,
    /// What the table shows.
    pub caption: AttrValue,
    /// One more line under the caption.
    #[prop_or_default]
    pub note: Option<AttrValue>,
    /// `thead` and `tbody`; rows begin with a `th scope="row"`.
    pub children: Html,
}

/// A table. Where it overflows, the region around it can be reached by Tab and scrolled by the arrow keys, and is
/// named by the caption; where it does not, it adds no stop.
#[component]
pub fn DataTable(props: &Props) -> Html {
    let region = use_node_ref();
    let overflows = use_state_eq(|| false);
    {
        let (region, overflows) = (region.clone(), overflows.setter());
        use_effect_with((), move |()| {
            let watch = region.cast::<Element>().and_then(|region| OverflowWatch::start(region, overflows));
            move || drop(watch)
        });
    }
    let caption_id = AttrValue::from([props.id.as_str(), "-caption"].concat());
    let (role, stop, name) =
        if *overflows { (Some("region"), Some("0"), Some(caption_id.clone())) } else { (None, None, None) };
    html! {
        <div class="gf-scroll" ref={region} {role} tabindex={stop} aria-labelledby={name}>
            <table class="gf-table" id={props.id.clone()}>
                <caption>
                    <span id={caption_id}>{ props.caption.clone() }</span>
                    if let Some(note) = &props.note { {" "}<span class="gf-table__note">{ note.clone() }</span> }
                </caption>
                { props.children.clone() }
            </table>
        </div>
    }
}

/// Tells whether the table is wider than its place, now and after every change of either.
struct OverflowWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut(Array)>,
}

impl OverflowWatch {
    fn start(region: Element, overflows: UseStateSetter<bool>) -> Option<Self> {
        let watched = region.clone();
        let callback = Closure::<dyn FnMut(Array)>::new(move |_| {
            // A pixel of rounding is no overflow.
            overflows.set(region.scroll_width() > region.client_width() + 1);
        });
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(&watched);
        if let Some(table) = watched.first_element_child() {
            observer.observe(&table);
        }
        Some(Self { observer, _callback: callback })
    }
}

impl Drop for OverflowWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

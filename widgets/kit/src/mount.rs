//! Widgets of this module that stand in the page now: put there, taken away, and reported if the module dies.

use std::cell::{Cell, RefCell};

use greffon_protocol::message::{Log, LogLevel};
use greffon_protocol::wire::ToJson;
use greffon_protocol::{Envelope, Method};
use serde_json::{Map, Value};
use web_sys::{MessagePort, ShadowRoot};
use yew::{AppHandle, Renderer};

use crate::json;
use crate::shell::{Props, Shell};
use crate::stage::Stage;
use crate::widget::Widget;

/// A widget that stands in the page.
struct Mounted {
    handle: u32,
    port: MessagePort,
    unmount: Box<dyn FnOnce()>,
}

thread_local! {
    static MOUNTED: RefCell<Vec<Mounted>> = const { RefCell::new(Vec::new()) };
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// Puts the widget into the shadow root and starts it on its port. The number takes it away again; 0 where the
/// document refused.
pub fn mount<W: Widget>(root: &ShadowRoot, port: MessagePort, nonce: Option<String>) -> u32 {
    yew::set_custom_panic_hook(Box::new(report_panic));
    let Some(stage) = Stage::build(root) else { return 0 };
    let element = stage.element();
    let props = Props { port: port.clone(), nonce, stage: std::rc::Rc::new(RefCell::new(stage)) };
    let app: AppHandle<Shell<W>> = Renderer::<Shell<W>>::with_root_and_props(element, props).render();
    let handle = LAST.get().wrapping_add(1).max(1);
    LAST.set(handle);
    let mounted = Mounted { handle, port, unmount: Box::new(move || app.destroy()) };
    MOUNTED.with_borrow_mut(|all| all.push(mounted));
    handle
}

/// Takes a widget away. A number that is not there any more does nothing.
pub fn unmount(handle: u32) {
    let found = MOUNTED.with_borrow_mut(|all| {
        all.iter().position(|mounted| mounted.handle == handle).map(|place| all.swap_remove(place))
    });
    if let Some(mounted) = found {
        (mounted.unmount)();
    }
}

/// A panic ends every widget of this module: each host is told, shows its card and offers to load again. Writes that
/// were sent are in the host's hands already.
fn report_panic(info: &std::panic::PanicHookInfo<'_>) {
    let at = info
        .location()
        .map_or_else(String::new, |place| [place.file(), ":", &place.line().to_string()].concat());
    let mut data = Map::new();
    data.insert("at".to_owned(), Value::from(at));
    let log = Log { level: LogLevel::Fatal, code: "panic".to_owned(), data: Some(Value::Object(data)) };
    let note = Envelope::Notification { method: Method::Log.name().to_owned(), params: log.to_json() };
    let text = json::write(&note.into_value());
    MOUNTED.with(|all| {
        for mounted in all.try_borrow().iter().flat_map(|all| all.iter()) {
            // The instance is lost either way.
            let _ = mounted.port.post_message(&text.as_str().into());
        }
    });
}

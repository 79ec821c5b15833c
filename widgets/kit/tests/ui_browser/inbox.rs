//! The host's end of a real message channel.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use gloo_timers::callback::Timeout;
use serde_json::Value;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageChannel, MessageEvent, MessagePort};

#[derive(Default)]
struct Queue {
    texts: VecDeque<String>,
    waker: Option<Waker>,
    late: bool,
}

/// What arrives at the host, in order.
pub(crate) struct Inbox {
    pub(crate) port: MessagePort,
    queue: Rc<RefCell<Queue>>,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

/// A channel: the widget's port, and the host's end.
pub(crate) fn channel() -> (MessagePort, Inbox) {
    let channel = MessageChannel::new().expect("a channel");
    let queue = Rc::new(RefCell::new(Queue::default()));
    let listener = {
        let queue = queue.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let mut queue = queue.borrow_mut();
            queue.texts.push_back(event.data().as_string().expect("messages are texts"));
            if let Some(waker) = queue.waker.take() {
                waker.wake();
            }
        })
    };
    let port = channel.port2();
    port.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    (channel.port1(), Inbox { port, queue, _listener: listener })
}

impl Inbox {
    /// The next message. Fails the test when none comes within two seconds.
    pub(crate) async fn next(&self) -> Value {
        let alarm = {
            let queue = self.queue.clone();
            Timeout::new(2_000, move || {
                let mut queue = queue.borrow_mut();
                queue.late = true;
                if let Some(waker) = queue.waker.take() {
                    waker.wake();
                }
            })
        };
        let text = poll_fn(|context| {
            let mut queue = self.queue.borrow_mut();
            assert!(!queue.late, "no message came within two seconds");
            if let Some(text) = queue.texts.pop_front() {
                Poll::Ready(text)
            } else {
                queue.waker = Some(context.waker().clone());
                Poll::Pending
            }
        })
        .await;
        drop(alarm);
        serde_json::from_str(&text).expect("messages are JSON")
    }

    /// What has arrived and nobody took.
    pub(crate) fn waiting(&self) -> Vec<String> {
        self.queue.borrow().texts.iter().cloned().collect()
    }

    /// Sends a text to the widget.
    pub(crate) fn send(&self, text: &str) {
        self.send_any(&JsValue::from_str(text));
    }

    /// Sends anything to the widget.
    pub(crate) fn send_any(&self, value: &JsValue) {
        self.port.post_message(value).expect("sent");
    }
}

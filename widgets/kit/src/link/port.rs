//! The machine of the port, carried over a real `MessagePort`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use greffon_protocol::envelope::to_value;
use greffon_protocol::{Limits, Method, RequestId, RpcError};
use js_sys::{Array, ArrayBuffer};
use serde::Serialize;
use serde_json::Value;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

use super::machine::{Event, Machine, closed};

/// What the host says of itself.
#[derive(Debug)]
pub enum Incoming {
    /// A request; answer with [`Link::answer`].
    Asked {
        /// To answer to.
        id: RequestId,
        /// The name.
        method: String,
        /// An object.
        params: Value,
    },
    /// A notification.
    Told {
        /// The name.
        method: String,
        /// An object.
        params: Value,
    },
}

type Listener = Closure<dyn FnMut(MessageEvent)>;
type Handler = Rc<dyn Fn(Incoming)>;
type Done = Box<dyn FnOnce(Result<Value, RpcError>)>;

struct Inner {
    port: MessagePort,
    machine: RefCell<Machine<Done>>,
    incoming: RefCell<Option<Handler>>,
    timer: RefCell<Option<Timeout>>,
    timer_at: Cell<f64>,
    listener: RefCell<Option<Listener>>,
    /// What came beside the text that is being taken in.
    beside: RefCell<Option<JsValue>>,
}

/// A widget's end of the port. Clones are the same end.
#[derive(Clone)]
pub struct Link(Rc<Inner>);

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Link")
    }
}

impl PartialEq for Link {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Link {
    /// Listens on the port; what the host says of itself goes to `incoming`.
    pub fn open(port: MessagePort, incoming: impl Fn(Incoming) + 'static) -> Self {
        let inner = Rc::new(Inner {
            port,
            machine: RefCell::default(),
            incoming: RefCell::new(Some(Rc::new(incoming))),
            timer: RefCell::default(),
            timer_at: Cell::new(f64::INFINITY),
            listener: RefCell::default(),
            beside: RefCell::default(),
        });
        let weak = Rc::downgrade(&inner);
        let listener = Closure::new(move |event: MessageEvent| {
            let Some(inner) = weak.upgrade() else { return };
            let data = event.data();
            // Bytes ride beside the text, in a list that it comes first in.
            let (text, bytes) = match data.dyn_ref::<Array>() {
                Some(list) => (list.get(0), Some(list.get(1))),
                None => (data, None),
            };
            if let Some(text) = text.as_string() {
                inner.beside.replace(bytes);
                Self(inner).take_in(&text);
            }
        });
        inner.port.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        *inner.listener.borrow_mut() = Some(listener);
        Self(inner)
    }

    /// Sends a request; `done` is called exactly once, with `closed` or `timeout` at worst.
    pub fn request(
        &self,
        method: Method,
        params: &impl Serialize,
        done: impl FnOnce(Result<Value, RpcError>) + 'static,
    ) {
        self.request_with(method, params, None, done);
    }

    /// Sends a request with bytes beside it, which its parameters name by the index 0.
    pub fn request_with(
        &self,
        method: Method,
        params: &impl Serialize,
        bytes: Option<ArrayBuffer>,
        done: impl FnOnce(Result<Value, RpcError>) + 'static,
    ) {
        let sent = self.0.machine.borrow_mut().request(method, to_value(params), Box::new(done), now());
        match sent {
            Ok((_, text)) => {
                match bytes {
                    Some(bytes) => {
                        let both = Array::of2(&text.into(), &bytes);
                        // As a string: what an open port takes is not refused.
                        let _ = self.0.port.post_message_with_transferable(&both, &Array::of1(&bytes));
                    }
                    None => self.post(&text),
                }
                self.arm();
            }
            // Later, as every other answer: the caller may be in the middle of something.
            Err((done, error)) => {
                Timeout::new(0, move || done(Err(error))).forget();
            }
        }
    }

    /// Sends a notification.
    pub fn notify(&self, method: Method, params: &impl Serialize) {
        let text = self.0.machine.borrow().notify(method, to_value(params));
        if let Some(text) = text {
            self.post(&text);
        }
    }

    /// The bytes that came beside the answer that `done` is being told.
    pub fn take_bytes(&self) -> Option<ArrayBuffer> {
        self.0.beside.take()?.dyn_into().ok()
    }

    /// Answers a request of the host.
    pub fn answer(&self, id: RequestId, outcome: Result<Value, RpcError>) {
        self.post(&Machine::<Done>::answer(id, outcome));
    }

    /// Takes over the limits that the host advertised.
    pub fn set_limits(&self, limits: Limits) {
        self.0.machine.borrow_mut().set_limits(limits);
    }

    /// Closes the port; everything that waits is told `closed`.
    pub fn close(&self) {
        let waiting = self.0.machine.borrow_mut().close();
        self.0.port.set_onmessage(None);
        self.0.port.close();
        self.0.incoming.borrow_mut().take();
        self.0.timer.borrow_mut().take();
        for done in waiting {
            done(Err(closed()));
        }
    }

    fn post(&self, text: &str) {
        // A port never refuses a string; a closed one drops it, which is what closing means.
        let _ = self.0.port.post_message(&text.into());
    }

    fn take_in(&self, text: &str) {
        let event = self.0.machine.borrow_mut().receive(text, now());
        match event {
            Event::Answered(done, outcome) => done(outcome),
            Event::Asked { id, method, params } => self.pass_on(Incoming::Asked { id, method, params }),
            Event::Told { method, params } => self.pass_on(Incoming::Told { method, params }),
            Event::Send(text) => self.post(&text),
            Event::Nothing => {}
        }
    }

    fn pass_on(&self, incoming: Incoming) {
        let listener = self.0.incoming.borrow().clone();
        if let Some(listener) = listener {
            listener(incoming);
        }
    }

    /// Sets the one timer to the soonest deadline.
    fn arm(&self) {
        let Some(deadline) = self.0.machine.borrow().next_deadline() else { return };
        if self.0.timer.borrow().is_some() && self.0.timer_at.get() <= deadline {
            return;
        }
        let weak = Rc::downgrade(&self.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a wait of some seconds, in ms"
        )]
        let wait = (deadline - now()).max(0.0) as u32;
        self.0.timer_at.set(deadline);
        *self.0.timer.borrow_mut() = Some(Timeout::new(wait + 1, move || {
            if let Some(inner) = weak.upgrade() {
                Self(inner).expire();
            }
        }));
    }

    fn expire(&self) {
        self.0.timer.borrow_mut().take();
        let late = self.0.machine.borrow_mut().expire(now());
        for (done, cancel) in late {
            self.post(&cancel);
            done(Err(RpcError::new(greffon_protocol::ErrorKind::Timeout, "no answer in time")));
        }
        self.arm();
    }
}

fn now() -> f64 {
    js_sys::Date::now()
}

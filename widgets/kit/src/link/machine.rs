//! The rules of the port, without a port: text in, events out; time is an argument, in ms.

use greffon_protocol::message::{CancelParams, ProgressParams};
use greffon_protocol::wire::{self, ToJson};
use greffon_protocol::{Envelope, ErrorKind, Limits, Method, RequestId, RpcError};
use serde_json::{Map, Value};

use crate::json;

/// What came of a text.
#[derive(Debug, PartialEq)]
pub enum Event<C> {
    /// A request of ours is over.
    Answered(C, Result<Value, RpcError>),
    /// The host asks; answer with [`Machine::answer`].
    Asked {
        /// To answer to.
        id: RequestId,
        /// The name.
        method: String,
        /// An object.
        params: Value,
    },
    /// The host tells.
    Told {
        /// The name.
        method: String,
        /// An object.
        params: Value,
    },
    /// Send this text back.
    Send(String),
    /// Nothing to do: an answer that nobody waits for any more, a progress note.
    Nothing,
}

#[derive(Debug)]
struct Pending<C> {
    id: RequestId,
    deadline: f64,
    context: C,
}

/// Open requests, each with the caller's context `C`.
#[derive(Debug)]
pub struct Machine<C> {
    last_id: RequestId,
    pending: Vec<Pending<C>>,
    limits: Limits,
    closed: bool,
}

impl<C> Default for Machine<C> {
    fn default() -> Self {
        Self { last_id: 0, pending: Vec::new(), limits: Limits::default(), closed: false }
    }
}

impl<C> Machine<C> {
    /// Takes over the limits that the host advertised.
    pub fn set_limits(&mut self, limits: Limits) {
        self.limits = limits;
    }

    /// The limits in force.
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The text of a request, or why it may not be sent (the context comes back).
    pub fn request(
        &mut self,
        method: Method,
        params: Value,
        context: C,
        now: f64,
    ) -> Result<(RequestId, String), (C, RpcError)> {
        if self.closed {
            return Err((context, closed()));
        }
        if self.pending.len() >= self.limits.in_flight as usize {
            let mut error = RpcError::new(ErrorKind::RateLimited, "too many requests wait for an answer");
            error.data.retry_after_ms = Some(250);
            return Err((context, error));
        }
        self.last_id = self.last_id.wrapping_add(1).max(1);
        let id = self.last_id;
        let text = text_of(Envelope::Request { id, method: method.name().to_owned(), params });
        if let Err(error) = self.check_length(&text) {
            return Err((context, error));
        }
        self.pending.push(Pending { id, deadline: now + f64::from(self.limits.timeout_ms), context });
        Ok((id, text))
    }

    /// The text of a notification; `None` once closed.
    pub fn notify(&self, method: Method, params: Value) -> Option<String> {
        let text = text_of(Envelope::Notification { method: method.name().to_owned(), params });
        (!self.closed && self.check_length(&text).is_ok()).then_some(text)
    }

    /// The text of an answer to the host.
    pub fn answer(id: RequestId, outcome: Result<Value, RpcError>) -> String {
        text_of(Envelope::Response { id: Some(id), outcome })
    }

    fn check_length(&self, text: &str) -> Result<(), RpcError> {
        let limit = self.limits.message;
        if text.len() > limit as usize && text.encode_utf16().count() > limit as usize {
            let mut error = RpcError::new(ErrorKind::TooLarge, "the message is too long");
            error.data.limit = Some(u64::from(limit));
            return Err(error);
        }
        Ok(())
    }

    /// Takes in a text that arrived.
    pub fn receive(&mut self, text: &str, now: f64) -> Event<C> {
        if self.closed {
            return Event::Nothing;
        }
        match Envelope::parse_with(text, self.limits.message, |text| json::parse(text).ok()) {
            Err(bad) => Event::Send(text_of(bad.into_response())),
            Ok(Envelope::Response { id, outcome }) => match id.and_then(|id| self.take(id)) {
                Some(context) => Event::Answered(context, outcome),
                None => Event::Nothing,
            },
            Ok(Envelope::Request { id, method, .. }) if method == Method::Ping.name() => {
                Event::Send(Self::answer(id, Ok(Value::Object(Map::new()))))
            }
            Ok(Envelope::Request { id, method, params }) => Event::Asked { id, method, params },
            Ok(Envelope::Notification { method, params }) => match Method::from_name(&method) {
                Some(Method::Progress) => {
                    if let Ok(ProgressParams { id, .. }) = wire::read(params) {
                        self.restart(id, now);
                    }
                    Event::Nothing
                }
                Some(Method::Cancel) => Event::Nothing,
                _ => Event::Told { method, params },
            },
        }
    }

    fn take(&mut self, id: RequestId) -> Option<C> {
        let place = self.pending.iter().position(|pending| pending.id == id)?;
        Some(self.pending.swap_remove(place).context)
    }

    fn restart(&mut self, id: RequestId, now: f64) {
        let wait = f64::from(self.limits.timeout_ms);
        if let Some(pending) = self.pending.iter_mut().find(|pending| pending.id == id) {
            pending.deadline = now + wait;
        }
    }

    /// The requests that waited too long, and the `$cancel` texts to send for them.
    pub fn expire(&mut self, now: f64) -> Vec<(C, String)> {
        let (late, waiting) =
            std::mem::take(&mut self.pending).into_iter().partition(|pending| pending.deadline <= now);
        self.pending = waiting;
        let late: Vec<Pending<C>> = late;
        late.into_iter()
            .map(|pending| {
                let params = CancelParams { id: pending.id }.to_json();
                let cancel = Envelope::Notification { method: Method::Cancel.name().to_owned(), params };
                (pending.context, text_of(cancel))
            })
            .collect()
    }

    /// The soonest deadline, in ms.
    pub fn next_deadline(&self) -> Option<f64> {
        self.pending.iter().map(|pending| pending.deadline).reduce(f64::min)
    }

    /// Closes: everything that waits comes back, and nothing is sent or taken in any more.
    pub fn close(&mut self) -> Vec<C> {
        self.closed = true;
        std::mem::take(&mut self.pending).into_iter().map(|pending| pending.context).collect()
    }
}

fn text_of(message: Envelope) -> String {
    json::write(&message.into_value())
}

/// The error of everything that was waiting when the port closed.
pub(super) fn closed() -> RpcError {
    RpcError::new(ErrorKind::Closed, "the port is closed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn ask(machine: &mut Machine<u32>, context: u32, now: f64) -> RequestId {
        machine.request(Method::StorageRead, json!({}), context, now).map(|(id, _)| id).unwrap()
    }

    #[test]
    fn answers_find_their_caller_in_any_order() {
        let mut machine = Machine::default();
        let first = ask(&mut machine, 10, 0.0);
        let second = ask(&mut machine, 20, 0.0);
        let answer = |id| Machine::<u32>::answer(id, Ok(json!({"n": id})));
        assert_eq!(machine.receive(&answer(second), 1.0), Event::Answered(20, Ok(json!({"n": second}))));
        assert_eq!(machine.receive(&answer(second), 1.0), Event::Nothing, "an answer counts once");
        assert_eq!(machine.receive(&answer(first), 1.0), Event::Answered(10, Ok(json!({"n": first}))));
    }

    #[test]
    fn late_requests_are_given_up_and_progress_restarts_them() {
        let mut machine = Machine::default();
        let id = ask(&mut machine, 1, 0.0);
        ask(&mut machine, 2, 0.0);
        let progress = format!(r#"{{"jsonrpc":"2.0","method":"$progress","params":{{"id":{id}}}}}"#);
        assert_eq!(machine.receive(&progress, 10_000.0), Event::Nothing);
        let late = machine.expire(15_000.0);
        assert_eq!(late.len(), 1);
        assert_eq!(late[0].0, 2);
        assert!(late[0].1.contains("$cancel"));
        assert_eq!(machine.next_deadline(), Some(25_000.0));
    }

    #[test]
    fn closing_gives_everything_back_and_ends_it() {
        let mut machine = Machine::default();
        ask(&mut machine, 1, 0.0);
        assert_eq!(machine.close(), [1]);
        assert!(machine.request(Method::StorageRead, json!({}), 2, 0.0).is_err());
        assert_eq!(machine.receive(r#"{"jsonrpc":"2.0","method":"context.changed"}"#, 0.0), Event::Nothing);
        assert_eq!(machine.notify(Method::Log, json!({})), None);
    }

    #[test]
    fn no_more_wait_than_the_host_allows() {
        let mut machine = Machine::default();
        for n in 0..32 {
            ask(&mut machine, n, 0.0);
        }
        let (context, error) = machine.request(Method::StorageRead, json!({}), 99, 0.0).unwrap_err();
        assert_eq!((context, error.kind()), (99, ErrorKind::RateLimited));
    }

    #[test]
    fn too_long_a_request_is_not_sent() {
        let mut machine = Machine::default();
        let params = json!({ "text": "é".repeat(262_144) });
        let (_, error) = machine.request(Method::StorageWrite, params, 1, 0.0).unwrap_err();
        assert_eq!((error.kind(), error.data.limit), (ErrorKind::TooLarge, Some(262_144)));
        assert_eq!(machine.next_deadline(), None);
    }

    #[test]
    fn pings_and_bad_texts_are_answered_at_once() {
        let mut machine = Machine::<u32>::default();
        let Event::Send(pong) = machine.receive(r#"{"jsonrpc":"2.0","id":4,"method":"$ping"}"#, 0.0) else {
            panic!("no answer")
        };
        assert!(pong.contains(r#""id":4"#) && pong.contains("result"), "{pong}");
        let Event::Send(refusal) = machine.receive("{", 0.0) else { panic!("no answer") };
        assert!(refusal.contains("parse"), "{refusal}");
    }

    proptest! {
        #[test]
        fn hostile_texts_never_panic_and_answer_nobody(texts in proptest::collection::vec(".{0,80}", 0..20)) {
            let mut machine = Machine::default();
            ask(&mut machine, 7, 0.0);
            for text in texts {
                let answered = matches!(machine.receive(&text, 1.0), Event::Answered(..));
                prop_assert!(!answered);
            }
            prop_assert_eq!(machine.close(), vec![7]);
        }
    }
}

//! One message on the port: JSON-RPC 2.0 as a string of JSON text, without batches (section 3).

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::error::{ErrorData, ErrorKind, RpcError};
use crate::guard;
use crate::wire::{FromJson, ToJson};

/// The number of a request, chosen by its sender, from 1; each side counts for itself.
pub type RequestId = u32;

/// A message that was read.
#[derive(Debug, Clone, PartialEq)]
pub enum Envelope {
    /// Wants an answer.
    Request {
        /// The number to answer to.
        id: RequestId,
        /// The name of section 4.
        method: String,
        /// An object; `{}` where absent.
        params: Value,
    },
    /// Wants none.
    Notification {
        /// The name of section 4, or `$cancel`, `$progress`, `$ping`.
        method: String,
        /// An object; `{}` where absent.
        params: Value,
    },
    /// An answer.
    Response {
        /// Of which request; `None` where the other side could not read it.
        id: Option<RequestId>,
        /// Result or error.
        outcome: Result<Value, RpcError>,
    },
}

/// Why a text is no message, and which request it spoiled, if that can be told.
#[derive(Debug, Clone, PartialEq)]
pub struct BadMessage {
    /// To answer to, where it can be told.
    pub id: Option<RequestId>,
    /// What to answer.
    pub error: RpcError,
}

impl Envelope {
    /// Reads a text of at most `max` UTF-16 units. Unknown members are ignored; everything else is strict.
    pub fn parse(text: &str, max: u32) -> Result<Self, BadMessage> {
        Self::parse_with(text, max, |text| serde_json::from_str(text).ok())
    }

    /// As [`Envelope::parse`], for who reads JSON by other means; `None` where the text is none.
    pub fn parse_with(
        text: &str,
        max: u32,
        read: impl FnOnce(&str) -> Option<Value>,
    ) -> Result<Self, BadMessage> {
        guard::check(text, max).map_err(|refusal| {
            let mut error = RpcError::new(refusal.kind(), refusal.text());
            if let guard::Refusal::TooLong(limit) = refusal {
                error.data.limit = Some(u64::from(limit));
            }
            BadMessage { id: None, error }
        })?;
        match read(text) {
            Some(Value::Object(members)) => Self::from_members(members),
            Some(_) => {
                Err(BadMessage::new(None, ErrorKind::Invalid, "a message is one object, never a batch"))
            }
            None => Err(BadMessage::new(None, ErrorKind::Parse, "the message is not JSON")),
        }
    }

    fn from_members(mut members: Map<String, Value>) -> Result<Self, BadMessage> {
        let id = match members.get("id") {
            None | Some(Value::Null) => None,
            Some(number) => match number.as_u64().and_then(|id| RequestId::try_from(id).ok()) {
                Some(id) if id > 0 => Some(id),
                _ => {
                    return Err(BadMessage::new(None, ErrorKind::Invalid, "an id is an integer from 1"));
                }
            },
        };
        let invalid = |text| BadMessage::new(id, ErrorKind::Invalid, text);
        if members.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
            return Err(invalid("jsonrpc must be \"2.0\""));
        }
        let mut take = |name: &str| members.get_mut(name).map(Value::take);
        match (take("method"), take("result"), take("error")) {
            (Some(Value::String(method)), None, None) => {
                let params = take("params").unwrap_or_else(|| Value::Object(Map::new()));
                if !params.is_object() {
                    return Err(invalid("params must be an object"));
                }
                Ok(match id {
                    Some(id) => Self::Request { id, method, params },
                    None => Self::Notification { method, params },
                })
            }
            (None, Some(result), None) => Ok(Self::Response { id, outcome: Ok(result) }),
            (None, None, Some(error)) => Ok(Self::Response { id, outcome: Err(read_error(error)) }),
            _ => Err(invalid("a message has a method, a result or an error")),
        }
    }

    /// The text that goes over the port.
    pub fn to_text(&self) -> String {
        self.clone().into_value().to_string()
    }

    /// The same before it is text, for who writes JSON by other means.
    pub fn into_value(self) -> Value {
        let mut members = Map::new();
        let mut put = |name: &str, value: Value| members.insert(name.to_owned(), value);
        put("jsonrpc", "2.0".into());
        match self {
            Self::Request { id, method, params } => {
                put("id", id.into());
                put("method", method.into());
                put("params", params);
            }
            Self::Notification { method, params } => {
                put("method", method.into());
                put("params", params);
            }
            Self::Response { id, outcome } => {
                put("id", id.map_or(Value::Null, Value::from));
                match outcome {
                    Ok(result) => put("result", result),
                    Err(error) => put("error", error.to_json()),
                };
            }
        }
        Value::Object(members)
    }
}

impl BadMessage {
    fn new(id: Option<RequestId>, kind: ErrorKind, text: &str) -> Self {
        Self { id, error: RpcError::new(kind, text) }
    }

    /// The answer that tells the sender.
    pub fn into_response(self) -> Envelope {
        Envelope::Response { id: self.id, outcome: Err(self.error) }
    }
}

/// An error object of the other side. One of an unknown kind counts as `internal`, so that newer hosts are understood.
fn read_error(error: Value) -> RpcError {
    let message = error.get("message").and_then(Value::as_str).unwrap_or_default().to_owned();
    RpcError::from_json(error).unwrap_or_else(|_| RpcError {
        code: ErrorKind::Internal.code(),
        message,
        data: Box::new(ErrorData::new(ErrorKind::Internal)),
    })
}

/// Params or a result as JSON. Our own types always have a JSON form; one that had none would become `null`.
pub fn to_value<T: Serialize>(typed: &T) -> Value {
    serde_json::to_value(typed).unwrap_or_default()
}

/// Params or a result as a typed value; `invalid` names what is missing or wrong.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, RpcError> {
    serde_json::from_value(value).map_err(|error| RpcError::new(ErrorKind::Invalid, error.to_string()))
}

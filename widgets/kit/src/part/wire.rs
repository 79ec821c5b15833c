//! What a shell and a part say to each other, as JSON texts.
//!
//! To the part: `{"session", "page", "items", "all", "save", "answered", "outcome", "refused"}`, each where there is
//! news of it. To the shell: a list of what is to be done.

use greffon_protocol::wire::{self, ToJson};
use greffon_protocol::{Key, RpcError};
use serde_json::{Map, Value};

use crate::replica::Edit;
use crate::session::Session;
use crate::ui::SaveState;
use crate::widget::{Content, Effect};

/// An object of these members.
pub(super) fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let mut map = Map::new();
    for (name, value) in members {
        map.insert(name.to_owned(), value);
    }
    Value::Object(map)
}

pub(super) fn session(session: &Session) -> Value {
    object([
        ("instance", session.instance.clone().into()),
        ("user", session.user.to_json()),
        ("context", session.context.to_json()),
        ("granted", session.granted.to_json()),
        ("link", session.link.to_json()),
    ])
}

pub(super) fn read_session(mut value: Value) -> Option<Session> {
    Some(Session {
        instance: text(&mut value, "instance"),
        user: wire::read(value["user"].take()).ok()?,
        context: wire::read(value["context"].take()).ok()?,
        granted: wire::read(value["granted"].take()).ok()?,
        link: wire::read(value["link"].take()).ok()?,
    })
}

/// A state of saving as a number: those below zero, or how many changes wait.
pub(super) fn save(save: SaveState) -> Value {
    Value::from(match save {
        SaveState::Saved => -1,
        SaveState::Saving => -2,
        SaveState::Attention => -3,
        SaveState::ReadOnly => -4,
        SaveState::Waiting(count) => i64::from(count),
    })
}

pub(super) fn read_save(value: &Value) -> Option<SaveState> {
    Some(match value.as_i64()? {
        -1 => SaveState::Saved,
        -2 => SaveState::Saving,
        -3 => SaveState::Attention,
        -4 => SaveState::ReadOnly,
        count => SaveState::Waiting(u32::try_from(count).ok()?),
    })
}

/// What is to be done, for the shell. The part sees to timers and focus itself.
pub(super) fn effect(effect: Effect) -> Option<Value> {
    let named = |name: &str, rest: Value| object([("do", name.into()), ("what", rest)]);
    Some(match effect {
        Effect::Write { edits, label } => {
            let edits: Vec<Value> = edits
                .into_iter()
                .map(|edit| match edit.value {
                    Some(value) => Value::Array(vec![edit.key.as_str().into(), value]),
                    None => Value::Array(vec![edit.key.as_str().into()]),
                })
                .collect();
            named("write", object([("edits", edits.into()), ("label", label.into())]))
        }
        Effect::Call { call, name, args } => {
            named("call", object([("call", call.into()), ("name", name.into()), ("args", args)]))
        }
        Effect::Emit { call, event } => named("emit", object([("call", call.into()), ("event", event)])),
        Effect::Save { name, mime, content } => {
            let content = match content {
                Content::Text(text) => text.into(),
                Content::Bytes(bytes) => bytes.to_json(),
            };
            named("save", object([("name", name.into()), ("mime", mime.into()), ("content", content)]))
        }
        Effect::Pick { call, accept, max } => {
            named("pick", object([("call", call.into()), ("accept", accept.into()), ("max", max.into())]))
        }
        Effect::Photo { call, side, max } => {
            named("photo", object([("call", call.into()), ("side", side.into()), ("max", max.into())]))
        }
        Effect::Fetch { call, file } => {
            named("fetch", object([("call", call.into()), ("file", file.into())]))
        }
        Effect::Drop { file } => named("drop", file.into()),
        Effect::Announce(text) => named("announce", text.into()),
        Effect::Dirty(label) => named("dirty", label.into()),
        Effect::OpenUrl(url) => named("open", url.into()),
        Effect::Print => named("print", Value::Null),
        Effect::Undo => named("undo", Value::Null),
        Effect::Redo => named("redo", Value::Null),
        Effect::Log { code, place } => named("log", object([("code", code.into()), ("place", place.into())])),
        Effect::Later(_) | Effect::Focus(_) => return None,
    })
}

/// The other way round. Whatever is none is left out: it can only come from a part that died in the middle.
pub(super) fn read_effect(mut value: Value) -> Option<Effect> {
    let mut what = value["what"].take();
    Some(match value["do"].as_str()? {
        "write" => Effect::Write {
            edits: what["edits"].as_array_mut()?.iter_mut().map(read_edit).collect::<Option<_>>()?,
            label: text(&mut what, "label"),
        },
        "call" => Effect::Call {
            call: number(&what, "call")?,
            name: text(&mut what, "name"),
            args: what["args"].take(),
        },
        "emit" => Effect::Emit { call: number(&what, "call")?, event: what["event"].take() },
        "save" => Effect::Save {
            name: text(&mut what, "name"),
            mime: text(&mut what, "mime"),
            content: match what["content"].take() {
                Value::String(text) => Content::Text(text),
                bytes => Content::Bytes(wire::read(bytes).ok()?),
            },
        },
        "pick" => Effect::Pick {
            call: number(&what, "call")?,
            accept: text(&mut what, "accept"),
            max: what["max"].as_u64()?,
        },
        "photo" => Effect::Photo {
            call: number(&what, "call")?,
            side: number(&what, "side")?,
            max: what["max"].as_u64()?,
        },
        "fetch" => Effect::Fetch { call: number(&what, "call")?, file: text(&mut what, "file") },
        "drop" => Effect::Drop { file: string(what) },
        "announce" => Effect::Announce(string(what)),
        "dirty" => Effect::Dirty(what.as_str().map(str::to_owned)),
        "open" => Effect::OpenUrl(string(what)),
        "print" => Effect::Print,
        "undo" => Effect::Undo,
        "redo" => Effect::Redo,
        "log" => Effect::Log { code: text(&mut what, "code"), place: text(&mut what, "place") },
        _ => return None,
    })
}

fn read_edit(edit: &mut Value) -> Option<Edit> {
    let parts = edit.as_array_mut()?;
    let key = Key::new(parts.first()?.as_str()?).ok()?;
    Some(Edit { key, value: parts.get_mut(1).map(Value::take) })
}

pub(super) fn outcome(outcome: Result<Value, RpcError>) -> Value {
    match outcome {
        Ok(value) => object([("ok", value)]),
        Err(error) => object([("error", error.to_json())]),
    }
}

pub(super) fn read_outcome(mut value: Value) -> Option<Result<Value, RpcError>> {
    match value.get_mut("error") {
        Some(error) => Some(Err(wire::read(error.take()).ok()?)),
        None => Some(Ok(value["ok"].take())),
    }
}

pub(super) fn text(value: &mut Value, name: &str) -> String {
    string(value[name].take())
}

pub(super) fn number(value: &Value, name: &str) -> Option<u32> {
    value[name].as_u64().and_then(|number| u32::try_from(number).ok())
}

fn string(value: Value) -> String {
    match value {
        Value::String(text) => text,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_part_wants_arrives_as_it_was_said() {
        let key = Key::new("goals/p1/crcn-2019/1.1").unwrap();
        for wanted in [
            Effect::Write {
                edits: vec![Edit::set(key.clone(), Value::Null), Edit::delete(key)],
                label: "part:1".to_owned(),
            },
            Effect::Call { call: 7, name: "tally".to_owned(), args: object([("group", "g".into())]) },
            Effect::Emit { call: 9, event: object([("verb", "urn:x".into())]) },
            Effect::Save {
                name: "a.csv".to_owned(),
                mime: "text/csv".to_owned(),
                content: Content::Text("é".to_owned()),
            },
            Effect::Save {
                name: "a.png".to_owned(),
                mime: "image/png".to_owned(),
                content: Content::Bytes(vec![0, 255]),
            },
            Effect::Pick { call: 8, accept: ".csv".to_owned(), max: 1 << 20 },
            Effect::Photo { call: 10, side: 1280, max: 200_000 },
            Effect::Fetch { call: 11, file: "1-2-3-4".to_owned() },
            Effect::Drop { file: "1-2-3-4".to_owned() },
            Effect::Announce("fait".to_owned()),
            Effect::Dirty(None),
            Effect::Dirty(Some("une preuve".to_owned())),
            Effect::OpenUrl("https://example.org".to_owned()),
            Effect::Print,
            Effect::Undo,
            Effect::Redo,
            Effect::Log { code: "panic".to_owned(), place: "x".to_owned() },
        ] {
            let sent = effect(wanted.clone()).unwrap().to_string();
            assert_eq!(read_effect(serde_json::from_str(&sent).unwrap()), Some(wanted), "{sent}");
        }
        assert_eq!(read_effect(object([("do", "fly".into())])), None);
    }

    #[test]
    fn states_of_saving_and_outcomes_arrive() {
        for state in [
            SaveState::Saved,
            SaveState::Saving,
            SaveState::Attention,
            SaveState::ReadOnly,
            SaveState::Waiting(3),
        ] {
            assert_eq!(read_save(&save(state)), Some(state));
        }
        let denied = RpcError::new(greffon_protocol::ErrorKind::Denied, "no");
        for answer in [Ok(Value::from(5)), Ok(Value::Null), Err(denied)] {
            assert_eq!(read_outcome(outcome(answer.clone())), Some(answer));
        }
    }
}

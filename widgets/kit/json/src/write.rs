//! From value to text.

use serde_json::Value;

use super::decimal;

/// The text of a value, without spaces. What JavaScript writes, so that a whole fraction comes back as `1`.
pub fn write(value: &Value) -> String {
    let mut text = String::new();
    append(&mut text, value);
    text
}

fn append(text: &mut String, value: &Value) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => text.push_str(&match (number.as_u64(), number.as_i64(), number.as_f64()) {
            (Some(whole), ..) => whole.to_string(),
            (_, Some(whole), _) => whole.to_string(),
            (.., fraction) => decimal(fraction.unwrap_or_default()),
        }),
        Value::String(own) => quote(text, own),
        Value::Array(elements) => {
            text.push('[');
            for (place, element) in elements.iter().enumerate() {
                separate(text, place);
                append(text, element);
            }
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            for (place, (name, member)) in members.iter().enumerate() {
                separate(text, place);
                quote(text, name);
                text.push(':');
                append(text, member);
            }
            text.push('}');
        }
    }
}

fn separate(text: &mut String, place: usize) {
    if place > 0 {
        text.push(',');
    }
}

fn quote(text: &mut String, own: &str) {
    text.push('"');
    for sign in own.chars() {
        match sign {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            control @ ..' ' => {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                text.push_str("\\u00");
                let code = control as usize;
                text.push(char::from(DIGITS[code >> 4]));
                text.push(char::from(DIGITS[code & 15]));
            }
            other => text.push(other),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::parse;
    use crate::tests::alike;

    #[test]
    fn is_what_javascript_writes() {
        let value = json!({ "b": [1, -2, 0.5, 3.0, null, true, false], "a": { "é": "\"\\\n\u{1}/" } });
        assert_eq!(write(&value), r#"{"a":{"é":"\"\\\n\u0001/"},"b":[1,-2,0.5,3,null,true,false]}"#);
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<i32>().prop_map(|n| Value::from(f64::from(n) / 1000.0)),
            ".{0,12}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                vec(inner.clone(), 0..6).prop_map(Value::from),
                vec((".{0,8}", inner), 0..6).prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_value_comes_back(value in any_value()) {
            let text = write(&value);
            prop_assert!(alike(&parse(&text).unwrap(), &value));
            prop_assert!(alike(&serde_json::from_str(&text).unwrap(), &value));
        }
    }
}

//! SVG: the credential is the text of an `openbadges:credential` element, directly after the opening tag.

use super::BakeFault;

const NAMESPACE: &str = " xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"";
const OPEN: &str = "<openbadges:credential";
const CLOSE: &str = "</openbadges:credential>";

/// Where a tag that begins at `start` ends: after its `>`, quoted values left aside.
fn end_of_tag(text: &str, start: usize) -> Option<usize> {
    let mut quote = None;
    for (place, byte) in text.bytes().enumerate().skip(start) {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(place + 1),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The opening tag of the root, past declaration, comments and document type: where it begins and ends.
fn root(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find('<')?;
        let rest = &text[start..];
        from = if rest.starts_with("<!--") {
            start + rest.find("-->")? + 3
        } else if rest.starts_with("<?") {
            start + rest.find("?>")? + 2
        } else if rest.starts_with("<!") {
            end_of_tag(text, start)?
        } else {
            let named = rest.strip_prefix("<svg")?.chars().next()?;
            let end = end_of_tag(text, start)?;
            return (named.is_whitespace() || named == '>').then_some((start, end));
        };
    }
}

/// The element of a credential: where it begins and ends, and where its opening tag does.
fn element(text: &str) -> Option<(usize, usize, usize)> {
    let start = text.find(OPEN)?;
    let tag = end_of_tag(text, start)?;
    if text[..tag].ends_with("/>") {
        return Some((start, tag, tag));
    }
    let end = tag + text[tag..].find(CLOSE)? + CLOSE.len();
    Some((start, end, tag))
}

/// Puts a credential, a JSON text, into an SVG, in the place of one of before.
///
/// # Errors
/// [`BakeFault::NotAPicture`] where the text is no SVG with an opening and a closing tag.
pub fn bake_svg(svg: &str, credential: &str) -> Result<String, BakeFault> {
    let mut svg = svg.to_owned();
    while let Some((start, end, _)) = element(&svg) {
        svg.replace_range(start..end, "");
    }
    let (start, end) = root(&svg).ok_or(BakeFault::NotAPicture)?;
    let tag = &svg[start..end];
    if tag.ends_with("/>") || !svg[end..].contains("</svg") {
        return Err(BakeFault::NotAPicture);
    }
    let namespace = if tag.contains("xmlns:openbadges=") { "" } else { NAMESPACE };
    // In JSON these signs can only stand inside a string, where they may be written so: no reader, however simple,
    // then meets the end of the text or of the element inside it.
    let credential = credential.replace('<', "\\u003c").replace("]]>", "]]\\u003e");
    Ok([&svg[..end - 1], namespace, ">", OPEN, "><![CDATA[", &credential, "]]>", CLOSE, &svg[end..]].concat())
}

/// Reads the credential of an SVG: the text inside the element, or the JWS of its attribute `verify`.
pub(super) fn unbake(text: &str) -> Result<String, BakeFault> {
    root(text).ok_or(BakeFault::NotAPicture)?;
    let start = text.find(OPEN).ok_or(BakeFault::Nothing)?;
    let tag = end_of_tag(text, start).ok_or(BakeFault::Damaged)?;
    let attribute = text[start..tag].split_once("verify=").map(|(_, rest)| rest);
    if let Some(jws) =
        attribute.and_then(|rest| rest.get(1..)?.split(['"', '\'']).next()).filter(|jws| !jws.is_empty())
    {
        return Ok(jws.to_owned());
    }
    let (_, end, _) = element(text).ok_or(BakeFault::Damaged)?;
    let inside = text[tag..].get(..end.saturating_sub(tag + CLOSE.len())).unwrap_or_default().trim();
    let inner = match inside.strip_prefix("<![CDATA[") {
        Some(rest) => rest.strip_suffix("]]>").ok_or(BakeFault::Damaged)?.trim().to_owned(),
        None => {
            inside.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
        }
    };
    if inner.is_empty() { Err(BakeFault::Nothing) } else { Ok(inner) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    const PICTURE: &str = "<?xml version=\"1.0\"?>\n<!-- a <svg> in a comment -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox='0 0 1 1' data-x=\"a>b\"><path d=\"M0 0\"/></svg>";

    #[test]
    fn it_stands_directly_after_the_opening_tag() {
        let baked = bake_svg(PICTURE, "{\"a\":1}").unwrap();
        assert!(
            baked.contains("data-x=\"a>b\" xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"><openbadges:credential><![CDATA[{\"a\":1}]]></openbadges:credential><path"),
            "{baked}"
        );
        let again = bake_svg(&baked, "{\"a\":2}").unwrap();
        assert_eq!(again.matches(OPEN).count(), 1);
        assert_eq!(again.matches("xmlns:openbadges").count(), 1);
        assert_eq!(unbake(&again), Ok("{\"a\":2}".to_owned()));
    }

    #[test]
    fn what_is_no_svg_is_said() {
        for odd in
            ["", "<html></html>", "<svg", "<svgx></svgx>", "<svg/>", "<!-- <svg></svg> -->", "text <b>"]
        {
            assert_eq!(bake_svg(odd, "{}"), Err(BakeFault::NotAPicture), "{odd}");
        }
        assert_eq!(unbake(PICTURE), Err(BakeFault::Nothing));
        let cut = bake_svg(PICTURE, "{}").unwrap();
        let cut = &cut[..cut.find("]]>").unwrap()];
        assert_eq!(unbake(cut), Err(BakeFault::Damaged));
    }

    #[test]
    fn others_ways_of_writing_it_are_read() {
        let jws = "<svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"><openbadges:credential verify=\"a.b.c\"></openbadges:credential></svg>";
        assert_eq!(unbake(jws), Ok("a.b.c".to_owned()));
        let escaped =
            "<svg><openbadges:credential>{&quot;a&quot;:&quot;&amp;lt;&quot;}</openbadges:credential></svg>";
        assert_eq!(unbake(escaped), Ok("{\"a\":\"&lt;\"}".to_owned()));
    }

    proptest! {
        #[test]
        fn any_credential_comes_back(text in "\\PC{0,100}", tail in prop_oneof![Just("]]>"), Just("</openbadges:credential>"), Just("-->")]) {
            let text = [text.as_str(), tail].concat();
            let credential = json!({ "narrative": text });
            let baked = bake_svg(PICTURE, &credential.to_string());
            let read = baked.and_then(|baked| unbake(&baked));
            let read: Result<Value, _> = read.map(|text| serde_json::from_str(&text).unwrap_or(Value::Null));
            prop_assert_eq!(read, Ok(credential));
        }
    }
}

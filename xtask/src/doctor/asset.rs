//! The headers of what the two documents load: an opaque frame loads nothing that is not sent for everybody.

use super::fetch::Answer;
use super::finding::Finding;

/// The media types under which each kind may be sent; the first is the one that is advised.
const TYPES: [(&str, &[&str]); 4] = [
    ("js", &["text/javascript", "application/javascript"]),
    ("wasm", &["application/wasm"]),
    ("css", &["text/css"]),
    ("json", &["application/json"]),
];

/// Examines one file.
pub(crate) fn check(answer: &Answer, kind: &str) -> Vec<Finding> {
    let url = &answer.url;
    if answer.status != 200 {
        return vec![Finding::wrong(url, format!("answers {}, where 200 is due", answer.status), None)];
    }
    let mut found = Vec::new();
    if answer.header("access-control-allow-origin") != Some("*") {
        let send = Some("Access-Control-Allow-Origin: *".into());
        found.push(if kind == "json" {
            Finding::costly(url, "can be used by pages of the same origin only", send)
        } else {
            Finding::wrong(url, "cannot be loaded by a frame without origin", send)
        });
    }
    if let Some((_, types)) = TYPES.iter().find(|(known, _)| *known == kind)
        && !types.contains(&answer.media_type().as_str())
    {
        found.push(Finding::wrong(
            url,
            format!("is sent as `{}`", answer.media_type()),
            Some(format!("Content-Type: {}", types[0])),
        ));
    }
    if let Some(policy @ ("same-origin" | "same-site")) = answer.header("cross-origin-resource-policy") {
        found.push(Finding::wrong(
            url,
            format!("`Cross-Origin-Resource-Policy: {policy}` keeps it from a frame without origin"),
            Some("Cross-Origin-Resource-Policy: cross-origin".into()),
        ));
    }
    // Short texts gain nothing; the bytes of wasm are not read, and always many.
    let gains = kind == "wasm" || (["js", "css"].contains(&kind) && answer.body.len() > 1_000);
    if gains && answer.header("content-encoding").is_none() {
        found.push(Finding::costly(
            url,
            "is not compressed; a .br and a .gz lie beside it",
            Some("Content-Encoding: br".into()),
        ));
    }
    if url.contains("?v=") && !answer.header("cache-control").is_some_and(|value| value.contains("immutable"))
    {
        found.push(Finding::costly(
            url,
            "never changes under this address, and is asked for again all the same",
            Some("Cache-Control: public, max-age=31536000, immutable".into()),
        ));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::fetch::tests::answered;
    use super::*;

    const WASM: &str = "https://w.example/crcn_bg.wasm?v=1";
    const RIGHT: [(&str, &str); 4] = [
        ("content-type", "application/wasm"),
        ("access-control-allow-origin", "*"),
        ("content-encoding", "br"),
        ("cache-control", "public, max-age=31536000, immutable"),
    ];

    #[test]
    fn a_right_file_has_no_finding() {
        assert_eq!(check(&answered(WASM, &RIGHT, ""), "wasm"), []);
    }

    #[test]
    fn each_header_is_asked_for_by_name() {
        for (at, header, wrong) in [
            (0, "Content-Type: application/wasm", true),
            (1, "Access-Control-Allow-Origin: *", true),
            (2, "Content-Encoding: br", false),
            (3, "immutable", false),
        ] {
            let mut headers = RIGHT.to_vec();
            headers.remove(at);
            let found = check(&answered(WASM, &headers, ""), "wasm");
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].to_string().contains(header) && found[0].is_wrong == wrong, "{}", found[0]);
        }
        let missing = Answer { status: 404, ..answered(WASM, &RIGHT, "") };
        assert!(check(&missing, "wasm")[0].to_string().contains("404"));
    }
}

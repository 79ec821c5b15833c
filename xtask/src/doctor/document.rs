//! The headers of the two documents that the SDK puts into frames: the cage, and the widget inside it.

use super::address;
use super::fetch::Answer;
use super::finding::Finding;
use super::policy::Policy;

/// A directive that must be there, with the words that it must hold. `O` stands for the origin.
type Wanted = (&'static str, &'static [&'static str]);

const WIDGET: [Wanted; 10] = [
    ("default-src", &["'none'"]),
    ("script-src", &["O", "'wasm-unsafe-eval'"]),
    ("style-src", &["O"]),
    ("img-src", &["O", "data:", "blob:"]),
    ("font-src", &["O"]),
    ("connect-src", &["O"]),
    ("webrtc", &["'block'"]),
    ("base-uri", &["'none'"]),
    ("form-action", &["'none'"]),
    ("sandbox", &["allow-scripts"]),
];
const CAGE: [Wanted; 4] =
    [("default-src", &["'none'"]), ("script-src", &["O"]), ("frame-src", &["O"]), ("webrtc", &["'block'"])];
/// Closes what no directive of a policy covers: a connection opened by `preconnect`, or by a prefetched name.
const CONNECTIONS: (&str, &str) = ("Connection-Allowlist", "(response-origin)");

/// Examines `index.html` of a widget.
pub(crate) fn check_widget(answer: &Answer) -> Vec<Finding> {
    check(answer, &WIDGET)
}

/// Examines `cage.html`.
pub(crate) fn check_cage(answer: &Answer) -> Vec<Finding> {
    check(answer, &CAGE)
}

fn check(answer: &Answer, wanted: &[Wanted]) -> Vec<Finding> {
    let url = &answer.url;
    if answer.status != 200 {
        return vec![Finding::wrong(url, format!("answers {}, where 200 is due", answer.status), None)];
    }
    let mut found = Vec::new();
    if answer.media_type() != "text/html" {
        found.push(Finding::wrong(
            url,
            format!("is sent as `{}`", answer.media_type()),
            Some("Content-Type: text/html; charset=utf-8".into()),
        ));
    }
    let origin = address::origin(url);
    let faults = faults(answer.header("content-security-policy").unwrap_or_default(), wanted, origin);
    if !faults.is_empty() {
        found.push(Finding::wrong(url, faults.join("\n    "), Some(header(wanted, origin))));
    }
    let (name, value) = CONNECTIONS;
    match answer.header(&name.to_lowercase()) {
        Some(given) if given == value => {}
        given => found.push(Finding::wrong(
            url,
            match given {
                None => format!("{name} is missing: a widget could have a connection opened to anywhere"),
                Some(given) => {
                    format!("`{name}: {given}` is not the one that keeps a widget's connections here")
                }
            },
            Some(format!("{name}: {value}")),
        )),
    }
    if let Some(options) = answer.header("x-frame-options") {
        found.push(Finding::wrong(
            url,
            format!("`X-Frame-Options: {options}` keeps it out of every frame; leave that header away here"),
            None,
        ));
    }
    found
}

/// What is wrong with a policy, each in one sentence.
fn faults(header: &str, wanted: &[Wanted], origin: &str) -> Vec<String> {
    let policies = Policy::all(header);
    let Some(policy) = policies.first() else {
        return vec!["Content-Security-Policy is missing".into()];
    };
    let mut faults = Vec::new();
    for (name, words) in wanted {
        let Some(given) = policy.directive(name) else {
            faults.push(format!("Content-Security-Policy lacks `{}`", directive(name, words, origin)));
            continue;
        };
        for word in words.iter().map(|word| if *word == "O" { origin } else { word }) {
            let by_self = word == origin && given.iter().any(|word| word == "'self'");
            if given.iter().any(|given| given == word) {
                continue;
            }
            faults.push(if by_self {
                format!("`{name}` says 'self', which WebKit matches with nothing in a document without origin: write {origin} out")
            } else {
                format!("`{name}` lacks {word}")
            });
        }
        for given in given.iter().filter(|given| is_dangerous(name, given)) {
            faults.push(format!("`{name}` holds {given}, which opens what the policy is there to close"));
        }
    }
    faults
}

fn is_dangerous(directive: &str, word: &str) -> bool {
    match directive {
        "sandbox" => word == "allow-same-origin" || word.starts_with("allow-top-navigation"),
        "script-src" | "style-src" => {
            ["*", "'unsafe-inline'", "'unsafe-eval'", "https:", "http:"].contains(&word)
        }
        "connect-src" | "frame-src" => ["*", "https:", "http:"].contains(&word),
        _ => false,
    }
}

fn directive(name: &str, words: &[&str], origin: &str) -> String {
    let words: Vec<_> = words.iter().map(|word| if *word == "O" { origin } else { word }).collect();
    format!("{name} {}", words.join(" "))
}

fn header(wanted: &[Wanted], origin: &str) -> String {
    let directives: Vec<_> = wanted.iter().map(|(name, words)| directive(name, words, origin)).collect();
    format!("Content-Security-Policy: {}", directives.join("; "))
}

#[cfg(test)]
mod tests {
    use super::super::fetch::tests::answered;
    use super::*;

    const URL: &str = "https://w.example/widgets/crcn/index.html";
    const RIGHT: &str = "default-src 'none'; script-src https://w.example 'wasm-unsafe-eval'; style-src https://w.example; \
        img-src https://w.example data: blob:; font-src https://w.example; connect-src https://w.example; \
        webrtc 'block'; base-uri 'none'; form-action 'none'; sandbox allow-scripts";

    fn told(policy: &str) -> String {
        let headers = [
            ("content-type", "text/html"),
            ("content-security-policy", policy),
            ("connection-allowlist", "(response-origin)"),
        ];
        check_widget(&answered(URL, &headers, "")).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_right_policy_is_the_one_that_is_advised() {
        assert_eq!(told(RIGHT), "");
        assert_eq!(header(&WIDGET, "https://w.example"), format!("Content-Security-Policy: {RIGHT}"));
    }

    #[test]
    fn each_fault_is_told_with_the_whole_header_to_send() {
        for (policy, part) in [
            (String::new(), "Content-Security-Policy is missing"),
            (RIGHT.replace(" 'wasm-unsafe-eval'", ""), "`script-src` lacks 'wasm-unsafe-eval'"),
            (RIGHT.replace("connect-src https://w.example; ", ""), "lacks `connect-src https://w.example`"),
            (RIGHT.replace("webrtc 'block'; ", ""), "lacks `webrtc 'block'`"),
            (RIGHT.replace("style-src https://w.example", "style-src 'self'"), "'self', which WebKit"),
            (RIGHT.replace("allow-scripts", "allow-scripts allow-same-origin"), "holds allow-same-origin"),
        ] {
            let told = told(&policy);
            assert!(told.contains(part), "{told}");
            assert!(told.contains(&format!("send: Content-Security-Policy: {RIGHT}")), "{told}");
        }
    }

    #[test]
    fn a_cage_wants_its_own_policy_and_no_frame_options() {
        let right =
            "default-src 'none'; script-src https://w.example; frame-src https://w.example; webrtc 'block'";
        let headers = [
            ("content-type", "text/html"),
            ("content-security-policy", right),
            ("connection-allowlist", "(response-origin)"),
        ];
        assert_eq!(check_cage(&answered(URL, &headers, "")), []);
        let headers = [headers[0], headers[1], headers[2], ("x-frame-options", "DENY")];
        assert_eq!(check_cage(&answered(URL, &headers, "")).len(), 1);
    }

    #[test]
    fn a_document_without_the_right_allowlist_is_told_the_one_to_send() {
        for given in [None, Some("(\"https://elsewhere.example\")")] {
            let mut headers = vec![("content-type", "text/html"), ("content-security-policy", RIGHT)];
            headers.extend(given.map(|value| ("connection-allowlist", value)));
            let told: String =
                check_widget(&answered(URL, &headers, "")).iter().map(ToString::to_string).collect();
            assert!(told.contains("send: Connection-Allowlist: (response-origin)"), "{told}");
        }
    }
}

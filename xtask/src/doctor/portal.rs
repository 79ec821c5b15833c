//! The headers of the host page: they must let the frame, or in same-page mode the module, in.

use super::address;
use super::fetch::Answer;
use super::finding::Finding;
use super::page::{self, Embedding};
use super::policy::Policy;

/// Examines a host page for the widgets that it embeds.
pub(crate) fn check(answer: &Answer, embeddings: &[Embedding]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut headers = vec![answer.header("content-security-policy").unwrap_or_default()];
    headers.extend(page::policies_in_text(answer));
    let policies: Vec<Policy> = headers.into_iter().flat_map(Policy::all).collect();
    let origin = address::origin(&answer.url);
    let mut wrong = |text: String, send: String| {
        let finding = Finding::wrong(&answer.url, text, Some(format!("Content-Security-Policy: … {send} …")));
        if !found.contains(&finding) {
            found.push(finding);
        }
    };
    for (policy, embedding) in
        policies.iter().flat_map(|policy| embeddings.iter().map(move |one| (policy, one)))
    {
        let widgets = address::origin(&embedding.manifest);
        if !policy.allows(&["connect-src", "default-src"], &embedding.manifest, origin) {
            wrong("does not let the SDK read the manifest".into(), format!("connect-src {widgets}"));
        }
        if embedding.same_page {
            for text in same_page_faults(policy, embedding, origin) {
                wrong(text, format!("script-src {widgets} 'wasm-unsafe-eval'"));
            }
        } else {
            let cage = address::join(&embedding.manifest, "../cage.html");
            if !policy.allows(&["frame-src", "child-src", "default-src"], &cage, origin) {
                wrong("does not let the widget's frame in".into(), format!("frame-src {widgets}"));
            }
        }
    }
    if let Some(policy @ ("require-corp" | "credentialless")) = answer.header("cross-origin-embedder-policy")
    {
        found.push(Finding::wrong(
            &answer.url,
            format!("`Cross-Origin-Embedder-Policy: {policy}` keeps every frame out that does not send the same; leave it away on pages with widgets"),
            None,
        ));
    }
    found
}

fn same_page_faults(policy: &Policy, embedding: &Embedding, origin: &str) -> Vec<String> {
    let names = ["script-src", "default-src"];
    let mut faults = Vec::new();
    let Some(words) = policy.effective(&names) else { return faults };
    if !words.iter().any(|word| word == "'wasm-unsafe-eval'" || word == "'unsafe-eval'") {
        faults.push("does not let WebAssembly run in the page itself".into());
    }
    let module = address::join(&embedding.manifest, "element.js");
    if !policy.allows(&["script-src-elem", "script-src", "default-src"], &module, origin) {
        faults.push("does not let the widget's module in".into());
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::fetch::tests::answered;
    use super::*;

    fn told(policy: &str, same_page: bool) -> String {
        let answer = answered("https://ent.example/page", &[("content-security-policy", policy)], "");
        let embedding =
            Embedding { manifest: "https://w.example/widgets/crcn/widget.json".into(), same_page };
        check(&answer, &[embedding]).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_page_without_a_policy_lets_everything_in() {
        assert_eq!(told("", false), "");
        assert_eq!(told("", true), "");
    }

    #[test]
    fn a_frame_wants_frame_src_and_the_manifest_connect_src() {
        let told_of = told("default-src 'self'", false);
        assert!(
            told_of.contains("frame-src https://w.example")
                && told_of.contains("connect-src https://w.example"),
            "{told_of}"
        );
        assert_eq!(told("default-src 'self'; frame-src https://w.example; connect-src https:", false), "");
    }

    #[test]
    fn the_page_itself_wants_wasm_unsafe_eval() {
        let told_of = told("script-src 'self' https://w.example", true);
        assert!(told_of.contains("WebAssembly") && told_of.contains("'wasm-unsafe-eval'"), "{told_of}");
        assert_eq!(told("script-src 'self' https://w.example 'wasm-unsafe-eval'", true), "");
        assert!(told("script-src 'wasm-unsafe-eval'", true).contains("module"));
    }
}

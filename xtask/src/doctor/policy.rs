//! Content security policies: read, and asked what they allow.

use super::address;

/// One policy: its directives in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Policy(Vec<(String, Vec<String>)>);

impl Policy {
    /// Every policy of a header: a comma stands between two.
    pub(crate) fn all(header: &str) -> Vec<Self> {
        header.split(',').map(Self::parse).filter(|policy| !policy.0.is_empty()).collect()
    }

    fn parse(text: &str) -> Self {
        let mut directives: Vec<(String, Vec<String>)> = Vec::new();
        for directive in text.split(';') {
            let mut words = directive.split_whitespace().map(str::to_owned);
            if let Some(name) = words.next().map(|name| name.to_lowercase())
                && !directives.iter().any(|(known, _)| *known == name)
            {
                // The first of two directives of one name is the one that holds.
                directives.push((name, words.collect()));
            }
        }
        Self(directives)
    }

    /// The words of a directive, if it is there.
    pub(crate) fn directive(&self, name: &str) -> Option<&[String]> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, words)| words.as_slice())
    }

    /// The words that hold for `name`, which falls back on the others in turn.
    pub(crate) fn effective(&self, names: &[&str]) -> Option<&[String]> {
        names.iter().find_map(|name| self.directive(name))
    }

    /// Whether something from `url` is allowed on a page of `page_origin` by the first of these directives that is there.
    pub(crate) fn allows(&self, names: &[&str], url: &str, page_origin: &str) -> bool {
        let Some(words) = self.effective(names) else { return true };
        let origin = address::origin(url);
        words.iter().any(|word| match word.as_str() {
            "*" => true,
            "'self'" => origin == page_origin,
            "http:" | "https:" => url.starts_with(word.as_str()),
            source => is_source_of(source, url),
        })
    }
}

/// Whether a source such as `https://*.ent.example/widgets/` covers an address.
fn is_source_of(source: &str, url: &str) -> bool {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (source_scheme, source) =
        source.split_once("://").map_or((None, source), |(scheme, rest)| (Some(scheme), rest));
    if source_scheme.is_some_and(|wanted| wanted != scheme && !(wanted == "http" && scheme == "https")) {
        return false;
    }
    let cut = |text: &str| match text.find('/') {
        Some(at) => (text[..at].to_owned(), text[at..].to_owned()),
        None => (text.to_owned(), String::new()),
    };
    let ((host, path), (source_host, source_path)) = (cut(rest), cut(source));
    let host_matches = match source_host.strip_prefix("*.") {
        Some(domain) => host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')),
        None => host.eq_ignore_ascii_case(&source_host),
    };
    let path_matches = source_path.is_empty()
        || source_path == path
        || (source_path.ends_with('/') && path.starts_with(&source_path));
    host_matches && path_matches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_may_hold_several_policies() {
        let all = Policy::all("default-src 'none'; script-src a b, frame-ancestors 'self'");
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].directive("script-src").expect("there"), ["a", "b"]);
        assert!(Policy::all("").is_empty());
    }

    #[test]
    fn fallbacks_and_absence_hold_as_in_a_browser() {
        let policy = Policy::parse("default-src 'self'; DEFAULT-SRC *; frame-src https://w.example");
        let page = "https://ent.example";
        assert!(policy.allows(&["script-src", "default-src"], "https://ent.example/a.js", page));
        assert!(!policy.allows(&["script-src", "default-src"], "https://w.example/a.js", page));
        assert!(policy.allows(
            &["frame-src", "child-src", "default-src"],
            "https://w.example/cage.html",
            page
        ));
        assert!(Policy::parse("img-src 'none'").allows(&["frame-src", "default-src"], "https://any/", page));
    }

    #[test]
    fn sources_match_hosts_schemes_and_paths() {
        assert!(is_source_of("https://*.ent.example", "https://a.b.ent.example/x"));
        assert!(!is_source_of("https://*.ent.example", "https://ent.example/x"));
        assert!(!is_source_of("https://ent.example", "http://ent.example/x"));
        assert!(is_source_of("ent.example:8080", "http://ent.example:8080/x"));
        assert!(is_source_of("https://ent.example/widgets/", "https://ent.example/widgets/crcn/a.js"));
        assert!(!is_source_of("https://ent.example/widgets/", "https://ent.example/other/a.js"));
    }
}

//! As much of addresses as the doctor needs.

/// `https://ent.example:8443` of `https://ent.example:8443/a/b`.
pub(crate) fn origin(url: &str) -> &str {
    match url.find("://").and_then(|at| url[at + 3..].find(['/', '?', '#']).map(|end| at + 3 + end)) {
        Some(end) => &url[..end],
        None => url,
    }
}

/// What `reference` means on the page `base`.
pub(crate) fn join(base: &str, reference: &str) -> String {
    if reference.starts_with("http://") || reference.starts_with("https://") {
        return reference.to_owned();
    }
    if let Some(rest) = reference.strip_prefix("//") {
        let scheme = base.split("//").next().unwrap_or("https:");
        return format!("{scheme}//{rest}");
    }
    let origin = origin(base);
    let (path, query) =
        reference.split_once('?').map_or((reference, None), |(path, query)| (path, Some(query)));
    let base_path = base[origin.len()..].split(['?', '#']).next().unwrap_or_default();
    let mut parts: Vec<&str> =
        if path.starts_with('/') { vec![] } else { base_path.split('/').skip(1).collect() };
    if !path.starts_with('/') {
        parts.pop();
    }
    for part in path.trim_start_matches('/').split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{origin}/{}{query}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        assert_eq!(origin("https://ent.example:8443/a/b?c"), "https://ent.example:8443");
        assert_eq!(origin("http://ent.example"), "http://ent.example");
        assert_eq!(origin("http://ent.example?x=/"), "http://ent.example");
    }

    #[test]
    fn references_are_joined_as_a_browser_does() {
        let base = "https://ent.example/widgets/crcn/index.html?x=1/2";
        for (reference, url) in [
            ("boot.js?v=1", "https://ent.example/widgets/crcn/boot.js?v=1"),
            ("./boot.js", "https://ent.example/widgets/crcn/boot.js"),
            ("../cage.html", "https://ent.example/widgets/cage.html"),
            ("../../../../x.js", "https://ent.example/x.js"),
            ("/sdk/a.js", "https://ent.example/sdk/a.js"),
            ("//cdn.example/a.js", "https://cdn.example/a.js"),
            ("http://other.example/a", "http://other.example/a"),
        ] {
            assert_eq!(join(base, reference), url);
        }
        assert_eq!(join("https://ent.example", "a.js"), "https://ent.example/a.js");
    }
}

//! What kind of file a name tells.

/// `wasm` of `widgets/crcn/crcn_bg.wasm?v=1`; empty where the name has no extension.
pub(crate) fn kind(name: &str) -> &str {
    let path = name.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    file.rsplit_once('.').map_or("", |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn the_kind_is_what_follows_the_last_point_of_the_file() {
        assert_eq!(kind("widgets/crcn/crcn_bg.wasm?v=1.2"), "wasm");
        assert_eq!(kind("a.js.br"), "br");
        assert_eq!(kind("https://ent.example/page"), "");
    }
}

//! Reads versions from `Cargo.lock`, so that a tool that must match a library exactly does.

/// The version of `package` in the text of a `Cargo.lock`; the highest line wins if there are several.
pub(crate) fn version_of<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    lock.split("[[package]]")
        .filter(|block| field(block, "name") == Some(package))
        .filter_map(|block| field(block, "version"))
        .max_by_key(|version| version.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u64>>())
}

fn field<'block>(block: &'block str, name: &str) -> Option<&'block str> {
    block.lines().find_map(|line| {
        line.strip_prefix(name)?.trim().strip_prefix('=')?.trim().strip_prefix('"')?.strip_suffix('"')
    })
}

#[cfg(test)]
mod tests {
    use super::version_of;

    const LOCK: &str = r#"
version = 4

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry+https://github.com/rust-lang/crates.io-index"
dependencies = [
 "cfg-if",
]

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.131"

[[package]]
name = "syn"
version = "2.0.9"

[[package]]
name = "syn"
version = "2.0.10"
"#;

    #[test]
    fn the_exact_package_is_read_not_one_that_starts_alike() {
        assert_eq!(version_of(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_of(LOCK, "wasm-bindgen-macro"), Some("0.2.131"));
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert_eq!(version_of(LOCK, "syn"), Some("2.0.10"));
    }

    #[test]
    fn an_absent_package_has_no_version() {
        assert_eq!(version_of(LOCK, "yew"), None);
        assert_eq!(version_of("", "yew"), None);
    }
}

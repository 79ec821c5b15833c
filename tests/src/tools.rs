//! Where the programs and files that the harness uses are found on this machine.

use std::path::{Path, PathBuf};

/// A program that is not on this machine, with the way to get it.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{program} was not found; run `cargo xtask setup`, or {remedy}")]
pub struct MissingTool {
    program: String,
    remedy: &'static str,
}

/// Looks for a program: first where `cargo xtask` installs its tools, then in `PATH`, then where distributions
/// hide it.
pub fn find(program: &str) -> Result<PathBuf, MissingTool> {
    let names: &[&str] = match program {
        "chromium" => &["chromium", "chromium-browser", "google-chrome"],
        "firefox" => &["firefox", "firefox-esr"],
        _ => &[program],
    };
    let path = std::env::var_os("PATH").unwrap_or_default();
    let installed = tools_folder().map(|tools| tools.join("bin"));
    let folders = installed.into_iter().chain(std::env::split_paths(&path)).chain(hidden_folders(program));
    folders
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|candidate| candidate.is_file())
        .ok_or_else(|| MissingTool { program: program.to_owned(), remedy: remedy(program) })
}

/// The folder where `cargo xtask` keeps its tools: `$GREFFON_TOOLS`, else `greffon/tools` in the user's cache.
pub fn tools_folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("GREFFON_TOOLS") {
        return Some(folder.into());
    }
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache")))?;
    Some(cache.join("greffon/tools"))
}

/// The root of the repository that this harness was built from.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The built site, `target/site` unless `GREFFON_SITE` says otherwise.
pub fn built_site() -> PathBuf {
    std::env::var_os("GREFFON_SITE").map_or_else(|| repository().join("target/site"), PathBuf::from)
}

/// The sources of the host SDK, the cage and the widget shell: `www/` unless `GREFFON_WWW` says otherwise.
pub fn www() -> PathBuf {
    std::env::var_os("GREFFON_WWW").map_or_else(|| repository().join("www"), PathBuf::from)
}

/// A file of an installed npm package: where `cargo xtask` installs them, or in `tests/node_modules`.
pub fn npm_file(path: &str) -> Result<PathBuf, MissingTool> {
    let installed = tools_folder().map(|tools| tools.join("npm"));
    let named = std::env::var_os("GREFFON_NPM").map(PathBuf::from);
    named
        .into_iter()
        .chain(installed)
        .chain([repository().join("tests"), repository().join("xtask/npm")])
        .map(|folder| folder.join("node_modules").join(path))
        .find(|file| file.is_file())
        .ok_or_else(|| MissingTool { program: format!("the npm file {path}"), remedy: "`npm ci` in tests/" })
}

/// A folder of `WebKitGTK` builds holds its `MiniBrowser`, outside of `PATH`.
fn hidden_folders(program: &str) -> Vec<PathBuf> {
    if program != "MiniBrowser" {
        return Vec::new();
    }
    let roots = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec", "/usr/lib"];
    let versions = ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"];
    roots.iter().flat_map(|root| versions.iter().map(move |version| Path::new(root).join(version))).collect()
}

fn remedy(program: &str) -> &'static str {
    match program {
        "chromium" | "chromedriver" => "`apt-get install chromium chromium-driver`",
        "firefox" => "`apt-get install firefox-esr`",
        "geckodriver" => "`cargo install geckodriver`",
        "MiniBrowser" | "WebKitWebDriver" => "`apt-get install webkit2gtk-driver`",
        "Xvfb" => "`apt-get install xvfb`",
        _ => "install it and put it on PATH",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_missing_program_says_how_to_get_it() {
        let error = super::find("no-such-program-anywhere").unwrap_err().to_string();
        assert!(error.contains("no-such-program-anywhere") && error.contains("cargo xtask setup"), "{error}");
    }
}

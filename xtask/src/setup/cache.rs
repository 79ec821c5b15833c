//! The user's cache folder, where everything that is installed goes.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// `$XDG_CACHE_HOME/greffon`, else `~/.cache/greffon`; made if it is not there.
pub(crate) fn folder() -> Result<PathBuf> {
    let Some(folder) = choose(std::env::var_os("XDG_CACHE_HOME"), std::env::var_os("HOME")) else {
        bail!("neither XDG_CACHE_HOME nor HOME is set: set one, so that the tools have a place to go");
    };
    fs::create_dir_all(&folder).with_context(|| {
        format!("creating {}; set XDG_CACHE_HOME to a folder that you may write", folder.display())
    })?;
    Ok(folder)
}

fn choose(cache_home: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    // The XDG rule: a relative path is to be ignored.
    let usable = |path: &OsString| Path::new(path).is_absolute();
    let cache_home = cache_home.filter(usable).map(PathBuf::from);
    cache_home
        .or_else(|| home.filter(usable).map(|home| Path::new(&home).join(".cache")))
        .map(|base| base.join("greffon"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_home_comes_first_and_must_be_absolute() {
        let some = |text: &str| Some(OsString::from(text));
        assert_eq!(choose(some("/c"), some("/h")), Some("/c/greffon".into()));
        assert_eq!(choose(some("c"), some("/h")), Some("/h/.cache/greffon".into()));
        assert_eq!(choose(None, some("/h")), Some("/h/.cache/greffon".into()));
        assert_eq!(choose(None, None), None);
    }
}

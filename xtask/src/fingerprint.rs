//! Content fingerprints: what has changed since last time, and the `?v=` of an address.
//!
//! `SipHash` because it is small and the same on every machine and compiler; nothing here is a secret.

use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use siphasher::sip128::{Hasher128, SipHasher13};

/// Collects bytes and names into one fingerprint.
#[derive(Debug, Default)]
pub(crate) struct Fingerprint(SipHasher13);

impl Fingerprint {
    /// Adds one piece; its length is added too, so that `ab`+`c` and `a`+`bc` differ.
    pub(crate) fn add(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        let bytes = bytes.as_ref();
        self.0.write(&(bytes.len() as u64).to_le_bytes());
        self.0.write(bytes);
        self
    }

    /// Adds files: their names below `root`, and their contents.
    pub(crate) fn add_files(&mut self, root: &Path, files: &[PathBuf]) -> Result<&mut Self> {
        for file in files {
            let name = file.strip_prefix(root).unwrap_or(file);
            self.add(name.as_os_str().as_encoded_bytes());
            self.add(fs::read(file).with_context(|| format!("reading {}", file.display()))?);
        }
        Ok(self)
    }

    /// 32 hexadecimal digits.
    pub(crate) fn finish(&self) -> String {
        format!("{:032x}", self.0.finish128().as_u128())
    }
}

/// The fingerprint of one content, short enough for an address: 16 hexadecimal digits.
pub(crate) fn short(bytes: &[u8]) -> String {
    let mut digits = Fingerprint::default().add(bytes).finish();
    digits.truncate(16);
    digits
}

/// All files below `folder`, sorted; a folder that is not there has none. What is hidden and what is named in `skip`
/// is left out.
pub(crate) fn files_below(folder: &Path, skip: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder).with_context(|| format!("listing {}", folder.display()))? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') || skip.contains(&name.as_ref()) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                waiting.push(entry.path());
            } else {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Remembers in one small file what a step was last done with.
#[derive(Debug)]
pub(crate) struct Stamp {
    file: PathBuf,
}

impl Stamp {
    pub(crate) fn new(file: PathBuf) -> Self {
        Self { file }
    }

    /// Whether the step was finished with this very fingerprint.
    pub(crate) fn is(&self, fingerprint: &str) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|last| last == fingerprint)
    }

    /// Forgets, before the step starts: a step cut in the middle is done again.
    pub(crate) fn clear(&self) -> Result<()> {
        match fs::remove_file(&self.file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("removing {}", self.file.display()))
            }
            _ => Ok(()),
        }
    }

    /// Remembers, once the step is done.
    pub(crate) fn set(&self, fingerprint: &str) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
        }
        fs::write(&self.file, fingerprint).with_context(|| format!("writing {}", self.file.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("greffon-xtask-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a scratch folder");
        folder
    }

    #[test]
    fn a_fingerprint_is_the_same_everywhere() {
        assert_eq!(short(b"greffon"), "40f9cf080dd80caa");
        assert_ne!(short(b"greffon"), short(b"Greffon"));
        assert_eq!(short(b"").len(), 16);
        let apart = |pieces: &[&str]| {
            let mut print = Fingerprint::default();
            for piece in pieces {
                print.add(piece);
            }
            print.finish()
        };
        assert_ne!(apart(&["ab", "c"]), apart(&["a", "bc"]));
    }

    #[test]
    fn a_folder_changes_with_names_and_contents_but_not_with_what_is_skipped() {
        let folder = scratch("folder");
        let print = || {
            let files = files_below(&folder, &["target"]).expect("listed");
            Fingerprint::default().add_files(&folder, &files).expect("readable").finish()
        };
        fs::write(folder.join("a.rs"), "one").expect("written");
        let first = print();
        fs::create_dir(folder.join("target")).expect("created");
        fs::write(folder.join("target/out"), "noise").expect("written");
        fs::write(folder.join(".hidden"), "noise").expect("written");
        assert_eq!(print(), first);
        fs::rename(folder.join("a.rs"), folder.join("b.rs")).expect("renamed");
        assert_ne!(print(), first);
        fs::rename(folder.join("b.rs"), folder.join("a.rs")).expect("renamed");
        fs::write(folder.join("a.rs"), "two").expect("written");
        assert_ne!(print(), first);
        fs::remove_dir_all(folder).expect("removed");
    }

    #[test]
    fn a_stamp_holds_only_for_the_very_same_fingerprint() {
        let folder = scratch("stamp");
        let stamp = Stamp::new(folder.join("deep/stamp"));
        assert!(!stamp.is("one"));
        stamp.clear().expect("clearing nothing is fine");
        stamp.set("one").expect("set");
        assert!(stamp.is("one") && !stamp.is("two"));
        stamp.clear().expect("cleared");
        assert!(!stamp.is("one"));
        fs::remove_dir_all(folder).expect("removed");
    }
}

//! WebAssembly where rustup's server cannot be reached: Debian's compiler, and std built once from Debian's own source.
//!
//! Debian ships rustc, cargo, their linker and the source of exactly that std, but no std for our target. It is built
//! once, in half a minute, into the user's cache, beside links to Debian's files; that folder is then a toolchain like
//! any other, linked to rustup under [`TOOLCHAIN`]. Nothing is ever written into `/usr`.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, bail, ensure};

use super::wasm_std::{Compiler, TARGET, holds_std};
use super::{apt, present};
use crate::file_kind::kind;
use crate::process;
use crate::progress::Step;
use crate::workspace::Workspace;

/// The name under which rustup knows it: `cargo +greffon-wasm …` works by hand too.
pub(crate) const TOOLCHAIN: &str = "greffon-wasm";

const RUSTC: &str = "/usr/bin/rustc";
const LIBRARY_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";
const PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy"];

#[derive(Debug)]
pub(crate) struct DebianCompiler {
    /// The toolchain's folder.
    folder: PathBuf,
    /// Answer of `rustc -vV`.
    told: String,
    /// When its std was built; another build of it makes old artefacts unusable.
    built: String,
}

impl DebianCompiler {
    /// The toolchain, if it was made before and is still whole and linked.
    pub(crate) fn linked(cache: &Path) -> Option<Self> {
        let told = told().ok()?;
        let folder = folder(cache, &told);
        let built = fs::read_to_string(folder.join("built")).ok()?;
        let whole = holds_std(&library(&folder)) && missing_files().is_empty();
        let linked = fs::read_link(link()?).is_ok_and(|target| target == folder);
        (whole && linked).then_some(Self { folder, told, built })
    }

    /// Installs Debian's packages where needed, builds std where needed, and links the toolchain.
    pub(crate) fn make(workspace: &Workspace, cache: &Path, step: &mut Step) -> Result<Self> {
        if !missing_files().is_empty() {
            install_packages(&oldest_rust(workspace)?, step)?;
        }
        let told = told()?;
        ensure!(
            !version_is_older(release(&told), &oldest_rust(workspace)?),
            "{RUSTC} is {}, and the workspace needs {}",
            release(&told),
            oldest_rust(workspace)?
        );
        let folder = folder(cache, &told);
        if !(folder.join("built").is_file() && holds_std(&library(&folder))) {
            step.working("building std for WebAssembly from Debian's source, about half a minute");
            build(&folder, host(&told)?, step)?;
        }
        let mut rustup = Command::new("rustup");
        process::must(rustup.args(["toolchain", "link", TOOLCHAIN]).arg(&folder), step)
            .context("linking Debian's compiler to rustup")?;
        let built = fs::read_to_string(folder.join("built"))?;
        Ok(Self { folder, told, built })
    }

    pub(crate) fn version(&self) -> &str {
        release(&self.told)
    }

    pub(crate) fn compiler(&self) -> Compiler {
        let identity = format!("{}\n{}\nstd {}", self.told, self.folder.display(), self.built);
        Compiler { toolchain: Some(TOOLCHAIN.to_owned()), identity }
    }
}

/// What is needed of Debian's packages and is not there.
fn missing_files() -> Vec<&'static str> {
    // rust-lld is a link into a package that its own package forgets to ask for.
    [RUSTC, "/usr/bin/cargo", "/usr/bin/rust-lld", "/usr/bin/cargo-clippy", LIBRARY_SOURCE]
        .into_iter()
        .filter(|file| !Path::new(file).exists())
        .collect()
}

fn install_packages(oldest: &str, step: &mut Step) -> Result<()> {
    ensure!(
        apt::is_here(),
        "it is Debian's own compiler, and this machine has no apt-get. Run this once, where \
         static.rust-lang.org can be reached (a proxy is taken from https_proxy):\n\n    rustup target add {TARGET}\n"
    );
    if apt::candidate(PACKAGES[0]).is_none() {
        apt::refresh(step)?;
    }
    match apt::candidate(PACKAGES[0]) {
        Some(version) if !version_is_older(&version, oldest) => {}
        found => bail!(
            "it is Debian's own compiler, and this machine's packages have {} where {oldest} is needed. \
             Run this once, where static.rust-lang.org can be reached:\n\n    rustup target add {TARGET}\n",
            found.map_or("no rustc-web".to_owned(), |version| format!("rustc-web {version}"))
        ),
    }
    let mut packages: Vec<String> = PACKAGES.map(str::to_owned).to_vec();
    packages.extend(linker_of(&apt::dependencies("rust-web-llvm")));
    apt::install(&packages, "compiling WebAssembly with Debian's compiler", step)?;
    let missing = missing_files();
    ensure!(missing.is_empty(), "the packages are installed, but {} is still not there", missing.join(", "));
    Ok(())
}

/// `lld-22` for a compiler that depends on `llvm-22`.
fn linker_of(dependencies: &[String]) -> Option<String> {
    let number = dependencies.iter().find_map(|name| name.strip_prefix("llvm-")?.parse::<u32>().ok())?;
    Some(format!("lld-{number}"))
}

/// Builds std beside links to Debian's files. The folder takes its name only when it is whole.
fn build(folder: &Path, host: &str, step: &mut Step) -> Result<()> {
    let making = folder.with_extension("making");
    for old in [folder, &making] {
        if old.exists() {
            fs::remove_dir_all(old).with_context(|| format!("removing {}", old.display()))?;
        }
    }
    fs::create_dir_all(making.join("bin"))?;
    fs::create_dir_all(library(&making))?;
    for name in [host, "src", "etc"] {
        symlink(present(&Path::new("/usr/lib/rustlib").join(name))?, making.join("lib/rustlib").join(name))?;
    }
    symlink("/usr/bin/cargo", making.join("bin/cargo"))?;
    // A copy, because it looks for clippy-driver beside itself and must find ours.
    fs::copy("/usr/bin/cargo-clippy", making.join("bin/cargo-clippy"))?;
    let seed = making.join("seed");
    fs::create_dir_all(seed.join("src"))?;
    fs::write(seed.join("Cargo.toml"), "[package]\nname = \"seed\"\nversion = \"0.0.0\"\n[workspace]\n")?;
    fs::write(seed.join("src/lib.rs"), "")?;
    let mut cargo = Command::new("/usr/bin/cargo");
    cargo.current_dir(&seed).env_remove("RUSTUP_TOOLCHAIN").env("RUSTC", RUSTC).env("RUSTC_BOOTSTRAP", "1");
    cargo.env("CARGO_TARGET_DIR", seed.join("target"));
    // Without bitcode in it, the widgets' link-time optimisation would refuse it.
    cargo.env("RUSTFLAGS", "-Cembed-bitcode=yes");
    // `test` is what `wasm-pack test` links with.
    cargo.args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort,test"]);
    process::must(&mut cargo, step).context("building std for WebAssembly")?;
    for entry in fs::read_dir(seed.join("target").join(TARGET).join("release/deps"))? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if kind(&name) == "rlib" && !name.starts_with("libseed-") {
            fs::copy(&file, library(&making).join(name))?;
        }
    }
    ensure!(holds_std(&library(&making)), "std was built, but cargo left no libstd-….rlib");
    fs::remove_dir_all(&seed)?;
    for name in ["rustc", "rustdoc"] {
        program(&making, name, &format!("exec /usr/bin/{name} --sysroot '{}' \"$@\"", folder.display()))?;
    }
    program(
        &making,
        "clippy-driver",
        &format!("SYSROOT='{}' exec /usr/bin/clippy-driver \"$@\"", folder.display()),
    )?;
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    fs::write(making.join("built"), now.as_millis().to_string())?;
    fs::rename(&making, folder).with_context(|| format!("naming {}", folder.display()))
}

fn program(folder: &Path, name: &str, line: &str) -> Result<()> {
    let file = folder.join("bin").join(name);
    fs::write(&file, format!("#!/bin/sh\n{line}\n"))?;
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755))
        .with_context(|| format!("making {} a program", file.display()))
}

fn told() -> Result<String> {
    process::query(Command::new(RUSTC).arg("-vV"))
}

fn library(folder: &Path) -> PathBuf {
    folder.join("lib/rustlib").join(TARGET).join("lib")
}

/// One folder a compiler: `1.96.0-ac68faa20`.
fn folder(cache: &Path, told: &str) -> PathBuf {
    let commit: String = field(told, "commit-hash").unwrap_or("unknown").chars().take(9).collect();
    cache.join("compiler").join(format!("{}-{commit}", release(told)))
}

/// Where rustup keeps its link.
fn link() -> Option<PathBuf> {
    let home = std::env::var_os("RUSTUP_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".rustup")))?;
    Some(home.join("toolchains").join(TOOLCHAIN))
}

fn release(told: &str) -> &str {
    field(told, "release").unwrap_or("of unknown version")
}

fn host(told: &str) -> Result<&str> {
    field(told, "host").context("`rustc -vV` names no host")
}

fn field<'told>(told: &'told str, name: &str) -> Option<&'told str> {
    told.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

/// The `rust-version` of the workspace.
fn oldest_rust(workspace: &Workspace) -> Result<String> {
    let manifest = fs::read_to_string(workspace.root.join("Cargo.toml")).context("reading Cargo.toml")?;
    let quoted = manifest.lines().find_map(|line| line.strip_prefix("rust-version")?.split('"').nth(1));
    Ok(quoted.context("Cargo.toml names no rust-version")?.to_owned())
}

/// Compares the leading `major.minor`; what comes after, as in `1.96.0+dfsg1-1`, does not count.
fn version_is_older(version: &str, oldest: &str) -> bool {
    let numbers = |text: &str| -> Vec<u32> {
        text.split(|sign: char| !sign.is_ascii_digit())
            .take(2)
            .map(|part| part.parse().unwrap_or(0))
            .collect()
    };
    numbers(version) < numbers(oldest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOLD: &str = "rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)\nbinary: rustc\n\
        commit-hash: ac68faa20c58cbccd01ee7208bf3b6e93a7d7f96\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0\n";

    #[test]
    fn each_compiler_has_its_own_folder() {
        assert_eq!(folder(Path::new("/c"), TOLD), Path::new("/c/compiler/1.96.0-ac68faa20"));
        assert_eq!(host(TOLD).expect("named"), "x86_64-unknown-linux-gnu");
    }

    #[test]
    fn versions_are_compared_as_numbers_and_without_what_debian_adds() {
        assert!(!version_is_older("1.96.0+dfsg1-1~deb12u2", "1.95"));
        assert!(version_is_older("1.85.0+dfsg3-1", "1.95"));
        assert!(version_is_older("1.9.0", "1.95"));
        assert!(!version_is_older("1.100.0", "1.95"));
    }

    #[test]
    fn the_linker_has_the_number_of_its_llvm() {
        assert_eq!(linker_of(&["libc6".into(), "llvm-22".into()]).as_deref(), Some("lld-22"));
        assert_eq!(linker_of(&["libc6".into(), "llvm-runtime".into()]), None);
    }
}

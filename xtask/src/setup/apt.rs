//! Debian packages, with root or sudo; without either, the one command to run.

use std::io::IsTerminal as _;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;
use crate::progress::Step;

/// What lets us install packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rights {
    Root,
    Sudo,
    None,
}

/// Whether this machine has `apt-get` at all.
pub(crate) fn is_here() -> bool {
    process::query(Command::new("apt-get").arg("--version")).is_ok()
}

/// Installs packages, or says the one command that does. Nothing is ever removed for it.
pub(crate) fn install(packages: &[String], what_for: &str, step: &mut Step) -> Result<()> {
    let list = packages.join(" ");
    if !is_here() {
        bail!(
            "{what_for} needs what Debian calls `{list}`, and this machine has no apt-get. \
             Install the same programs with its own package manager, then run the same command again."
        );
    }
    let rights = rights();
    if rights == Rights::None {
        bail!(
            "{what_for} needs packages, and neither root nor sudo is at hand. Run this once as root:\n\n    {}\n",
            by_hand(&list)
        );
    }
    step.working(format_args!("apt-get install {list}"));
    process::must(apt(rights, &["update", "-qq"]).args(["-o", "Acquire::Retries=3"]), step)?;
    process::must(
        apt(rights, &["install", "-y", "-qq", "--no-install-recommends", "--no-remove"]).args(packages),
        step,
    )?;
    Ok(())
}

/// The command that a person with root types instead of us.
fn by_hand(list: &str) -> String {
    format!("apt-get update && apt-get install -y --no-install-recommends {list}")
}

/// The version that `apt-get install` would take, if there is one.
pub(crate) fn candidate(package: &str) -> Option<String> {
    let policy =
        process::query(Command::new("apt-cache").args(["policy", package]).env("LC_ALL", "C")).ok()?;
    candidate_in(&policy)
}

/// The packages that `package` depends on.
pub(crate) fn dependencies(package: &str) -> Vec<String> {
    let told = process::query(Command::new("apt-cache").args(["depends", package]).env("LC_ALL", "C"));
    dependencies_in(&told.unwrap_or_default())
}

/// Brings the package lists up to date where that is possible; a candidate is looked up after it.
pub(crate) fn refresh(step: &mut Step) -> Result<()> {
    let rights = rights();
    if rights != Rights::None {
        step.working("apt-get update");
        process::must(&mut apt(rights, &["update", "-qq"]), step)?;
    }
    Ok(())
}

fn apt(rights: Rights, words: &[&str]) -> Command {
    let mut command = Command::new(if rights == Rights::Sudo { "sudo" } else { "apt-get" });
    if rights == Rights::Sudo {
        command.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    } else {
        command.env("DEBIAN_FRONTEND", "noninteractive");
    }
    command.args(words);
    command
}

fn rights() -> Rights {
    if process::query(Command::new("id").arg("-u")).is_ok_and(|id| id == "0") {
        return Rights::Root;
    }
    // sudo asks for its password on the terminal itself; without a person there, only a sudo that asks nothing will do.
    let asks_nothing = process::query(Command::new("sudo").args(["-n", "true"])).is_ok();
    let a_person = std::io::stdin().is_terminal() && std::env::var_os("CI").is_none();
    let sudo_is_here = process::query(Command::new("sudo").arg("--version")).is_ok();
    if asks_nothing || (a_person && sudo_is_here) { Rights::Sudo } else { Rights::None }
}

fn candidate_in(policy: &str) -> Option<String> {
    let version = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate:"))?.trim();
    (version != "(none)").then(|| version.to_owned())
}

fn dependencies_in(told: &str) -> Vec<String> {
    told.lines().filter_map(|line| line.trim().strip_prefix("Depends: ")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_candidate_is_read_and_none_is_none() {
        let policy =
            "rustc-web:\n  Installed: (none)\n  Candidate: 1.96.0+dfsg1-1~deb12u2\n  Version table:\n";
        assert_eq!(candidate_in(policy).as_deref(), Some("1.96.0+dfsg1-1~deb12u2"));
        assert_eq!(candidate_in("rustc-web:\n  Installed: (none)\n  Candidate: (none)\n"), None);
        assert_eq!(candidate_in(""), None);
    }

    #[test]
    fn dependencies_are_read_without_what_is_only_recommended() {
        let told = "rust-web-llvm\n  Depends: libc6\n  Depends: llvm-22\n  Recommends: x\n  Conflicts: <rust-llvm>\n";
        assert_eq!(dependencies_in(told), ["libc6", "llvm-22"]);
    }
}

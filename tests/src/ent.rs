//! The example ENT, run for real: its own program, its own port, a fresh database, the demonstration's people.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::process::{Process, free_port};
use crate::tools;
use crate::wait::{PATIENCE, until_some};

mod caller;
mod visit;

pub use caller::Caller;

/// The password of every demo account.
pub const PASSWORD: &str = "greffe-demo";

/// Whom the journeys play, by the login that the demonstration prints.
pub mod people {
    /// A pupil of the 6e B.
    pub const AMINA: &str = "amina.benali";
    /// Another pupil of the 6e B.
    pub const LEO: &str = "leo.martin";
    /// Their teacher.
    pub const TEACHER: &str = "claire.moreau";
    /// The librarian of the 6e B.
    pub const LIBRARIAN: &str = "yann.legall";
    /// The guardian of Amina.
    pub const GUARDIAN: &str = "karim.benali";
    /// The technician of the collège.
    pub const TECHNICIAN: &str = "luc.fontaine";
    /// The technician of the local authority.
    pub const AUTHORITY: &str = "marie.delmas";
    /// The administrator of their ENT.
    pub const ADMINISTRATOR: &str = "sophie.petit";
    /// More pupils of the 6e B.
    pub const CLASSMATES: [&str; 8] = [
        "ines.garcia",
        "mamadou.diallo",
        "chloe.lefevre",
        "noah.nguyen",
        "lina.kaya",
        "gabriel.dubois",
        "awa.traore",
        "tom.fournier",
    ];
}

/// The name of the class that most journeys happen in.
pub const CLASS: &str = "6e B";

/// The list of sites of an ENT that has its own, in its folder.
const SITES: &str = "sites.json";

/// A running ENT.
#[derive(Debug)]
pub struct Ent {
    process: Mutex<Process>,
    port: u16,
    origin: String,
    folder: TempDir,
    site: PathBuf,
}

/// A database in which the demonstration's people are, made once: hashing passwords and filling tables is not what
/// journeys are about.
static FILLED: OnceCell<TempDir> = OnceCell::const_new();

impl Ent {
    /// Starts one on a free port, with the demonstration's people and no other data.
    pub async fn start() -> Result<Self> {
        let filled = FILLED
            .get_or_try_init(|| async {
                let folder = tempfile::Builder::new().prefix("greffon-filled-").tempdir()?;
                let first = Self::start_in(folder, free_port()?, tools::built_site()).await?;
                first.stop().await
            })
            .await?;
        Self::start_in(Self::copy_of(filled)?, free_port()?, tools::built_site()).await
    }

    /// Starts one whose diagnostics try to reach these sites, a list as JSON.
    pub async fn start_with_sites(sites: &str) -> Result<Self> {
        let first = Self::start().await?;
        let folder = first.stop().await?;
        std::fs::write(folder.path().join(SITES), sites)?;
        Self::start_in(folder, free_port()?, tools::built_site()).await
    }

    fn copy_of(filled: &TempDir) -> Result<TempDir> {
        let folder = tempfile::Builder::new().prefix("greffon-ent-").tempdir()?;
        for entry in std::fs::read_dir(filled.path())? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                std::fs::copy(entry.path(), folder.path().join(entry.file_name()))?;
            }
        }
        Ok(folder)
    }

    /// Starts one on the site of that folder, with a database made anew.
    pub async fn start_on(site: PathBuf) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("greffon-ent-").tempdir()?;
        Self::start_in(folder, free_port()?, site).await
    }

    async fn start_in(folder: TempDir, port: u16, site: PathBuf) -> Result<Self> {
        let process = launch(folder.path(), port, &site).await?;
        let origin = format!("http://127.0.0.1:{port}");
        Ok(Self { process: Mutex::new(process), port, origin, folder, site })
    }

    /// The administrator grants a widget everything that its manifest wishes for.
    pub async fn grant_all(&self, widget: &str) -> Result<()> {
        let manifest = std::fs::read_to_string(self.site.join("widgets").join(widget).join("widget.json"))?;
        let manifest: serde_json::Value = serde_json::from_str(&manifest)?;
        let wishes = ["required", "optional"].into_iter().filter_map(|kind| manifest[kind].as_array());
        let fields: Vec<_> =
            wishes.flatten().filter_map(|wish| Some(("capability", wish["name"].as_str()?))).collect();
        let administrator = self.caller(people::ADMINISTRATOR).await?;
        let status = administrator.form(&format!("/admin/widgets/{widget}/capabilities"), &fields).await?;
        ensure!(status.is_redirection(), "the capabilities were not kept: {status}");
        Ok(())
    }

    /// `http://127.0.0.1:port`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What it printed since it was last started.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("host.log")).unwrap_or_default()
    }

    /// The process id, for measuring.
    pub fn process_id(&self) -> u32 {
        self.process.lock().unwrap_or_else(std::sync::PoisonError::into_inner).id()
    }

    /// Pulls the plug: `kill -9`, nothing is written after this.
    pub fn kill(&self) {
        self.process.lock().unwrap_or_else(std::sync::PoisonError::into_inner).kill();
    }

    /// The file of its database, for what no journey could fill it with in time; only while it is stopped.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("ent.sqlite")
    }

    /// Starts it again after [`kill`](Self::kill), on the same port and the same database.
    pub async fn restart(&self) -> Result<()> {
        let process = launch(self.folder.path(), self.port, &self.site).await?;
        *self.process.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = process;
        Ok(())
    }

    /// Signs in a person without a browser.
    pub async fn caller(&self, login: &str) -> Result<Caller> {
        Caller::sign_in(&self.origin, login, PASSWORD).await
    }

    /// Asks it to stop, waits until it has, and gives its folder.
    async fn stop(self) -> Result<TempDir> {
        let process = self.process.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        stop_politely(process).await?;
        Ok(self.folder)
    }
}

async fn stop_politely(mut process: Process) -> Result<()> {
    process.ask_to_stop();
    until_some("the ENT to stop", PATIENCE, async || Ok(process.ended().map(drop))).await
}

async fn launch(folder: &Path, port: u16, site: &Path) -> Result<Process> {
    ensure!(site.join("widgets").is_dir(), "{} is not built: run `cargo xtask build`", site.display());
    let log = folder.join("host.log");
    let mut command = Command::new(program()?);
    command.args(["--demo", "--listen", &format!("127.0.0.1:{port}"), "--database"]);
    command.arg(folder.join("ent.sqlite")).arg("--site").arg(site);
    if folder.join(SITES).is_file() {
        command.arg("--diagnostic-sites").arg(folder.join(SITES));
    }
    command.env("RUST_LOG", std::env::var("RUST_LOG").unwrap_or_else(|_| "info,sqlx=warn".to_owned()));
    let mut process = Process::start(command, &log)?;
    until_some("the ENT to listen", Duration::from_mins(1), async || {
        if let Some(status) = process.ended() {
            bail!("it ended ({status}): {}", std::fs::read_to_string(&log)?);
        }
        Ok(tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok().map(drop))
    })
    .await?;
    Ok(process)
}

/// The program: what `GREFFON_HOST` names, else the newest build of this repository.
fn program() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("GREFFON_HOST") {
        return Ok(named.into());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| tools::repository().join("target"), PathBuf::from);
    ["release", "debug"]
        .iter()
        .map(|profile| target.join(profile).join("greffon-host-example"))
        .filter_map(|file| Some((file.metadata().ok()?.modified().ok()?, file)))
        .max()
        .map(|(_, file)| file)
        .context(
            "the example ENT is not built: run `cargo build -p greffon-host-example`, or set GREFFON_HOST",
        )
}

//! Starts the example ENT from a command line.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use greffon_certification_diagnostic::Sites;
use greffon_host_example::directory::demo;
use greffon_host_example::locale::Locale;
use greffon_host_example::mail::{Encryption, Relay};
use greffon_host_example::origin::{NoOrigin, Origin};
use greffon_host_example::{Config, Running};
use greffon_protocol::uai::UaiWarning;
use tracing_subscriber::EnvFilter;

/// The example ENT of Greffon.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The database file; made at first start.
    #[arg(long, default_value = "greffon.sqlite")]
    database: PathBuf,
    /// The built site, with the folders widgets and sdk.
    #[arg(long, default_value = "target/site")]
    site: PathBuf,
    /// At first start, make the demonstration's establishments and accounts.
    #[arg(long)]
    demo: bool,
    /// How people reach this host, where a proxy stands before it, as in `https://ent.example.fr`.
    #[arg(long, value_parser = origin)]
    public_origin: Option<Origin>,
    /// A list of the sites that the diagnostic of a computer tries to reach, as JSON, instead of the one that is shipped.
    #[arg(long, value_parser = sites)]
    diagnostic_sites: Option<Sites>,
    /// The server that takes mail on, as `smtp.example.fr:587`. Without one, nothing is mailed. User and password, where
    /// it asks for them, are read from `GREFFON_SMTP_USER` and `GREFFON_SMTP_PASSWORD`.
    #[arg(long, requires = "smtp_from")]
    smtp: Option<String>,
    /// In whose name mail is sent, as `ENT <ent@example.fr>`.
    #[arg(long, requires = "smtp")]
    smtp_from: Option<String>,
    /// How the connection to that server is encrypted. Left out: not at all on this machine, from the first byte on port
    /// 465, by STARTTLS elsewhere.
    #[arg(long, requires = "smtp", value_enum)]
    smtp_tls: Option<SmtpTls>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// How mail is kept from others' eyes.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum SmtpTls {
    /// Not at all: only for a server on this machine.
    None,
    /// By STARTTLS, without which nothing is sent.
    Starttls,
    /// From the first byte.
    Implicit,
}

impl From<SmtpTls> for Encryption {
    fn from(tls: SmtpTls) -> Self {
        match tls {
            SmtpTls::None => Self::None,
            SmtpTls::Starttls => Self::StartTls,
            SmtpTls::Implicit => Self::Implicit,
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make an establishment and its first administrator, then end. The password is invented and printed.
    AddAdministrator {
        /// The establishment's national number.
        #[arg(long)]
        uai: String,
        /// The establishment's name.
        #[arg(long)]
        establishment: String,
        /// Where it is.
        #[arg(long, default_value = "")]
        city: String,
        /// What to sign in with.
        #[arg(long)]
        login: String,
        /// First name.
        #[arg(long)]
        given_name: String,
        /// Last name.
        #[arg(long)]
        family_name: String,
    },
}

fn sites(path: &str) -> Result<Sites, Box<dyn std::error::Error + Send + Sync>> {
    Ok(Sites::parse(&std::fs::read_to_string(path)?)?)
}

fn origin(text: &str) -> Result<Origin, NoOrigin> {
    Origin::parse(text)
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let mut config = Config::new(arguments.listen, arguments.database, arguments.site);
    config.demo = arguments.demo;
    config.public_origin = arguments.public_origin;
    if let Some(sites) = arguments.diagnostic_sites {
        config.sites = sites;
    }
    if let (Some(server), Some(sender)) = (&arguments.smtp, &arguments.smtp_from) {
        // A command line can be read by everybody on the machine.
        let word = |name: &str| std::env::var(name).ok().filter(|word| !word.is_empty());
        let credentials = word("GREFFON_SMTP_USER").zip(word("GREFFON_SMTP_PASSWORD"));
        config.relay = Some(Relay::new(server, sender, arguments.smtp_tls.map(Into::into), credentials)?);
        if config.public_origin.is_none() {
            tracing::warn!(
                "links in mail lead to the address listened on; give --public-origin where people reach this host by another"
            );
        }
    }
    if let Some(command) = arguments.command {
        return add_administrator(config, command).await;
    }
    let running = Running::start(config).await?;
    announce(&running).await?;
    stopped().await;
    println!("Arrêt… / Stopping…");
    running.stop().await;
    Ok(())
}

/// Says where it is, and how to come in.
async fn announce(running: &Running) -> Result<(), Box<dyn std::error::Error>> {
    let host = &running.host;
    let address = match &host.config.public_origin {
        Some(origin) => origin.to_string(),
        None => format!("http://{}", running.address),
    };
    println!("Greffon, ENT d’exemple / example ENT: {address}");
    if host.config.demo && host.directory.has_login(demo::ACCOUNTS[0].login).await? {
        println!("\nComptes de démonstration / demo accounts (mot de passe / password: {}):", demo::PASSWORD);
        for account in &demo::ACCOUNTS {
            println!("  {:<16} {} / {}", account.login, account.who.0, account.who.1);
        }
        println!();
        if !running.address.ip().is_loopback() {
            tracing::warn!("demo accounts with a published password are reachable from other machines");
        }
    } else if host.directory.is_empty().await? {
        println!(
            "Aucun compte : créez le premier avec add-administrator, ou relancez sur une base neuve avec --demo. / \
             No account yet: make the first with add-administrator, or start on a new database with --demo."
        );
    }
    Ok(())
}

async fn add_administrator(config: Config, command: Command) -> Result<(), Box<dyn std::error::Error>> {
    let Command::AddAdministrator { uai, establishment, city, login, given_name, family_name } = command;
    let host = greffon_host_example::Host::open(config).await?;
    let first = greffon_host_example::directory::FirstAdministrator {
        uai,
        establishment,
        city,
        login: login.clone(),
        given_name,
        family_name,
    };
    let (password, warning) = first.add(&host).await?;
    if let Some(warning) = warning {
        eprintln!("{}", doubt(warning));
    }
    println!("{login} {password}");
    host.database.close().await;
    Ok(())
}

/// What is odd about a UAI that was kept all the same.
fn doubt(warning: UaiWarning) -> String {
    let locale = Locale::English;
    match warning {
        UaiWarning::Shape => locale.text("establishment.uai-shape").to_owned(),
        UaiWarning::CheckLetter(letter) => {
            locale.text_with("establishment.uai-letter", &[("letter", letter.to_string())])
        }
    }
}

/// Waits for Ctrl-C, or for the system's own word.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
            }
            Err(error) => {
                tracing::warn!(%error, "SIGTERM cannot be caught");
                let _ = interrupted.await;
            }
        }
    }
    #[cfg(not(unix))]
    let _ = interrupted.await;
}

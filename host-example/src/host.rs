//! The running host: what all handlers share, and how it starts and stops.

use std::net::{IpAddr, SocketAddr};
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderMap;
use greffon_protocol::manifest::Place;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::accounts::{Attempts, Passwords};
use crate::badge::key;
use crate::clock::Moment;
use crate::config::Config;
use crate::database::{Database, OpenError};
use crate::diagnostic::Diagnostics;
use crate::directory::{Directory, demo};
use crate::error::Error;
use crate::events::Hub;
use crate::instance::{self, Instances};
use crate::limits::Brake;
use crate::mail::{self, Post};
use crate::origin::Origin;
use crate::pages::Templates;
use crate::session::Sessions;
use crate::site::Site;
use crate::widgets::Widgets;
use crate::{retention, routes, store};

/// How often what is old is forgotten.
const SWEEP: Duration = Duration::from_hours(1);
/// How long open requests may take to end when the host stops.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// Why a host did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database could not be opened.
    #[error(transparent)]
    Database(#[from] OpenError),
    /// The address is taken or not ours.
    #[error("cannot listen on {address}: {source}; stop what listens there, or give another --listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The page templates are broken.
    #[error("a page template is broken: {0}")]
    Templates(minijinja::Error),
    /// The demonstration could not be written.
    #[error("cannot prepare the directory: {0}")]
    Directory(Error),
}

/// What all handlers share.
#[derive(Debug)]
pub struct Shared {
    /// How it was started.
    pub config: Config,
    /// The database.
    pub database: Database,
    /// Password hashing.
    pub passwords: Passwords,
    /// Brakes on guessing passwords.
    pub attempts: Attempts,
    /// Who is signed in.
    pub sessions: Sessions,
    /// Establishments, classes, people.
    pub directory: Directory,
    /// The widgets of the site.
    pub widgets: Widgets,
    /// Widgets in classes.
    pub instances: Instances,
    /// Who follows what.
    pub hub: Hub,
    /// Diagnostics of computers.
    pub diagnostics: Diagnostics,
    /// What goes out as mail.
    pub post: Post,
    /// Brake on requests.
    pub brake: Brake,
    /// Brake on live messages.
    pub live_brake: Brake,
    /// The page templates.
    pub templates: Templates,
    /// The static files.
    pub site: Site,
    /// Says that the host is stopping.
    pub stopping: CancellationToken,
}

/// A handle on the host. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Host(Arc<Shared>);

impl Deref for Host {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl Host {
    /// Opens everything, and fills a new database where the demonstration is asked for.
    pub async fn open(config: Config) -> Result<Self, StartError> {
        let (database, secret, fresh) = Database::open(&config.database).await?;
        let widgets = Widgets::of_site(&config.site);
        let limits = &config.limits;
        let host = Self(Arc::new(Shared {
            passwords: Passwords::default(),
            attempts: Attempts::default(),
            sessions: Sessions::new(database.clone()),
            directory: Directory::new(database.clone()),
            instances: Instances::new(database.clone(), secret),
            widgets,
            hub: Hub::default(),
            diagnostics: Diagnostics::new(config.sites.clone()),
            post: Post::default(),
            brake: Brake::new(limits.rate, limits.burst),
            live_brake: Brake::new(limits.live_rate, limits.live_rate),
            templates: Templates::load().map_err(StartError::Templates)?,
            site: Site::new(config.site.clone()),
            stopping: CancellationToken::new(),
            database,
            config,
        }));
        if host.config.demo {
            if fresh {
                host.fill().await.map_err(StartError::Directory)?;
            }
            host.allow_new_widgets().await.map_err(StartError::Directory)?;
        }
        key::make_missing(&host.database).await.map_err(StartError::Directory)?;
        Ok(host)
    }

    /// The people of the demonstration.
    async fn fill(&self) -> Result<(), Error> {
        let hash = self.passwords.hash(demo::PASSWORD.to_owned()).await?;
        self.database
            .writer
            .change(move |connection| Box::pin(async move { demo::fill(connection, &hash).await }))
            .await
    }

    /// In the demonstration every widget of the site is allowed in every class, until somebody decided otherwise.
    async fn allow_new_widgets(&self) -> Result<(), Error> {
        let manifests: Vec<_> = self.widgets.all().map(|widget| widget.manifest.clone()).collect();
        self.database
            .writer
            .change(move |connection| {
                Box::pin(async move {
                    for manifest in &manifests {
                        let classes: Vec<(i64, i64)> = sqlx::query_as(
                            "SELECT id, establishment FROM class WHERE whole = ? AND establishment NOT IN
                             (SELECT establishment FROM widget_grant WHERE widget = ?)",
                        )
                        .bind(manifest.place == Place::Establishment)
                        .bind(&manifest.id)
                        .fetch_all(&mut *connection)
                        .await?;
                        for (class, establishment) in classes {
                            instance::allow(connection, establishment, class, manifest).await?;
                        }
                    }
                    Ok(())
                })
            })
            .await
    }

    /// The origin that people reach this host by.
    pub fn origin(&self, headers: &HeaderMap) -> Result<Origin, Error> {
        match &self.config.public_origin {
            Some(origin) => Ok(origin.clone()),
            None => Origin::of_request(headers),
        }
    }

    /// The address that a request comes from. Where a proxy stands before this host, it says so itself: the last
    /// address of `X-Forwarded-For` is the one that the proxy saw.
    pub fn address_of(&self, peer: SocketAddr, headers: &HeaderMap) -> IpAddr {
        let forwarded =
            || headers.get("x-forwarded-for")?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
        self.config.public_origin.as_ref().and_then(|_| forwarded()).unwrap_or(peer.ip())
    }

    /// After a change of the directory or of the administration: everybody looks again.
    pub fn changed(&self) {
        self.directory.forget();
        self.instances.forget();
        self.hub.decided();
    }

    /// Forgets what is old.
    pub async fn sweep(&self, now: Moment) -> Result<(), Error> {
        self.sessions.sweep(now).await?;
        mail::purge(&self.database, now).await?;
        store::purge(&self.database, now).await?;
        retention::carry_out(self, now).await
    }

    /// Listens and serves until [`Running::stop`].
    pub async fn serve(self) -> Result<Running, StartError> {
        let address = self.config.listen;
        let listen = |source| StartError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let stopping = self.stopping.clone();
        let app = routes::routes(self.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let server = tokio::spawn(async move {
            let ended = axum::serve(listener, app).with_graceful_shutdown(stopping.cancelled_owned()).await;
            if let Err(error) = ended {
                tracing::error!(%error, "the server ended");
            }
        });
        self.post.opened_at(self.config.public_origin.as_ref(), address);
        let sweeper = tokio::spawn(sweep_regularly(self.clone()));
        let postman = tokio::spawn(mail::carry(self.clone()));
        Ok(Running { host: self, address, server, sweeper, postman })
    }
}

async fn sweep_regularly(host: Host) {
    let mut clock = tokio::time::interval(SWEEP);
    loop {
        tokio::select! {
            () = host.stopping.cancelled() => return,
            _ = clock.tick() => {
                if let Err(error) = host.sweep(Moment::now()).await {
                    tracing::error!(%error, "what is old was not forgotten");
                }
            }
        }
    }
}

/// A host that serves.
#[derive(Debug)]
pub struct Running {
    /// Its handle.
    pub host: Host,
    /// Where it listens.
    pub address: SocketAddr,
    server: JoinHandle<()>,
    sweeper: JoinHandle<()>,
    postman: JoinHandle<()>,
}

impl Running {
    /// Opens and serves.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        Host::open(config).await?.serve().await
    }

    /// Says goodbye to open streams, lets requests end, and closes the database.
    pub async fn stop(self) {
        self.host.stopping.cancel();
        if tokio::time::timeout(LAST_REQUESTS, self.server).await.is_err() {
            tracing::warn!("some requests did not end in time");
        }
        let _ = self.sweeper.await;
        if tokio::time::timeout(LAST_REQUESTS, self.postman).await.is_err() {
            tracing::warn!("a message was on its way for too long");
        }
        self.host.database.close().await;
    }
}

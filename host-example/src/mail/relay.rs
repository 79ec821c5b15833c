//! The server that takes mail on, and what a message looks like on the way there.

use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::response::Category;
use lettre::{AsyncTransport, Tokio1Executor};

use super::queue::Waiting;

/// How long one step of the exchange may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// The port of submission, where none is given.
const SUBMISSION: u16 = 587;
/// The port on which encryption begins at once.
const SUBMISSIONS: u16 = 465;

/// How the connection is kept from others' eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// Not at all: only to this machine itself.
    None,
    /// Asked for before anything is said; without it nothing is sent.
    StartTls,
    /// From the first byte.
    Implicit,
}

/// The server, and in whose name it is asked.
#[derive(Debug, Clone)]
pub struct Relay {
    host: String,
    port: u16,
    sender: Mailbox,
    encryption: Encryption,
    credentials: Option<Credentials>,
    /// How often the boards are looked at and what waits is tried.
    pub round: Duration,
}

/// Why mail cannot be sent so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoRelay {
    /// Neither `host` nor `host:port`.
    #[error("{0:?} is no server for mail; give it as host:port")]
    Server(String),
    /// No address.
    #[error("{0:?} is no sender; give it as `ENT <ent@example.fr>`")]
    Sender(String),
    /// Without encryption over a network.
    #[error("mail leaves this machine encrypted only; give --smtp-tls starttls or implicit")]
    Open,
}

impl Relay {
    /// A server as `host` or `host:port`, and a sender as `ENT <ent@example.fr>`. Without a word on encryption, there is
    /// none to this machine itself, and otherwise the one that belongs to the port.
    pub fn new(
        server: &str,
        sender: &str,
        encryption: Option<Encryption>,
        credentials: Option<(String, String)>,
    ) -> Result<Self, NoRelay> {
        let wrong = || NoRelay::Server(server.to_owned());
        let (host, port) = match server.rsplit_once(':') {
            Some((host, port)) if !host.contains(':') || host.ends_with(']') => {
                (host, port.parse().map_err(|_| wrong())?)
            }
            _ => (server, SUBMISSION),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        if host.is_empty() || host.contains(|sign: char| sign.is_whitespace() || sign == '/') {
            return Err(wrong());
        }
        let here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        let usual = match port {
            _ if here => Encryption::None,
            SUBMISSIONS => Encryption::Implicit,
            _ => Encryption::StartTls,
        };
        let encryption = encryption.unwrap_or(usual);
        if encryption == Encryption::None && !here {
            return Err(NoRelay::Open);
        }
        Ok(Self {
            host: host.to_owned(),
            port,
            sender: sender.parse().map_err(|_| NoRelay::Sender(sender.to_owned()))?,
            encryption,
            credentials: credentials.map(|(user, password)| Credentials::new(user, password)),
            round: Duration::from_secs(5),
        })
    }

    /// The server, for people.
    pub fn server(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// The sender, for people.
    pub fn sender(&self) -> String {
        self.sender.to_string()
    }

    /// A way to the server. Nothing is said to it yet.
    pub(super) fn way(&self) -> Result<Way, Refusal> {
        let parameters = || TlsParameters::new(self.host.clone()).map_err(|error| Refusal::of(&error));
        let tls = match self.encryption {
            Encryption::None => Tls::None,
            Encryption::StartTls => Tls::Required(parameters()?),
            Encryption::Implicit => Tls::Wrapper(parameters()?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&self.host)
            .port(self.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let Some(credentials) = &self.credentials {
            builder = builder.credentials(credentials.clone());
        }
        Ok(Way { sender: self.sender.clone(), transport: builder.build() })
    }
}

/// What a server said instead of taking a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// In its own words, on one line.
    pub(super) words: String,
    /// The message will not be taken later either.
    pub(super) for_ever: bool,
    /// It is not about this message: the others would fare no better now.
    pub(super) of_all: bool,
}

impl Refusal {
    fn of(error: &lettre::transport::smtp::Error) -> Self {
        // Only x5x is about the mail itself; a password that is wrong (x3x) is put right by the administrator.
        let about_mail = error.status().is_some_and(|code| code.category == Category::MailSystem);
        Self {
            words: super::letter::one_line(&error.to_string(), 300),
            for_ever: error.is_permanent() && about_mail,
            of_all: !about_mail,
        }
    }

    fn of_message(words: &str) -> Self {
        Self { words: super::letter::one_line(words, 300), for_ever: true, of_all: false }
    }
}

/// A way to the server.
pub(super) struct Way {
    sender: Mailbox,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Way {
    /// Hands a message over.
    pub(super) async fn send(&self, waiting: &Waiting) -> Result<(), Refusal> {
        let message = self.compose(waiting).map_err(|words| Refusal::of_message(&words))?;
        self.transport.send(message).await.map(drop).map_err(|error| Refusal::of(&error))
    }

    fn compose(&self, waiting: &Waiting) -> Result<Message, String> {
        let address = waiting.address.parse().map_err(|_| format!("{}: no address", waiting.address))?;
        // The same for each attempt: whoever gets it twice, since the answer to the first was lost, can tell.
        let id = format!("<greffon.{}.{}@{}>", waiting.id, waiting.created.0, self.sender.email.domain());
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        Message::builder()
            .from(self.sender.clone())
            .to(Mailbox::new(Some(waiting.name.clone()).filter(|name| !name.is_empty()), address))
            .subject(&waiting.subject)
            .date(SystemTime::now())
            .message_id(Some(id))
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(waiting.body.clone())
            .map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relay(server: &str, encryption: Option<Encryption>) -> Result<(String, Encryption), NoRelay> {
        Relay::new(server, "ENT <ent@example.fr>", encryption, None)
            .map(|relay| (relay.server(), relay.encryption))
    }

    #[test]
    fn mail_leaves_the_machine_encrypted_only() {
        let is = |server: &str, port: &str, encryption| {
            assert_eq!(relay(server, None), Ok((format!("{server}{port}"), encryption)), "{server}");
        };
        is("127.0.0.1:25", "", Encryption::None);
        is("localhost", ":587", Encryption::None);
        is("smtp.example.fr:465", "", Encryption::Implicit);
        is("smtp.example.fr", ":587", Encryption::StartTls);
        assert_eq!(relay("[::1]:25", None), Ok(("::1:25".to_owned(), Encryption::None)));
        assert_eq!(relay("smtp.example.fr:25", Some(Encryption::None)), Err(NoRelay::Open));
        for odd in ["", ":25", "smtp.example.fr:mail", "a b:25"] {
            assert_eq!(relay(odd, None), Err(NoRelay::Server(odd.to_owned())), "{odd}");
        }
        assert!(matches!(Relay::new("localhost", "nobody", None, None), Err(NoRelay::Sender(_))));
    }
}

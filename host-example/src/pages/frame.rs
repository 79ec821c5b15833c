//! What every page has around its own matter: who is here, in which language and theme, and the way around.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use greffon_protocol::Profile;
use minijinja::{Value, context};

use crate::error::Error;
use crate::headers::Policy;
use crate::host::Host;
use crate::locale::Locale;
use crate::origin::Origin;
use crate::secret::random_token;
use crate::session::{Visitor, cookies};

/// The name of the cookie that keeps the chosen theme; the page's script writes it too.
pub const THEME_COOKIE: &str = "theme";

/// The surroundings of one page.
#[derive(Debug)]
pub struct Frame<'a> {
    host: &'a Host,
    /// The page's language.
    pub locale: Locale,
    /// `light`, `dark`, or empty for the system's own.
    pub theme: &'static str,
    origin: Origin,
    visitor: Option<&'a Visitor>,
    xsrf: String,
    xsrf_is_new: bool,
}

impl<'a> Frame<'a> {
    /// The surroundings for this request.
    pub fn new(host: &'a Host, headers: &HeaderMap, visitor: Option<&'a Visitor>) -> Result<Self, Error> {
        let known = cookies::value(headers, cookies::XSRF).filter(|token| !token.is_empty());
        let xsrf = match visitor {
            Some(visitor) => visitor.session.xsrf.clone(),
            // Before signing in the token only has to be one that another site cannot know.
            None => known.clone().unwrap_or_else(random_token),
        };
        Ok(Self {
            host,
            locale: Locale::of_request(headers),
            theme: theme(headers),
            origin: host.origin(headers)?,
            visitor,
            xsrf_is_new: known.as_ref() != Some(&xsrf),
            xsrf,
        })
    }

    /// Fills a template and sends it.
    pub async fn show(&self, status: StatusCode, template: &str, matter: Value) -> Response {
        match self.render(template, matter).await {
            Ok(html) => {
                let mut response = (status, Html(html)).into_response();
                let headers = response.headers_mut();
                headers.extend(
                    Policy::Page.header(&self.origin).map(|policy| (header::CONTENT_SECURITY_POLICY, policy)),
                );
                if self.xsrf_is_new {
                    let cookie = cookies::set(cookies::XSRF, &self.xsrf, false, self.origin.is_secure());
                    headers.extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
                }
                response
            }
            Err(error) => error.into_response(),
        }
    }

    async fn render(&self, template: &str, matter: Value) -> Result<String, Error> {
        let (establishment, profile) = match self.visitor {
            Some(visitor) => {
                let establishment = self.host.directory.establishment(visitor.person.establishment).await?;
                (Some(establishment.name), visitor.person.profiles.first().map(|profile| profile.name()))
            }
            None => (None, None),
        };
        let person = self.visitor.map(|visitor| &visitor.person);
        let common = context! {
            lang => self.locale.tag(),
            theme => self.theme,
            xsrf => &self.xsrf,
            pupil => person.is_some_and(|person| person.is(Profile::Pupil)),
            signed_in => person.is_some(),
            name => person.map(|person| person.name()),
            profile => profile.map(|name| self.locale.text(&format!("profile.{name}"))),
            administrator => person.is_some_and(|person| person.administrator),
            establishment => establishment,
            outbox => self.host.site.versioned("/sdk/outbox.min.js").await,
            gallery => self.host.site.has("/gallery/index.html").await,
            guide => self.host.site.has("/guide/index.html").await,
        };
        self.host.templates.render(template, context! { ..matter, ..common }).map_err(|error| {
            tracing::error!(template, error = format!("{error:#}"), "a page could not be made");
            Error::Internal
        })
    }
}

/// The chosen theme, if it was chosen.
pub fn theme(headers: &HeaderMap) -> &'static str {
    match cookies::value(headers, THEME_COOKIE).as_deref() {
        Some("light") => "light",
        Some("dark") => "dark",
        _ => "",
    }
}

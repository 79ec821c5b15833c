//! The security headers: on every answer, and the policies of the protocol's section 2 on documents.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::host::Host;
use crate::origin::Origin;

/// What a document may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// A page of the ENT, which may also show a widget as an element of its own.
    Page,
    /// A static page of the gallery or the guide, which people may look at inside a frame of this host.
    Showcase,
    /// A widget's document.
    Widget,
    /// The cage between the page and the widget's document.
    Cage,
}

impl Policy {
    /// The policy's text. The origin is written out where the document can be opaque: WebKit matches `'self'`
    /// with nothing there.
    pub fn text(self, origin: &Origin) -> String {
        let o = origin.as_str();
        let page = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; \
                    form-action 'self'; base-uri 'none'";
        match self {
            Self::Page => format!("{page}; frame-ancestors 'none'"),
            Self::Showcase => format!("{page}; frame-ancestors 'self'"),
            Self::Widget => format!(
                "default-src 'none'; script-src {o} 'wasm-unsafe-eval'; style-src {o}; img-src {o} data: blob:; \
                 font-src {o}; connect-src {o}; webrtc 'block'; base-uri 'none'; form-action 'none'; \
                 sandbox allow-scripts"
            ),
            Self::Cage => format!("default-src 'none'; script-src {o}; frame-src {o}; webrtc 'block'"),
        }
    }

    /// Whom the document may open a connection to, be it only by `preconnect`, which no directive of a policy covers:
    /// the value of `Connection-Allowlist`, for the documents that hold what others wrote.
    pub fn connections(self) -> Option<HeaderValue> {
        match self {
            Self::Widget | Self::Cage => Some(HeaderValue::from_static("(response-origin)")),
            Self::Page | Self::Showcase => None,
        }
    }

    /// The header.
    pub fn header(self, origin: &Origin) -> Option<HeaderValue> {
        HeaderValue::from_str(&self.text(origin)).ok()
    }
}

/// Everything that a page of an ENT has no use for. Fullscreen and the clipboard are left to the frames that
/// [`Policy::Page`] allows, where the SDK passes them on only when they were granted.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), \
                           geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), \
                           publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=(), \
                           fullscreen=*, clipboard-write=*, clipboard-read=()";

/// Puts on every answer what it does not say itself.
pub async fn on_every_answer(State(host): State<Host>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let secure = host.config.public_origin.as_ref().is_some_and(Origin::is_secure);
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Not `no-referrer`: with it a browser says `Origin: null` for our own forms.
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("origin-agent-cluster"), "?1");
    set(HeaderName::from_static("x-permitted-cross-domain-policies"), "none");
    // What is not a document has no policy of its own: it may do nothing if it is opened as one.
    set(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox");
    // What people see is theirs; static files say otherwise themselves.
    set(header::CACHE_CONTROL, "no-store");
    if secure {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_that_can_be_opaque_never_say_self() {
        let origin = Origin::parse("https://ent.example.fr").unwrap();
        for policy in [Policy::Widget, Policy::Cage] {
            let text = policy.text(&origin);
            assert!(!text.contains("'self'") && text.contains("script-src https://ent.example.fr"), "{text}");
        }
        assert_eq!(
            Policy::Cage.text(&origin),
            "default-src 'none'; script-src https://ent.example.fr; frame-src https://ent.example.fr; \
             webrtc 'block'"
        );
    }

    #[test]
    fn no_policy_lets_inline_code_in() {
        let origin = Origin::parse("http://127.0.0.1:8080").unwrap();
        for policy in [Policy::Page, Policy::Showcase, Policy::Widget, Policy::Cage] {
            let text = policy.text(&origin);
            assert!(!text.contains("unsafe-inline") && !text.contains("'unsafe-eval'"), "{text}");
        }
    }
}

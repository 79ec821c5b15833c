//! Reading and making cookies.

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite};

/// Holds the session's token; no script can read it.
pub const SESSION: &str = "greffon-session";
/// Holds the XSRF token; the page's scripts read it and echo it.
pub const XSRF: &str = "XSRF-TOKEN";

/// The value of a cookie of the request.
pub fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// A cookie that lives as long as the browser's session. `secure` where the site is served over https.
pub fn set(name: &'static str, value: &str, http_only: bool, secure: bool) -> Option<HeaderValue> {
    let cookie = Cookie::build((name, value))
        .path("/")
        .same_site(SameSite::Lax)
        .http_only(http_only)
        .secure(secure)
        .build();
    cookie.to_string().parse().ok()
}

/// A cookie that keeps a choice of the person for a year.
pub fn keep(name: &'static str, value: &str, secure: bool) -> Option<HeaderValue> {
    let cookie = Cookie::build((name, value))
        .path("/")
        .same_site(SameSite::Lax)
        .secure(secure)
        .max_age(cookie::time::Duration::days(365))
        .build();
    cookie.to_string().parse().ok()
}

/// Takes a cookie back.
pub fn remove(name: &'static str) -> Option<HeaderValue> {
    let cookie = Cookie::build((name, ""))
        .path("/")
        .same_site(SameSite::Lax)
        .max_age(cookie::time::Duration::ZERO)
        .build();
    cookie.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        let made = set(SESSION, "abc", true, true).unwrap();
        assert_eq!(made, "greffon-session=abc; HttpOnly; SameSite=Lax; Secure; Path=/");
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "theme=dark; XSRF-TOKEN=t1".parse().unwrap());
        assert_eq!(value(&headers, XSRF).as_deref(), Some("t1"));
        assert_eq!(value(&headers, SESSION), None);
    }
}

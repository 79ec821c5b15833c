//! The diagnostic of a computer, as who has its link sees it: a small page of its own, under a policy that names the sites
//! it tries to reach. Its parts are plain modules, so that an old computer reads them.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::LazyLock;

use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use data_encoding::HEXLOWER;
use greffon_certification_diagnostic::{CHECKS_JSON, Probe, Sites};
use greffon_certification_model::desk::report::Place;
use minijinja::{Value, context};
use serde_json::json;

use crate::api::diagnostic::guest;
use crate::diagnostic::seats;
use crate::error::Error;
use crate::host::Host;
use crate::locale::Locale;
use crate::query::Query;
use crate::secret::digest;

/// The words of the page, by language.
static WORDS: LazyLock<[BTreeMap<String, String>; 2]> = LazyLock::new(|| {
    // Compiled in, and read by a test.
    let read = |text| serde_json::from_str(text).unwrap_or_default();
    [
        read(include_str!("../../../www/diagnostic/locales/fr.json")),
        read(include_str!("../../../www/diagnostic/locales/en.json")),
    ]
});

/// The words of the page in a language.
pub fn words(locale: Locale) -> &'static BTreeMap<String, String> {
    &WORDS[usize::from(locale == Locale::English)]
}

macro_rules! files {
    ($($name:literal),*) => {
        [$(($name, include_str!(concat!("../../../www/diagnostic/", $name)))),*]
    };
}

/// The files of the page.
const FILES: [(&str, &str); 6] =
    files!["computer.js", "diagnostic.css", "diagnostic.js", "kit.js", "questions.js", "sites.js"];

/// The folder that they are served from: its name changes with them, so that each can be kept for ever.
static FOLDER: LazyLock<String> = LazyLock::new(|| {
    let all: String = FILES.iter().map(|(_, text)| *text).collect();
    format!("/diagnostic/{}", HEXLOWER.encode(&digest(all.as_bytes())[..8]))
});

/// What the page may do: run its own files, and ask this host and the sites of the list.
fn policy(sites: &Sites) -> String {
    let origins: Vec<String> = sites.all().map(Probe::origin).collect();
    let origins = origins.join(" ");
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' {origins}; \
         connect-src 'self' {origins}; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// The page. `?lang=` chooses the language: there is no account that could.
pub async fn page(
    State(host): State<Host>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(code): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let guest = guest(&host, peer, &headers, &code).await?;
    let (place, machines) = seats(&host, &guest).await?;
    let locale = query.one("lang").and_then(Locale::from_tag).unwrap_or_else(|| Locale::of_request(&headers));
    let words = words(locale);
    let word = |name: &str| words.get(name).cloned().unwrap_or_default();
    let sites = &host.diagnostics.sites;
    let checks: serde_json::Value = serde_json::from_str(CHECKS_JSON).map_err(|_| Error::Internal)?;
    let data = json!({
        "lang": locale.tag(),
        "base": format!("/d/{code}"),
        "place": place,
        "room": matches!(guest.link.place, Place::Room(_)),
        "machines": machines,
        "checks": checks["checks"],
        "control": sites.control,
        "sites": sites.sites,
        "words": words,
    });
    // No `<` may end the element that holds it.
    let data = data.to_string().replace('<', "\\u003c");
    let matter = context! {
        lang => locale.tag(),
        other => if locale == Locale::French { "en" } else { "fr" },
        other_language => word("page.other-language"),
        title => word("page.title-of").replace("{machine}", &place),
        old => word("page.old"),
        until => word("page.until").replace("{date}", &locale.date(guest.link.until)),
        establishment => &guest.seat.instance.establishment.name,
        folder => FOLDER.as_str(),
        data => Value::from_safe_string(data),
    };
    let html = host.templates.render("diagnostic.html", matter).map_err(|error| {
        tracing::error!(error = format!("{error:#}"), "the diagnostic page could not be made");
        Error::Internal
    })?;
    let mut response = Html(html).into_response();
    let headers = response.headers_mut();
    let policy = HeaderValue::from_str(&policy(sites)).map_err(|_| Error::Internal)?;
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    Ok(response)
}

/// A file of the page.
pub async fn serve(Path((version, name)): Path<(String, String)>) -> Result<Response, Error> {
    let current = FOLDER.rsplit('/').next() == Some(version.as_str());
    let (_, text) = FILES.iter().find(|(known, _)| *known == name && current).ok_or(Error::NoPage)?;
    let css = name.rsplit('.').next() == Some("css");
    let media = if css { "text/css; charset=utf-8" } else { "text/javascript; charset=utf-8" };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    Ok((headers, *text).into_response())
}

#[cfg(test)]
mod tests {
    use greffon_certification_diagnostic::checks;
    use greffon_certification_model::function::Function;

    use super::*;

    #[test]
    fn both_languages_have_all_the_words_that_the_page_names() {
        let [french, english] = &*WORDS;
        assert!(french.len() > 100);
        assert_eq!(french.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
        for (name, text) in french {
            for mark in [" :", " ;", " !", " ?", "« ", " »", " %", "'"] {
                assert!(!text.contains(mark), "{name} has {mark:?} with a plain space or quote: {text}");
            }
        }
        for check in checks() {
            let problem = check.problem.map(|problem| format!("problem.{}", problem.id()));
            let names = ["check", "limit", "do"].map(|kind| format!("{kind}.{}", check.id));
            let codes = check.codes.iter().map(|code| format!("code.{code}"));
            for name in names.into_iter().chain(codes).chain(problem) {
                assert!(french.contains_key(&name), "{name}");
            }
        }
        for function in Function::ALL {
            assert!(french.contains_key(&format!("holder.{}", function.id())), "{function:?}");
        }
        for (name, text) in FILES {
            for word in text
                .split(" t('")
                .chain(text.split("(t('"))
                .skip(1)
                .filter_map(|rest| rest.split('\'').next())
            {
                if word.len() < 40 && word.contains('.') && !word.contains(' ') && !word.contains('\n') {
                    assert!(french.contains_key(word), "{name} names {word}");
                }
            }
        }
    }

    #[test]
    fn the_page_is_small_enough_for_an_old_computer() {
        use std::io::Write as _;

        use flate2::Compression;
        use flate2::write::GzEncoder;

        // As it travels: the page with its words, and its files.
        let words = serde_json::to_string(words(Locale::French)).unwrap();
        let sent = |text: &str| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap().len()
        };
        let files: usize = FILES.iter().map(|(_, text)| sent(text)).sum();
        let all = files + sent(&words) + sent(CHECKS_JSON);
        assert!(all < 30_000, "{all} bytes");
    }

    #[test]
    fn the_policy_names_the_sites_and_nothing_else() {
        let text = policy(&Sites::shipped());
        assert!(text.contains("connect-src 'self' https://fr.wikipedia.org https://app.pix.fr"), "{text}");
        assert!(!text.contains('*') && !text.contains("unsafe"), "{text}");
    }
}

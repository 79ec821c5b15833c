//! The ENT's own pages: they can be used by everybody, on a phone, in both themes and languages.

use anyhow::{Context, Result, ensure};
use greffon_tests::ent::people;
use greffon_tests::journeys;
use greffon_tests::locate::Query;
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage, Visitor};
use greffon_tests::wait::until;

const ONCE: &[Mode] = &[Mode::Frame];

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        ONCE =>
            pages_are_accessible_in_both_themes_and_languages,
            pages_fit_a_phone_with_large_text,
            a_choice_of_language_and_theme_stays,
            a_page_that_does_not_exist_says_so,
    ]
    .to_vec()
}

/// Who sees which pages.
const PAGES: &[(&str, &[&str])] = &[
    (people::AMINA, &["/", "/account"]),
    (people::TEACHER, &["/"]),
    (
        people::ADMINISTRATOR,
        &["/", "/admin", "/admin/people", "/admin/mail", "/admin/establishment", "/account"],
    ),
];

/// Calls `look` on every page of every role, signed in.
async fn each_page(stage: &Stage, mut look: impl AsyncFnMut(&Visitor, &str) -> Result<()>) -> Result<()> {
    let visitor = stage.visitor().await?;
    visitor.visit("/sign-in").await?;
    look(&visitor, "/sign-in").await?;
    for (person, pages) in PAGES {
        if visitor.path().await? != "/sign-in" {
            visitor.sign_out().await?;
        }
        visitor.sign_in(person).await?;
        for page in *pages {
            visitor.visit(page).await?;
            look(&visitor, page).await.with_context(|| format!("{page} as {person}"))?;
        }
    }
    Ok(())
}

async fn pages_are_accessible_in_both_themes_and_languages(stage: &Stage) -> Result<()> {
    each_page(stage, async |visitor, page| {
        for (theme, locale) in [("light", "fr"), ("dark", "en")] {
            visitor.prefer("theme", theme).await?;
            visitor.prefer("locale", locale).await?;
            until("the language to change", async || {
                Ok(visitor.browser.run::<String>("return document.documentElement.lang", vec![]).await?
                    == locale)
            })
            .await?;
            visitor.browser.check_accessibility(&format!("{page}, {theme}, {locale}")).await?;
        }
        visitor.prefer("locale", "fr").await
    })
    .await
}

async fn pages_fit_a_phone_with_large_text(stage: &Stage) -> Result<()> {
    each_page(stage, async |visitor, page| {
        for (width, text) in [(320, "100%"), (320, "200%"), (360, "100%")] {
            visitor.browser.resize(width, 700).await?;
            visitor.browser.text_size(text).await?;
            visitor
                .browser
                .check_no_sideways_scroll()
                .await
                .with_context(|| format!("{page}, {width} px, {text}"))?;
        }
        visitor.browser.text_size("").await?;
        visitor.browser.resize(1280, 900).await
    })
    .await
}

async fn a_choice_of_language_and_theme_stays(stage: &Stage) -> Result<()> {
    let visitor = stage.visitor().await?;
    visitor.sign_in(people::AMINA).await?;
    visitor.prefer("theme", "dark").await?;
    visitor.prefer("locale", "en").await?;
    until("the page in English", async || {
        Ok(!visitor.browser.find_all(&Query::role("link").named("Home")).await?.is_empty())
    })
    .await?;
    visitor.visit("/account").await?;
    let (lang, theme): (String, String) = visitor
        .browser
        .run("const { lang, dataset } = document.documentElement; return [lang, dataset.theme ?? '']", vec![])
        .await?;
    ensure!((lang.as_str(), theme.as_str()) == ("en", "dark"), "the next page is {lang}, {theme}");
    Ok(())
}

async fn a_page_that_does_not_exist_says_so(stage: &Stage) -> Result<()> {
    let visitor = stage.visitor().await?;
    visitor.sign_in(people::AMINA).await?;
    for path in ["/no-such-page", "/w/no-such-instance", "/admin"] {
        visitor.visit(path).await?;
        let heading = visitor.browser.find(&Query::role("heading")).await?.text().await?;
        ensure!(heading.split_whitespace().count() >= 2, "{path} says “{heading}”");
        ensure!(
            !visitor.browser.find_all(&Query::role("link").within("main")).await?.is_empty()
                || !visitor.browser.find_all(&Query::role("button").within("main")).await?.is_empty(),
            "{path} offers no way on"
        );
        visitor.browser.check_accessibility(path).await?;
        visitor.browser.top().await?;
    }
    Ok(())
}

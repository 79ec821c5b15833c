//! What people do in the ENT with a browser: sign in, open a widget's page, change how it looks.

use std::sync::Arc;

use anyhow::{Context, Result};
use serde_json::json;

use crate::locate::{Query, button, field, link};
use crate::stage::{Mode, Visitor};
use crate::wait::until;
use crate::widget::Widget;

use super::{CLASS, PASSWORD};

impl Visitor {
    /// Signs in on the ENT's own page, and waits for the home page.
    pub async fn sign_in(&self, login: &str) -> Result<()> {
        self.visit("/sign-in").await?;
        self.try_to_sign_in(login, PASSWORD).await?;
        until(&format!("{login} to be signed in"), async || Ok(self.path().await? != "/sign-in")).await
    }

    /// Fills the sign-in form that is shown, and sends it.
    pub async fn try_to_sign_in(&self, login: &str, password: &str) -> Result<()> {
        self.until_focused().await?;
        self.browser.fill(&field("Identifiant"), login).await?;
        self.browser.fill(&field("Mot de passe"), password).await?;
        self.browser.click_through(&button("Se connecter")).await
    }

    /// Waits until the field that a page gives the focus to has it: `WebKit` gives it some time after the load, and
    /// takes it from whoever types already.
    pub async fn until_focused(&self) -> Result<()> {
        until("the page to give the focus", async || {
            let script = "const wanted = document.querySelector('[autofocus]');
                return !wanted || document.activeElement === wanted";
            self.browser.run(script, vec![]).await
        })
        .await
    }

    /// The path that the top document shows.
    pub async fn path(&self) -> Result<String> {
        self.browser.top().await?;
        self.browser.run("return location.pathname", vec![]).await
    }

    /// The path and query of the page of `widget` in the 6e B, as the home page of the person signed in offers it.
    pub async fn widget_page(&self, widget: &str, mode: Mode) -> Result<String> {
        self.visit("/").await?;
        let script = "const classes = [...document.querySelectorAll('section')];
            const mine = classes.find((section) => section.querySelector('h2')?.textContent.trim() === args[1]);
            // What is not in the class is where the establishment as a whole has it.
            const links = [mine, document].filter(Boolean).flatMap((place) => [...place.querySelectorAll('a[href^=\"/w/\"]')].map((a) => a.getAttribute('href')));
            for (const href of links) {
              const answer = await fetch(`/i/${href.slice(3)}`, { headers: { accept: 'application/json' } });
              if (answer.ok && (await answer.json()).widget === args[0]) return href;
            }
            return null";
        let found: Option<String> = self.browser.run_async(script, vec![json!(widget), json!(CLASS)]).await?;
        let page = found.with_context(|| format!("the home page offers no {widget}"))?;
        Ok(if mode == Mode::Page { format!("{page}?mode=page") } else { page })
    }

    /// The widget of the page that is shown.
    pub fn widget(self: &Arc<Self>, mode: Mode) -> Widget {
        Widget::new(self, mode, "greffon-widget")
    }

    /// Signs in, opens the page of `widget`, and waits until it can be used.
    pub async fn open(self: &Arc<Self>, login: &str, widget: &str, mode: Mode) -> Result<Widget> {
        self.sign_in(login).await?;
        let page = self.widget_page(widget, mode).await?;
        self.visit(&page).await?;
        let widget = self.widget(mode);
        widget.until_ready().await?;
        Ok(widget)
    }

    /// Chooses a value in the ENT's own preferences: `theme` light, dark or auto; `locale` fr or en.
    pub async fn prefer(&self, name: &str, value: &str) -> Result<()> {
        self.browser.top().await?;
        let script = "const menu = document.querySelector('details.menu'); menu.open = true;
            return menu.querySelector(`input[name=\"${arguments[0]}\"][value=\"${arguments[1]}\"]`)";
        let choice = self.browser.element(script, vec![json!(name), json!(value)]).await?;
        let choice = choice.with_context(|| format!("the preferences have no {name} {value}"))?;
        if choice.click().await.is_err() {
            let label =
                self.browser.element("return arguments[0].labels[0]", vec![choice.to_json()?]).await?;
            label.context("the choice has no label")?.click().await?;
        }
        until(&format!("{name} {value} to be chosen"), async || {
            let script = "const menu = document.querySelector('details.menu');
                const chosen = menu.querySelector(`input[name=\"${arguments[0]}\"][value=\"${arguments[1]}\"]`).checked;
                if (chosen) menu.open = false;
                return chosen";
            self.browser.run(script, vec![json!(name), json!(value)]).await
        })
        .await
    }

    /// Signs out by the button that everybody uses.
    pub async fn sign_out(&self) -> Result<()> {
        self.browser.top().await?;
        self.browser.click_through(&button("Se déconnecter")).await?;
        self.browser.find(&Query::role("heading").named("Se connecter")).await.map(drop)
    }

    /// Goes home by the ENT's own link.
    pub async fn go_home(&self) -> Result<()> {
        self.browser.top().await?;
        self.browser.click(&link("Accueil")).await?;
        until("the home page", async || Ok(self.path().await? == "/")).await
    }
}

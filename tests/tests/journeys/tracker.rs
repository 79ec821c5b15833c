//! The CRCN tracker as its users know it: a competence, its ticks, the button that makes them count.

use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use greffon_tests::locate::{Query, button, heading};
use greffon_tests::stage::{Stage, Visitor};
use greffon_tests::wait::until;
use greffon_tests::widget::Widget;
use greffon_tests::words::Words;

/// The tracker, open in somebody's browser.
pub(crate) struct Tracker {
    pub(crate) visitor: Arc<Visitor>,
    pub(crate) widget: Widget,
    pub(crate) words: Words,
    pub(crate) kit: Words,
}

impl Tracker {
    /// A person comes with a browser of their own, signs in and opens the tracker.
    pub(crate) async fn open(stage: &Stage, login: &str) -> Result<Self> {
        let visitor = stage.visitor().await?;
        let widget = visitor.open(login, "crcn", stage.mode()).await?;
        Ok(Self { visitor, widget, words: Words::of_widget("crcn", "fr")?, kit: Words::of_kit("fr")? })
    }

    /// Loads the page anew, as F5 does.
    pub(crate) async fn reload(&self) -> Result<()> {
        self.visitor.browser.reload().await?;
        self.widget.until_ready().await
    }

    /// Opens a competence from the cards.
    pub(crate) async fn go_to(&self, code: &str) -> Result<()> {
        self.widget.click(&Query::role("button").containing(code).within(".crcn-cards")).await?;
        self.widget.find(&Query::role("heading").containing(code)).await?;
        Ok(())
    }

    /// Goes back to the cards.
    pub(crate) async fn go_back(&self) -> Result<()> {
        self.widget.click(&button(&self.words.get("comp.back")?)).await?;
        self.widget.find(&heading(&self.words.get("app.name")?)).await?;
        Ok(())
    }

    /// Ticks every box of a level; says how many there were.
    pub(crate) async fn tick_level(&self, level: u8) -> Result<usize> {
        let script = "return [...root.querySelectorAll('fieldset.crcn-level')]
            .filter((set) => set.querySelector(`[id^=\"crcn-tick-${arguments[0]}-\"]`))
            .flatMap((set) => [...set.querySelectorAll('input')].filter((box) => !box.checked).map((box) => box.id))";
        let boxes: Vec<String> = self.widget.run(script, vec![level.into()]).await?;
        for id in &boxes {
            self.widget.click(&Query::css(&format!("[id=\"{id}\"]"))).await?;
        }
        ensure!(!boxes.is_empty(), "level {level} has no box to tick");
        Ok(boxes.len())
    }

    /// Makes it count.
    pub(crate) async fn validate(&self) -> Result<()> {
        self.widget.click(&button(&self.words.get("comp.validate")?)).await
    }

    /// Waits until the screen says where the person stands, in these words.
    pub(crate) async fn stands_at(&self, words: &str) -> Result<()> {
        let position = Query::text(words).within(".crcn-verdict");
        self.widget.find(&position).await.map(drop).with_context(|| format!("the position is not “{words}”"))
    }

    /// Waits until the screen says that everything is saved.
    pub(crate) async fn saved(&self) -> Result<()> {
        let saved = self.kit.get("save.saved")?;
        self.widget.find(&Query::text(&saved)).await.map(drop)
    }

    /// Waits until the screen says that so many changes wait for the network.
    pub(crate) async fn waiting(&self, changes: usize) -> Result<()> {
        let words = self.kit.count("save.waiting", changes, &[])?;
        self.widget.find(&Query::text(&words)).await.map(drop)
    }

    /// Waits until the history of the open competence has so many lines.
    pub(crate) async fn history_has(&self, lines: usize) -> Result<()> {
        until(&format!("{lines} lines of history"), async || {
            let found = "return root.querySelectorAll('.crcn-timeline > li').length";
            Ok(self.widget.run::<usize>(found, vec![]).await? == lines)
        })
        .await
    }

    /// What the screen says of a level, such as “niveau 1”.
    pub(crate) fn level(&self, level: u8) -> Result<String> {
        self.words.with("standing.level", &[("level", &level.to_string())])
    }
}

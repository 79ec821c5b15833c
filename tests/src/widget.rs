//! A widget on a page, looked at from outside: the same calls in both modes.

use std::fmt;
use std::sync::Arc;

use anyhow::Result;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::engine::Engine;
use crate::locate::Query;
use crate::stage::{Mode, Visitor};
use crate::wait::until;

/// One widget of a page in a visitor's browser.
#[derive(Debug, Clone)]
pub struct Widget {
    visitor: Arc<Visitor>,
    mode: Mode,
    /// Finds the element that holds the widget in the page.
    holder: String,
}

impl Widget {
    /// The widget in the element that `holder` (a CSS selector) finds.
    pub fn new(visitor: &Arc<Visitor>, mode: Mode, holder: &str) -> Self {
        Self { visitor: Arc::clone(visitor), mode, holder: holder.to_owned() }
    }

    fn browser(&self) -> &Browser {
        &self.visitor.browser
    }

    /// Makes the widget's document the current one: two frames down, or the page itself.
    pub async fn enter(&self) -> Result<()> {
        self.browser().top().await?;
        if self.mode == Mode::Page {
            return Ok(());
        }
        until(&format!("the frames of {}", self.holder), async || {
            self.browser().top().await?;
            let script = "const deep = (r) => r.querySelector('iframe') ?? [...r.querySelectorAll('*')]
                    .map((e) => e.shadowRoot && deep(e.shadowRoot)).find(Boolean) ?? null;
                const holder = document.querySelector(arguments[0]);
                return holder && ((holder.shadowRoot && deep(holder.shadowRoot)) ?? deep(holder));";
            let Some(cage) = self.browser().element(script, vec![json!(self.holder)]).await? else {
                return Ok(false);
            };
            cage.enter_frame().await?;
            let Some(inner) =
                self.browser().element("return document.querySelector('iframe')", vec![]).await?
            else {
                return Ok(false);
            };
            inner.enter_frame().await?;
            Ok(true)
        })
        .await
    }

    /// Waits until the widget is shown and has something to read or to do in it.
    pub async fn until_ready(&self) -> Result<()> {
        until(&format!("{self} to be shown"), async || {
            self.browser().top().await?;
            let script = "const deep = (r) => [...r.querySelectorAll('*')].flatMap((e) => [e, ...(e.shadowRoot ? deep(e.shadowRoot) : [])]);
                const holder = document.querySelector(arguments[0]);
                const place = holder && deep(holder.shadowRoot ?? holder).concat(holder.shadowRoot ? deep(holder) : [])
                    .find((e) => e.tagName === 'IFRAME' || /^greffon-.*-\\d+$/i.test(e.tagName));
                return !!place && getComputedStyle(place).visibility === 'visible' && place.getClientRects().length > 0";
            self.browser().run(script, vec![json!(self.holder)]).await
        })
        .await?;
        until(&format!("something to read or to do in {self}"), async || {
            for role in ["heading", "button", "link", "radio", "checkbox"] {
                if !self.find_all(&Query::role(role)).await?.is_empty() {
                    return Ok(true);
                }
            }
            Ok(false)
        })
        .await
    }

    /// The query, kept to this widget where its document holds more than it.
    fn mine(&self, query: &Query) -> Query {
        match self.mode {
            Mode::Frame => query.clone(),
            Mode::Page => query.clone().or_within(&self.holder),
        }
    }

    /// Waits for what `query` describes inside the widget.
    pub async fn find(&self, query: &Query) -> Result<thirtyfour::WebElement> {
        self.enter().await?;
        self.browser().find(&self.mine(query)).await
    }

    /// Everything inside the widget that `query` describes, now.
    pub async fn find_all(&self, query: &Query) -> Result<Vec<thirtyfour::WebElement>> {
        self.enter().await?;
        self.browser().find_all(&self.mine(query)).await
    }

    /// Clicks what `query` describes, once it is there and stands still. Before each try it is brought into sight again:
    /// the frame may have grown meanwhile.
    pub async fn click(&self, query: &Query) -> Result<()> {
        let mine = self.mine(query);
        let mut place = None;
        until(&format!("a click on {mine}"), async || {
            self.bring_into_sight(query).await?;
            self.enter().await?;
            self.browser().try_click(&mine, &mut place).await
        })
        .await
    }

    /// Scrolls the page as a hand does. What a script in a frame of another origin scrolls moves the page around it in
    /// some engines only, and a click outside of the window hits nothing.
    async fn bring_into_sight(&self, query: &Query) -> Result<()> {
        if self.mode == Mode::Page || self.browser().engine() != Engine::Webkit {
            return Ok(());
        }
        let element = self.find(query).await?;
        let middle = "const { top, height } = arguments[0].getBoundingClientRect(); return top + height / 2";
        let middle: f64 = self.browser().run(middle, vec![element.to_json()?]).await?;
        self.browser().top().await?;
        let scroll = "const { top } = document.querySelector(arguments[0]).getBoundingClientRect();
            scrollBy({ top: top + arguments[1] - innerHeight / 2, behavior: 'instant' }); return null";
        self.browser().run(scroll, vec![json!(self.holder), json!(middle)]).await
    }

    /// Empties a field and types into it.
    pub async fn fill(&self, query: &Query, text: &str) -> Result<()> {
        self.bring_into_sight(query).await?;
        self.enter().await?;
        self.browser().fill(&self.mine(query), text).await
    }

    /// Waits until the widget shows nothing that `query` describes.
    pub async fn gone(&self, query: &Query) -> Result<()> {
        self.enter().await?;
        self.browser().gone(&self.mine(query)).await
    }

    /// Waits until the box or radio that `query` describes is ticked, or is not.
    pub async fn is_ticked(&self, query: &Query, ticked: bool) -> Result<()> {
        until(&format!("{query} to be {}", if ticked { "ticked" } else { "clear" }), async || {
            let Some(control) = self.find_all(query).await?.into_iter().next() else { return Ok(false) };
            Ok(control.is_selected().await? == ticked)
        })
        .await
    }

    /// Runs the body of a function where the widget lives; `root` in it is what holds the widget's elements.
    pub async fn run<T: DeserializeOwned>(&self, body: &str, arguments: Vec<Value>) -> Result<T> {
        self.enter().await?;
        let root = format!(
            "const open = (e) => e.shadowRoot ? [e.shadowRoot] : [...e.children].flatMap(open);
             const deepest = (r) => {{ const inner = [...r.children].flatMap(open); return inner.length ? deepest(inner[0]) : r; }};
             const holder = {};
             const root = deepest(holder.shadowRoot ?? holder);",
            match self.mode {
                Mode::Frame => "document.body".to_owned(),
                Mode::Page => format!("document.querySelector({})", json!(self.holder)),
            }
        );
        self.browser().run(&format!("{root}\n{body}"), arguments).await
    }

    /// The element that the body of a function returns in the widget's document.
    pub async fn element(&self, body: &str) -> Result<Option<thirtyfour::WebElement>> {
        self.enter().await?;
        self.browser().element(body, vec![]).await
    }

    /// The whole visible text of the widget.
    pub async fn text(&self) -> Result<String> {
        self.run(
            "return (root.body ?? root.firstElementChild?.parentNode).textContent.replace(/\\s+/gu, ' ')",
            vec![],
        )
        .await
    }
}

impl fmt::Display for Widget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.holder, self.mode.name())
    }
}

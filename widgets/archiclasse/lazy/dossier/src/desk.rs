//! What the part knows and does: the plan that is open, its checks, prices and inventory.

mod page;
mod store;

pub(crate) use page::Page;

use greffon_archiclasse_catalogue::{Catalogue, Variations, catalogue, variation};
use greffon_archiclasse_exchange::export::figure::{Figure, figures};
use greffon_archiclasse_exchange::export::{bill, dxf, json, sheet, svg};
use greffon_archiclasse_exchange::import::{self, Trouble};
use greffon_archiclasse_inventory::price::Price;
use greffon_archiclasse_inventory::stock::Held;
use greffon_archiclasse_inventory::{Bill, PriceList, Stock};
use greffon_archiclasse_plan::object::Answer;
use greffon_archiclasse_plan::{Id, Kind, Names, Object, Plan, Ref, keys};
use greffon_archiclasse_rules::{Checker, Finding, Rules, rule};
use greffon_kit::i18n::Text;
use greffon_kit::json as kit_json;
use greffon_kit::part::{Event, Part};
use greffon_kit::replica::Edit;
use greffon_kit::session::Session;
use greffon_kit::ui::SaveState;
use greffon_kit::widget::{Content, Effect};
use greffon_protocol::Key;
use serde_json::Value;
use yew::{Callback, Html};

use crate::png;
use crate::screens;
use crate::text::T;

/// What the screens send.
#[derive(Debug, Clone)]
pub enum Msg {
    /// Another page.
    Turn(Page),
    /// Begin to answer a question; `None`: stop.
    Answering(Option<(String, String)>),
    /// What was typed as the answer.
    Draft(String),
    /// Keep the answer.
    Answer,
    /// Take an answer back.
    Withdraw(Id),
    /// The price of a piece was typed, to buy or to repair.
    Price(String, bool, String),
    /// How many of a piece the school has, in good state or to be repaired.
    Hold(String, bool, String),
    /// Hand a file out.
    Save(Export),
    /// Let the person pick a list.
    Pick(List),
    /// Print the page.
    Print,
}

/// A file that goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// The plan as a picture.
    Svg,
    /// The plan as a picture of points, so many along its longer side.
    Png(u32),
    /// The plan on a sheet of paper, to scale.
    Sheet(sheet::Scale, sheet::Paper),
    /// The plan for drawing programs.
    Dxf,
    /// The plan for this program.
    Json,
    /// The bill for a spreadsheet.
    Csv,
}

/// A list that comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Prices.
    Prices,
    /// What the school has.
    Inventory,
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// So many pieces were taken; what could not be.
    Taken(usize, Vec<Trouble>),
    /// The plan is larger than the paper.
    NoSheet(sheet::NoSheet),
    /// There is nothing to paint, or the browser paints nothing.
    NoPicture,
}

/// A field whose text was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) field: String,
    pub(crate) text: String,
}

/// The part.
#[derive(Debug)]
pub struct Desk {
    pub(crate) page: Page,
    pub(crate) plan: Plan,
    pub(crate) loaded: bool,
    pub(crate) catalogue: Catalogue,
    pub(crate) variations: Variations,
    pub(crate) rules: Rules,
    pub(crate) checker: Option<Checker>,
    pub(crate) prices: PriceList,
    pub(crate) stock: Stock,
    pub(crate) answering: Option<(String, String)>,
    pub(crate) draft: String,
    pub(crate) wrong: Option<Wrong>,
    pub(crate) outcome: Option<Outcome>,
    open: Option<Id>,
    picking: List,
}

/// The largest list that is read, bytes.
const LARGEST: u64 = 1024 * 1024;

impl Part for Desk {
    type Msg = Msg;

    fn open(_session: &Session, page: &str) -> Self {
        let (page, open) = Page::read(page);
        Self {
            page,
            plan: Plan::default(),
            loaded: false,
            catalogue: Catalogue::read(&shipped(catalogue::BUILT_IN)).0,
            variations: Variations::read(&shipped(variation::BUILT_IN)).0,
            rules: Rules::read(&shipped(rule::BUILT_IN)),
            checker: None,
            prices: PriceList::default(),
            stock: Stock::default(),
            answering: None,
            draft: String::new(),
            wrong: None,
            outcome: None,
            open,
            picking: List::Prices,
        }
    }

    fn update(&mut self, session: &Session, event: Event<Msg>, now: &str) -> Vec<Effect> {
        match event {
            Event::Own(msg) => return self.own(session, msg, now),
            Event::Page(page) => {
                let (page, open) = Page::read(&page);
                self.page = page;
                if open != self.open {
                    self.open = open;
                    self.checker = None;
                }
            }
            Event::Items { items, all } => {
                if all {
                    self.plan = Plan::default();
                    self.loaded = true;
                }
                let changed: Vec<Ref> = items.iter().filter_map(|item| self.take(item)).collect();
                match &mut self.checker {
                    Some(checker) if !all => {
                        checker.update(&self.plan, &self.catalogue, Some(&self.variations), &changed);
                    }
                    checker => {
                        *checker = Some(Checker::new(&self.plan, &self.catalogue, Some(&self.variations)));
                    }
                }
            }
            Event::Answered { outcome, .. } => {
                if let Ok(file) = outcome {
                    return self.read(&file);
                }
            }
            Event::Refused(_) | Event::Session | Event::Later => {}
        }
        Vec::new()
    }

    fn render(&self, session: &Session, save: SaveState, send: &Callback<Msg>) -> Html {
        screens::view(self, session, save, send)
    }
}

impl Desk {
    /// Whether this person may write now.
    pub(crate) fn writes(session: &Session) -> bool {
        !session.is_read_only()
            && session.user.roles.iter().any(|role| matches!(role.as_str(), "teacher" | "head"))
    }

    /// The bill of the plan, with the inventory taken off.
    pub(crate) fn bill(&self) -> Bill {
        Bill::of(&self.plan, &self.catalogue, &self.stock, &self.prices)
    }

    /// The answer to a question, with its name.
    pub(crate) fn answer(&self, finding: &Finding) -> Option<(Id, &Answer)> {
        let mut answers = self.plan.answers.iter();
        answers.find(|(_, answer)| answer.check == finding.check.id() && answer.about == finding.about)
    }

    fn own(&mut self, session: &Session, msg: Msg, now: &str) -> Vec<Effect> {
        let lang = screens::lang(session);
        match msg {
            Msg::Turn(page) => {
                self.page = page;
                self.outcome = None;
                return vec![Effect::Focus("#dossier-title".to_owned())];
            }
            Msg::Answering(question) => {
                self.draft = question
                    .as_ref()
                    .and_then(|(check, about)| {
                        let mut answers = self.plan.answers.iter();
                        answers.find(|(_, answer)| answer.check == *check && answer.about == *about)
                    })
                    .map(|(_, answer)| answer.text.clone())
                    .unwrap_or_default();
                self.answering = question;
                if self.answering.is_some() {
                    return vec![Effect::Focus("#dossier-answer".to_owned())];
                }
            }
            Msg::Draft(text) => self.draft = text,
            Msg::Answer => return self.keep_answer(session, now),
            Msg::Withdraw(id) => {
                return write(self.object_key(Ref::new(Kind::Answer, id)), None, "answer");
            }
            Msg::Price(item, repair, text) => return self.price(&item, repair, text),
            Msg::Hold(item, repair, text) => return self.hold(&item, repair, text),
            Msg::Save(export) => return self.save(session, export, now),
            Msg::Pick(list) => {
                self.picking = list;
                self.outcome = None;
                return vec![Effect::Pick { call: 1, accept: ".csv,.txt,text/csv".to_owned(), max: LARGEST }];
            }
            Msg::Print => return vec![Effect::Announce(T::PrintSoon.get(lang).to_owned()), Effect::Print],
        }
        Vec::new()
    }

    fn keep_answer(&mut self, session: &Session, now: &str) -> Vec<Effect> {
        let Some((check, about)) = self.answering.take() else { return Vec::new() };
        let text: String = self.draft.trim().chars().take(1000).collect();
        let known =
            self.plan.answers.iter().find(|(_, answer)| answer.check == check && answer.about == about);
        let id = match known {
            Some((id, _)) => id,
            // Two people who answer at once keep both answers: the name follows from who and when.
            None => Names::from_bits(store::bits(&[&check, &about, now, &session.instance])).fresh(),
        };
        let key = self.object_key(Ref::new(Kind::Answer, id));
        if text.is_empty() {
            return if known.is_some() { write(key, None, "answer") } else { Vec::new() };
        }
        let value = Object::Answer(Answer { check, about, text }).write();
        write(key, Some(value), "answer")
    }

    fn price(&mut self, item: &str, repair: bool, text: String) -> Vec<Effect> {
        let field = store::field("price", item, repair);
        let Ok(cents) = store::cents(&text) else {
            self.wrong = Some(Wrong { field, text });
            return Vec::new();
        };
        self.wrong = None;
        let known = self.prices.get(item);
        let price = if repair { Price { repair: cents, ..known } } else { Price { buy: cents, ..known } };
        self.prices.set(item, price);
        write(store::price_key(item), store::price_value(price), "price")
    }

    fn hold(&mut self, item: &str, repair: bool, text: String) -> Vec<Effect> {
        let field = store::field("stock", item, repair);
        let Some(count) = store::count(&text) else {
            self.wrong = Some(Wrong { field, text });
            return Vec::new();
        };
        self.wrong = None;
        let known = self.stock.get(item);
        let held = if repair { Held { repair: count, ..known } } else { Held { good: count, ..known } };
        self.stock.set(item, held);
        write(store::stock_key(item), store::stock_value(held), "stock")
    }

    fn save(&mut self, session: &Session, export: Export, now: &str) -> Vec<Effect> {
        let lang = screens::lang(session);
        let words = screens::words(lang);
        let date = now.get(..10).unwrap_or(now);
        let name = store::file_name(&self.plan.header.name);
        let (ending, mime, content) = match export {
            Export::Svg => ("svg", "image/svg+xml", svg::write(&self.plan, &self.catalogue, words)),
            Export::Png(longest) => {
                return self.picture(name, &figures(&self.plan, &self.catalogue, words), longest);
            }
            Export::Sheet(scale, paper) => {
                match sheet::write(&self.plan, &self.catalogue, words, (scale, paper), date) {
                    Ok(content) => ("svg", "image/svg+xml", content),
                    Err(why) => {
                        self.outcome = Some(Outcome::NoSheet(why));
                        return Vec::new();
                    }
                }
            }
            Export::Dxf => ("dxf", "image/vnd.dxf", dxf::write(&self.plan, &self.catalogue, words)),
            Export::Json => ("json", "application/json", json::write(&self.plan, kit_json::write)),
            Export::Csv => ("csv", "text/csv", bill::csv(&self.bill(), &self.catalogue, words)),
        };
        self.outcome = None;
        vec![Effect::Save {
            name: [&name, ".", ending].concat(),
            mime: mime.to_owned(),
            content: Content::Text(content),
        }]
    }

    fn picture(&mut self, name: String, figures: &[Figure], longest: u32) -> Vec<Effect> {
        let Some(bytes) = png::draw(figures, longest) else {
            self.outcome = Some(Outcome::NoPicture);
            return Vec::new();
        };
        self.outcome = None;
        let (name, mime) = ([&name, ".png"].concat(), "image/png".to_owned());
        vec![Effect::Save { name, mime, content: Content::Bytes(bytes) }]
    }

    /// A file was picked.
    fn read(&mut self, file: &Value) -> Vec<Effect> {
        let bytes = file["text"].as_str().unwrap_or_default().as_bytes();
        let mut edits = Vec::new();
        let mut add = |key: String, value: Option<Value>| {
            if let (Ok(key), Some(value)) = (Key::try_from(key), value) {
                edits.push(Edit::set(key, value));
            }
        };
        let (count, troubles) = match self.picking {
            List::Prices => {
                let import = import::prices(bytes, &self.catalogue);
                for (item, price) in import.value.iter() {
                    add(store::price_key(item), store::price_value(price));
                    self.prices.set(item, price);
                }
                (import.value.iter().count(), import.troubles)
            }
            List::Inventory => {
                let import = import::inventory(bytes, &self.catalogue);
                for (item, held) in import.value.iter() {
                    add(store::stock_key(item), store::stock_value(held));
                    self.stock.set(item, held);
                }
                (import.value.iter().count(), import.troubles)
            }
        };
        self.outcome = Some(Outcome::Taken(count, troubles));
        // At most fifty items a write.
        edits
            .chunks(50)
            .map(|edits| Effect::Write { edits: edits.to_vec(), label: "list".to_owned() })
            .chain([Effect::Focus("#dossier-outcome".to_owned())])
            .collect()
    }

    fn object_key(&self, name: Ref) -> String {
        self.open.map(|plan| keys::object(plan, name)).unwrap_or_default()
    }
}

/// A write of one item.
fn write(key: String, value: Option<Value>, label: &str) -> Vec<Effect> {
    let Ok(key) = Key::try_from(key) else { return Vec::new() };
    vec![Effect::Write { edits: vec![Edit { key, value }], label: label.to_owned() }]
}

/// What ships as JSON text, read.
fn shipped(text: &str) -> Value {
    kit_json::parse(text).unwrap_or_default()
}

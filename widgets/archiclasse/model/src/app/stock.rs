//! All plans of the instance, as far as they are known here: the replica's copy, read.

use greffon_archiclasse_plan::Order as _;
use std::rc::Rc;

use greffon_archiclasse_plan::keys::{self, Slot};
use greffon_archiclasse_plan::photo::Parts;
use greffon_archiclasse_plan::table::Table;
use greffon_archiclasse_plan::{Fault, Header, Id, Object, Plan, Problem};
use serde_json::Value;

/// A plan and what is known of how it is stored.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The plan.
    pub plan: Rc<Plan>,
    /// Its header is there: otherwise the plan is deleted, or not here yet.
    pub listed: bool,
    /// A newer version wrote it: it is shown and not changed.
    pub newer: bool,
    /// Keys of what could not be read.
    pub damaged: Vec<String>,
}

/// All plans.
#[derive(Debug, Clone, Default)]
pub struct Stock {
    sheets: Table<Sheet>,
    photos: Table<Rc<Parts>>,
}

impl Stock {
    /// The plan of that name.
    pub fn sheet(&self, plan: Id) -> Option<&Sheet> {
        self.sheets.get(plan).filter(|sheet| sheet.listed)
    }

    /// Every plan that has a header, by what it is called.
    pub fn listed(&self) -> Vec<(Id, &Sheet)> {
        let mut all: Vec<(Id, &Sheet)> = self.sheets.iter().filter(|(_, sheet)| sheet.listed).collect();
        all.order_by(|(one, a), (other, b)| a.plan.header.name.cmp(&b.plan.header.name).then(one.cmp(other)));
        all
    }

    /// Takes a change of an item. The plan that it belongs to, and what could not be read.
    pub fn put(&mut self, key: &str, value: Option<&Value>) -> (Option<Id>, Option<Problem>) {
        let Some(slot) = keys::read(key) else { return (None, None) };
        let plan = match slot {
            Slot::Header(plan) | Slot::Object(plan, _) => plan,
            Slot::Photo(photo, at) => {
                self.put_photo(photo, at, value);
                return (None, None);
            }
        };
        if self.sheets.get(plan).is_none() {
            if value.is_none() {
                return (None, None);
            }
            self.sheets.put(plan, Sheet::default());
        }
        let Some(sheet) = self.sheets.get_mut(plan) else { return (None, None) };
        sheet.damaged.retain(|known| known != key);
        let problem = match slot {
            Slot::Header(_) => sheet.header(value),
            Slot::Object(_, name) => match value.map(|value| Object::read(name.kind, value)) {
                None => {
                    Rc::make_mut(&mut sheet.plan).remove(name);
                    None
                }
                Some(Ok(object)) => {
                    Rc::make_mut(&mut sheet.plan).put(name, object);
                    None
                }
                Some(Err(problem)) => Some(problem),
            },
            Slot::Photo(..) => None,
        };
        if problem.is_some() {
            sheet.damaged.push(key.to_owned());
        }
        (Some(plan), problem)
    }

    /// What has come of a photo.
    pub fn photo(&self, photo: Id) -> Option<&Rc<Parts>> {
        self.photos.get(photo).filter(|parts| !parts.is_empty())
    }

    /// How many plans have this photo.
    pub(super) fn sharing(&self, photo: Id) -> usize {
        let has = |sheet: &Sheet| {
            sheet.plan.header.background.as_ref().is_some_and(|own| own.photo() == Some(photo))
        };
        self.sheets.iter().filter(|(_, sheet)| sheet.listed && has(sheet)).count()
    }

    fn put_photo(&mut self, photo: Id, at: usize, value: Option<&Value>) {
        let mut parts = self.photos.get(photo).map(|known| Parts::clone(known)).unwrap_or_default();
        parts.put(at, value.cloned());
        self.photos.put(photo, Rc::new(parts));
    }
}

impl Sheet {
    fn header(&mut self, value: Option<&Value>) -> Option<Problem> {
        self.listed = value.is_some();
        self.newer = false;
        match value.map(Header::read)? {
            Ok(header) => {
                Rc::make_mut(&mut self.plan).header = header;
                None
            }
            Err(problem) => {
                self.newer = problem.fault == Fault::Newer;
                Some(problem)
            }
        }
    }
}

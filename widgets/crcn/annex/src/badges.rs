//! One's badges: the catalogues, what one recognises in oneself, whom one asks, what was signed, shown and taken away.

use greffon_crcn_model::badge::bake::bake_svg;
use greffon_crcn_model::badge::catalogue::{self, BadgeClass, Catalogue};
use greffon_crcn_model::badge::credential::Matter;
use greffon_crcn_model::badge::picture::{address, marks, picture};
use greffon_crcn_model::badge::reading::{self, BadgeRead, Unread};
use greffon_crcn_model::badge::shelf::{self, Held, Shelf, State};
use greffon_crcn_model::badge::{Answer, Claim, Place, Slot, Text, uuid};
use greffon_crcn_model::framework::Lang;
use greffon_crcn_model::moment::Day;
use greffon_crcn_model::note::note;
use greffon_crcn_model::position::Stamp;
use greffon_protocol::{Key, Op};
use serde_json::Value;

use crate::machine::{Purpose, Turn};
use crate::people::Someone;
use crate::{Effect, Field, Model, Page, Problem, Say};

/// The page.
#[derive(Debug, Clone, PartialEq)]
pub struct Badges {
    /// One's own, newest first.
    pub held: Vec<HeldLine>,
    /// What can be asked for.
    pub catalogues: Vec<CatalogueView>,
    /// Who can be asked; `None` where the host does not tell.
    pub askable: Option<Vec<Someone>>,
    /// Badges of one's own that this version cannot read, and leaves as they are.
    pub unreadable: usize,
    /// Nothing may be changed.
    pub read_only: bool,
}

/// A badge of one's own.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldLine {
    /// Its UUID.
    pub id: String,
    /// With its degree.
    pub name: String,
    /// The address of its picture.
    pub picture: String,
    /// What to have done.
    pub criteria: String,
    /// Why one recognises it in oneself.
    pub because: Option<String>,
    /// Since which day.
    pub on: Day,
    /// How far it is.
    pub state: State,
    /// Whom one asked, by name where it is known, and whether they answered; with the key that takes it back.
    pub asked: Vec<(String, Option<String>, bool)>,
    /// What classmates confirmed, by name where it is known.
    pub answers: Vec<(Option<String>, Answer)>,
    /// So many classmates are still to confirm before a teacher completes.
    pub peers_missing: usize,
    /// When a teacher completed it, and whether it is signed.
    pub award: Option<(Day, bool)>,
    /// Signed by another establishment and brought along: its name, where it says it, and the day.
    pub brought: Option<(Option<String>, Day)>,
    /// Who sees the signed badge, where the host tells.
    pub holding: Option<Holding>,
    /// The form that asks about it is open.
    pub open: bool,
}

/// A catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct CatalogueView {
    /// Its name.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// Its degrees.
    pub levels: Vec<String>,
    /// Its badges.
    pub badges: Vec<BadgeCard>,
}

/// A badge of a catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct BadgeCard {
    /// `catalogue/badge`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The address of its picture.
    pub picture: String,
    /// What it says.
    pub description: String,
    /// Codes of the competences that it is about.
    pub competences: Vec<String>,
    /// What to have done, by degree.
    pub criteria: Vec<String>,
    /// The form that claims it is open.
    pub open: bool,
}

/// Who sees a signed badge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The UUID of the badge.
    pub id: String,
    /// Whether everybody who has its address sees it.
    pub shown: bool,
    /// The address of its page.
    pub url: String,
    /// Whether the establishment took it back.
    pub revoked: bool,
}

/// The form of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureForm {
    /// Drawn by lines, at any size.
    Svg,
    /// Drawn by points, which everything reads.
    Png,
}

/// A badge file that was read.
#[derive(Debug, Clone, PartialEq)]
pub enum BadgeFile {
    /// The host could not hand it over.
    NotRead,
    /// There is no badge in it.
    Fault(Unread),
    /// There is one; whether it is word for word one of those kept here, where it has the id of one.
    Read(Box<BadgeRead>, Option<bool>),
}

/// What the pages of badges remember.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct BadgeState {
    /// The badge of a catalogue whose form is open.
    pub(crate) claiming: Option<String>,
    /// The badge of one's own whose form is open.
    pub(crate) asking: Option<String>,
    /// The question whose form is open: who asks, and the badge.
    pub(crate) answering: Option<(String, String)>,
    /// Who sees signed badges; `None` until the host told.
    pub(crate) holdings: Option<Vec<Holding>>,
    /// The host is being asked for them.
    pub(crate) asking_host: bool,
    /// A signature is being asked for.
    pub(crate) signing: bool,
    /// Why the open badge was not signed.
    pub(crate) refused: Option<String>,
    pub(crate) file: Option<BadgeFile>,
}

/// The fields of a claim.
const CLAIM: [Field; 2] = [Field::BadgeLevel, Field::BadgeBecause];

/// A UUID made of the stamp's fresh id: every bit of that id stays in it.
pub(crate) fn fresh_uuid(stamp: &Stamp) -> String {
    let digit = |sign: u8| match sign {
        b'a'..=b'z' => sign - b'a',
        _ => sign.wrapping_sub(b'2').wrapping_add(26),
    };
    let bits =
        stamp.id.as_str().bytes().fold(0_u128, |bits, sign| bits.rotate_left(5) ^ u128::from(digit(sign)));
    let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or_default();
    uuid([half(bits >> 64), half(bits)])
}

/// The bytes of a file as the host hands it over: of a picture, a sign for each byte. An SVG that the system takes for
/// no picture comes as its text.
fn bytes_of(text: &str) -> Vec<u8> {
    let byte = |sign: char| match u32::from(sign) {
        low @ 0..=0x7f => u8::try_from(low).ok(),
        high @ 0xf780..=0xf7ff => u8::try_from(high & 0xff).ok(),
        _ => None,
    };
    text.chars().map(byte).collect::<Option<_>>().unwrap_or_else(|| text.as_bytes().to_vec())
}

/// The name of a badge at a level.
pub(crate) fn name_of(catalogue: &Catalogue, badge: &BadgeClass, level: usize) -> Text {
    let with = |lang: Lang| {
        let name = badge.name.get(lang);
        match level.checked_sub(1).and_then(|place| catalogue.levels.get(place)) {
            Some(level) => [name, " – ", level.get(lang)].concat(),
            None => name.to_owned(),
        }
    };
    Text { fr: with(Lang::Fr), en: with(Lang::En) }
}

/// An edit of the replica.
pub(crate) fn edit(op: Op) -> (Key, Option<Value>) {
    (op.key, op.value)
}

impl Model {
    /// The page; `None` without an id, and until the items came.
    pub fn badges(&self, lang: Lang) -> Option<Badges> {
        let me = self.me.as_deref().filter(|_| self.loaded)?;
        let own = self.shelf()?;
        let catalogues = self.catalogues.iter().map(|catalogue| CatalogueView {
            title: catalogue.title.get(lang).to_owned(),
            source: catalogue.source.get(lang).to_owned(),
            levels: catalogue.levels.iter().map(|level| level.get(lang).to_owned()).collect(),
            badges: catalogue.badges.iter().map(|badge| self.card(catalogue, badge, lang)).collect(),
        });
        Some(Badges {
            held: own.held.iter().filter_map(|held| self.held_line(held, lang)).collect(),
            catalogues: catalogues.collect(),
            askable: self.askable(me),
            unreadable: own.unreadable,
            read_only: !self.can_write(),
        })
    }

    /// The badge file that was read last.
    pub const fn badge_file(&self) -> Option<&BadgeFile> {
        self.badges.file.as_ref()
    }

    /// Whether a badge is being signed.
    pub const fn is_signing(&self) -> bool {
        self.badges.signing
    }

    pub(crate) fn shelf(&self) -> Option<Shelf> {
        let items: Vec<(&str, &Value)> = self.items.under("badge").collect();
        Some(Shelf::of(self.me.as_deref()?, items, &self.catalogues))
    }

    fn card(&self, catalogue: &Catalogue, badge: &BadgeClass, lang: Lang) -> BadgeCard {
        let id = [&catalogue.id, "/", &badge.id].concat();
        BadgeCard {
            name: badge.name.get(lang).to_owned(),
            // At its highest, so that one sees what there is to win.
            picture: address(catalogue, badge, catalogue.levels.len()),
            description: badge.description.get(lang).to_owned(),
            competences: badge.competences.clone(),
            criteria: badge.criteria.iter().map(|text| text.get(lang).to_owned()).collect(),
            open: self.badges.claiming.as_ref() == Some(&id),
            id,
        }
    }

    fn held_line(&self, held: &Held, lang: Lang) -> Option<HeldLine> {
        let (catalogue, badge) = shelf::class_of(&self.catalogues, &held.claim)?;
        let me = self.me.as_deref()?;
        let name = |id: &String| self.people.name(id).map(str::to_owned);
        let asked = held.asked.iter().filter_map(|whom| {
            let key = Slot { place: Place::Asked, owner: whom, by: me, id: &held.id }.key()?;
            let answered = held.award.is_some() || held.answers.iter().any(|(by, _)| by == whom);
            Some((key.as_str().to_owned(), name(whom), answered))
        });
        Some(HeldLine {
            name: name_of(catalogue, badge, held.claim.level).get(lang).to_owned(),
            picture: address(catalogue, badge, held.claim.level),
            criteria: catalogue.criteria(badge, held.claim.level)?.get(lang).to_owned(),
            because: held.claim.because.clone(),
            on: held.claim.on,
            state: held.state(),
            asked: asked.collect(),
            answers: held.answers.iter().map(|(by, answer)| (name(by), answer.clone())).collect(),
            peers_missing: catalogue.peers.saturating_sub(held.answers.len()),
            award: held.award.as_ref().map(|award| (award.on, award.credential.is_some())),
            brought: held.claim.brought.as_ref().filter(|_| held.award.is_none()).map(|credential| {
                let text = |pointer: &str| credential.pointer(pointer).and_then(Value::as_str);
                let on = text("/validFrom").and_then(|from| Day::parse(from.get(..10)?));
                (text("/issuer/name").map(str::to_owned), on.unwrap_or(held.claim.on))
            }),
            holding: self.badges.holdings.iter().flatten().find(|holding| holding.id == held.id).cloned(),
            open: self.badges.asking.as_ref() == Some(&held.id),
            id: held.id.clone(),
        })
    }

    fn name_of_held(&self, held: &Held) -> Option<Text> {
        let (catalogue, badge) = shelf::class_of(&self.catalogues, &held.claim)?;
        Some(name_of(catalogue, badge, held.claim.level))
    }
}

impl Turn<'_> {
    pub(crate) fn open_badge(&mut self, name: Option<String>) {
        self.model.form.take(self.model.page, &CLAIM);
        self.model.badges.claiming = name;
        if self.model.badges.claiming.is_some() {
            self.out(Effect::Focus(".crcn-badge-form :is(select, textarea)"));
        }
    }

    pub(crate) fn claim_badge(&mut self) {
        let (Some(me), Some(name)) = (self.model.me.clone(), self.model.badges.claiming.clone()) else {
            return;
        };
        let Some((catalogue, badge)) = catalogue::find(&self.model.catalogues, &name) else { return };
        let level = self.model.typed(Field::BadgeLevel).parse().unwrap_or(0);
        if catalogue.criteria(badge, level).is_none() {
            return self.fail(Field::BadgeLevel, Problem::NoDegree);
        }
        let title = name_of(catalogue, badge, level);
        let because = match note(self.model.typed(Field::BadgeBecause)) {
            Ok(because) => because,
            Err(fault) => return self.fail(Field::BadgeBecause, Problem::Typing(fault)),
        };
        let claim = Claim { badge: name, level, because, on: self.stamp.on, brought: None };
        let Some(op) = shelf::keep(&me, &fresh_uuid(self.stamp), &claim) else {
            return self.say(Say::Impossible, Vec::new());
        };
        self.write(vec![edit(op)], &CLAIM, Say::BadgeClaimed(title));
        self.model.badges.claiming = None;
        self.out(Effect::Focus("#crcn-held"));
    }

    pub(crate) fn open_held(&mut self, id: Option<String>) {
        self.model.form.take(self.model.page, &[Field::BadgeWhom]);
        self.model.badges.asking = id;
        if self.model.badges.asking.is_some() {
            self.out(Effect::Focus(".crcn-badge-form select"));
        }
    }

    pub(crate) fn ask_badge(&mut self) {
        let (Some(me), Some(own)) = (self.model.me.clone(), self.model.shelf()) else { return };
        let Some(held) = self.model.badges.asking.as_deref().and_then(|id| own.get(id)) else { return };
        let Some(name) = self.model.name_of_held(held) else { return };
        let whom = self.model.typed(Field::BadgeWhom).to_owned();
        let problem = if whom.is_empty() {
            Some(Problem::Nobody)
        } else if whom == me {
            Some(Problem::Oneself)
        } else if held.asked.contains(&whom) {
            Some(Problem::AskedAlready)
        } else {
            None
        };
        if let Some(problem) = problem {
            return self.fail(Field::BadgeWhom, problem);
        }
        let Some(op) = shelf::ask(&me, held, &whom) else { return self.say(Say::Impossible, Vec::new()) };
        let who = self.model.people.name(&whom).map(str::to_owned);
        self.write(vec![edit(op)], &[Field::BadgeWhom], Say::BadgeAsked(name, who));
        self.model.badges.asking = None;
        self.out(Effect::Focus("#crcn-held"));
    }

    pub(crate) fn give_up_badge(&mut self, id: &str) {
        let (Some(me), Some(own)) = (self.model.me.clone(), self.model.shelf()) else { return };
        let Some(held) = own.get(id) else { return };
        let Some(name) = self.model.name_of_held(held) else { return };
        let edits: Vec<_> = shelf::give_up(&me, held).into_iter().map(edit).collect();
        self.write(edits, &[], Say::BadgeGivenUp(name));
        self.out(Effect::Focus("#crcn-held"));
    }

    /// Asks the host who sees what was signed, where it is not known.
    pub(crate) fn ask_showing(&mut self) {
        let Some(own) = self.model.shelf().filter(|_| self.model.offers.show && self.model.loaded) else {
            return;
        };
        let known = |id: &str| self.model.badges.holdings.iter().flatten().any(|holding| holding.id == id);
        let unknown = own.held.iter().any(|held| held.credential().is_some() && !known(&held.id));
        if unknown && !self.model.badges.asking_host {
            self.model.badges.asking_host = true;
            self.call("badge.show", Purpose::Showing(None), []);
        }
    }

    pub(crate) fn show_badge(&mut self, id: String, shown: bool) {
        let urn = ["urn:uuid:", &id].concat();
        let args = [("id", urn.into()), ("shown", shown.into())];
        self.call("badge.show", Purpose::Showing(Some((id, shown))), args);
    }

    /// The host told who sees what.
    pub(crate) fn showing(&mut self, wish: Option<(String, bool)>, answer: Option<Value>) {
        let told = answer.as_ref().and_then(|answer| answer.get("badges")?.as_array());
        let Some(told) = told else {
            // Not asked again before the person comes back to the page.
            if wish.is_some() {
                self.say(Say::BadgeNotShown, Vec::new());
            }
            return;
        };
        let holding = |value: &Value| {
            Some(Holding {
                id: value.get("id")?.as_str()?.strip_prefix("urn:uuid:")?.to_owned(),
                shown: value.get("shown")?.as_bool()?,
                url: value.get("url")?.as_str()?.to_owned(),
                revoked: value.get("revoked")?.as_bool()?,
            })
        };
        self.model.badges.holdings = Some(told.iter().filter_map(holding).collect());
        self.model.badges.asking_host = false;
        let Some((id, shown)) = wish else { return };
        let held = self.model.shelf().and_then(|shelf| shelf.get(&id).cloned());
        if let Some(name) = held.and_then(|held| self.model.name_of_held(&held)) {
            self.say(Say::BadgeShown(name, shown), Vec::new());
        }
    }

    /// Hands the badge out as a picture: signed, or as the draft that says that nobody signed it.
    pub(crate) fn take_badge(&mut self, id: &str, form: PictureForm, lang: Lang, unsigned: &str) {
        let Some(own) = self.model.shelf() else { return };
        let Some(held) = own.get(id) else { return };
        let Some((catalogue, badge)) = shelf::class_of(&self.model.catalogues, &held.claim) else { return };
        let draft = || {
            let matter = Matter {
                framework: &self.model.framework,
                catalogue,
                badge,
                id,
                claim: &held.claim,
                answers: &held.answers,
                lang,
            };
            matter.draft(self.stamp.at, unsigned)
        };
        let Some(credential) = held.credential().cloned().or_else(draft) else { return };
        let (credential, level) = (credential.to_string(), held.claim.level);
        let name = |ending| ["badge-", &badge.id, ending].concat();
        let effect = match form {
            PictureForm::Svg => match bake_svg(&picture(catalogue, badge, level), &credential) {
                Ok(text) => Effect::Save { name: name(".svg"), mime: "image/svg+xml", text },
                Err(_) => return,
            },
            PictureForm::Png => {
                Effect::SaveBadge { name: name(".png"), marks: marks(catalogue, badge, level), credential }
            }
        };
        self.out(effect);
    }

    /// A badge file came, or none.
    pub(crate) fn badge_picked(&mut self, answer: Option<Value>) {
        let Some(answer) = answer else { return };
        let bytes = answer["text"].as_str().map(bytes_of);
        self.model.badges.file = Some(match bytes.as_deref().map(reading::read) {
            None => BadgeFile::NotRead,
            Some(Err(fault)) => BadgeFile::Fault(fault),
            Some(Ok(badge)) => {
                let same = self.same_as_held(&badge.credential);
                BadgeFile::Read(Box::new(badge), same)
            }
        });
        self.out(Effect::Focus("#crcn-badge-file"));
    }

    fn same_as_held(&self, credential: &Value) -> Option<bool> {
        let own = self.model.shelf()?;
        let id = credential.get("id")?.as_str()?.strip_prefix("urn:uuid:")?;
        Some(own.get(id)?.credential()? == credential)
    }

    /// The badges changed: a signed one may have come.
    pub(crate) fn badges_changed(&mut self) {
        if self.model.page == Page::Badges {
            self.ask_showing();
        }
    }
}

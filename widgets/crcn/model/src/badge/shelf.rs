//! A person's own badges: what they recognised in themself, what peers confirmed, what a teacher completed.

use greffon_protocol::Op;
use serde_json::Value;

use super::catalogue::{self, BadgeClass, Catalogue};
use super::{Answer, Award, Claim, Place, Slot};

/// How far a badge is: oneself, a peer, completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The person recognises it in themself.
    Claimed,
    /// A peer confirmed it.
    Confirmed,
    /// A teacher completed it.
    Completed,
}

/// A badge of a person's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The UUID.
    pub id: String,
    /// What they say.
    pub claim: Claim,
    /// Whom they asked.
    pub asked: Vec<String>,
    /// What peers answered, by their ids.
    pub answers: Vec<(String, Answer)>,
    /// What a teacher completed.
    pub award: Option<Award>,
}

/// The badges of a person.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shelf {
    /// Newest first.
    pub held: Vec<Held>,
    /// Items that this version cannot read, and leaves as they are.
    pub unreadable: usize,
}

impl Held {
    /// How far it is.
    pub fn state(&self) -> State {
        match (&self.award, &self.claim.brought, self.answers.is_empty()) {
            (Some(_), ..) | (_, Some(_), _) => State::Completed,
            (None, None, false) => State::Confirmed,
            (None, None, true) => State::Claimed,
        }
    }

    /// The signed credential: of this establishment, or else the one that was brought along.
    pub fn credential(&self) -> Option<&Value> {
        self.award.as_ref().and_then(|award| award.credential.as_ref()).or(self.claim.brought.as_ref())
    }
}

impl Shelf {
    /// Of the items that the person may read.
    pub fn of<'i>(
        me: &str,
        items: impl IntoIterator<Item = (&'i str, &'i Value)> + Clone,
        catalogues: &[Catalogue],
    ) -> Self {
        let mut shelf = Self::default();
        for (key, value) in items.clone() {
            let Some(slot) = Slot::read(key).filter(|slot| slot.place == Place::Claim && slot.owner == me)
            else {
                continue;
            };
            let claim = Claim::read(value).filter(|claim| names_a_badge(catalogues, claim));
            match claim {
                Some(claim) => shelf.held.push(Held {
                    id: slot.id.to_owned(),
                    claim,
                    asked: Vec::new(),
                    answers: Vec::new(),
                    award: None,
                }),
                None => shelf.unreadable += 1,
            }
        }
        for (key, value) in items {
            let Some(slot) = Slot::read(key) else { continue };
            let Some(held) = shelf.held.iter_mut().find(|held| held.id == slot.id) else { continue };
            match slot.place {
                Place::Asked if slot.by == me => held.asked.push(slot.owner.to_owned()),
                Place::Answer if slot.owner == me => {
                    held.answers.extend(Answer::read(value).map(|answer| (slot.by.to_owned(), answer)));
                }
                Place::Award if slot.owner == me => {
                    let award = Award::read(value);
                    // A signed one stands before one without a signature.
                    let better = |known: &Award| known.credential.is_some();
                    if !held.award.as_ref().is_some_and(better) {
                        held.award = award.or_else(|| held.award.take());
                    }
                }
                _ => {}
            }
        }
        shelf.held.sort_by(|a, b| (b.claim.on, &b.id).cmp(&(a.claim.on, &a.id)));
        shelf
    }

    /// A badge by its UUID.
    pub fn get(&self, id: &str) -> Option<&Held> {
        self.held.iter().find(|held| held.id == id)
    }
}

fn names_a_badge(catalogues: &[Catalogue], claim: &Claim) -> bool {
    catalogue::find(catalogues, &claim.badge)
        .is_some_and(|(catalogue, badge)| catalogue.criteria(badge, claim.level).is_some())
}

/// The badge that a claim names, in its catalogue.
pub fn class_of<'c>(catalogues: &'c [Catalogue], claim: &Claim) -> Option<(&'c Catalogue, &'c BadgeClass)> {
    catalogue::find(catalogues, &claim.badge)
}

/// Keeps a claim under a UUID that nobody used.
pub fn keep(me: &str, id: &str, claim: &Claim) -> Option<Op> {
    let key = Slot { place: Place::Claim, owner: me, by: me, id }.key()?;
    Some(Op::set(key, claim.stored()))
}

/// Asks somebody, who is shown the claim and nothing else.
pub fn ask(me: &str, held: &Held, whom: &str) -> Option<Op> {
    let slot = Slot { place: Place::Asked, owner: whom, by: me, id: &held.id };
    (whom != me && !held.asked.iter().any(|asked| asked == whom))
        .then(|| slot.key().map(|key| Op::set(key, held.claim.asked())))?
}

/// Gives a claim up, with what was asked about it. What was completed stays.
pub fn give_up(me: &str, held: &Held) -> Vec<Op> {
    if held.award.is_some() {
        return Vec::new();
    }
    let claim = Slot { place: Place::Claim, owner: me, by: me, id: &held.id };
    let asked = held.asked.iter().map(|whom| Slot { place: Place::Asked, owner: whom, by: me, id: &held.id });
    std::iter::once(claim).chain(asked).filter_map(|slot| slot.key().map(Op::delete)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::framework::Framework;
    use crate::moment::Day;

    const ID: &str = "0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11";

    fn claim() -> Claim {
        let on = Day::parse("2026-11-26").unwrap();
        Claim { badge: "montpellier/creer".to_owned(), level: 2, because: None, on, brought: None }
    }

    fn shelf(items: &[(String, Value)]) -> Shelf {
        let catalogues = Catalogue::shipped(&Framework::crcn());
        Shelf::of("p1", items.iter().map(|(key, value)| (key.as_str(), value)), &catalogues)
    }

    fn item(op: Op) -> (String, Value) {
        (op.key.as_str().to_owned(), op.value.unwrap())
    }

    #[test]
    fn a_badge_goes_from_oneself_by_a_peer_to_completed() {
        let mut items = vec![item(keep("p1", ID, &claim()).unwrap())];
        let held = shelf(&items).held.remove(0);
        assert_eq!((held.state(), held.asked.len()), (State::Claimed, 0));

        items.push(item(ask("p1", &held, "p2").unwrap()));
        let held = shelf(&items).held.remove(0);
        assert_eq!(held.asked, ["p2"]);
        assert_eq!(ask("p1", &held, "p2"), None, "already asked");
        assert_eq!(ask("p1", &held, "p1"), None, "nobody asks themself");

        items.push((format!("badge-answers/p1/p2/{ID}"), json!({ "on": "2026-11-26" })));
        assert_eq!(shelf(&items).held[0].state(), State::Confirmed);

        let signed = json!({ "on": "2026-11-27", "credential": { "id": format!("urn:uuid:{ID}") } });
        items.push((format!("badge-awards/p1/t1/{ID}"), signed));
        items.push((format!("badge-awards/p1/t2/{ID}"), json!({ "on": "2026-11-27" })));
        let held = shelf(&items).held.remove(0);
        assert_eq!(held.state(), State::Completed);
        assert!(held.credential().is_some(), "the signed one stands first");
        assert_eq!(give_up("p1", &held), [], "what was completed stays");
    }

    #[test]
    fn what_others_cannot_have_written_counts_for_nothing() {
        let mut items = vec![item(keep("p1", ID, &claim()).unwrap())];
        items.push((format!("badge-answers/p1/p1/{ID}"), json!({ "on": "2026-11-26" })));
        items.push((format!("badge-answers/p2/p3/{ID}"), json!({ "on": "2026-11-26" })));
        items.push((format!("badge-awards/p1/p1/{ID}"), json!({ "on": "2026-11-26" })));
        assert_eq!(shelf(&items).held[0].state(), State::Claimed);
    }

    #[test]
    fn what_cannot_be_read_is_counted_and_left() {
        let items = [
            (
                format!("badges/p1/{ID}"),
                json!({ "badge": "montpellier/creer", "level": 5, "on": "2026-11-26" }),
            ),
            (
                format!("badges/p1/{}", ID.replace('0', "1")),
                json!({ "badge": "dijon/creer", "on": "2026-11-26" }),
            ),
        ];
        assert_eq!(shelf(&items), Shelf { held: Vec::new(), unreadable: 2 });
    }

    #[test]
    fn giving_up_takes_the_questions_along() {
        let mut items = vec![item(keep("p1", ID, &claim()).unwrap())];
        let held = shelf(&items).held.remove(0);
        items.push(item(ask("p1", &held, "t1").unwrap()));
        let gone: Vec<String> =
            give_up("p1", &shelf(&items).held[0]).iter().map(|op| op.key.as_str().to_owned()).collect();
        assert_eq!(gone, [format!("badges/p1/{ID}"), format!("badge-asked/t1/p1/{ID}")]);
    }
}

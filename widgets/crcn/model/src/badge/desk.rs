//! What others ask of somebody: a peer confirms, a teacher completes.

use greffon_protocol::Op;
use serde_json::Value;

use super::catalogue::{self, Catalogue};
use super::{Answer, Award, Claim, Place, Slot};

/// A question to answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The UUID of the badge.
    pub id: String,
    /// Who asks.
    pub asker: String,
    /// What they say.
    pub claim: Claim,
    /// What peers answered, where the reader may know; by their ids.
    pub answers: Vec<(String, Answer)>,
    /// What was completed.
    pub award: Option<Award>,
}

/// The questions to one person.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Desk {
    /// Oldest first: who waits longest comes first.
    pub questions: Vec<Question>,
}

impl Question {
    /// What this person answered.
    pub fn answer_of(&self, me: &str) -> Option<&Answer> {
        self.answers.iter().find(|(by, _)| by == me).map(|(_, answer)| answer)
    }

    /// So many peers are still to confirm before a teacher completes.
    pub fn peers_missing(&self, catalogues: &[Catalogue]) -> usize {
        let wanted =
            catalogue::find(catalogues, &self.claim.badge).map_or(0, |(catalogue, _)| catalogue.peers);
        wanted.saturating_sub(self.answers.len())
    }
}

impl Desk {
    /// Of the items that the person may read.
    pub fn of<'i>(
        me: &str,
        items: impl IntoIterator<Item = (&'i str, &'i Value)> + Clone,
        catalogues: &[Catalogue],
    ) -> Self {
        let mut desk = Self::default();
        for (key, value) in items.clone() {
            let Some(slot) = Slot::read(key).filter(|slot| slot.place == Place::Asked && slot.owner == me)
            else {
                continue;
            };
            let claim = Claim::read(value).filter(|claim| {
                catalogue::find(catalogues, &claim.badge)
                    .is_some_and(|(catalogue, badge)| catalogue.criteria(badge, claim.level).is_some())
            });
            if let Some(claim) = claim {
                desk.questions.push(Question {
                    id: slot.id.to_owned(),
                    asker: slot.by.to_owned(),
                    claim,
                    answers: Vec::new(),
                    award: None,
                });
            }
        }
        for (key, value) in items {
            let Some(slot) = Slot::read(key) else { continue };
            let of = |question: &&mut Question| question.id == slot.id && question.asker == slot.owner;
            let Some(question) = desk.questions.iter_mut().find(of) else { continue };
            match slot.place {
                Place::Answer => {
                    question.answers.extend(Answer::read(value).map(|answer| (slot.by.to_owned(), answer)));
                }
                Place::Award => question.award = question.award.take().or_else(|| Award::read(value)),
                Place::Claim | Place::Asked => {}
            }
        }
        desk.questions.sort_by(|a, b| (a.claim.on, &a.id).cmp(&(b.claim.on, &b.id)));
        desk
    }

    /// A question by the UUID of its badge.
    pub fn get(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }
}

/// Confirms, as a peer.
pub fn confirm(me: &str, question: &Question, answer: &Answer) -> Option<Op> {
    let slot = Slot { place: Place::Answer, owner: &question.asker, by: me, id: &question.id };
    (question.asker != me).then(|| slot.key().map(|key| Op::set(key, answer.stored())))?
}

/// Completes, as a teacher.
pub fn complete(me: &str, question: &Question, award: &Award) -> Option<Op> {
    let slot = Slot { place: Place::Award, owner: &question.asker, by: me, id: &question.id };
    (question.asker != me).then(|| slot.key().map(|key| Op::set(key, award.stored())))?
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::framework::Framework;
    use crate::moment::Day;

    const ID: &str = "0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11";

    fn desk(me: &str, items: &[(String, Value)]) -> Desk {
        let catalogues = Catalogue::shipped(&Framework::crcn());
        Desk::of(me, items.iter().map(|(key, value)| (key.as_str(), value)), &catalogues)
    }

    fn asked() -> Vec<(String, Value)> {
        let claim = json!({ "badge": "toulouse/creation", "because": "Mon film", "on": "2026-11-20" });
        vec![(format!("badge-asked/p2/p1/{ID}"), claim.clone()), (format!("badge-asked/t1/p1/{ID}"), claim)]
    }

    #[test]
    fn each_sees_what_was_asked_of_them() {
        let items = asked();
        assert_eq!(desk("p2", &items).questions.len(), 1);
        assert_eq!(desk("p3", &items).questions, []);
        assert_eq!(desk("p1", &items).questions, [], "one's own questions are not for oneself");
    }

    #[test]
    fn a_teacher_waits_for_the_peer_that_the_catalogue_wants() {
        let catalogues = Catalogue::shipped(&Framework::crcn());
        let on = Day::parse("2026-11-26").unwrap();
        let mut items = asked();
        let question = desk("t1", &items).questions.remove(0);
        assert_eq!(question.peers_missing(&catalogues), 1);

        let peer = desk("p2", &items).questions.remove(0);
        let op = confirm("p2", &peer, &Answer { comment: None, on }).unwrap();
        items.push((op.key.as_str().to_owned(), op.value.unwrap()));
        let question = desk("t1", &items).questions.remove(0);
        assert_eq!(question.peers_missing(&catalogues), 0);
        assert!(question.answer_of("p2").is_some() && question.answer_of("t1").is_none());

        let op = complete("t1", &question, &Award { on, credential: None }).unwrap();
        assert_eq!(op.key.as_str(), format!("badge-awards/p1/t1/{ID}"));
        items.push((op.key.as_str().to_owned(), op.value.unwrap()));
        assert!(desk("t1", &items).questions[0].award.is_some());
    }

    #[test]
    fn an_answer_to_another_badge_is_not_this_one_s() {
        let mut items = asked();
        items.push((format!("badge-answers/p9/p2/{ID}"), json!({ "on": "2026-11-26" })));
        assert!(desk("t1", &items).questions[0].answers.is_empty(), "of another asker");
    }
}

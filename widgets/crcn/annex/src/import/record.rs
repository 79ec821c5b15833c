//! A person's own record, brought from another school: merged with what is here, entry by entry, and shown before.

use greffon_crcn_exchange::record_file::{self, RecordFile};
use greffon_crcn_model::badge::shelf::Held;
use greffon_crcn_model::badge::{Claim, Place, Slot};
use greffon_crcn_model::framework::{Code, Words};
use greffon_crcn_model::position::History;
use greffon_crcn_model::stored::{PositionItem, merge};
use greffon_protocol::Key;
use serde_json::Value;

use super::{Import, ImportFault};
use crate::items::own_key;
use crate::machine::Turn;
use crate::{Effect, Model};

/// A record that was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RecordImport {
    file: RecordFile,
}

/// What would change.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordPreview {
    /// Competences of which something is new.
    pub lines: Vec<RecordLine>,
    /// Results of Pix that are new.
    pub pix: usize,
    /// Badges that are new.
    pub badges: usize,
    /// Everything in the file is here already.
    pub nothing_new: bool,
    /// What others said stays in the file: nobody could check it here.
    pub opinions: usize,
}

/// What is new of a competence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordLine {
    /// As `1.2`.
    pub code: Code,
    /// Its name, in French and English.
    pub name: [Words; 2],
    /// Validations that are not here yet.
    pub validations: usize,
    /// Pieces of evidence that are not here yet.
    pub evidence: usize,
    /// A goal, where there is none here.
    pub goal: bool,
}

/// A write, and what it is about: the competence, or none for Pix and badges.
struct Change {
    key: Key,
    value: Value,
    of: Option<usize>,
    validations: usize,
}

impl Model {
    /// Everything of this person, as it goes into their file.
    pub(crate) fn record_file(&self) -> RecordFile {
        let mut file = RecordFile::default();
        let Some(me) = self.me.as_deref() else { return file };
        let segment = self.framework.segment();
        let badge = |held: &Held| (held.id.clone(), held.claim.asked(), held.credential().cloned());
        file.badges = self.shelf().unwrap_or_default().held.iter().map(badge).collect();
        file.traces =
            self.items.under(&["traces/", me, "/"].concat()).map(|(_, value)| value.clone()).collect();
        for (key, value) in self.items.all() {
            let mut parts = key.split('/');
            let (head, about) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            if about != me {
                continue;
            }
            // What one stores oneself has no author in its key.
            let signed = matches!(head, "peer" | "validated" | "pix" | "asked" | "lsu");
            let by = if signed { parts.next().unwrap_or_default() } else { me };
            if parts.next() != Some(&segment) {
                continue;
            }
            let (code, id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            match (head, self.framework.index(code)) {
                ("positions", Some(index)) => file.positions.push((index, value.clone())),
                ("evidence", Some(index)) => file.evidence.push((index, id.to_owned(), value.clone())),
                ("goals", Some(index)) => file.goals.push((index, value.clone())),
                ("peer", Some(index)) if by != me => {
                    file.opinions.push((index, "peer".to_owned(), value.clone()));
                }
                ("validated", Some(index)) if by != me => {
                    file.opinions.push((index, "teacher".to_owned(), value.clone()));
                }
                ("pix", _) => file.pix.push(value.clone()),
                _ => {}
            }
        }
        file.stage = self.record.as_ref().and_then(|record| record.choices().stage());
        file
    }

    fn changes(&self, file: &RecordFile) -> Vec<Change> {
        let Some(me) = self.me.as_deref() else { return Vec::new() };
        let mut changes = Vec::new();
        let new = |key: Option<Key>, of: usize, value: &Value| {
            let key = key.filter(|key| self.items.get(key.as_str()).is_none())?;
            Some(Change { key, value: value.clone(), of: Some(of), validations: 0 })
        };
        for (index, theirs) in &file.positions {
            let Some(key) = own_key(&self.framework, "positions", me, *index, "") else { continue };
            let mine = self.items.get(key.as_str());
            let value = match mine {
                None => Some(theirs.clone()),
                Some(mine) => merge(key.as_str(), None, mine, theirs).filter(|merged| merged != mine),
            };
            let Some(value) = value else { continue };
            let validations = self.validations(*index, Some(&value))
                - self.validations(*index, mine).min(self.validations(*index, Some(&value)));
            changes.push(Change { key, value, of: Some(*index), validations });
        }
        for (index, id, value) in &file.evidence {
            changes.extend(new(own_key(&self.framework, "evidence", me, *index, id), *index, value));
        }
        for (index, value) in &file.goals {
            changes.extend(new(own_key(&self.framework, "goals", me, *index, ""), *index, value));
        }
        for value in &file.pix {
            // Under one's own id: here nobody else vouches for it.
            let day = value["on"].as_str().unwrap_or_default();
            let key =
                Key::new(["pix", me, me, &self.framework.segment(), &["file-", day].concat()].join("/"));
            let known = self.items.under(&["pix/", me, "/"].concat()).any(|(_, known)| known == value);
            if let (Ok(key), false) = (key, known) {
                changes.push(Change { key, value: value.clone(), of: None, validations: 0 });
            }
        }
        for (id, claim, credential) in &file.badges {
            let key = Slot { place: Place::Claim, owner: me, by: me, id }.key();
            let Some(key) = key.filter(|key| self.items.get(key.as_str()).is_none()) else { continue };
            // A badge of a catalogue that this version does not have is kept all the same: a later one may read it.
            let value =
                Claim::read(claim).map(|claim| Claim { brought: credential.clone(), ..claim }.stored());
            changes.extend(value.map(|value| Change { key, value, of: None, validations: 0 }));
        }
        changes
    }

    fn validations(&self, index: usize, value: Option<&Value>) -> usize {
        let competence = &self.framework.competences[index];
        value
            .and_then(|value| PositionItem::read("", value, competence).ok())
            .map_or(0, |(item, _)| History::entries(&item.history).len())
    }

    pub(super) fn record_preview(&self, import: &RecordImport) -> RecordPreview {
        let changes = self.changes(&import.file);
        let lines = self.framework.competences.iter().enumerate().filter_map(|(index, competence)| {
            let of = |head: &str| {
                let head = head.to_owned();
                changes
                    .iter()
                    .filter(move |change| change.of == Some(index) && change.key.as_str().starts_with(&head))
            };
            let line = RecordLine {
                code: competence.code,
                name: [competence.name.fr, competence.name.en],
                validations: of("positions/").map(|change| change.validations).sum(),
                evidence: of("evidence/").count(),
                goal: of("goals/").next().is_some(),
            };
            (line.validations > 0 || line.evidence > 0 || line.goal).then_some(line)
        });
        let of_nothing =
            |head: &str| changes.iter().filter(|change| change.key.as_str().starts_with(head)).count();
        RecordPreview {
            lines: lines.collect(),
            pix: of_nothing("pix/"),
            badges: of_nothing("badges/"),
            nothing_new: changes.is_empty(),
            opinions: import.file.opinions.len(),
        }
    }
}

impl Turn<'_> {
    pub(super) fn open_record(&mut self, text: &str) -> Import {
        match record_file::read(text, &self.model.framework) {
            Ok(file) => Import::Record(RecordImport { file }),
            Err(fault) => Import::Fault(ImportFault::Record(fault)),
        }
    }

    pub(super) fn accept_record(&mut self, import: &RecordImport) -> (Vec<(Key, Option<Value>)>, usize) {
        let changes = self.model.changes(&import.file);
        let count = changes.len();
        (changes.into_iter().map(|change| (change.key, Some(change.value))).collect(), count)
    }

    pub(crate) fn save_record(&mut self) {
        let text = record_file::write(&self.model.record_file(), &self.model.framework, self.stamp.at);
        let name = ["competences-numeriques-", self.stamp.on.as_str(), ".json"].concat();
        self.out(Effect::Save { name, mime: "application/json", text });
    }
}

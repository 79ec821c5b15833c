//! Photographs: a file at the host, and who names it.
//!
//! Neither adding nor taking away can be taken back: the file of one that is gone is gone. Both are seen at once, so that
//! they are told to screen readers only, and no message lies over them.

use serde_json::{Value, json};

use super::Turn;
use crate::app::{Effect, Open, Say, Sight, Trouble};
use crate::desk::photo::{self, Photo};
use crate::log::Deed;
use crate::stored::Kind;

/// How many written files are remembered until it is known that their write stands.
const WRITTEN: usize = 24;

impl Turn<'_> {
    pub(super) fn add_photo(&mut self, to: Option<String>) {
        if self.model.album.adding.is_some() {
            return;
        }
        self.model.album.trouble = self.photo_trouble(to.as_deref());
        if self.model.album.trouble.is_none() {
            self.model.album.adding = Some(to);
            self.out(Effect::Photo);
        }
    }

    /// Why one more cannot be added there.
    fn photo_trouble(&self, to: Option<&str>) -> Option<Trouble> {
        let (may, count) = if let Some(id) = to {
            let Some(ticket) = self.model.ticket(id) else { return Some(Trouble::NotKept) };
            (ticket.status.is_open() && self.model.rights.may_change(Kind::Ticket), ticket.photos.len())
        } else {
            let draft = &self.model.draft;
            (draft.place.is_some() && self.model.can_report(), draft.photos.len())
        };
        match () {
            () if !may || self.model.id.is_none() => Some(Trouble::NotKept),
            () if count >= photo::MOST => Some(Trouble::Full),
            () => None,
        }
    }

    /// The person may be elsewhere by now, and others may have added some: what has no place any more is taken away.
    pub(super) fn photo_kept(&mut self, file: String) {
        let Some(to) = self.model.album.adding.take() else { return self.out(Effect::Drop(file)) };
        self.model.album.trouble = self.photo_trouble(to.as_deref());
        if self.model.album.trouble.is_some() {
            return self.out(Effect::Drop(file));
        }
        match to {
            None => {
                self.model.draft.photos.push(file);
                self.out(Effect::Announce(Say::PhotoAdded));
            }
            Some(ticket) => self.name_photo(&ticket, file),
        }
    }

    fn name_photo(&mut self, ticket: &str, file: String) {
        let raw = self
            .model
            .record
            .events
            .kept(ticket)
            .map_or_else(|| json!({ "events": {} }), |kept| kept.raw.clone());
        let by = self.model.id.clone().unwrap_or_default();
        let raw = photo::add(&raw, &file, self.at.now, &by);
        if !self.write_photos((Kind::Ticket, ticket), raw) {
            return self.out(Effect::Drop(file));
        }
        let written = &mut self.model.album.written;
        if written.len() >= WRITTEN {
            written.remove(0);
        }
        written.push((self.model.last_tag, file));
        self.out(Effect::Announce(Say::PhotoAdded));
    }

    /// Writes what names photographs, past what can be taken back.
    fn write_photos(&mut self, (kind, id): (Kind, &str), raw: Value) -> bool {
        let Some(key) = kind.key(id).filter(|_| self.model.rights.may_change(kind)) else { return false };
        let mut items = vec![(key, Some(raw))];
        if let Some(ticket) = self.model.ticket(id) {
            self.note(Deed::TicketActed, ticket.problem.id(), &mut items);
        }
        self.model.last_tag = self.model.last_tag.wrapping_add(1);
        self.write(self.model.last_tag, items);
        true
    }

    pub(super) fn remove_photo(&mut self, file: &str) {
        let draft = &mut self.model.draft.photos;
        if let Some(place) = draft.iter().position(|known| known == file) {
            draft.remove(place);
        } else {
            let all = self.model.tickets.iter().flat_map(|ticket| &ticket.photos);
            let Some(Photo { of: (kind, id), .. }) = all
                .into_iter()
                .find(|photo| photo.file == file && self.model.id.as_ref() == Some(&photo.by))
                .cloned()
            else {
                return;
            };
            let kept = match kind {
                Kind::Report => self.model.record.reports.kept(&id).map(|kept| &kept.raw),
                _ => self.model.record.events.kept(&id).map(|kept| &kept.raw),
            };
            let Some(raw) = kept.map(|raw| photo::remove(raw, file)) else { return };
            if !self.write_photos((kind, &id), raw) {
                return;
            }
        }
        self.model.album.large = None;
        self.out(Effect::Drop(file.to_owned()));
        self.out(Effect::Announce(Say::PhotoRemoved));
    }

    pub(super) fn photo_seen(&mut self, number: usize, address: Option<String>) {
        if let Some((_, sight)) = self.model.album.seen.get_mut(number) {
            *sight = address.map_or(Sight::Gone, Sight::Here);
        }
    }

    /// Asks for the photographs that are on the screen and were not asked for yet.
    pub(super) fn look_at_photos(&mut self) {
        let ticket = match &self.model.open {
            Some(Open::Ticket(id)) => self.model.ticket(id),
            _ => None,
        };
        let shown = ticket.into_iter().flat_map(|ticket| &ticket.photos).map(|photo| &photo.file);
        let seen = &self.model.album.seen;
        let fresh: Vec<String> = shown
            .chain(&self.model.draft.photos)
            .filter(|file| !seen.iter().any(|(known, _)| known == *file))
            .cloned()
            .collect();
        for file in fresh {
            self.out(Effect::Fetch(self.model.album.seen.len(), file.clone()));
            self.model.album.seen.push((file, Sight::Coming));
        }
    }

    /// What could not be had is asked for anew. Its place stays, because the answers of others name theirs.
    pub(super) fn forget_gone(&mut self) {
        for (file, sight) in &mut self.model.album.seen {
            if *sight == Sight::Gone {
                file.clear();
            }
        }
    }

    /// Leaves the report that is being made, with the photographs that were to go with it.
    pub(super) fn leave_draft(&mut self) {
        let left = core::mem::take(&mut self.model.draft);
        for file in left.photos {
            self.out(Effect::Drop(file));
        }
    }

    /// The write that named them was refused.
    pub(super) fn drop_refused(&mut self, tag: u32) {
        let (refused, rest) =
            core::mem::take(&mut self.model.album.written).into_iter().partition(|(known, _)| *known == tag);
        self.model.album.written = rest;
        let refused: Vec<(u32, String)> = refused;
        if !refused.is_empty() {
            self.model.album.trouble = Some(Trouble::NotKept);
        }
        for (_, file) in refused {
            self.out(Effect::Drop(file));
        }
    }
}

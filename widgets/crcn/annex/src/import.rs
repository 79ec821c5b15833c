//! What comes in a file: read in slices of time, shown before anything changes, taken over when the person says so.

mod pix;
mod record;

pub use pix::{PixPreview, PixRefusal, RefusedRow};
pub use record::{RecordLine, RecordPreview};

use greffon_crcn_exchange::framework::Fault;
use greffon_crcn_exchange::pix::PixFault;
use greffon_crcn_exchange::record_file::FileFault;
use greffon_protocol::Key;
use serde_json::Value;

use crate::framework::{Compared, FrameworkPreview};
use crate::machine::{Purpose, Turn};
use crate::{Effect, Model, Say};

/// A file on its way in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Import {
    Pix(Box<pix::PixImport>),
    Record(record::RecordImport),
    Framework(Compared),
    Fault(ImportFault),
}

/// Why nothing of a file can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportFault {
    /// It is no export of Pix Orga.
    Pix(PixFault),
    /// It is no record of this tracker.
    Record(FileFault),
    /// The host could not hand it over.
    NotRead,
}

/// What there is to see of it.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportView {
    /// It is being read: so many hundredths are done.
    Reading(u8),
    /// Results of Pix.
    Pix(PixPreview),
    /// Somebody's record.
    Record(RecordPreview),
    /// A framework.
    Framework(FrameworkPreview),
    /// A framework with everything that is wrong with it.
    FrameworkFaults(Vec<Fault>),
    /// Nothing of it can be taken.
    Fault(ImportFault),
}

/// The largest file that is read, in bytes.
const MOST_BYTES: u64 = 8 << 20;
/// Items in one write.
const A_BATCH: usize = 50;
/// Characters of JSON in one write: a message of the protocol holds 256 KiB.
const A_MESSAGE: usize = 150_000;

impl Model {
    /// The file that is on its way in.
    pub fn import(&self) -> Option<ImportView> {
        Some(match self.import.as_ref()? {
            Import::Pix(import) => match import.percent() {
                Some(percent) => ImportView::Reading(percent),
                None => ImportView::Pix(self.pix_preview(import)),
            },
            Import::Record(import) => ImportView::Record(self.record_preview(import)),
            Import::Framework((form, Ok(pack))) => ImportView::Framework(self.framework_preview(*form, pack)),
            Import::Framework((_, Err(faults))) => ImportView::FrameworkFaults(faults.clone()),
            Import::Fault(fault) => ImportView::Fault(fault.clone()),
        })
    }
}

impl Turn<'_> {
    /// Lets the person pick a file.
    pub(crate) fn pick(&mut self, purpose: Purpose, accept: &'static str) {
        self.model.import = None;
        let call = self.remember(purpose);
        self.out(Effect::Pick { call, accept, max: MOST_BYTES });
    }

    /// A file came, or none.
    pub(crate) fn picked(&mut self, purpose: &Purpose, answer: Option<Value>) {
        // Whoever picks nothing wants nothing.
        let Some(mut answer) = answer else { return };
        let Value::String(text) = answer["text"].take() else {
            self.model.import = Some(Import::Fault(ImportFault::NotRead));
            return;
        };
        self.model.import = Some(match purpose {
            Purpose::PixFile => self.open_pix(text),
            Purpose::Framework => Self::compare_framework(text),
            _ => self.open_record(&text),
        });
        self.out(Effect::Focus("#crcn-import"));
    }

    /// The next slice of a long file.
    pub(crate) fn slice(&mut self) {
        let Some(Import::Pix(import)) = &mut self.model.import else { return };
        if import.read_on() {
            self.out(Effect::Later(0));
        } else {
            self.out(Effect::Announce(Say::FileRead));
            self.out(Effect::Focus("#crcn-import"));
        }
    }

    /// Takes over what the preview shows.
    pub(crate) fn accept(&mut self) {
        if !self.model.can_write() {
            return;
        }
        let (edits, count) = match self.model.import.take() {
            Some(Import::Pix(import)) if import.percent().is_none() => self.accept_pix(&import),
            Some(Import::Record(import)) => self.accept_record(&import),
            other => {
                self.model.import = other;
                return;
            }
        };
        self.write_all(edits);
        self.say(Say::FileTaken(count), Vec::new());
    }

    /// Writes in as few batches as messages allow.
    pub(crate) fn write_all(&mut self, edits: Vec<(Key, Option<Value>)>) {
        let (mut batch, mut length) = (Vec::new(), 0);
        for (key, value) in edits {
            let size = key.as_str().len() + value.as_ref().map_or(0, |value| value.to_string().len());
            if !batch.is_empty() && (batch.len() == A_BATCH || length + size > A_MESSAGE) {
                self.send(core::mem::take(&mut batch), Vec::new());
                length = 0;
            }
            length += size;
            batch.push((key, value));
        }
        if !batch.is_empty() {
            self.send(batch, Vec::new());
        }
    }
}

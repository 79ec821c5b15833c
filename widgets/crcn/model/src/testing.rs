//! What the tests of this crate share.

use greffon_protocol::Op;
use greffon_protocol::storage::OpKind;
use proptest::prelude::*;

use crate::framework::{Competence, Framework, Level};
use crate::position::{Stamp, Standing, TickId, Ticks};
use crate::record::Record;

/// The person of the tests.
pub(crate) const PERSON: &str = "p-4f2a";

/// The Nth stamp: an id of its own, and one day later than the stamp before.
pub(crate) fn stamp(number: u32) -> Stamp {
    let (month, day) = (1 + number / 28 % 12, 1 + number % 28);
    let at = format!("{}-{month:02}-{day:02}T09:00:00.000Z", 2026 + number / 336);
    Stamp::new(&at, 60, &format!("entry-{number:04}")).unwrap()
}

pub(crate) fn level(number: u8) -> Level {
    Level::new(number).unwrap()
}

/// Ticks by their texts.
pub(crate) fn ticks(ids: &[&str]) -> Ticks {
    ids.iter().map(|id| TickId::parse(id).unwrap()).collect()
}

/// Every indicator of the levels up to that one.
pub(crate) fn ticks_up_to(competence: &Competence, top: u8) -> Ticks {
    let rungs = competence.indicated().filter(|rung| rung.level.number() <= top);
    rungs.flat_map(|rung| rung.indicators.iter().map(|indicator| indicator.id)).collect()
}

pub(crate) fn record() -> Record {
    Record::new(PERSON, &Framework::crcn()).unwrap()
}

/// As the replica would: the operations are what is stored now.
pub(crate) fn apply(framework: &Framework, record: &mut Record, ops: &[Op]) {
    for op in ops {
        let value = op.value.as_ref().filter(|_| op.op == OpKind::Set);
        assert!(record.put(framework, op.key.as_str(), value), "{} is this person's", op.key);
    }
}

/// A competence by its index.
pub(crate) fn any_competence() -> impl Strategy<Value = usize> {
    0_usize..16
}

/// Some of the indicators of a competence.
pub(crate) fn some_ticks(competence: &Competence) -> impl Strategy<Value = Ticks> + use<> {
    let ids: Vec<TickId> = ticks_up_to(competence, 5).iter().collect();
    let count = ids.len();
    prop::sample::subsequence(ids, 0..=count).prop_map(|ids| ids.into_iter().collect())
}

/// Something that can be said of a competence.
pub(crate) fn some_standing(competence: &Competence) -> impl Strategy<Value = Standing> + use<> {
    let levels: Vec<Standing> = competence.rungs.iter().map(|rung| Standing::Level(rung.level)).collect();
    prop_oneof![Just(Standing::NotPlaced), Just(Standing::NotWorked), prop::sample::select(levels)]
}

//! Counts without names: how many pupils of a group stand where, with small numbers masked.
//!
//! The back end counts so that nobody is sent what they may not read. Two things keep a number from giving a
//! person away: small cells are masked, and a masked cell never stands alone in its row, so that it cannot be had
//! by subtraction.

mod mask;

use std::collections::{BTreeMap, BTreeSet};

use greffon_protocol::http::{Count, TallyArgs, TallyCell, TallyResult};
use greffon_protocol::manifest::Tally;
use greffon_protocol::{Key, Scope};
use serde_json::Value;

use crate::access::{Actor, Reference};
use crate::database::Database;
use crate::error::Error;
use crate::instance::Seat;
use crate::store::{Kept, Place, each_under};

/// Pupils by cell. The text of a cell orders it; its values go back as they are.
type Cells = BTreeMap<String, (Vec<Value>, BTreeSet<String>)>;

/// Counts for somebody who may ask.
pub async fn count(database: &Database, seat: &Seat, args: &TallyArgs) -> Result<TallyResult, Error> {
    let manifest = &seat.instance.widget.manifest;
    let tally = manifest
        .tallies
        .iter()
        .find(|tally| tally.name == args.name)
        .ok_or_else(|| Error::NoTally(args.name.clone()))?;
    may_ask(seat, tally, &args.group)?;

    let (head, tail) = tally.prefix.split_once("{self}").ok_or(Error::Internal)?;
    let pupils = || seat.instance.members.iter().filter(|(_, member)| member.pupil);
    let mut counted = BTreeSet::new();
    let mut cells = Cells::new();
    let rev = each_under(database, &Place::of(seat, Scope::Shared), head, |item| {
        let Some(subject) = subject(&item.key, head, tail) else { return };
        if !seat.instance.members.get(subject).is_some_and(|member| member.pupil) {
            return;
        }
        let Some(by) = tally.by.iter().map(|by| part(by, &item)).collect::<Option<Vec<_>>>() else { return };
        counted.insert(subject.to_owned());
        let text = by.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
        cells.entry(text).or_insert_with(|| (by, BTreeSet::new())).1.insert(subject.to_owned());
    })
    .await?;

    let size = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let cells = cells.into_values().map(|(by, pupils)| (by, size(pupils.len()))).collect();
    let population = mask::lone(size(counted.len()), tally.min);
    Ok(TallyResult {
        group: args.group.clone(),
        members: size(pupils().count()),
        population,
        rev,
        // With so few people even which cells are not empty would tell who stands where.
        cells: if population.masked { Vec::new() } else { mask_rows(cells, tally.min) },
    })
}

fn may_ask(seat: &Seat, tally: &Tally, group: &str) -> Result<(), Error> {
    let own = seat.visitor.person.classes.contains(&seat.instance.class.id);
    let (mut role, mut reach) = (false, false);
    for reference in &tally.read {
        match Reference::read(reference) {
            Reference::Owner | Reference::By | Reference::RoleInFamily(_) => {}
            Reference::Role(name) => {
                role |= seat.has_role(&name);
                reach |= seat.has_role(&name);
            }
            Reference::RoleInGroup(name) => {
                role |= seat.has_role(&name);
                reach |= seat.has_role(&name) && own;
            }
        }
    }
    if !role {
        return Err(Error::NoRule(tally.name.clone()));
    }
    // The one group that the instance is about.
    if reach && group == seat.instance.group() { Ok(()) } else { Err(Error::NotYourGroup) }
}

/// What stands at `{self}` in a key of the tally.
fn subject<'k>(key: &'k Key, head: &str, tail: &str) -> Option<&'k str> {
    let (subject, rest) = key.as_str().strip_prefix(head)?.split_once('/')?;
    tail.strip_prefix('/').is_some_and(|tail| rest.starts_with(tail)).then_some(subject)
}

/// One of the things that tell cells apart; `None` where the item has none, or not a plain one.
fn part(by: &str, item: &Kept) -> Option<Value> {
    if let Some(number) = by.strip_prefix("key:") {
        return Some(Value::from(item.key.segment(number.parse().ok()?)?));
    }
    let value = item.value.as_ref()?.pointer(by.strip_prefix("value:")?)?;
    (!value.is_object() && !value.is_array() && !value.is_null()).then(|| value.clone())
}

fn mask_rows(cells: Vec<(Vec<Value>, u32)>, min: u32) -> Vec<TallyCell> {
    let mut rows: BTreeMap<String, Vec<(Vec<Value>, u32)>> = BTreeMap::new();
    for cell in cells {
        rows.entry(cell.0.first().map(Value::to_string).unwrap_or_default()).or_default().push(cell);
    }
    let mut told = Vec::new();
    for row in rows.into_values() {
        let counts: Vec<u32> = row.iter().map(|(_, count)| *count).collect();
        let masked: Vec<Count> = mask::row(&counts, min);
        told.extend(row.into_iter().zip(masked).map(|((by, _), count)| TallyCell { by, count }));
    }
    told
}

//! Every rule of the replica by example: one test, one rule.

mod desk;
mod following;
mod merging;
mod sending;
mod undoing;

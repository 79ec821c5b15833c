//! The back-end contract, asked over real HTTP of a real host on a real SQLite file.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod contract {
    mod access;
    mod badges;
    mod batches;
    mod calendar;
    mod diagnostics;
    mod durability;
    mod ent;
    mod events;
    mod files;
    mod mail;
    mod pace;
    mod pages;
    mod personal;
    mod retention;
    mod sign_in;
    mod site;
    mod tally;
    mod traces;
    mod whole;
}

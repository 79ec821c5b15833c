//! What people do with the whole: real browsers, the real example ENT, real widgets.

mod archiclasse;
mod around;
mod badges;
mod certification;
mod diagnostics;
mod ent_pages;
mod grants;
mod live;
mod network;
mod people_differ;
mod place;
mod sign_in;
mod tracker;

use std::process::ExitCode;

use greffon_tests::runner;

fn main() -> ExitCode {
    let themes = [
        sign_in::all(),
        ent_pages::all(),
        place::all(),
        live::all(),
        around::all(),
        badges::all(),
        network::all(),
        grants::all(),
        people_differ::all(),
        archiclasse::all(),
        certification::all(),
        diagnostics::all(),
    ];
    runner::run(&themes.concat())
}

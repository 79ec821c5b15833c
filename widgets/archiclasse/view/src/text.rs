//! The widget's texts, compiled from its catalogues.

greffon_kit::catalogue!();

#[cfg(test)]
mod tests {
    use greffon_kit::i18n::{Lang, Text, typography_problems};

    use super::T;

    #[test]
    fn french_texts_follow_french_typography() {
        for (key, name) in T::ALL.into_iter().zip(T::NAMES) {
            assert_eq!(typography_problems(key.raw(Lang::Fr)), Vec::<&str>::new(), "{name}");
        }
    }
}

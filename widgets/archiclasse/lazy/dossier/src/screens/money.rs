//! Amounts in euros.

use greffon_archiclasse_exchange::decimal::hundredths;
use greffon_kit::i18n::Lang;

/// `1 234,50 €`, or the same in English.
pub(super) fn euros(cents: u64, lang: Lang) -> String {
    let mark = if lang == Lang::Fr { ',' } else { '.' };
    let plain = hundredths(cents, mark);
    let (whole, rest) = plain.split_at(plain.len().saturating_sub(3));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(if lang == Lang::Fr { '\u{202f}' } else { ',' });
        }
        grouped.push(digit);
    }
    match lang {
        Lang::Fr => [&grouped, rest, "\u{a0}€"].concat(),
        Lang::En => ["€", &grouped, rest].concat(),
    }
}

//! Logins made from names.

/// `Léo Da Silva` signs in as `leo.dasilva`.
pub fn login(given: &str, family: &str) -> String {
    let plain =
        |name: &str| name.replace(['œ', 'Œ'], "oe").chars().filter_map(plain_letter).collect::<String>();
    format!("{}.{}", plain(given), plain(family))
}

fn plain_letter(letter: char) -> Option<char> {
    let lower = letter.to_lowercase().next()?;
    match lower {
        'a'..='z' | '0'..='9' => Some(lower),
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => Some('a'),
        'ç' => Some('c'),
        'é' | 'è' | 'ê' | 'ë' => Some('e'),
        'î' | 'ï' | 'í' | 'ı' => Some('i'),
        'ñ' => Some('n'),
        'ô' | 'ö' | 'ó' | 'õ' => Some('o'),
        'ù' | 'û' | 'ü' | 'ú' => Some('u'),
        'ÿ' => Some('y'),
        'ş' => Some('s'),
        'ž' => Some('z'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_are_plain() {
        assert_eq!(login("Anaïs", "Hoarau"), "anais.hoarau");
        assert_eq!(login("Ibrahim", "Yıldız"), "ibrahim.yildiz");
        assert_eq!(login("Youssef", "El Amrani"), "youssef.elamrani");
        assert_eq!(login("Zoé", "Nœuvéglise"), "zoe.noeuveglise");
    }
}

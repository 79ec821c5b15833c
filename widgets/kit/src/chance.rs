//! Random bits from the browser, for names that nobody else has.

/// 128 random bits; from `crypto`, which every engine has, secure page or not.
pub fn random_bits() -> [u64; 2] {
    let mut bytes = [0_u8; 16];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let drawn = crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    debug_assert!(drawn, "every engine draws random numbers");
    let (left, right) = bytes.split_at(8);
    [left, right].map(|half| half.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// A name of 26 lower-case letters and digits that nobody else has drawn.
pub fn fresh_id() -> String {
    const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut id = String::with_capacity(26);
    for half in random_bits() {
        for place in 0..13 {
            id.push(char::from(DIGITS[(half >> (5 * place) & 31) as usize]));
        }
    }
    id
}

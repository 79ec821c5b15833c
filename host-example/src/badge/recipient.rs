//! Whose a badge is: a hash that its holder alone can explain, never a name.

use data_encoding::HEXLOWER;
use serde_json::{Value, json};

use crate::secret::{digest, random_id};

/// The identity of a holder inside a credential: the SHA-256 of their pairwise id and a salt of this badge alone, so
/// that two badges cannot be put together.
pub(super) fn hashed(id: &str) -> Value {
    with_salt(id, &random_id())
}

fn with_salt(id: &str, salt: &str) -> Value {
    json!([{
        "type": "IdentityObject",
        "hashed": true,
        "identityHash": format!("sha256${}", HEXLOWER.encode(&digest(format!("{id}{salt}").as_bytes()))),
        "identityType": "systemId",
        "salt": salt,
    }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_person_looks_different_in_each_badge() {
        assert_ne!(hashed("p1")[0]["identityHash"], hashed("p1")[0]["identityHash"]);
        assert_eq!(with_salt("p1", "s"), with_salt("p1", "s"));
        // sha256("p1s")
        assert_eq!(
            with_salt("p1", "s")[0]["identityHash"],
            format!("sha256${}", HEXLOWER.encode(&digest(b"p1s")))
        );
    }
}

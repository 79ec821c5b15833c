//! A badge in a picture that somebody brings: what it says, whoever made it.

use serde_json::Value;

use super::bake::{BakeFault, unbake};
use crate::moment::Day;

/// What a picture holds.
#[derive(Debug, Clone, PartialEq)]
pub struct BadgeRead {
    /// The badge's name.
    pub name: String,
    /// Who issued it, by name.
    pub issuer: Option<String>,
    /// On which day.
    pub on: Option<Day>,
    /// Whether there is a signature; whether it holds is for a verifier to say.
    pub signed: bool,
    /// The credential.
    pub credential: Value,
}

/// Why there is no badge to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// Of the picture.
    Picture(BakeFault),
    /// The credential is a signed token (JWT), a form that is not read here.
    Token,
    /// What is in the picture is no Open Badge of version 3.
    NoBadge,
}

/// Reads the badge of a PNG or an SVG.
///
/// # Errors
/// Why there is none to show.
pub fn read(picture: &[u8]) -> Result<BadgeRead, Unread> {
    let text = unbake(picture).map_err(Unread::Picture)?;
    let Ok(credential) = serde_json::from_str::<Value>(&text) else {
        let is_token = text.split('.').count() == 3 && !text.contains(['{', ' ']);
        return Err(if is_token { Unread::Token } else { Unread::NoBadge });
    };
    let text = |pointer: &str| credential.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let of_kind = |kind: &Value| kind == "OpenBadgeCredential" || kind == "AchievementCredential";
    let is_badge = credential["type"].as_array().is_some_and(|kinds| kinds.iter().any(of_kind));
    let name = text("/name").or_else(|| text("/credentialSubject/achievement/name"));
    Ok(BadgeRead {
        name: name.filter(|_| is_badge).ok_or(Unread::NoBadge)?,
        issuer: text("/issuer/name"),
        on: text("/validFrom").and_then(|from| Day::parse(from.get(..10)?)),
        signed: !credential["proof"].is_null(),
        credential,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::badge::bake::bake_svg;

    fn baked(credential: &str) -> Result<BadgeRead, Unread> {
        read(bake_svg("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", credential).unwrap().as_bytes())
    }

    #[test]
    fn a_badge_of_whoever_says_who_issued_it() {
        let credential = json!({
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": { "name": "Collège <Élan>" },
            "validFrom": "2026-11-26T09:00:00.000Z",
            "credentialSubject": { "achievement": { "name": "Créer" } },
            "proof": {},
        });
        let badge = baked(&credential.to_string()).unwrap();
        assert_eq!((badge.name.as_str(), badge.issuer.as_deref()), ("Créer", Some("Collège <Élan>")));
        assert_eq!((badge.on, badge.signed), (Day::parse("2026-11-26"), true));
        assert_eq!(badge.credential, credential);
    }

    #[test]
    fn what_is_no_badge_is_told_apart() {
        assert_eq!(baked("{\"type\":[\"VerifiableCredential\"],\"name\":\"x\"}"), Err(Unread::NoBadge));
        assert_eq!(baked("eyJ.eyJ.c2ln"), Err(Unread::Token));
        assert_eq!(baked("{"), Err(Unread::NoBadge));
        assert_eq!(read(b"GIF89a"), Err(Unread::Picture(BakeFault::NotAPicture)));
    }
}

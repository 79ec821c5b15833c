//! What was taken back: a W3C Bitstring Status List for each establishment, signed like the badges.
//!
//! Each badge has a number of its own that is never given again; its bit is set once the badge is revoked, and stays
//! set after everything else about it was erased.

use std::io::Write;

use data_encoding::BASE64URL_NOPAD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use super::issuer::Issuer;
use super::proof::CONTEXTS;
use crate::error::Error;

/// Bits of a list: the least that the standard allows, so that a list says nothing about who is in it.
pub const LENGTH: i64 = 131_072;

/// The address of the list that holds that badge.
fn list_of(issuer: &Issuer, number: i64) -> String {
    format!("{}/status/{}", issuer.address, number / LENGTH)
}

/// Where a verifier sees whether that badge was taken back.
pub(super) fn entry(issuer: &Issuer, number: i64) -> Value {
    let list = list_of(issuer, number);
    let index = (number % LENGTH).to_string();
    json!({
        "id": format!("{list}#{index}"),
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": index,
        "statusListCredential": list,
    })
}

/// A list as an unsigned credential; `revoked` are numbers of badges of the whole list.
pub(super) fn list(issuer: &Issuer, list: i64, revoked: &[i64], at: &str) -> Result<Value, Error> {
    let address = list_of(issuer, list * LENGTH);
    let mut bits = vec![0_u8; usize::try_from(LENGTH / 8).map_err(|_| Error::Internal)?];
    for number in revoked {
        let index = usize::try_from(number % LENGTH).map_err(|_| Error::Internal)?;
        // The first bit is the leftmost one.
        bits[index / 8] |= 0x80 >> (index % 8);
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&bits).map_err(|_| Error::Internal)?;
    let packed = packed.finish().map_err(|_| Error::Internal)?;
    Ok(json!({
        "@context": CONTEXTS[..1],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": at,
        "credentialSubject": {
            "id": format!("{address}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": format!("u{}", BASE64URL_NOPAD.encode(&packed)),
        },
    }))
}

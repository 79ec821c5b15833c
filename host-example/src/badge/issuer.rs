//! Who issues: an establishment, known to verifiers by a `did:web` whose document this host serves.

use serde_json::{Value, json};

use super::key::PublicKey;
use crate::directory::Establishment;
use crate::origin::Origin;

/// An establishment as the issuer of badges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// `did:web:ent.example.fr:issuers:3`
    pub did: String,
    /// Its page for people: `https://ent.example.fr/issuers/3`. The document of the DID is `did.json` below it.
    pub address: String,
    /// The establishment's name.
    pub name: String,
}

impl Issuer {
    /// The establishment under that origin. Its number stands in the address, not its UAI, which may be corrected.
    pub fn new(origin: &Origin, establishment: &Establishment) -> Self {
        let host = origin.as_str().split_once("://").map_or("", |(_, host)| host);
        Self {
            // The colon before a port separates the parts of a DID.
            did: format!("did:web:{}:issuers:{}", host.replace(':', "%3A"), establishment.id),
            address: format!("{origin}/issuers/{}", establishment.id),
            name: establishment.name.clone(),
        }
    }

    /// The address of a key of theirs.
    pub fn method(&self, multikey: &str) -> String {
        format!("{}#{multikey}", self.did)
    }

    /// The issuer inside a credential.
    pub fn profile(&self) -> Value {
        json!({ "id": self.did, "type": ["Profile"], "name": self.name, "url": self.address })
    }

    /// The document of the DID: every key that ever signed.
    pub fn document(&self, keys: &[PublicKey]) -> Value {
        let methods: Vec<String> = keys.iter().map(|key| self.method(&key.multikey)).collect();
        let described: Vec<Value> = keys
            .iter()
            .zip(&methods)
            .map(|(key, method)| {
                json!({
                    "id": method,
                    "type": "Multikey",
                    "controller": self.did,
                    "publicKeyMultibase": key.multikey,
                })
            })
            .collect();
        json!({
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": self.did,
            "alsoKnownAs": [self.address],
            "verificationMethod": described,
            "assertionMethod": methods,
        })
    }
}

#[cfg(test)]
mod tests {
    use greffon_protocol::Uai;

    use super::*;

    #[test]
    fn a_port_is_part_of_the_host() {
        let school = Establishment {
            id: 3,
            uai: Uai::read("9990001X").0,
            name: "Collège".to_owned(),
            city: String::new(),
        };
        let local = Issuer::new(&Origin::parse("http://127.0.0.1:8080").unwrap(), &school);
        assert_eq!(local.did, "did:web:127.0.0.1%3A8080:issuers:3");
        let ent = Issuer::new(&Origin::parse("https://ent.example.fr").unwrap(), &school);
        assert_eq!(
            (ent.did.as_str(), ent.address.as_str()),
            ("did:web:ent.example.fr:issuers:3", "https://ent.example.fr/issuers/3")
        );
    }
}

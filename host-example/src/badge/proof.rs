//! Data Integrity proofs of the suite `eddsa-rdfc-2022` (W3C vc-di-eddsa): RDF canonicalization, SHA-256, Ed25519.
//!
//! The two contexts that a badge stands on are shipped and nothing is fetched: a context that changed elsewhere would
//! change what a signature says.

use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::Dataset;
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::key::multibase;

/// The first two entries of `@context`, in this order; no other is known here.
pub const CONTEXTS: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

const DOCUMENTS: [&str; 2] =
    [include_str!("contexts/credentials-v2.json"), include_str!("contexts/open-badges-3.0.3.json")];

/// Why a document has no canonical form here, or no valid proof.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// It is no JSON-LD, or names a context that is not shipped.
    #[error("the document cannot be read as JSON-LD: {0}")]
    Document(String),
    /// It is no object, or its proof has another form.
    #[error("the document has no proof of the suite eddsa-rdfc-2022")]
    Form,
    /// The signature is another document's or another key's.
    #[error("the signature does not fit")]
    Signature,
}

/// The canonical N-Quads of a document (RDFC-1.0): the same for every way of writing the same statements.
pub fn canonical(document: &Value) -> Result<String, ProofError> {
    let text = document.to_string();
    let mut dataset = Dataset::new();
    let quads = JsonLdParser::new().for_slice(&text).with_load_document_callback(|url, _| {
        let place = CONTEXTS.iter().position(|known| *known == url);
        let document = place.map(|place| DOCUMENTS[place]).ok_or_else(|| format!("{url} is not shipped"))?;
        Ok(JsonLdRemoteDocument { document: document.into(), document_url: url.to_owned() })
    });
    for quad in quads {
        dataset.insert(&quad.map_err(|error| ProofError::Document(error.to_string()))?);
    }
    let hash_algorithm = CanonicalizationHashAlgorithm::Sha256;
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
    let mut lines: Vec<String> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    Ok(lines.concat())
}

/// What is signed: the hash of the proof without its value, then the hash of the document without its proof.
fn signed_bytes(document: &Value, options: &Value) -> Result<Vec<u8>, ProofError> {
    let mut bytes = Sha256::digest(canonical(options)?).to_vec();
    bytes.extend(Sha256::digest(canonical(document)?));
    Ok(bytes)
}

/// Signs a document; `method` is the address of the public key, `created` a moment as RFC 3339.
pub fn sign(mut document: Value, key: &SigningKey, method: &str, created: &str) -> Result<Value, ProofError> {
    let mut proof = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    });
    let signature = key.sign(&signed_bytes(&document, &with_context(&proof, &document))?);
    proof["proofValue"] = multibase(&signature.to_bytes()).into();
    document.as_object_mut().ok_or(ProofError::Form)?.insert("proof".to_owned(), proof);
    Ok(document)
}

/// Checks the proof of a document against a key.
pub fn verify(document: &Value, key: &VerifyingKey) -> Result<(), ProofError> {
    let mut unsigned = document.clone();
    let mut proof =
        unsigned.as_object_mut().and_then(|members| members.remove("proof")).ok_or(ProofError::Form)?;
    let value = proof.as_object_mut().and_then(|members| members.remove("proofValue"));
    let value = value.as_ref().and_then(Value::as_str).and_then(|text| text.strip_prefix('z'));
    let bytes = value.and_then(|text| bs58::decode(text).into_vec().ok()).ok_or(ProofError::Form)?;
    let signature = Signature::from_slice(&bytes).map_err(|_| ProofError::Form)?;
    let bytes = signed_bytes(&unsigned, &with_context(&proof, &unsigned))?;
    key.verify(&bytes, &signature).map_err(|_| ProofError::Signature)
}

/// The proof is read in the document's own context.
fn with_context(proof: &Value, document: &Value) -> Value {
    let mut options = proof.clone();
    options["@context"] = document["@context"].clone();
    options
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn document(name: &str) -> Value {
        json!({
            "@context": CONTEXTS,
            "id": "urn:uuid:0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11",
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": name,
            "credentialSubject": { "type": ["AchievementSubject"], "narrative": "un texte" },
        })
    }

    fn key() -> SigningKey {
        SigningKey::from_bytes(&[7; 32])
    }

    #[test]
    fn what_is_signed_verifies_and_what_was_changed_does_not() {
        let signed = sign(document("Chercher"), &key(), "did:web:x#k", "2026-11-23T09:00:00Z").unwrap();
        assert_eq!(verify(&signed, &key().verifying_key()), Ok(()));
        assert_eq!(
            verify(&signed, &SigningKey::from_bytes(&[8; 32]).verifying_key()),
            Err(ProofError::Signature)
        );
        for (pointer, value) in [
            ("/name", "Créer"),
            ("/credentialSubject/narrative", "un autre texte"),
            ("/proof/created", "2026-11-24T09:00:00Z"),
            ("/proof/verificationMethod", "did:web:y#k"),
        ] {
            let mut changed = signed.clone();
            *changed.pointer_mut(pointer).unwrap() = value.into();
            assert_eq!(verify(&changed, &key().verifying_key()), Err(ProofError::Signature), "{pointer}");
        }
        assert_eq!(verify(&document("x"), &key().verifying_key()), Err(ProofError::Form));
    }

    #[test]
    fn a_context_that_is_not_shipped_is_refused() {
        let mut document = document("Chercher");
        document["@context"] = json!(["https://elsewhere.example/context.json"]);
        assert!(matches!(canonical(&document), Err(ProofError::Document(_))));
    }

    #[test]
    fn the_canonical_form_is_that_of_other_processors() {
        // The same lines as jsonld.js 9 with rdf-canonize 5 makes of this document.
        let lines = canonical(&document("L’« accord » \"é\" \\ fin")).unwrap();
        assert_eq!(
            lines,
            r#"<urn:uuid:0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential> .
<urn:uuid:0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://www.w3.org/2018/credentials#VerifiableCredential> .
<urn:uuid:0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11> <https://schema.org/name> "L’« accord » \"é\" \\ fin" .
<urn:uuid:0b0e6f9e-64d4-4b5e-8e0f-5f3c1d3c2a11> <https://www.w3.org/2018/credentials#credentialSubject> _:c14n0 .
_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://purl.imsglobal.org/spec/vc/ob/vocab.html#AchievementSubject> .
_:c14n0 <https://purl.imsglobal.org/spec/vc/ob/vocab.html#narrative> "un texte" .
"#
        );
    }

    proptest! {
        #[test]
        fn any_text_is_signed_as_it_is(name in "\\PC{1,60}", other in "\\PC{1,60}") {
            let signed = sign(document(&name), &key(), "did:web:x#k", "2026-11-23T09:00:00Z").unwrap();
            prop_assert_eq!(verify(&signed, &key().verifying_key()), Ok(()));
            let mut changed = signed;
            changed["name"] = other.clone().into();
            prop_assert_eq!(verify(&changed, &key().verifying_key()).is_ok(), name == other);
        }
    }
}

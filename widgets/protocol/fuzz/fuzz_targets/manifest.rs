//! Any bytes as a `widget.json`, and as the small texts that have a grammar: nothing panics, and what passes keeps its
//! promises.
#![no_main]

use greffon_protocol::key::check_prefix;
use greffon_protocol::{Capability, Key, Manifest, Profile, Uai};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Manifest::parse(text) {
        Ok(manifest) => {
            let again = serde_json::to_string(&manifest).expect("a manifest has a JSON form");
            assert_eq!(Manifest::parse(&again).as_ref(), Ok(&manifest), "a manifest that is sent on is the same");
            assert!(manifest.wishes().all(|wish| wish.name.is_known()), "a wish is a known capability");
            manifest.roles_of(&[Profile::Pupil, Profile::Teacher]);
        }
        Err(problems) => assert!(!problems.is_empty(), "a refusal says why"),
    }
    assert!(Key::new(text).is_err() || check_prefix(text).is_ok(), "every key is a prefix");
    Capability::new(text).is_known();
    let (uai, _) = Uai::read(text);
    assert_eq!(Uai::read(uai.as_str()).0, uai, "a UAI is read once");
});

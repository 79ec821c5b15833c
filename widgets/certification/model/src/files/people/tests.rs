//! Files as schools have them, and our own ones back.

use proptest::prelude::*;
use serde_json::json;

use super::super::intake::MOST;
use super::*;
use crate::directory::Contact;
use crate::shelf::Shelf;

const TAKER: Taker<'_> = Taker { fresh: "f1", instance: "i7", leads: true };
const HEAD: [&str; 8] = [
    "Nom",
    "Fonction",
    "Organisme",
    "Adresse électronique",
    "Téléphone",
    "Horaires",
    "Répond de",
    "Référent depuis le",
];

fn record(people: &[Value]) -> Record {
    let mut record = Record::default();
    for (number, raw) in people.iter().enumerate() {
        record.put(&format!("team/p{number}"), Some(raw));
    }
    record
}

fn some() -> Record {
    record(&[
        json!({ "name": "Claire Moreau", "function": "referent", "mail": "claire@ent.example", "of-tomorrow": 1 }),
        json!({ "name": "Luc Fontaine", "function": "school-technician", "phone": "01 02" }),
    ])
}

fn word(function: Function) -> &'static str {
    match function {
        Function::Referent => "Référent",
        Function::Head => "Direction",
        Function::SchoolTechnician => "Technicien d’établissement",
        Function::AuthorityTechnician => "Technicien de la collectivité",
        Function::AuthorityIt => "DSI de la collectivité",
        Function::Academy => "Rectorat",
        Function::Invigilator => "Surveillant de session",
        Function::Teacher => "Enseignant",
        Function::Pix => "Assistance Pix",
    }
}

fn fates(preview: &Preview) -> Vec<(&str, Fate)> {
    preview.rows.iter().map(|row| (row.name.as_str(), row.fate)).collect()
}

fn change(member: usize, before: &str, after: &str) -> Change {
    Change { member, before: before.to_owned(), after: after.to_owned() }
}

#[test]
fn a_table_says_who_is_new_who_changes_and_in_what() {
    let text = "Nom;Fonction;Courriel;Téléphone\n\
        Claire Moreau-Petit;référente;CLAIRE@ent.example;\n\
        luc fontaine;Technicien d'établissement;luc@ent.example;01 02\n\
        Anne Roy;Rectorat;anne@ac.example;'+33 4\n";
    let preview = read(text, &some(), TAKER).unwrap();
    assert_eq!(
        fates(&preview),
        [("Claire Moreau-Petit", Fate::Changed), ("luc fontaine", Fate::Changed), ("Anne Roy", Fate::New)]
    );
    assert_eq!(preview.faults, []);
    let wanted = [
        change(NAME, "Claire Moreau", "Claire Moreau-Petit"),
        change(MAIL, "claire@ent.example", "CLAIRE@ent.example"),
    ];
    assert_eq!(preview.rows[0].changes, wanted);
    let wanted = [change(NAME, "Luc Fontaine", "luc fontaine"), change(MAIL, "", "luc@ent.example")];
    assert_eq!(preview.rows[1].changes, wanted);
    let wanted = [change(MAIL, "", "anne@ac.example"), change(PHONE, "", "+33 4")];
    assert_eq!(preview.rows[2].changes, wanted, "nobody comes in unseen");
    let changes = preview.changes();
    assert_eq!(changes[0].2.as_ref().unwrap()["of-tomorrow"], json!(1), "nothing of it is lost");
    let anne =
        json!({ "name": "Anne Roy", "function": "academy", "mail": "anne@ac.example", "phone": "+33 4" });
    assert_eq!(changes[2], (Kind::Contact, "f1-4".to_owned(), Some(anne)));
}

#[test]
fn an_empty_cell_takes_nothing_away() {
    let text = "Nom;Fonction;Téléphone\nLuc Fontaine;;\n";
    let preview = read(text, &some(), TAKER).unwrap();
    assert_eq!((fates(&preview), preview.changes()), (vec![("Luc Fontaine", Fate::Same)], Vec::new()));
}

#[test]
fn rows_that_cannot_be_taken_are_told_with_their_line() {
    let text = "Nom;Fonction;Mail;Référent depuis le\n\
        ;Rectorat;a@b.fr;\n\
        A;Rectorat;a.b.fr;\n\
        B;Jardinier;;\n\
        C;;;\n\
        D;Direction;d@b.fr;26/11/2026\n\
        D;direction;D@b.fr;\n\
        E;Direction;;hier\n\
        \"F;Direction\n";
    let preview = read(text, &some(), TAKER).unwrap();
    let wanted = [
        (2, Fault::Nobody),
        (3, Fault::Mail("a.b.fr".to_owned())),
        (4, Fault::Function("Jardinier".to_owned())),
        (5, Fault::NoFunction),
        (7, Fault::Twice(6)),
        (8, Fault::Day("hier".to_owned())),
        (9, Fault::Unclosed),
    ];
    assert_eq!(preview.faults, wanted);
    assert_eq!(fates(&preview), [("D", Fate::New), ("E", Fate::New)]);
    assert_eq!(preview.changes()[0].2.as_ref().unwrap()["referent"], json!("2026-11-26"));
}

#[test]
fn only_those_who_lead_name_a_referent() {
    let text = "Nom;Fonction;Référent depuis le\nLuc Fontaine;;2026-11-26\n";
    let technician = Taker { leads: false, ..TAKER };
    let preview = read(text, &some(), technician).unwrap();
    assert_eq!((preview.changes(), preview.faults), (Vec::new(), vec![(2, Fault::NotLeading)]));
    assert_eq!(read(text, &some(), TAKER).unwrap().count(Fate::Changed), 1);
}

#[test]
fn an_address_that_many_share_is_nobody_s_own() {
    let mail = "ce.0010001a@ac.example";
    let record = record(&[
        json!({ "name": "Ada", "function": "head", "mail": mail }),
        json!({ "name": "Bob", "function": "teacher", "mail": mail }),
    ]);
    let text =
        format!("Nom;Fonction;Mail\nCyd;Direction;{mail}\nBob;Enseignant;{mail}\nAda;Direction;{mail}\n");
    let preview = read(&text, &record, TAKER).unwrap();
    assert_eq!(fates(&preview), [("Cyd", Fate::New), ("Bob", Fate::Same), ("Ada", Fate::Same)]);
}

#[test]
fn separators_and_first_names_of_their_own_are_understood() {
    let tables = [
        "Nom;Prénom;Fonction\nRoy;Anne;Pix\n",
        "Prénom,Nom,Fonction\r\nAnne,Roy,Pix\r\n",
        "First Name\tLast Name\tJob Title\nAnne\tRoy\tPix support",
    ];
    for text in tables {
        let preview = read(text, &Record::default(), TAKER).unwrap();
        assert_eq!((fates(&preview), preview.faults.len()), (vec![("Anne Roy", Fate::New)], 0), "{text}");
    }
}

#[test]
fn files_that_are_none_are_refused() {
    let refused = |text: &str| read(text, &Record::default(), TAKER).unwrap_err();
    assert_eq!(refused(""), Refusal::Empty);
    assert_eq!(refused("Nom;Fonction\n"), Refusal::Empty);
    assert_eq!(refused("Couleur\nbleu\n"), Refusal::NoName);
    let began = std::time::Instant::now();
    assert_eq!(refused(&["Nom\n", &"x\n".repeat(100_000)].concat()), Refusal::TooLong);
    assert_eq!(refused(&"BEGIN:VCARD\nEND:VCARD\n".repeat(MOST + 1)), Refusal::TooLong);
    assert!(began.elapsed().as_secs() < 5, "what goes beyond the limit is not looked at");
}

#[test]
fn the_longest_file_does_not_hold_the_screen_up() {
    let somebody = |number: usize| json!({ "name": format!("Ada {number}"), "function": "teacher", "mail": format!("a{number}@b.fr") });
    let record = record(&(0..MOST).map(somebody).collect::<Vec<_>>());
    let rows =
        (0..MOST).map(|number| format!("Bob {number};Enseignant;b{number}@b.fr\n")).collect::<Vec<_>>();
    let began = std::time::Instant::now();
    let preview = read(&["Nom;Fonction;Mail\n", &rows.concat()].concat(), &record, TAKER).unwrap();
    assert_eq!(preview.count(Fate::New), MOST);
    // This is not optimised; what ships is faster.
    assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
}

#[test]
fn cards_of_other_programs_are_understood() {
    let text = "begin:vcard\r\nVERSION:3.0\r\nN:Roy;Anne;;;\r\nORG:Rectorat;DSI\r\nTITLE:Rectorat\r\n\
        item1.EMAIL;TYPE=\"a:b\":old@ac.example\r\nEMAIL;TYPE=INTERNET,PREF:anne@\r\n ac.example\r\n\
        TEL;VALUE=uri:tel:+33-4\r\nNOTE:Comptes\\, annuaires\\net le reste\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Claire M.\r\nTITLE:Cheffe de projet\r\nEMAIL:claire@ent.example\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bob\r\nROLE:Jardinier\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Zo=E9\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Eve\r\n";
    let preview = read(text, &some(), TAKER).unwrap();
    assert_eq!(fates(&preview), [("Anne Roy", Fate::New), ("Claire M.", Fate::Changed)]);
    let anne = json!({ "name": "Anne Roy", "function": "academy", "body": "Rectorat, DSI", "mail": "anne@ac.example",
        "phone": "+33-4", "matter": "Comptes, annuaires\net le reste" });
    assert_eq!(preview.changes()[0].2, Some(anne));
    assert_eq!(preview.rows[1].changes, [change(NAME, "Claire Moreau", "Claire M.")], "her function stays");
    let wanted = [
        (18, Fault::Function("Jardinier".to_owned())),
        (23, Fault::Version("2.1".to_owned())),
        (27, Fault::Endless),
    ];
    assert_eq!(preview.faults, wanted);
}

/// Signs that have a meaning in one of the formats, or in a spreadsheet.
fn text() -> impl Strategy<Value = String> {
    "[a-zé🦊=+@'\"\\\\;:,|\n -]{0,12}".prop_map(|text| text.trim().to_owned())
}

fn somebody() -> impl Strategy<Value = Value> {
    let mail = prop_oneof![Just(String::new()), "[a-c=+]{1,3}@x\\.fr"];
    let day = prop_oneof![Just(Value::Null), Just(json!("2026-11-26"))];
    (0..9_usize, text(), mail, [text(), text(), text(), text()], day).prop_map(
        |(function, name, mail, [body, phone, hours, matter], day)| {
            let name = if name.is_empty() { "?".to_owned() } else { name };
            stored::object([
                ("name", name.into()),
                ("function", Function::ALL[function].id().into()),
                ("body", body.into()),
                ("mail", mail.into()),
                ("phone", phone.into()),
                ("hours", hours.into()),
                ("matter", matter.into()),
                ("referent", day),
            ])
        },
    )
}

/// People whom name, function and address tell apart, as the board's own forms make them.
fn team() -> impl Strategy<Value = Record> {
    prop::collection::vec(somebody(), 1..6).prop_map(|people| {
        let mut apart: Vec<Value> = Vec::new();
        for one in people {
            if apart.iter().all(|other| Known::of("", other).mark != Known::of("", &one).mark) {
                apart.push(one);
            }
        }
        record(&apart)
    })
}

fn raws(team: &Shelf<Contact>) -> Vec<Value> {
    team.iter().map(|kept| kept.raw.clone()).collect()
}

proptest! {
    #[test]
    fn what_is_handed_out_is_taken_in_without_loss(record in team()) {
        let table = contacts::write(&record.team, HEAD, word);
        let cards = vcard::write(&record.team, TAKER.instance, word, |hours| format!("Horaires : {hours}"));
        for text in [table, cards] {
            let again = read(&text, &record, TAKER).unwrap();
            prop_assert_eq!((again.changes(), again.faults), (Vec::new(), Vec::new()), "{}", &text);
            prop_assert_eq!(again.rows.len(), record.team.len());
            let elsewhere = read(&text, &Record::default(), TAKER).unwrap();
            let found: Vec<Value> = elsewhere.changes().into_iter().filter_map(|(_, _, raw)| raw).collect();
            prop_assert_eq!(found, raws(&record.team), "{}", &text);
        }
    }

    #[test]
    fn no_text_panics_and_all_that_it_makes_has_a_key(
        text in "(Nom;Fonction;Mail\n|BEGIN:VCARD\nVERSION:4.0\n)?([a-zA-Z0-9;\"\n é@.]{0,20}|FN:a\n|END:VCARD\n|\nx;Pix;a@b.fr){0,12}"
    ) {
        let Ok(preview) = read(&text, &some(), TAKER) else { return Ok(()) };
        let mut ids = std::collections::BTreeSet::new();
        for (kind, id, raw) in preview.changes() {
            prop_assert!(kind.key(&id).is_some(), "{}", id);
            prop_assert!(ids.insert(id), "one person is changed twice");
            prop_assert!(raw.is_some_and(|raw| raw["name"].as_str().is_some_and(|name| !name.is_empty())));
        }
    }
}

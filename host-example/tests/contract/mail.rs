//! Mail from the certification board, over a real exchange with a server that the test speaks for, and read by a library
//! that is not ours.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use greffon_host_example::clock::Moment;
use greffon_host_example::mail::{self, Encryption, Relay};
use mail_parser::{Message, MessageParser};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::diagnostics::{board_with, member};
use super::ent::{Ent, Someone, between};

/// A message as a server got it.
#[derive(Debug, Clone)]
struct Got {
    from: String,
    to: Vec<String>,
    data: Vec<u8>,
}

impl Got {
    fn read(&self) -> Message<'_> {
        MessageParser::default().parse(&self.data).unwrap()
    }

    fn subject(&self) -> String {
        self.read().subject().unwrap().to_owned()
    }

    fn text(&self) -> String {
        self.read().body_text(0).unwrap().into_owned()
    }
}

/// A server for mail that keeps what it gets.
struct Sink {
    port: u16,
    got: Arc<Mutex<Vec<Got>>>,
    /// What it answers to these recipients instead of taking them.
    refuses: Arc<Mutex<HashMap<String, String>>>,
    task: Option<JoinHandle<()>>,
}

impl Sink {
    async fn start() -> Self {
        let mut sink = Self { port: 0, got: Arc::default(), refuses: Arc::default(), task: None };
        sink.up().await;
        sink
    }

    /// Listens, on the port of before where there was one.
    async fn up(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.unwrap();
        self.port = listener.local_addr().unwrap().port();
        let (got, refuses) = (Arc::clone(&self.got), Arc::clone(&self.refuses));
        self.task = Some(tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(speak(stream, Arc::clone(&got), Arc::clone(&refuses)));
            }
        }));
    }

    async fn down(&mut self) {
        let task = self.task.take().unwrap();
        task.abort();
        let _ = task.await;
    }

    fn refuse(&self, recipient: &str, answer: &str) {
        self.refuses.lock().unwrap().insert(recipient.to_owned(), answer.to_owned());
    }

    fn got(&self) -> Vec<Got> {
        self.got.lock().unwrap().clone()
    }

    /// Those to one address.
    fn to(&self, address: &str) -> Vec<Got> {
        self.got().into_iter().filter(|got| got.to.iter().any(|to| to == address)).collect()
    }
}

async fn speak(
    stream: TcpStream,
    got: Arc<Mutex<Vec<Got>>>,
    refuses: Arc<Mutex<HashMap<String, String>>>,
) -> Option<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink ESMTP\r\n").await.ok()?;
    let (mut from, mut to) = (String::new(), Vec::new());
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 || !line.ends_with("\r\n") {
            return None;
        }
        let address = || between(&line, "<", ">").unwrap_or_default().to_owned();
        let answer = match line.split([' ', '\r']).next().unwrap_or_default() {
            "EHLO" => "250-sink\r\n250-AUTH PLAIN\r\n250 8BITMIME".to_owned(),
            "AUTH" => {
                let told = refuses.lock().unwrap().get(line.trim_end()).cloned();
                told.unwrap_or_else(|| "535 5.7.8 wrong password".to_owned())
            }
            "MAIL" => {
                from = address();
                to.clear();
                "250 ok".to_owned()
            }
            "RCPT" => {
                let answer = refuses.lock().unwrap().get(&address()).cloned();
                if answer.is_none() {
                    to.push(address());
                }
                answer.unwrap_or_else(|| "250 ok".to_owned())
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await.ok()?;
                let mut data = Vec::new();
                loop {
                    let mut line = Vec::new();
                    stream.read_until(b'\n', &mut line).await.ok()?;
                    if line == b".\r\n" {
                        break;
                    }
                    data.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
                }
                let (from, to) = (from.clone(), std::mem::take(&mut to));
                got.lock().unwrap().push(Got { from, to, data });
                "250 kept".to_owned()
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await.ok()?;
                return None;
            }
            _ => "250 ok".to_owned(),
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
    }
}

/// A host that mails to the sink, when it is told to, with the board and its référent.
async fn mailing() -> (Sink, Ent, Someone) {
    let sink = Sink::start().await;
    let (ent, referent) = mailing_to(sink.port).await;
    (sink, ent, referent)
}

async fn mailing_to(port: u16) -> (Ent, Someone) {
    mailing_by(port, None).await
}

async fn mailing_by(port: u16, encryption: Option<Encryption>) -> (Ent, Someone) {
    let server = format!("127.0.0.1:{port}");
    let mut relay = Relay::new(&server, "ENT du collège <ent@example.fr>", encryption, None).unwrap();
    // The test says when.
    relay.round = Duration::from_hours(1);
    board_with(|config| config.relay = Some(relay)).await
}

/// What the postman does at that moment.
async fn round(ent: &Ent, now: Moment) {
    mail::watch(&ent.running.host, now).await.unwrap();
    mail::deliver(&ent.running.host, now).await.unwrap();
}

async fn written(who: &Someone, ops: Value) {
    who.write("shared", ops).await.ok();
}

fn contact(id: &str, value: Value) -> Value {
    json!([{ "op": "set", "key": format!("team/{id}"), "value": value, "ifRev": 0 }])
}

fn later(minutes: u64) -> Moment {
    Moment::now().plus(Duration::from_mins(minutes))
}

/// A report, with its key's own id.
async fn report(who: &Someone, id: &str, problem: &str, place: &str) {
    let at = Moment::now().rfc3339();
    let value =
        json!({ "at": at, "problem": problem, "place": place, "by": "pupil", "text": "Amina dit : SECRET" });
    let key = format!("reports/{}/{id}", who.id().await);
    written(who, json!([{ "op": "set", "key": key, "value": value, "ifRev": 0 }])).await;
}

async fn administration(ent: &Ent) -> String {
    ent.sign_in("sophie.petit").await.page("/admin/mail").await.replace("&#x2f;", "/").replace("&#x27;", "'")
}

const LUC: &str = "luc@example.org";

/// The technician of the school in the directory.
async fn luc(referent: &Someone) {
    let value = json!({ "name": "Luc Fontaine", "function": "school-technician", "mail": LUC });
    written(referent, contact("luc", value)).await;
}

#[tokio::test]
async fn whoever_the_directory_names_referent_is_told_with_a_link_and_a_reason() {
    let (sink, ent, referent) = mailing().await;
    let value = json!({ "name": "Zoé Noël", "function": "teacher", "mail": "zoe@example.org", "referent": "2026-11-27" });
    written(&referent, contact("zoe", value.clone())).await;
    for _ in 0..2 {
        round(&ent, Moment::now()).await;
    }
    let got = sink.got();
    assert_eq!(got.len(), 1, "{got:?}");
    assert_eq!(
        (got[0].from.as_str(), got[0].to.as_slice()),
        ("ent@example.fr", &["zoe@example.org".to_owned()][..])
    );
    // On the wire nothing but ASCII in the headers; read, everything as it was.
    let head = got[0].data.split(|byte| *byte == b'\n').take_while(|line| line.len() > 1);
    assert!(head.flatten().all(u8::is_ascii));
    let message = got[0].read();
    let name = |address: Option<&mail_parser::Address<'_>>| {
        address.unwrap().first().unwrap().name.clone().unwrap().into_owned()
    };
    assert_eq!(name(message.from()), "ENT du collège");
    assert_eq!(name(message.to()), "Zoé Noël");
    assert_eq!(message.subject(), Some("Vous êtes référent de la certification Pix – Collège Rosa-Parks"));
    assert_eq!(message.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
    assert!(message.message_id().unwrap().ends_with("@example.fr") && message.date().is_some());
    let text = got[0].text();
    assert!(text.contains(&format!("{}/w/{}", ent.base(), referent.instance)), "{text}");
    assert!(text.contains("référent depuis le 27/11/2026") && text.contains("annuaire"), "{text}");
    assert_eq!(text.matches("http").count(), 1, "one link: {text}");
    let page = administration(&ent).await;
    assert!(page.contains("127.0.0.1") && page.contains("Aucun message n’attend."), "{page}");
}

#[tokio::test]
async fn an_administrator_who_gives_the_role_has_the_person_told_in_their_language() {
    let (sink, ent, _) = mailing().await;
    let yann = ent.sign_in("yann.legall").await;
    let fields = [("address", " Yann@Example.org "), ("locale", "en"), ("referent", "on")];
    let kept = yann.form("/account/mail", &fields).await;
    assert_eq!(kept.status(), StatusCode::OK);
    let admin = ent.sign_in("sophie.petit").await;
    let page = admin.page("/admin/widgets/certification").await;
    let before = page.split("Yann Le Gall").next().unwrap();
    let id = before.rsplit("name=\"referent\" value=\"").next().unwrap().split('"').next().unwrap();
    for _ in 0..2 {
        let given = admin.form("/admin/widgets/certification/roles", &[("referent", id)]).await;
        assert_eq!(given.status(), StatusCode::SEE_OTHER);
    }
    round(&ent, later(1)).await;
    let got = sink.to("Yann@Example.org");
    assert_eq!(got.len(), 1, "told once, though it was given twice");
    assert_eq!(got[0].subject(), "You lead the Pix certification – Collège Rosa-Parks");
    assert!(got[0].text().contains(&format!("{}/account", ent.base())), "where to switch it off");
}

#[tokio::test]
async fn a_ticket_is_mailed_once_to_its_holder_and_again_to_the_next() {
    let (sink, ent, referent) = mailing().await;
    luc(&referent).await;
    let pupil = member(&ent, "amina.benali").await;
    report(&pupil, "r1", "keyboard", "m-b12-1").await;
    round(&ent, Moment::now()).await;
    // Reported by another too: the same ticket.
    report(&referent, "r2", "keyboard", "m-b12-1").await;
    round(&ent, Moment::now()).await;
    round(&ent, later(30)).await;
    let got = sink.to(LUC);
    assert_eq!(got.len(), 1);
    let (subject, text) = (got[0].subject(), got[0].text());
    assert!(subject.contains("B12-01"), "{subject}");
    for private in ["Amina", "SECRET", "Benali"] {
        assert!(!text.contains(private) && !subject.contains(private), "{private}");
    }
    let events = json!({ "events": { "hand-over-1": { "at": Moment::now().rfc3339(), "do": "hand", "to": "academy" } } });
    written(
        &referent,
        json!([{ "op": "set", "key": "tickets/keyboard.m-b12-1/1", "value": events, "ifRev": 0 }]),
    )
    .await;
    let academy = json!({ "name": "Rectorat", "function": "academy", "mail": "dsi@example.org" });
    written(&referent, contact("rectorat", academy)).await;
    round(&ent, Moment::now()).await;
    assert_eq!((sink.to(LUC).len(), sink.to("dsi@example.org").len()), (1, 1));
}

#[tokio::test]
async fn a_holder_who_says_nothing_is_asked_and_one_who_is_late_is_reminded_once() {
    let (sink, ent, referent) = mailing().await;
    luc(&referent).await;
    report(&referent, "r1", "sound", "r-b12").await;
    round(&ent, Moment::now()).await;
    let days = |days: u64| later(days * 24 * 60);
    for day in [14, 14, 15] {
        round(&ent, days(day)).await;
    }
    let subjects: Vec<String> = sink.to(LUC).iter().map(Got::subject).collect();
    assert_eq!(subjects.len(), 2, "{subjects:?}");
    assert!(subjects[1].starts_with("Quel délai"), "{subjects:?}");
    let promise = json!({ "at": Moment::now().rfc3339(), "do": "promise", "on": &days(16).rfc3339()[..10] });
    let events = json!({ "events": { "promise-1": promise } });
    written(&referent, json!([{ "op": "set", "key": "tickets/sound.r-b12/1", "value": events, "ifRev": 0 }]))
        .await;
    for day in [16, 18, 18, 19] {
        round(&ent, days(day)).await;
    }
    let subjects: Vec<String> = sink.to(LUC).iter().map(Got::subject).collect();
    assert_eq!(subjects.len(), 3, "{subjects:?}");
    assert!(subjects[2].starts_with("Délai passé"), "{subjects:?}");
}

#[tokio::test]
async fn a_room_that_fails_as_a_whole_is_one_message() {
    let (sink, ent, referent) = mailing().await;
    luc(&referent).await;
    for (number, problem) in ["power", "screen", "keyboard", "sound"].into_iter().enumerate() {
        report(&referent, &format!("r{number}"), problem, "m-b12-1").await;
    }
    for _ in 0..2 {
        round(&ent, Moment::now()).await;
    }
    let got = sink.to(LUC);
    assert_eq!(got.len(), 1);
    assert!(got[0].subject().starts_with("4 tickets"));
    assert_eq!(got[0].text().matches("B12-01").count(), 4);
}

#[tokio::test]
async fn steps_that_are_near_or_late_are_told_once_a_day_and_not_to_whom_they_are_not() {
    let (sink, ent, referent) = mailing().await;
    luc(&referent).await;
    let step = |id: &str, due: &str, owner: &str, title: &str| {
        json!({ "op": "set", "key": format!("steps/{id}"), "ifRev": 0,
            "value": { "title": title, "session": "juin", "due": due, "state": "to-do", "rank": "b", "owner": owner } })
    };
    let ops = json!([
        { "op": "set", "key": "sessions/juin", "value": { "name": "Juin", "on": "2031-06-10" }, "ifRev": 0 },
        step("a", "2031-05-05", "school-technician", "Contrôler les postes"),
        step("b", "2031-05-13", "school-technician", "Installer\nBcc: x@y.fr"),
        step("c", "2031-06-05", "school-technician", "Plus tard"),
        step("d", "2031-05-05", "head", "Convoquer"),
    ]);
    written(&referent, ops).await;
    // Wednesday 7 May 2031: at 4 in Paris it is too early, at 10 it is not, and at 15 it was told.
    let at = |text: &str| Moment(greffon_certification_model::day::Moment::parse(text).unwrap().0);
    for hour in ["02", "08", "13"] {
        round(&ent, at(&format!("2031-05-07T{hour}:00:00.000Z"))).await;
    }
    let got = sink.to(LUC);
    assert_eq!(got.len(), 1);
    let text = got[0].text();
    assert!(
        text.contains("en retard depuis le 05/05/2031") && text.contains("Contrôler les postes"),
        "{text}"
    );
    assert!(text.contains("Installer Bcc: x@y.fr"), "on one line: {text}");
    assert!(!text.contains("Plus tard") && !text.contains("Convoquer"), "{text}");
    round(&ent, at("2031-05-08T08:00:00.000Z")).await;
    assert_eq!(sink.to(LUC).len(), 1, "a public holiday");
    round(&ent, at("2031-05-09T08:00:00.000Z")).await;
    assert_eq!(sink.to(LUC).len(), 2);
}

#[tokio::test]
async fn while_the_server_is_down_mail_is_kept_and_shown_and_goes_out_at_its_time() {
    let (mut sink, ent, referent) = mailing().await;
    sink.down().await;
    luc(&referent).await;
    report(&referent, "r1", "keyboard", "m-b12-1").await;
    let now = Moment::now();
    round(&ent, now).await;
    let page = administration(&ent).await;
    assert!(page.contains("onnection") && page.contains(LUC) && page.contains("Essais"), "{page}");
    sink.up().await;
    round(&ent, now.plus(Duration::from_secs(50))).await;
    assert_eq!(sink.got().len(), 0, "not before its time");
    round(&ent, now.plus(Duration::from_secs(61))).await;
    round(&ent, now.plus(Duration::from_secs(200))).await;
    assert_eq!(sink.to(LUC).len(), 1);
    assert!(administration(&ent).await.contains("Aucun message n’attend."));
}

#[tokio::test]
async fn what_was_settled_before_it_went_out_is_not_sent() {
    let (mut sink, ent, referent) = mailing().await;
    sink.down().await;
    luc(&referent).await;
    report(&referent, "r1", "keyboard", "m-b12-1").await;
    report(&referent, "r2", "sound", "m-b12-1").await;
    round(&ent, Moment::now()).await;
    let events = json!({ "events": { "solved-it": { "at": Moment::now().rfc3339(), "do": "solve" } } });
    written(
        &referent,
        json!([{ "op": "set", "key": "tickets/keyboard.m-b12-1/1", "value": events, "ifRev": 0 }]),
    )
    .await;
    sink.up().await;
    round(&ent, later(2)).await;
    let got = sink.to(LUC);
    assert_eq!(got.len(), 1);
    assert!(got[0].subject().contains("Son ou casque"), "{}", got[0].subject());
}

#[tokio::test]
async fn what_waits_outlives_the_host() {
    let (mut sink, ent, referent) = mailing().await;
    sink.down().await;
    luc(&referent).await;
    report(&referent, "r1", "keyboard", "m-b12-1").await;
    round(&ent, Moment::now()).await;
    let Ent { running, folder } = ent;
    let config = running.host.config.clone();
    running.stop().await;
    sink.up().await;
    let ent = Ent { running: greffon_host_example::Running::start(config).await.unwrap(), folder };
    round(&ent, later(2)).await;
    round(&ent, later(20)).await;
    assert_eq!(sink.to(LUC).len(), 1);
}

#[tokio::test]
async fn a_recipient_whom_the_server_does_not_know_is_shown_and_not_tried_for_ever() {
    let (sink, ent, referent) = mailing().await;
    sink.refuse(LUC, "550 5.1.1 no such mailbox here");
    luc(&referent).await;
    report(&referent, "r1", "keyboard", "m-b12-1").await;
    for minutes in [0, 2, 60, 3_000] {
        round(&ent, later(minutes)).await;
    }
    let page = administration(&ent).await;
    assert!(page.contains("no such mailbox here") && page.contains("550"), "{page}");
    assert!(page.contains("Aucun message n’attend."), "it does not wait: {page}");
    // Put right at the server, and sent again by the administrator.
    sink.refuses.lock().unwrap().clear();
    round(&ent, later(4_000)).await;
    assert_eq!(sink.got().len(), 0);
    let admin = ent.sign_in("sophie.petit").await;
    let number = between(&page, "name=\"mail\" value=\"", "\"").unwrap().to_owned();
    let foreign = ent.sign_in("helene.castel").await;
    foreign.form("/admin/mail/retry", &[("mail", &number)]).await;
    round(&ent, later(4_000)).await;
    assert_eq!(sink.got().len(), 0, "an administrator of another school sends nothing");
    assert!(!foreign.page("/admin/mail").await.contains(LUC));
    let again = admin.form("/admin/mail/retry", &[("mail", &number)]).await;
    assert_eq!(again.status(), StatusCode::SEE_OTHER);
    round(&ent, later(1)).await;
    assert_eq!(sink.to(LUC).len(), 1);
    let pupil = ent.sign_in("amina.benali").await;
    assert_eq!(pupil.form("/admin/mail/retry", &[]).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_server_that_is_busy_is_asked_again() {
    let (sink, ent, referent) = mailing().await;
    sink.refuse(LUC, "451 4.3.0 try later");
    luc(&referent).await;
    report(&referent, "r1", "keyboard", "m-b12-1").await;
    let now = Moment::now();
    round(&ent, now).await;
    assert!(administration(&ent).await.contains("try later"));
    sink.refuses.lock().unwrap().clear();
    round(&ent, now.plus(Duration::from_mins(2))).await;
    assert_eq!(sink.to(LUC).len(), 1);
}

#[tokio::test]
async fn a_server_that_cannot_encrypt_gets_nothing_where_encryption_is_asked_for() {
    let sink = Sink::start().await;
    for encryption in [Encryption::StartTls, Encryption::Implicit] {
        let (ent, referent) = mailing_by(sink.port, Some(encryption)).await;
        luc(&referent).await;
        report(&referent, "r1", "keyboard", "m-b12-1").await;
        round(&ent, Moment::now()).await;
        let page = administration(&ent).await;
        assert!(page.contains(LUC) && page.contains("Essais") && page.contains("Motif"), "{page}");
    }
    assert_eq!(sink.got().len(), 0);
}

#[tokio::test]
async fn the_postman_goes_by_himself_and_shows_his_password() {
    let sink = Sink::start().await;
    let server = format!("127.0.0.1:{}", sink.port);
    let credentials = Some(("ent".to_owned(), "s3cret-word".to_owned()));
    let mut relay = Relay::new(&server, "ent@example.fr", None, credentials).unwrap();
    relay.round = Duration::from_millis(50);
    assert!(!format!("{relay:?}").contains("s3cret-word"), "no log shows it");
    let (ent, referent) = board_with(|config| config.relay = Some(relay)).await;
    luc(&referent).await;
    report(&referent, "r1", "keyboard", "m-b12-1").await;
    let mut page = String::new();
    while !page.contains("wrong password") {
        tokio::time::sleep(Duration::from_millis(20)).await;
        page = administration(&ent).await;
    }
    assert!(
        page.contains("Essais"),
        "a password that is wrong is put right, and the message still goes: {page}"
    );
    // base64 of NUL ent NUL s3cret-word.
    sink.refuse("AUTH PLAIN AGVudABzM2NyZXQtd29yZA==", "235 2.7.0 come in");
    let admin = ent.sign_in("sophie.petit").await;
    assert_eq!(admin.form("/admin/mail/retry", &[]).await.status(), StatusCode::SEE_OTHER);
    while sink.to(LUC).is_empty() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(sink.to(LUC).len(), 1);
}

#[tokio::test]
async fn after_a_month_nobody_is_named_any_more_and_nothing_is_told_anew() {
    let (sink, ent, referent) = mailing().await;
    luc(&referent).await;
    report(&referent, "r1", "keyboard", "m-b12-1").await;
    round(&ent, Moment::now()).await;
    let month = later(31 * 24 * 60);
    mail::purge(&ent.running.host.database, month).await.unwrap();
    assert!(administration(&ent).await.contains("Aucun n’est parti"));
    let told = |got: &Got| got.subject().contains("Un ticket pour vous");
    round(&ent, month).await;
    assert_eq!(sink.to(LUC).iter().filter(|got| told(got)).count(), 1);
}

#[tokio::test]
async fn a_name_with_line_breaks_adds_no_header() {
    let (sink, ent, referent) = mailing().await;
    let name = "Zoé\r\nBcc: all@example.org\r\n\r\nHello";
    let value =
        json!({ "name": name, "function": "teacher", "mail": "zoe@example.org", "referent": "2026-11-27" });
    written(&referent, contact("zoe", value)).await;
    let odd = json!({ "name": "Max", "function": "teacher", "mail": "max@example.org\r\nRCPT TO:<all@example.org>", "referent": "2026-11-27" });
    written(&referent, contact("max", odd)).await;
    let room = json!({ "name": "B13\r\nX-Evil: 1" });
    written(&referent, json!([{ "op": "set", "key": "rooms/b13", "value": room, "ifRev": 0 }])).await;
    luc(&referent).await;
    report(&referent, "r1", "sound", "r-b13").await;
    round(&ent, Moment::now()).await;
    let got = sink.got();
    assert_eq!(got.len(), 2, "{got:?}");
    let known = [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "Content-Type",
        "MIME-Version",
        "Content-Transfer-Encoding",
    ];
    for got in &got {
        assert_eq!(got.to.len(), 1);
        for (header, _) in got.read().headers_raw() {
            assert!(known.iter().any(|known| known.eq_ignore_ascii_case(header)), "{header}");
        }
    }
    let page = administration(&ent).await;
    let unaddressed = page.split("Sans adresse").nth(1).unwrap();
    assert!(unaddressed.contains("Max"), "{page}");
}

#[tokio::test]
async fn whoever_has_no_address_is_shown_and_told_once_there_is_one() {
    let (sink, ent, referent) = mailing().await;
    let value = json!({ "name": "Luc Fontaine", "function": "school-technician", "phone": "01" });
    written(&referent, contact("luc", value)).await;
    report(&referent, "r1", "keyboard", "m-b12-1").await;
    report(&referent, "r2", "network", "r-b12").await;
    round(&ent, Moment::now()).await;
    let page = administration(&ent).await;
    let unaddressed =
        page.split("<h2>Sans adresse").nth(1).unwrap().split("</section>").next().unwrap().to_owned();
    assert!(unaddressed.contains("<strong>Luc Fontaine</strong>"), "a contact without an address: {page}");
    assert_eq!(unaddressed.matches("<li>").count(), 2, "and a function that nobody has: {page}");
    // His own account says where.
    let luc = ent.sign_in("luc.fontaine").await;
    let bad = luc
        .form("/account/mail", &[("address", "luc at example"), ("locale", "fr"), ("tickets", "on")])
        .await;
    assert_eq!(bad.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let shown = bad.text().await.unwrap();
    assert!(
        shown.contains("value=\"luc at example\"") && shown.contains("Cette adresse ne convient pas"),
        "{shown}"
    );
    assert!(shown.contains("name=\"tickets\" checked") && !shown.contains("name=\"steps\" checked"));
    luc.form("/account/mail", &[("address", LUC), ("locale", "fr"), ("tickets", "on")]).await;
    round(&ent, Moment::now()).await;
    round(&ent, later(20)).await;
    assert_eq!(sink.to(LUC).len(), 1);
    // Switched off, the next one is not sent.
    luc.form("/account/mail", &[("address", LUC), ("locale", "fr")]).await;
    report(&referent, "r3", "screen", "m-b12-2").await;
    round(&ent, later(30)).await;
    assert_eq!(sink.to(LUC).len(), 1);
}

#[tokio::test]
async fn without_a_server_nothing_is_kept_for_later_and_pupils_are_asked_for_nothing() {
    let (ent, referent) = board_with(|_| ()).await;
    luc(&referent).await;
    report(&referent, "r1", "keyboard", "m-b12-1").await;
    round(&ent, Moment::now()).await;
    assert!(administration(&ent).await.contains("rien n’est envoyé"));
    assert!(referent.page("/account").await.contains("n’envoie pas de courriel"));
    let pupil = ent.sign_in("amina.benali").await;
    assert!(!pupil.page("/account").await.contains("/account/mail"));
    let refused = pupil.form("/account/mail", &[("address", "amina@example.org")]).await;
    assert_eq!(refused.status(), StatusCode::NOT_FOUND);
    // Turned on later, it tells what happens from then on.
    let sink = Sink::start().await;
    let Ent { running, folder } = ent;
    let mut config = running.host.config.clone();
    running.stop().await;
    let mut relay = Relay::new(&format!("127.0.0.1:{}", sink.port), "ent@example.fr", None, None).unwrap();
    relay.round = Duration::from_hours(1);
    config.relay = Some(relay);
    let ent = Ent { running: greffon_host_example::Running::start(config).await.unwrap(), folder };
    round(&ent, later(1)).await;
    assert_eq!(sink.got().len(), 0);
    let referent = member(&ent, "claire.moreau").await;
    report(&referent, "r2", "screen", "m-b12-2").await;
    round(&ent, later(2)).await;
    assert_eq!(sink.to(LUC).len(), 1);
}

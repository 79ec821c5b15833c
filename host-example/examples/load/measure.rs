//! What people do, many at once, and how long it takes.

use std::sync::Arc;
use std::time::{Duration, Instant};

use greffon_host_example::directory::demo;
use tokio::sync::Barrier;

use crate::Failure;
use crate::http::Connection;

type Outcome<T> = Result<T, Failure>;

/// Somebody signed in.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    cookies: String,
    xsrf: String,
    instance: String,
}

/// The writes of a run.
#[derive(Debug)]
pub(crate) struct Writes {
    pub(crate) per_second: f64,
    pub(crate) p50_ms: f64,
    pub(crate) p99_ms: f64,
}

/// The watches of a run.
pub(crate) struct Watches {
    pub(crate) reached_all_ms: f64,
    // Open as long as the memory is looked at: a closed watch takes none.
    _lines: Vec<Connection>,
}

/// Signs in those of the demonstration's 6e B that have printed accounts.
pub(crate) async fn sign_in(address: &str) -> Outcome<Vec<Person>> {
    let mut people = Vec::new();
    for account in demo::ACCOUNTS.iter().filter(|account| account.who.0.contains("6e B")) {
        let mut line = Connection::open(address).await?;
        let body = format!("xsrf=load&login={}&password={}", account.login, demo::PASSWORD);
        let head = "POST /sign-in HTTP/1.1\r\ncookie: XSRF-TOKEN=load\r\n";
        let answer = line.ask(head, &body).await?;
        let session = answer.cookie("greffon-session").ok_or("nobody was signed in")?;
        let xsrf = answer.cookie("XSRF-TOKEN").ok_or("no XSRF token came")?;
        let cookies = format!("greffon-session={session}; XSRF-TOKEN={xsrf}");
        let home = line.ask(&format!("GET / HTTP/1.1\r\ncookie: {cookies}\r\n"), "").await?.body;
        let class = home.split("<section").find(|section| section.contains("<h2>6e B</h2>")).unwrap_or(&home);
        let instance = class.split("href=\"/w/").nth(1).and_then(|rest| rest.split('"').next());
        people.push(Person { cookies, xsrf, instance: instance.ok_or("no widget on the page")?.to_owned() });
    }
    Ok(people)
}

async fn write(line: &mut Connection, who: &Person, key: &str, seen: u64, op: &str) -> Outcome<u64> {
    let body = format!(
        r#"{{"ops":[{{"op":"set","key":"{key}","value":{{"text":"une carte du tableau","seen":{seen}}},"ifRev":{seen}}}]}}"#
    );
    let head = format!(
        "POST /i/{}/shared HTTP/1.1\r\ncookie: {}\r\nx-xsrf-token: {}\r\nidempotency-key: {op}\r\n",
        who.instance, who.cookies, who.xsrf
    );
    let answer = line.ask(&head, &body).await?;
    if answer.status != 200 {
        return Err(format!("a write was answered {}: {}", answer.status, answer.body).into());
    }
    let rev = answer.body.trim_start_matches("{\"rev\":").trim_end_matches('}');
    Ok(rev.parse()?)
}

/// Writes from so many connections for so many seconds.
pub(crate) async fn writes(
    address: &str,
    people: &[Person],
    connections: usize,
    seconds: u64,
) -> Outcome<Writes> {
    let start = Arc::new(Barrier::new(connections));
    let mut tasks = Vec::new();
    for number in 0..connections {
        let (address, start) = (address.to_owned(), Arc::clone(&start));
        let who = people[number % people.len()].clone();
        tasks.push(tokio::spawn(async move {
            let mut line = Connection::open(&address).await?;
            let mut seen = [0; 8];
            let mut times = Vec::new();
            start.wait().await;
            let started = Instant::now();
            while started.elapsed() < Duration::from_secs(seconds) {
                let turn = times.len() % seen.len();
                let asked = Instant::now();
                let (key, op) = (format!("board/{number}/{turn}"), format!("{number}-{}", times.len()));
                seen[turn] = write(&mut line, &who, &key, seen[turn], &op).await?;
                times.push(asked.elapsed());
            }
            Outcome::Ok((times, started.elapsed()))
        }));
    }
    let (mut times, mut longest) = (Vec::new(), Duration::ZERO);
    for task in tasks {
        let (own, took) = task.await??;
        times.extend(own);
        longest = longest.max(took);
    }
    times.sort();
    let at = |share: f64| {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a rank in a list"
        )]
        let rank = (times.len() as f64 * share) as usize;
        times.get(rank).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    #[allow(clippy::cast_precision_loss, reason = "a count of writes")]
    let count = times.len() as f64;
    Ok(Writes { per_second: count / longest.as_secs_f64(), p50_ms: at(0.5), p99_ms: at(0.99) })
}

/// Opens so many watches, writes once, and waits until all were told.
pub(crate) async fn watches(address: &str, people: &[Person], count: usize) -> Outcome<Watches> {
    let mut lines = Vec::with_capacity(count);
    let newest = {
        let who = &people[0];
        let mut line = Connection::open(address).await?;
        let head = format!("GET /i/{}/shared?limit=1 HTTP/1.1\r\ncookie: {}\r\n", who.instance, who.cookies);
        let body = line.ask(&head, "").await?.body;
        let rev = body.split("\"rev\":").nth(1).and_then(|rest| rest.split(',').next());
        rev.ok_or("no counter")?.parse::<u64>()?
    };
    for number in 0..count {
        let who = &people[number % people.len()];
        let mut line = Connection::open(address).await?;
        let path = format!("/i/{}/shared/events?since={newest}&prefix=board/", who.instance);
        let status = line.follow(&format!("GET {path} HTTP/1.1\r\ncookie: {}\r\n", who.cookies)).await?;
        if status != 200 {
            return Err(format!("watch {number} was answered {status}").into());
        }
        lines.push(line);
    }
    let started = Instant::now();
    let mut writer = Connection::open(address).await?;
    write(&mut writer, &people[0], "board/told-to-all", 0, "told-to-all").await?;
    for line in &mut lines {
        line.wait_for("board/told-to-all").await?;
    }
    let reached_all_ms = started.elapsed().as_secs_f64() * 1000.0;
    // Some time for the memory to settle, with all of them open.
    tokio::time::sleep(Duration::from_secs(2)).await;
    Ok(Watches { reached_all_ms, _lines: lines })
}

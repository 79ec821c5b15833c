//! The diagnostic of a computer, as a pupil runs it: no account, and filters that are real servers.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use greffon_tests::elsewhere::{Elsewhere, Manner, PICTURE, refused};
use greffon_tests::ent::{Caller, people};
use greffon_tests::journeys;
use greffon_tests::locate::{Query, button};
use greffon_tests::proxy::Shape;
use greffon_tests::runner::Journey;
use greffon_tests::stage::{Mode, Stage, Visitor};
use greffon_tests::wait::{until, until_some};
use greffon_tests::words::Words;
use serde_json::{Value, json};

pub(crate) fn all() -> Vec<Journey> {
    journeys![
        &[Mode::Page] =>
            a_pupil_runs_it_and_four_ways_of_failing_are_told_apart,
            computers_of_a_room_start_together_and_share_one_ticket,
            the_measure_of_a_slow_line_is_near_and_costs_little;
        Mode::BOTH => the_board_leads_to_the_page_of_links,
    ]
    .to_vec()
}

/// A room of so many, and the référent without a browser.
async fn room(stage: &Stage, seats: usize) -> Result<(Caller, String)> {
    let referent = stage.ent().await?.caller(people::TEACHER).await?;
    let instance = referent.instance("certification").await?;
    referent.set(&instance, "shared", "rooms/b12", &json!({ "name": "B12" })).await?;
    for seat in 1..=seats {
        let machine = json!({ "name": format!("B12-0{seat}"), "room": "b12", "seat": seat });
        referent.set(&instance, "shared", &format!("machines/b12-{seat}"), &machine).await?;
    }
    Ok((referent, instance))
}

/// Makes a link and gives its path.
async fn link(referent: &Caller, instance: &str, place: &str) -> Result<String> {
    let at = format!("/w/{instance}/diagnostic");
    let made = referent.form(&at, &[("place", place), ("lasts", "1")]).await?;
    ensure!(made.is_redirection(), "the link was not made: {made}");
    let page = referent.text(&at).await?;
    let code = page.split("name=\"code\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    Ok(format!("/d/{}", code.context("a link on the page")?))
}

fn list(control: &str, sites: &[&str]) -> String {
    let probe = |host: &str| json!({ "host": host, "image": PICTURE, "seen": "2026-11-27", "plain": true });
    let sites: Vec<Value> = sites.iter().map(|host| probe(host)).collect();
    json!({ "dated": "2026-11-27", "control": probe(control), "sites": sites }).to_string()
}

/// Presses the answer of that name, once it is asked.
async fn answer(visitor: &Visitor, name: &str) -> Result<()> {
    visitor.browser.click(&Query::css(&format!("[data-answer=\"{name}\"]"))).await
}

async fn asked(visitor: &Visitor, question: &str) -> Result<()> {
    visitor.browser.find(&Query::css(&format!("[data-question=\"{question}\"]"))).await.map(drop)
}

/// Waits for the result to be kept; the slowest site takes its time.
async fn kept(visitor: &Visitor) -> Result<String> {
    until_some("the result to be kept", Duration::from_secs(90), async || {
        let script =
            "const end = document.querySelector('.outcome[data-sent]'); return end ? end.textContent : null";
        visitor.browser.run::<Option<String>>(script, vec![]).await
    })
    .await
}

async fn machine(referent: &Caller, instance: &str, id: &str) -> Result<Value> {
    let found = referent.get(&format!("/i/{instance}/shared?key=machines/{id}")).await?;
    Ok(found["items"][0]["value"].clone())
}

async fn a_pupil_runs_it_and_four_ways_of_failing_are_told_apart(stage: &Stage) -> Result<()> {
    let control = Elsewhere::start(9, Manner::True).await?;
    let manners = [
        (2, Manner::True, "joignable"),
        (3, Manner::BlockPage, "intercepté"),
        (4, Manner::Forbidden, "intercepté"),
        (5, Manner::BadGateway, "intercepté"),
        (6, Manner::SentAway, "intercepté"),
        (7, Manner::Silent, "muet"),
    ];
    let mut sites = Vec::new();
    for (last, manner, _) in manners {
        sites.push(Elsewhere::start(last, manner).await?);
    }
    let dead = refused(8).await?;
    let mut hosts: Vec<&str> = sites.iter().map(Elsewhere::host).collect();
    hosts.push(&dead);
    stage.start_with_sites(&list(control.host(), &hosts)).await?;
    let (referent, instance) = room(stage, 2).await?;
    let path = link(&referent, &instance, "m-b12-1").await?;
    let pupil = stage.visitor().await?;
    // A filter that sends elsewhere is seen by what the policy of the page did not follow.
    pupil.expect_violations();
    pupil.visit(&path).await?;
    pupil.browser.find(&Query::css("[data-do=\"start\"]")).await?;
    pupil.browser.check_accessibility("the diagnostic, before").await?;
    pupil.browser.click(&Query::css("[data-do=\"start\"]")).await?;
    asked(&pupil, "keyboard").await?;
    pupil.browser.check_accessibility("the diagnostic, a question").await?;
    let words: String =
        pupil.browser.run("return document.querySelector('.words').textContent", vec![]).await?;
    pupil.browser.fill(&Query::css("#typed"), &words).await?;
    asked(&pupil, "sound").await?;
    answer(&pupil, "sound-none").await?;
    asked(&pupil, "file").await?;
    let open = "const code = document.querySelector('[data-save]').dataset.save;
        const picker = document.querySelector('#picked');
        const files = new DataTransfer();
        files.items.add(new File([arguments[0] || code], 'diagnostic.txt', { type: 'text/plain' }));
        picker.files = files.files;
        picker.dispatchEvent(new Event('change'));
        return true";
    // Another file is not taken for the one that was saved.
    pupil.browser.run::<bool>(open, vec![json!("rien")]).await?;
    pupil.browser.find(&Query::text("n’est pas le fichier")).await?;
    pupil.browser.run::<bool>(open, vec![json!("")]).await?;
    asked(&pupil, "antivirus").await?;
    answer(&pupil, "antivirus-yes").await?;
    asked(&pupil, "disk").await?;
    answer(&pupil, "disk-yes").await?;
    asked(&pupil, "companion").await?;
    answer(&pupil, "companion-yes").await?;
    let said = kept(&pupil).await?;
    ensure!(said.contains("technicien de l’établissement") && said.contains("DSI"), "{said}");
    pupil.browser.check_accessibility("the diagnostic, its result").await?;
    pupil.browser.resize(360, 740).await?;
    pupil.browser.check_no_sideways_scroll().await?;

    let results = machine(&referent, &instance, "b12-1").await?["diagnostic"]["results"].clone();
    let expected =
        manners.iter().zip(&sites).map(|((_, _, verdict), site)| (site.host().to_owned(), *verdict));
    for (host, verdict) in expected.chain([(dead.clone(), "injoignable")]) {
        let result = &results[format!("site.{}", host.replace(':', "-"))];
        let saw = result["saw"].as_str().unwrap_or_default();
        ensure!(saw.starts_with(verdict), "{host} is {verdict}: {result}");
        ensure!((result["is"] == "bad") == (verdict != "joignable"), "{host}: {result}");
    }
    for (check, is) in [
        ("keyboard", "fine"),
        ("sound", "bad"),
        ("file", "fine"),
        ("network", "fine"),
        ("storage", "fine"),
        ("clock", "fine"),
    ] {
        ensure!(results[check]["is"] == is, "{check}: {}", results[check]);
    }
    let saw = results["throughput"]["saw"].as_str().unwrap_or_default().to_owned();
    ensure!(saw.contains("Mbit/s"), "{saw}");
    // A pupil who ran it saw nothing of the board, and the board has a ticket for each cause.
    let reports = referent.get(&format!("/i/{instance}/shared?prefix=reports/")).await?;
    let reports = reports["items"].as_array().context("reports")?;
    // Browsers without a head have a small screen, which is a cause too.
    let causes = reports.iter().filter(|report| report["value"]["problem"] != "screen");
    let causes: Vec<&Value> = causes.collect();
    ensure!(causes.len() == 7, "sound, and six sites: {causes:?}");
    ensure!(reports.iter().all(|report| report["value"]["by"] == "diagnostic"));
    Ok(())
}

/// Goes through a run with every question passed over.
async fn pass_all(visitor: &Arc<Visitor>) -> Result<String> {
    for question in ["keyboard", "sound", "file", "antivirus", "disk", "companion"] {
        asked(visitor, question).await?;
        answer(visitor, "skip").await?;
    }
    kept(visitor).await
}

async fn sit_down(visitor: &Visitor, path: &str, machine: &str) -> Result<()> {
    visitor.visit(path).await?;
    visitor.browser.click(&Query::css(&format!("[data-machine=\"{machine}\"]"))).await?;
    visitor.browser.find(&Query::css(".count")).await.map(drop)
}

async fn computers_of_a_room_start_together_and_share_one_ticket(stage: &Stage) -> Result<()> {
    let control = Elsewhere::start(9, Manner::True).await?;
    let site = Elsewhere::start(3, Manner::BlockPage).await?;
    stage.start_with_sites(&list(control.host(), &[site.host()])).await?;
    let (referent, instance) = room(stage, 2).await?;
    let path = link(&referent, &instance, "r-b12").await?;
    let (one, two) = (stage.visitor().await?, stage.visitor().await?);
    let started = "return Number(document.documentElement.dataset.started || 0)";
    let run = async || {
        sit_down(&one, &path, "b12-1").await?;
        until("one to be waited for", async || {
            let text: String =
                one.browser.run("return document.querySelector('.count').textContent", vec![]).await?;
            Ok(text.contains("premier"))
        })
        .await?;
        one.browser.check_accessibility("computers that wait for each other").await?;
        let here: Vec<String> = one
            .browser
            .run("return [...document.querySelectorAll('.here')].map((seat) => seat.textContent)", vec![])
            .await?;
        ensure!(here == ["✓ B12-01"], "{here:?}");
        sit_down(&two, &path, "b12-2").await?;
        for visitor in [&one, &two] {
            asked(visitor, "keyboard").await?;
        }
        let (first, second): (i64, i64) =
            (one.browser.run(started, vec![]).await?, two.browser.run(started, vec![]).await?);
        ensure!(first > 0 && (first - second).abs() < 500, "they started {} ms apart", first - second);
        pass_all(&one).await?;
        pass_all(&two).await
    };
    let said = run().await?;
    ensure!(said.contains("toute la salle"), "{said}");
    let tickets = async || -> Result<Vec<String>> {
        let found = referent.get(&format!("/i/{instance}/shared?prefix=tickets/")).await?;
        let items = found["items"].as_array().cloned().unwrap_or_default();
        Ok(items.iter().map(|item| format!("{} {}", item["key"], item["value"]["events"])).collect())
    };
    let before = tickets().await?;
    ensure!(
        before.len() == 1 && before[0].contains("merge"),
        "one computer’s went into the room’s: {before:?}"
    );
    // The filter is opened: the seats come back, and the ticket of the room ends with the last of them.
    site.turn(Manner::True);
    run().await?;
    let after = tickets().await?;
    let ended = after.iter().filter(|ticket| ticket.contains("filtering.r-b12") && ticket.contains("solve"));
    ensure!(ended.count() == 1, "{after:?}");
    Ok(())
}

async fn the_board_leads_to_the_page_of_links(stage: &Stage) -> Result<()> {
    let (referent, instance) = room(stage, 2).await?;
    let visitor = stage.visitor().await?;
    let widget = visitor.open(people::TEACHER, "certification", stage.mode()).await?;
    let words = Words::of_widget("certification", "fr")?;
    widget.click(&button(&words.get("tab.computers")?).within(".cert-top")).await?;
    widget.click(&button(&words.get("diagnostic.open")?)).await?;
    let address: String = until_some("the page to ask", Duration::from_secs(30), async || {
        visitor.browser.top().await?;
        let script = "const deep = (r) => [...r.querySelectorAll('*')].flatMap((e) => [e, ...(e.shadowRoot ? deep(e.shadowRoot) : [])]);
            const code = deep(document).find((e) => e.matches('dialog code'));
            return code ? code.textContent : null";
        visitor.browser.run::<Option<String>>(script, vec![]).await
    })
    .await?;
    let path = format!("/w/{instance}/diagnostic");
    ensure!(address.ends_with(&path), "{address}");
    link(&referent, &instance, "r-b12").await?;
    visitor.visit(&path).await?;
    visitor.browser.find(&Query::css(".qr")).await?;
    visitor.browser.check_accessibility("the page of links").await?;
    visitor.browser.resize(360, 740).await?;
    visitor.browser.check_no_sideways_scroll().await?;
    // A run is told on the board as it comes.
    visitor.browser.resize(1280, 800).await?;
    let path = link(&referent, &instance, "m-b12-2").await?;
    let results = json!([{ "check": "sound", "is": "bad", "saw": "rien entendu" }]);
    let run = json!({ "machine": "b12-2", "browser": "Firefox 140", "results": results });
    visitor.visit(&visitor.widget_page("certification", stage.mode()).await?).await?;
    let widget = visitor.widget(stage.mode());
    widget.until_ready().await?;
    widget.click(&button(&words.get("tab.computers")?).within(".cert-top")).await?;
    widget.find(&Query::css(".cert-seat")).await?;
    let (status, answer) = referent.send_as_page(&format!("{path}/report"), &run).await?;
    ensure!(status.is_success(), "{status} {answer}");
    widget
        .find(&Query::text(&words.with("seat.problem", &[("what", &words.get("aspect.hardware")?)])?))
        .await?;
    Ok(())
}

async fn the_measure_of_a_slow_line_is_near_and_costs_little(stage: &Stage) -> Result<()> {
    let control = Elsewhere::start(9, Manner::True).await?;
    stage.start_with_sites(&list(control.host(), &[])).await?;
    let (referent, instance) = room(stage, 1).await?;
    let path = link(&referent, &instance, "m-b12-1").await?;
    let visitor = stage.visitor().await?;
    for (bits_per_second, least, most, is) in [(2_000_000, 1.0, 2.5, "fine"), (400_000, 0.2, 0.6, "bad")] {
        visitor.line.shape(Shape { bits_per_second, latency: Duration::from_millis(50) });
        visitor.visit(&path).await?;
        visitor.browser.find(&Query::css("[data-do=\"start\"]")).await?;
        visitor.line.forget();
        visitor.browser.click(&Query::css("[data-do=\"start\"]")).await?;
        let (class, saw) = until_some("the throughput", Duration::from_secs(30), async || {
            let script = "const line = document.querySelector('[data-check=throughput]');
                const saw = line ? line.querySelector('.saw').textContent : '';
                return saw ? [line.className, saw] : null";
            visitor.browser.run::<Option<(String, String)>>(script, vec![]).await
        })
        .await?;
        let number: String = saw
            .chars()
            .skip_while(|sign| !sign.is_ascii_digit())
            .take_while(|sign| sign.is_ascii_digit() || *sign == ',')
            .collect();
        let rate: f64 = number.trim().replace(',', ".").parse().with_context(|| saw.clone())?;
        ensure!((least..most).contains(&rate) && class == is, "{bits_per_second} bit/s: {class} {saw}");
        let exchanges = visitor.line.exchanges();
        let bytes: u64 =
            exchanges.iter().filter(|one| one.path.contains("/bytes")).map(|one| one.body_bytes).sum();
        ensure!(bytes <= 500_000, "{bytes} bytes downwards");
    }
    Ok(())
}

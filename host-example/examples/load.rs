//! Measures the host: durable writes a second, and the memory of many open watches.
//!
//! ```text
//! cargo run --release -p greffon-host-example --example load -- [--seconds 10] [--connections 64] [--watches 1000] [--json]
//! ```
//!
//! The host runs in a process of its own (this program again, asked to `serve`), on a real SQLite file, with the
//! brakes on requests loosened; people sign in and write as they do through the SDK, one operation a batch. With
//! `--json` the figures are one JSON object for a program, else sentences.

#[path = "load/http.rs"]
mod http;
#[path = "load/measure.rs"]
mod measure;
#[path = "load/server.rs"]
mod server;

/// Whatever went wrong: a tool for developers says it and ends.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What is measured.
#[derive(Debug, Clone, Copy)]
struct Plan {
    seconds: u64,
    connections: usize,
    watches: usize,
    json: bool,
}

impl Plan {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self, Failure> {
        let mut plan = Self { seconds: 10, connections: 64, watches: 1000, json: false };
        while let Some(word) = words.next() {
            if word == "--json" {
                plan.json = true;
                continue;
            }
            let value = words.next().ok_or(format!("{word} wants a number"))?;
            match word.as_str() {
                "--seconds" => plan.seconds = value.parse()?,
                "--connections" => plan.connections = value.parse()?,
                "--watches" => plan.watches = value.parse()?,
                _ => return Err(format!("unknown option {word}").into()),
            }
        }
        Ok(plan)
    }
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Failure> {
    let mut words = std::env::args().skip(1).peekable();
    if words.next_if_eq("serve").is_some() {
        return server::serve(words.next().ok_or("serve wants a folder")?.into()).await;
    }
    let plan = Plan::read(words)?;
    let server = server::Server::spawn()?;
    let people = measure::sign_in(&server.address).await?;
    let writes = measure::writes(&server.address, &people, plan.connections, plan.seconds).await?;
    let before = server.resident_mib()?;
    let watches = measure::watches(&server.address, &people, plan.watches).await?;
    let after = server.resident_mib()?;
    if plan.json {
        let figures = serde_json::json!({
            "connections": plan.connections,
            "writes_per_second": writes.per_second,
            "write_p50_ms": writes.p50_ms,
            "write_p99_ms": writes.p99_ms,
            "watches": plan.watches,
            "watches_rss_mib": after,
            "change_reached_all_ms": watches.reached_all_ms,
        });
        println!("{figures}");
        return Ok(());
    }
    println!(
        "{:.0} durable writes/s from {} connections, one operation a batch; answered in {:.1} ms (p50), {:.1} ms (p99)",
        writes.per_second, plan.connections, writes.p50_ms, writes.p99_ms
    );
    println!(
        "{} watches open: the host takes {after:.0} MiB ({before:.0} before); one change reached them all in {:.0} ms",
        plan.watches, watches.reached_all_ms
    );
    Ok(())
}

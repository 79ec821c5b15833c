//! Measures the host: durable writes a second, and the memory of many open watches.
//!
//! ```text
//! cargo run --release -p greffon-host-example --example load -- [--seconds 10] [--connections 64] [--watches 1000]
//! ```
//!
//! The host runs in a process of its own (this program again, asked to `serve`), on a real SQLite file, with the
//! brakes on requests loosened; people sign in and write as they do through the SDK, one operation a batch. The
//! last line of the output is JSON, for a program to read.

#[path = "load/http.rs"]
mod http;
#[path = "load/measure.rs"]
mod measure;
#[path = "load/server.rs"]
mod server;

use std::error::Error;

/// What is measured.
#[derive(Debug, Clone, Copy)]
struct Plan {
    seconds: u64,
    connections: usize,
    watches: usize,
}

impl Plan {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut plan = Self { seconds: 10, connections: 64, watches: 1000 };
        while let Some(word) = words.next() {
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
async fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1).peekable();
    if words.next_if_eq("serve").is_some() {
        return server::serve(words.next().ok_or("serve wants a folder")?.into()).await;
    }
    let plan = Plan::read(words)?;
    let server = server::Server::spawn()?;
    let people = measure::sign_in(&server.address).await?;
    println!("{} connections write one operation a batch for {} s …", plan.connections, plan.seconds);
    let writes = measure::writes(&server.address, &people, plan.connections, plan.seconds).await?;
    println!(
        "  {:.0} durable writes/s; answered in {:.1} ms (p50), {:.1} ms (p99)",
        writes.per_second, writes.p50_ms, writes.p99_ms
    );
    println!("{} watches open …", plan.watches);
    let before = server.resident_mib()?;
    let watches = measure::watches(&server.address, &people, plan.watches).await?;
    let after = server.resident_mib()?;
    println!(
        "  the host takes {after:.0} MiB ({before:.0} before); one change reached all {} watches in {:.0} ms",
        plan.watches, watches.reached_all_ms
    );
    let summary = serde_json::json!({
        "durableWritesPerSecond": writes.per_second.round(),
        "writeP50Ms": writes.p50_ms,
        "writeP99Ms": writes.p99_ms,
        "connections": plan.connections,
        "watches": plan.watches,
        "residentMiB": after.round(),
        "changeReachedAllMs": watches.reached_all_ms.round(),
    });
    println!("{summary}");
    Ok(())
}

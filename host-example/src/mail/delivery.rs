//! Handing over what waits, at its time.

use super::queue::{self, Waiting};
use super::relay::{Refusal, Relay};
use super::watch::watch;
use crate::clock::Moment;
use crate::error::Error;
use crate::host::Host;

/// Looks at the boards and empties the queue, again and again, until the host stops.
pub(crate) async fn carry(host: Host) {
    let Some(relay) = host.config.relay.clone() else {
        // Whoever turns mail on later is not told what happened until then.
        let forgotten = host
            .database
            .writer
            .change(|connection| {
                Box::pin(async move {
                    sqlx::query("DELETE FROM mail_watch").execute(connection).await?;
                    Ok(())
                })
            })
            .await;
        if let Err(error) = forgotten {
            tracing::error!(%error, "the mail of before was not put aside");
        }
        return;
    };
    loop {
        // Not cut short: a message that the server took is to be noted as sent.
        round(&host).await;
        tokio::select! {
            () = host.stopping.cancelled() => return,
            () = host.post.nudge.notified() => {}
            () = tokio::time::sleep(relay.round) => {}
        }
    }
}

async fn round(host: &Host) {
    let now = Moment::now();
    if let Err(error) = watch(host, now).await {
        tracing::error!(%error, "the boards were not looked at for mail");
    }
    if let Err(error) = deliver(host, now).await {
        tracing::error!(%error, "mail was not handed over");
    }
}

/// Hands over what is due at that moment.
pub async fn deliver(host: &Host, now: Moment) -> Result<(), Error> {
    let Some(relay) = &host.config.relay else { return Ok(()) };
    let _turn = host.post.turn.lock().await;
    let due = queue::due(&host.database, now).await?;
    if !due.is_empty() {
        hand_over(host, relay, due, now).await?;
    }
    Ok(())
}

async fn hand_over(host: &Host, relay: &Relay, due: Vec<Waiting>, now: Moment) -> Result<(), Error> {
    let way = relay.way();
    // Once the server cannot be used, the rest of the pass waits like the one that found out.
    let mut down: Option<Refusal> = None;
    for waiting in due {
        if host.stopping.is_cancelled() {
            break;
        }
        // First taken, then sent: a crash between the two costs a delay, and no second message at once.
        if !queue::take(&host.database, &waiting, now).await? {
            continue;
        }
        let outcome = match (&down, &way) {
            (Some(refusal), _) | (None, Err(refusal)) => Err(refusal.clone()),
            (None, Ok(way)) => way.send(&waiting).await,
        };
        match outcome {
            Ok(()) => queue::sent(&host.database, waiting.id, now).await?,
            Err(refusal) => {
                tracing::warn!(mail = waiting.id, error = refusal.words, "a message was not taken");
                queue::refused(&host.database, &waiting, refusal.words.clone(), refusal.for_ever).await?;
                if refusal.of_all {
                    down = Some(refusal);
                }
            }
        }
    }
    Ok(())
}

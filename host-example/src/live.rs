//! Live messages: to everyone who follows the instance now, never stored, and dropped rather than queued.

use greffon_protocol::message::{LiveMessage, LiveSend};

use crate::error::Error;
use crate::events::LiveNote;
use crate::host::Host;
use crate::instance::Seat;

/// Sends a message of that person.
pub fn send(host: &Host, seat: &Seat, message: LiveSend) -> Result<(), Error> {
    seat.need("live")?;
    host.live_brake.take(seat.person())?;
    let topic = &message.topic;
    if topic.is_empty() || topic.len() > 64 || greffon_protocol::key::check_prefix(topic).is_err() {
        return Err(Error::BadTopic);
    }
    let limit = u64::from(host.config.limits.live_size);
    if message.data.to_string().len() as u64 > limit {
        return Err(Error::LiveTooLarge { limit });
    }
    let note = LiveNote {
        session: std::sync::Arc::clone(&seat.visitor.session),
        person: seat.person(),
        message: LiveMessage { topic: message.topic, from: None, data: Some(message.data), present: None },
    };
    host.hub.send_live(&seat.instance.id, note);
    Ok(())
}

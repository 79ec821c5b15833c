//! How long each holder has had a ticket, recomputed from its events: in minutes of work, waiting apart.

use super::event::Act;
use super::ticket::{Status, Ticket};
use crate::calendar::SchoolCalendar;
use crate::day::Moment;
use crate::function::Function;

/// One holder's share of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Who had it.
    pub holder: Function,
    /// From when.
    pub from: Moment,
    /// Until when; `None` where they still have it.
    pub to: Option<Moment>,
    /// Minutes of work until it was taken on; `None` where it was not.
    pub to_own: Option<i64>,
    /// Minutes of work in which it was theirs to act.
    pub worked: i64,
    /// Minutes of work in which it waited for something.
    pub waited: i64,
}

/// The shares of all holders, in order. `now` ends the last one, where the ticket is not over.
pub fn spans(
    ticket: &Ticket,
    first: Function,
    calendar: &SchoolCalendar,
    offset: i32,
    now: Moment,
) -> Vec<Span> {
    let start = |holder, from| Span { holder, from, to: None, to_own: None, worked: 0, waited: 0 };
    let mut spans = vec![start(first, ticket.opened)];
    let (mut status, mut since) = (Status::New, ticket.opened);
    let turn = |spans: &mut Vec<Span>, until: Moment, status: Status, since: Moment| {
        let minutes = calendar.working_minutes(since, until, offset);
        if let Some(span) = spans.last_mut() {
            match status {
                Status::Waiting => span.waited += minutes,
                _ if status.is_open() => span.worked += minutes,
                _ => {}
            }
        }
    };
    // A report after the end opens the ticket again without an event.
    let reports = ticket.reports.iter().map(|(_, report)| (report.at, None));
    let events =
        ticket.events.iter().filter(|(_, counts)| *counts).map(|(event, _)| (event.at, Some(&event.act)));
    let mut moments: Vec<(Moment, Option<&Act>)> = reports.chain(events).collect();
    crate::order::sort_by_key(&mut moments, |(at, act)| (*at, act.is_some()));
    for (at, act) in moments {
        let next = match act {
            None if status == Status::Solved => Some(Status::Assigned),
            None => None,
            Some(act) => status.after(act),
        };
        let Some(next) = next else { continue };
        turn(&mut spans, at, status, since);
        since = at;
        if status == Status::New
            && next != Status::New
            && let Some(span) = spans.last_mut()
        {
            span.to_own.get_or_insert_with(|| calendar.working_minutes(span.from, at, offset));
        }
        if let Some(Act::Hand(to)) = act {
            if let Some(span) = spans.last_mut() {
                span.to = Some(at);
            }
            spans.push(start(*to, at));
        }
        status = next;
    }
    turn(&mut spans, now.max(since), status, since);
    if let (false, Some(ended), Some(span)) = (status.is_open(), ticket.ended, spans.last_mut()) {
        span.to = Some(ended);
    }
    spans
}

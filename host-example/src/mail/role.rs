//! A role that an administrator gives: whoever gets that of the référent is told.

use std::collections::HashMap;

use greffon_certification_diagnostic::WIDGET;
use greffon_certification_model::rights::Role;

use super::choice::{Choice, choices};
use super::letter::{Kind, Letter, Paper};
use super::people::Recipient;
use crate::clock::Moment;
use crate::error::Error;
use crate::host::Host;
use crate::locale::Locale;

/// The letter to each of these people, should the role be new to them; none where nothing is to be told.
pub(crate) async fn told_of_role(
    host: &Host,
    establishment: i64,
    widget: &str,
    role: &str,
    people: &[i64],
) -> Result<HashMap<i64, Letter>, Error> {
    let mut letters = HashMap::new();
    if host.config.relay.is_none() || widget != WIDGET || role != Role::Referent.name() {
        return Ok(letters);
    }
    let instances = host.instances.list(establishment).await?;
    let Some(board) = instances.iter().find(|listed| listed.widget == WIDGET && listed.allowed) else {
        return Ok(letters);
    };
    let school = host.directory.establishment(establishment).await?;
    let paper = Paper { instance: &board.id, origin: host.post.origin(), school: &school.name };
    let mut chosen = choices(&host.database, establishment).await?;
    for id in people {
        let Some(person) = host.directory.person(*id).await? else { continue };
        let choice = chosen.remove(id).unwrap_or_else(|| Choice::new(Locale::default()));
        if !choice.referent {
            continue;
        }
        let to = Recipient::of_account(&person, &choice);
        let words = [("school", paper.school())];
        let subject = to.locale.text_with("mail.referent.subject", &words);
        let says = to.locale.text_with("mail.referent.role-says", &words);
        // Named, released and named again is news each time.
        let matter = format!("role/{}/{role}/{}", board.id, Moment::now().0);
        letters.insert(*id, paper.letter(&to, Kind::Referent, matter, &subject, &says, &[]));
    }
    Ok(letters)
}

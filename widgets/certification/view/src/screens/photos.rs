//! Photographs of a problem: small ones side by side, one large in front, and the way to add one.

use greffon_certification_model::app::{Model, Msg, Sight, Trouble};
use greffon_certification_model::day::{Day, Moment};
use greffon_certification_model::desk::photo::MOST;
use greffon_certification_model::desk::ticket::Ticket;
use greffon_certification_model::stored::Kind;
use greffon_kit::dates::DateForm;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::i18n::kit::T as K;
use greffon_kit::ui::{Button, ButtonKind, Dialog, Tone};
use yew::prelude::*;

use crate::parts::{Scene, notice};
use crate::text::T;
use crate::words;

/// Those of a ticket. Nothing stands here where there is none and none can be added.
pub(super) fn of_ticket(ticket: &Ticket, model: &Model, scene: &Scene<'_>) -> Html {
    let adds = ticket.status.is_open() && model.id.is_some() && model.rights.may_change(Kind::Ticket);
    let adds = (adds && may(scene)).then(|| Msg::AddPhoto(Some(ticket.id.clone())));
    let shown: Vec<(&str, Moment)> =
        ticket.photos.iter().map(|photo| (photo.file.as_str(), photo.at)).collect();
    if shown.is_empty() && adds.is_none() {
        return Html::default();
    }
    html! {
        <section class="gf-stack" aria-labelledby="cert-photos">
            <h3 id="cert-photos">{ scene.t(T::PhotoOfTicket) }</h3>
            { list(&shown, model, scene) }
            { add(adds, shown.len(), model, scene) }
        </section>
    }
}

/// Those that go with the report that is being made.
pub(super) fn of_draft(model: &Model, scene: &Scene<'_>) -> Html {
    if !may(scene) {
        return Html::default();
    }
    let shown: Vec<(&str, Moment)> =
        model.draft.photos.iter().map(|file| (file.as_str(), model.now)).collect();
    html! {
        <div class="gf-stack" role="group" aria-label={scene.a(T::PhotoHere)}>
            { list(&shown, model, scene) }
            { add(Some(Msg::AddPhoto(None)), shown.len(), model, scene) }
        </div>
    }
}

/// The one that is shown large.
pub(super) fn large(model: &Model, scene: &Scene<'_>) -> Html {
    let found = model.album.large.as_deref().and_then(|file| find(file, model));
    let open = found.is_some();
    let (title, body, actions) = match &found {
        Some(found) => {
            let title = alt(found.number, found.at, model, scene);
            let body = picture(found.file, &title, "cert-photo__large", model, scene);
            let actions = if found.mine {
                scene.button(ButtonKind::Plain, T::PhotoRemove, Msg::RemovePhoto(found.file.to_owned()))
            } else {
                Html::default()
            };
            (title, body, actions)
        }
        None => (String::new(), Html::default(), Html::default()),
    };
    html! {
        <Dialog id="cert-photo" {open} {title} close={K::Close.get(scene.lang)} onclose={scene.go(Msg::ShowPhoto(None))} {actions}>
            { body }
        </Dialog>
    }
}

struct Found<'m> {
    file: &'m str,
    /// From 1.
    number: usize,
    at: Moment,
    /// Whether the person can take it away.
    mine: bool,
}

fn find<'m>(file: &str, model: &'m Model) -> Option<Found<'m>> {
    let of_draft = model.draft.photos.iter().enumerate().find(|(_, known)| *known == file);
    if let Some((place, file)) = of_draft {
        return Some(Found { file, number: place + 1, at: model.now, mine: true });
    }
    let mut all = model.tickets.iter().flat_map(|ticket| ticket.photos.iter().enumerate());
    let (place, photo) = all.find(|(_, photo)| photo.file == file)?;
    let mine = model.id.as_ref() == Some(&photo.by) && model.rights.may_change(photo.of.0);
    Some(Found { file: &photo.file, number: place + 1, at: photo.at, mine })
}

/// Whether the host lets photographs be picked and kept.
fn may(scene: &Scene<'_>) -> bool {
    scene.session.may("file:pick") && scene.session.may("file:keep")
}

fn list(shown: &[(&str, Moment)], model: &Model, scene: &Scene<'_>) -> Html {
    if shown.is_empty() {
        return Html::default();
    }
    let one = |(place, (file, at)): (usize, &(&str, Moment))| {
        let words = alt(place + 1, *at, model, scene);
        let onclick: Callback<MouseEvent> = scene.go(Msg::ShowPhoto(Some((*file).to_owned())));
        html! {
            <li key={(*file).to_owned()}>
                <button type="button" class="cert-photo" title={scene.a(T::PhotoOpen)} {onclick}>{ picture(file, &words, "cert-photo__small", model, scene) }</button>
            </li>
        }
    };
    html! { <ul class="cert-photos">{ for shown.iter().enumerate().map(one) }</ul> }
}

fn picture(file: &str, words: &str, class: &'static str, model: &Model, scene: &Scene<'_>) -> Html {
    let missing = |key: T| {
        html! { <span class={class}><span class="gf-small">{ words.to_owned() }{ " – " }{ scene.t(key) }</span></span> }
    };
    match model.album.sight(file) {
        Sight::Here(address) => {
            html! { <img class={class} src={address.clone()} alt={words.to_owned()} /> }
        }
        Sight::Coming => missing(T::PhotoComing),
        Sight::Gone => missing(T::PhotoGone),
    }
}

fn alt(number: usize, at: Moment, model: &Model, scene: &Scene<'_>) -> String {
    let day: Day = at.local_day(model.offset);
    let day = words::day(day, DateForm::Words, scene.lang);
    T::PhotoAlt.with(scene.lang, &[("n", &number.to_string()), ("day", &day)])
}

/// The button that adds one, and why the last one was not added.
fn add(msg: Option<Msg>, count: usize, model: &Model, scene: &Scene<'_>) -> Html {
    let Some(msg) = msg else { return Html::default() };
    let disabled = if model.album.adding.is_some() {
        Some(scene.a(T::PhotoAdding))
    } else {
        (count >= MOST).then(|| scene.a(T::PhotoFull))
    };
    let trouble = model.album.trouble.map(|trouble| match trouble {
        Trouble::NoPhoto => T::PhotoNotAPhoto,
        Trouble::TooLarge => T::PhotoTooLarge,
        Trouble::Full => T::PhotoFull,
        Trouble::NotKept => T::PhotoNotKept,
    });
    html! { <>
        <p class="gf-small gf-muted">{ scene.t(T::PhotoHint) }</p>
        if let Some(trouble) = trouble { { notice(Tone::Bad, scene.t(trouble).into()) } }
        <Button label={scene.a(T::PhotoAdd)} name="photo-add" {disabled} onclick={scene.go(msg)} />
    </> }
}

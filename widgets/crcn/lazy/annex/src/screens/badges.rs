//! One's badges: those one has, a badge that is read from a picture, the catalogues.

use greffon_crcn_annex::badges::{
    BadgeCard, BadgeFile, Badges, CatalogueView, HeldLine, Holding, PictureForm,
};
use greffon_crcn_annex::{Field as Which, Msg};
use greffon_crcn_model::badge::bake::BakeFault;
use greffon_crcn_model::badge::reading::Unread;
use greffon_crcn_model::badge::shelf::State;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::session::Session;
use greffon_kit::ui::{Button, ButtonKind, Check, FieldKind, Tone};
use yew::prelude::*;

use super::{Scene, notice, option};
use crate::part::Input;
use crate::text::T;
use crate::words;

pub(crate) fn view(page: &Badges, session: &Session, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! { <>
        <header class="crcn-title">
            <h1 tabindex="-1">{ T::BadgeTitle.get(lang) }</h1>
            <p class="gf-lead gf-muted">{ T::BadgeLead.get(lang) }</p>
        </header>
        <section aria-labelledby="crcn-held">
            <h2 id="crcn-held" tabindex="-1">{ T::BadgeOwn.get(lang) }</h2>
            if page.unreadable > 0 { { notice(Tone::Warn, T::BadgeUnreadable.count(lang, words::size(page.unreadable))) } }
            if page.held.is_empty() { <p class="gf-muted">{ T::BadgeNone.get(lang) }</p> }
            <ul class="crcn-badges">{ for page.held.iter().map(|held| self::held(held, page, session, scene)) }</ul>
        </section>
        { for page.catalogues.iter().map(|catalogue| self::catalogue(catalogue, page.read_only, scene)) }
        if session.may("file:pick") { { read(scene) } }
    </> }
}

/// Picture, name and what stands below: the same for a badge on a shelf, on a desk, in a catalogue.
pub(crate) fn badge(picture: &str, name: &str, key: &str, below: Html) -> Html {
    html! {
        <li key={key.to_owned()} class="crcn-badge" data-badge={key.to_owned()}>
            <img class="crcn-badge__picture" src={picture.to_owned()} alt="" width="96" height="96" />
            <div class="crcn-badge__body">
                <h3>{ name.to_owned() }</h3>
                { below }
            </div>
        </li>
    }
}

/// What somebody said of the badge, with who, where it is known.
pub(crate) fn confirmations(
    answers: &[(Option<String>, greffon_crcn_model::badge::Answer)],
    lang: Lang,
) -> Html {
    let one = |(who, answer): &(Option<String>, greffon_crcn_model::badge::Answer)| {
        let who = who.clone().unwrap_or_else(|| T::Somebody.get(lang).to_owned());
        html! { <>
            <p class="gf-small"><strong>{ T::BadgeConfirms.with(lang, &[("who", &who)]) }</strong>{ ", " }{ words::day(&answer.on, lang) }</p>
            if let Some(comment) = &answer.comment { <p class="crcn-quote">{ comment.clone() }</p> }
        </> }
    };
    answers.iter().map(one).collect()
}

fn held(held: &HeldLine, page: &Badges, session: &Session, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let award = held.award.map(|(on, signed)| {
        let key = if signed { T::BadgeSigned } else { T::BadgeUnsigned };
        key.with(lang, &[("date", &words::day(&on, lang))])
    });
    let below = html! { <>
        { steps(held.state, lang) }
        if let Some(award) = award { <p>{ award }</p> }
        else if let Some((issuer, on)) = &held.brought {
            <p>{ T::BadgeBrought.with(lang, &[("who", issuer.as_deref().unwrap_or_else(|| T::BadgeBroughtSomebody.get(lang))), ("date", &words::day(on, lang))]) }</p>
        }
        else if held.peers_missing > 0 { <p class="gf-small gf-muted">{ T::BadgePeersMissing.count(lang, words::size(held.peers_missing)) }</p> }
        <p class="gf-small gf-muted">{ held.criteria.clone() }</p>
        if let Some(because) = &held.because { <p class="crcn-quote">{ because.clone() }</p> }
        { confirmations(&held.answers, lang) }
        { asked(held, lang) }
        if let Some(holding) = &held.holding { { self::holding(holding, page.read_only, session, scene) } }
        if held.open { { ask(page, scene) } }
        { actions(held, page.read_only, session, scene) }
    </> };
    badge(&held.picture, &held.name, &held.id, below)
}

/// Oneself, a classmate, a teacher: told by words and by a mark, not by colour.
fn steps(state: State, lang: Lang) -> Html {
    let steps = [
        (State::Claimed, T::BadgeStepOwn),
        (State::Confirmed, T::BadgeStepPeer),
        (State::Completed, T::BadgeStepTeacher),
    ];
    // A catalogue may want no classmate: what was completed is done, whoever else said something.
    let done =
        |step: State| step == State::Claimed || step == state || (step < state && step == State::Confirmed);
    html! {
        <ol class="crcn-steps" aria-label={T::BadgeProgress.get(lang)}>
            { for steps.into_iter().map(|(step, text)| html! {
                <li data-done={done(step).to_string()}>
                    { text.get(lang) }
                    if done(step) { <span class="gf-hidden">{ " – " }{ T::BadgeDone.get(lang) }</span> }
                </li>
            }) }
        </ol>
    }
}

fn asked(held: &HeldLine, lang: Lang) -> Html {
    if held.asked.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="crcn-asked">
            { for held.asked.iter().map(|(key, who, answered)| html! {
                <li key={key.clone()}>
                    { who.clone().unwrap_or_else(|| T::Somebody.get(lang).to_owned()) }{ " " }
                    <span class="gf-pill">{ if *answered { T::AskAnswered } else { T::AskWaits }.get(lang) }</span>
                </li>
            }) }
        </ul>
    }
}

fn holding(holding: &Holding, read_only: bool, session: &Session, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let (id, url) = (holding.id.clone(), holding.url.clone());
    html! {
        <div class="crcn-showing gf-noprint">
            if holding.revoked { { notice(Tone::Warn, T::BadgeRevoked.get(lang)) } }
            <Check id={["crcn-show-", &holding.id].concat()} label={T::BadgeShow.get(lang)} hint={T::BadgeShowHint.get(lang)}
                checked={holding.shown} disabled={read_only}
                onchange={scene.on(move |shown: bool| Msg::ShowBadge(id.clone(), shown))} />
            if holding.shown {
                <p class="crcn-address">{ holding.url.clone() }</p>
                if session.may("ui:open") {
                    <Button kind={ButtonKind::Quiet} label={T::BadgeAddress.get(lang)} name="open-badge"
                        onclick={scene.send.reform(move |()| Input::OpenUrl(url.clone()))} />
                }
            }
        </div>
    }
}

fn ask(page: &Badges, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let Some(people) = page.askable.as_ref().filter(|people| !people.is_empty()) else {
        return notice(Tone::Info, T::AskNobody.get(lang));
    };
    let people = people.iter().map(|someone| {
        let role = if someone.teacher { T::LayerTeacher } else { T::LayerPeer };
        option(someone.id.clone(), [&someone.name, " (", role.get(lang), ")"].concat())
    });
    let kind = FieldKind::Select(std::iter::once(option("", T::Choose.get(lang))).chain(people).collect());
    html! {
        <div class="crcn-form crcn-badge-form gf-noprint">
            { scene.field(Which::BadgeWhom, T::AskWhom.get(lang), kind, None) }
            <p class="gf-small gf-muted">{ T::BadgeAskShows.get(lang) }</p>
            <div class="crcn-row">
                <Button kind={ButtonKind::Primary} label={T::AskSend.get(lang)} name="ask-badge" onclick={scene.go(Msg::AskBadge)} />
                <Button kind={ButtonKind::Quiet} label={T::Cancel.get(lang)} onclick={scene.go(Msg::OpenHeld(None))} />
            </div>
        </div>
    }
}

fn actions(held: &HeldLine, read_only: bool, session: &Session, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let framework_lang = words::framework_lang(lang);
    let named = |text: T| Some(AttrValue::from([text.get(lang), " ", &held.name].concat()));
    let take = |text: T, form: PictureForm, name: &'static str| {
        let msg = Msg::TakeBadge(held.id.clone(), form, framework_lang, T::BadgeDraft.get(lang));
        html! { <Button label={text.get(lang)} describe={named(text)} {name} onclick={scene.go(msg)} /> }
    };
    let is_signed = held.award.is_some_and(|(_, signed)| signed);
    html! { <>
        <div class="crcn-row gf-noprint">
            if !read_only && held.award.is_none() && !held.open {
                <Button kind={ButtonKind::Primary} label={T::BadgeAsk.get(lang)} describe={named(T::BadgeAsk)} name="open-ask-badge"
                    onclick={scene.go(Msg::OpenHeld(Some(held.id.clone())))} />
            }
            if session.may("file:save") {
                { take(T::BadgeTakeSvg, PictureForm::Svg, "take-svg") }
                { take(T::BadgeTakePng, PictureForm::Png, "take-png") }
            }
            if !read_only && held.award.is_none() {
                <Button kind={ButtonKind::Quiet} label={T::BadgeGiveUp.get(lang)} describe={named(T::BadgeGiveUp)}
                    onclick={scene.go(Msg::GiveUpBadge(held.id.clone()))} />
            }
        </div>
        if session.may("file:save") && !is_signed { <p class="gf-small gf-muted gf-noprint">{ T::BadgeDraftHint.get(lang) }</p> }
    </> }
}

fn catalogue(catalogue: &CatalogueView, read_only: bool, scene: &Scene<'_>) -> Html {
    let levels = &catalogue.levels;
    html! {
        <section key={catalogue.title.clone()} class="gf-noprint">
            <h2>{ catalogue.title.clone() }</h2>
            <p class="gf-small gf-muted">{ catalogue.source.clone() }</p>
            <ul class="crcn-badges crcn-badges--two">
                { for catalogue.badges.iter().map(|card| self::card(card, levels, read_only, scene)) }
            </ul>
        </section>
    }
}

fn card(card: &BadgeCard, levels: &[String], read_only: bool, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let criterion = |(place, text): (usize, &String)| match levels.get(place) {
        Some(level) => html! { <li><strong>{ level.clone() }</strong>{ "\u{a0}: " }{ text.clone() }</li> },
        None => html! { <li>{ text.clone() }</li> },
    };
    let codes = card.competences.join(", ");
    let describe = [T::BadgeClaim.get(lang), " ", &card.name].concat();
    let below = html! { <>
        <p>{ card.description.clone() }</p>
        <p class="gf-small gf-muted">{ T::BadgeAbout.with(lang, &[("codes", &codes)]) }</p>
        <details class="crcn-fold">
            <summary>{ T::BadgeCriteria.get(lang) }</summary>
            <ol class="crcn-criteria" data-degrees={(!levels.is_empty()).to_string()}>{ for card.criteria.iter().enumerate().map(criterion) }</ol>
        </details>
        if card.open { { claim(levels, scene) } }
        else if !read_only {
            <Button label={T::BadgeClaim.get(lang)} {describe} name="claim" onclick={scene.go(Msg::OpenBadge(Some(card.id.clone())))} />
        }
    </> };
    badge(&card.picture, &card.name, &card.id, below)
}

fn claim(levels: &[String], scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let degrees =
        levels.iter().enumerate().map(|(place, level)| option((place + 1).to_string(), level.clone()));
    let kind = FieldKind::Select(std::iter::once(option("", T::Choose.get(lang))).chain(degrees).collect());
    html! {
        <div class="crcn-form crcn-badge-form">
            if !levels.is_empty() { { scene.field(Which::BadgeLevel, T::BadgeLevel.get(lang), kind, None) } }
            { scene.field(Which::BadgeBecause, T::BadgeBecause.get(lang), FieldKind::Long, Some(T::NoteHint.get(lang))) }
            <div class="crcn-row">
                <Button kind={ButtonKind::Primary} label={T::BadgeClaimDo.get(lang)} name="claim-do" onclick={scene.go(Msg::ClaimBadge)} />
                <Button kind={ButtonKind::Quiet} label={T::Cancel.get(lang)} onclick={scene.go(Msg::OpenBadge(None))} />
            </div>
        </div>
    }
}

/// A badge in a picture, from here or elsewhere.
fn read(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! {
        <section class="gf-noprint" aria-labelledby="crcn-badge-read">
            <h2 id="crcn-badge-read">{ T::BadgeRead.get(lang) }</h2>
            <p>{ T::BadgeReadHint.get(lang) }</p>
            <div><Button label={T::BadgeReadPick.get(lang)} name="pick-badge" onclick={scene.go(Msg::PickBadge)} /></div>
            if let Some(file) = scene.model.badge_file() {
                <div class="crcn-import" id="crcn-badge-file" tabindex="-1">
                    { self::file(file, lang) }
                    <div><Button kind={ButtonKind::Quiet} label={T::Cancel.get(lang)} onclick={scene.go(Msg::CloseBadgeFile)} /></div>
                </div>
            }
        </section>
    }
}

fn file(file: &BadgeFile, lang: Lang) -> Html {
    let (badge, same) = match file {
        BadgeFile::Read(badge, same) => (badge, same),
        BadgeFile::NotRead => return notice(Tone::Bad, T::FaultNotRead.get(lang)),
        BadgeFile::Fault(fault) => {
            let text = match fault {
                Unread::Picture(BakeFault::NotAPicture) => T::BadgeFaultPicture,
                Unread::Picture(BakeFault::Damaged) => T::BadgeFaultDamaged,
                Unread::Picture(BakeFault::Nothing) => T::BadgeFaultNothing,
                Unread::Picture(BakeFault::Compressed) => T::BadgeFaultCompressed,
                Unread::Token => T::BadgeFaultToken,
                Unread::NoBadge => T::BadgeFaultOther,
            };
            return notice(Tone::Bad, text.get(lang));
        }
    };
    let issued = badge.issuer.as_ref().map(|who| match &badge.on {
        Some(on) => T::BadgeReadByOn.with(lang, &[("who", who), ("date", &words::day(on, lang))]),
        None => T::BadgeReadBy.with(lang, &[("who", who)]),
    });
    html! { <>
        <h3>{ badge.name.clone() }</h3>
        if let Some(issued) = issued { <p>{ issued }</p> }
        if !badge.signed { <p>{ T::BadgeReadUnsigned.get(lang) }</p> }
        if badge.signed && same.is_none() { <p>{ T::BadgeReadSigned.get(lang) }</p> }
        if *same == Some(true) { { notice(Tone::Ok, T::BadgeReadSame.get(lang)) } }
        if *same == Some(false) { { notice(Tone::Warn, T::BadgeReadOther.get(lang)) } }
    </> }
}

//! Badges that others ask about: a classmate confirms, a teacher completes.

use greffon_crcn_annex::badge_desk::{BadgeDesk, QuestionLine};
use greffon_crcn_annex::{Field as Which, Msg};
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, ButtonKind, FieldKind, Notice, Tone};
use yew::prelude::*;

use super::{Scene, badges, notice};
use crate::text::T;
use crate::words;

pub(crate) fn view(desk: &BadgeDesk, scene: &Scene<'_>) -> Html {
    if desk.lines.is_empty() {
        return Html::default();
    }
    let title = if desk.completes { T::BadgeDeskTeacher } else { T::BadgeDesk };
    html! {
        <section aria-labelledby="crcn-badge-desk">
            <h2 id="crcn-badge-desk" tabindex="-1">{ title.get(scene.lang) }</h2>
            <ul class="crcn-badges">{ for desk.lines.iter().map(|line| self::line(line, desk, scene)) }</ul>
        </section>
    }
}

fn line(line: &QuestionLine, desk: &BadgeDesk, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let who = line.who.clone().unwrap_or_else(|| T::Somebody.get(lang).to_owned());
    let claims = T::BadgeDeskClaims.with(lang, &[("who", &who), ("date", &words::day(&line.on, lang))]);
    let award = line.award.map(|(on, signed)| {
        let key = if signed { T::BadgeSigned } else { T::BadgeUnsigned };
        key.with(lang, &[("date", &words::day(&on, lang))])
    });
    let waits = desk.completes && line.peers_missing > 0 && line.award.is_none();
    let describe = [T::BadgeLook.get(lang), " ", &line.name, ", ", &who].concat();
    let below = html! { <>
        <p>{ claims }</p>
        if let Some(because) = &line.because { <p class="crcn-quote">{ because.clone() }</p> }
        <p class="gf-small gf-muted"><strong>{ T::BadgeCriteria.get(lang) }{ "\u{a0}: " }</strong>{ line.criteria.clone() }</p>
        if desk.completes { { badges::confirmations(&line.answers, lang) } }
        if let Some(award) = award { <p>{ award }</p> }
        if line.settled && !desk.completes { <p>{ T::BadgeConfirmed.get(lang) }</p> }
        if waits { <p class="gf-small gf-muted">{ T::BadgePeersMissing.count(lang, words::size(line.peers_missing)) }</p> }
        if line.open { { form(line, desk, scene) } }
        else if !line.settled && !desk.read_only && !waits {
            <Button label={T::BadgeLook.get(lang)} {describe} name="look" onclick={scene.go(Msg::OpenQuestion(Some(line.of.clone())))} />
        }
    </> };
    badges::badge(&line.picture, &line.name, &line.of.1, below)
}

fn form(line: &QuestionLine, desk: &BadgeDesk, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let cancel = html! { <Button kind={ButtonKind::Quiet} label={T::Cancel.get(lang)} onclick={scene.go(Msg::OpenQuestion(None))} /> };
    if !desk.completes {
        return html! {
            <div class="crcn-form crcn-badge-form">
                { scene.field(Which::BadgeComment, T::BadgeComment.get(lang), FieldKind::Long, Some(T::NoteHint.get(lang))) }
                <p class="gf-small gf-muted">{ T::BadgeConfirmHint.get(lang) }</p>
                <div class="crcn-row">
                    <Button kind={ButtonKind::Primary} label={T::BadgeConfirm.get(lang)} name="confirm" onclick={scene.go(Msg::ConfirmBadge)} />
                    { cancel }
                </div>
            </div>
        };
    }
    let (hint, label) = if desk.signs {
        (T::BadgeSignHint, T::BadgeComplete)
    } else {
        (T::BadgeNoSignHint, T::BadgeCompleteUnsigned)
    };
    let signing = scene.model.is_signing();
    html! {
        <div class="crcn-form crcn-badge-form">
            { notice(Tone::Info, hint.get(lang)) }
            if let Some(refused) = &line.refused {
                <Notice tone={Tone::Bad} title={T::BadgeNotSigned.get(lang)}><p>{ refused.clone() }</p><p>{ T::BadgeNotSignedHint.get(lang) }</p></Notice>
            }
            <div class="crcn-row">
                <Button kind={ButtonKind::Primary} label={label.get(lang)} name="complete"
                    disabled={signing.then(|| AttrValue::from(T::BadgeSigning.get(lang)))}
                    onclick={scene.go(Msg::CompleteBadge(words::framework_lang(lang)))} />
                { cancel }
            </div>
        </div>
    }
}

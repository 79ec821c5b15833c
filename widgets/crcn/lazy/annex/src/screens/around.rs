//! Around one competence: the layers side by side, evidence, the goal, whom one asked.

use greffon_crcn_annex::around::{Around, ClassGoalLine, EvidenceLine, Said, SentLine};
use greffon_crcn_annex::{Field as Which, Msg};
use greffon_crcn_model::evidence::Evidence;
use greffon_crcn_model::framework::Level;
use greffon_crcn_model::opinion::Layer;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::ui::{self, Button, ButtonKind, Check, FieldKind, LevelMark, Tone};
use yew::prelude::*;

use super::{Scene, notice, option, traces};
use crate::part::Input;
use crate::text::T;
use crate::words;

pub(crate) fn view(page: &Around, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! { <>
        <section aria-labelledby="crcn-said">
            <h2 id="crcn-said" tabindex="-1">{ T::SaidTitle.get(lang) }</h2>
            { said(&page.said, lang) }
            if !page.read_only { { pix(scene) } }
        </section>
        <div class="crcn-annex__columns">
            <section aria-labelledby="crcn-evidence">
                <h2 id="crcn-evidence">{ T::EvidenceTitle.get(lang) }</h2>
                { evidence(page, scene) }
            </section>
            <section aria-labelledby="crcn-goal">
                <h2 id="crcn-goal">{ T::GoalTitle.get(lang) }</h2>
                { goal(page, scene) }
            </section>
            <section class="gf-noprint" aria-labelledby="crcn-ask">
                <h2 id="crcn-ask">{ T::AskTitle.get(lang) }</h2>
                { ask(page, scene) }
            </section>
        </div>
        if let Some(offer) = &page.traces { { traces::around(offer, page.read_only, scene) } }
    </> }
}

/// One's own Pix profile, by hand.
fn pix(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let first = option("", T::Choose.get(lang));
    let levels = (0..=8_u8)
        .map(|level| option(level.to_string(), T::Level.with(lang, &[("level", &level.to_string())])));
    let kind = FieldKind::Select(std::iter::once(first).chain(levels).collect());
    html! {
        <details class="crcn-fold gf-noprint">
            <summary>{ T::PixOwn.get(lang) }</summary>
            <div class="crcn-form">
                { scene.field(Which::PixLevel, T::PixOwnLevel.get(lang), kind, Some(T::PixOwnHint.get(lang))) }
                <Button label={T::PixOwnSet.get(lang)} name="set-pix" onclick={scene.go(Msg::SetPix)} />
            </div>
        </details>
    }
}

/// The mark of a layer as the kit draws it.
pub(crate) const fn mark(layer: Layer) -> ui::Layer {
    match layer {
        Layer::Own => ui::Layer::Own,
        Layer::Peer => ui::Layer::Peer,
        Layer::Teacher => ui::Layer::Teacher,
        Layer::Pix => ui::Layer::Pix,
    }
}

/// Who says what, as a list: each with its mark, never merged.
pub(crate) fn said(said: &[Said], lang: Lang) -> Html {
    if said.is_empty() {
        return html! { <p class="gf-muted">{ T::SaidNothing.get(lang) }</p> };
    }
    html! {
        <ul class="crcn-said">
            { for said.iter().map(|said| {
                let level = match (said.level, said.mastery) {
                    (Some(level), _) => words::level(level, lang),
                    (None, Some(percent)) => T::SaidMastery.with(lang, &[("n", &percent.to_string())]),
                    (None, None) if said.layer == Layer::Pix => T::SaidBelow.get(lang).to_owned(),
                    (None, None) => T::SaidComment.get(lang).to_owned(),
                };
                html! {
                    <li data-layer={format!("{:?}", said.layer).to_lowercase()}>
                        <LevelMark layer={mark(said.layer)} level={said.level.map(Level::number)} />
                        <div>
                            <strong>{ words::layer(said.layer, lang) }</strong>
                            if let Some(who) = &said.who { { " · " }{ who.clone() } }
                            <br />{ level }{ ", " }<time datetime={said.on.as_str().to_owned()}>{ words::day(&said.on, lang) }</time>
                            if let Some(comment) = &said.comment { <p class="crcn-quote">{ comment.clone() }</p> }
                        </div>
                    </li>
                }
            }) }
        </ul>
    }
}

/// A piece of evidence: text, and the address as a button that asks before it opens.
pub(crate) fn piece(evidence: &Evidence, scene: &Scene<'_>) -> Html {
    let open = evidence.link.clone().map(|link| {
        let url = link.clone();
        html! {
            <button type="button" class="crcn-link" onclick={scene.send.reform(move |_| Input::OpenUrl(url.clone()))}>{ link }</button>
        }
    });
    html! { <>
        if let Some(text) = &evidence.text { <p class="crcn-quote">{ text.clone() }</p> }
        { for open }
    </> }
}

fn evidence(page: &Around, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let line = |line: &EvidenceLine| {
        let describe = [T::EvidenceRemove.get(lang), &words::day(&line.evidence.on, lang)].join(" ");
        html! {
            <li key={line.key.clone()}>
                <div>
                    { piece(&line.evidence, scene) }
                    <p class="gf-small gf-muted">{ words::day(&line.evidence.on, lang) }</p>
                </div>
                if !page.read_only {
                    <span class="gf-noprint"><Button kind={ButtonKind::Quiet} label={T::EvidenceRemove.get(lang)} {describe}
                        onclick={scene.go(Msg::RemoveEvidence(line.key.clone()))} /></span>
                }
            </li>
        }
    };
    html! { <>
        if page.evidence.is_empty() { <p class="gf-muted">{ T::EvidenceNone.get(lang) }</p> }
        else { <ul class="crcn-lines">{ for page.evidence.iter().map(line) }</ul> }
        if !page.read_only {
            <div class="crcn-form gf-noprint">
                { scene.field(Which::EvidenceText, T::EvidenceText.get(lang), FieldKind::Long, Some(T::NoteHint.get(lang))) }
                { scene.field(Which::EvidenceLink, T::EvidenceLink.get(lang), FieldKind::Text, Some(T::EvidenceLinkHint.get(lang))) }
                <Button label={T::EvidenceAdd.get(lang)} name="add-evidence" onclick={scene.go(Msg::AddEvidence)} />
            </div>
        }
    </> }
}

/// Levels to choose from, none chosen at first.
pub(crate) fn levels(levels: &[Level], lang: Lang) -> FieldKind {
    let first = option("", T::Choose.get(lang));
    let rest = levels.iter().map(|level| option(level.number().to_string(), words::level(*level, lang)));
    FieldKind::Select(std::iter::once(first).chain(rest).collect())
}

fn goal(page: &Around, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let text = |level: Level, due: &_| {
        T::GoalIs.with(lang, &[("level", &level.number().to_string()), ("date", &words::day(due, lang))])
    };
    let of_class = |line: &ClassGoalLine| {
        let who = line.who.clone().unwrap_or_else(|| T::LayerTeacher.get(lang).to_owned());
        html! {
            <li key={line.key.clone()}>
                <div>
                    <p>{ text(line.goal.level, &line.goal.due) }</p>
                    <p class="gf-small gf-muted">{ T::GoalOfClass.with(lang, &[("who", &who)]) }{ " " }<span class="gf-pill">{ words::progress(line.progress, lang) }</span></p>
                </div>
                if !page.read_only && page.goal.is_none_or(|(own, _)| (own.level, own.due) != (line.goal.level, line.goal.due)) {
                    <span class="gf-noprint"><Button kind={ButtonKind::Quiet} label={T::GoalTake.get(lang)} onclick={scene.go(Msg::TakeGoal(line.key.clone()))} /></span>
                }
            </li>
        }
    };
    html! { <>
        if let Some((goal, progress)) = &page.goal {
            <ul class="crcn-lines"><li>
                <div>
                    <p>{ text(goal.level, &goal.due) }</p>
                    <p class="gf-small"><span class="gf-pill">{ words::progress(*progress, lang) }</span></p>
                </div>
                if !page.read_only {
                    <span class="gf-noprint"><Button kind={ButtonKind::Quiet} label={T::GoalDrop.get(lang)} onclick={scene.go(Msg::DropGoal)} /></span>
                }
            </li></ul>
        } else {
            <p class="gf-muted">{ T::GoalNone.get(lang) }</p>
        }
        if !page.class_goals.is_empty() { <ul class="crcn-lines">{ for page.class_goals.iter().map(of_class) }</ul> }
        if !page.read_only && !page.goal_levels.is_empty() {
            <div class="crcn-form gf-noprint">
                { scene.field(Which::GoalLevel, T::GoalLevel.get(lang), levels(&page.goal_levels, lang), None) }
                { scene.field(Which::GoalDue, T::GoalDue.get(lang), FieldKind::Date, None) }
                <Button label={T::GoalSet.get(lang)} name="set-goal" onclick={scene.go(Msg::SetGoal)} />
            </div>
        }
    </> }
}

fn ask(page: &Around, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let sent = |line: &SentLine| {
        let whom = line.whom.clone().unwrap_or_else(|| T::Somebody.get(lang).to_owned());
        let state = if line.answered { T::AskAnswered } else { T::AskWaits };
        html! {
            <li key={line.key.clone()}>
                <div>
                    <p>{ whom.clone() }{ " " }<span class="gf-pill">{ state.get(lang) }</span></p>
                    <p class="gf-small gf-muted">{ words::day(&line.on, lang) }</p>
                </div>
                if !page.read_only && !line.answered {
                    <Button kind={ButtonKind::Quiet} label={T::AskTakeBack.get(lang)} describe={[T::AskTakeBack.get(lang), &whom].join(" ")}
                        onclick={scene.go(Msg::Unask(line.key.clone()))} />
                }
            </li>
        }
    };
    let form = match &page.askable {
        _ if page.read_only => Html::default(),
        None => notice(Tone::Info, T::AskNobody.get(lang)),
        Some(people) if people.is_empty() => notice(Tone::Info, T::AskNobody.get(lang)),
        Some(people) => {
            let first = option("", T::Choose.get(lang));
            let people = people.iter().map(|someone| {
                let role = if someone.teacher { T::LayerTeacher } else { T::LayerPeer };
                option(someone.id.clone(), [&someone.name, " (", role.get(lang), ")"].concat())
            });
            let kind = FieldKind::Select(std::iter::once(first).chain(people).collect());
            html! {
                <div class="crcn-form">
                    { scene.field(Which::AskWhom, T::AskWhom.get(lang), kind, None) }
                    { scene.field(Which::AskNote, T::AskNote.get(lang), FieldKind::Long, Some(T::NoteHint.get(lang))) }
                    if !page.evidence.is_empty() {
                        <Check id="crcn-ask-evidence" label={T::AskEvidence.get(lang)} checked={scene.model.typed(Which::AskEvidence) == "on"}
                            onchange={scene.on(|on: bool| Msg::Type(Which::AskEvidence, if on { "on".to_owned() } else { String::new() }))} />
                    }
                    <p class="gf-small gf-muted">{ T::AskShows.get(lang) }</p>
                    <Button label={T::AskSend.get(lang)} name="ask" onclick={scene.go(Msg::Ask)} />
                </div>
            }
        }
    };
    html! { <>
        if !page.sent.is_empty() { <ul class="crcn-lines">{ for page.sent.iter().map(sent) }</ul> }
        { form }
    </> }
}

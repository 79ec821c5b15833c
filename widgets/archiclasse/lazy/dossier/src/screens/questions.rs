//! What the plan is asked: each question with its figure, where it comes from and how sure that is, and what was decided.

use greffon_archiclasse_plan::Id;
use greffon_archiclasse_plan::object::Answer;
use greffon_archiclasse_rules::{Certainty, Checker, Cure, Finding, Force, Needed, Rule};
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, ButtonKind, Disclosure, Field, FieldKind, Notice, Tone};
use yew::prelude::*;

use super::{Scene, picture, size};
use crate::desk::Msg;
use crate::text::T;

/// How many questions of one check are shown at once: a row of chairs asks the same thing many times.
const ALIKE: usize = 2;

pub(super) fn view(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let findings: Vec<&Finding> = scene.desk.checker.iter().flat_map(Checker::findings).collect();
    let mut open: Vec<(&Finding, &Rule)> = Vec::new();
    let mut answered: Vec<(&Finding, &Rule, Id, &Answer)> = Vec::new();
    for finding in findings {
        let Some(rule) = scene.desk.rules.get(finding.check) else { continue };
        match scene.desk.answer(finding) {
            Some((id, answer)) => answered.push((finding, rule, id, answer)),
            None => open.push((finding, rule)),
        }
    }
    open.sort_by_key(|(finding, rule)| (rule.force, finding.check));
    // Numbered as they are listed: law, advice, habit, each group in the order of its checks.
    let numbered: Vec<&Finding> = open.iter().map(|(finding, _)| *finding).collect();
    let mut before = 0;
    let groups = [Force::Law, Force::Advice, Force::Habit].into_iter().map(|force| {
        let of: Vec<&(&Finding, &Rule)> = open.iter().filter(|(_, rule)| rule.force == force).collect();
        if of.is_empty() {
            return Html::default();
        }
        let lists = of.chunk_by(|one, other| one.0.check == other.0.check).map(|alike| {
            let first = before + 1;
            before += alike.len();
            let asked = |(at, (finding, rule)): (usize, &&(&Finding, &Rule))| {
                question(scene, finding, rule, Some(first + at), None)
            };
            let (shown, more) = alike.split_at(alike.len().min(ALIKE));
            html! { <>
                <ol class="dos-list">{ for shown.iter().enumerate().map(asked) }</ol>
                if !more.is_empty() {
                    <Disclosure summary={T::QuestionsMore.count(lang, size(more.len()))}>
                        <ol class="dos-list">
                            { for more.iter().enumerate().map(|(at, question)| asked((at + ALIKE, question))) }
                        </ol>
                    </Disclosure>
                }
            </> }
        });
        let lists: Vec<Html> = lists.collect();
        html! { <section><h3>{ force_name(force).get(lang) }</h3>{ for lists }</section> }
    });
    let groups: Vec<Html> = groups.collect();
    html! { <>
        <p class="dos-note">{ T::QuestionsNote.get(lang) }</p>
        if open.is_empty() {
            <Notice tone={Tone::Ok}><p>{ T::QuestionsNone.get(lang) }</p></Notice>
        } else {
            <p>{ T::QuestionsCount.count(lang, size(open.len())) }</p>
        }
        <div class="dos-questions">
            { picture::view(scene, &numbered) }
            <div>{ for groups }</div>
        </div>
        if !answered.is_empty() {
            <section>
                <h3>{ T::QuestionsAnswered.get(lang) }</h3>
                <ul class="dos-list">
                    { for answered.iter().map(|(finding, rule, id, answer)| question(scene, finding, rule, None, Some((*id, answer)))) }
                </ul>
            </section>
        }
    </> }
}

fn question(
    scene: &Scene<'_>,
    finding: &Finding,
    rule: &Rule,
    number: Option<usize>,
    answer: Option<(Id, &Answer)>,
) -> Html {
    let (lang, words, desk) = (scene.lang, scene.words(), scene.desk);
    let name = (finding.check.id().to_owned(), finding.about.clone());
    let answering = desk.answering.as_ref() == Some(&name);
    let begin = scene.go(Msg::Answering(Some(name)));
    let about = |what: T| T::About.with(lang, &[("what", what.get(lang)), ("name", rule.name.get(words))]);
    html! {
        <li class="dos-question">
            <p class="dos-question__asks">
                if let Some(number) = number { <span class="dos-number" aria-hidden="true">{ number }</span> }
                { desk.rules.say(finding, words, &desk.plan, &desk.catalogue) }
            </p>
            if let Some(cure) = finding.cure.map(|cure| cure_words(scene, cure)) { <p class="dos-question__cure">{ cure }</p> }
            if let Some((_, answer)) = answer {
                <blockquote class="dos-answer">{ &answer.text }</blockquote>
            }
            <Disclosure summary={why(scene, rule)}>{ origin(scene, rule) }</Disclosure>
            if answering {
                <div class="dos-form">
                    <Field
                        id="dossier-answer" label={T::AnswerLabel.get(lang)} hint={T::AnswerHint.get(lang)} kind={FieldKind::Long}
                        value={desk.draft.clone()} onchange={scene.send.reform(|text: AttrValue| Msg::Draft(text.to_string()))}
                    />
                    <Button kind={ButtonKind::Primary} label={T::AnswerKeep.get(lang)} onclick={scene.go(Msg::Answer)} />
                    <Button kind={ButtonKind::Quiet} label={T::AnswerStop.get(lang)} onclick={scene.go(Msg::Answering(None))} />
                </div>
            } else if scene.writes {
                <div class="dos-form gf-noprint">
                    if let Some((id, _)) = answer {
                        <Button kind={ButtonKind::Quiet} label={T::AnswerChange.get(lang)} describe={about(T::AnswerChange)} onclick={begin} />
                        <Button kind={ButtonKind::Quiet} label={T::AnswerWithdraw.get(lang)} describe={about(T::AnswerWithdraw)} onclick={scene.go(Msg::Withdraw(id))} />
                    } else {
                        <Button kind={ButtonKind::Quiet} label={T::AnswerBegin.get(lang)} describe={about(T::AnswerBegin)} onclick={begin} />
                    }
                </div>
            }
        </li>
    }
}

/// `Loi · lue dans le texte`.
fn why(scene: &Scene<'_>, rule: &Rule) -> String {
    let lang = scene.lang;
    [
        rule.name.get(scene.words()),
        " · ",
        force_name(rule.force).get(lang),
        " · ",
        certainty_name(rule.certainty).get(lang),
    ]
    .concat()
}

fn origin(scene: &Scene<'_>, rule: &Rule) -> Html {
    let (lang, words) = (scene.lang, scene.words());
    html! { <>
        <dl class="dos-facts">
            <dt>{ T::RuleFigure.get(lang) }</dt><dd>{ rule.figure.get(words) }</dd>
            <dt>{ T::RuleApplies.get(lang) }</dt><dd>{ rule.applies.get(words) }</dd>
            if let Some(doubt) = &rule.doubt { <dt>{ T::RuleDoubt.get(lang) }</dt><dd>{ doubt.get(words) }</dd> }
            if !rule.origins.is_empty() {
                <dt>{ T::RuleOrigin.with(lang, &[("day", &rule.read)]) }</dt>
                <dd><ul>{ for rule.origins.iter().map(|origin| html! { <li>{ &origin.title }{ " — " }<span class="dos-address">{ &origin.url }</span></li> }) }</ul></dd>
            }
        </dl>
    </> }
}

pub(super) const fn force_name(force: Force) -> T {
    match force {
        Force::Law => T::ForceLaw,
        Force::Advice => T::ForceAdvice,
        Force::Habit => T::ForceHabit,
    }
}

pub(super) const fn certainty_name(certainty: Certainty) -> T {
    match certainty {
        Certainty::Evident => T::CertaintyEvident,
        Certainty::Read => T::CertaintyRead,
        Certainty::Reported => T::CertaintyReported,
        Certainty::Disputed => T::CertaintyDisputed,
        Certainty::Unsourced => T::CertaintyUnsourced,
    }
}

/// The smallest change that cures it, in words.
fn cure_words(scene: &Scene<'_>, cure: Cure) -> String {
    use greffon_archiclasse_plan::geometry::whole;
    use greffon_archiclasse_plan::length::metres;
    let (lang, desk) = (scene.lang, scene.desk);
    let mark = if lang == greffon_kit::i18n::Lang::Fr { ',' } else { '.' };
    let length = |millimetres: i32| [&metres(millimetres, mark), "\u{a0}m"].concat();
    match cure {
        Cure::Move(id, by) => {
            let name =
                greffon_archiclasse_rules::rule::piece_name(id, scene.words(), &desk.plan, &desk.catalogue);
            T::CureMove.with(lang, &[("a", &name), ("length", &length(whole(by.length())))])
        }
        Cure::Widen(_, to) => T::CureWiden.with(lang, &[("length", &length(to))]),
        Cure::TurnLeaf(_) => T::CureTurn.get(lang).to_owned(),
        Cure::AddDoors(count) => T::CureDoors.count(lang, count.unsigned_abs()),
        Cure::People(count) => T::CurePeople.count(lang, count.unsigned_abs()),
        Cure::Add(needed, count) => {
            let text = match needed {
                Needed::Sockets => T::CureSockets,
                Needed::Network => T::CureNetwork,
                Needed::AccessPoint => T::CureAccessPoint,
                Needed::WifiSwitch => T::CureWifiSwitch,
                Needed::AccessibleTable => T::CureTable,
                Needed::Projection => T::CureProjection,
                Needed::Window => T::CureWindow,
                Needed::Absorber => T::CureAbsorber,
            };
            text.count(lang, count.unsigned_abs())
        }
    }
}

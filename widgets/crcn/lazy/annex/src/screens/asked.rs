//! The requests of others: what they show, and the form of an answer.

use greffon_crcn_annex::asked::{Asked, AskedLine};
use greffon_crcn_annex::{Field as Which, Msg};
use greffon_crcn_model::framework::{Level, Words};
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, ButtonKind, FieldKind};
use yew::prelude::*;

use super::{Scene, around, badge_desk, option};
use crate::text::T;
use crate::words;

pub(crate) fn view(page: &Asked, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let desk = scene.model.badge_desk(words::framework_lang(lang));
    let lines = desk.iter().flat_map(|desk| &desk.lines);
    let badges = lines.filter(|line| !line.settled).count();
    let nothing = page.waiting.is_empty()
        && page.answered.is_empty()
        && desk.as_ref().is_none_or(|desk| desk.lines.is_empty());
    html! { <>
        <header class="crcn-title">
            <h1 tabindex="-1">{ T::AskedTitle.get(lang) }</h1>
            <p class="gf-lead gf-muted">{ T::AskedCount.count(lang, words::size(page.waiting.len() + badges)) }</p>
        </header>
        if let Some(desk) = &desk { { badge_desk::view(desk, scene) } }
        if nothing { <p>{ T::AskedNone.get(lang) }</p> }
        <ul class="crcn-requests">{ for page.waiting.iter().map(|line| self::line(line, page.read_only, scene)) }</ul>
        if !page.answered.is_empty() {
            <h2>{ T::AskedAnswered.get(lang) }</h2>
            <ul class="crcn-requests">{ for page.answered.iter().map(|line| self::line(line, page.read_only, scene)) }</ul>
        }
    </> }
}

fn line(line: &AskedLine, read_only: bool, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let who = line.who.clone().unwrap_or_else(|| T::Somebody.get(lang).to_owned());
    let name = [line.code.as_str(), " ", words::of(&line.name, lang)].concat();
    let says = match line.request.level {
        Some(level) => T::AskedSays.with(lang, &[("level", &level.number().to_string())]),
        None => T::AskedSaysNothing.get(lang).to_owned(),
    };
    let describe = [T::AskedOpen.get(lang), &who, &name].join(" ");
    html! {
        <li key={line.key.clone()} data-key={line.key.clone()}>
            <h3>{ who }{ " · " }{ name }</h3>
            <p class="gf-small gf-muted">{ words::day(&line.request.on, lang) }</p>
            <p>{ says }</p>
            if let Some(note) = &line.request.note { <p class="crcn-quote">{ note.clone() }</p> }
            if !line.request.evidence.is_empty() {
                <ul class="crcn-lines">{ for line.request.evidence.iter().map(|evidence| html! { <li><div>{ around::piece(evidence, scene) }</div></li> }) }</ul>
            }
            if let Some(answer) = &line.answer {
                <p><strong>{ T::AskedYours.get(lang) }</strong>{ " " }
                    { answer.level.map_or_else(|| T::SaidComment.get(lang).to_owned(), |level| words::level(level, lang)) }
                    { ", " }{ words::day(&answer.on, lang) }</p>
                if let Some(comment) = &answer.comment { <p class="crcn-quote">{ comment.clone() }</p> }
            }
            if line.open {
                { form(&line.levels, scene) }
                <div class="crcn-actions">
                    <Button kind={ButtonKind::Primary} label={T::AskedSend.get(lang)} name="answer" onclick={scene.go(Msg::Answer)} />
                    <Button kind={ButtonKind::Quiet} label={T::Cancel.get(lang)} onclick={scene.go(Msg::OpenRequest(None))} />
                </div>
            } else if !read_only {
                <Button label={if line.answer.is_some() { T::AskedCorrect.get(lang) } else { T::AskedOpen.get(lang) }} {describe}
                    onclick={scene.go(Msg::OpenRequest(Some(line.key.clone())))} />
            }
        </li>
    }
}

/// The level that one sees, with what each means, and words.
pub(crate) fn form(levels: &[(Level, [Words; 2])], scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let first = option("", T::AnswerNoLevel.get(lang));
    let rest = levels.iter().map(|(level, statement)| {
        let label = [&words::level(*level, lang), " – ", words::of(statement, lang)].concat();
        option(level.number().to_string(), label)
    });
    let kind = FieldKind::Select(std::iter::once(first).chain(rest).collect());
    html! {
        <div class="crcn-form">
            { scene.field(Which::AnswerLevel, T::AnswerLevel.get(lang), kind, None) }
            { scene.field(Which::AnswerComment, T::AnswerComment.get(lang), FieldKind::Long, Some(T::NoteHint.get(lang))) }
        </div>
    }
}

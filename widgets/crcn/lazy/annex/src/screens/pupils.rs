//! Pupils by name, as far as they opened something: a heat map that is a real table, and one pupil at a time.

use greffon_crcn_annex::class::{ClassPage, Pupil, PupilCell, PupilLine};
use greffon_crcn_annex::{Field as Which, Msg};
use greffon_crcn_model::framework::Level;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::ui::{Button, ButtonKind, DataTable, FieldKind, LevelMark, Picture, Tone};
use yew::prelude::*;

use super::{Scene, around, asked, class, notice};
use crate::text::T;
use crate::words;

pub(crate) fn view(page: &ClassPage, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let pupils = scene.model.pupils();
    if let Some(open) = &pupils.open {
        return pupil(open, page, scene);
    }
    let sentence = match pupils.members {
        Some(members) => {
            T::PupilsOf.count_with(lang, words::size(pupils.total), &[("members", &members.to_string())])
        }
        None => T::PupilsCount.count(lang, words::size(pupils.total)),
    };
    let (at, pages) = pupils.page;
    let turn = |to: usize, label: T, icon: Picture, possible: bool| {
        possible.then(
            || html! { <Button {icon} label={label.get(lang)} onclick={scene.go(Msg::PupilsFrom(to))} /> },
        )
    };
    html! { <>
        <h2 tabindex="-1">{ T::PupilsTitle.get(lang) }</h2>
        <p class="gf-lead gf-muted">{ sentence }</p>
        if pupils.total > 0 || !scene.model.typed(Which::Search).is_empty() {
            <div class="crcn-form gf-noprint">{ scene.field(Which::Search, T::PupilsSearch.get(lang), FieldKind::Text, None) }</div>
        }
        if pupils.lines.is_empty() { { notice(Tone::Info, T::PupilsNone.get(lang)) } }
        else {
            <DataTable id="crcn-pupils" caption={T::PupilsCaption.get(lang)} note={T::PupilsNote.get(lang)}>
                <thead><tr>
                    <th scope="col">{ T::Pupil.get(lang) }</th>
                    { for pupils.columns.iter().map(|(code, name)| html! {
                        <th scope="col" key={code.to_string()}><abbr title={words::of(name, lang)}>{ code.to_string() }</abbr></th>
                    }) }
                </tr></thead>
                <tbody>{ for pupils.lines.iter().map(|line| self::line(line, scene)) }</tbody>
            </DataTable>
            if pages > 1 {
                <div class="crcn-pages gf-noprint">
                    { for turn(at.saturating_sub(1), T::PupilsBefore, Picture::Back, at > 0) }
                    <p>{ T::PupilsRange.with(lang, &[("from", &pupils.first.to_string()), ("to", &(pupils.first + pupils.lines.len() - 1).to_string()), ("total", &pupils.total.to_string())]) }</p>
                    { for turn(at + 1, T::PupilsAfter, Picture::Forward, at + 1 < pages) }
                </div>
            }
        }
    </> }
}

fn line(line: &PupilLine, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let name = line.name.clone().unwrap_or_else(|| T::PupilUnnamed.get(lang).to_owned());
    html! {
        <tr key={line.id.clone()}>
            <th scope="row">
                <button type="button" class="crcn-link" onclick={scene.go(Msg::OpenPupil(Some(line.id.clone())))}>{ name }</button>
            </th>
            { for line.cells.iter().map(|cell| self::cell(cell, lang)) }
        </tr>
    }
}

/// What the pupil says, and behind a stroke what a teacher validated: side by side, never one figure.
fn cell(cell: &PupilCell, lang: Lang) -> Html {
    let figure = |level: Option<Level>| {
        level.map_or("–", |level| match level.number() {
            1 => "1",
            2 => "2",
            3 => "3",
            4 => "4",
            5 => "5",
            6 => "6",
            7 => "7",
            _ => "8",
        })
    };
    // Eight levels in five steps of one hue.
    let heat = cell.own.map(|level| match level.number() {
        1 => "1",
        2 => "2",
        3 => "3",
        4 => "4",
        _ => "5",
    });
    html! {
        <td data-heat={heat}>
            { figure(cell.own) }
            if let Some(teacher) = cell.teacher {
                <span class="gf-hidden">{ T::PupilValidated.get(lang) }</span><b aria-hidden="true">{ "/" }</b><b>{ figure(Some(teacher)) }</b>
            }
        </td>
    }
}

fn pupil(pupil: &Pupil, page: &ClassPage, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let name = pupil.name.clone().unwrap_or_else(|| T::PupilUnnamed.get(lang).to_owned());
    html! { <>
        <div class="gf-noprint">
            <Button kind={ButtonKind::Quiet} icon={Picture::Back} label={T::PupilsTitle.get(lang)} onclick={scene.go(Msg::OpenPupil(None))} />
        </div>
        <h2 tabindex="-1">{ name }</h2>
        if pupil.lines.is_empty() { { notice(Tone::Info, T::PupilNothing.get(lang)) } }
        <ul class="crcn-requests">
            { for pupil.lines.iter().map(|(code, name, own, said, mine)| html! {
                <li key={code.to_string()}>
                    <h3>{ code.to_string() }{ " " }{ words::of(name, lang) }</h3>
                    if let Some((level, on)) = own {
                        <p class="crcn-own"><LevelMark layer={greffon_kit::ui::Layer::Own} level={Some(level.number())} />
                            <span>{ T::PupilSays.with(lang, &[("level", &level.number().to_string()), ("date", &words::day(on, lang))]) }</span></p>
                    }
                    if !said.is_empty() { { around::said(said, lang) } }
                    if let (Some(key), false) = (mine, page.read_only) {
                        <span class="gf-noprint"><Button kind={ButtonKind::Quiet} label={T::PupilUnvalidate.get(lang)} describe={[T::PupilUnvalidate.get(lang), code.as_str()].join(" ")}
                            onclick={scene.go(Msg::Unvalidate(key.clone()))} /></span>
                    }
                </li>
            }) }
        </ul>
        if !page.read_only {
            <section class="crcn-form gf-noprint" aria-labelledby="crcn-validate">
                <h3 id="crcn-validate">{ T::PupilValidate.get(lang) }</h3>
                <p class="gf-small gf-muted">{ T::PupilValidateHint.get(lang) }</p>
                { class::competences(page, scene) }
                if !pupil.levels.is_empty() { { asked::form(&pupil.levels, scene) } }
                <Button kind={ButtonKind::Primary} label={T::PupilValidateDo.get(lang)} name="validate-beside" onclick={scene.go(Msg::Validate)} />
            </section>
        }
    </> }
}

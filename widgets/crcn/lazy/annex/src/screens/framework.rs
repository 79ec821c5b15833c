//! The framework: handed out in three forms, and a file compared with it.

use greffon_crcn_annex::Msg;
use greffon_crcn_annex::framework::{FileForm, FrameworkPreview};
use greffon_crcn_exchange::framework::{Fault, What};
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::session::Session;
use greffon_kit::ui::{Button, DataTable, Tone};
use yew::prelude::*;

use super::{Scene, import, notice};
use crate::text::T;
use crate::words;

/// Faults on the screen; the rest are counted.
const MOST_FAULTS: usize = 100;

pub(crate) fn view(read_only: bool, session: &Session, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! { <>
        <h2 tabindex="-1">{ T::FrameworkTitle.get(lang) }</h2>
        <p>{ T::FrameworkHint.get(lang) }</p>
        if session.may("file:save") {
            <div class="crcn-actions">
                { for FileForm::ALL.into_iter().map(|form| html! {
                    <Button key={name(form)} label={T::FrameworkSave.with(lang, &[("form", name(form))])}
                        onclick={scene.go(Msg::SaveFramework(form, words::framework_lang(lang)))} />
                }) }
            </div>
        }
        if session.may("file:pick") {
            <h3>{ T::FrameworkCompare.get(lang) }</h3>
            <p>{ T::FrameworkCompareHint.get(lang) }</p>
            <Button label={T::FrameworkPick.get(lang)} name="pick-framework" onclick={scene.go(Msg::PickFramework)} />
            { import::view(read_only, scene) }
        }
    </> }
}

const fn name(form: FileForm) -> &'static str {
    match form {
        FileForm::Case => "CASE (JSON)",
        FileForm::Moodle => "Moodle (CSV)",
        FileForm::Simple => "CSV",
    }
}

pub(crate) fn preview(preview: &FrameworkPreview, lang: Lang) -> Html {
    let [domains, competences, levels, indicators] = preview.counts.map(|count| count.to_string());
    let values = [
        ("domains", &*domains),
        ("competences", &competences),
        ("levels", &levels),
        ("indicators", &indicators),
    ];
    html! { <>
        <p><strong>{ preview.title.clone() }</strong>{ " · " }{ name(preview.form) }</p>
        <p>{ T::FrameworkCounts.with(lang, &values) }</p>
        if preview.differs.is_empty() && preview.missing.is_empty() { { notice(Tone::Ok, T::FrameworkSame.get(lang)) } }
        if !preview.differs.is_empty() {
            <p>{ T::FrameworkDiffers.count(lang, words::size(preview.differs.len())) }{ " " }{ preview.differs.join(", ") }</p>
        }
        if !preview.missing.is_empty() {
            <p>{ T::FrameworkMissing.count(lang, words::size(preview.missing.len())) }{ " " }
                { preview.missing.iter().map(|(code, name)| [code.as_str(), " ", words::of(name, lang)].concat()).collect::<Vec<_>>().join(", ") }</p>
        }
    </> }
}

pub(crate) fn faults(faults: &[Fault], lang: Lang) -> Html {
    let row = |fault: &Fault| {
        let place = match (&fault.line, &fault.place) {
            (Some(line), _) => T::FaultLine.with(lang, &[("line", &line.to_string())]),
            (None, Some(place)) => place.clone(),
            (None, None) => "–".to_owned(),
        };
        html! { <tr><td>{ place }</td><td>{ what(&fault.what, lang) }</td></tr> }
    };
    html! { <>
        { notice(Tone::Bad, T::FrameworkFaults.count(lang, words::size(faults.len()))) }
        <DataTable id="crcn-faults" caption={T::FaultsCaption.get(lang)}>
            <thead><tr><th scope="col">{ T::FaultWhere.get(lang) }</th><th scope="col">{ T::PixWhy.get(lang) }</th></tr></thead>
            <tbody>{ for faults.iter().take(MOST_FAULTS).map(row) }</tbody>
        </DataTable>
    </> }
}

fn what(what: &What, lang: Lang) -> String {
    let named = |key: T, text: &str| key.with(lang, &[("name", text)]);
    match what {
        What::NotJson => T::WhatNotJson.get(lang).to_owned(),
        What::Missing(name) => named(T::WhatMissing, name),
        What::Code(code) => named(T::WhatCode, code),
        What::Twice(code) => named(T::WhatTwice, code),
        What::NoParent(code) => named(T::WhatNoParent, code),
        What::Level(level) => named(T::WhatLevel, level),
        What::Empty => T::WhatEmpty.get(lang).to_owned(),
        What::Unclosed => T::WhatUnclosed.get(lang).to_owned(),
        What::NoCompetence => T::WhatNoCompetence.get(lang).to_owned(),
        What::TwoFrameworks => T::WhatTwoFrameworks.get(lang).to_owned(),
    }
}

//! The sheet of the school report: a figure a domain and pupil, as a real table to fill in, to print and to hand out.

use greffon_crcn_annex::Msg;
use greffon_crcn_annex::class::{ClassPage, Figure, Report, ReportLine};
use greffon_crcn_model::framework::Level;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::ui::{Button, ButtonKind, DataTable, Tone};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{Scene, notice};
use crate::text::T;
use crate::words;

pub(crate) fn view(page: &ClassPage, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let report = scene.model.report();
    let year = [report.year.to_string(), "–".to_owned(), (report.year + 1).to_string()].concat();
    html! { <>
        <h2 tabindex="-1">{ T::ReportTitle.with(lang, &[("year", &year)]) }</h2>
        <p class="gf-muted">{ T::ReportHint.get(lang) }</p>
        if report.lines.is_empty() { { notice(Tone::Info, T::ReportNobody.get(lang)) } }
        else {
            <div class="crcn-actions gf-noprint">
                if report.open > 0 && !page.read_only {
                    <Button kind={ButtonKind::Primary} label={T::ReportSettleAll.count(lang, words::size(report.open))} name="settle-all" onclick={scene.go(Msg::SettleAll)} />
                }
                <Button label={T::ReportSave.get(lang)} name="save-report"
                    onclick={scene.go(Msg::SaveReport(words::framework_lang(lang), T::Pupil.get(lang)))} />
            </div>
            <DataTable id="crcn-report" caption={T::ReportCaption.get(lang)} note={T::ReportNote.get(lang)}>
                <thead><tr>
                    <th scope="col">{ T::Pupil.get(lang) }</th>
                    { for report.domains.iter().map(|(code, name)| html! { <th scope="col" key={code.to_string()}>{ words::of(name, lang) }</th> }) }
                </tr></thead>
                <tbody>{ for report.lines.iter().map(|line| self::line(line, &report, page.read_only, scene)) }</tbody>
            </DataTable>
        }
    </> }
}

fn line(line: &ReportLine, report: &Report, read_only: bool, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let name = line.name.clone().unwrap_or_else(|| T::PupilUnnamed.get(lang).to_owned());
    html! {
        <tr key={line.id.clone()}>
            <th scope="row">{ name.clone() }</th>
            { for line.figures.iter().enumerate().map(|(domain, figure)| {
                let label = [name.as_str(), ", ", report.domains.get(domain).map_or("", |(_, name)| words::of(name, lang))].concat();
                html! { <td>{ self::figure(*figure, &line.id, domain, label, &report.levels, read_only, scene) }</td> }
            }) }
        </tr>
    }
}

fn figure(
    figure: Figure,
    pupil: &str,
    domain: usize,
    label: String,
    levels: &[Level],
    read_only: bool,
    scene: &Scene<'_>,
) -> Html {
    let lang = scene.lang;
    let pupil = pupil.to_owned();
    let onchange = scene.on(move |event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::Figure(pupil.clone(), domain, value.parse().ok().and_then(Level::new))
    });
    html! { <>
        <select class="crcn-select" aria-label={label} disabled={read_only} {onchange} data-settled={figure.settled.is_some().to_string()}>
            <option value="" selected={figure.settled.is_none()}>{ "–" }</option>
            { for levels.iter().map(|level| html! {
                <option key={level.number()} value={level.number().to_string()} selected={figure.settled == Some(*level)}>{ level.number().to_string() }</option>
            }) }
        </select>
        { suggestion(figure, lang) }
    </> }
}

fn suggestion(figure: Figure, lang: Lang) -> Html {
    let Some(level) = figure.suggested.filter(|level| figure.settled != Some(*level)) else {
        return Html::default();
    };
    let key = if figure.by_teacher { T::ReportSuggestedTeacher } else { T::ReportSuggested };
    html! { <span class="gf-small gf-muted crcn-suggested">{ key.with(lang, &[("level", &level.number().to_string())]) }</span> }
}

//! A file on its way in: progress, preview, what is refused and why, and the button that takes it over.

use greffon_crcn_annex::Msg;
use greffon_crcn_annex::import::{
    ImportFault, ImportView, PixPreview, PixRefusal, RecordPreview, RefusedRow,
};
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::ui::{Button, ButtonKind, DataTable, Tone};
use yew::prelude::*;

use super::{Scene, framework, notice};
use crate::text::T;
use crate::words;

/// Refused rows on the screen; the rest are counted.
const MOST_REFUSED: usize = 100;

/// The import of a Pix campaign.
pub(crate) fn pix(read_only: bool, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! {
        <section class="gf-noprint" aria-labelledby="crcn-pix">
            <h2 id="crcn-pix">{ T::PixTitle.get(lang) }</h2>
            <p>{ T::PixHint.get(lang) }</p>
            if !read_only { <Button label={T::PixPick.get(lang)} name="pick-pix" onclick={scene.go(Msg::PickPix)} /> }
            { view(read_only, scene) }
        </section>
    }
}

/// What there is to see of a file; nothing without one.
pub(crate) fn view(read_only: bool, scene: &Scene<'_>) -> Html {
    let Some(import) = scene.model.import() else { return Html::default() };
    let lang = scene.lang;
    let cancel = html! { <Button kind={ButtonKind::Quiet} label={T::Cancel.get(lang)} name="cancel-import" onclick={scene.go(Msg::CancelImport)} /> };
    let (body, takes) = match &import {
        ImportView::Reading(percent) => (
            html! {
                <p><label>{ T::ImportReading.with(lang, &[("n", &percent.to_string())]) }{ " " }
                    <progress max="100" value={percent.to_string()}></progress></label></p>
            },
            false,
        ),
        ImportView::Fault(fault) => (notice(Tone::Bad, self::fault(fault, lang)), false),
        ImportView::Pix(preview) => (self::pix_preview(preview, lang), !preview.found.is_empty()),
        ImportView::Record(preview) => (self::record(preview, lang), !preview.nothing_new),
        ImportView::Framework(preview) => (framework::preview(preview, lang), false),
        ImportView::FrameworkFaults(faults) => (framework::faults(faults, lang), false),
    };
    html! {
        <div class="crcn-import" id="crcn-import" tabindex="-1">
            { body }
            <div class="crcn-actions">
                if takes && !read_only {
                    <Button kind={ButtonKind::Primary} label={T::ImportAccept.get(lang)} name="accept-import" onclick={scene.go(Msg::AcceptImport)} />
                }
                { cancel }
            </div>
        </div>
    }
}

fn record(preview: &RecordPreview, lang: Lang) -> Html {
    if preview.nothing_new {
        return notice(Tone::Info, T::RecordNothingNew.get(lang));
    }
    html! { <>
        <p>{ T::RecordPreview.get(lang) }</p>
        <ul class="crcn-lines">
            { for preview.lines.iter().map(|line| {
                let mut parts = Vec::new();
                if line.validations > 0 { parts.push(T::RecordValidations.count(lang, words::size(line.validations))); }
                if line.evidence > 0 { parts.push(T::RecordEvidence.count(lang, words::size(line.evidence))); }
                if line.goal { parts.push(T::RecordGoal.get(lang).to_owned()); }
                html! { <li key={line.code.to_string()}><div><strong>{ line.code.to_string() }{ " " }{ words::of(&line.name, lang) }</strong><br />{ parts.join(", ") }</div></li> }
            }) }
        </ul>
        if preview.pix > 0 { <p>{ T::RecordPix.count(lang, words::size(preview.pix)) }</p> }
        if preview.badges > 0 { <p>{ T::RecordBadges.count(lang, words::size(preview.badges)) }</p> }
        if preview.opinions > 0 { <p class="gf-muted">{ T::RecordOpinions.get(lang) }</p> }
    </> }
}

fn pix_preview(preview: &PixPreview, lang: Lang) -> Html {
    let found = T::PixFound.count_with(
        lang,
        words::size(preview.found.len()),
        &[("total", &preview.total.to_string())],
    );
    html! { <>
        if let Some(campaign) = &preview.campaign { <p><strong>{ campaign.clone() }</strong></p> }
        <p>{ found }{ " " }{ T::PixNothingYet.get(lang) }</p>
        if !preview.found.is_empty() {
            <details class="crcn-fold">
                <summary>{ T::PixFoundTitle.get(lang) }</summary>
                <ul>{ for preview.found.iter().map(|(name, line, levels, mastery)| html! {
                    <li key={*line}>{ T::PixLine.with(lang, &[("line", &line.to_string()), ("name", name), ("n", &(levels + mastery).to_string())]) }</li>
                }) }</ul>
            </details>
        }
        if !preview.refused.is_empty() {
            <DataTable id="crcn-refused" caption={T::PixRefused.count(lang, words::size(preview.refused.len()))}>
                <thead><tr><th scope="col">{ T::PixLineHead.get(lang) }</th><th scope="col">{ T::Pupil.get(lang) }</th><th scope="col">{ T::PixWhy.get(lang) }</th></tr></thead>
                <tbody>{ for preview.refused.iter().take(MOST_REFUSED).map(|row| self::refused(row, lang)) }</tbody>
            </DataTable>
            if preview.refused.len() > MOST_REFUSED {
                <p class="gf-muted">{ T::PixMore.count(lang, words::size(preview.refused.len() - MOST_REFUSED)) }</p>
            }
        }
    </> }
}

fn refused(row: &RefusedRow, lang: Lang) -> Html {
    use greffon_crcn_exchange::pix::RowFault;
    let why = match &row.why {
        PixRefusal::Unknown => T::PixUnknown.get(lang).to_owned(),
        PixRefusal::Ambiguous => T::PixAmbiguous.get(lang).to_owned(),
        PixRefusal::Older(line) => T::PixOlder.with(lang, &[("line", &line.to_string())]),
        PixRefusal::Row(RowFault::NoName) => T::PixNoName.get(lang).to_owned(),
        PixRefusal::Row(RowFault::NotShared) => T::PixNotShared.get(lang).to_owned(),
        PixRefusal::Row(RowFault::BadNumber { column, cell }) => {
            T::PixBadNumber.with(lang, &[("column", column), ("cell", cell)])
        }
        PixRefusal::Row(RowFault::BadDay(cell)) => T::PixBadDay.with(lang, &[("cell", cell)]),
        PixRefusal::Row(RowFault::Nothing) => T::PixNothing.get(lang).to_owned(),
        PixRefusal::Row(RowFault::Unclosed) => T::PixUnclosed.get(lang).to_owned(),
    };
    html! { <tr key={row.line}><td>{ row.line.to_string() }</td><td>{ row.name.clone().unwrap_or_else(|| "–".to_owned()) }</td><td>{ why }</td></tr> }
}

fn fault(fault: &ImportFault, lang: Lang) -> String {
    use greffon_crcn_exchange::pix::PixFault;
    use greffon_crcn_exchange::record_file::FileFault;
    let line = |key: T, line: usize| key.with(lang, &[("line", &line.to_string())]);
    match fault {
        ImportFault::NotRead => T::FaultNotRead.get(lang).to_owned(),
        ImportFault::Pix(PixFault::Empty) => T::FaultEmpty.get(lang).to_owned(),
        ImportFault::Pix(PixFault::Unclosed(at)) => line(T::FaultUnclosed, *at),
        ImportFault::Pix(PixFault::NoColumn(name)) => T::FaultNoColumn.with(lang, &[("column", name)]),
        ImportFault::Pix(PixFault::NoCompetence) => T::FaultNoCompetence.get(lang).to_owned(),
        ImportFault::Record(FileFault::NotJson { line: at }) => line(T::FaultNotJson, *at),
        ImportFault::Record(FileFault::Foreign) => T::FaultForeign.get(lang).to_owned(),
        ImportFault::Record(FileFault::Newer(_)) => T::FaultNewer.get(lang).to_owned(),
        ImportFault::Record(FileFault::OtherFramework(name)) => {
            T::FaultOtherFramework.with(lang, &[("name", name)])
        }
        ImportFault::Record(FileFault::Damaged(place)) => T::FaultDamaged.with(lang, &[("place", place)]),
    }
}

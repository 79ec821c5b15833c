//! The class: counts without names, as a real table; colour only stands behind the figures.

use greffon_crcn_model::app::{ClassPage, ClassState, Msg};
use greffon_crcn_model::class_counts::{Cell, ClassCounts, CompetenceCounts, DomainCounts, Population};
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, Picture, Tone};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{Scene, annex, notice, title};
use crate::draw;
use crate::text::T;
use crate::widget::Input;
use crate::words::attr;

pub(crate) fn view(page: &ClassPage, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let body = match &page.state {
        ClassState::NoGroup => notice(Tone::Info, T::ClassNoGroup.get(lang)),
        ClassState::Choose => notice(Tone::Info, T::ClassChoose.get(lang)),
        ClassState::Loading => html! { <p class="gf-loading">{ T::ClassLoading.get(lang) }</p> },
        ClassState::Failed => html! { <>
            { notice(Tone::Bad, T::ClassFailed.get(lang)) }
            <Button label={T::ClassRetry.get(lang)} onclick={scene.go(Msg::Refresh)} />
        </> },
        ClassState::Ready { counts, stale } => html! { <>
            if *stale { { notice(Tone::Warn, T::ClassStale.get(lang)) } }
            { table(counts, scene) }
        </> },
    };
    html! { <>
        <header class="crcn-title crcn-title--beside">
            { title(T::ClassTitle.get(lang).into()) }
            <div class="crcn-class-tools gf-noprint">
                { groups(page, scene) }
                <Button icon={Picture::Print} label={T::OverPrint.get(lang)} onclick={scene.send.reform(|()| Input::Print)} />
            </div>
        </header>
        { body }
        { for page.groups.iter().filter(|group| group.current).map(|group| annex(["class/", &group.id].concat())) }
    </> }
}

fn groups(page: &ClassPage, scene: &Scene<'_>) -> Html {
    if page.groups.is_empty() {
        return Html::default();
    }
    let onchange =
        scene.on(|event: Event| Msg::PickGroup(event.target_unchecked_into::<HtmlSelectElement>().value()));
    let unchosen = page.groups.iter().all(|group| !group.current);
    html! {
        <label class="crcn-filter">
            <span>{ T::ClassGroup.get(scene.lang) }</span>
            <select class="crcn-select" {onchange}>
                if unchosen { <option value="" selected=true disabled=true></option> }
                { for page.groups.iter().map(|group| html! {
                    <option key={group.id.clone()} value={group.id.clone()} selected={group.current}>{ group.name.clone() }</option>
                }) }
            </select>
        </label>
    }
}

fn table(counts: &ClassCounts, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let members = counts.members.map(|n| T::ClassOf.with(lang, &[("n", &n.to_string())]));
    let Population::Told(population) = counts.population else {
        return html! { <>
            { notice(Tone::Info, T::ClassTooFew.get(lang)) }
            { for members.map(|members| html! { <p class="gf-muted">{ members }</p> }) }
        </> };
    };
    if population == 0 {
        return html! { <>
            { notice(Tone::Info, T::ClassNobody.get(lang)) }
            { for members.map(|members| html! { <p class="gf-muted">{ members }</p> }) }
        </> };
    }
    let often = counts
        .summary
        .most_frequent
        .map(|level| T::ClassOften.with(lang, &[("level", &level.number().to_string())]));
    let sentence: Vec<String> =
        [Some(T::ClassPopulation.count(lang, population)), members, often].into_iter().flatten().collect();
    html! { <>
        <p class="gf-lead gf-muted">{ sentence.join(" ") }</p>
        <div class="gf-scroll" tabindex="0" role="region" aria-label={T::ClassCaption.get(lang)}>
            <table class="gf-table crcn-class">
                <caption class="gf-hidden">{ T::ClassCaption.get(lang) }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ T::OverCompetence.get(lang) }</th>
                        { for counts.levels.iter().map(|level| html! {
                            <th scope="col" key={level.number()}>{ T::LevelName.with(lang, &[("level", &level.number().to_string())]) }</th>
                        }) }
                        <th scope="col">{ T::ClassTotal.get(lang) }</th>
                    </tr>
                </thead>
                { for counts.domains.iter().map(|domain| self::domain(domain, counts.levels.len() + 2, scene)) }
            </table>
        </div>
        <p class="gf-small gf-muted">{ T::ClassNote.get(lang) }</p>
    </> }
}

fn domain(domain: &DomainCounts, columns: usize, scene: &Scene<'_>) -> Html {
    let code = domain.code.to_string();
    html! {
        <tbody key={code.clone()} data-domain={code.clone()}>
            <tr>
                <th colspan={columns.to_string()} scope="rowgroup">
                    <span class="crcn-domain__name">{ draw::shape(&code) }<span>{ attr(&domain.name) }</span></span>
                </th>
            </tr>
            { for domain.rows.iter().map(|row| self::row(row, scene)) }
        </tbody>
    }
}

fn row(row: &CompetenceCounts, scene: &Scene<'_>) -> Html {
    html! {
        <tr key={row.code.to_string()}>
            <th scope="row"><span class="crcn-card__code">{ row.code.to_string() }</span>{ attr(&row.name) }</th>
            { for row.cells.iter().map(|cell| self::cell(*cell, scene)) }
            <td class="crcn-class__total">{ row.total.map_or_else(|| T::OverNever.get(scene.lang).to_owned(), |n| n.to_string()) }</td>
        </tr>
    }
}

fn cell(cell: Cell, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    match cell {
        Cell::Count { count, shade } => {
            html! { <td data-heat={shade.to_string()}>{ count.to_string() }</td> }
        }
        Cell::Nobody => html! { <td>{ "0" }</td> },
        Cell::Masked => html! {
            <td data-masked="true">
                <span aria-hidden="true">{ T::ClassMaskedShort.get(lang) }</span>
                <span class="gf-hidden">{ T::ClassMasked.get(lang) }</span>
            </td>
        },
        Cell::NoSuchLevel => html! {
            <td class="crcn-class__none">
                <span aria-hidden="true">{ "×" }</span><span class="gf-hidden">{ T::ClassNoSuch.get(lang) }</span>
            </td>
        },
    }
}

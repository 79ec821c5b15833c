//! The overview: one sentence, a real table, and a bar in each row.

use greffon_crcn_model::app::{Msg, Screen};
use greffon_crcn_model::overview::{CompetenceRow, DomainRow, Overview};
use greffon_kit::dates::DateForm;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, Picture};
use yew::prelude::*;

use super::{Scene, annex, title};
use crate::draw;
use crate::text::T;
use crate::widget::Input;
use crate::words::{self, attr, size};

pub(crate) fn view(page: &Overview, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! { <>
        <header class="crcn-title crcn-title--beside">
            <div>
                { title(T::OverTitle.get(lang).into()) }
                <p class="gf-lead gf-muted">{ sentence(page, scene) }</p>
            </div>
            <div class="gf-noprint">
                <Button icon={Picture::Print} label={T::OverPrint.get(lang)} onclick={scene.send.reform(|()| Input::Print)} />
            </div>
        </header>
        <table class="gf-table crcn-overview">
            <caption class="gf-hidden">{ T::OverCaption.get(lang) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ T::OverCompetence.get(lang) }</th>
                    <th scope="col">{ T::OverLevel.get(lang) }</th>
                    <th scope="col">{ T::OverTicks.get(lang) }</th>
                    <th scope="col">{ T::OverDate.get(lang) }</th>
                    <th scope="col">{ T::OverBar.get(lang) }</th>
                </tr>
            </thead>
            { for page.domains.iter().map(|domain| self::domain(domain, scene)) }
        </table>
        { annex("overview") }
    </> }
}

fn sentence(page: &Overview, scene: &Scene<'_>) -> String {
    let (lang, summary) = (scene.lang, &page.summary);
    let mut sentence =
        T::HomeSummary.count_with(lang, size(summary.placed), &[("total", &summary.total.to_string())]);
    if let Some(level) = summary.most_frequent {
        sentence.push(' ');
        sentence.push_str(&T::HomeSummaryOften.with(lang, &[("level", &level.number().to_string())]));
    }
    if summary.not_worked > 0 {
        sentence.push(' ');
        sentence.push_str(&T::OverNotWorked.with(lang, &[("n", &summary.not_worked.to_string())]));
    }
    sentence
}

fn domain(domain: &DomainRow, scene: &Scene<'_>) -> Html {
    let code = domain.code.to_string();
    let placed = T::OverDomain.count_with(
        scene.lang,
        size(domain.placed),
        &[("total", &domain.rows.len().to_string())],
    );
    html! {
        <tbody key={code.clone()} data-domain={code.clone()}>
            <tr>
                <th colspan="5" scope="rowgroup">
                    <span class="crcn-domain__name">{ draw::shape(&code) }<span>{ attr(&domain.name) }</span>
                    <span class="gf-small gf-muted">{ placed }</span></span>
                </th>
            </tr>
            { for domain.rows.iter().map(|row| self::row(row, scene)) }
        </tbody>
    }
}

fn row(row: &CompetenceRow, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let on = row
        .on
        .as_ref()
        .map_or_else(|| T::OverNever.get(lang).to_owned(), |on| words::day(on, DateForm::Figures, lang));
    html! {
        <tr key={row.code.to_string()}>
            <th scope="row" class="crcn-overview__name">
                <button type="button" onclick={scene.go(Msg::Go(Screen::Competence(row.code)))}>
                    <span class="crcn-card__code">{ row.code.to_string() }</span>{ attr(&row.name) }
                </button>
            </th>
            <td>{ words::standing(row.standing, row.band, lang) }</td>
            <td>{ [row.ticked.to_string(), "/".to_owned(), row.total.to_string()].concat() }</td>
            <td>{ on }</td>
            <td>{ draw::bar(row.standing.level()) }</td>
        </tr>
    }
}

//! What guardians read: one section a child, nothing to change.

use greffon_crcn_annex::family::{Child, ChildLine, ChildReport};
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, Layer, LevelMark, Picture, Tone};
use yew::prelude::*;

use super::{Scene, around, notice};
use crate::part::Input;
use crate::text::T;
use crate::words;

pub(crate) fn view(family: &[Child], scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! { <>
        <header class="crcn-title crcn-title--beside">
            <div>
                <h1 tabindex="-1">{ T::FamilyTitle.get(lang) }</h1>
                <p class="gf-lead gf-muted">{ T::FamilyLead.get(lang) }</p>
            </div>
            if family.iter().any(|child| !child.lines.is_empty()) {
                <div class="gf-noprint"><Button icon={Picture::Print} label={T::Print.get(lang)} onclick={scene.send.reform(|()| Input::Print)} /></div>
            }
        </header>
        if family.is_empty() { { notice(Tone::Info, T::FamilyNobody.get(lang)) } }
        { for family.iter().enumerate().map(|(at, child)| self::child(child, at, scene)) }
    </> }
}

fn child(child: &Child, at: usize, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let heading = ["crcn-child-", &at.to_string()].concat();
    let name = child.name.clone().unwrap_or_else(|| T::PupilUnnamed.get(lang).to_owned());
    html! {
        <section key={child.id.clone()} aria-labelledby={heading.clone()}>
            <h2 id={heading}>{ name }</h2>
            if child.lines.is_empty() { { notice(Tone::Info, T::FamilyNothing.get(lang)) } }
            else {
                <ul class="crcn-requests">{ for child.lines.iter().map(|line| self::line(line, scene)) }</ul>
            }
            if let Some(report) = &child.report { { self::report(report, scene) } }
        </section>
    }
}

fn line(line: &ChildLine, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! {
        <li key={line.code.to_string()}>
            <h3>{ line.code.to_string() }{ " " }{ words::of(&line.name, lang) }</h3>
            if let Some((level, on)) = &line.own {
                <p class="crcn-own"><LevelMark layer={Layer::Own} level={Some(level.number())} />
                    <span>{ T::PupilSays.with(lang, &[("level", &level.number().to_string()), ("date", &words::day(on, lang))]) }</span></p>
            }
            if let Some(statement) = &line.statement { <p>{ words::of(statement, lang) }</p> }
            if !line.said.is_empty() { { around::said(&line.said, lang) } }
        </li>
    }
}

fn report(report: &ChildReport, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! { <>
        <h3>{ T::FamilyReport.get(lang) }</h3>
        <p class="gf-small gf-muted">{ T::FamilyReportOn.with(lang, &[("date", &words::day(&report.on, lang))]) }</p>
        <dl class="crcn-figures">
            { for report.figures.iter().map(|(code, name, level)| html! {
                <div key={code.to_string()}><dt>{ code.to_string() }{ " " }{ words::of(name, lang) }</dt><dd>{ words::level(*level, lang) }</dd></div>
            }) }
        </dl>
    </> }
}

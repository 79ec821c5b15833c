//! The class: one side at a time.

use greffon_crcn_annex::around::ClassGoalLine;
use greffon_crcn_annex::class::{ClassPage, ClassTab, Counts, CountsLayer, NeedGroup, Needs};
use greffon_crcn_annex::{Field as Which, Msg};
use greffon_crcn_model::class_counts::{Cell, ClassCounts, Population};
use greffon_crcn_model::framework::{Code, Level};
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::session::Session;
use greffon_kit::ui::{Button, ButtonKind, DataTable, FieldKind, Nav, NavItem, Tone};
use yew::prelude::*;

use super::{Scene, around, framework, import, notice, option, pupils, report};
use crate::text::T;
use crate::words;

pub(crate) fn view(page: &ClassPage, session: &Session, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let items: Vec<NavItem> = ClassTab::ALL
        .iter()
        .map(|tab| NavItem { label: words::tab(*tab, lang).into(), current: *tab == page.tab })
        .collect();
    let onchoose = scene.on(|at: usize| Msg::ClassTab(ClassTab::ALL.get(at).copied().unwrap_or_default()));
    let body = match page.tab {
        _ if page.groups.is_empty() => notice(Tone::Info, T::ClassNoGroup.get(lang)),
        ClassTab::Counts => counts(scene),
        ClassTab::Pupils => {
            html! { <>{ pupils::view(page, scene) }{ import::pix(page.read_only, scene) }</> }
        }
        ClassTab::Needs => needs(page, scene),
        ClassTab::Report => report::view(page, scene),
        ClassTab::Framework => framework::view(page.read_only, session, scene),
    };
    html! { <>
        <Nav label={T::ClassSides.get(lang)} {items} {onchoose} />
        { body }
    </> }
}

fn counts(scene: &Scene<'_>) -> Html {
    let layers =
        [(CountsLayer::Teacher, T::LayerTeacherPlural, "teacher"), (CountsLayer::Pix, T::LayerPix, "pix")];
    html! { <>
        { for layers.into_iter().map(|(layer, name, id)| {
            let counts = scene.model.counts(layer, words::framework_lang(scene.lang));
            html! {
                <section key={id} class="crcn-counts" data-layer={id}>
                    <h2 tabindex="-1">{ name.get(scene.lang) }</h2>
                    { counted(&counts, id, scene) }
                </section>
            }
        }) }
        <p class="gf-small gf-muted">{ T::CountsNote.get(scene.lang) }</p>
    </> }
}

fn counted(counts: &Counts, id: &str, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    match counts {
        Counts::Loading => html! { <p class="gf-loading">{ T::CountsLoading.get(lang) }</p> },
        Counts::Failed => html! { <>
            { notice(Tone::Bad, T::CountsFailed.get(lang)) }
            <Button label={T::Retry.get(lang)} onclick={scene.go(Msg::Refresh)} />
        </> },
        Counts::Ready(counts) => match counts.population {
            Population::TooFew => notice(Tone::Info, T::CountsTooFew.get(lang)),
            Population::Told(0) => html! { <p class="gf-muted">{ T::CountsNothing.get(lang) }</p> },
            Population::Told(population) => table(counts, population, id, lang),
        },
    }
}

fn table(counts: &ClassCounts, population: u32, id: &str, lang: Lang) -> Html {
    let often = counts
        .summary
        .most_frequent
        .map(|level| T::CountsOften.with(lang, &[("level", &level.number().to_string())]));
    let members = counts.members.map(|n| T::CountsOf.with(lang, &[("n", &n.to_string())]));
    let sentence: Vec<String> =
        [Some(T::CountsPopulation.count(lang, population)), members, often].into_iter().flatten().collect();
    let columns = counts.levels.len() + 1;
    html! { <>
        <p class="gf-lead gf-muted">{ sentence.join(" ") }</p>
        <DataTable id={["crcn-counts-", id].concat()} caption={T::CountsCaption.get(lang)}>
            <thead><tr>
                <th scope="col">{ T::Competence.get(lang) }</th>
                { for counts.levels.iter().map(|level| html! { <th scope="col" key={level.number()}>{ words::level(*level, lang) }</th> }) }
            </tr></thead>
            { for counts.domains.iter().map(|domain| html! {
                <tbody key={domain.code.to_string()}>
                    <tr><th scope="rowgroup" colspan={columns.to_string()}>{ domain.name }</th></tr>
                    { for domain.rows.iter().map(|row| html! {
                        <tr key={row.code.to_string()}>
                            <th scope="row"><span class="crcn-card__code">{ row.code.to_string() }</span>{ row.name }</th>
                            { for row.cells.iter().map(|cell| self::cell(*cell, lang)) }
                        </tr>
                    }) }
                </tbody>
            }) }
        </DataTable>
    </> }
}

fn cell(cell: Cell, lang: Lang) -> Html {
    let hidden = |sign: &'static str, words: T| {
        html! {
            <><span aria-hidden="true">{ sign }</span><span class="gf-hidden">{ words.get(lang) }</span></>
        }
    };
    match cell {
        Cell::Count { count, shade } => {
            html! { <td data-heat={shade.to_string()}>{ count.to_string() }</td> }
        }
        Cell::Nobody => html! { <td>{ "0" }</td> },
        Cell::Masked => html! { <td data-masked="true">{ hidden("…", T::CountsMasked) }</td> },
        Cell::NoSuchLevel => html! { <td class="crcn-class__none">{ hidden("×", T::CountsNoSuch) }</td> },
    }
}

/// A select of competences.
pub(crate) fn competences(page: &ClassPage, scene: &Scene<'_>) -> Html {
    let first = option("", T::Choose.get(scene.lang));
    let rest = page.competences.iter().map(|(code, name)| {
        option(code.as_str(), [code.as_str(), " ", words::of(name, scene.lang)].concat())
    });
    let kind = FieldKind::Select(std::iter::once(first).chain(rest).collect());
    scene.field(Which::Competence, T::Competence.get(scene.lang), kind, None)
}

fn needs(page: &ClassPage, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let needs = scene.model.needs();
    html! { <>
        <h2 tabindex="-1">{ T::NeedsTitle.get(lang) }</h2>
        <p class="gf-muted">{ T::NeedsHint.get(lang) }</p>
        <div class="crcn-form gf-noprint">{ competences(page, scene) }</div>
        { groups_by_need(&needs, lang) }
        <h2>{ T::ClassGoalTitle.get(lang) }</h2>
        if page.goals.is_empty() { <p class="gf-muted">{ T::ClassGoalNone.get(lang) }</p> }
        else { <ul class="crcn-lines">{ for page.goals.iter().map(|(code, line)| class_goal(*code, line, page.read_only, scene)) }</ul> }
        if !page.read_only && needs.competence.is_some() {
            <div class="crcn-form gf-noprint">
                { scene.field(Which::GoalLevel, T::GoalLevel.get(lang), around::levels(&needs.levels, lang), None) }
                { scene.field(Which::GoalDue, T::GoalDue.get(lang), FieldKind::Date, None) }
                <Button label={T::ClassGoalSet.get(lang)} name="class-goal" onclick={scene.go(Msg::SetClassGoal)} />
            </div>
        }
    </> }
}

fn groups_by_need(needs: &Needs, lang: Lang) -> Html {
    if needs.competence.is_none() {
        return Html::default();
    }
    let group = |group: &NeedGroup| {
        let names: Vec<String> = group
            .pupils
            .iter()
            .map(|name| name.clone().unwrap_or_else(|| T::PupilUnnamed.get(lang).to_owned()))
            .collect();
        html! {
            <li key={group.level.number()}>
                <h3>{ words::level(group.level, lang) }{ " · " }{ T::NeedsCount.count(lang, words::size(names.len())) }</h3>
                <p class="gf-small">{ words::of(&group.statement, lang) }</p>
                if let Some((level, next)) = &group.next {
                    <p class="gf-small gf-muted">{ T::NeedsNext.with(lang, &[("level", &level.number().to_string())]) }{ " " }{ words::of(next, lang) }</p>
                }
                <p>{ names.join(", ") }</p>
            </li>
        }
    };
    html! { <>
        if needs.groups.is_empty() { { notice(Tone::Info, T::NeedsNone.get(lang)) } }
        <ul class="crcn-requests">{ for needs.groups.iter().map(group) }</ul>
        if needs.silent > 0 { <p class="gf-muted">{ T::NeedsSilent.count(lang, words::size(needs.silent)) }</p> }
    </> }
}

fn class_goal(code: Code, line: &ClassGoalLine, read_only: bool, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let level: Level = line.goal.level;
    let values = [("level", level.number().to_string()), ("date", words::day(&line.goal.due, lang))];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    html! {
        <li key={line.key.clone()}>
            <div>
                <p><strong>{ code.to_string() }</strong>{ " " }{ T::GoalIs.with(lang, &values) }</p>
                if let Some(who) = &line.who { <p class="gf-small gf-muted">{ who.clone() }</p> }
            </div>
            if !read_only {
                <span class="gf-noprint"><Button kind={ButtonKind::Quiet} label={T::GoalDrop.get(lang)} describe={[T::GoalDrop.get(lang), code.as_str()].join(" ")}
                    onclick={scene.go(Msg::DropClassGoal(line.key.clone()))} /></span>
            }
        </li>
    }
}

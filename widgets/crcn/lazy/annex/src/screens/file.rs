//! What one keeps and takes along: goals, the timeline, the file, what is stored, and the way to erase it.

use greffon_crcn_annex::Msg;
use greffon_crcn_annex::file::{FilePage, Happened, TimelineLine};
use greffon_crcn_model::moment::Day;
use greffon_crcn_model::position::Standing;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::session::Session;
use greffon_kit::ui::{Button, ButtonKind, Dialog, Picture, Tone};
use yew::prelude::*;

use super::{Scene, import, notice, traces};
use crate::part::Input;
use crate::text::T;
use crate::words;

pub(crate) fn view(page: &FilePage, erasing: bool, session: &Session, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! { <>
        <header class="crcn-title crcn-title--beside">
            <div>
                <h1 tabindex="-1">{ T::FileTitle.get(lang) }</h1>
                <p class="gf-lead gf-muted">{ T::FileLead.get(lang) }</p>
            </div>
            <div class="gf-noprint"><Button icon={Picture::Print} label={T::Print.get(lang)} onclick={scene.send.reform(|()| Input::Print)} /></div>
        </header>
        <section aria-labelledby="crcn-goals">
            <h2 id="crcn-goals">{ T::FileGoals.get(lang) }</h2>
            if page.goals.is_empty() { <p class="gf-muted">{ T::GoalNone.get(lang) }</p> }
            else {
                <ul class="crcn-lines">
                    { for page.goals.iter().map(|(code, name, goal, progress)| html! {
                        <li key={code.to_string()}><div>
                            <p><strong>{ code.to_string() }{ " " }{ words::of(name, lang) }</strong></p>
                            <p>{ T::GoalIs.with(lang, &[("level", &goal.level.number().to_string()), ("date", &words::day(&goal.due, lang))]) }{ " " }<span class="gf-pill">{ words::progress(*progress, lang) }</span></p>
                        </div></li>
                    }) }
                </ul>
            }
        </section>
        <section class="gf-noprint" aria-labelledby="crcn-file">
            <h2 id="crcn-file">{ T::FileTake.get(lang) }</h2>
            <p>{ T::FileTakeHint.get(lang) }</p>
            <div class="crcn-actions">
                if session.may("file:save") { <Button label={T::FileSave.get(lang)} name="save-record" onclick={scene.go(Msg::SaveRecord)} /> }
                if session.may("file:pick") && !page.read_only { <Button label={T::FilePick.get(lang)} name="pick-record" onclick={scene.go(Msg::PickRecord)} /> }
            </div>
            { import::view(page.read_only, scene) }
        </section>
        <section class="gf-noprint" aria-labelledby="crcn-to-portfolio">
            <h2 id="crcn-to-portfolio">{ T::PortfolioTitle.get(lang) }</h2>
            <p>{ T::PortfolioHint.get(lang) }</p>
            <Button label={T::PortfolioOpen.get(lang)} name="portfolio" onclick={scene.go(Msg::Portfolio(true))} />
        </section>
        <section aria-labelledby="crcn-timeline">
            <h2 id="crcn-timeline">{ T::FileTimeline.get(lang) }</h2>
            if page.timeline.is_empty() { <p class="gf-muted">{ T::FileTimelineNone.get(lang) }</p> }
            else { <ol class="crcn-timeline crcn-timeline--all">{ for page.timeline.iter().map(|line| self::line(line, lang)) }</ol> }
        </section>
        if session.may("event") || !page.traces.is_empty() { { traces::all(&page.traces, page.read_only, scene) } }
        <section class="gf-noprint" aria-labelledby="crcn-stored">
            <h2 id="crcn-stored">{ T::DataTitle.get(lang) }</h2>
            <p>{ T::DataHint.get(lang) }</p>
            if let Some(day) = session.context.last_day.as_deref().and_then(Day::parse) {
                { notice(Tone::Info, T::DataLastDay.with(lang, &[("date", &words::day(&day, lang))])) }
            }
            if page.stored.is_empty() { <p class="gf-muted">{ T::DataNone.get(lang) }</p> }
            else {
                <ul>{ for page.stored.iter().map(|(kind, count)| html! { <li>{ words::kind(*kind, lang) }{ "\u{a0}: " }{ count.to_string() }</li> }) }</ul>
                if !page.read_only {
                    <Button label={T::DataErase.get(lang)} name="erase" onclick={scene.send.reform(|()| Input::AskErase(true))} />
                }
            }
            <Dialog id="crcn-erase" open={erasing} title={T::DataEraseTitle.get(lang)} close={T::Cancel.get(lang)}
                onclose={scene.send.reform(|()| Input::AskErase(false))}
                actions={html! { <Button kind={ButtonKind::Primary} label={T::DataEraseDo.get(lang)} name="erase-now" onclick={scene.go(Msg::Erase)} /> }}>
                { notice(Tone::Warn, T::DataEraseText.get(lang)) }
            </Dialog>
        </section>
    </> }
}

fn line(line: &TimelineLine, lang: Lang) -> Html {
    let what = match &line.what {
        Happened::Placed(standing, withdrawn) => {
            let said = match standing {
                Standing::Level(level) => words::level(*level, lang),
                Standing::NotPlaced => T::StandingNone.get(lang).to_owned(),
                Standing::NotWorked => T::StandingNotWorked.get(lang).to_owned(),
            };
            let key = if *withdrawn { T::HappenedWithdrawn } else { T::HappenedPlaced };
            key.with(lang, &[("standing", &said)])
        }
        Happened::Evidence => T::HappenedEvidence.get(lang).to_owned(),
        Happened::Goal(level, due) => T::HappenedGoal
            .with(lang, &[("level", &level.number().to_string()), ("date", &words::day(due, lang))]),
        Happened::Said(layer, who, level) => {
            let who = who.clone().unwrap_or_else(|| words::layer(*layer, lang).to_owned());
            match level {
                Some(level) => {
                    T::HappenedSaid.with(lang, &[("who", &who), ("level", &level.number().to_string())])
                }
                None => T::HappenedCommented.with(lang, &[("who", &who)]),
            }
        }
    };
    html! {
        <li>
            <time datetime={line.on.as_str().to_owned()}>{ words::day(&line.on, lang) }</time>
            <span><strong>{ line.code.to_string() }</strong>{ " " }{ what }</span>
        </li>
    }
}

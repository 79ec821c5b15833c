//! Everything that was validated, newest first: nothing is overwritten, everything can be taken back.

use greffon_crcn_model::app::{CompetencePage, HistoryLine};
use greffon_crcn_model::position::Fate;
use greffon_kit::dates::DateForm;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, ButtonKind};
use yew::prelude::*;

use super::{Scene, verdict};
use crate::text::T;
use crate::widget::Input;
use crate::words::{self, size};

pub(crate) fn view(page: &CompetencePage, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! {
        <section class="crcn-history" aria-labelledby="crcn-history">
            <h2 id="crcn-history">{ T::CompHistory.get(lang) }</h2>
            if page.history.is_empty() {
                <p class="gf-muted">{ T::CompHistoryEmpty.get(lang) }</p>
            } else {
                <ol class="crcn-timeline">{ for page.history.iter().map(|line| self::line(line, page, scene)) }</ol>
            }
        </section>
    }
}

fn line(line: &HistoryLine, page: &CompetencePage, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let date = words::day(&line.on, DateForm::Words, lang);
    let ticks = T::HomeTicked.count_with(lang, size(line.ticked), &[("total", &line.total.to_string())]);
    let (withdrawn, remark, button, entry) = match &line.fate {
        Fate::Current => (false, Some(T::CompCurrent.get(lang).to_owned()), T::CompWithdraw, &line.id),
        Fate::Former => (false, None, T::CompWithdraw, &line.id),
        Fate::Withdrawn { on, by } => {
            let on = words::day(on, DateForm::Words, lang);
            (true, Some(T::CompWithdrawn.with(lang, &[("date", &on)])), T::CompRestore, by)
        }
    };
    let entry = *entry;
    let describe = [button.get(lang), date.as_str()].join(" ");
    html! {
        <li key={line.id.as_str().to_owned()}>
            <time datetime={line.on.as_str().to_owned()}>{ date }</time>
            <span>
                <span class={withdrawn.then_some("crcn-struck")}>{ verdict::said(page, line.standing, lang) }{ ", " }{ ticks }</span>
                if let Some(remark) = remark { <span class="gf-pill">{ remark }</span> }
            </span>
            if !page.read_only {
                <span class="gf-noprint">
                    <Button kind={ButtonKind::Quiet} label={button.get(lang)} {describe}
                        onclick={scene.send.reform(move |()| Input::Withdraw(entry))} />
                </span>
            }
        </li>
    }
}

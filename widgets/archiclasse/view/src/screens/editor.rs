//! The editor: tools, the drawing, and beside it everything as fields and lists.

use std::rc::Rc;

use greffon_archiclasse_model::app::{Msg, Tool};
use greffon_archiclasse_model::command::{Command, REGISTRY};
use greffon_archiclasse_plan::Plan;
use greffon_archiclasse_plan::opening::OpeningKind;
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, ButtonKind, Icon, Notice, Picture, Tone};
use yew::prelude::*;

use super::Scene;
use crate::canvas::Canvas;
use crate::panel;
use crate::photo::Develop;
use crate::text::{L, T};
use crate::widget::Input;
use crate::words;

pub(super) fn view(scene: &Scene<'_>, plan: &Rc<Plan>, status: Html) -> Html {
    let (lang, model) = (scene.lang, scene.model);
    let name = if plan.header.name.is_empty() { T::PlansUnnamed.get(lang) } else { &plan.header.name };
    let sheet = model.sheet();
    let damaged = sheet.map_or(0, |sheet| sheet.damaged.len());
    html! { <>
        <div class="arc-top">
            <Button kind={ButtonKind::Quiet} icon={Picture::Back} label={L::EditorBack.get(lang)} onclick={scene.go(Msg::Close)} />
            <h1 tabindex="-1">{ name.to_owned() }</h1>
            { status }
        </div>
        if sheet.is_some_and(|sheet| sheet.newer) {
            <Notice tone={Tone::Warn}><p>{ L::PlanNewer.get(lang) }</p></Notice>
        } else if damaged > 0 {
            <Notice tone={Tone::Warn}><p>{ L::PlanDamaged.count(lang, words::size(damaged)) }</p></Notice>
        }
        if model.can_write() { { toolbar(scene) } }
        if let Some(file) = scene.picked {
            <Develop file={Rc::clone(file)} {lang} done={scene.send.reform(Input::Developed)} />
        }
        <div class="arc-desk">
            <Canvas
                plan={Rc::clone(plan)} catalogue={Rc::clone(scene.catalogue)} symbols={scene.symbols.clone()}
                walked={scene.walked.cloned()} photo={model.photo().cloned()} measured={model.measured()}
                selection={Rc::clone(model.selection())} tool={model.tool().clone()} writes={model.can_write()}
                {lang} send={scene.on(|msg| msg)}
            />
            { panel::view(scene, plan) }
        </div>
        { dossier(scene) }
    </> }
}

/// What the plan is asked, what it costs and its files: a part that is loaded when it is first opened.
fn dossier(scene: &Scene<'_>) -> Html {
    let (lang, open) = (scene.lang, scene.panes.dossier);
    let page = scene.model.open().map(|plan| ["questions/", &plan.text()].concat());
    html! {
        <section class="arc-dossier">
            <h2>
                <button
                    type="button" class="arc-dossier__open" aria-expanded={open.to_string()}
                    onclick={scene.pane(|panes, _: MouseEvent| panes.dossier = !panes.dossier)}
                >
                    <Icon picture={if open { Picture::Down } else { Picture::Forward }} />
                    <span>{ L::DossierTitle.get(lang) }</span>
                </button>
            </h2>
            if open { <div data-part="dossier" data-page={page}></div> } else { <p>{ L::DossierHint.get(lang) }</p> }
        </section>
    }
}

fn toolbar(scene: &Scene<'_>) -> Html {
    let (lang, model) = (scene.lang, scene.model);
    let tool = |command: Command, pressed: bool, path: &'static str| {
        html! {
            <button
                type="button" class="arc-tool" aria-pressed={pressed.to_string()}
                onclick={scene.go(take(command))} title={hint(command, lang)}
            >
                <svg class="gf-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={path} /></svg>
                <span>{ words::command(command, lang) }</span>
            </button>
        }
    };
    let is = |tool: &Tool| model.tool() == tool;
    let step = |command: Command, path: &'static str| {
        let off = !model.can(command);
        html! {
            <button
                type="button" class="arc-tool" aria-disabled={off.then_some("true")}
                onclick={scene.go(Msg::Run(command))} title={hint(command, lang)}
            >
                <svg class="gf-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={path} /></svg>
                <span>{ words::command(command, lang) }</span>
            </button>
        }
    };
    html! {
        <div class="arc-tools gf-noprint" role="toolbar" aria-label={L::ToolsLabel.get(lang)}>
            { tool(Command::Select, is(&Tool::Select), "M6 4l12 8-5.5 1L10 19z") }
            { tool(Command::Walls, is(&Tool::Walls), "M4 20V6h14M4 12h8M12 6v6") }
            { tool(Command::Door, is(&Tool::Opening(OpeningKind::Door)), "M4 19h5M15 19h5M9 19V7a12 12 0 0 1 6 12") }
            { tool(Command::Window, is(&Tool::Opening(OpeningKind::Window)), "M3 9h18v6H3zM3 12h18") }
            { step(Command::Undo, "M8 5L4 9l4 4M4 9h9.5a5.5 5.5 0 0 1 0 11H9") }
            { step(Command::Redo, "M16 5l4 4-4 4M20 9h-9.5a5.5 5.5 0 0 0 0 11H15") }
            if scene.picks && scene.model.plan().is_some_and(|plan| plan.header.background.is_none()) {
                <button
                    type="button" class="arc-tool" onclick={scene.send.reform(|_: MouseEvent| Input::PickPhoto)}
                    title={L::PhotoHint.get(lang)}
                >
                    <svg class="gf-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01" /></svg>
                    <span>{ L::PhotoTitle.get(lang) }</span>
                </button>
            }
            { menu(scene) }
        </div>
    }
}

/// What choosing a tool tells the model: the drawing gets the focus, so that keys go on there.
fn take(command: Command) -> Msg {
    Msg::Take(match command {
        Command::Walls => Tool::Walls,
        Command::Door => Tool::Opening(OpeningKind::Door),
        Command::Window => Tool::Opening(OpeningKind::Window),
        _ => Tool::Select,
    })
}

fn hint(command: Command, lang: greffon_kit::i18n::Lang) -> String {
    let name = words::command(command, lang);
    match command.chord() {
        Some(chord) => [name, " (", &words::chord(chord, lang), ")"].concat(),
        None => name.to_owned(),
    }
}

/// All other commands, each with its key: those that would do nothing say so.
fn menu(scene: &Scene<'_>) -> Html {
    let (lang, model) = (scene.lang, scene.model);
    let shown = REGISTRY.iter().filter(|(command, _)| {
        !matches!(
            command,
            Command::Undo
                | Command::Redo
                | Command::Select
                | Command::Walls
                | Command::Door
                | Command::Window
                | Command::ZoomIn
                | Command::ZoomOut
                | Command::Fit
        )
    });
    let entries = shown.map(|(command, chord)| {
        let off = !model.can(*command);
        html! {
            <li key={words::command(*command, lang)}>
                <button
                    type="button" class="arc-command" aria-disabled={off.then_some("true")}
                    onclick={scene.go(Msg::Run(*command))}
                >
                    <span>{ words::command(*command, lang) }</span>
                    if let Some(chord) = chord { <kbd>{ words::chord(*chord, lang) }</kbd> }
                </button>
            </li>
        }
    });
    html! {
        <details class="arc-menu">
            <summary class="arc-tool"><span>{ L::ToolsMore.get(lang) }</span><Icon picture={Picture::Down} /></summary>
            <ul>{ for entries }</ul>
        </details>
    }
}

//! The plans there are, and how to begin one.

use greffon_archiclasse_model::app::Msg;
use greffon_archiclasse_model::field::Refusal;
use greffon_archiclasse_model::template::Template;
use greffon_archiclasse_plan::length::{self, metres, square_metres};
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, ButtonKind, Field, FieldKind};
use yew::prelude::*;

use super::Scene;
use crate::text::T;
use crate::words;

pub(super) fn view(scene: &Scene<'_>, status: Html) -> Html {
    let lang = scene.lang;
    let plans = scene.model.plans();
    let listed = plans.iter().map(|(id, sheet)| {
        let area: i64 = sheet.plan.rooms().iter().map(greffon_archiclasse_plan::room::Room::area).sum();
        let name = if sheet.plan.header.name.is_empty() {
            T::PlansUnnamed.get(lang).to_owned()
        } else {
            sheet.plan.header.name.clone()
        };
        let about = T::PlansAbout.with(
            lang,
            &[
                ("area", &square_metres(area, words::mark(lang))),
                ("pieces", &sheet.plan.pieces.len().to_string()),
            ],
        );
        html! {
            <li key={id.text()} class="arc-plan">
                <button type="button" class="arc-plan__open" onclick={scene.go(Msg::Open(*id))}>
                    <strong>{ name.clone() }</strong>
                    <span>{ about }</span>
                </button>
                if scene.model.can_write() {
                    <Button
                        kind={ButtonKind::Quiet} label={T::PlansDelete.get(lang)}
                        describe={T::PlansDeleteOf.with(lang, &[("name", &name)])}
                        onclick={scene.go(Msg::DeletePlan(*id))}
                    />
                }
            </li>
        }
    });
    html! { <>
        <div class="arc-top"><h1 tabindex="-1">{ T::AppName.get(lang) }</h1>{ status }</div>
        if plans.is_empty() {
            <p>{ if scene.model.can_write() { T::PlansNone.get(lang) } else { T::PlansNoneRead.get(lang) } }</p>
        } else {
            <section><h2>{ T::PlansTitle.get(lang) }</h2><ul class="arc-plans">{ for listed }</ul></section>
        }
        if scene.model.can_write() { { begin(scene) } }
    </> }
}

fn begin(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let templates = Template::LISTED.into_iter().map(|template| {
        let name = words::template(template, lang);
        let size = template.size().map(|(width, depth)| {
            let m = |value| metres(value, words::mark(lang));
            let area = square_metres(i64::from(width) * i64::from(depth), words::mark(lang));
            [&m(width), " × ", &m(depth), " m, ", &area, " m²"].concat()
        });
        html! {
            <li key={name}>
                <button
                    type="button" class="arc-template"
                    onclick={scene.go(Msg::Create { template, name: name.to_owned() })}
                >
                    { picture(template) }
                    <strong>{ name }</strong>
                    <span>{ size.unwrap_or_else(|| T::TemplateEmptyHint.get(lang).to_owned()) }</span>
                </button>
            </li>
        }
    });
    html! {
        <section>
            <h2>{ T::BeginTitle.get(lang) }</h2>
            <ul class="arc-templates">{ for templates }</ul>
            { rectangle(scene) }
            if scene.picks { <Button label={T::PlansImport.get(lang)} onclick={scene.go(Msg::PickFile)} /> }
        </section>
    }
}

/// A template as a small drawing.
fn picture(template: Template) -> Html {
    let Some((width, depth)) = template.size() else {
        return html! { <svg class="arc-thumb" viewBox="0 0 160 115" aria-hidden="true" focusable="false"><path d="M20 20h120v75h-120z" stroke-dasharray="6 6" /></svg> };
    };
    let plan = template.plan(&mut greffon_archiclasse_plan::Names::from_bits(1), "");
    let walls: String = plan.wall_outlines().iter().map(|(_, body)| crate::draw::outline(body)).collect();
    let zones: String = plan.zones.iter().map(|(_, zone)| crate::draw::outline(&zone.outline)).collect();
    let span = width.max(depth * 7 / 5);
    let view_box = format!("{} {} {} {}", (width - span) / 2 - 400, -400, span + 800, span * 5 / 7 + 800);
    html! {
        <svg class="arc-thumb" viewBox={view_box} aria-hidden="true" focusable="false">
            <path class="arc-thumb__zone" d={zones} /><path class="arc-wall" d={walls} />
        </svg>
    }
}

/// A rectangle of two typed lengths.
fn rectangle(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let (width, depth) = (scene.panes.width.clone(), scene.panes.depth.clone());
    let read = |text: &AttrValue| length::parse(text);
    let wrong = |text: &AttrValue| {
        let why = if text.is_empty() { None } else { read(text).err() };
        why.map(|why| AttrValue::from(words::refusal(Refusal::Length(why), lang)))
    };
    let both = read(&width).ok().zip(read(&depth).ok());
    let onclick = match both {
        Some((width, depth)) => scene.go(Msg::Create {
            template: Template::Rectangle { width, depth },
            name: T::TemplateRectangle.get(lang).to_owned(),
        }),
        None => Callback::noop(),
    };
    html! {
        <div class="arc-form" role="group" aria-label={T::RectangleTitle.get(lang)}>
            <div class="arc-form__title">
                <h3>{ T::RectangleTitle.get(lang) }</h3>
                <p class="gf-muted">{ T::LengthHint.get(lang) }</p>
            </div>
            <Field
                id="arc-new-width" label={T::RectangleWidth.get(lang)}
                kind={FieldKind::Text} value={width.clone()} error={wrong(&width)}
                onchange={scene.pane(|panes, text| panes.width = text)}
            />
            <Field
                id="arc-new-depth" label={T::RectangleDepth.get(lang)} kind={FieldKind::Text}
                value={depth.clone()} error={wrong(&depth)}
                onchange={scene.pane(|panes, text| panes.depth = text)}
            />
            <Button
                kind={ButtonKind::Primary} label={T::RectangleCreate.get(lang)} {onclick}
                disabled={both.is_none().then(|| AttrValue::from(T::RectangleMissing.get(lang)))}
            />
        </div>
    }
}

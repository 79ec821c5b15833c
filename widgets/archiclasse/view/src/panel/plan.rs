//! The plan as a whole: its name, its people, the building, its layouts, variants and the sheet of paper.

use std::rc::Rc;

use greffon_archiclasse_model::app::Msg;
use greffon_archiclasse_plan::{Id, Kind, Plan, Ref};
use greffon_kit::html;
use greffon_kit::i18n::Text;
use greffon_kit::ui::{Button, Check, Field, FieldKind, FieldOption};
use yew::prelude::*;

use super::input;
use crate::screens::Scene;
use crate::text::L;

pub(super) fn view(scene: &Scene<'_>, plan: &Rc<Plan>) -> Html {
    let (lang, writes) = (scene.lang, scene.model.can_write());
    let header = &plan.header;
    let rooms = plan.rooms.iter().enumerate().map(|(at, (id, anchor))| {
        let name = Ref::new(Kind::Room, id);
        let label = L::PlanRoom.with(lang, &[("n", &(at + 1).to_string())]);
        let onchange = scene.on(move |text| Msg::Name { name, text });
        html! {
            <div key={id.text()}>
                { input(format!("arc-room-{at}"), &label, anchor.name.clone(), "", None, writes, onchange) }
            </div>
        }
    });
    html! { <>
        { input("arc-name".to_owned(), L::PlanName.get(lang), header.name.clone(), "", None, writes, scene.on(Msg::Rename)) }
        { input("arc-heads".to_owned(), L::PlanHeads.get(lang), header.heads.to_string(), "", None, writes, scene.on(Msg::Heads)) }
        <Check
            id="arc-existing" label={L::PlanExisting.get(lang)} checked={header.existing} disabled={!writes}
            onchange={scene.on(Msg::Existing)}
        />
        { for rooms }
        { layouts(scene, plan) }
        if writes {
            <Button
                label={L::PlanVariant.get(lang)}
                onclick={scene.go(Msg::Variant(L::PlanVariantName.with(lang, &[("name", &header.name)])))}
            />
        }
        <Button label={L::PlanSheet.get(lang)} onclick={scene.pane(|panes, ()| panes.scale = Some(50))} />
        if scene.saves { <Button label={L::PlanExport.get(lang)} onclick={scene.go(Msg::Export)} /> }
        <Button label={L::PlanVolume.get(lang)} onclick={scene.pane(|panes, ()| panes.quarter = Some(0))} />
    </> }
}

/// The layouts of the same pieces; moving one changes only the layout that is shown.
fn layouts(scene: &Scene<'_>, plan: &Rc<Plan>) -> Html {
    let lang = scene.lang;
    let base = FieldOption { value: AttrValue::default(), label: L::LayoutBase.get(lang).into() };
    let options = plan
        .layouts
        .iter()
        .map(|(id, layout)| FieldOption { value: id.text().into(), label: layout.name.clone().into() });
    let value = scene.model.layout().map(Id::text).unwrap_or_default();
    let named = scene.panes.layout.trim().to_owned();
    let onclick = {
        let name = named.clone();
        scene.go(Msg::AddLayout(name))
    };
    html! { <>
        if !plan.layouts.is_empty() {
            <Field
                id="arc-layout" label={L::LayoutTitle.get(lang)} {value}
                kind={FieldKind::Select(std::iter::once(base).chain(options).collect())}
                onchange={scene.on(|id: AttrValue| Msg::Layout(Id::parse(&id)))}
            />
        }
        if scene.model.can_write() {
            <Field
                id="arc-layout-name" label={L::LayoutName.get(lang)} hint={L::LayoutHint.get(lang)}
                value={scene.panes.layout.clone()} onchange={scene.pane(|panes, text| panes.layout = text)}
            />
            <Button
                label={L::LayoutAdd.get(lang)} {onclick}
                disabled={named.is_empty().then(|| AttrValue::from(L::LayoutMissing.get(lang)))}
            />
        }
    </> }
}

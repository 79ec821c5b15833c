//! The kit's `html!` says the same as Yew's, where the two can be compared.

use greffon_kit::html as ours;
use greffon_kit::ui::{Button, ButtonProps, Check, ChoiceProps, Icon, Picture, button, check, icon};
use yew::html as yews;
use yew::prelude::*;

/// The tree as text. Whether a text is static or not makes no difference, and listeners are told by their kind.
fn told(html: &Html) -> String {
    format!("{html:?}").replace("Static(\"", "Rc(\"").replace("Attribute(Rc(", "(Rc(")
}

// Yew puts `class` behind the other attributes.
#[test]
fn elements_and_texts() {
    let name = AttrValue::from("n");
    let label = String::from("l");
    assert_eq!(
        ours! { <p data-x="1" class="a">{ "text" }</p> },
        yews! { <p data-x="1" class="a">{ "text" }</p> }
    );
    assert_eq!(
        ours! { <label for={name.clone()} aria-label={label.clone()}><b>{ name.clone() }</b>{ 3_u32 }</label> },
        yews! { <label for={name.clone()} aria-label={label.clone()}><b>{ name.clone() }</b>{ 3_u32 }</label> },
    );
    assert_eq!(ours! { <><i /><br /></> }, yews! { <><i /><br /></> });
    assert_eq!(ours! {}, yews! {});
    assert_eq!(
        ours! { <input type="text" value="v" checked=true /> },
        yews! { <input type="text" value="v" checked=true /> }
    );
    assert_eq!(
        ours! { <p id={Some("x")} title={None::<String>} /> },
        yews! { <p id={Some("x")} title={None::<String>} /> }
    );
}

#[test]
fn lists_and_keys() {
    let items = ["a", "b"];
    assert_eq!(
        ours! { <ul>{ for items.iter().map(|item| ours! { <li key={*item}>{ *item }</li> }) }</ul> },
        yews! { <ul>{ for items.iter().map(|item| yews! { <li key={*item}>{ *item }</li> }) }</ul> },
    );
}

#[test]
fn what_is_not_there_keeps_its_place() {
    let draw = |shown: Option<u8>| {
        ours! { <div>if let Some(number) = shown { <b>{ number }</b> } else if false { {"never"} }<i /></div> }
    };
    let children = |html: Html| match html {
        Html::VTag(tag) => match tag.children() {
            Some(Html::VList(list)) => list.len(),
            _ => 1,
        },
        _ => 0,
    };
    assert_eq!(children(draw(Some(1))), 2);
    assert_eq!(children(draw(None)), 2);
}

#[test]
fn controls_are_drawn_in_place() {
    let onclick = Callback::from(|()| {});
    assert_eq!(
        told(&ours! { <Button label="Go" icon={Picture::Back} name="go" onclick={onclick.clone()} /> }),
        told(&button(ButtonProps {
            label: "Go".into(),
            icon: Some(Picture::Back),
            name: Some("go".into()),
            onclick,
            ..ButtonProps::default()
        })),
    );
    assert_eq!(ours! { <Icon picture={Picture::Back} /> }, icon(Picture::Back));
    let props = ChoiceProps { id: "c".into(), label: "C".into(), checked: true, ..ChoiceProps::default() };
    assert_eq!(
        told(&ours! { <Check id="c" label="C" checked=true onchange={Callback::noop()} /> }),
        told(&check(props))
    );
}

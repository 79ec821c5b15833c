//! Small drawings: the mark of a level, the shape of a domain, the bar on the scale. All stand beside words.

use greffon_crcn_model::framework::Level;
use greffon_crcn_model::position::Standing;
use greffon_kit::html;
use yew::prelude::*;

/// The mark of the person's own level: a hollow ring with the figure; dashed and empty without one.
pub(crate) fn mark(standing: Standing) -> Html {
    let level = standing.level();
    let class = classes!("crcn-mark", level.is_none().then_some("crcn-mark--empty"));
    let sign = match standing {
        Standing::Level(level) => level.number().to_string(),
        Standing::NotWorked => "–".to_owned(),
        Standing::NotPlaced => String::new(),
    };
    html! {
        <svg {class} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
            <circle cx="20" cy="20" r="17" />
            <text x="20" y="21">{ sign }</text>
        </svg>
    }
}

/// The shape of a domain: told apart without colour.
pub(crate) fn shape(domain: &str) -> Html {
    let path = match domain {
        "1" => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
        "2" => "M12 3l10 18H2z",
        "3" => "M4 4h16v16H4z",
        "4" => "M12 2l10 10-10 10L2 12z",
        _ => "M7 3h10l5 9-5 9H7l-5-9z",
    };
    html! {
        <svg class="crcn-shape" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={path} /></svg>
    }
}

/// A level on the scale of 8, as a bar; the figure stands beside it.
pub(crate) fn bar(level: Option<Level>) -> Html {
    let value = level.map_or(0, Level::number);
    html! {
        <svg class="crcn-bar" viewBox="0 0 160 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="crcn-bar__ground" x="0" y="4" width="160" height="12" rx="3" />
            <rect class="crcn-bar__value" x="0" y="4" width={(u32::from(value) * 20).to_string()} height="12" rx="3" />
            { for (1..8).map(|tick| {
                let x = (tick * 20).to_string();
                html! { <line key={tick} class="crcn-bar__tick" x1={x.clone()} x2={x} y1="4" y2="16" /> }
            }) }
        </svg>
    }
}

//! What is selected: its fields, whether the school has it, and how it is repeated.

use std::rc::Rc;

use greffon_archiclasse_catalogue::variation::Variation;
use greffon_archiclasse_model::app::Msg;
use greffon_archiclasse_model::arrange::Pattern;
use greffon_archiclasse_model::field::Field;
use greffon_archiclasse_plan::length;
use greffon_archiclasse_plan::piece::Ownership;
use greffon_archiclasse_plan::{Kind, Object, Plan, Ref};
use greffon_kit::html;
use greffon_kit::i18n::{Lang, Text};
use greffon_kit::ui::{Button, Disclosure, Field as KitField, FieldKind, FieldOption};
use yew::prelude::*;

use super::{add, input};
use crate::screens::Scene;
use crate::text::{L, T};
use crate::words;

/// The patterns that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PatternKind {
    Rows,
    Arc,
    Islands,
}

impl PatternKind {
    const ALL: [Self; 3] = [Self::Islands, Self::Rows, Self::Arc];

    const fn word(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Arc => "arc",
            Self::Islands => "islands",
        }
    }

    fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Rows => L::PatternRows.get(lang),
            Self::Arc => L::PatternArc.get(lang),
            Self::Islands => L::PatternIslands.get(lang),
        }
    }

    /// What its numbers are called.
    const fn numbers(self) -> &'static [L] {
        match self {
            Self::Rows => &[L::PatternColumns, L::PatternRowCount, L::PatternAside, L::PatternBehind],
            Self::Arc => &[L::PatternCount, L::PatternRadius, L::PatternDegrees],
            Self::Islands => &[L::PatternIslandCount, L::PatternTables, L::PatternAcross, L::PatternWay],
        }
    }

    /// Numbers to begin with.
    pub(crate) fn usual(self) -> [AttrValue; 4] {
        let texts: [&'static str; 4] = match self {
            Self::Rows => ["3", "4", "0.60", "0.90"],
            Self::Arc => ["6", "3.00", "180", ""],
            Self::Islands => ["1", "4", "2", "1.20"],
        };
        texts.map(AttrValue::from)
    }

    /// The pattern that was typed; `None` where a number is wrong.
    fn read(self, texts: &[AttrValue; 4]) -> Option<Pattern> {
        let count =
            |at: usize| texts[at].trim().parse::<i32>().ok().filter(|count| (1..=200).contains(count));
        let way = |at: usize| match length::parse(&texts[at]) {
            Err(length::NoLength::Zero) => Some(0),
            other => other.ok(),
        };
        Some(match self {
            Self::Rows => {
                Pattern::Rows { columns: count(0)?, rows: count(1)?, aside: way(2)?, behind: way(3)? }
            }
            Self::Arc => {
                let degrees = texts[2].trim().parse().ok().filter(|degrees| (1..=360).contains(degrees))?;
                Pattern::Arc { count: count(0)?, radius: way(1)?, degrees }
            }
            Self::Islands => {
                Pattern::Islands { count: count(0)?, tables: count(1)?, columns: count(2)?, way: way(3)? }
            }
        })
    }
}

/// The fields of one object; of several, how many there are and what they have in common.
pub(super) fn view(scene: &Scene<'_>, plan: &Rc<Plan>) -> Html {
    let (lang, model) = (scene.lang, scene.model);
    let selection = model.selection();
    let title = match selection.as_slice() {
        [name] => words::object(plan, scene.catalogue, *name, lang),
        many => T::SaySelected.count(lang, words::size(many.len())),
    };
    let pieces = model.selected_pieces().count();
    html! {
        <section class="arc-selection" aria-label={L::SelectionTitle.get(lang)}>
            <h2>{ title }</h2>
            if let [name] = selection.as_slice() { { fields(scene, plan, *name) } }
            if pieces > 0 && model.can_write() { { ownership(scene) } }
            if pieces == 1 && selection.len() == 1 && model.can_write() {
                <Disclosure summary={L::RepeatTitle.get(lang)}>{ repeat(scene) }</Disclosure>
            }
        </section>
    }
}

fn fields(scene: &Scene<'_>, plan: &Plan, name: Ref) -> Html {
    let (lang, model) = (scene.lang, scene.model);
    let writes = model.can_write();
    let numbers = Field::of(name.kind).iter().map(|field| {
        let wrong = model.wrong().filter(|wrong| wrong.name == name && wrong.field == *field);
        let value = wrong.map_or_else(|| field.text(plan, name, words::mark(lang)), |wrong| wrong.text.clone());
        let unit = match field {
            Field::Turn => "°",
            Field::Heads => "",
            _ => "m",
        };
        let error = wrong.map(|wrong| words::refusal(wrong.why, lang));
        let id = ["arc-field-", &(*field as u8).to_string()].concat();
        let field = *field;
        let onchange = scene.on(move |text| Msg::Field { name, field, text });
        html! { <div key={id.clone()}>{ input(id, words::field(field, lang), value, unit, error, writes, onchange) }</div> }
    });
    let called = match plan.get(name) {
        Some(Object::Piece(piece)) => Some(piece.name),
        Some(Object::Zone(zone)) => Some(zone.name),
        _ => None,
    };
    let naming = called.map(|called| {
        let onchange = scene.on(move |text| Msg::Name { name, text });
        input("arc-field-name".to_owned(), L::FieldName.get(lang), called, "", None, writes, onchange)
    });
    let sheet = match plan.get(name) {
        Some(Object::Zone(zone)) if !zone.variation.is_empty() => {
            scene.variations.get(&zone.variation).map(|known| variation(scene, name, known))
        }
        _ => None,
    };
    html! { <>
        <div class="arc-fields">{ for numbers }</div>
        { naming }
        { sheet }
    </> }
}

/// The sheet of a zone's variation, and its furniture at one press.
fn variation(scene: &Scene<'_>, zone: Ref, known: &Variation) -> Html {
    let lang = scene.lang;
    let furnish = Msg::Furnish {
        zone: zone.id,
        catalogue: Rc::clone(scene.catalogue),
        variation: Rc::new(known.clone()),
    };
    html! { <>
        if scene.model.can_write() {
            <Button label={L::ZoneFurnish.get(lang)} onclick={scene.go(furnish)} />
            <p>{ L::ZoneFurnishHint.get(lang) }</p>
        }
        { add::columns(known, lang) }
    </> }
}

fn ownership(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let words = [
        ("buy", Ownership::ToBuy, L::OwnBuy),
        ("owned", Ownership::Owned, L::OwnOwned),
        ("repair", Ownership::ToRepair, L::OwnRepair),
        ("remove", Ownership::ToRemove, L::OwnRemove),
    ];
    let now = scene.model.selected_pieces().next().map_or(Ownership::ToBuy, |piece| piece.ownership);
    let value = words.iter().find(|(_, own, _)| *own == now).map_or("buy", |(word, ..)| *word);
    let options =
        words.map(|(word, _, text)| FieldOption { value: word.into(), label: text.get(lang).into() });
    let onchange = scene.on(move |word: AttrValue| {
        let found = words.iter().find(|(known, ..)| *known == word.as_str());
        Msg::Own(found.map_or(Ownership::ToBuy, |(_, own, _)| *own))
    });
    html! {
        <KitField id="arc-own" label={L::OwnTitle.get(lang)} kind={FieldKind::Select(options.to_vec())} {value} {onchange} />
    }
}

fn repeat(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let kind = scene.panes.pattern;
    let options = PatternKind::ALL
        .map(|kind| FieldOption { value: kind.word().into(), label: kind.name(lang).into() })
        .to_vec();
    let choose = scene.pane(|panes, word: AttrValue| {
        if let Some(kind) = PatternKind::ALL.into_iter().find(|kind| kind.word() == word.as_str()) {
            panes.pattern = kind;
            panes.numbers = kind.usual();
        }
    });
    let fields = kind.numbers().iter().enumerate().map(|(at, text)| {
        html! {
            <KitField
                key={at} id={format!("arc-pattern-{at}")} label={text.get(lang)} value={scene.panes.numbers[at].clone()}
                onchange={scene.pane(move |panes, text| panes.numbers[at] = text)}
            />
        }
    });
    let pattern = kind.read(&scene.panes.numbers);
    let onclick = pattern.map_or_else(Callback::noop, |pattern| scene.go(Msg::Repeat(pattern)));
    html! { <>
        <KitField id="arc-pattern" label={L::PatternTitle.get(lang)} kind={FieldKind::Select(options)} value={kind.word()} onchange={choose} />
        <div class="arc-fields">{ for fields }</div>
        <Button
            label={L::RepeatDo.get(lang)} {onclick}
            disabled={pattern.is_none().then(|| AttrValue::from(L::RepeatWrong.get(lang)))}
        />
    </> }
}

/// The kinds of objects that the list shows, in its order.
pub(super) const LISTED: [Kind; 4] = [Kind::Wall, Kind::Opening, Kind::Zone, Kind::Piece];

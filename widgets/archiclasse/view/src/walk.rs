//! Where a wheelchair gets: worked out a moment after each change, so that dragging and nudging stay fluid. The floor is
//! drawn on the plan, and what is not reached is told as a list.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_plan::geometry::Bounds;
use greffon_archiclasse_plan::{Plan, Point};
use greffon_archiclasse_rules::Checker;
use greffon_archiclasse_rules::reach::{Lost, Why};
use yew::prelude::*;

/// How long the plan has to rest before it is walked again, ms.
const REST: u32 = 300;

/// What came of a walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walked {
    /// Path data of the floor that is reached.
    pub(crate) floor: AttrValue,
    /// Path data of the part of it where one can turn.
    pub(crate) turning: AttrValue,
    /// Where something hinders, or is not reached.
    pub(crate) marks: Vec<Point>,
    /// How wide a way has to be, mm.
    pub(crate) way: i32,
    /// How many places there are to get to.
    pub(crate) places: usize,
    /// Those that are not reached.
    pub(crate) lost: Vec<Lost>,
}

/// Properties of [`Walker`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct Props {
    plan: Rc<Plan>,
    catalogue: Rc<Catalogue>,
    done: Callback<Rc<Walked>>,
    /// Nothing is drawn of the plan yet: it is walked at once.
    first: bool,
}

/// Walks the plan, and again after each change.
#[component]
fn Walker(props: &Props) -> Html {
    let (done, first) = (props.done.clone(), props.first);
    let what = (Rc::clone(&props.plan), Rc::clone(&props.catalogue));
    use_effect_with(what, move |(plan, catalogue)| {
        let (plan, catalogue) = (Rc::clone(plan), Rc::clone(catalogue));
        let walk = move || done.emit(Rc::new(walked(&plan, &catalogue)));
        // Dropped with the next change, or when the walk is put away: then nothing is walked.
        let rest = Timeout::new(if first { 0 } else { REST }, walk);
        move || drop(rest)
    });
    Html::default()
}

/// The walker of a plan; it draws nothing by itself.
pub(crate) fn view(
    plan: &Rc<Plan>,
    catalogue: &Rc<Catalogue>,
    known: Option<&Rc<Walked>>,
    done: &Callback<Rc<Walked>>,
) -> Html {
    yew::html! {
        <Walker
            plan={Rc::clone(plan)} catalogue={Rc::clone(catalogue)} first={known.is_none()} done={done.clone()}
        />
    }
}

fn walked(plan: &Plan, catalogue: &Catalogue) -> Walked {
    let reach = Checker::new(plan, catalogue, None).reach(plan, catalogue);
    let place = |lost: &Lost| match lost.why {
        Why::Narrow(_, at) => at,
        _ => lost.at,
    };
    let mut marks: Vec<Point> = Vec::new();
    for at in reach.lost.iter().map(place) {
        if !marks.contains(&at) {
            marks.push(at);
        }
    }
    Walked {
        floor: path(&reach.floor),
        turning: path(&reach.turning),
        marks,
        way: reach.way,
        places: reach.places,
        lost: reach.lost,
    }
}

/// Rectangles as path data.
fn path(rectangles: &[Bounds]) -> AttrValue {
    let one = |bounds: &Bounds| {
        let (width, height) = (bounds.width(), bounds.height());
        format!("M{} {}h{width}v{height}h-{width}z", bounds.min.x, bounds.min.y)
    };
    rectangles.iter().map(one).collect::<String>().into()
}

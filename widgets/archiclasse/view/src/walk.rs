//! Where a wheelchair gets: worked out a moment after each change, so that dragging and nudging stay fluid. The floor is
//! drawn on the plan, and what is not reached is told as a list.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_plan::geometry::Bounds;
use greffon_archiclasse_plan::{Id, Plan, Point};
use greffon_archiclasse_rules::Ways;
use greffon_archiclasse_rules::reach::{Lost, Place, Why};
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
    /// The way to the selected piece.
    pub(crate) goal: Option<Goal>,
    /// How wide a way has to be, mm.
    pub(crate) way: i32,
    /// How many places there are to get to.
    pub(crate) places: usize,
    /// Those that are not reached.
    pub(crate) lost: Vec<Lost>,
}

/// A wheelchair's way to a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Goal {
    /// From the door to the piece.
    pub(crate) points: Vec<Point>,
    /// Where it is narrowest, and how wide it is there, mm.
    pub(crate) narrowest: (Point, i32),
    /// How long it is, mm.
    pub(crate) length: i32,
}

/// Properties of [`Walker`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct Props {
    plan: Rc<Plan>,
    catalogue: Rc<Catalogue>,
    /// The selected piece.
    to: Option<Id>,
    done: Callback<Rc<Walked>>,
    /// Nothing is drawn of the plan yet: it is walked at once.
    first: bool,
}

/// A plan with its ways: another selection asks the same ones again.
type Known = (Rc<Plan>, Ways, Walked);

/// Walks the plan, and again after each change.
#[component]
fn Walker(props: &Props) -> Html {
    let (done, first) = (props.done.clone(), props.first);
    let kept: Rc<RefCell<Option<Known>>> = use_mut_ref(|| None);
    let what = (Rc::clone(&props.plan), Rc::clone(&props.catalogue), props.to);
    use_effect_with(what, move |(plan, catalogue, to)| {
        let (plan, catalogue, to) = (Rc::clone(plan), Rc::clone(catalogue), *to);
        let walk = move || {
            let known = kept.borrow_mut().take().filter(|(known, ..)| Rc::ptr_eq(known, &plan));
            let (ways, walked) = known.map_or_else(
                || {
                    let ways = Ways::of(&plan, &catalogue);
                    let walked = walked(&ways, &plan, &catalogue);
                    (ways, walked)
                },
                |(_, ways, walked)| (ways, walked),
            );
            let goal = to.and_then(|to| goal(&ways, &plan, &catalogue, &walked.lost, to));
            let shown = Walked { goal, ..walked.clone() };
            *kept.borrow_mut() = Some((plan, ways, walked));
            done.emit(Rc::new(shown));
        };
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
    to: Option<Id>,
    known: Option<&Rc<Walked>>,
    done: &Callback<Rc<Walked>>,
) -> Html {
    yew::html! {
        <Walker
            plan={Rc::clone(plan)} catalogue={Rc::clone(catalogue)} {to} first={known.is_none()} done={done.clone()}
        />
    }
}

/// The way to a piece; of several seats, to the one that is worst to get to, as the list says it.
fn goal(ways: &Ways, plan: &Plan, catalogue: &Catalogue, lost: &[Lost], to: Id) -> Option<Goal> {
    let worst = lost.iter().find(|lost| lost.what == Place::Piece(to)).map(|lost| lost.at);
    let at = worst.or_else(|| ways.goal(plan, catalogue, to))?;
    let walk = ways.walk(plan, at)?;
    let narrowest = walk.narrowest()?;
    Some(Goal { points: walk.points, narrowest, length: walk.length })
}

fn walked(ways: &Ways, plan: &Plan, catalogue: &Catalogue) -> Walked {
    let reach = ways.reach(plan, catalogue);
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
        goal: None,
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

//! Where a wheelchair gets: worked out a moment after each change, so that dragging and nudging stay fluid. The floor is
//! drawn on the plan, and what is not reached is told as a list.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use greffon_archiclasse_catalogue::Catalogue;
use greffon_archiclasse_plan::geometry::Bounds;
use greffon_archiclasse_plan::{Id, Plan, Point, Ref};
use greffon_archiclasse_rules::Checker;
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

/// A plan with its checks.
type Checked = (Rc<Plan>, Checker);

/// Walks the plan, and again after each change.
#[component]
fn Walker(props: &Props) -> Html {
    let (done, first) = (props.done.clone(), props.first);
    let kept: Rc<RefCell<Option<Checked>>> = use_mut_ref(|| None);
    let what = (Rc::clone(&props.plan), Rc::clone(&props.catalogue), props.to);
    use_effect_with(what, move |(plan, catalogue, to)| {
        let (plan, catalogue, to) = (Rc::clone(plan), Rc::clone(catalogue), *to);
        let walk = move || {
            let checker = checked(kept.borrow_mut().take(), &plan, &catalogue);
            let walked = walked(&checker, &plan, &catalogue, to);
            *kept.borrow_mut() = Some((plan, checker));
            done.emit(Rc::new(walked));
        };
        // Dropped with the next change, or when the walk is put away: then nothing is walked.
        let rest = Timeout::new(if first { 0 } else { REST }, walk);
        move || drop(rest)
    });
    Html::default()
}

/// The checks of a plan: those that are known, looked at again where the plan is another now.
fn checked(known: Option<Checked>, plan: &Rc<Plan>, catalogue: &Catalogue) -> Checker {
    let Some((before, mut checker)) = known.filter(|(before, _)| before.header == plan.header) else {
        return Checker::new(plan, catalogue, None);
    };
    if !Rc::ptr_eq(&before, plan) {
        checker.update(plan, catalogue, None, &changes(&before, plan));
    }
    checker
}

/// The objects that two states of a plan do not have in common.
fn changes(before: &Plan, after: &Plan) -> Vec<Ref> {
    let gone = before.refs().into_iter().filter(|name| !after.has(*name));
    let other = after.refs().into_iter().filter(|name| before.get(*name) != after.get(*name));
    gone.chain(other).collect()
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

fn walked(checker: &Checker, plan: &Plan, catalogue: &Catalogue, to: Option<Id>) -> Walked {
    let reach = checker.reach(plan, catalogue);
    // Of several seats, the one that is worst to get to, as the list says it.
    let worst = |to: Id| reach.lost.iter().find(|lost| lost.what == Place::Piece(to)).map(|lost| lost.at);
    let first = |to: Id| checker.goals(plan, catalogue).find(|(piece, _)| *piece == to).map(|(_, at)| at);
    let at = to.and_then(|to| worst(to).or_else(|| first(to)));
    let goal = at.and_then(|at| checker.walk(plan, at)).and_then(|walk| {
        let narrowest = walk.narrowest()?;
        Some(Goal { points: walk.points, narrowest, length: walk.length })
    });
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
        goal,
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

#[cfg(test)]
mod tests {
    use greffon_archiclasse_model::template::Template;
    use greffon_archiclasse_plan::{Kind, Names, Object, Polygon};

    use super::*;

    #[test]
    fn what_changed_is_looked_at_again_and_comes_out_as_if_all_were() {
        let catalogue = Catalogue::built_in();
        let before = Rc::new(Template::ThreeC.plan(&mut Names::from_bits(1), "CDI"));
        let known = Checker::new(&before, &catalogue, None);
        let mut after = Plan::clone(&before);
        let (id, zone) = before.zones.iter().next().map(|(id, zone)| (id, zone.clone())).expect("a zone");
        let mut moved = zone;
        moved.outline = Polygon::rectangle(Point::new(500, 500), 1000, 1000);
        after.put(Ref::new(Kind::Zone, id), Object::Zone(moved));
        let wall = before.walls.iter().next().map(|(id, _)| Ref::new(Kind::Wall, id)).expect("a wall");
        assert_eq!(changes(&before, &after), [Ref::new(Kind::Zone, id)]);
        let after = Rc::new(after);
        let checker = checked(Some((Rc::clone(&before), known.clone())), &after, &catalogue);
        let anew = Checker::new(&after, &catalogue, None);
        assert_eq!(checker.reach(&after, &catalogue), anew.reach(&after, &catalogue));
        let mut open = Plan::clone(&before);
        open.remove(wall);
        assert_eq!(changes(&before, &open), [wall]);
        let open = Rc::new(open);
        let checker = checked(Some((before, known)), &open, &catalogue);
        let walked = walked(&checker, &open, &catalogue, None);
        assert_eq!((walked.floor.as_str(), walked.places), ("", 0), "without its wall it is no room");
    }
}

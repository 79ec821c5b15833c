//! Parts that are loaded when the screen first has a place for them.

use yew::prelude::*;

use super::{Msg, Shell};
use crate::i18n::kit::T;
use crate::i18n::{Lang, Text};
use crate::part::{Order, Place, find};
use crate::ui::{Button, Notice, Tone};
use crate::widget::Widget;

impl<W: Widget> Shell<W> {
    /// After a screen was drawn: opens, turns or closes the part that it has a place for.
    pub(super) fn see_to_part(&mut self, ctx: &yew::Context<Self>) {
        let found = find(ctx.props().stage.borrow().shadow());
        match (&mut self.place, found) {
            (Some(place), Some((element, _, page))) if place.element == element => place.turn_to(page),
            (_, Some((element, name, page))) => {
                // The one before is taken away first: its module may be the same.
                self.place = None;
                let orders = ctx.link().callback(Msg::Part);
                let stage = ctx.props().stage.borrow();
                self.place = Some(Place::load(stage.shadow(), element, &name, page, orders));
            }
            (_, None) => self.place = None,
        }
    }

    pub(super) fn part_order(&mut self, ctx: &yew::Context<Self>, order: Order) {
        match order {
            Order::Loaded(element, module) => {
                let (Some(place), Some(opened)) = (&mut self.place, &self.opened) else { return };
                // Whoever has turned away meanwhile does not get it any more.
                if place.element == element {
                    let now = (&opened.session, opened.store.replica(), opened.save_state());
                    place.open(module, now, ctx.link().callback(Msg::Part));
                }
            }
            Order::Do(effects) => self.carry_out_for(ctx, effects, Msg::PartAnswered),
        }
    }

    /// What stands where a part could not be loaded.
    pub(super) fn part_failed(&self, ctx: &yew::Context<Self>, lang: Lang) -> Html {
        let again = ctx.link().callback(|()| Msg::PartAgain);
        html! {
            <Notice tone={Tone::Bad}>
                <p>{ T::PartFailed.get(lang) }</p>
                <Button label={T::ErrorRetry.get(lang)} onclick={again} />
            </Notice>
        }
    }
}

//! What the host says of itself.

use greffon_protocol::envelope::{from_value, to_value};
use greffon_protocol::message::{CapabilityChanged, FocusEnter, FocusParams, PrintResult, SessionState};
use greffon_protocol::storage::StorageChanged;
use greffon_protocol::{Context, ErrorKind, Method, RequestId, RpcError};
use serde_json::{Map, Value};

use super::Shell;
use crate::link::Incoming;
use crate::store::StoreNews;
use crate::ui;
use crate::widget::{Event, Widget};

impl<W: Widget> Shell<W> {
    /// Takes in what the host says. Says whether the screen may have changed.
    pub(super) fn host(&mut self, ctx: &yew::Context<Self>, incoming: Incoming) -> bool {
        match incoming {
            Incoming::Told { method, params } => {
                let Some(method) = Method::from_name(&method) else { return false };
                self.told(ctx, method, params)
            }
            Incoming::Asked { id, method, params } => self.asked(ctx, id, Method::from_name(&method), params),
        }
    }

    fn told(&mut self, ctx: &yew::Context<Self>, method: Method, params: Value) -> bool {
        let Some(opened) = &mut self.opened else { return false };
        let concerns_part =
            matches!(method, Method::ContextChanged | Method::CapabilityChanged | Method::SessionState);
        match method {
            Method::ContextChanged => {
                let Ok(patch) = from_value::<Context>(params) else { return false };
                opened.session.context.merge(patch);
                let session = opened.session.clone();
                self.set_stage(ctx, &session);
                self.event(ctx, Event::Session);
            }
            Method::CapabilityChanged => {
                let Ok(change) = from_value::<CapabilityChanged>(params) else { return false };
                opened.session.granted = change.granted;
                self.event(ctx, Event::Session);
            }
            Method::SessionState => {
                let Ok(change) = from_value::<SessionState>(params) else { return false };
                opened.session.link = change.state;
                self.store_news(ctx, StoreNews::Link(change.state));
                self.event(ctx, Event::Session);
            }
            Method::StorageChanged => {
                let Ok(change) = from_value::<StorageChanged>(params) else { return false };
                self.store_news(ctx, StoreNews::Changed(change));
            }
            Method::UiFocus => {
                let enter = from_value::<FocusParams>(params).unwrap_or_default().enter;
                let stage = ctx.props().stage.borrow();
                match enter {
                    Some(FocusEnter::First) => ui::focus_edge(stage.shadow(), false),
                    Some(FocusEnter::Last) => ui::focus_edge(stage.shadow(), true),
                    Some(FocusEnter::Restore) | None => {}
                }
                return false;
            }
            _ => return false,
        }
        if let (true, Some(place), Some(opened)) = (concerns_part, &self.place, &self.opened) {
            place.session(&opened.session, opened.save_state());
        }
        true
    }

    fn asked(
        &mut self,
        ctx: &yew::Context<Self>,
        id: RequestId,
        method: Option<Method>,
        _params: Value,
    ) -> bool {
        match method {
            Some(Method::SessionClose) => {
                self.event(ctx, Event::Close);
                match &mut self.opened {
                    Some(opened) => {
                        let link = self.link.clone();
                        opened.store.when_saved(move || link.answer(id, Ok(Value::Object(Map::new()))));
                    }
                    None => self.link.answer(id, Ok(Value::Object(Map::new()))),
                }
                true
            }
            Some(Method::PrintPrepare) => {
                let html = Some(crate::print::document(&ctx.props().stage.borrow()));
                self.link.answer(id, Ok(to_value(&PrintResult { html, svg: None })));
                false
            }
            _ => {
                let error = RpcError::new(ErrorKind::Unsupported, "the widget does not know this request");
                self.link.answer(id, Err(error));
                false
            }
        }
    }
}

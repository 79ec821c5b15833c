//! Waiting for the browser, by its own signals.

use js_sys::{Function, Promise};
use wasm_bindgen_futures::JsFuture;

/// One turn of the event loop after another: closes, toggles and focus events have arrived then.
pub(crate) async fn tasks() {
    timeout(0).await;
    timeout(0).await;
    yew::scheduler::flush().await;
}

/// Two frames: layout is done and resize observers were told.
pub(crate) async fn frames() {
    for _ in 0..2 {
        let frame = Promise::new(&mut |done: Function, _| {
            window().request_animation_frame(&done).expect("a frame");
        });
        JsFuture::from(frame).await.expect("a frame");
    }
    yew::scheduler::flush().await;
}

/// So many ms, only where time itself is tested.
pub(crate) async fn timeout(ms: i32) {
    let later = Promise::new(&mut |done: Function, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms).expect("a timer");
    });
    JsFuture::from(later).await.expect("a timer");
}

pub(crate) fn window() -> web_sys::Window {
    web_sys::window().expect("a browser")
}

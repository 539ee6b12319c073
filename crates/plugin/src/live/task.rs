//! A call under way, which JavaScript drives.
//!
//! The executor of `wasm-bindgen-futures` would do, but for two things: a panic would end the microtask
//! that it happens in, where nobody catches it and Node ends the process; and what it runs cannot be
//! taken back. Here every step is a call of JavaScript's, which sees the panic; and dropping the task
//! ends its requests and timers.

use futures_util::future::LocalBoxFuture;
use js_sys::Function;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// A call under way.
#[wasm_bindgen(skip_typescript)]
pub struct Task {
    work: LocalBoxFuture<'static, Result<JsValue, JsValue>>,
    waker: Waker,
}

impl Task {
    /// Begins with the first [`Task::poll`]. `wake` is called whenever another is due.
    pub(super) fn new(
        wake: Function,
        work: impl Future<Output = Result<JsValue, JsValue>> + 'static,
    ) -> Self {
        Self {
            work: Box::pin(work),
            waker: Waker::from(Arc::new(Wakeup(wake))),
        }
    }
}

#[wasm_bindgen]
impl Task {
    /// Goes on as far as possible: the result, which is an object, or `undefined` while there is none.
    ///
    /// # Errors
    ///
    /// What the call fails with. It must not be polled afterwards.
    #[wasm_bindgen(skip_typescript)]
    pub fn poll(&mut self) -> Result<JsValue, JsValue> {
        match self
            .work
            .as_mut()
            .poll(&mut Context::from_waker(&self.waker))
        {
            Poll::Ready(done) => done,
            Poll::Pending => Ok(JsValue::UNDEFINED),
        }
    }
}

struct Wakeup(Function);

impl Wake for Wakeup {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // It only plans a microtask.
        let _ = self.0.call0(&JsValue::NULL);
    }
}

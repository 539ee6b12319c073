//! The worker's face for JavaScript.

use super::session::TrafficSession;
use crate::message::answered;
use wasm_bindgen::prelude::wasm_bindgen;

/// One worker of a page: several share the files.
#[derive(Debug, Default)]
#[wasm_bindgen]
pub struct TrafficWorker {
    session: TrafficSession,
}

#[wasm_bindgen]
impl TrafficWorker {
    /// A worker that was told nothing yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes what the page tells, and gives back the answer where it asks.
    ///
    /// # Errors
    ///
    /// That the bytes are not a message.
    pub fn take(&mut self, bytes: &[u8]) -> Result<Option<Vec<u8>>, String> {
        answered(bytes, |told| self.session.take(told))
    }
}

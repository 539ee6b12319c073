//! The worker's face for JavaScript.

use crate::message::answered;
use crate::session::Session;
use wasm_bindgen::prelude::wasm_bindgen;

/// One page's worker.
#[derive(Debug, Default)]
#[wasm_bindgen]
pub struct Worker {
    session: Session,
}

#[wasm_bindgen]
impl Worker {
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

//! Stands in for the crate `wasm-streams`.
//!
//! leptos depends on it by `server_fn`, with no feature to say no, and only to stream to a server of its own, which this
//! project has none of. The real one exports three classes, and what is exported no tool removes: 4 KB of the page's first
//! load (brotli, November 2026). This one has what `server_fn` 0.8 names, and streams nothing. `[patch.crates-io]` in the
//! root Cargo.toml puts it in place; when leptos can do without, it goes.

use futures_util::Stream;
use futures_util::stream;
use wasm_bindgen::{JsValue, UnwrapThrowExt};

/// What whoever reads such a stream is told.
const NOTHING: &str =
    "this program streams nothing: vendor/wasm-streams stands in for wasm-streams";

/// A stream of the browser's.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Takes a stream of the browser's.
    #[must_use]
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// Drops the stream: nothing is ever sent.
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self(web_sys::ReadableStream::new().unwrap_throw())
    }

    /// Gives the stream of the browser's back.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Returns a stream of one error.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> {
        stream::once(std::future::ready(Err(JsValue::from_str(NOTHING))))
    }
}

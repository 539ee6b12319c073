//! The npm package `nsg-what-if`: a thin wasm-bindgen face over the engine. It holds no rules.
//!
//! Objects come in and objects go out. Many flows at once alone come packed, as numbers, by the hand-written part in `npm/`:
//! that takes a fraction of the time that objects take.
//!
//! # Organization
//!
//! * `offline` and `live`: what JavaScript calls. They become two modules of WebAssembly, the second with
//!   the feature `live`: most portals never ask Azure and should not load what asks. Natively there are
//!   no modules, and one build checks both.
//! * [`version`] and [`restart`]: what both modules have.
//! * `analysis`: sets of flows, in the offline module; `judge`: what judges many flows.
//! * `given`: what a caller gives, read where it stands.
//! * `flow`: from an object or a text to a flow; `packed`: from numbers to many.
//! * `to_js`: from a verdict, a document or diagnostics to an object.
//! * `types`: the declarations for TypeScript.

#[cfg(all(
    feature = "sets",
    any(not(feature = "live"), not(target_family = "wasm"))
))]
mod analysis;
mod flow;
mod given;
#[cfg(any(not(feature = "live"), not(target_family = "wasm")))]
mod judge;
#[cfg(feature = "live")]
mod live;
#[cfg(any(not(feature = "live"), not(target_family = "wasm")))]
mod offline;
#[cfg(any(not(feature = "live"), not(target_family = "wasm")))]
mod packed;
mod problem;
mod to_js;
#[cfg(any(not(feature = "live"), not(target_family = "wasm")))]
mod types;

#[cfg(all(
    feature = "sets",
    any(not(feature = "live"), not(target_family = "wasm"))
))]
pub use analysis::{
    check_contracts, compare, findings, flow_text, flows, near_misses, parse_tree, review, speak,
    why_not,
};
#[cfg(feature = "live")]
pub use live::{LiveClient, Task};
#[cfg(any(not(feature = "live"), not(target_family = "wasm")))]
pub use offline::{Prepared, parse, verify};

#[cfg(any(not(feature = "live"), not(target_family = "wasm")))]
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the package, as in its `package.json`.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// A flow, or what is wrong with it: a list of diagnostics.
#[cfg(any(not(feature = "live"), not(target_family = "wasm")))]
fn read(flow: &JsValue) -> Result<nsg::Flow, JsValue> {
    flow::read(flow, "/flow").map_err(to_js::diagnostics)
}

/// Has the next call start from a fresh instance of the module: whatever ended the last call may have
/// left the memory in any state. Objects of this instance throw from then on.
#[wasm_bindgen(skip_typescript)]
pub fn restart() {
    wasm_bindgen::handler::schedule_reinit();
}

/// Panics, so that a test can see what becomes of the module. The package does not export it.
#[wasm_bindgen(skip_typescript)]
pub fn panic_on_purpose() {
    #[expect(clippy::panic, reason = "this is what the function is for")]
    {
        panic!("on purpose");
    }
}

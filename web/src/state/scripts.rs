//! What JavaScript does for the page; its entry hands it over.

use js_sys::{Error, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Functions from a text to the promise of another one.
#[derive(Clone, Debug)]
pub struct Scripts {
    /// Squeezes text to letters that a URL keeps.
    pub pack: Function,
    /// The other way.
    pub unpack: Function,
    /// From a file with contracts to lines, as `nsg_analysis::lines` reads them.
    pub read_contracts: Function,
}

/// Calls one of them.
///
/// # Errors
///
/// What it says is wrong.
pub(super) async fn called(function: &Function, text: &str) -> Result<String, String> {
    let promised = async {
        let promise = function.call1(&JsValue::UNDEFINED, &text.into())?;
        JsFuture::from(promise.dyn_into::<Promise>()?).await
    };
    match promised.await {
        Ok(text) => text.as_string().ok_or_else(String::new),
        Err(error) => Err(error
            .dyn_ref::<Error>()
            .map(|error| String::from(error.message()))
            .unwrap_or_default()),
    }
}

//! From a verdict, a document or diagnostics to what JavaScript gets.

use nsg_documents::Diagnostic;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::JsValue;

/// The value as an object. What the contract lets be absent is skipped by the types themselves, so what
/// is left without a value is `null`.
pub(crate) fn of<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsValue> {
    let serializer = Serializer::new()
        .serialize_missing_as_null(true)
        .serialize_maps_as_objects(true);
    Ok(value.serialize(&serializer)?)
}

/// Diagnostics alone, to be thrown.
pub(crate) fn diagnostics(diagnostics: Vec<Diagnostic>) -> JsValue {
    of(&diagnostics).unwrap_or_else(|error| error)
}

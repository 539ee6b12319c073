//! From a verdict, a document or diagnostics to what JavaScript gets.

use nsg_documents::{Diagnostic, Document, write};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::JsValue;

/// A pasted document as the package gives it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Parsed<'a, G> {
    #[serde(skip_serializing_if = "Option::is_none")]
    shape: Option<&'static str>,
    network_security_groups: Vec<G>,
    diagnostics: &'a [Diagnostic],
}

/// The value as an object. What the contract lets be absent is skipped by the types themselves, so what
/// is left without a value is `null`.
pub(crate) fn of<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsValue> {
    let serializer = Serializer::new()
        .serialize_missing_as_null(true)
        .serialize_maps_as_objects(true);
    Ok(value.serialize(&serializer)?)
}

/// A document: its shape, its groups as Azure writes them, its diagnostics.
pub(crate) fn document(document: &Document) -> Result<JsValue, JsValue> {
    let groups = document.groups.iter();
    of(&Parsed {
        shape: document.shape.map(|shape| shape.as_str()),
        network_security_groups: groups
            .map(|group| write::network_security_group(&group.security_group))
            .collect(),
        diagnostics: &document.diagnostics,
    })
}

/// Diagnostics alone, to be thrown.
pub(crate) fn diagnostics(diagnostics: Vec<Diagnostic>) -> JsValue {
    of(&diagnostics).unwrap_or_else(|error| error)
}

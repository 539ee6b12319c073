//! The part of the module that comes with an element.

use super::events;
use super::portal_flow::PortalFlow;
use crate::state::State;
use leptos::prelude::*;
use nsg_documents::assemble::ScenarioTexts;
use std::sync::OnceLock;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::JsError;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// What an element has and the page of its own lacks.
#[derive(Clone, Copy)]
pub(super) struct ElementPart {
    /// Tells the portal of every change, for as long as the element is there.
    pub(super) tell: fn(State),
    /// Tells the portal the scenario, where it does not know it yet.
    pub(super) tell_scenario: fn(State),
    /// Puts a scenario in place of the rules and what they refer to.
    pub(super) put_scenario: fn(State, &ScenarioTexts<'_>, JsValue) -> Result<(), JsError>,
    /// Puts a flow into the form.
    pub(super) put_flow: fn(State, &str) -> Result<(), JsError>,
    /// Returns the flow in the form as JSON.
    pub(super) flow: fn(State) -> Option<String>,
}

static LOADED: OnceLock<ElementPart> = OnceLock::new();

// What is reached from here alone is loaded with it.
#[wasm_split(element, fallible)]
fn load() -> Result<ElementPart, SplitLoaderError> {
    Ok(ElementPart {
        tell: events::tell,
        tell_scenario: events::tell_scenario,
        put_scenario,
        put_flow,
        flow,
    })
}

/// Loads the part, once.
pub(super) async fn fetch() -> Result<(), JsError> {
    if LOADED.get().is_none() {
        let failed = "a part of the element could not be loaded: serve every file of the package beside element.js";
        let part = load().await.map_err(|_| JsError::new(failed))?;
        // Another element may have been first.
        let _ = LOADED.set(part);
    }
    Ok(())
}

/// Returns the part, where it is there.
pub(super) fn get() -> Option<ElementPart> {
    LOADED.get().copied()
}

/// Returns the part.
///
/// # Errors
///
/// That nobody has loaded it.
pub(super) fn loaded() -> Result<ElementPart, JsError> {
    get().ok_or_else(|| JsError::new("load_element was not called"))
}

fn put_scenario(
    state: State,
    texts: &ScenarioTexts<'_>,
    service_tags: JsValue,
) -> Result<(), JsError> {
    let has_document = state.put_scenario(texts).map_err(|diagnostics| {
        let messages = diagnostics.iter().map(|it| it.message.as_str());
        JsError::new(&messages.collect::<Vec<_>>().join("; "))
    })?;
    state.host.portal.update_value(|portal| {
        portal.tag_document = has_document.then_some(service_tags);
        portal.learns(state);
    });
    Ok(())
}

fn put_flow(state: State, json: &str) -> Result<(), JsError> {
    let flow: PortalFlow = serde_json::from_str(json)?;
    state.flow.restore(&flow.into());
    Ok(())
}

fn flow(state: State) -> Option<String> {
    let flow = PortalFlow::of(untrack(|| state.flow.saved()))?;
    serde_json::to_string(&flow).ok()
}

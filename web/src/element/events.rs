//! Events for the portal around an element, as objects: the package's own types.

use crate::state::{GroupInput, Outcome, State, complete};
use js_sys::{JSON, Object, Reflect};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use nsg::{AddressSet, AppliedTo, Name, Network};
use nsg_documents::{NeededReader, write};
use serde::Serialize;
use std::time::Duration;
use wasm_bindgen::JsValue;

/// Typing goes on for so long before the scenario is told.
const PAUSE: Duration = Duration::from_millis(100);

/// An error of the element's own.
fn error(code: &str, message: &str, help: &str) -> JsValue {
    object_of(&[
        ("code", code.into()),
        ("message", message.into()),
        ("help", help.into()),
    ])
}

/// Tells of every change, for as long as the element is there.
pub(super) fn tell(state: State) {
    Effect::new(move |_| verdict(state));
    Effect::new(move |_| {
        if state.readers.have_failed() {
            let message = "what reads documents of this form could not be loaded";
            let help = "serve every file of the package beside element.js";
            let error = error("not-loaded", message, help);
            state.host.tell("error", &error);
        }
    });
    let pending = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        // What files and Azure tell of tags is told with the rest: elsewhere the rules are to judge the same. All that may
        // be new to the portal is tracked here, and looked at when nobody types any more.
        state.scenario.track();
        let _ = complete(state);
        // Told with the group that is meant, or not at all.
        if [state.subnet, state.interface]
            .iter()
            .any(GroupInput::waits)
        {
            return;
        }
        let later = set_timeout_with_handle(move || tell_scenario(state), PAUSE).ok();
        if let Some(before) = pending.try_update_value(|kept| std::mem::replace(kept, later)) {
            before.iter().for_each(TimeoutHandle::clear);
        }
    });
    on_cleanup(move || {
        if let Some(last) = pending.try_update_value(Option::take).flatten() {
            last.clear();
        }
    });
}

/// Tells the scenario, where the portal does not know it yet.
pub(super) fn tell_scenario(state: State) {
    let is_new = state
        .host
        .portal
        .try_update_value(|portal| portal.learns(state));
    if is_new == Some(true) {
        let scenario = untrack(|| scenario(state));
        state.host.tell("scenariochange", &scenario);
    }
}

/// The verdict with its flow; nothing while there is none.
fn verdict(state: State) {
    let detail = state.outcome.with(|outcome| match outcome {
        Outcome::Verdict(judged) => object(&judged.verdict),
        Outcome::Unreadable(place) => {
            // The package's errors are English everywhere, whatever language the element speaks.
            let place = match place {
                AppliedTo::Subnet => "subnet NSG",
                _ => "NIC NSG",
            };
            let message = format!("the {place} could not be read");
            let help = "the element says where and why";
            let error = error("unreadable-group", &message, help);
            state.host.tell("error", &error);
            JsValue::NULL
        }
        _ => JsValue::NULL,
    });
    state.host.tell("verdict", &detail);
}

/// The scenario, so that it is judged the same elsewhere.
fn scenario(state: State) -> JsValue {
    let network = state
        .scenario
        .with(|scenario| told_network(state, &scenario.network));
    object_of(&[
        ("subnetSecurityGroup", group(state.subnet)),
        ("networkInterfaceSecurityGroup", group(state.interface)),
        ("network", network),
    ])
}

/// What the rules refer to. Of the tags of a file only those that the rules mention; where the portal gave the file it is given
/// back for rules to come: as it was, or with what else is known of a tag.
fn told_network(state: State, network: &Network) -> JsValue {
    let file = state.network.tag_file.get();
    let given = state
        .host
        .portal
        .with_value(|portal| portal.tag_document.clone());
    let mentioned = state.mentions.get();
    let mut told = network.clone();
    let is_of_file = |name: &Name, set: &AddressSet| {
        let file = file.as_ref();
        file.is_some_and(|file| file.content.tags.get(name) == Some(set))
    };
    let is_all_of_file = told
        .service_tags
        .iter()
        .all(|(name, set)| is_of_file(name, set));
    match given {
        Some(_) if is_all_of_file => told.service_tags.clear(),
        Some(_) => {}
        None => told
            .service_tags
            .retain(|name, set| mentioned.service_tags.contains(name) || !is_of_file(name, set)),
    }
    let told = object(&write::network(&told));
    if let (Some(document), true) = (given, is_all_of_file) {
        let _ = Reflect::set(&told, &"serviceTags".into(), &document);
    }
    told
}

/// A place's text, or the group that is meant where the text is not it: edited, one of several, or in a syntax that the
/// package reads by `read` alone. `null` is no group.
fn group(place: GroupInput) -> JsValue {
    let is_one_of_several = place.document.with(|document| document.groups.len() > 1);
    let is_edited = place.rows.with(Option::is_some);
    let is_json = place
        .text
        .with(|text| NeededReader::of(text) == NeededReader::Json);
    match place.group() {
        Some(group) if is_edited || is_one_of_several || !is_json => {
            object(&write::group_document(&group))
        }
        _ => place.text.with(|text| match text.is_empty() {
            true => JsValue::NULL,
            false => text.as_str().into(),
        }),
    }
}

fn object_of(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in members {
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}

/// The value as an object, with `null` where the package's types have it.
pub(crate) fn object<T: Serialize + ?Sized>(value: &T) -> JsValue {
    let json = serde_json::to_string(value).ok();
    let object = json.and_then(|json| JSON::parse(&json).ok());
    object.unwrap_or(JsValue::NULL)
}

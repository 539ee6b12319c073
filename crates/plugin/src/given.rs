//! Reads what a caller gives: objects as objects, texts as texts.
//!
//! An object crosses as it is and is read as JSON in one go, inside of which a getter may throw, a proxy may lie and nesting
//! may have no end: all of that is a problem of the input, with its place. A group keeps the reader that knows every form.

use crate::problem;
use js_sys::{JSON, Reflect};
use nsg::Scenario;
use nsg_documents::Diagnostic;
use nsg_documents::assemble::{self, ScenarioTexts};
use wasm_bindgen::prelude::JsValue;

/// The parts of a scenario.
const PARTS: [&str; 3] = [
    "subnetSecurityGroup",
    "networkInterfaceSecurityGroup",
    "network",
];

/// A text that was given, or an object as JSON.
struct GivenText {
    text: String,
    is_object: bool,
}

/// Reads the scenario of an argument.
///
/// # Errors
///
/// Every reason why flows must not be judged by it, with pointers that begin with the argument's name.
pub(crate) fn scenario(given: &JsValue, argument: &str) -> Result<Scenario, Vec<Diagnostic>> {
    let at = format!("/{argument}");
    if !given.is_object() {
        let message = "the scenario is not an object".to_owned();
        return Err(vec![problem::at(at, "invalid-scenario", message)]);
    }
    let part = |key: &str| {
        let pointer = format!("{at}/{key}");
        let value = Reflect::get(given, &key.into());
        let value = value.map_err(|thrown| vec![not_json(&pointer, Some(&thrown))])?;
        source(&value, &pointer)
    };
    let [subnet, interface, network] = PARTS;
    let parts = [part(subnet)?, part(interface)?, part(network)?];
    let [subnet, interface, network] = parts
        .each_ref()
        .map(|part| Some(part.as_ref()?.text.as_str()));
    let assembled = assemble::read(&ScenarioTexts {
        subnet_security_group: subnet,
        network_interface_security_group: interface,
        network,
    });
    let objects = PARTS.iter().zip(&parts);
    let objects = objects.filter(|(_, part)| part.as_ref().is_some_and(|part| part.is_object));
    let objects: Vec<_> = objects.map(|(key, _)| Some(*key)).collect();
    assembled.whole().map_err(|mut problems| {
        for problem in &mut problems {
            let inside = problem.pointer.take().unwrap_or_default();
            // Lines of a text that nobody has would say nothing.
            if objects.contains(&inside.split('/').nth(1)) {
                forget_position(problem);
            }
            problem.pointer = Some(format!("{at}{inside}"));
        }
        problems
    })
}

/// Reads a text, or an object as JSON; empty where nothing is given.
///
/// # Errors
///
/// That it is neither.
#[cfg(any(not(feature = "live"), not(target_family = "wasm")))]
pub(crate) fn text(given: &JsValue, pointer: &str) -> Result<String, Vec<Diagnostic>> {
    Ok(source(given, pointer)?
        .map(|source| source.text)
        .unwrap_or_default())
}

/// Reads an object as JSON.
///
/// # Errors
///
/// That there is none.
#[cfg(all(
    feature = "sets",
    any(not(feature = "live"), not(target_family = "wasm"))
))]
pub(crate) fn json(given: &JsValue, pointer: &str) -> Result<String, Vec<Diagnostic>> {
    // Text would be read as the JSON that it is not meant to be.
    let given = source(given, pointer)?.filter(|source| source.is_object);
    Ok(given.map_or_else(|| "null".to_owned(), |source| source.text))
}

fn source(given: &JsValue, pointer: &str) -> Result<Option<GivenText>, Vec<Diagnostic>> {
    if given.is_undefined() || given.is_null() {
        return Ok(None);
    }
    if let Some(text) = given.as_string() {
        let is_object = false;
        return Ok(Some(GivenText { text, is_object }));
    }
    let written = match given.is_object() {
        true => JSON::stringify(given).map(|text| text.as_string()),
        false => Ok(None),
    };
    match written {
        Ok(Some(text)) => {
            let is_object = true;
            Ok(Some(GivenText { text, is_object }))
        }
        Ok(None) => Err(vec![not_json(pointer, None)]),
        // A cycle, a BigInt, a getter that throws, nesting without end.
        Err(thrown) => Err(vec![not_json(pointer, Some(&thrown))]),
    }
}

fn not_json(pointer: &str, thrown: Option<&JsValue>) -> Diagnostic {
    let why = thrown
        .and_then(message)
        .map(|why| format!(": {}", text::plain(&why)));
    let why = why.unwrap_or_default();
    let message = format!("this is neither text nor an object of JSON values{why}");
    problem::at(pointer.to_owned(), "not-json", message)
}

/// What was thrown, in words.
pub(crate) fn message(thrown: &JsValue) -> Option<String> {
    let message = Reflect::get(thrown, &"message".into()).ok();
    message.as_ref().unwrap_or(thrown).as_string()
}

fn forget_position(problem: &mut Diagnostic) {
    problem.line = None;
    problem.column = None;
    problem.start = None;
    problem.end = None;
}

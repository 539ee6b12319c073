//! The functions that the offline module offers JavaScript.

use crate::given;
use crate::judge::Judge;
use crate::packed;
use crate::read;
use crate::to_js;
use nsg::Decision;
use nsg_documents::{Diagnostic, Document, DocumentGroup, Position, write};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// A pasted document as the package gives it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Parsed<'a, G> {
    #[serde(skip_serializing_if = "Option::is_none")]
    shape: Option<&'static str>,
    network_security_groups: Vec<G>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Vec<G>>,
    locations: Vec<GroupLocations<'a>>,
    diagnostics: &'a [Diagnostic],
}

/// Where a group and its rules stand in the text; `null` where they do not.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GroupLocations<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    group: Option<Position>,
    security_rules: &'a [Option<Position>],
}

impl<'a> GroupLocations<'a> {
    pub(crate) fn of(group: &'a DocumentGroup) -> Self {
        Self {
            address: group.address(),
            group: group.position,
            security_rules: &group.security_rule_positions,
        }
    }
}

/// Reads a pasted document: a text, or an object.
///
/// # Errors
///
/// That it is neither: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn parse(given: &JsValue) -> Result<JsValue, JsValue> {
    let text = given::text(given, "").map_err(to_js::diagnostics)?;
    document(&nsg_documents::read(&text))
}

/// Judges one flow by the reference evaluator.
///
/// # Errors
///
/// What is wrong with the scenario or the flow: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn verify(scenario: &JsValue, flow: &JsValue) -> Result<JsValue, JsValue> {
    let scenario = given::scenario(scenario, "scenario").map_err(to_js::diagnostics)?;
    to_js::of(&nsg::verify(&scenario, &read(flow)?))
}

/// A scenario, compiled.
#[wasm_bindgen(skip_typescript)]
#[derive(Debug)]
pub struct Prepared {
    judge: Judge,
}

#[wasm_bindgen]
impl Prepared {
    /// Compiles a scenario.
    ///
    /// # Errors
    ///
    /// What is wrong with the scenario: a list of diagnostics.
    #[wasm_bindgen(constructor, skip_typescript)]
    pub fn new(scenario: &JsValue) -> Result<Self, JsValue> {
        let scenario = given::scenario(scenario, "scenario").map_err(to_js::diagnostics)?;
        Ok(Self {
            judge: Judge::new(scenario),
        })
    }

    /// The verdict without its stages.
    ///
    /// # Errors
    ///
    /// What is wrong with the flow: a list of diagnostics.
    #[wasm_bindgen(skip_typescript)]
    pub fn verdict(&self, flow: &JsValue) -> Result<JsValue, JsValue> {
        to_js::of(&self.judge.verdict(&read(flow)?))
    }

    /// The stages of the verdict.
    ///
    /// # Errors
    ///
    /// What is wrong with the flow: a list of diagnostics.
    #[wasm_bindgen(skip_typescript)]
    pub fn stages(&self, flow: &JsValue) -> Result<JsValue, JsValue> {
        let verdict = self.judge.verify(&read(flow)?);
        to_js::of(&verdict.evaluated_network_security_groups)
    }

    /// The access of each flow, one character each: `A`, `D` or `?`. The usual flows come as numbers,
    /// the others as the objects that they are.
    ///
    /// # Errors
    ///
    /// What is wrong with the first flow that cannot be read: a list of diagnostics.
    #[wasm_bindgen(skip_typescript)]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "wasm-bindgen hands a list of objects over"
    )]
    pub fn accesses(&self, words: &[u32], objects: Vec<JsValue>) -> Result<String, JsValue> {
        let mut answer = String::with_capacity(words.len() / 4);
        for flow in packed::flows(words, &objects) {
            let flow = flow.map_err(to_js::diagnostics)?;
            answer.push(match self.judge.access(&flow) {
                Decision::Allow => 'A',
                Decision::Deny => 'D',
                Decision::Depends => '?',
            });
        }
        Ok(answer)
    }
}

/// A document: its shape, its groups as Azure writes them, its diagnostics.
pub(crate) fn document(document: &Document) -> Result<JsValue, JsValue> {
    to_js::of(&Parsed {
        shape: document.shape.map(|shape| shape.as_str()),
        network_security_groups: written(&document.groups),
        before: document.before.as_deref().map(written),
        locations: document.groups.iter().map(GroupLocations::of).collect(),
        diagnostics: &document.diagnostics,
    })
}

/// Groups as Azure writes them.
fn written(groups: &[DocumentGroup]) -> Vec<impl Serialize> {
    let groups = groups.iter();
    groups
        .map(|group| write::network_security_group(&group.security_group))
        .collect()
}

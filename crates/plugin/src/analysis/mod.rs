//! Sets of flows for JavaScript.

mod answer;
mod review;

use crate::flow;
use crate::given;
use crate::offline;
use crate::problem;
use crate::read;
use crate::to_js;
use nsg::{Access, Direction, Flow, Scenario};
use nsg_analysis::contracts::{self, Checked, ContractProblem};
use nsg_analysis::results::{Compared, Regions, ShownRegions};
use nsg_analysis::{AddressNames, Limits, Query, TooLarge};
use nsg_documents::write;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

fn scenario(given: &JsValue, argument: &str) -> Result<Scenario, JsValue> {
    given::scenario(given, argument).map_err(to_js::diagnostics)
}

fn slips(slips: Vec<ContractProblem>) -> JsValue {
    let problems = slips.into_iter();
    let problems = problems.map(|slip| problem::at(slip.pointer, slip.code, slip.message));
    to_js::diagnostics(problems.collect())
}

fn too_large(error: TooLarge) -> JsValue {
    let problem = problem::at(String::new(), "too-many-regions", error.to_string());
    to_js::diagnostics(vec![problem])
}

/// The word of an argument; nothing where it is not given.
fn word<T: std::str::FromStr>(given: &JsValue) -> Option<Option<T>> {
    if given.is_undefined() || given.is_null() {
        return Some(None);
    }
    given.as_string()?.parse().ok().map(Some)
}

fn no_word(pointer: &str, code: &'static str, message: &str) -> JsValue {
    to_js::diagnostics(vec![problem::at(
        pointer.to_owned(),
        code,
        message.to_owned(),
    )])
}

/// What changes from one scenario to the other; in one direction, or in both where none is given.
///
/// # Errors
///
/// What is wrong with an argument, or that there are too many regions: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn compare(before: &JsValue, after: &JsValue, direction: &JsValue) -> Result<JsValue, JsValue> {
    let before = scenario(before, "before")?;
    let after = scenario(after, "after")?;
    let direction: Option<Direction> = word(direction).ok_or_else(|| {
        let message = "the direction is neither `Inbound` nor `Outbound`";
        no_word("/direction", "invalid-direction", message)
    })?;
    let comparison = nsg_analysis::compare(&before, &after, direction, Limits::default());
    let comparison = comparison.map_err(too_large)?;
    let names = AddressNames::new(&after.network);
    let shown = ShownRegions::default();
    to_js::of(&Compared::new(&comparison, &names, &after, shown))
}

/// What there is to know about the rules.
///
/// # Errors
///
/// What is wrong with the scenario, or that there are too many regions: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn findings(given: &JsValue) -> Result<JsValue, JsValue> {
    let scenario = scenario(given, "scenario")?;
    let found = nsg_analysis::findings(&scenario, Limits::default()).map_err(too_large)?;
    let found = found.iter();
    let found = found.map(|finding| finding.map_rules(write::security_rule));
    to_js::of(&found.collect::<Vec<_>>())
}

/// The text of a flow, which may come as one.
///
/// # Errors
///
/// What is wrong with the flow: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn flow_text(flow: &JsValue) -> Result<String, JsValue> {
    Ok(read(flow)?.to_string())
}

/// What becomes of the flows of a query, or of the one flow whose text it is.
///
/// # Errors
///
/// What is wrong with the scenario or the query, or that there are too many regions: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn flows(given: &JsValue, query: &JsValue) -> Result<JsValue, JsValue> {
    let scenario = scenario(given, "scenario")?;
    let query = match query.as_string() {
        Some(_) => Query::from(&flow::read(query, "/query").map_err(to_js::diagnostics)?),
        None => {
            let query = given::json(query, "/query").map_err(to_js::diagnostics)?;
            contracts::read_query(&query, "/query", &[&scenario]).map_err(slips)?
        }
    };
    let parts = nsg_analysis::flows(&scenario, &query, Limits::default()).map_err(too_large)?;
    to_js::of(&Regions::new(&parts, &AddressNames::new(&scenario.network)))
}

/// The smallest edits that give a flow the wanted access.
///
/// # Errors
///
/// What is wrong with the scenario, the flow or the wanted access: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn why_not(given: &JsValue, flow: &JsValue, wanted: &JsValue) -> Result<JsValue, JsValue> {
    let (scenario, flow, wanted) = wish(given, flow, wanted)?;
    let answer = nsg_analysis::why_not(&scenario, &flow, wanted, Limits::default());
    answer::fixes(&answer.fixes, &scenario.network)
}

/// The rules that would have given a flow the wanted access, and what each missed by.
///
/// # Errors
///
/// What is wrong with the scenario, the flow or the wanted access: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn near_misses(given: &JsValue, flow: &JsValue, wanted: &JsValue) -> Result<JsValue, JsValue> {
    let (scenario, flow, wanted) = wish(given, flow, wanted)?;
    to_js::of(&nsg_analysis::near_misses(&scenario, &flow, wanted))
}

/// What is wished of one flow.
fn wish(
    given: &JsValue,
    flow: &JsValue,
    wanted: &JsValue,
) -> Result<(Scenario, Flow, Access), JsValue> {
    let scenario = scenario(given, "scenario")?;
    let flow = read(flow)?;
    let wanted: Option<Access> = word(wanted).flatten();
    let wanted = wanted.ok_or_else(|| {
        let message = "the wanted access is neither `Allow` nor `Deny`";
        no_word("/wanted", "invalid-access", message)
    })?;
    if flow.protocol.has_ports() && (flow.local.port.is_none() || flow.remote.port.is_none()) {
        let message = "a fix is for one flow: both ports are needed".to_owned();
        let problem = problem::at("/flow".to_owned(), "missing-port", message);
        return Err(to_js::diagnostics(vec![problem]));
    }
    Ok((scenario, flow, wanted))
}

/// Whether each contract holds.
///
/// # Errors
///
/// What is wrong with the scenario or a contract, or that there are too many regions: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn check_contracts(given: &JsValue, asked: &JsValue) -> Result<JsValue, JsValue> {
    let scenario = scenario(given, "scenario")?;
    let asked = given::json(asked, "/contracts").map_err(to_js::diagnostics)?;
    let mut checked = Vec::new();
    for contract in contracts::read(&asked, &[&scenario]).map_err(slips)? {
        let outcome = contracts::check(&scenario, &contract, Limits::default());
        checked.push(Checked {
            outcome: outcome.map_err(too_large)?,
            name: contract.name,
            before: None,
        });
    }
    to_js::of(&checked)
}

/// Speaks a language from now on; without templates it is English. Texts that were given out stay what they are.
///
/// # Errors
///
/// That the templates are of another build: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn speak(tag: &str, templates: &JsValue) -> Result<(), JsValue> {
    if templates.is_undefined() {
        text::speak(None);
        return Ok(());
    }
    let read = || serde_wasm_bindgen::from_value(templates.clone());
    text::speak_as(tag, read).map_err(|_| {
        let message = "the messages of this language are of another version of the package";
        no_word("/language", "invalid-language", message)
    })
}

/// Reads a document of a text, which is UTF-8, and the tree that the module of syntaxes made of it.
///
/// # Errors
///
/// That the document cannot be written as an object: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn parse_tree(text: &[u8], tree: &[u8]) -> Result<JsValue, JsValue> {
    let text = String::from_utf8_lossy(text);
    offline::document(&nsg_documents::read_tree(&text, tree))
}

/// What a change does to each group of one document that tells it, or of two; with the trees of texts that `parse` alone cannot
/// read.
///
/// # Errors
///
/// That rules may be missing from a document, what is wrong with the network or a contract, or that there are too many
/// regions: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn review(
    after: &JsValue,
    before: &JsValue,
    network: &JsValue,
    contracts: &JsValue,
    after_tree: Option<Vec<u8>>,
    before_tree: Option<Vec<u8>>,
) -> Result<JsValue, JsValue> {
    let after = review::ReviewedDocument::new(after, after_tree);
    let before = review::ReviewedDocument::new(before, before_tree);
    review::review(&after, &before, network, contracts)
}

//! Sets of flows for JavaScript.

mod answer;

use crate::flow;
use crate::object;
use crate::problem;
use crate::read;
use crate::scenario::Texts;
use answer::{Checked, Found, Mended};
use nsg::{Access, Scenario};
use nsg_analysis::contracts;
use nsg_analysis::lines::{self, Slip};
use nsg_analysis::objects::{Compared, Regions};
use nsg_analysis::{Limits, Names, Query, TooLarge};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Text = Option<String>;

fn scenario(argument: &'static str, texts: [Text; 3], parsed: u8) -> Result<Scenario, JsValue> {
    Texts::of(argument, texts, parsed)
        .read()
        .map_err(object::diagnostics)
}

fn slips(slips: Vec<Slip>) -> JsValue {
    let problems = slips.into_iter();
    let problems = problems.map(|slip| problem::at(slip.pointer, slip.code, slip.message));
    object::diagnostics(problems.collect())
}

fn too_large(error: TooLarge) -> JsValue {
    let problem = problem::at(String::new(), "too-many-regions", error.to_string());
    object::diagnostics(vec![problem])
}

/// What changes from one scenario to the other.
///
/// # Errors
///
/// What is wrong with a scenario, or that there are too many regions: a list of diagnostics.
#[expect(
    clippy::too_many_arguments,
    reason = "two scenarios of three texts each"
)]
#[wasm_bindgen(skip_typescript)]
pub fn compare(
    subnet: Text,
    network_interface: Text,
    network: Text,
    parsed: u8,
    subnet_after: Text,
    network_interface_after: Text,
    network_after: Text,
    parsed_after: u8,
    direction: &str,
) -> Result<JsValue, JsValue> {
    let before = scenario("before", [subnet, network_interface, network], parsed)?;
    let after = [subnet_after, network_interface_after, network_after];
    let after = scenario("after", after, parsed_after)?;
    let comparison =
        nsg_analysis::compare(&before, &after, direction.parse().ok(), Limits::default());
    let comparison = comparison.map_err(too_large)?;
    object::of(&Compared::new(&comparison, &after))
}

/// What there is to know about the rules.
///
/// # Errors
///
/// What is wrong with the scenario, or that there are too many regions: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn findings(
    subnet: Text,
    network_interface: Text,
    network: Text,
    parsed: u8,
) -> Result<JsValue, JsValue> {
    let scenario = scenario("scenario", [subnet, network_interface, network], parsed)?;
    let found = nsg_analysis::findings(&scenario, Limits::default()).map_err(too_large)?;
    let found: Vec<Found<'_>> = found.iter().map(Found::new).collect();
    object::of(&found)
}

/// The text of a flow, which may come as one.
///
/// # Errors
///
/// What is wrong with the flow: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn flow_text(line: &str) -> Result<String, JsValue> {
    Ok(read(line)?.to_string())
}

/// What becomes of the flows of a query, or of the one flow whose text it is.
///
/// # Errors
///
/// What is wrong with the scenario or the query, or that there are too many regions: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn flows(
    subnet: Text,
    network_interface: Text,
    network: Text,
    parsed: u8,
    query: &str,
) -> Result<JsValue, JsValue> {
    let scenario = scenario("scenario", [subnet, network_interface, network], parsed)?;
    let query = match flow::text(query) {
        Some(_) => {
            let flow = flow::read(query);
            let flow = flow.map_err(|faults| object::diagnostics(faults.diagnostics("/query")))?;
            Query::from(&flow)
        }
        None => lines::query(query, "/query", &[&scenario]).map_err(slips)?,
    };
    let parts = nsg_analysis::flows(&scenario, &query, Limits::default()).map_err(too_large)?;
    object::of(&Regions::new(&parts, &Names::new(&scenario.network)))
}

/// Why a flow does not have the wanted access, and what gives it.
///
/// # Errors
///
/// What is wrong with the scenario, the flow or the wanted access: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn why_not(
    subnet: Text,
    network_interface: Text,
    network: Text,
    parsed: u8,
    line: &str,
    wanted: &str,
) -> Result<JsValue, JsValue> {
    let texts = Texts::new([subnet, network_interface, network], parsed);
    let (scenario, tags) = texts.read_with_tags().map_err(object::diagnostics)?;
    let flow = read(line)?;
    let wanted: Access = wanted.parse().map_err(|()| {
        let message = "the wanted access is neither `Allow` nor `Deny`".to_owned();
        object::diagnostics(vec![problem::at(
            "/wanted".to_owned(),
            "invalid-access",
            message,
        )])
    })?;
    if flow.protocol.has_ports() && (flow.local.port.is_none() || flow.remote.port.is_none()) {
        let message = "a fix is for one flow: both ports are needed".to_owned();
        let problem = problem::at("/flow".to_owned(), "missing-port", message);
        return Err(object::diagnostics(vec![problem]));
    }
    let answer = nsg_analysis::why_not(&scenario, &flow, wanted, Limits::default());
    object::of(&Mended::all(&answer, &tags))
}

/// Whether each contract holds. They come as lines: see [`nsg_analysis::lines`].
///
/// # Errors
///
/// What is wrong with the scenario or a contract, or that there are too many regions: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn check_contracts(
    subnet: Text,
    network_interface: Text,
    network: Text,
    parsed: u8,
    contracts: &str,
) -> Result<JsValue, JsValue> {
    let scenario = scenario("scenario", [subnet, network_interface, network], parsed)?;
    let mut checked = Vec::new();
    for contract in lines::contracts(contracts, &[&scenario]).map_err(slips)? {
        let outcome =
            contracts::check(&scenario, &contract, Limits::default()).map_err(too_large)?;
        checked.push(Checked::new(&contract, &outcome));
    }
    object::of(&checked)
}

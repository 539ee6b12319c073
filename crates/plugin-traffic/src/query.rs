//! The same questions as queries, for records that stay in Kusto.

use crate::given::GivenScenario;
use crate::{problem, said};
use nsg::Scenario;
use nsg_documents::Diagnostic;
use nsg_traffic::kql::{self, QueryError, QueryForm, QueryOptions, TrafficTable};
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

/// Which query is wanted.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WantedQuery {
    table: String,
    form: Option<String>,
    #[serde(default)]
    groups: Vec<String>,
}

impl WantedQuery {
    fn read(given: &str, scenarios: &[&Scenario]) -> Result<(TrafficTable, QueryOptions), String> {
        let invalid =
            |pointer: &str, message: String| said(vec![problem(pointer, "invalid-query", message)]);
        let wanted: Self =
            serde_json::from_str(given).map_err(|error| invalid("", error.to_string()))?;
        let table = wanted.table.parse().map_err(|()| {
            let message = "the table is NTANetAnalytics, AzureNetworkAnalytics_CL or FlowTuples";
            invalid("/table", message.to_owned())
        })?;
        let form = match wanted.form.as_deref() {
            None | Some("commented") => QueryForm::Commented,
            Some("short") => QueryForm::Short,
            Some("storedFunction") => QueryForm::StoredFunction,
            Some(_) => {
                let message = "the form is commented, short or storedFunction".to_owned();
                return Err(invalid("/form", message));
            }
        };
        let mut groups = wanted.groups;
        groups.extend(scenarios.iter().flat_map(|scenario| guids(scenario)));
        groups.sort_unstable();
        groups.dedup();
        let options = QueryOptions {
            form,
            groups,
            ..QueryOptions::default()
        };
        Ok((table, options))
    }
}

/// The names that logs of virtual networks have for the groups.
fn guids(scenario: &Scenario) -> impl Iterator<Item = String> {
    let groups = [
        &scenario.subnet_security_group,
        &scenario.network_interface_security_group,
    ];
    let groups = groups.into_iter().flatten();
    groups.filter_map(|group| group.resource_guid.clone())
}

fn told(error: QueryError) -> String {
    said(vec![problem("", "too-many-regions", error.to_string())])
}

fn scenario(given: &str, argument: &str) -> Result<Scenario, String> {
    GivenScenario::read(given, argument).map_err(|problems: Vec<Diagnostic>| said(problems))
}

/// Writes what a change does to recorded flows as a query in the Kusto Query Language; `wanted` is the table, the form and more
/// names of the groups as JSON.
///
/// # Errors
///
/// The faults of an argument, or the reason why there is no query: diagnostics as JSON.
#[wasm_bindgen(skip_typescript)]
pub fn traffic_query(before: &str, after: &str, wanted: &str) -> Result<String, String> {
    let (before, after) = (scenario(before, "/before")?, scenario(after, "/after")?);
    let (table, options) = WantedQuery::read(wanted, &[&before, &after])?;
    kql::traffic_query(&before, &after, table, &options).map_err(told)
}

/// Writes whether Azure's record agrees with the rules as a query.
///
/// # Errors
///
/// As of [`traffic_query`].
#[wasm_bindgen(skip_typescript)]
pub fn parity_query(rules: &str, wanted: &str) -> Result<String, String> {
    let rules = scenario(rules, "/scenario")?;
    let (table, options) = WantedQuery::read(wanted, &[&rules])?;
    kql::parity_query(&rules, table, &options).map_err(told)
}

/// Writes what each rule decided as a query.
///
/// # Errors
///
/// As of [`traffic_query`].
#[wasm_bindgen(skip_typescript)]
pub fn rule_use_query(rules: &str, wanted: &str) -> Result<String, String> {
    let rules = scenario(rules, "/scenario")?;
    let (table, options) = WantedQuery::read(wanted, &[&rules])?;
    kql::use_query(&rules, table, &options).map_err(told)
}

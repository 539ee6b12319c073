//! What a caller gives: scenarios in parts, and whose flows are meant.

use crate::problem;
use nsg::Scenario;
use nsg_documents::Diagnostic;
use nsg_documents::assemble::{self, ScenarioTexts};
use nsg_traffic::TrafficFilter;
use serde::Deserialize;

/// The parts of a scenario, each a text.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct ScenarioParts {
    subnet_security_group: Option<String>,
    network_interface_security_group: Option<String>,
    network: Option<String>,
}

impl ScenarioParts {
    /// Reads the scenario of an argument.
    ///
    /// # Errors
    ///
    /// Every reason why flows must not be judged by it, with pointers that begin with the argument's name.
    pub(crate) fn read(parts: &str, argument: &str) -> Result<Scenario, Vec<Diagnostic>> {
        let parts: Self = serde_json::from_str(parts)
            .map_err(|error| vec![problem(argument, "invalid-scenario", error.to_string())])?;
        let assembled = assemble::read(&ScenarioTexts {
            subnet_security_group: parts.subnet_security_group.as_deref(),
            network_interface_security_group: parts.network_interface_security_group.as_deref(),
            network: parts.network.as_deref(),
        });
        assembled.whole().map_err(|mut problems| {
            for problem in &mut problems {
                let inside = problem.pointer.take().unwrap_or_default();
                problem.pointer = Some(format!("{argument}{inside}"));
            }
            problems
        })
    }
}

/// Reads whose flows are meant; all of them where nothing is said.
///
/// # Errors
///
/// What is wrong with the filter.
pub(crate) fn filter(given: Option<&str>) -> Result<TrafficFilter, Vec<Diagnostic>> {
    let Some(given) = given else {
        return Ok(TrafficFilter::default());
    };
    // By way of a value: lines and columns of a text that nobody has would say nothing.
    let value: Result<serde_json::Value, _> = serde_json::from_str(given);
    let filter = value.and_then(serde_json::from_value);
    filter.map_err(|error| vec![problem("/only", "invalid-filter", error.to_string())])
}

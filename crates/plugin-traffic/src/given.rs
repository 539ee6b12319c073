//! What a caller gives: scenarios in parts, and whose flows are meant.

use crate::problem;
use nsg::Scenario;
use nsg_documents::Diagnostic;
use nsg_documents::assemble::{self, ScenarioTexts};
use nsg_traffic::TrafficFilter;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::net::IpAddr;

/// The parts of a scenario, each a text.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct GivenScenario {
    subnet_security_group: Option<String>,
    network_interface_security_group: Option<String>,
    network: Option<String>,
}

impl GivenScenario {
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
/// Reads the filter, or says what is wrong with each of its members.
pub(crate) fn filter(given: Option<&str>) -> Result<TrafficFilter, Vec<Diagnostic>> {
    let Some(given) = given else {
        return Ok(TrafficFilter::default());
    };
    let mut members: Map<String, Value> = serde_json::from_str(given)
        .map_err(|_| vec![invalid("/only", "the filter is not an object".to_owned())])?;
    if let Some(Value::Array(prefixes)) = members.get_mut("localAddresses") {
        prefixes.iter_mut().for_each(make_prefix);
    }
    let read = |members| serde_json::from_value::<TrafficFilter>(Value::Object(members));
    // Each alone, since serde tells no place.
    let wrong = members.iter().filter_map(|(name, value)| {
        let error = read(Map::from_iter([(name.clone(), value.clone())])).err()?;
        Some(invalid(&format!("/only/{name}"), error.to_string()))
    });
    let wrong: Vec<_> = wrong.collect();
    match read(members) {
        Ok(filter) if wrong.is_empty() => Ok(filter),
        _ => Err(wrong),
    }
}

fn invalid(pointer: &str, message: String) -> Diagnostic {
    problem(pointer, "invalid-filter", message)
}

/// An address is the prefix of itself.
fn make_prefix(value: &mut Value) {
    let address = value.as_str().and_then(|text| text.parse::<IpAddr>().ok());
    if let Some(address) = address {
        let length = if address.is_ipv4() { 32 } else { 128 };
        *value = format!("{address}/{length}").into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_prefix() {
        let filter = filter(Some(
            r#"{"localAddresses":["10.0.1.4","fd00::4","10.0.2.0/24"]}"#,
        ));
        let prefixes = filter.unwrap().local_addresses;
        let prefixes: Vec<String> = prefixes.iter().map(ToString::to_string).collect();
        assert_eq!(prefixes, ["10.0.1.4/32", "fd00::4/128", "10.0.2.0/24"]);
    }

    #[test]
    fn what_is_wrong_with_a_filter_has_its_place() {
        let given =
            r#"{"from":"yesterday","macs":[],"localAddresses":["x"],"to":"2026-03-14T10:00:00Z"}"#;
        let wrong = filter(Some(given)).unwrap_err();
        let places: Vec<_> = wrong
            .iter()
            .filter_map(|one| one.pointer.as_deref())
            .collect();
        assert_eq!(places, ["/only/from", "/only/localAddresses", "/only/macs"]);
        assert_eq!(filter(Some("[]")).unwrap_err().len(), 1);
    }

    #[test]
    fn problems_of_a_scenario_begin_with_its_argument() {
        let problems = GivenScenario::read(r#"{"network":"{"}"#, "/after").unwrap_err();
        let pointer = problems.first().unwrap().pointer.as_deref();
        assert!(pointer.unwrap().starts_with("/after/network"));
    }
}

//! The cases of `tests/scenarios`: what documents and facts come to, for whoever assembles a scenario.

use nsg::{Endpoint, Flow, Scenario};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A case, as its file has it.
#[derive(Debug)]
pub struct ScenarioCase {
    /// The file's name.
    pub name: String,
    /// The document with the subnet's group.
    pub subnet: Option<String>,
    /// The document with the network interface's group.
    pub network_interface: Option<String>,
    /// What is known about the network.
    pub network: Value,
    admin_rules: Vec<String>,
    asked: Vec<AskedFlow>,
}

#[derive(Debug)]
struct AskedFlow {
    flow: Flow,
    access: String,
    rule_name: Option<String>,
}

impl ScenarioCase {
    /// Compares a scenario with what the case says of it.
    pub fn check(&self, scenario: &Scenario) {
        let name = &self.name;
        let rules = scenario.network.security_admin_rules.iter();
        let rules: Vec<_> = rules.map(|rule| rule.name.clone()).collect();
        assert_eq!(rules, self.admin_rules, "{name}");
        for AskedFlow {
            flow,
            access,
            rule_name,
        } in &self.asked
        {
            let verdict = nsg::verify(scenario, flow);
            assert_eq!(verdict.access.as_str(), access, "{name}: {flow:?}");
            assert_eq!(verdict.rule_name, *rule_name, "{name}: {flow:?}");
        }
    }
}

/// Every case.
pub fn all() -> Vec<ScenarioCase> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|it| it == "json"));
    let cases: Vec<_> = files.map(|path| case(&path)).collect();
    assert!(cases.len() > 5);
    cases
}

fn case(path: &Path) -> ScenarioCase {
    let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let scenario = &file["scenario"];
    let document = |key: &str| match &scenario[key] {
        Value::Null => None,
        document => Some(serde_json::to_string_pretty(document).unwrap()),
    };
    let asked = file["asked"].as_array().unwrap().iter();
    let rules = file["securityAdminRules"].as_array().unwrap().iter();
    ScenarioCase {
        name: path.display().to_string(),
        subnet: document("subnetSecurityGroup"),
        network_interface: document("networkInterfaceSecurityGroup"),
        network: scenario["network"].clone(),
        admin_rules: rules.map(text).collect(),
        asked: asked
            .map(|asked| AskedFlow {
                flow: flow(&asked["flow"]),
                access: text(&asked["access"]),
                rule_name: asked.get("ruleName").map(text),
            })
            .collect(),
    }
}

fn flow(value: &Value) -> Flow {
    let text = |key: &str| value[key].as_str().unwrap();
    let port = |key: &str| value[key].as_u64().map(|port| port.try_into().unwrap());
    Flow {
        direction: text("direction").parse().unwrap(),
        protocol: text("protocol").parse().unwrap(),
        local: Endpoint {
            address: text("localIPAddress").parse().unwrap(),
            port: port("localPort"),
        },
        remote: Endpoint {
            address: text("remoteIPAddress").parse().unwrap(),
            port: port("remotePort"),
        },
    }
}

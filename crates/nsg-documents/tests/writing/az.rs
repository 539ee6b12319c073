//! A stand-in for Azure that applies the commands, as far as rules go.

use super::shell;
use nsg::{AddressMatch, NetworkSecurityGroup, SecurityRule};
use serde_json::{Value, json};

/// A rule as the CLI prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) name: String,
    pub(crate) priority: String,
    pub(crate) direction: String,
    access: String,
    protocol: String,
    description: String,
    source: Side,
    destination: Side,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Side {
    prefixes: Vec<String>,
    groups: Vec<String>,
    ports: Vec<String>,
}

impl Side {
    fn of(addresses: &[AddressMatch], ports: &[nsg::PortMatch]) -> Self {
        let mut side = Self {
            ports: ports.iter().map(ToString::to_string).collect(),
            ..Self::default()
        };
        for entry in addresses {
            match entry {
                AddressMatch::ApplicationSecurityGroup(name) => side.groups.push(name.to_string()),
                other => side.prefixes.push(other.to_string()),
            }
        }
        side
    }
}

impl Rule {
    pub(crate) fn of(rule: &SecurityRule) -> Self {
        let conditions = &rule.conditions;
        let protocol = conditions
            .protocol
            .known()
            .unwrap()
            .to_string()
            .to_lowercase();
        Self {
            name: rule.name.clone(),
            priority: rule.priority.known().unwrap().to_string(),
            direction: rule.direction.known().unwrap().to_string(),
            access: rule.access.known().unwrap().to_string(),
            protocol,
            description: rule.description.clone().unwrap_or_default(),
            source: Side::of(&conditions.source, &conditions.source_ports),
            destination: Side::of(&conditions.destination, &conditions.destination_ports),
        }
    }

    fn json(&self) -> Value {
        let ids = |groups: &[String]| {
            groups
                .iter()
                .map(|id| json!({"id": id}))
                .collect::<Vec<_>>()
        };
        json!({
            "name": self.name,
            "priority": self.priority.parse::<u32>().unwrap(),
            "direction": self.direction,
            "access": self.access,
            "protocol": self.protocol,
            "sourceAddressPrefixes": self.source.prefixes,
            "sourceApplicationSecurityGroups": ids(&self.source.groups),
            "sourcePortRanges": self.source.ports,
            "destinationAddressPrefixes": self.destination.prefixes,
            "destinationApplicationSecurityGroups": ids(&self.destination.groups),
            "destinationPortRanges": self.destination.ports,
        })
    }
}

/// Rules of a group, by the names that Azure compares without regard to case.
pub(crate) fn rules(group: &NetworkSecurityGroup) -> Vec<Rule> {
    let mut rules: Vec<Rule> = group.security_rules.iter().map(Rule::of).collect();
    rules.sort_by_key(|rule| rule.name.to_lowercase());
    rules
}

/// The group of these rules, read back.
pub(crate) fn group(rules: &[Rule]) -> NetworkSecurityGroup {
    let rules: Vec<Value> = rules.iter().map(Rule::json).collect();
    let text = json!({"name": "web", "securityRules": rules}).to_string();
    nsg_documents::read(&text).groups.remove(0).security_group
}

/// The rules after every command, each state checked as Azure checks it.
pub(crate) fn apply(before: &NetworkSecurityGroup, script: &str) -> Vec<Vec<Rule>> {
    let mut state = rules(before);
    let mut states = vec![state.clone()];
    for command in shell::commands(script) {
        if command[0] != "az" {
            assert_eq!(command[0], "set");
            continue;
        }
        assert_eq!(command[..4], ["az", "network", "nsg", "rule"]);
        let options = options(&command[5..]);
        let one = |name: &str| {
            options
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, values)| values[0].clone())
        };
        let name = one("--name").unwrap();
        let known = state
            .iter()
            .position(|rule| rule.name.eq_ignore_ascii_case(&name));
        let mut rule = match (command[4].as_str(), known) {
            ("delete", Some(at)) => {
                state.remove(at);
                states.push(state.clone());
                continue;
            }
            ("update", Some(at)) => state.remove(at),
            ("create", at) => {
                at.map(|at| state.remove(at));
                Rule {
                    name,
                    priority: String::new(),
                    direction: "Inbound".to_owned(),
                    access: "Allow".to_owned(),
                    protocol: "*".to_owned(),
                    description: String::new(),
                    source: any("*"),
                    // The default of the CLI.
                    destination: any("80"),
                }
            }
            (verb, at) => panic!("{verb} {name} {at:?}"),
        };
        for (key, values) in &options {
            let value = values.first().cloned().unwrap_or_default();
            match key.as_str() {
                "--name" | "--nsg-name" | "--resource-group" | "--subscription" => {}
                "--output" => assert_eq!(value, "none"),
                "--priority" => rule.priority = value,
                "--direction" => rule.direction = value,
                "--access" => rule.access = value,
                "--protocol" => rule.protocol = value.to_lowercase(),
                "--description" => rule.description = value,
                "--source-address-prefixes" => rule.source.prefixes.clone_from(values),
                "--source-port-ranges" => rule.source.ports.clone_from(values),
                "--destination-address-prefixes" => rule.destination.prefixes.clone_from(values),
                "--destination-port-ranges" => rule.destination.ports.clone_from(values),
                "--source-asgs" => {
                    rule.source.groups.clone_from(values);
                    rule.source.prefixes.clear();
                }
                "--destination-asgs" => {
                    rule.destination.groups.clone_from(values);
                    rule.destination.prefixes.clear();
                }
                other => panic!("{other}"),
            }
        }
        let number: u32 = rule.priority.parse().unwrap();
        assert!((100..=4096).contains(&number), "{number}");
        for other in &state {
            let clash = (&other.priority, &other.direction) == (&rule.priority, &rule.direction);
            assert!(!clash, "SecurityRuleConflict: {rule:?} {other:?}\n{script}");
        }
        state.push(rule);
        state.sort_by_key(|rule| rule.name.to_lowercase());
        states.push(state.clone());
    }
    states
}

fn any(port: &str) -> Side {
    Side {
        prefixes: vec!["*".to_owned()],
        groups: Vec::new(),
        ports: vec![port.to_owned()],
    }
}

/// Options with their values, as the CLI takes them apart.
fn options(words: &[String]) -> Vec<(String, Vec<String>)> {
    let mut options: Vec<(String, Vec<String>)> = Vec::new();
    for word in words {
        match (word.starts_with("--"), word.split_once('=')) {
            (true, Some((name, value))) => options.push((name.to_owned(), vec![decoded(value)])),
            (true, None) => options.push((word.clone(), Vec::new())),
            (false, _) => options.last_mut().unwrap().1.push(decoded(word)),
        }
    }
    options
}

/// The CLI's shorthand syntax.
fn decoded(value: &str) -> String {
    assert!(
        !matches!(value, "null" | "??"),
        "{value} means something else to the CLI"
    );
    assert!(!value.starts_with('@'), "{value} is a file to the CLI");
    match value.strip_prefix('\'') {
        Some(rest) => rest.strip_suffix('\'').unwrap().replace("'/", "'"),
        None => value.to_owned(),
    }
}

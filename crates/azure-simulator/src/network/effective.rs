//! `effectiveNetworkSecurityGroups`.

use super::refusal::ProviderError;
use super::verify::{incoherent, not_running};
use super::{Situation, prefixes, tags, virtual_machine};
use crate::scenario::SimulatorScenario;
use crate::store::{entries, id_of, text};
use serde_json::{Map, Value, json};

/// The entries of the answer to a request to a network interface.
pub(crate) fn entries_of(
    scenario: &SimulatorScenario,
    interface: &Value,
) -> Result<Vec<Value>, ProviderError> {
    let machine = virtual_machine::of_interface(&scenario.store, id_of(interface));
    if !machine.is_some_and(virtual_machine::is_running) {
        return Err(not_running(id_of(interface)));
    }
    let Some(situation) = Situation::of(scenario, interface) else {
        return Err(incoherent(interface));
    };
    let printer = Printer {
        scenario,
        subnet: situation.subnet,
    };
    let mut value = Vec::new();
    if let Some(manager) = situation.network_manager {
        // AD: `network-watcher/effective-security-rules-overview.md`: admin rules are among them.
        value.push(printer.admin_entry(&situation, manager));
    }
    let places = [
        (situation.subnet_group, "subnet", situation.subnet),
        (
            situation.interface_group,
            "networkInterface",
            situation.interface,
        ),
    ];
    for (group, place, associated) in places {
        if let Some(group) = group.and_then(|group| scenario.store.in_force(group)) {
            let association = json!({ place: { "id": associated } });
            value.push(printer.group_entry(group, association));
        }
    }
    // Without a group the list is empty (recorded in 2021).
    Ok(value)
}

struct Printer<'a> {
    scenario: &'a SimulatorScenario,
    subnet: &'a str,
}

impl Printer<'_> {
    fn group_entry(&self, group: &Value, association: Value) -> Value {
        let mut tag_map = Map::new();
        let mut rules = Vec::new();
        for kind in ["securityRules", "defaultSecurityRules"] {
            for rule in entries(group, &["properties", kind]) {
                let name = text(rule, &["name"]).unwrap_or_default();
                rules.push(self.rule(&format!("{kind}/{name}"), rule, &mut tag_map));
            }
        }
        json!({
            "networkSecurityGroup": { "id": id_of(group) },
            "association": association,
            "effectiveSecurityRules": rules,
            "tagMap": tag_map
        })
    }

    fn admin_entry(&self, situation: &Situation<'_>, manager: &str) -> Value {
        let mut tag_map = Map::new();
        let rules = situation.admin_rules.iter().map(|rule| {
            let name = text(rule, &["name"]).unwrap_or_default();
            self.rule(name, rule, &mut tag_map)
        });
        let rules: Vec<_> = rules.collect();
        json!({
            "networkSecurityGroup": { "id": manager },
            "association": { "networkManager": { "id": manager } },
            "effectiveSecurityRules": rules,
            "tagMap": tag_map
        })
    }

    fn rule(&self, name: &str, rule: &Value, tag_map: &mut Map<String, Value>) -> Value {
        let properties = rule.get("properties").unwrap_or(rule);
        let mut printed = Map::new();
        let mut put = |key: &str, value: Value| {
            printed.insert(key.to_owned(), value);
        };
        put("name", name.into());
        put("protocol", protocol(text(properties, &["protocol"])).into());
        for side in ["source", "destination"] {
            let ports = ports(&values(properties, &format!("{side}Port"), "Range"));
            put(&format!("{side}PortRange"), first(&ports));
            put(&format!("{side}PortRanges"), ports.into());
            let given = self.addresses(properties, side);
            let mut prefixes = Vec::new();
            let mut expanded = Vec::new();
            for address in given {
                match self.tag(&address) {
                    Some((tag, expansion)) => {
                        tag_map.insert(tag.clone(), expansion.clone().into());
                        expanded.extend(expansion);
                        prefixes.push(tag);
                    }
                    // Since 2019 the plural field repeats it (recorded).
                    None if address == "*" => {
                        prefixes.extend(["0.0.0.0/0".to_owned(), "0.0.0.0/0".to_owned()])
                    }
                    None => prefixes.push(with_length(&address)),
                }
            }
            put(&format!("{side}AddressPrefix"), first(&prefixes));
            put(&format!("{side}AddressPrefixes"), prefixes.into());
            if !expanded.is_empty() {
                let side = if side == "source" {
                    "Source"
                } else {
                    "Destination"
                };
                put(&format!("expanded{side}AddressPrefix"), expanded.into());
            }
        }
        for key in ["access", "priority", "direction"] {
            put(key, properties.get(key).cloned().unwrap_or_default());
        }
        Value::Object(printed)
    }

    /// The addresses of a side. How application security groups are printed is unknown; here as the
    /// addresses of their members.
    fn addresses(&self, properties: &Value, side: &str) -> Vec<String> {
        let mut given = values(properties, &format!("{side}Address"), "Prefix");
        for entry in entries(properties, &[&format!("{side}s")]) {
            given.extend(text(entry, &["addressPrefix"]).map(str::to_owned));
        }
        for group in entries(properties, &[&format!("{side}ApplicationSecurityGroups")]) {
            let members = tags::member_addresses(&self.scenario.store, id_of(group));
            given.extend(members.into_iter().map(str::to_owned));
        }
        given
    }

    fn tag(&self, address: &str) -> Option<(String, Vec<String>)> {
        let expansion = tags::expansion(self.scenario, self.subnet, address)?;
        Some((address.to_owned(), expansion))
    }
}

/// The singular and the plural field of a rule, together: `sourcePortRange`, `sourcePortRanges`.
fn values(properties: &Value, side: &str, kind: &str) -> Vec<String> {
    let one = text(properties, &[&format!("{side}{kind}")]);
    let plural = format!("{side}{kind}{}", if kind == "Prefix" { "es" } else { "s" });
    let many = entries(properties, &[&plural])
        .iter()
        .filter_map(Value::as_str);
    let both = one.into_iter().filter(|text| !text.is_empty()).chain(many);
    both.map(str::to_owned).collect()
}

fn first(values: &[String]) -> Value {
    values.first().cloned().into()
}

/// `*` is printed as `All` (recorded). How `Icmp`, `Esp` and `Ah` are printed is unknown.
fn protocol(text: Option<&str>) -> String {
    match text {
        None | Some("*") => "All".to_owned(),
        Some(text) if text.eq_ignore_ascii_case("any") => "All".to_owned(),
        Some(text) => {
            let mut letters = text.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            let rest = letters.map(|letter| letter.to_ascii_lowercase());
            first.into_iter().chain(rest).collect()
        }
    }
}

/// `22` is printed as `22-22`, `*` as `0-65535` (recorded).
fn ports(given: &[String]) -> Vec<String> {
    let printed = given.iter().map(|port| match port.as_str() {
        "*" => "0-65535".to_owned(),
        range if range.contains('-') => range.to_owned(),
        port => format!("{port}-{port}"),
    });
    printed.collect()
}

/// An address alone is printed with its length, as in the expansions (recorded).
fn with_length(address: &str) -> String {
    prefixes::prefix(address).map_or_else(|| address.to_owned(), |net| net.to_string())
}

//! Rules as plain ranges, for judges that are told without half of this project.

pub mod dice;

use nsg::{
    AddressMatch, Conditions, Direction, Effect, Field, Name, PortMatch, Protocol, RuleProtocol,
    Scenario, stages,
};
use nsg_analysis::AddressNames;
use serde_json::{Value, json};

fn addresses(scenario: &Scenario, entries: &[AddressMatch]) -> Vec<(u32, u32)> {
    let names = AddressNames::new(&scenario.network);
    let tag = |name: &Name| names.set(name.as_str()).cloned().unwrap_or_default();
    let ranges = |entry: &AddressMatch| match entry {
        AddressMatch::Prefix(prefix) => std::iter::once(*prefix)
            .collect::<nsg::AddressSet>()
            .ipv4_ranges()
            .to_vec(),
        AddressMatch::ServiceTag(name) => tag(name).ipv4_ranges().to_vec(),
        _ => vec![(0, u32::MAX)],
    };
    entries.iter().flat_map(ranges).collect()
}

fn ports(entries: &[PortMatch]) -> Vec<(u16, u16)> {
    let range = |entry: &PortMatch| match entry {
        PortMatch::Range(range) => (range.first(), range.last()),
        PortMatch::Any | PortMatch::Unknown(_) => (0, u16::MAX),
    };
    entries.iter().map(range).collect()
}

fn protocols(protocol: &Field<RuleProtocol>) -> Vec<&'static str> {
    let all = [Protocol::Tcp, Protocol::Udp];
    let named = all
        .iter()
        .filter(|one| protocol.known().is_none_or(|rule| rule.matches(**one)));
    named.map(|protocol| protocol.as_str()).collect()
}

/// The inbound rules of a scenario, a list for each stage, with nothing but ranges in them. For scenarios in
/// which nothing is unknown, and for IPv4, TCP and UDP.
pub fn plain(scenario: &Scenario) -> Value {
    let rule = |conditions: &Conditions, effect: &Field<Effect>| {
        json!({
            "protocols": protocols(&conditions.protocol),
            "source": addresses(scenario, &conditions.source),
            "sourcePorts": ports(&conditions.source_ports),
            "destination": addresses(scenario, &conditions.destination),
            "destinationPorts": ports(&conditions.destination_ports),
            "allow": effect.known() == Some(&Effect::Pass),
        })
    };
    let stages = stages(scenario, Direction::Inbound);
    let lists = stages.iter().map(|stage| {
        stage
            .rules
            .iter()
            .map(|own| rule(own.conditions, &own.effect))
            .collect::<Vec<_>>()
    });
    json!(lists.collect::<Vec<_>>())
}

//! Scenarios in words, for a case that fails.

use nsg::Scenario;

/// A scenario that fails, short enough to read.
pub(crate) fn told(scenario: &Scenario) -> String {
    let groups = [
        ("subnet", &scenario.subnet_security_group),
        ("nic", &scenario.network_interface_security_group),
    ];
    let mut text = format!(
        "{:?} {:?}",
        scenario.network.virtual_network,
        scenario.network.service_tags.keys()
    );
    for (place, group) in groups {
        for rule in group.iter().flat_map(|group| &group.security_rules) {
            let conditions = &rule.conditions;
            text += &format!(
                "\n{place} {} {:?} {:?} {:?} {:?}:{:?} -> {:?}:{:?} {:?}",
                rule.name,
                rule.priority,
                rule.direction,
                conditions.protocol,
                conditions.source,
                conditions.source_ports,
                conditions.destination,
                conditions.destination_ports,
                rule.access
            );
        }
    }
    text
}

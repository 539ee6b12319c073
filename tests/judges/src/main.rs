//! Prints random pairs of scenarios, one line of JSON each: both lists of rules as plain ranges, and what
//! `nsg-analysis` says changes between them. `judge.py` reads the lines and has z3 and a BDD library prove
//! every word of it.
//!
//! Inbound, IPv4, TCP and UDP, nothing unknown: what the judges can be told without half of this project.

use judges::dice::CaseDice;
use judges::plain;
use nsg::{Direction, Name, Scenario};
use nsg_analysis::{Change, Limits, compare};
use serde_json::{Value, json};

const ADDRESSES: &[&str] = &[
    "*",
    "10.0.0.0/16",
    "10.0.1.0/24",
    "10.0.1.4",
    "10.0.0.0/15",
    "203.0.113.0/24",
    "203.0.113.64/26",
    "203.0.113.0/24|198.51.100.7",
    "0.0.0.0/1",
    "VirtualNetwork",
    "AzureLoadBalancer",
    "Partners",
];
const PORTS: &[&str] = &[
    "*",
    "*",
    "22",
    "20-25",
    "80|443",
    "0-1023",
    "1024-65535",
    "443",
];

fn group(dice: &mut CaseDice, rules: usize) -> String {
    let rule = |number: usize| {
        let (protocol, source, target) = (
            dice.pick(&["*", "Tcp", "Udp"]),
            dice.pick(ADDRESSES),
            dice.pick(ADDRESSES),
        );
        let (from, to) = (dice.pick(&["*", "*", "*", "1024-65535"]), dice.pick(PORTS));
        let access = dice.pick(&["Allow", "Deny"]);
        format!(
            "R{number} {} In {protocol} {source}:{from} -> {target}:{to} {access}",
            100 + number
        )
    };
    (0..rules).map(rule).collect::<Vec<_>>().join("\n")
}

fn scenario(subnet: &str, interface: &str) -> Scenario {
    let mut scenario = rule_lines::both(subnet, interface);
    let partners = rule_lines::set("198.51.100.0/25 192.0.2.0/31");
    scenario
        .network
        .service_tags
        .insert(Name::from("Partners"), partners);
    scenario
}

/// The group without one of its rules, with one more, or with one turned round.
fn edited(dice: &mut CaseDice, rules: &str) -> String {
    let mut lines: Vec<String> = rules.lines().map(str::to_owned).collect();
    let place = dice
        .pick(&["0", "1", "2", "3"])
        .parse::<usize>()
        .unwrap_or_default();
    match (dice.pick(&["remove", "add", "turn"]), lines.get_mut(place)) {
        ("remove", Some(_)) => {
            lines.remove(place);
        }
        ("turn", Some(line)) if line.ends_with("Allow") => *line = line.replace("Allow", "Deny"),
        ("turn", Some(line)) => *line = line.replace("Deny", "Allow"),
        _ => lines.push(group(dice, 1).replace("R0 100", "New 99")),
    }
    lines.join("\n")
}

fn region(change: &Change) -> Option<Value> {
    let flows = &change.flows;
    let names = flows.protocols.iter().map(|protocol| protocol.as_str());
    let ports = |ends: &nsg_analysis::Ends| {
        ends.ports
            .iter()
            .map(|range| (range.first(), range.last()))
            .collect::<Vec<_>>()
    };
    (flows.is_ipv4() && flows.has_ports()).then(|| {
        json!({
            "protocols": names.collect::<Vec<_>>(),
            "source": flows.remote.addresses.ipv4_ranges(),
            "sourcePorts": ports(&flows.remote),
            "destination": flows.local.addresses.ipv4_ranges(),
            "destinationPorts": ports(&flows.local),
            "before": change.before.access.as_str(),
            "after": change.after.access.as_str(),
            "flows": flows.count().to_string(),
        })
    })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cases = std::env::args()
        .nth(1)
        .map_or(Ok(300), |text| text.parse::<u32>())?;
    for number in 0..cases {
        let mut dice = CaseDice::new(number);
        let (subnet, interface) = (group(&mut dice, 4), group(&mut dice, 6));
        let other = match number % 4 {
            0 => group(&mut dice, 6),
            _ => edited(&mut dice, &interface),
        };
        let (before, after) = (scenario(&subnet, &interface), scenario(&subnet, &other));
        let comparison = compare(&before, &after, Some(Direction::Inbound), Limits::default())?;
        let regions: Vec<Value> = comparison.changes.iter().filter_map(region).collect();
        println!(
            "{}",
            json!({ "case": number, "before": plain(&before), "after": plain(&after), "regions": regions })
        );
    }
    Ok(())
}

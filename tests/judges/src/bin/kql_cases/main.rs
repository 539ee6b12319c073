//! Prints random scenarios with queries about them, one line of JSON each: the query, rows of the table that it asks, and what
//! the engine says of those rows, flow by flow. `kql.py` has another engine of Kusto's language run the query.
//!
//! What is expected is made here of `nsg`'s answers for single flows alone; only where a missing fact leaves an answer open is
//! the comparison asked whether both sides hang on it alike.

mod rows;

use judges::dice::CaseDice;
use nsg::{Access, Decision, Flow, Name, RuleIndex, RuleName, Scenario};
use nsg_analysis::{Comparison, Limits, compare};
use nsg_traffic::kql::{
    QueryForm, QueryOptions, TrafficTable, parity_query, traffic_query, use_query,
};
use rows::{KnownGroups, Recorded};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const ADDRESSES: &[&str] = &[
    "*",
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
    "Internet",
    "AzureLoadBalancer",
    "Partners",
    "2001:db8::/32",
    "2001:db8::/33|fd00::4",
];
/// Wide ones, so that much of what is recorded changes.
const WIDE: &[&str] = &[
    "*",
    "*",
    "10.0.0.0/8",
    "203.0.113.0/24",
    "0.0.0.0/1",
    "VirtualNetwork",
    "Internet",
    "::/1",
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
    "0-65535",
    "65535",
];

/// Source ports on both sides of every edge that rules have there, so that what holds for them holds for every one.
const SOURCE_PORTS: &[&str] = &["*", "*", "*", "*", "1024-65535", "0-1023", "22"];
const SOURCE_PORT_EDGES: &[u16] = &[0, 21, 22, 23, 1023, 1024, 65_535];

fn group(dice: &mut CaseDice, prefix: &str, rules: usize, unknown: bool) -> String {
    let addresses = if dice.once_in(2) { WIDE } else { ADDRESSES };
    let rule = |number: usize| {
        let (protocol, source, target) = (
            dice.pick(&["*", "*", "Tcp", "Udp", "Icmp"]),
            match unknown && dice.pick(&["0", "1", "2", "3"]) == "0" {
                true => "Nowhere",
                false => dice.pick(addresses),
            },
            dice.pick(addresses),
        );
        let from = dice.pick(SOURCE_PORTS);
        let to = dice.pick(PORTS);
        let direction = dice.pick(&["In", "In", "Out"]);
        let access = dice.pick(&["Allow", "Deny"]);
        let priority = 100 + number;
        format!(
            "{prefix}{number} {priority} {direction} {protocol} {source}:{from} -> {target}:{to} {access}"
        )
    };
    (0..rules).map(rule).collect::<Vec<_>>().join("\n")
}

/// What no rule in Azure can be called, and a query must not stumble over.
const HOSTILE: &[&str] = &[
    "\"];\nNTANetAnalytics | take 1 //",
    "back\\slash\\\"",
    "it's // no comment",
    "tab\tand\r\nlines",
    "{0} %s `x` $(y)",
    "Grüße-規則",
];

fn scenario(subnet: &str, interface: &str, hostile: bool) -> Scenario {
    let mut scenario = rule_lines::both(subnet, interface);
    let partners = rule_lines::set("198.51.100.0/25 192.0.2.0/31 192.0.2.9 192.0.2.77");
    scenario
        .network
        .service_tags
        .insert(Name::from("Partners"), partners);
    let groups = [
        (&mut scenario.subnet_security_group, "Sub", rows::SUBNET),
        (
            &mut scenario.network_interface_security_group,
            "Nic",
            rows::INTERFACE,
        ),
    ];
    for (group, prefix, id) in groups {
        let Some(group) = group else { continue };
        group.id = Some(id.to_owned());
        for rule in &mut group.default_security_rules {
            // So that a name alone says which group it is of.
            rule.name = format!("{prefix}{}", rule.name);
        }
        for (rule, name) in group.security_rules.iter_mut().zip(HOSTILE) {
            if hostile {
                rule.name = format!("{prefix}{name}");
            }
        }
        if let Some(rule) = group.security_rules.get_mut(1).filter(|_| !hostile) {
            // Records have 65 characters of it.
            rule.name = format!("{}-{}", rule.name, "a-long-name".repeat(6));
        }
    }
    scenario
}

/// The group without one of its rules, with one more, or with one turned round.
fn edited(dice: &mut CaseDice, rules: &str, unknown: bool) -> String {
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
        _ => lines.push(group(dice, "New", 1, unknown).replace("New0 100", "New 99")),
    }
    lines.join("\n")
}

/// What an answer says, as a query does.
fn answer(index: &RuleIndex, flow: &Flow) -> (Decision, String) {
    let verdict = index.verdict(flow);
    let rule = verdict
        .rule_name
        .map(|name| RuleName::from_ip_flow_verify(&name).diagnostic());
    (verdict.access, rule.unwrap_or_default())
}

/// Every flow that a record may be of: where it has no source port, one for each piece of source ports.
fn candidates(flow: &Flow) -> Vec<Flow> {
    let with = |port: u16| {
        let mut flow = *flow;
        let end = match flow.direction {
            nsg::Direction::Inbound => &mut flow.remote,
            nsg::Direction::Outbound => &mut flow.local,
        };
        end.port = Some(port);
        flow
    };
    match flow.source().port {
        None if flow.protocol.has_ports() => SOURCE_PORT_EDGES.iter().copied().map(with).collect(),
        _ => vec![*flow],
    }
}

/// What all have in common, else nothing.
fn common<T: PartialEq + Clone + Default>(all: &[T]) -> T {
    match all.split_first() {
        Some((first, rest)) if rest.iter().all(|other| other == first) => first.clone(),
        _ => T::default(),
    }
}

/// Effect, and the rules where access changes.
fn effect(
    before: &RuleIndex,
    after: &RuleIndex,
    comparison: &Comparison,
    recorded: &Recorded,
) -> Vec<String> {
    let Some(flow) = recorded.flow.filter(|_| recorded.ours) else {
        return ["depends", "", ""].map(str::to_owned).to_vec();
    };
    let one = |flow: &Flow| {
        let ((was, first), (is, second)) = (answer(before, flow), answer(after, flow));
        let rules = |effect: &str| {
            let name = |name: String| {
                if name.is_empty() {
                    "no rule".to_owned()
                } else {
                    name
                }
            };
            [effect.to_owned(), name(first.clone()), name(second.clone())]
        };
        let bare = |effect: &str| [effect, "", ""].map(str::to_owned);
        match (was, is) {
            (Decision::Allow, Decision::Deny) => rules("broken"),
            (Decision::Deny, Decision::Allow) => rules("opened"),
            (Decision::Depends, _) | (_, Decision::Depends) => {
                let changes = &comparison.changes;
                match changes.iter().any(|change| change.flows.contains(flow)) {
                    true => bare("depends"),
                    false => bare("unchanged"),
                }
            }
            _ => bare("unchanged"),
        }
    };
    let all: Vec<[String; 3]> = candidates(&flow).iter().map(one).collect();
    let column = |place: usize| -> Vec<String> {
        all.iter()
            .filter_map(|row| row.get(place).cloned())
            .collect()
    };
    match common(&column(0)) {
        effect if effect.is_empty() => ["depends", "", ""].map(str::to_owned).to_vec(),
        effect => vec![effect, common(&column(1)), common(&column(2))],
    }
}

/// Whether a record names this rule.
fn is_same_name(logged: &str, rule: &str) -> bool {
    let (logged, rule) = (logged.to_lowercase(), rule.to_lowercase());
    let with_guid = format!("{rule}_{}", rows::GUID.to_lowercase());
    let is_cut_off = logged.chars().count() == 65 && rule.starts_with(&logged);
    logged == rule || is_cut_off || (!rule.is_empty() && logged == with_guid)
}

/// Parity, the logged access and rule, ours.
fn parity(index: &RuleIndex, recorded: &Recorded) -> Vec<String> {
    let logged = recorded.access.map_or("", |access| match access {
        Access::Allow => "Allow",
        Access::Deny => "Deny",
    });
    let (mut ours, mut rule) = (String::new(), String::new());
    if let Some(flow) = &recorded.flow.filter(|_| recorded.ours) {
        let all: Vec<(Decision, String)> = candidates(flow)
            .iter()
            .map(|flow| answer(index, flow))
            .collect();
        let accesses: Vec<String> = all.iter().map(|(access, _)| access.to_string()).collect();
        let rules: Vec<String> = all.into_iter().map(|(_, rule)| rule).collect();
        (ours, rule) = (common(&accesses), common(&rules));
    }
    let parity = match ours.as_str() {
        "" | "Depends" => "depends",
        access if access != logged => "differ",
        _ if is_same_name(&recorded.rule, &rule) => "same",
        _ => "sameAccess",
    };
    vec![
        parity.to_owned(),
        logged.to_owned(),
        recorded.rule.clone(),
        ours,
        rule,
    ]
}

/// What is counted of some records.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    flows: u64,
    bytes: u64,
    seen: (u64, u64),
}

fn joined(one: (u64, u64), other: (u64, u64)) -> (u64, u64) {
    (one.0.min(other.0), one.1.max(other.1))
}

/// Flows, bytes and times by what is said of them. Records are one by their flow and by `more`; of raw logs only those count that have a
/// decision among them.
fn counted(
    recorded: &[Recorded],
    table: TrafficTable,
    more: impl Fn(&Recorded) -> Option<(String, bool)>,
    say: impl Fn(&Recorded) -> Vec<String>,
) -> BTreeMap<Vec<String>, Counts> {
    let mut summed: BTreeMap<String, Recorded> = BTreeMap::new();
    for (number, one) in recorded.iter().enumerate() {
        let key = match one.key.is_empty() {
            true => number.to_string(),
            false => format!("{} {} {:?}", one.key, one.ours, more(one)),
        };
        let add = |known: &mut Recorded| {
            known.flows += one.flows;
            known.bytes += one.bytes;
            known.seen = joined(known.seen, one.seen);
        };
        summed
            .entry(key)
            .and_modify(add)
            .or_insert_with(|| one.clone());
    }
    let mut counts: BTreeMap<Vec<String>, Counts> = BTreeMap::new();
    for one in summed.values() {
        if one.flows > 0 || table != TrafficTable::FlowTuples {
            let counts = counts.entry(say(one)).or_insert(Counts {
                seen: one.seen,
                ..Counts::default()
            });
            counts.flows += one.flows;
            counts.bytes += one.bytes;
            counts.seen = joined(counts.seen, one.seen);
        }
    }
    counts
}

fn listed(counts: BTreeMap<Vec<String>, Counts>) -> Value {
    let row = |(key, counts): (Vec<String>, Counts)| {
        let (first, last) = counts.seen;
        json!([key, counts.flows, counts.bytes, first, last])
    };
    counts.into_iter().map(row).collect()
}

/// Every rule with what it decided, by the record alone.
fn used(recorded: &[Recorded], table: TrafficTable, scenario: &Scenario) -> Vec<Value> {
    let groups = [
        &scenario.subnet_security_group,
        &scenario.network_interface_security_group,
    ];
    let admin = scenario.network.security_admin_rules.iter();
    let mut names: Vec<String> = admin.map(|rule| rule.name.clone()).collect();
    for group in groups.into_iter().flatten() {
        let own = group.security_rules.iter();
        names.extend(own.map(|rule| format!("UserRule_{}", rule.name)));
        let defaults = group.default_security_rules.iter();
        names.extend(defaults.map(|rule| format!("DefaultRule_{}", rule.name)));
    }
    let row = |name: String| {
        let of = |one: &&Recorded| {
            // A GUID follows the names of admin rules alone.
            let is_guid = one
                .rule
                .to_lowercase()
                .ends_with(&rows::GUID.to_lowercase());
            one.ours && is_same_name(&one.rule, &name) && (!is_guid || !name.contains("Rule_"))
        };
        // Records are one by the name as it is written.
        let mut by_name: BTreeMap<&str, Counts> = BTreeMap::new();
        for one in recorded.iter().filter(of) {
            let counts = by_name.entry(&one.rule).or_insert(Counts {
                seen: one.seen,
                ..Counts::default()
            });
            counts.flows += one.flows;
            counts.bytes += one.bytes;
            counts.seen = joined(counts.seen, one.seen);
        }
        let counts = by_name.values();
        let counts = counts.filter(|one| one.flows > 0 || table != TrafficTable::FlowTuples);
        let flows: u64 = counts.clone().map(|one| one.flows).sum();
        let bytes: u64 = counts.clone().map(|one| one.bytes).sum();
        let last = counts.map(|one| one.seen.1).max();
        json!([[name], flows, bytes, null, last])
    };
    names.into_iter().map(row).collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let argument = |place, usual| {
        let text = std::env::args().nth(place);
        text.map_or(Ok(usual), |text| text.parse::<u32>())
    };
    let (cases, count, first) = (argument(1, 36)?, argument(2, 1500)?, argument(3, 0)?);
    for number in first..first + cases {
        let mut dice = CaseDice::new(number);
        let table = match number % 3 {
            0 => TrafficTable::NtaNetAnalytics,
            1 => TrafficTable::FlowTuples,
            _ => TrafficTable::AzureNetworkAnalytics,
        };
        let options = QueryOptions {
            form: match number % 4 {
                0 | 1 => QueryForm::Short,
                2 => QueryForm::Commented,
                _ => QueryForm::StoredFunction,
            },
            // As logs of virtual networks name the group of the interface.
            groups: match number % 2 {
                0 => vec![rows::GUID.to_owned()],
                _ => Vec::new(),
            },
            ..QueryOptions::default()
        };
        let (unknown, hostile) = (number % 5 == 4, number % 7 == 3);
        let subnet = group(&mut dice, "S", 3, unknown);
        let interface = group(&mut dice, "N", 6, unknown);
        let other = match number % 4 {
            0 => group(&mut dice, "N", 6, unknown),
            _ => edited(&mut dice, &interface, unknown),
        };
        let other = match number % 3 {
            0 => other,
            _ => edited(&mut dice, &other, unknown).replace("New", "More"),
        };
        let mut before = scenario(&subnet, &interface, hostile);
        let mut after = scenario(&subnet, &other, hostile);
        if number % 5 < 3 {
            // Less is denied by somebody else.
            before.subnet_security_group = None;
            after.subnet_security_group = None;
        }
        let indexes = (
            RuleIndex::new(before.clone()),
            RuleIndex::new(after.clone()),
        );
        let comparison = compare(&before, &after, None, Limits::default())?;
        let known = KnownGroups {
            guid: number % 2 == 0,
            subnet: before.subnet_security_group.is_some(),
        };
        let (rows, recorded) = rows::records(&mut dice, table, count, known, |flow| {
            answer(&indexes.0, flow)
        });
        let change = counted(
            &recorded,
            table,
            |_| None,
            |one| effect(&indexes.0, &indexes.1, &comparison, one),
        );
        let agreement = counted(
            &recorded,
            table,
            |one| Some((one.rule.clone(), one.access == Some(Access::Allow))),
            |one| parity(&indexes.0, one),
        );
        let used = used(&recorded, table, &before);
        let mut examples: BTreeMap<String, String> = BTreeMap::new();
        for one in &recorded {
            if let Some(flow) = one.flow.filter(|_| one.ours) {
                let effect = effect(&indexes.0, &indexes.1, &comparison, one);
                examples.insert(flow.to_string(), effect.join(" | "));
            }
        }
        let line = json!({
            "case": number,
            "table": table.as_str(),
            "rows": rows,
            "queries": [
                { "name": "NsgChange", "by": ["Effect", "Before", "After"],
                  "query": traffic_query(&before, &after, table, &options)?, "expected": listed(change),
                  "examples": examples },
                { "name": "NsgParity", "by": ["Parity", "Logged", "LoggedRule", "Ours", "OurRule"],
                  "query": parity_query(&before, table, &options)?, "expected": listed(agreement) },
                { "name": "NsgUse", "by": ["Rule"],
                  "query": use_query(&before, table, &options)?, "expected": used },
            ],
        });
        println!("{line}");
    }
    Ok(())
}

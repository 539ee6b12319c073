//! The result as text to keep.

use nsg_documents::write::csv_table;
use nsg_traffic::{TrafficGroup, TrafficResult};

/// The columns of the CSV file: the names of the JSON.
const HEADER: [&str; 13] = [
    "effect",
    "flows",
    "bytes",
    "first",
    "last",
    "example",
    "beforeAccess",
    "beforeRule",
    "afterAccess",
    "afterRule",
    "machines",
    "remotes",
    "facts",
];

/// As CSV: a line for each group of flows that the change does something to.
pub fn traffic_csv(result: &TrafficResult) -> String {
    let header = HEADER.map(str::to_owned).to_vec();
    let groups = result.change.iter().flat_map(|change| &change.groups);
    csv_table(std::iter::once(header).chain(groups.map(row)))
}

fn row(group: &TrafficGroup) -> Vec<String> {
    let effect = serde_json::to_value(group.effect).ok();
    let effect = effect.and_then(|effect| effect.as_str().map(str::to_owned));
    let rule = |ruling: &nsg_analysis::Ruling| {
        let rule = ruling.rule.as_ref();
        rule.map(|rule| rule.name.ip_flow_verify())
            .unwrap_or_default()
    };
    let ends = |ends: &[nsg_traffic::EndCount]| {
        let ends: Vec<String> = ends.iter().map(|end| end.address.to_string()).collect();
        ends.join(" ")
    };
    let facts: Vec<&str> = group
        .facts
        .iter()
        .map(|fact| fact.question.as_str())
        .collect();
    vec![
        effect.unwrap_or_default(),
        group.flows.to_string(),
        group.bytes.to_string(),
        group.first.to_string(),
        group.last.to_string(),
        group.example.to_string(),
        group.before.access.to_string(),
        rule(&group.before),
        group.after.access.to_string(),
        rule(&group.after),
        ends(&group.machines),
        ends(&group.remotes),
        facts.join(" "),
    ]
}

/// As JSON, as the package has it.
pub fn traffic_json(result: &TrafficResult) -> String {
    serde_json::to_string_pretty(result).unwrap_or_default()
}

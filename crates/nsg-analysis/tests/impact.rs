//! Runs `impact.md`: what people do to rules, and what is said about it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may end in a panic: that is how it fails"
)]

use nsg::Scenario;
use nsg_analysis::{AddressNames, Limits, Report, compare};
use std::fmt::Write as _;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/impact.md");

/// Rules of the network interface's group, and what is known about the network: `network`, `tag`, `asg`.
fn scenario(text: &str) -> Scenario {
    let known = ["network", "tag", "asg"];
    let (facts, rules): (Vec<&str>, Vec<&str>) = text
        .lines()
        .partition(|line| known.contains(&line.split(' ').next().unwrap()));
    let mut scenario = rule_lines::nic(&rules.join("\n"));
    for fact in facts {
        let (kind, rest) = fact.split_once(' ').unwrap();
        let (name, prefixes) = rest.split_once(' ').unwrap_or((rest, ""));
        let network = &mut scenario.network;
        match kind {
            "network" if rest == "unknown" => network.virtual_network = None,
            "network" => {
                network.virtual_network = Some(
                    rest.split(' ')
                        .map(|prefix| prefix.parse().unwrap())
                        .collect(),
                );
            }
            "tag" => *network = rule_lines::tagged(network.clone(), name, prefixes),
            _ => *network = rule_lines::with_asg(network.clone(), name, prefixes),
        }
    }
    scenario
}

#[test]
fn the_page_says_what_is_said() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let (mut before, mut after) = (Scenario::default(), Scenario::default());
    let mut written = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("> ") {
            let comparison = compare(&before, &after, None, Limits::default()).unwrap();
            let sentence = comparison.summary(&AddressNames::new(&after.network), &after);
            writeln!(written, "> {sentence}").unwrap();
            continue;
        }
        writeln!(written, "{line}").unwrap();
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else {
            continue;
        };
        let mut body = String::new();
        for line in lines.by_ref().take_while(|line| *line != "```") {
            writeln!(body, "{line}").unwrap();
        }
        match kind {
            "before" => before = scenario(&body),
            "after" => after = scenario(&body),
            "report" => {
                let comparison = compare(&before, &after, None, Limits::default()).unwrap();
                let flow = rule_lines::flow("In Tcp 203.0.113.10:50000 -> 10.0.1.4:22");
                let report = Report {
                    title: "Open <SSH> | `now`",
                    before: &before,
                    after: &after,
                    comparison: &comparison,
                    flow: Some(&flow),
                };
                body = report.markdown();
            }
            other => panic!("{other}"),
        }
        writeln!(written, "{body}```").unwrap();
    }
    if std::env::var_os("UPDATE_IMPACT").is_some() {
        std::fs::write(PAGE, written).unwrap();
    } else {
        for (old, new) in page.lines().zip(written.lines()) {
            assert_eq!(old, new);
        }
        assert_eq!(page.len(), written.len());
    }
}

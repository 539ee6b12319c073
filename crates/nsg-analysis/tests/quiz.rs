//! Runs `quiz.md`: every trap, with the smallest groups that show it and the nearest that do not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may end in a panic: that is how it fails"
)]

use nsg::{Endpoint, Scenario};
use nsg_analysis::{Limits, Question, Trap, quiz};
use std::fmt::Write;

const PAGE: &str = "tests/quiz.md";

/// The groups of a block, the network interface's where nothing else is said.
fn scenario(text: &str) -> Scenario {
    let mut network = rule_lines::network();
    let mut groups = [None, Some(String::new())];
    let mut whose = 1;
    if text.lines().any(|line| line == "subnet") {
        groups[1] = None;
    }
    for line in text.lines() {
        if let Some(space) = line.strip_prefix("virtual network ") {
            let prefixes = space.split(' ').map(|prefix| prefix.parse().unwrap());
            network.virtual_network = Some(prefixes.collect());
        } else if let Some(tag) = line.strip_prefix("tag ") {
            let (name, prefixes) = tag.split_once(' ').unwrap();
            network = rule_lines::tagged(network, name, prefixes);
        } else if let Some(place) = ["subnet", "nic"].iter().position(|place| *place == line) {
            whose = place;
            groups[whose] = Some(String::new());
        } else {
            let group = groups[whose].as_mut().unwrap();
            writeln!(group, "{line}").unwrap();
        }
    }
    let [subnet, nic] = groups.map(|rules| rules.map(|rules| rule_lines::group(&rules)));
    Scenario {
        subnet_security_group: subnet,
        network_interface_security_group: nic,
        network,
    }
}

fn told(question: &Question) -> String {
    let flow = &question.flow;
    let end = |end: &Endpoint| match end.port {
        Some(port) if flow.protocol.has_ports() => format!("{}:{port}", end.address),
        _ => end.address.to_string(),
    };
    let (from, to) = (end(flow.source()), end(flow.destination()));
    format!(
        "{} {} {from} -> {to} — {}",
        flow.direction, flow.protocol, question.why
    )
}

fn of_trap(text: &str, trap: &str) -> Vec<String> {
    let all = quiz(&scenario(text), 1, Limits::default()).unwrap();
    let of_trap = all.iter().filter(|question| question.trap.as_str() == trap);
    of_trap.map(told).collect()
}

#[test]
fn every_trap_is_asked_about_where_it_is_and_not_beside_it() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let is_update = std::env::var_os("UPDATE_QUIZ").is_some();
    let mut written = String::new();
    let mut seen = Vec::new();
    let mut sections = page.split("\n## ");
    written += sections.next().unwrap();
    for section in sections {
        let title = section.lines().next().unwrap();
        let trap = title.split(':').next().unwrap();
        seen.push(trap.to_owned());
        let mut blocks = section
            .split("```text\n")
            .skip(1)
            .map(|rest| rest.split("```").next().unwrap());
        let (shows, beside) = (blocks.next().unwrap(), blocks.next().unwrap());
        let found = of_trap(shows, trap);
        let [line] = found.as_slice() else {
            panic!("{title} is asked about {} times: {found:#?}", found.len());
        };
        let none: [&str; 0] = [];
        assert_eq!(of_trap(beside, trap), none, "{title}, second block");
        let old = section.lines().find(|line| line.starts_with('>')).unwrap();
        let line = format!("\n> {line}");
        let old = format!("\n{old}");
        if !is_update {
            assert_eq!(line, old, "{title}");
        }
        write!(written, "\n## {}", section.replacen(&old, &line, 1)).unwrap();
    }
    if is_update {
        std::fs::write(PAGE, written).unwrap();
    }
    for trap in Trap::ALL {
        assert!(
            seen.iter().any(|known| known == trap.as_str()),
            "{trap:?} has no section"
        );
    }
}

#[test]
fn plain_groups_surprise_nobody() {
    for text in [
        "",
        "Allow-Web 100 In Tcp Internet:* -> *:80 Allow",
        "Allow-Web 100 In Tcp *:* -> *:80 Allow\nDeny-All 4096 In * *:* -> *:* Deny",
        "subnet\nAllow-Web 100 In Tcp Internet:* -> *:80 Allow\nnic\nAllow-Web 100 In Tcp Internet:* -> *:80 Allow",
    ] {
        let questions = quiz(&scenario(text), 1, Limits::default()).unwrap();
        assert_eq!(questions, [], "{text}");
    }
    assert_eq!(
        quiz(&Scenario::default(), 1, Limits::default()),
        Ok(Vec::new())
    );
}

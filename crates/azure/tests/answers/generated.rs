//! Flows that the rules suggest.

use crate::support::{flow, group, scenario};
use azure::batch::boundaries::{Boundaries, NoFlowReason, USUAL_LIMIT, boundaries};
use azure::confirm::askable;
use nsg::{AppliedTo, Direction, Flow, Scenario, verify};

const BOTH: [Direction; 2] = [Direction::Inbound, Direction::Outbound];

fn made(scenario: &Scenario) -> Boundaries {
    boundaries(scenario, "10.0.0.4".parse().unwrap(), &BOTH, USUAL_LIMIT)
}

fn reasons(made: &Boundaries) -> Vec<(&str, NoFlowReason)> {
    made.left_out
        .iter()
        .map(|left| (left.rule.as_str(), left.reason))
        .collect()
}

/// The flow that this rule is the first to match, and the group that the rule is of.
fn of_rule(made: &Boundaries, name: &str) -> Option<(Flow, AppliedTo)> {
    made.flows.iter().find_map(|flow| {
        let rule = flow
            .rules
            .iter()
            .find(|rule| rule.rule == name && rule.matched)?;
        Some((flow.flow, rule.applied_to))
    })
}

fn has(made: &Boundaries, text: &str) -> bool {
    let wanted: Flow = flow(text);
    made.flows.iter().any(|known| known.flow == wanted)
}

#[test]
fn every_rule_that_can_match_has_a_flow_that_it_decides() {
    let rules = [
        "web 100 Inbound Allow 443 203.0.113.0/24",
        "ssh 200 Inbound Deny 20-25 *",
        "rest 300 Inbound Deny * *",
    ];
    let scenario = scenario(None, Some(group("a", &rules)));
    let made = made(&scenario);
    for rule in ["web", "ssh", "rest"] {
        let name = format!("securityRules/{rule}");
        let (first, _) = of_rule(&made, &name).unwrap();
        assert_eq!(verify(&scenario, &first).rule_name, Some(name));
    }
    for rule in [
        "AllowVnetOutBound",
        "AllowInternetOutBound",
        "DenyAllOutBound",
    ] {
        let name = format!("defaultSecurityRules/{rule}");
        assert!(of_rule(&made, &name).is_some(), "{name}");
    }
    assert!(made.flows.iter().all(|flow| askable(&flow.flow).is_ok()));
}

#[test]
fn edges_of_ports_and_addresses_are_there_with_their_outside() {
    let scenario = scenario(
        None,
        Some(group("a", &["ssh 200 Inbound Allow 20-25 203.0.113.0/24"])),
    );
    let made = made(&scenario);
    for text in [
        "Inbound TCP 203.0.113.127:* -> 10.0.0.4:19",
        "Inbound TCP 203.0.113.127:* -> 10.0.0.4:20",
        "Inbound TCP 203.0.113.127:* -> 10.0.0.4:25",
        "Inbound TCP 203.0.113.127:* -> 10.0.0.4:26",
        "Inbound TCP 203.0.112.255:* -> 10.0.0.4:20",
        "Inbound TCP 203.0.113.0:* -> 10.0.0.4:20",
        "Inbound TCP 203.0.113.255:* -> 10.0.0.4:20",
        "Inbound TCP 203.0.114.0:* -> 10.0.0.4:20",
    ] {
        assert!(has(&made, text), "{text}");
    }
}

#[test]
fn a_rule_behind_another_is_still_found_in_the_gap_that_is_left() {
    let rules = [
        "low 100 Inbound Deny 0-442 *",
        "high 110 Inbound Deny 444-65535 *",
        "all 120 Inbound Allow * *",
    ];
    let scenario = scenario(None, Some(group("a", &rules)));
    let made = made(&scenario);
    let (all, _) = of_rule(&made, "securityRules/all").unwrap();
    assert_eq!(all.local.port, Some(443));
}

#[test]
fn the_other_group_does_not_hide_a_rule() {
    let scenario = scenario(
        Some(group("s", &["no 100 Inbound Deny * *"])),
        Some(group("n", &["web 100 Inbound Allow 443 *"])),
    );
    let made = made(&scenario);
    let web = of_rule(&made, "securityRules/web");
    assert_eq!(
        web.map(|(_, place)| place),
        Some(AppliedTo::NetworkInterface)
    );
}

#[test]
fn a_rule_without_a_flow_says_why() {
    let mut filtered = group(
        "a",
        &[
            "ping 100 Inbound Allow * *",
            "six 110 Inbound Allow 443 fd00::/8",
            "tagged 120 Inbound Allow 443 Storage",
            "first 130 Inbound Allow 443 203.0.113.7",
            "again 140 Inbound Allow 443 203.0.113.7",
        ],
    );
    filtered.security_rules[0].conditions.protocol =
        nsg::RuleProtocol::One(nsg::Protocol::Icmp).into();
    let scenario = scenario(None, Some(filtered));
    let made = boundaries(
        &scenario,
        "10.0.0.4".parse().unwrap(),
        &[Direction::Inbound],
        USUAL_LIMIT,
    );
    let reasons = reasons(&made);
    assert!(
        reasons.contains(&("securityRules/ping", NoFlowReason::Protocol)),
        "{reasons:?}"
    );
    assert!(
        reasons.contains(&("securityRules/six", NoFlowReason::Ipv6)),
        "{reasons:?}"
    );
    assert!(
        reasons.contains(&("securityRules/tagged", NoFlowReason::Unknown)),
        "{reasons:?}"
    );
    assert!(
        reasons.contains(&("securityRules/again", NoFlowReason::NotReached)),
        "{reasons:?}"
    );
    let six = boundaries(
        &scenario,
        "fd00::4".parse().unwrap(),
        &[Direction::Inbound],
        USUAL_LIMIT,
    );
    assert!(six.flows.is_empty());
}

#[test]
fn the_list_is_bounded_free_of_repetition_and_the_same_every_time() {
    let rules: Vec<String> = (0..400)
        .map(|n| {
            format!(
                "r{n} {} Inbound Allow {}-{} 203.0.{}.0/24",
                100 + n,
                1000 + 10 * n,
                1005 + 10 * n,
                n % 200
            )
        })
        .collect();
    let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
    let scenario = scenario(None, Some(group("a", &rules)));
    let first = made(&scenario);
    assert_eq!(first.flows.len(), USUAL_LIMIT);
    assert!(first.beyond_limit > 0);
    assert_eq!(first, made(&scenario));
    for (at, one) in first.flows.iter().enumerate() {
        assert!(!first.flows[..at].iter().any(|other| other.flow == one.flow));
    }
    // Every rule has its own before any has its edges.
    let matched = first
        .flows
        .iter()
        .filter(|flow| flow.rules.iter().any(|rule| rule.matched));
    assert!(matched.count() >= 400);
}

#[test]
fn a_rule_of_which_only_a_part_is_looked_at_is_named() {
    let many = |count: usize, entry: fn(usize) -> String| {
        let entries = (0..count).map(entry);
        entries.collect::<Vec<_>>().join(",")
    };
    for (ports, prefixes, in_part) in [(8, 1, false), (9, 1, true), (1, 8, false), (1, 60, true)] {
        let ports = many(ports, |index| {
            format!("{}-{}", 100 * index + 1, 100 * index + 9)
        });
        let prefixes = many(prefixes, |index| format!("203.0.113.{}/32", 4 * index + 1));
        let rule = format!("web 100 Inbound Allow {ports} {prefixes}");
        let made = made(&scenario(None, Some(group("a", &[&rule]))));
        let named: Vec<_> = made.in_part.iter().map(|one| one.rule.as_str()).collect();
        let expected: &[&str] = match in_part {
            true => &["securityRules/web"],
            false => &[],
        };
        assert_eq!(named, expected, "{rule}");
    }
}

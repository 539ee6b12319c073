//! Random scenarios: what a finding claims is so.

use crate::probes::{Dice, Probes};
use crate::told::told;
use nsg::{Decision, Direction, Scenario};
use nsg_analysis::{FindingCode, Limits, Query, Relation, compare, edited, findings, flows};
use proptest::prelude::*;
use rule_lines::random::{network, one_of, scenario};

/// One group alone, so that what a rule does is seen in the verdict.
fn one_group() -> impl Strategy<Value = Scenario> {
    scenario().prop_map(|scenario| Scenario {
        subnet_security_group: None,
        ..scenario
    })
}

/// Rules that have much in common, most with a number of their own.
fn alike() -> impl Strategy<Value = Scenario> {
    let rule = (
        one_of(&[
            "own", "own", "own", "own", "own", "own", "own", "own", "own", "101", "?",
        ]),
        one_of(&["Tcp", "Tcp", "Tcp", "Tcp", "Tcp", "*"]),
        one_of(&["10.9.0.0/25", "10.9.0.128/25", "TagB", "fd00:9::/64"]),
        one_of(&["*", "*", "*", "*", "0-1023"]),
        one_of(&["*", "*", "*", "*", "10.0.1.4", "10.0.1.5"]),
        one_of(&["80", "443", "443|22", "0-79", "80-65535"]),
        one_of(&["Allow", "Allow", "Allow", "Deny"]),
    );
    let rules = proptest::collection::vec(rule, 2..9);
    (rules, network()).prop_map(|(rules, network)| {
        let mut lines = String::new();
        for (number, (priority, protocol, source, from, destination, to, access)) in rules.into_iter().enumerate() {
            let own = (100 + number).to_string();
            let priority = if priority == "own" { &own } else { priority };
            lines += &format!("R{number} {priority} In {protocol} {source}:{from} -> {destination}:{to} {access}\n");
        }
        Scenario { network, ..rule_lines::nic(lines.trim_end()) }
    })
}

/// Rules whose lists can be shorter, or that are said twice, with gaps and with numbers that several have.
fn wordy() -> impl Strategy<Value = Scenario> {
    let rule = (
        one_of(&["100", "101", "101", "102", "?"]),
        one_of(&["In", "In", "In", "In", "?"]),
        one_of(&["Tcp", "Tcp", "Tcp", "*", "Icmp"]),
        one_of(&[
            "10.9.0.0/25|10.9.0.128/25",
            "10.9.0.0/24",
            "*",
            "?a",
            "TagB",
        ]),
        one_of(&["*", "*", "*", "80-200", "?p"]),
        one_of(&["*", "*", "10.0.1.4|10.0.1.5", "fd00::/8"]),
        one_of(&["22", "22|23", "*", "0-65535"]),
        one_of(&["Allow", "Deny", "Allow", "Deny", "?"]),
    );
    let rules = proptest::collection::vec(rule, 1..5);
    (rules, network()).prop_map(|(rules, network)| {
        let mut lines = String::new();
        for (number, (priority, direction, protocol, source, from, destination, to, access)) in rules.into_iter().enumerate() {
            lines += &format!("R{number} {priority} {direction} {protocol} {source}:{from} -> {destination}:{to} {access}\n");
        }
        Scenario { network, ..rule_lines::nic(lines.trim_end()) }
    })
}

/// Holds that a fix that makes rules simpler changes nothing.
fn holds(scenario: &Scenario) -> Result<(), TestCaseError> {
    for finding in findings(scenario, Limits::default()).unwrap() {
        let simpler = matches!(
            finding.code,
            FindingCode::Redundant
                | FindingCode::Duplicate
                | FindingCode::Unreachable
                | FindingCode::MergeableRanges
                | FindingCode::MergeableRules
        );
        if !simpler || finding.fix.is_empty() {
            continue;
        }
        let after = edited(scenario, &finding.fix);
        let comparison = compare(scenario, &after, None, Limits::default()).unwrap();
        prop_assert_eq!(
            comparison.relation,
            Relation::Equivalent,
            "{:?}\n{}",
            finding,
            told(scenario)
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_rule_that_is_said_to_be_unreachable_decides_no_flow(scenario in one_group(), seed in any::<u64>()) {
        let found = findings(&scenario, Limits::default()).unwrap();
        let never = |finding: &&nsg_analysis::Finding| matches!(finding.code, FindingCode::Unreachable);
        let never: Vec<_> = found.iter().filter(never).map(|finding| finding.rules[0].clone()).collect();
        let probes = Probes::of(&[&scenario]);
        let mut dice = Dice(seed);
        for _ in 0..60 {
            let flow = probes.flow(&mut dice);
            let verdict = nsg::verify(&scenario, &flow);
            for rule in &never {
                prop_assert_ne!(verdict.rule_name.as_ref(), Some(&rule.name.ip_flow_verify()), "{:?}\n{}", flow, told(&scenario));
            }
        }
    }

    #[test]
    fn a_fix_that_makes_rules_simpler_changes_nothing(scenario in scenario()) {
        holds(&scenario)?;
    }

    #[test]
    fn a_fix_that_makes_wordy_rules_simpler_changes_nothing(scenario in wordy()) {
        holds(&scenario)?;
    }

    #[test]
    fn a_fix_of_what_azure_refuses_says_the_same_in_a_form_that_it_takes(scenario in scenario()) {
        for finding in findings(&scenario, Limits::default()).unwrap() {
            let form = matches!(finding.code, FindingCode::HostBits | FindingCode::ListInSingularField | FindingCode::ListInsideEntry | FindingCode::AnyInList | FindingCode::TagInList | FindingCode::MixedFamilies | FindingCode::PriorityOutOfRange);
            if !form || finding.fix.is_empty() {
                continue;
            }
            let after = edited(&scenario, &finding.fix);
            let comparison = compare(&scenario, &after, None, Limits::default()).unwrap();
            prop_assert_eq!(comparison.relation, Relation::Equivalent, "{:?}\n{}", finding, told(&scenario));
            let left = findings(&after, Limits::default()).unwrap();
            prop_assert!(!left.iter().any(|other| other.code == finding.code && (other.rules[0].applied_to, &other.rules[0].name) == (finding.rules[0].applied_to, &finding.rules[0].name)), "{:?}\n{}", finding, told(&after));
        }
    }

    #[test]
    fn rules_that_are_said_to_be_one_are(scenario in alike()) {
        for finding in findings(&scenario, Limits::default()).unwrap() {
            if finding.code != FindingCode::MergeableRules {
                continue;
            }
            prop_assert_eq!(finding.rules.len(), 2);
            let after = edited(&scenario, &finding.fix);
            let count = |scenario: &Scenario| scenario.network_interface_security_group.as_ref().unwrap().security_rules.len();
            prop_assert_eq!(count(&after) + 1, count(&scenario));
            let comparison = compare(&scenario, &after, None, Limits::default()).unwrap();
            prop_assert_eq!(comparison.relation, Relation::Equivalent, "{:?}\n{}", finding, told(&scenario));
        }
    }

    #[test]
    fn a_rule_that_is_not_found_idle_decides_something(scenario in one_group()) {
        let found = findings(&scenario, Limits::default()).unwrap();
        let Some(group) = &scenario.network_interface_security_group else { return Ok(()) };
        // Where facts are missing, a rule is called needed that only may be.
        let open = [Direction::Inbound, Direction::Outbound].into_iter().any(|direction| {
            let parts = flows(&scenario, &Query::all(direction), Limits::default()).unwrap();
            parts.iter().any(|part| part.ruling.access == Decision::Depends)
        });
        if open {
            return Ok(());
        }
        for (position, rule) in group.security_rules.iter().enumerate() {
            let known = rule.direction.known().is_some() && rule.priority.known().is_some() && rule.access.known().is_some();
            let idle = found.iter().any(|finding| {
                !matches!(finding.code, FindingCode::ConflictingOverlap | FindingCode::PartlyShadowed | FindingCode::MergeableRules | FindingCode::PortOfIcmp | FindingCode::PartialInternetDeny | FindingCode::FixedSourcePort | FindingCode::PublicDestination | FindingCode::MixedFamilies | FindingCode::TagInList) && finding.rules.iter().any(|own| own.position == position)
            });
            if !known || idle {
                continue;
            }
            let mut other = scenario.clone();
            other.network_interface_security_group.as_mut().unwrap().security_rules.remove(position);
            let comparison = compare(&scenario, &other, None, Limits::default()).unwrap();
            prop_assert_ne!(comparison.relation, Relation::Equivalent, "{}\n{}", rule.name, told(&scenario));
        }
    }
}

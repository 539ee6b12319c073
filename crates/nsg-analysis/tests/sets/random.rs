//! Random scenarios: what a comparison says of a flow is what the reference says of it twice.

use crate::probes::{Dice, Probes};
use crate::told::told;
use nsg::{Answers, AppliedTo, BRANCH_LIMIT, Flow, Scenario, branches, stages};
use nsg_analysis::{Comparison, Finding, Limits, Relation, compare, findings, review};
use proptest::prelude::*;
use rule_lines::random::scenario;

/// A scenario and what an edit makes of it.
fn edited() -> impl Strategy<Value = (Scenario, Scenario)> {
    (scenario(), scenario(), 0_u8..6, 0_usize..8).prop_map(|(before, other, edit, place)| {
        let mut after = before.clone();
        let group = after
            .network_interface_security_group
            .as_mut()
            .or(after.subnet_security_group.as_mut());
        match (edit, group) {
            (0 | 1, Some(group)) if place < group.security_rules.len() => {
                group.security_rules.remove(place);
            }
            (2, Some(group)) if place < group.security_rules.len() => {
                group.security_rules[place].access = nsg::Access::Deny.into();
            }
            (3, Some(group)) => {
                let given = other
                    .subnet_security_group
                    .iter()
                    .flat_map(|group| &group.security_rules);
                group.security_rules.extend(given.take(1).cloned());
            }
            (4, _) => after.network = other.network,
            _ => after = other,
        }
        (before, after)
    })
}

/// The comparison; scenarios that miss too many facts for one are drawn again.
fn compared(before: &Scenario, after: &Scenario) -> Result<Comparison, TestCaseError> {
    let comparison = compare(before, after, None, Limits::default());
    comparison.map_err(|_| TestCaseError::reject("too many facts are missing"))
}

/// Whether so many facts are missing that the ends of a flow in one scenario and then in the other are not all looked through.
fn gives_up(one: &Scenario, other: &Scenario, flow: &Flow) -> bool {
    let [first, second] =
        [one, other].map(|scenario| (&scenario.network, stages(scenario, flow.direction)));
    let start = branches(first.0, &first.1, flow, Answers::default());
    let mut seen = 0;
    start.given_up.is_some()
        || start.all.iter().any(|branch| {
            let then = branches(second.0, &second.1, flow, branch.supposed.clone());
            seen += then.all.len();
            then.given_up.is_some() || seen > BRANCH_LIMIT
        })
}

fn has_each_name_once(scenario: &Scenario) -> bool {
    [AppliedTo::Subnet, AppliedTo::NetworkInterface]
        .into_iter()
        .all(|stage| {
            let rules = scenario
                .group(stage)
                .map_or(&[][..], |group| &group.security_rules);
            let mut names: Vec<_> = rules.iter().map(|rule| rule.name.to_lowercase()).collect();
            names.sort();
            names.is_sorted_by(|one, other| one < other)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_comparison_says_of_a_flow_what_the_reference_says_twice((before, after) in edited(), seed in any::<u64>()) {
        let comparison = compared(&before, &after)?;
        let probes = Probes::of(&[&before, &after]);
        let mut dice = Dice(seed);
        for _ in 0..60 {
            let flow = probes.flow(&mut dice);
            let (old, new) = (nsg::verify(&before, &flow), nsg::verify(&after, &flow));
            let here: Vec<_> = comparison.changes.iter().filter(|change| change.flows.contains(&flow)).collect();
            prop_assert!(here.len() <= 1, "{flow:?} is in {} regions", here.len());
            match here.first() {
                Some(change) => {
                    prop_assert_eq!(change.before.access, old.access, "{:?} {}\n{}\n{}", &flow, &old.summary, told(&before), told(&after));
                    prop_assert_eq!(change.after.access, new.access, "{:?} {}\n{}\n{}", &flow, &new.summary, told(&before), told(&after));
                    let name = |ruling: &nsg_analysis::Ruling| ruling.rule.as_ref().map(|rule| rule.name.ip_flow_verify());
                    if let Some(name) = name(&change.before) {
                        prop_assert_eq!(Some(name), old.rule_name, "{:?}\n{}", &flow, told(&before));
                    }
                    if let Some(name) = name(&change.after) {
                        prop_assert_eq!(Some(name), new.rule_name, "{:?}\n{}", &flow, told(&after));
                    }
                }
                None => {
                    prop_assert_eq!(old.access, new.access, "{:?}: {} / {}\n{}\n{}", &flow, &old.summary, &new.summary, told(&before), told(&after));
                }
            }
        }
        let equal = comparison.changes.is_empty();
        prop_assert_eq!(comparison.relation == Relation::Equivalent, equal);
    }

    #[test]
    fn regions_are_disjoint((before, after) in edited()) {
        let comparison = compared(&before, &after)?;
        for (number, change) in comparison.changes.iter().enumerate() {
            prop_assert!(!change.flows.count().is_zero());
            for other in comparison.changes.iter().skip(number + 1) {
                prop_assert!(change.flows.is_disjoint(&other.flows), "{:?} {:?}", change.flows, other.flows);
            }
        }
    }

    #[test]
    fn nothing_changes_between_a_scenario_and_itself(scenario in scenario()) {
        let comparison = compared(&scenario, &scenario)?;
        prop_assert_eq!(comparison.relation, Relation::Equivalent);
    }

    #[test]
    fn backwards_the_same_flows_change((before, after) in edited()) {
        let (forth, back) = (compared(&before, &after)?, compared(&after, &before)?);
        let total = |comparison: &Comparison| {
            let mut sum = nsg_analysis::FlowCount::default();
            comparison.changes.iter().for_each(|change| sum += &change.flows.count());
            sum
        };
        prop_assert_eq!(total(&forth), total(&back), "{}\n{}", told(&before), told(&after));
        for change in &forth.changes {
            let Some(flow) = change.flows.witness() else { continue };
            let other = back.changes.iter().find(|other| other.flows.contains(&flow)).unwrap();
            let opposite = other.becomes.map(|access| match access {
                nsg::Access::Allow => nsg::Access::Deny,
                nsg::Access::Deny => nsg::Access::Allow,
            });
            // What is given up from one end alone is told as open from there.
            let is_given_up = |told: Option<nsg::Access>, one, other| told.is_none() && gives_up(one, other, &flow);
            if is_given_up(change.becomes, &before, &after) || is_given_up(opposite, &after, &before) {
                continue;
            }
            prop_assert_eq!(change.becomes, opposite, "{:?}\n{}\n{}", flow, told(&before), told(&after));
        }
    }

    #[test]
    fn a_review_tells_the_findings_that_one_end_alone_has((before, after) in edited()) {
        // A review is of one network.
        let after = Scenario { network: before.network.clone(), ..after };
        // Findings are told apart by the names of their rules, of which Azure has each once in a group.
        prop_assume!([&before, &after].iter().all(|end| has_each_name_once(end)));
        let ends = [&before, &after].map(|end| findings(end, Limits::default()));
        let (Ok(review), [Ok(old), Ok(new)]) = (review([&before, &after], Limits::default()), ends) else {
            return Err(TestCaseError::reject("too many facts are missing"));
        };
        let key = |finding: &Finding| {
            let rules = finding.rules.iter().map(|rule| (rule.applied_to, rule.name.name.to_lowercase()));
            (finding.code, finding.severity, rules.collect::<Vec<_>>())
        };
        let alone = |these: &[Finding], others: &[Finding]| -> Vec<_> {
            let others: Vec<_> = others.iter().map(key).collect();
            these.iter().map(key).filter(|key| !others.contains(key)).collect()
        };
        let told = |found: &[Finding]| found.iter().map(key).collect::<Vec<_>>();
        prop_assert_eq!(told(&review.added), alone(&new, &old), "{}\n{}", super::told::told(&before), super::told::told(&after));
        prop_assert_eq!(told(&review.ended), alone(&old, &new), "{}\n{}", super::told::told(&before), super::told::told(&after));
    }
}

//! Random scenarios: what a question claims is so.

use crate::told::told;
use nsg::{
    Access, AppliedTo, Conditions, Decision, Direction, Flow, Network, NetworkSecurityGroup,
    RuleKind, Scenario, Verdict,
};
use nsg_analysis::{Limits, QUESTIONS, QuizQuestion, Trap, quiz};
use proptest::prelude::*;
use rule_lines::random::{one_of, scenario};

fn rules() -> impl Strategy<Value = String> {
    let address = || {
        one_of(&[
            "*",
            "*",
            "VirtualNetwork",
            "Internet",
            "10.0.1.0/24",
            "10.1.0.0/16",
            "asg/web",
            "asg/db",
            "Storage",
            "52.170.10.20",
            "203.0.113.0/24",
        ])
    };
    let rule = (
        one_of(&["In", "In", "In", "Out", "Out"]),
        one_of(&["Tcp", "Tcp", "Tcp", "Udp", "*"]),
        address(),
        one_of(&["*", "*", "*", "*", "80", "1024-65535"]),
        address(),
        one_of(&["*", "22", "443", "80|443", "53", "1433", "3000-4000"]),
        one_of(&["Allow", "Deny"]),
    );
    proptest::collection::vec(rule, 0..10).prop_map(|rules| {
        let lines = rules.into_iter().enumerate();
        let lines = lines.map(|(number, (direction, protocol, from, client, to, port, access))| {
            let priority = 100 + 10 * number;
            format!("R{number}x {priority} {direction} {protocol} {from}:{client} -> {to}:{port} {access}")
        });
        lines.collect::<Vec<_>>().join("\n")
    })
}

/// Groups such as people write, in which everything can be read.
fn plausible() -> impl Strategy<Value = Scenario> {
    let group = || proptest::option::of(rules().prop_map(|rules| rule_lines::group(&rules)));
    let space = one_of(&[
        "",
        "10.0.0.0/16",
        "10.0.0.0/16 10.1.0.0/16",
        "10.0.0.0/16 0.0.0.0/0",
    ]);
    (group(), group(), space, any::<bool>()).prop_map(|(subnet, nic, space, tags)| {
        let prefixes = space
            .split_whitespace()
            .map(|prefix| prefix.parse().unwrap());
        let mut network = Network {
            virtual_network: Some(prefixes.collect()).filter(|space: &Vec<_>| !space.is_empty()),
            ..Network::default()
        };
        if tags {
            network = rule_lines::tagged(network, "Storage", "20.60.0.0/16");
            network = rule_lines::with_asg(network, "web", "10.0.1.4");
        }
        Scenario {
            subnet_security_group: subnet,
            network_interface_security_group: nic,
            network,
        }
    })
}

const PLACES: [AppliedTo; 2] = [AppliedTo::Subnet, AppliedTo::NetworkInterface];

/// The scenario with one group alone, changed.
fn alone(
    scenario: &Scenario,
    place: AppliedTo,
    change: impl FnOnce(&mut NetworkSecurityGroup),
) -> Option<Scenario> {
    let mut group = scenario.group(place)?.clone();
    change(&mut group);
    let mut alone = scenario.clone();
    alone.subnet_security_group = None;
    alone.network_interface_security_group = None;
    match place {
        AppliedTo::Subnet => alone.subnet_security_group = Some(group),
        _ => alone.network_interface_security_group = Some(group),
    }
    Some(alone)
}

/// Every user rule with its place.
fn own(scenario: &Scenario) -> Vec<(AppliedTo, usize)> {
    let count = |place| {
        scenario
            .group(place)
            .map_or(0, |group| group.security_rules.len())
    };
    let of = |place| (0..count(place)).map(move |position| (place, position));
    PLACES.into_iter().flat_map(of).collect()
}

/// Whether `why` names a rule that matches and does the opposite of the one of its group that decides.
fn is_shadowed(scenario: &Scenario, question: &QuizQuestion, verdict: &Verdict) -> bool {
    own(scenario).into_iter().any(|(place, position)| {
        let rule = &scenario.group(place).unwrap().security_rules[position];
        let single = alone(scenario, place, |group| {
            group.security_rules = vec![rule.clone()];
            group.default_security_rules.clear();
        });
        let matched = nsg::verify(&single.unwrap(), &question.flow)
            .rule_name
            .is_some();
        let mut stages = verdict.evaluated_network_security_groups.iter();
        let stage = stages.find(|stage| stage.applied_to == place);
        let earlier = stage.and_then(|stage| stage.matched_rule.as_ref());
        let earlier = earlier.is_some_and(|earlier| {
            earlier.rule_name.name != rule.name
                && question.why.contains(&earlier.rule_name.name)
                && Decision::from(earlier.action) == verdict.access
        });
        let access = rule.access.known().copied().map(Decision::from);
        let is_named = question.why.contains(&rule.name);
        matched && earlier && is_named && access == Some(other(verdict.access))
    })
}

fn other(access: Decision) -> Decision {
    match access {
        Decision::Allow => Decision::Deny,
        Decision::Deny => Decision::Allow,
        Decision::Depends => Decision::Depends,
    }
}

/// Whether one of the rules named decides the opposite, once one field takes anything.
fn is_near(scenario: &Scenario, question: &QuizQuestion, verdict: &Verdict) -> bool {
    let any = Conditions::any();
    own(scenario).into_iter().any(|(place, position)| {
        (0..3).any(|field| {
            let mut after = scenario.clone();
            let group = match place {
                AppliedTo::Subnet => after.subnet_security_group.as_mut().unwrap(),
                _ => after.network_interface_security_group.as_mut().unwrap(),
            };
            let rule = &mut group.security_rules[position];
            match field {
                0 => rule.conditions.protocol = any.protocol.clone(),
                1 => rule.conditions.source_ports.clone_from(&any.source_ports),
                _ => rule.conditions.destination.clone_from(&any.destination),
            }
            let is_named = question.why.contains(&rule.name);
            is_named && nsg::verify(&after, &question.flow).access == other(verdict.access)
        })
    })
}

/// Whether both groups are asked, and one alone allows.
fn is_split(scenario: &Scenario, flow: &Flow) -> bool {
    let access = PLACES.map(|place| {
        let alone = alone(scenario, place, |_| {});
        alone.map(|alone| nsg::verify(&alone, flow).access)
    });
    access.contains(&Some(Decision::Allow)) && access.contains(&Some(Decision::Deny))
}

/// The rule that decided, as its document has it.
fn deciding(scenario: &Scenario, verdict: &Verdict) -> Option<(RuleKind, Conditions)> {
    let stage = verdict.evaluated_network_security_groups.last()?;
    let rule = stage.rules_evaluation_result.last()?;
    let known = scenario.group(stage.applied_to)?.rule(rule.position)?;
    Some((rule.name.kind, known.conditions.clone()))
}

fn holds(scenario: &Scenario, question: &QuizQuestion) -> bool {
    let flow = &question.flow;
    let verdict = nsg::verify(scenario, flow);
    let is_known = verdict.access != Decision::Depends;
    let kinds = || {
        let stages = verdict.evaluated_network_security_groups.iter();
        stages.map(|stage| stage.matched_rule.as_ref().unwrap().rule_name.kind)
    };
    let so = match question.trap {
        Trap::Shadowed => is_known && is_shadowed(scenario, question, &verdict),
        Trap::OtherGroup => verdict.access == Decision::Deny && is_split(scenario, flow),
        Trap::TagHoldsMore => {
            let (_, conditions) = deciding(scenario, &verdict).unwrap();
            let remote = match flow.direction {
                Direction::Inbound => conditions.source,
                Direction::Outbound => conditions.destination,
            };
            is_known && matches!(remote.as_slice(), [nsg::AddressMatch::ServiceTag(_)])
        }
        Trap::DefaultRule => {
            verdict.access == Decision::Allow && kinds().all(|kind| kind == RuleKind::Default)
        }
        Trap::NearMiss => is_known && is_near(scenario, question, &verdict),
        Trap::Depends => !is_known,
    };
    so && flow.check().is_ok() && verdict.platform.is_none()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn every_question_is_right(
        scenario in prop_oneof![2 => plausible(), 1 => scenario()],
        seed in any::<u64>(),
    ) {
        let questions = quiz(&scenario, seed, Limits::default()).unwrap();
        prop_assert!(questions.len() <= QUESTIONS);
        for (number, question) in questions.iter().enumerate() {
            prop_assert!(holds(&scenario, question), "{question:#?}\n{}", told(&scenario));
            let mut before = questions.iter().take(number);
            prop_assert!(before.all(|before| before.flow != question.flow));
        }
        let open = questions.iter().filter(|question| question.trap == Trap::Depends);
        prop_assert!(open.count() <= 1);
        let again = quiz(&scenario, seed, Limits::default()).unwrap();
        prop_assert_eq!(&again, &questions);
        // Where all are asked, another seed asks the same ones in another order.
        let others = quiz(&scenario, seed ^ 1, Limits::default()).unwrap();
        prop_assert_eq!(others.len(), questions.len());
    }
}

/// Groups with more to ask about than is asked.
fn full() -> Scenario {
    let services = [22, 80, 443, 445, 1433, 3389, 5432, 8080];
    let lines = services.iter().enumerate().flat_map(|(number, port)| {
        let first = 100 + 20 * number;
        [
            format!("Deny-{port} {first} In * Internet:* -> *:{port} Deny"),
            format!(
                "Allow-{port} {} In Tcp *:* -> 10.0.1.0/24:{port} Allow",
                first + 10
            ),
            format!("Allow-Out-{port} {first} Out Tcp *:* -> 10.0.7.0/24:{port} Allow"),
        ]
    });
    rule_lines::nic(&lines.collect::<Vec<_>>().join("\n"))
}

#[test]
fn traps_take_turns_and_seeds_differ() {
    let scenario = full();
    let of = |seed| quiz(&scenario, seed, Limits::default()).unwrap();
    let questions = of(1);
    assert_eq!(questions.len(), QUESTIONS);
    assert_ne!(questions[0].trap, questions[1].trap);
    let lists: Vec<_> = (1..=10).map(of).collect();
    let fresh = lists
        .iter()
        .enumerate()
        .filter(|(number, list)| !lists[..*number].contains(list));
    assert!(fresh.count() >= 9, "{lists:#?}");
    let other = |question: &&QuizQuestion| !questions.contains(question);
    assert!(lists.iter().flatten().any(|question| other(&question)));
}

#[test]
fn access_of_rules_is_as_the_questions_say() {
    for question in quiz(&full(), 3, Limits::default()).unwrap() {
        let verdict = nsg::verify(&full(), &question.flow);
        let denied = question.why.contains("denies it");
        let allowed = question.why.contains("allows it") || question.why.contains("through");
        if question.trap != Trap::OtherGroup && (denied || allowed) {
            let said = if denied { Access::Deny } else { Access::Allow };
            assert_eq!(verdict.access, Decision::from(said), "{}", question.why);
        }
    }
}

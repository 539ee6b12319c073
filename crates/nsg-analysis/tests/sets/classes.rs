//! Flows of one class have one verdict, in every scenario that the classes were made for.

use nsg::{Flow, Scenario, verify};
use nsg_analysis::FlowClasses;
use proptest::prelude::*;
use rule_lines::random::{flow, scenario};

/// Everything that a verdict comes to, but for the address that a question is about.
fn told(scenario: &Scenario, flow: &Flow) -> String {
    let verdict = verify(scenario, flow);
    let facts = verdict.depends_on.iter();
    let facts: Vec<String> = facts
        .map(|fact| format!("{} {} {} {}", fact.kind, fact.name, fact.if_yes, fact.if_no))
        .collect();
    format!("{} {:?} {facts:?}", verdict.access, verdict.rule_name)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn flows_of_one_class_have_one_verdict(
        scenarios in (scenario(), scenario()),
        flows in proptest::collection::vec(flow(), 40),
    ) {
        let scenarios = [&scenarios.0, &scenarios.1];
        let classes = FlowClasses::new(&scenarios);
        let mut known: Vec<(_, Flow)> = Vec::new();
        for flow in flows {
            let class = classes.class(&flow);
            prop_assert_eq!(class.is_some(), flow.check().is_ok());
            // No packet leaves a VM for itself.
            if class.is_none() || flow.local.address == flow.remote.address {
                continue;
            }
            for (_, other) in known.iter().filter(|(known, _)| *known == class) {
                for scenario in scenarios {
                    prop_assert_eq!(told(scenario, &flow), told(scenario, other), "{} {}", flow, other);
                }
            }
            known.push((class, flow));
        }
    }
}

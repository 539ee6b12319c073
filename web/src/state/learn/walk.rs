//! A packet on its way: rule by rule, stage by stage.

use nsg::{AppliedTo, Decision, Flow, Scenario, Verdict};

/// A flow with its verdict, to be walked step by step.
#[derive(Debug)]
pub struct FlowWalk {
    /// What it is judged against.
    pub scenario: Scenario,
    /// The flow.
    pub flow: Flow,
    /// Its verdict.
    pub verdict: Verdict,
}

/// What a step has looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedSoFar {
    /// The stage.
    pub applied_to: AppliedTo,
    /// The rule's index among the stage's rules in the document.
    pub position: usize,
    /// The rule's bare name.
    pub name: String,
    /// Whether it matched; `None` where that hangs on a missing fact.
    pub matched: Option<bool>,
    /// Why, in a sentence.
    pub reason: String,
    /// Whether it ends its stage.
    pub is_last: bool,
}

impl FlowWalk {
    /// Judges the flow.
    pub fn new(scenario: Scenario, flow: Flow) -> Self {
        let verdict = nsg::verify(&scenario, &flow);
        Self {
            scenario,
            flow,
            verdict,
        }
    }

    /// Every rule that is looked at, in the order of looking.
    pub fn steps(&self) -> Vec<CheckedSoFar> {
        let stages = self.verdict.evaluated_network_security_groups.iter();
        let steps = stages.flat_map(|stage| {
            let rules = &stage.rules_evaluation_result;
            rules
                .iter()
                .enumerate()
                .map(move |(number, rule)| CheckedSoFar {
                    applied_to: stage.applied_to,
                    position: rule.position,
                    name: rule.name.name.clone(),
                    matched: rule.matched,
                    reason: rule.reason.clone(),
                    is_last: number + 1 == rules.len(),
                })
        });
        steps.collect()
    }

    /// Every rule of every stage, looked at or not: where it applies, and its index among the stage's rules.
    pub fn steps_and_rest(&self) -> Vec<(AppliedTo, usize)> {
        let admin = self.scenario.network.security_admin_rules.len();
        let group = |applied_to| {
            let group = self.scenario.group(applied_to);
            let count =
                group.map(|group| group.security_rules.len() + group.default_security_rules.len());
            (applied_to, count.unwrap_or(0))
        };
        let stages = [
            (AppliedTo::VirtualNetwork, admin),
            group(AppliedTo::Subnet),
            group(AppliedTo::NetworkInterface),
        ];
        let rules = |(applied_to, count)| (0..count).map(move |position| (applied_to, position));
        stages.into_iter().flat_map(rules).collect()
    }

    /// The rules that say where the flow goes: the one of each stage that matched.
    pub fn deciding(&self) -> Vec<CheckedSoFar> {
        let mut steps = self.steps();
        steps.retain(|seen| seen.matched == Some(true));
        match self.verdict.access {
            // One that denies is all that counts.
            Decision::Deny => steps.pop().into_iter().collect(),
            Decision::Allow => steps,
            Decision::Depends => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nsg::{Direction, Endpoint, Protocol};

    fn walk(subnet: &str, interface: &str) -> FlowWalk {
        let group = |text: &str| {
            let mut groups = nsg_documents::read_json(text).groups.into_iter();
            groups.next().map(|group| group.security_group)
        };
        let scenario = Scenario {
            subnet_security_group: group(subnet),
            network_interface_security_group: group(interface),
            ..Scenario::default()
        };
        let end = |address: &str, port| Endpoint {
            address: address.parse().unwrap(),
            port: Some(port),
        };
        let flow = Flow {
            direction: Direction::Inbound,
            protocol: Protocol::Tcp,
            local: end("10.0.1.4", 22),
            remote: end("203.0.113.10", 50000),
        };
        FlowWalk::new(scenario, flow)
    }

    fn group(access: &str) -> String {
        format!(
            r#"{{"name":"g","securityRules":[{{"name":"{access}-SSH","priority":100,"direction":"Inbound","access":"{access}","protocol":"Tcp","sourceAddressPrefix":"*","sourcePortRange":"*","destinationAddressPrefix":"*","destinationPortRange":"22"}}]}}"#
        )
    }

    #[test]
    fn a_packet_that_the_subnet_denies_never_comes_to_the_interface() {
        let walk = walk(&group("Deny"), &group("Allow"));
        let steps = walk.steps();
        assert_eq!(steps.len(), 1);
        assert!(
            steps
                .iter()
                .all(|seen| seen.applied_to == AppliedTo::Subnet && seen.is_last)
        );
        assert_eq!(walk.deciding(), steps);
    }

    #[test]
    fn a_packet_that_is_let_in_was_let_through_by_both() {
        let walk = walk(&group("Allow"), &group("Allow"));
        let places: Vec<AppliedTo> = walk.deciding().iter().map(|seen| seen.applied_to).collect();
        assert_eq!(places, [AppliedTo::Subnet, AppliedTo::NetworkInterface]);
    }
}

//! The note on a list that was made from the rules.

use azure::batch::boundaries::Boundaries;
use nsg::AppliedTo;
use text::text;

/// So many rules are named; the rest is counted.
const NAMED: usize = 3;

/// Which rules have no flow, or not all, and how many flows were left out; empty where there is nothing.
pub(super) fn note(made: &Boundaries) -> String {
    let without = made.left_out.iter().map(|left| {
        text!(
            "live-edges-rule-reason",
            place = place(left.applied_to),
            rule = left.rule,
            reason = left.reason.as_str()
        )
    });
    let in_part = made.in_part.iter().map(|rule| {
        text!(
            "live-edges-rule",
            place = place(rule.applied_to),
            rule = rule.rule
        )
    });
    let mut said = Vec::new();
    said.extend(match named(without.collect()) {
        (_, None) => None,
        (0, Some(rules)) => Some(text!("live-edges-without", rules)),
        (more, Some(rules)) => Some(text!("live-edges-without-more", rules, more)),
    });
    said.extend(match named(in_part.collect()) {
        (_, None) => None,
        (0, Some(rules)) => Some(text!("live-edges-in-part", rules)),
        (more, Some(rules)) => Some(text!("live-edges-in-part-more", rules, more)),
    });
    if made.beyond_limit > 0 {
        said.push(text!("live-edges-beyond", flows = made.beyond_limit));
    }
    said.join(" ")
}

/// The group of a rule, as the texts know it.
fn place(applied_to: AppliedTo) -> &'static str {
    match applied_to {
        AppliedTo::Subnet => "subnet",
        _ => "nic",
    }
}

/// How many rules there are besides the first of them, and those; `None` where there are none.
fn named(rules: Vec<String>) -> (usize, Option<String>) {
    let more = rules.len().saturating_sub(NAMED);
    let first = rules.into_iter().take(NAMED).collect::<Vec<_>>();
    (more, (!first.is_empty()).then(|| first.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use azure::batch::boundaries::{InPart, LeftOut, NoFlowReason};

    #[test]
    fn what_is_missing_is_named_and_counted() {
        assert_eq!(note(&Boundaries::default()), "");
        let in_part = |number: usize| InPart {
            applied_to: AppliedTo::Subnet,
            rule: format!("securityRules/many-{number}"),
        };
        let made = Boundaries {
            left_out: vec![LeftOut {
                applied_to: AppliedTo::NetworkInterface,
                rule: "securityRules/ping".to_owned(),
                reason: NoFlowReason::Protocol,
            }],
            in_part: (1..=5).map(in_part).collect(),
            beyond_limit: 7,
            ..Boundaries::default()
        };
        assert_eq!(
            note(&made),
            "No flow for: securityRules/ping of the NIC NSG (IP flow verify answers for TCP and UDP only). \
             Only some boundaries for: securityRules/many-1 of the subnet NSG, securityRules/many-2 of the subnet NSG, \
             securityRules/many-3 of the subnet NSG, and 2 more (too many prefixes or ports, so only the first \
             ones are tried). 7 more flows were left out."
        );
    }
}

//! What there is to say about a list that was made from the rules.

use azure::many::boundaries::Boundaries;
use nsg::AppliedTo;
use nsg::explain::stage_name;

/// So many rules are named; the rest is counted.
const NAMED: usize = 3;

/// Which rules have no flow, or not all, and how many flows were left out; empty where there is nothing.
pub(super) fn note(made: &Boundaries) -> String {
    let without = made.left_out.iter().map(|left| {
        let rule = rule_of(&left.rule, left.applied_to);
        format!("{rule} ({})", left.reason.as_str())
    });
    let in_part = made
        .in_part
        .iter()
        .map(|rule| rule_of(&rule.rule, rule.applied_to));
    let mut said = Vec::new();
    if let Some(rules) = named(without.collect()) {
        said.push(format!("Without a flow: {rules}."));
    }
    if let Some(rules) = named(in_part.collect()) {
        let why = "so many prefixes or ports that only the first ones are tried";
        said.push(format!("Not at every edge: {rules} ({why})."));
    }
    if made.beyond_limit > 0 {
        said.push(format!("{} more flows were left out.", made.beyond_limit));
    }
    said.join(" ")
}

fn rule_of(rule: &str, applied_to: AppliedTo) -> String {
    format!("{rule} of the {}", stage_name(applied_to))
}

/// The first of them and how many more there are; `None` where there are none.
fn named(rules: Vec<String>) -> Option<String> {
    let more = match rules.len() {
        0 => return None,
        1..=NAMED => String::new(),
        all => format!(", and {} more", all - NAMED),
    };
    let first = rules.into_iter().take(NAMED).collect::<Vec<_>>();
    Some(first.join(", ") + &more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use azure::many::boundaries::{InPart, LeftOut, Reason};

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
                reason: Reason::Protocol,
            }],
            in_part: (1..=5).map(in_part).collect(),
            beyond_limit: 7,
            ..Boundaries::default()
        };
        assert_eq!(
            note(&made),
            "Without a flow: securityRules/ping of the NIC NSG (IP flow verify answers for TCP and UDP only). \
             Not at every edge: securityRules/many-1 of the subnet NSG, securityRules/many-2 of the subnet NSG, \
             securityRules/many-3 of the subnet NSG, and 2 more (so many prefixes or ports that only the first \
             ones are tried). 7 more flows were left out."
        );
    }
}

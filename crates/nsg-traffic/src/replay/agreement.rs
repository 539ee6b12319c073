//! Whether what Azure says of a flow is what the rules say.

use super::judge::{Answer, RulePlace};
use super::logged::{Logged, LoggedRule};
use crate::result::rule_at;
use nsg::{AppliedTo, Decision, RuleKind, Scenario};

/// The comparison of one count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agreement {
    Same,
    SameAccess,
    Differ,
    Depends,
    NotComparable,
}

/// Compares what Azure says with what the rules say.
pub(crate) fn agreement(scenario: &Scenario, logged: &Logged, ours: &Answer) -> Agreement {
    let kind = logged.kind();
    let is_known_admin = || {
        let rules = scenario.network.security_admin_rules.iter().enumerate();
        rules
            .filter_map(|(position, _)| rule_at(scenario, (AppliedTo::VirtualNetwork, position)))
            .any(|rule| logged.names(&rule.name))
    };
    match &kind {
        LoggedRule::Platform | LoggedRule::Unencrypted => return Agreement::NotComparable,
        LoggedRule::Named(name) if name.kind == RuleKind::Admin && !is_known_admin() => {
            return Agreement::NotComparable;
        }
        LoggedRule::Named(_) | LoggedRule::Lost(_) => {}
    }
    if ours.access == Decision::Depends {
        return Agreement::Depends;
    }
    if ours.access != Decision::from(logged.access) {
        return Agreement::Differ;
    }
    // Which group a record names where both allow is not documented.
    let named =
        |place: &RulePlace| rule_at(scenario, *place).is_some_and(|rule| logged.names(&rule.name));
    let rules: Vec<RulePlace> = match ours.access {
        Decision::Allow => ours.matched.clone(),
        Decision::Deny | Decision::Depends => ours.rule.into_iter().collect(),
    };
    match rules.iter().any(named) {
        true => Agreement::Same,
        false => Agreement::SameAccess,
    }
}

//! Lays Azure's answer beside ours.

use super::cause::Cause;
use super::causes::Search;
use super::context::Context;
use super::rules::{each_alone, group_of, named, same_name};
use super::{AnswersCompared, Confirmation, LiveAnswer, LiveVerdict, adopt};
use crate::rule_name::comparable;
use nsg::{AppliedTo, Decision, Flow, RuleKind, Scenario, Verdict};
use text::text;

/// Lays Azure's answer beside ours.
///
/// The access is compared strictly, the rule leniently where both groups say the same: which of them
/// Azure then names is not documented (AD: `network-watcher/nsg-flow-logs-overview.md` says that the
/// order may vary).
pub fn compare(
    scenario: &Scenario,
    flow: &Flow,
    offline: Verdict,
    live: &LiveAnswer,
    context: &Context,
) -> Confirmation {
    let (outcome, causes) = match live {
        // Azure was asked about other rules: whether the answers are the same tells nothing.
        _ if context.rules_edited => (AnswersCompared::NotComparable, context.known()),
        LiveAnswer::NotFiltered { .. } => {
            let causes = not_filtered(scenario, &offline, context);
            (AnswersCompared::NotComparable, causes)
        }
        LiveAnswer::Verdict(live) => {
            let search = Search::new(scenario, flow, &offline, live, context);
            verdicts(&search)
        }
    };
    let live = match live {
        LiveAnswer::Verdict(live) => Some(live.clone()),
        LiveAnswer::NotFiltered { .. } => None,
    };
    Confirmation {
        outcome,
        offline,
        live,
        causes,
    }
}

/// Azure found no group and gave no access: there is nothing to compare with, but something to say.
fn not_filtered(scenario: &Scenario, offline: &Verdict, context: &Context) -> Vec<Cause> {
    let none = scenario.subnet_security_group.is_none()
        && scenario.network_interface_security_group.is_none();
    if none && offline.access == Decision::Allow && offline.rule_name.is_none() {
        return vec![Cause::new(
            "not-filtered",
            text!("azure-cause-not-filtered"),
            text!("azure-cause-not-filtered-help"),
        )];
    }
    if none {
        return vec![Cause::new(
            "admin-rules-without-groups",
            text!("azure-cause-admin-rules-alone"),
            text!("azure-cause-admin-rules-alone-help"),
        )];
    }
    let mut causes = vec![Cause::new(
        "groups-not-in-force",
        text!("azure-cause-groups-not-in-force"),
        text!("azure-cause-groups-not-in-force-help"),
    )];
    causes.extend(context.known());
    causes
}

fn verdicts(search: &Search<'_>) -> (AnswersCompared, Vec<Cause>) {
    let (offline, live) = (search.offline, search.live);
    let Some(access) = live.access.decision() else {
        let mut causes = vec![Cause::new(
            "azure-does-not-know",
            text!("azure-cause-azure-does-not-know"),
            text!("azure-cause-azure-does-not-know-help"),
        )];
        causes.extend(search.context.known());
        return (AnswersCompared::NotComparable, causes);
    };
    if offline.access == Decision::Depends {
        return (AnswersCompared::NotComparable, missing(offline, live));
    }
    if let Some(service) = offline.platform.filter(|_| access != offline.access) {
        let message = text!("azure-cause-platform", service = service.word());
        let help = text!("azure-cause-platform-help");
        return (
            AnswersCompared::NotComparable,
            vec![Cause::new("platform-traffic", &message, help)],
        );
    }
    if access != offline.access {
        return (AnswersCompared::Differ, search.causes());
    }
    match same_access(search) {
        None => (AnswersCompared::Agree, Vec::new()),
        Some(causes) => (AnswersCompared::SameAccess, causes),
    }
}

/// Why the rules differ where the access does not; `None` where they do not either.
fn same_access(search: &Search<'_>) -> Option<Vec<Cause>> {
    let (offline, live) = (search.offline, search.live);
    let (ours, theirs) = match (&offline.rule_name, &live.rule_name) {
        (None, None) => return None,
        (Some(_), None) => {
            return Some(vec![Cause::new(
                "no-rule-name",
                text!("azure-cause-no-rule-name"),
                "",
            )]);
        }
        (None, Some(theirs)) => return Some(vec![our_rule_is_open(offline, theirs)]),
        (Some(ours), Some(theirs)) => (ours, theirs),
    };
    if same_name(ours, theirs) {
        return in_another_group(search, theirs).map(|cause| vec![cause]);
    }
    if let Some(contradiction) = search.contradiction() {
        return Some(vec![contradiction]);
    }
    // Both groups say the same, and Azure names the other one's rule.
    let alone = each_alone(search.scenario, search.flow);
    let other = alone.iter().find(|(_, verdict)| {
        let name = verdict.rule_name.as_deref();
        verdict.access == offline.access && name.is_some_and(|name| same_name(name, theirs))
    });
    let agreed = alone
        .iter()
        .all(|(_, verdict)| verdict.access == offline.access);
    if let Some((place, _)) = other.filter(|_| agreed && alone.len() > 1) {
        let message = text!(
            "azure-cause-other-group",
            place = match place {
                AppliedTo::Subnet => "subnet",
                _ => "nic",
            },
            access = offline.access.word()
        );
        return Some(vec![Cause::new("rule-of-the-other-group", &message, "")]);
    }
    let mut causes = vec![Cause::new(
        "another-rule",
        &text!("azure-cause-another-rule", theirs, ours),
        text!("azure-cause-another-rule-help"),
    )];
    causes.extend(search.causes());
    Some(causes)
}

fn our_rule_is_open(offline: &Verdict, theirs: &str) -> Cause {
    let (code, message) = match offline.platform {
        Some(service) => (
            "platform-traffic",
            text!(
                "azure-cause-platform-rule",
                rule = theirs,
                service = service.word()
            ),
        ),
        None => ("rule-open", text!("azure-cause-rule-open", rule = theirs)),
    };
    Cause::new(code, &message, "")
}

/// User rules of one name in both groups are told apart by the id, where both sides have one.
fn in_another_group(search: &Search<'_>, theirs: &str) -> Option<Cause> {
    let name = comparable(theirs);
    let their_group = group_of(search.live.rule_id.as_deref()?)?;
    if name.kind != RuleKind::User {
        return None;
    }
    let all = named(search.scenario, search.flow, &name, None);
    let our_group = match (&search.offline.rule_id, all.as_slice()) {
        (Some(id), _) => group_of(id)?,
        (None, [only]) => only.group.id.as_deref()?,
        (None, _) => return None,
    };
    if our_group.eq_ignore_ascii_case(their_group) {
        return None;
    }
    let message = text!(
        "azure-cause-same-name",
        theirs = their_group,
        ours = our_group
    );
    Some(Cause::new(
        "same-name-in-another-group",
        &message,
        text!("azure-cause-same-name-help"),
    ))
}

/// Our questions, and which of them Azure's answer settles.
fn missing(offline: &Verdict, live: &LiveVerdict) -> Vec<Cause> {
    let settled = adopt(offline, live);
    let facts = offline.depends_on.iter();
    let mut causes: Vec<Cause> = facts
        .map(|fact| {
            let known = settled.iter().find(|(known, _)| known.about == fact.about);
            let help = match known {
                Some((_, yes)) => text!(
                    "azure-cause-fact-settled",
                    answer = if *yes { "yes" } else { "no" }
                ),
                None => text!("azure-cause-fact-help").to_owned(),
            };
            Cause::new("missing-fact", &fact.question, &help)
        })
        .collect();
    if settled.is_empty() && causes.len() > 1 {
        causes.push(Cause::new(
            "several-facts-missing",
            text!("azure-cause-several-facts"),
            text!("azure-cause-several-facts-help"),
        ));
    }
    causes
}

//! Our answer, by every evaluator, beside Azure's.

use crate::fact::{GroupAnswer, applied_to};
use azure::rule_name::comparable;
use nsg::{EvaluatedNetworkSecurityGroup, Flow, RuleIndex, Scenario, Verdict, verify};

/// Judges by the reference and by the index.
///
/// # Errors
///
/// Where they do not agree.
pub fn verdict(scenario: &Scenario, flow: &Flow) -> Result<Verdict, String> {
    let reference = verify(scenario, flow);
    let index = RuleIndex::new(scenario.clone());
    let compiled = index.verdict(flow);
    if index.access(flow) != reference.access {
        return Err(format!(
            "the index says {}, the reference {}",
            index.access(flow),
            reference.access
        ));
    }
    let of = |verdict: &Verdict| {
        (
            verdict.access,
            verdict.rule_name.clone(),
            verdict.rule_id.clone(),
            verdict.summary.clone(),
        )
    };
    if of(&compiled) != of(&reference) {
        return Err(format!(
            "the index says {:?}, the reference {:?}",
            of(&compiled),
            of(&reference)
        ));
    }
    Ok(reference)
}

/// Compares access and rule with what is expected; the rule in any of Azure's forms.
///
/// # Errors
///
/// What differs.
pub fn compare(verdict: &Verdict, access: Option<&str>, rule: Option<&str>) -> Result<(), String> {
    let ours = (
        Some(verdict.access.as_str()),
        verdict.rule_name.as_deref().map(comparable),
    );
    let theirs = (access, rule.map(comparable));
    if ours == theirs {
        Ok(())
    } else {
        Err(format!("expected {theirs:?}, but: {}", verdict.summary))
    }
}

/// Compares a stage, rule by rule and field by field, with `networkConfigurationDiagnostic`.
///
/// # Errors
///
/// What differs.
pub fn compare_group(
    ours: &EvaluatedNetworkSecurityGroup,
    theirs: &GroupAnswer,
) -> Result<(), String> {
    let place = &theirs.applied_to;
    if ours.applied_to != applied_to(place) {
        return Err(format!("expected {place}, but: {:?}", ours.applied_to));
    }
    let matched = ours.matched_rule.as_ref();
    let matched = matched.map(|rule| comparable(&rule.rule_name.diagnostic()));
    let expected = theirs.our_matched.as_ref().unwrap_or(&theirs.matched);
    if matched != Some(comparable(expected)) {
        return Err(format!(
            "{place}: expected {expected} to match, but: {matched:?}"
        ));
    }
    let rows = ours.rules_evaluation_result.iter().map(|rule| {
        (
            rule.name.diagnostic(),
            [
                rule.protocol_matched,
                rule.source_matched,
                rule.source_port_matched,
                rule.destination_matched,
                rule.destination_port_matched,
            ],
        )
    });
    let expected = theirs.rules.iter().map(|(name, a, b, c, d, e)| {
        let fields = [a, b, c, d, e].map(|matched| Some(*matched));
        (name.clone(), fields)
    });
    let (rows, expected): (Vec<_>, Vec<_>) = (rows.collect(), expected.collect());
    if rows == expected {
        Ok(())
    } else {
        Err(format!("{place}: expected {expected:?}, but: {rows:?}"))
    }
}

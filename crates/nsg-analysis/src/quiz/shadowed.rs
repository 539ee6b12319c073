//! A rule that matches and does not decide: an earlier rule of its group does the opposite, or the other group denies.

use super::Candidate;
use super::judged::{JudgedFlow, called};
use super::subject::{QuizSubject, does, named, whose};
use super::trap::Trap;
use super::within::is_within;
use crate::limits::TooLarge;
use crate::query::EqualFlows;
use nsg::{Access, AppliedTo, Decision, Direction, RuleEvaluation, StageRule};
use text::text;

/// What this rule is asked about.
pub(super) fn questions(
    subject: &QuizSubject<'_>,
    direction: Direction,
    rule: &StageRule<'_>,
) -> Result<Vec<Candidate>, TooLarge> {
    let query = subject.like(rule.conditions, direction);
    let mut parts = subject.parts(subject.scenario, &query)?;
    let mut found = Vec::new();
    found.extend(open(subject, rule, &parts));
    found.extend(other_group(subject, rule, &parts));
    let groups = [AppliedTo::Subnet, AppliedTo::NetworkInterface];
    if groups
        .iter()
        .all(|place| subject.scenario.group(*place).is_some())
    {
        // What the rule's own group does is cut finer where the other one is not looked at.
        parts.extend(subject.parts(&subject.scenario.alone(rule.applied_to), &query)?);
    }
    found.extend(shadowed(subject, rule, &parts));
    Ok(found)
}

/// An earlier rule of the group does the opposite.
fn shadowed(
    subject: &QuizSubject<'_>,
    rule: &StageRule<'_>,
    parts: &[EqualFlows],
) -> Vec<Candidate> {
    let Some(wanted) = does(rule) else {
        return Vec::new();
    };
    let opposite = |part: &EqualFlows| part.ruling.access == Decision::from(other(wanted));
    let mut found = Vec::new();
    for judged in subject.judged(parts, opposite) {
        let Some(earlier) = judged.matched_in(rule.applied_to) else {
            continue;
        };
        let contrary = Some(other(wanted));
        let is_so = earlier.position != rule.position
            && earlier.access == contrary
            && judged.access() == contrary
            && subject.matches(rule, &judged.flow)
            && !is_exception(subject, rule, earlier);
        if is_so {
            let (rule_named, earlier_called) = (named(rule), called(earlier));
            let why = match other(wanted) {
                Access::Allow => text!(
                    "quiz-why-shadowed-allowed",
                    rule = rule_named,
                    earlier = earlier_called
                ),
                Access::Deny => text!(
                    "quiz-why-shadowed-denied",
                    rule = rule_named,
                    earlier = earlier_called
                ),
            };
            let about = [
                (rule.applied_to, rule.position),
                (rule.applied_to, earlier.position),
            ];
            found.push(Candidate::new(Trap::Shadowed, judged.flow, why, &about));
        }
    }
    found
}

/// A narrow rule before a broad one is how rules are written: nobody is surprised.
fn is_exception(subject: &QuizSubject<'_>, rule: &StageRule<'_>, earlier: &RuleEvaluation) -> bool {
    let earlier = subject.rule(rule.applied_to, earlier.position);
    earlier.is_some_and(|earlier| {
        is_within(&earlier.conditions, rule.conditions)
            && !is_within(rule.conditions, &earlier.conditions)
    })
}

/// The rule's group allows by it, and the other group denies.
fn other_group(
    subject: &QuizSubject<'_>,
    rule: &StageRule<'_>,
    parts: &[EqualFlows],
) -> Vec<Candidate> {
    if does(rule) != Some(Access::Allow) {
        return Vec::new();
    }
    let elsewhere = |part: &EqualFlows| {
        let by = part.ruling.rule.as_ref().map(|rule| rule.applied_to);
        let by = by.filter(|by| *by != AppliedTo::VirtualNetwork);
        part.ruling.access == Decision::Deny && by.is_some_and(|by| by != rule.applied_to)
    };
    if !parts.iter().any(elsewhere) {
        return Vec::new();
    }
    let only = subject.scenario.alone(rule.applied_to);
    let mut found = Vec::new();
    for judged in subject.judged(parts, elsewhere) {
        let Some((denies, denied)) = judged.deciding() else {
            continue;
        };
        let alone = JudgedFlow::new(&only, judged.flow);
        let allows = alone.is_some_and(|alone| {
            let by = alone.matched_in(rule.applied_to).map(|by| by.position);
            alone.access() == Some(Access::Allow) && by == Some(rule.position)
        });
        if allows && judged.access() == Some(Access::Deny) && denies != rule.applied_to {
            let why = text!(
                "quiz-why-other-group",
                rule = named(rule),
                group = whose(rule.applied_to),
                denying = called(denied),
                other = whose(denies)
            );
            let about = [(rule.applied_to, rule.position), (denies, denied.position)];
            found.push(Candidate::new(Trap::OtherGroup, judged.flow, why, &about));
        }
    }
    found
}

/// It hangs on a missing fact.
fn open(subject: &QuizSubject<'_>, rule: &StageRule<'_>, parts: &[EqualFlows]) -> Vec<Candidate> {
    let depends = |part: &EqualFlows| part.ruling.access == Decision::Depends;
    let mut found = Vec::new();
    for judged in subject.judged(parts, depends) {
        let [fact] = judged.verdict.depends_on.as_slice() else {
            continue;
        };
        if judged.access().is_none() && fact.if_yes != fact.if_no {
            let why = text!(
                "quiz-why-depends",
                question = fact.question,
                yes = fact.if_yes.word(),
                no = fact.if_no.word()
            );
            let about = [(rule.applied_to, rule.position)];
            found.push(Candidate::new(Trap::Depends, judged.flow, why, &about));
        }
    }
    found
}

fn other(access: Access) -> Access {
    match access {
        Access::Allow => Access::Deny,
        Access::Deny => Access::Allow,
    }
}

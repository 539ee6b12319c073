//! Flows that no rule of the user's mentions, and a default rule lets through.

use super::Candidate;
use super::judged::{JudgedFlow, called};
use super::subject::{QuizSubject, does, named};
use super::trap::Trap;
use crate::limits::TooLarge;
use crate::query::{EqualFlows, QueryEnds};
use nsg::tags::DefaultTag;
use nsg::{Access, AddressMatch, AppliedTo, Decision, Direction, PortMatch, RuleEvaluation};
use nsg::{RuleKind, StageRule};
use text::text;

/// A rule allows a service for some; a default rule allows it for others.
pub(super) fn questions(
    subject: &QuizSubject<'_>,
    direction: Direction,
    rule: &StageRule<'_>,
) -> Result<Vec<Candidate>, TooLarge> {
    if does(rule) != Some(Access::Allow) || !is_for_some(rule, direction) {
        return Ok(Vec::new());
    }
    let mut query = subject.like(rule.conditions, direction);
    let tag = |tag: DefaultTag| AddressMatch::ServiceTag(tag.name().clone());
    query.remote = QueryEnds {
        addresses: match direction {
            Direction::Inbound => vec![tag(DefaultTag::VirtualNetwork)],
            Direction::Outbound => vec![tag(DefaultTag::Internet), tag(DefaultTag::VirtualNetwork)],
        },
        ..query.remote
    };
    let allowed = |part: &EqualFlows| {
        let by = part.ruling.rule.as_ref().map(|rule| rule.name.kind);
        part.ruling.access == Decision::Allow && by == Some(RuleKind::Default)
    };
    let parts = subject.parts(subject.scenario, &query)?;
    let mut found = Vec::new();
    for judged in subject.judged(&parts, allowed) {
        let by_default = by_default(&judged);
        if let (Some((place, default)), Some(Access::Allow)) = (by_default, judged.access()) {
            let why = text!(
                "quiz-why-default-rule",
                rule = named(rule),
                default = called(default)
            );
            let about = [(rule.applied_to, rule.position), (place, default.position)];
            found.push(Candidate::new(Trap::DefaultRule, judged.flow, why, &about));
        }
    }
    Ok(found)
}

/// The last default rule, where nothing but default rules decided.
fn by_default(judged: &JudgedFlow) -> Option<(AppliedTo, &RuleEvaluation)> {
    let is_default = |rule: Option<&RuleEvaluation>| {
        rule.is_some_and(|rule| rule.name.kind == RuleKind::Default)
    };
    let all = judged.matched().all(|(_, rule)| is_default(rule));
    judged.deciding().filter(|_| all)
}

/// Whether the rule is for a service and for some addresses: whoever wrote it meant these alone.
fn is_for_some(rule: &StageRule<'_>, direction: Direction) -> bool {
    let conditions = rule.conditions;
    let remote = match direction {
        Direction::Inbound => &conditions.source,
        Direction::Outbound => &conditions.destination,
    };
    let is_for_all = |entry: &AddressMatch| match entry {
        AddressMatch::Any | AddressMatch::PrintedAny | AddressMatch::Unknown(_) => true,
        AddressMatch::Prefix(prefix) => prefix.prefix_len() == 0,
        AddressMatch::ServiceTag(name) => DefaultTag::from_name(name) == Some(DefaultTag::Internet),
        AddressMatch::ApplicationSecurityGroup(_) => false,
    };
    !conditions.destination_ports.contains(&PortMatch::Any) && !remote.iter().any(is_for_all)
}

//! The rows of the ladder for a stage: which rules, and how each did.

use super::row_access::RowAccess;
use nsg::{
    Access, AddressMatch, AppliedTo, Conditions, Decision, Direction, Field, Flow, PortMatch,
    RuleEvaluation, RuleProtocol, Scenario, Verdict,
};
use nsg_analysis::RuleRef;
use text::text;

/// A stage of the ladder.
pub(super) struct StageRows {
    pub(super) applied_to: AppliedTo,
    /// The rules in checking order, shown or folded.
    pub(super) steps: Vec<LadderStep>,
    /// What became of the flow here.
    pub(super) result: StageResult,
}

#[derive(Clone, Copy)]
pub(super) enum StageResult {
    Passed,
    Denied,
    Open,
    NotReached,
}

/// A rule, or a run of rules that say little.
pub(super) enum LadderStep {
    Rule(RuleRow),
    Folded { rules: usize, reached: bool },
}

/// What a row says of the rule itself, whatever the flow.
#[derive(Clone, PartialEq)]
pub(super) struct RuleFace {
    pub(super) priority: String,
    pub(super) name: String,
    pub(super) is_default: bool,
    pub(super) access: RowAccess,
    /// Protocol, source, source port, destination, destination port.
    pub(super) cells: [String; 5],
}

/// How a rule did: what a key changes of its row.
#[derive(Clone, PartialEq)]
pub(super) struct RuleRow {
    /// The rule's index among the stage's rules in the document.
    pub(super) position: usize,
    pub(super) state: RowState,
    /// Whether each field matched, in the order of [`RuleFace::cells`]; `None` while that is open or was not looked at.
    pub(super) matched: [Option<bool>; 5],
    /// Why it matched or did not; empty until it is worked out.
    pub(super) reason: String,
    /// Whether someone asked to see it.
    pub(super) marked: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum RowState {
    Matched,
    Missed,
    Open,
    NotReached,
    /// The packet has not come to it yet.
    Ahead,
}

/// Longer stages fold the rules that say little.
const SHORT: usize = 40;
/// Around the rule that matched, and at the top, so many neighbours are shown.
const NEIGHBOURS: usize = 4;
/// So many rules that missed by one field are shown.
const NEAR_MISSES: usize = 6;
/// A list in a cell is cut after so many entries.
const CELL_ENTRIES: usize = 3;

/// The stages of the ladder, in the flow's order.
pub(super) fn stages(
    scenario: &Scenario,
    verdict: &Verdict,
    flow: &Flow,
    unfolded: &[AppliedTo],
    marked: &[RuleRef],
) -> Vec<StageRows> {
    let direction = flow.direction;
    let order = match direction {
        Direction::Inbound => [AppliedTo::Subnet, AppliedTo::NetworkInterface],
        Direction::Outbound => [AppliedTo::NetworkInterface, AppliedTo::Subnet],
    };
    let admin = verdict
        .evaluated_network_security_groups
        .iter()
        .any(|stage| stage.applied_to == AppliedTo::VirtualNetwork)
        .then_some(AppliedTo::VirtualNetwork);
    let groups = order
        .into_iter()
        .filter(|applied_to| scenario.group(*applied_to).is_some());
    let mut stages: Vec<StageRows> = admin
        .into_iter()
        .chain(groups)
        .map(|applied_to| {
            let unfolded = unfolded.contains(&applied_to);
            let marked = marked.iter().filter(|rule| rule.applied_to == applied_to);
            let marked: Vec<usize> = marked.map(|rule| rule.position).collect();
            stage(scenario, verdict, direction, applied_to, unfolded, &marked)
        })
        .collect();
    put_reasons(scenario, flow, &mut stages);
    stages
}

/// Works out the reasons of the rules that have a row: of a thousand these are a few.
fn put_reasons(scenario: &Scenario, flow: &Flow, stages: &mut [StageRows]) {
    let mut rows: Vec<(AppliedTo, &mut RuleRow)> = Vec::new();
    for stage in stages {
        for step in &mut stage.steps {
            if let LadderStep::Rule(row) = step {
                rows.push((stage.applied_to, row));
            }
        }
    }
    let wanted: Vec<_> = rows
        .iter()
        .map(|(place, row)| (*place, row.position))
        .collect();
    let reasons = nsg::reasons(scenario, flow, &wanted);
    for ((_, row), reason) in rows.into_iter().zip(reasons) {
        row.reason = reason;
    }
}

fn stage(
    scenario: &Scenario,
    verdict: &Verdict,
    direction: Direction,
    applied_to: AppliedTo,
    unfolded: bool,
    marked: &[usize],
) -> StageRows {
    let evaluated = verdict
        .evaluated_network_security_groups
        .iter()
        .find(|stage| stage.applied_to == applied_to);
    let results: &[RuleEvaluation] = evaluated
        .map(|stage| stage.rules_evaluation_result.as_slice())
        .unwrap_or_default();
    let mut by_position: Vec<Option<&RuleEvaluation>> = Vec::new();
    for result in results {
        if by_position.len() <= result.position {
            by_position.resize(result.position + 1, None);
        }
        if let Some(slot) = by_position.get_mut(result.position) {
            *slot = Some(result);
        }
    }
    let result_of = |position: usize| by_position.get(position).copied().flatten();
    // Rules that are not reached, and platform traffic's rules, are in the group alone.
    let order = match scenario.group(applied_to) {
        Some(group) => nsg::checking_order(group, direction),
        None => results.iter().map(|result| result.position).collect(),
    };
    let shown = shown(&order, result_of, unfolded);
    let mut steps: Vec<LadderStep> = Vec::new();
    for (position, shown) in order.iter().zip(shown) {
        let result = result_of(*position);
        let marked = marked.contains(position);
        if shown || marked {
            steps.push(LadderStep::Rule(row(*position, result, marked)));
            continue;
        }
        match steps.last_mut() {
            Some(LadderStep::Folded { rules, reached }) if *reached == result.is_some() => {
                *rules += 1
            }
            _ => steps.push(LadderStep::Folded {
                rules: 1,
                reached: result.is_some(),
            }),
        }
    }
    let matched = evaluated.and_then(|stage| stage.matched_rule.as_ref());
    let result = match (evaluated, matched.map(|rule| rule.action)) {
        (None, _) => StageResult::NotReached,
        (_, Some(Access::Allow)) => StageResult::Passed,
        (_, Some(Access::Deny)) => StageResult::Denied,
        (_, None) if verdict.platform.is_some() && verdict.access == Decision::Allow => {
            StageResult::Passed
        }
        (_, None) if results.iter().all(|result| result.matched == Some(false)) => {
            StageResult::Passed
        }
        (_, None) => StageResult::Open,
    };
    StageRows {
        applied_to,
        steps,
        result,
    }
}

/// Which rules are worth a row: all of a short list; of a long one those that matched, are open, missed
/// by one field, or stand beside these.
fn shown<'a>(
    order: &[usize],
    result_of: impl Fn(usize) -> Option<&'a RuleEvaluation>,
    unfolded: bool,
) -> Vec<bool> {
    if unfolded || order.len() <= SHORT {
        return vec![true; order.len()];
    }
    let result = |place: usize| order.get(place).and_then(|position| result_of(*position));
    let matched = |place: usize| result(place).map(|result| result.matched);
    let decides = |place: &usize| matches!(matched(*place), Some(Some(true) | None));
    let pillars: Vec<usize> = (0..order.len())
        .filter(decides)
        .take(NEAR_MISSES * 2)
        .collect();
    let near: Vec<usize> = (0..order.len())
        .rev()
        .filter(|place| result(*place).is_some_and(|result| missed_fields(result) == 1))
        .take(NEAR_MISSES)
        .collect();
    (0..order.len())
        .map(|place| {
            place < NEIGHBOURS
                || near.contains(&place)
                || pillars
                    .iter()
                    .any(|pillar| place.abs_diff(*pillar) <= NEIGHBOURS)
        })
        .collect()
}

fn fields(result: &RuleEvaluation) -> [Option<bool>; 5] {
    [
        result.protocol_matched,
        result.source_matched,
        result.source_port_matched,
        result.destination_matched,
        result.destination_port_matched,
    ]
}

fn missed_fields(result: &RuleEvaluation) -> usize {
    fields(result)
        .into_iter()
        .filter(|matched| *matched == Some(false))
        .count()
}

fn row(position: usize, result: Option<&RuleEvaluation>, marked: bool) -> RuleRow {
    RuleRow {
        position,
        state: match result.map(|result| result.matched) {
            None => RowState::NotReached,
            Some(Some(false)) => RowState::Missed,
            Some(Some(true)) => RowState::Matched,
            Some(None) => RowState::Open,
        },
        matched: result.map_or([None; 5], fields),
        reason: String::new(),
        marked,
    }
}

/// What the row of a rule says of it; none where there is no such rule.
pub(super) fn face(
    scenario: &Scenario,
    applied_to: AppliedTo,
    position: usize,
) -> Option<RuleFace> {
    let (name, priority, access, conditions, is_default) = match scenario.group(applied_to) {
        Some(group) => {
            let rule = group.rule(position)?;
            let access = RowAccess::from(&rule.access);
            let is_default = position >= group.security_rules.len();
            (
                &rule.name,
                &rule.priority,
                access,
                &rule.conditions,
                is_default,
            )
        }
        None => {
            let rule = scenario.network.security_admin_rules.get(position)?;
            let access = RowAccess::from(&rule.access);
            (&rule.name, &rule.priority, access, &rule.conditions, false)
        }
    };
    Some(RuleFace {
        priority: match priority {
            Field::Known(priority) => priority.to_string(),
            Field::Unknown(_) => "?".to_owned(),
        },
        name: name.clone(),
        is_default,
        access,
        cells: texts(conditions),
    })
}

/// A stage's own rules in the order of their document, before any packet has come to them.
pub(super) fn rules_alone(scenario: &Scenario, applied_to: AppliedTo) -> Vec<RuleRow> {
    let count = match scenario.group(applied_to) {
        Some(group) => group.security_rules.len(),
        None => scenario.network.security_admin_rules.len(),
    };
    let rows = (0..count).map(|position| row(position, None, false));
    rows.map(|row| RuleRow {
        state: RowState::Ahead,
        ..row
    })
    .collect()
}

fn texts(conditions: &Conditions) -> [String; 5] {
    let protocol = match &conditions.protocol {
        Field::Known(RuleProtocol::Any) => text!("ladder-any-protocol").to_owned(),
        Field::Known(protocol) => protocol.to_string(),
        Field::Unknown(text) => text.clone(),
    };
    [
        protocol,
        list(&conditions.source, AddressMatch::to_string),
        list(&conditions.source_ports, PortMatch::to_string),
        list(&conditions.destination, AddressMatch::to_string),
        list(&conditions.destination_ports, PortMatch::to_string),
    ]
}

fn list<T>(entries: &[T], text: impl Fn(&T) -> String) -> String {
    let texts: Vec<String> = entries.iter().take(CELL_ENTRIES).map(text).collect();
    let texts = texts.join(", ");
    match entries.len().saturating_sub(CELL_ENTRIES) {
        0 => texts,
        more => text!("ladder-more-entries", entries = texts, more),
    }
}

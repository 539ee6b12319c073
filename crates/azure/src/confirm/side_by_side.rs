//! Azure's rules beside ours, in order.

use super::diagnostic::{DiagnosedGroup, DiagnosedRule, NetworkDiagnostic};
use crate::rule_name::comparable;
use nsg::ComparedField;
use nsg::{AppliedTo, EvaluatedNetworkSecurityGroup, RuleEvaluation, RuleKind, RuleName, Verdict};

/// Azure's answer rule by rule beside ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideBySide {
    /// The stages: ours in our order, then those that only Azure has. Empty where Azure evaluated
    /// nothing, which is no answer, and not the answer that no group applies.
    pub groups: Vec<GroupSideBySide>,
}

/// One stage of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupSideBySide {
    /// Where it applies; `None` where only Azure has it and does not say.
    pub applied_to: Option<AppliedTo>,
    /// The group's resource id, Azure's where it has one.
    pub id: Option<String>,
    /// Whether we have the stage.
    pub ours: bool,
    /// Whether Azure has it.
    pub theirs: bool,
    /// The rules of both, in the order in which they are checked.
    pub rules: Vec<RuleSideBySide>,
    /// Index of the first rule on which both differ.
    pub first_difference: Option<usize>,
}

/// One rule of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSideBySide {
    /// The name, as Azure's diagnostics write it.
    pub name: String,
    /// Our five answers; `None` where we do not come to the rule, or do not have it.
    pub ours: Option<ComparedFields>,
    /// Azure's five answers; `None` where Azure does not come to the rule, or does not have it.
    pub theirs: Option<ComparedFields>,
    /// The first field on which both differ.
    pub differs: Option<ComparedField>,
}

/// Protocol, source, source port, destination, destination port: whether each matched. `None` is what a
/// missing fact leaves open, and no difference to either answer.
pub type ComparedFields = [Option<bool>; 5];

impl SideBySide {
    /// The first difference: which stage and which rule, as indices.
    pub fn first_difference(&self) -> Option<(usize, usize)> {
        let mut groups = self.groups.iter().enumerate();
        groups.find_map(|(at, group)| Some((at, group.first_difference?)))
    }
}

impl RuleSideBySide {
    /// Whether only one side has the rule, or both differ on a field.
    pub fn is_different(&self) -> bool {
        self.differs.is_some() || self.ours.is_none() || self.theirs.is_none()
    }
}

/// Lays Azure's rules beside ours. The rule that Azure says has matched is not looked at, since it was
/// recorded to be one of another group: the five fields tell.
pub fn side_by_side(offline: &Verdict, diagnostic: &NetworkDiagnostic) -> SideBySide {
    if diagnostic.is_empty() {
        return SideBySide { groups: Vec::new() };
    }
    let mut left: Vec<&DiagnosedGroup> = diagnostic.groups.iter().collect();
    let mut groups = Vec::new();
    for ours in &offline.evaluated_network_security_groups {
        let theirs = counterpart(ours, &left).map(|at| left.remove(at));
        groups.push(group(Some(ours), theirs));
    }
    groups.extend(left.into_iter().map(|theirs| group(None, Some(theirs))));
    SideBySide { groups }
}

/// By the place where it applies, else by the group's id, else, where Azure says neither, in order.
fn counterpart(ours: &EvaluatedNetworkSecurityGroup, left: &[&DiagnosedGroup]) -> Option<usize> {
    let same_place = |theirs: &&DiagnosedGroup| theirs.place() == Some(ours.applied_to);
    let id = ours.network_security_group_id.as_deref();
    let same_id =
        |theirs: &&DiagnosedGroup| id.is_some_and(|id| id.eq_ignore_ascii_case(&theirs.id));
    let silent = |theirs: &&DiagnosedGroup| theirs.place().is_none() && id.is_none();
    left.iter()
        .position(same_place)
        .or_else(|| {
            left.iter()
                .position(|theirs| theirs.place().is_none() && same_id(theirs))
        })
        .or_else(|| left.iter().position(silent))
}

fn group(
    ours: Option<&EvaluatedNetworkSecurityGroup>,
    theirs: Option<&DiagnosedGroup>,
) -> GroupSideBySide {
    let our_rules = ours.map_or(&[][..], |ours| &ours.rules_evaluation_result);
    let their_rules = theirs.map_or(&[][..], |theirs| &theirs.rules);
    let rules = aligned(our_rules, their_rules);
    let their_id = theirs
        .map(|theirs| theirs.id.clone())
        .filter(|id| !id.is_empty());
    GroupSideBySide {
        applied_to: ours
            .map(|ours| ours.applied_to)
            .or_else(|| theirs.and_then(DiagnosedGroup::place)),
        id: their_id.or_else(|| ours?.network_security_group_id.clone()),
        ours: ours.is_some(),
        theirs: theirs.is_some(),
        first_difference: rules.iter().position(RuleSideBySide::is_different),
        rules,
    }
}

/// Both lists in one, in order; rules of one name stand side by side. Between two of those, user rules
/// come before default rules, as their priorities do.
fn aligned(ours: &[RuleEvaluation], theirs: &[DiagnosedRule]) -> Vec<RuleSideBySide> {
    let key = |rule: &RuleEvaluation| comparable(&rule.name.diagnostic());
    let our_keys: Vec<RuleName> = ours.iter().map(key).collect();
    let mut rows = Vec::new();
    let mut next = 0;
    let mut only_theirs = Vec::new();
    for rule in theirs {
        let wanted = comparable(&rule.name);
        let rest = our_keys.get(next..).unwrap_or_default();
        let Some(ahead) = rest.iter().position(|key| *key == wanted) else {
            only_theirs.push(rule);
            continue;
        };
        let both = next + ahead;
        let only_ours = ours.get(next..both).unwrap_or_default();
        between(only_ours, &std::mem::take(&mut only_theirs), &mut rows);
        rows.push(row(ours.get(both), Some(rule)));
        next = both + 1;
    }
    between(
        ours.get(next..).unwrap_or_default(),
        &only_theirs,
        &mut rows,
    );
    rows
}

/// Rules that only one side has.
fn between(ours: &[RuleEvaluation], theirs: &[&DiagnosedRule], rows: &mut Vec<RuleSideBySide>) {
    for default in [false, true] {
        let of = |kind: RuleKind| (kind == RuleKind::Default) == default;
        let theirs = theirs.iter().filter(|rule| of(comparable(&rule.name).kind));
        rows.extend(theirs.map(|rule| row(None, Some(rule))));
        let ours = ours.iter().filter(|rule| of(rule.name.kind));
        rows.extend(ours.map(|rule| row(Some(rule), None)));
    }
}

fn row(ours: Option<&RuleEvaluation>, theirs: Option<&DiagnosedRule>) -> RuleSideBySide {
    let our_name = ours.map(|rule| rule.name.diagnostic());
    let name = our_name.or_else(|| theirs.map(|rule| rule.name.clone()));
    let ours = ours.map(|rule| {
        [
            rule.protocol_matched,
            rule.source_matched,
            rule.source_port_matched,
            rule.destination_matched,
            rule.destination_port_matched,
        ]
    });
    let theirs = theirs.map(|rule| {
        [
            Some(rule.protocol_matched),
            Some(rule.source_matched),
            Some(rule.source_port_matched),
            Some(rule.destination_matched),
            Some(rule.destination_port_matched),
        ]
    });
    let pairs = ours.into_iter().flatten().zip(theirs.into_iter().flatten());
    let mut fields = ComparedField::ALL.into_iter().zip(pairs);
    let differs = fields.find(|(_, (ours, theirs))| ours.is_some() && ours != theirs);
    RuleSideBySide {
        name: name.unwrap_or_default(),
        ours,
        theirs,
        differs: differs.map(|(field, _)| field),
    }
}

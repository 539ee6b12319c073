//! What a change does to one group: the flows, and the findings that it brings and ends.

use crate::compare::{Comparison, Relation, compare};
use crate::findings::{Finding, findings_about};
use crate::limits::{Limits, TooLarge};
use nsg::{AppliedTo, Direction, Scenario, SecurityRule};
use text::text;

/// A change of one group, reviewed.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// The flows whose access changes.
    pub comparison: Comparison,
    /// Findings that are there after the change alone.
    pub added: Vec<Finding>,
    /// Findings that are there before the change alone.
    pub ended: Vec<Finding>,
}

/// Reviews a change of one end to the other.
///
/// # Errors
///
/// [`TooLarge`] beyond the limits.
pub fn review([before, after]: [&Scenario; 2], limits: Limits) -> Result<Review, TooLarge> {
    let comparison = compare(before, after, None, limits.clone())?;
    // Most groups of a plan stay as they are. Both ends are of one network.
    let stages = [AppliedTo::Subnet, AppliedTo::NetworkInterface];
    if stages
        .iter()
        .all(|stage| before.group(*stage) == after.group(*stage))
    {
        return Ok(Review {
            comparison,
            added: Vec::new(),
            ended: Vec::new(),
        });
    }
    // What rules that stay the same do together ends nothing and brings nothing.
    let mut directions = vec![Direction::Inbound, Direction::Outbound];
    directions.retain(|direction| !is_same_towards(*direction, before, after));
    let old = findings_about(before, &directions, limits.clone())?;
    let new = findings_about(after, &directions, limits)?;
    let without = |these: &[Finding], others: &[Finding]| {
        let is_known = |finding: &&Finding| others.iter().any(|other| is_same(finding, other));
        let left = these.iter().filter(|finding| !is_known(finding));
        left.cloned().collect::<Vec<_>>()
    };
    Ok(Review {
        comparison,
        added: without(&new, &old),
        ended: without(&old, &new),
    })
}

/// Whether both ends have the same rules for flows of a direction, in the same order.
fn is_same_towards<'s>(direction: Direction, before: &'s Scenario, after: &'s Scenario) -> bool {
    let rules = |scenario: &'s Scenario, stage: AppliedTo| -> Option<[Vec<&SecurityRule>; 2]> {
        let group = scenario.group(stage)?;
        let is_towards =
            |rule: &&SecurityRule| rule.direction.known().is_none_or(|it| *it == direction);
        let towards = |rules: &'s [SecurityRule]| rules.iter().filter(is_towards).collect();
        Some([&group.security_rules, &group.default_security_rules].map(|it| towards(it)))
    };
    [AppliedTo::Subnet, AppliedTo::NetworkInterface]
        .into_iter()
        .all(|stage| rules(before, stage) == rules(after, stage))
}

/// Whether two findings say the same of the same rules; where these stand in their lists does not count.
fn is_same(one: &Finding, other: &Finding) -> bool {
    let rules = |finding: &Finding| -> Vec<_> {
        let rules = finding.rules.iter();
        rules
            .map(|rule| (rule.applied_to, rule.name.name.to_lowercase()))
            .collect()
    };
    one.code == other.code && one.severity == other.severity && rules(one) == rules(other)
}

/// A group of a change, for the sentence about all of them.
#[derive(Clone, Copy, Debug)]
pub struct ReviewedName<'a> {
    /// The group's name; empty where it has none.
    pub name: &'a str,
    /// How both ends relate.
    pub relation: Relation,
    /// What changes, in a sentence.
    pub summary: &'a str,
}

/// What a change of several groups does, in one sentence.
pub fn review_summary(groups: &[ReviewedName<'_>]) -> String {
    let of = |relation: Relation| {
        groups
            .iter()
            .filter(|group| group.relation == relation)
            .count()
    };
    let changed: Vec<_> = groups
        .iter()
        .filter(|group| group.relation != Relation::Equivalent)
        .collect();
    match changed.as_slice() {
        [] => text!("review-nothing").to_owned(),
        [only] => text!("review-one", group = only.name, summary = only.summary),
        _ => {
            let (more, less) = (of(Relation::MorePermissive), of(Relation::LessPermissive));
            let both = of(Relation::Incomparable);
            let kinds = [
                (more > 0).then(|| text!("review-more", count = more)),
                (less > 0).then(|| text!("review-less", count = less)),
                (both > 0).then(|| text!("review-both", count = both)),
            ];
            let kinds: Vec<String> = kinds.into_iter().flatten().collect();
            text!(
                "review-many",
                changed = changed.len(),
                groups = groups.len(),
                kinds = kinds.join(text!("list-comma"))
            )
        }
    }
}

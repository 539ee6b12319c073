//! What a change does to one group: the flows, and the findings that it brings and ends.

use crate::compare::{Comparison, Relation, compare};
use crate::findings::{Finding, findings};
use crate::limits::{Limits, TooLarge};
use nsg::{AppliedTo, Scenario};
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
    let (old, new) = (findings(before, limits.clone())?, findings(after, limits)?);
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
        _ => text!(
            "review-many",
            changed = changed.len(),
            groups = groups.len(),
            more = of(Relation::MorePermissive),
            less = of(Relation::LessPermissive),
            both = of(Relation::Incomparable)
        ),
    }
}

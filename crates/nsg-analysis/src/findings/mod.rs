//! Rules that never decide, could be one, expose something or break something.

mod code;
mod cover;
mod decide;
mod exposure;
mod invalid;
mod lists;
mod merge;
mod network;
mod numbers;
mod pairs;
mod provable;
mod questions;
mod share;
mod unreachable;

pub use code::{FindingCode, FindingSeverity};

use crate::edit::Edit;
use crate::limits::{Limits, TooLarge};
use crate::names::AddressNames;
use crate::rule_ref::RuleRef;
use crate::words::all_of;
use nsg::sort::sort_by_key;
use nsg::{AppliedTo, Direction, Flow, NetworkSecurityGroup, Scenario, SecurityRule};
use serde::{Deserialize, Serialize};
use text::text;

/// Something about rules that a person should know.
///
/// `R` is what a rule of its fix is: see [`Edit`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
// Not what serde would take: an absent list needs no rule.
#[serde(bound(deserialize = "R: Deserialize<'de>"))]
pub struct Finding<R = SecurityRule> {
    /// The kind of finding.
    pub code: FindingCode,
    /// How much it matters: by how many flows it reaches, not by how it looks.
    pub severity: FindingSeverity,
    /// The rules that it is about, the one that is to be looked at first.
    pub rules: Vec<RuleRef>,
    /// For an unreachable rule: the fewest rules that leave it nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blockers: Vec<RuleRef>,
    /// Why, in one sentence.
    pub message: String,
    /// A flow that shows it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "nsg::ip_flow::option"
    )]
    pub witness: Option<Flow>,
    /// Edits that end it, where there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fix: Vec<Edit<R>>,
}

impl<R> Finding<R> {
    /// The same finding with the rules of its fix in another form.
    pub fn map_rules<'f, T>(&'f self, form: impl Fn(&'f R) -> T) -> Finding<T> {
        Finding {
            code: self.code,
            severity: self.severity,
            rules: self.rules.clone(),
            blockers: self.blockers.clone(),
            message: self.message.clone(),
            witness: self.witness,
            fix: self.fix.iter().map(|edit| edit.map_rule(&form)).collect(),
        }
    }
}

impl Finding {
    fn new(
        code: FindingCode,
        severity: FindingSeverity,
        rules: Vec<RuleRef>,
        message: String,
    ) -> Self {
        Self {
            code,
            severity,
            rules,
            blockers: Vec::new(),
            message,
            witness: None,
            fix: Vec::new(),
        }
    }

    /// A refusal of Azure while a change is applied, which only the text of the change tells: the rules that it is about,
    /// each by its group and its position there, what is refused, and what to do about it.
    pub fn apply_conflict<'g>(
        applied_to: AppliedTo,
        rules: impl Iterator<Item = (&'g NetworkSecurityGroup, usize)>,
        message: &str,
        help: &str,
    ) -> Self {
        let rules = rules.filter_map(|(group, position)| RuleRef::at(group, applied_to, position));
        Self::new(
            FindingCode::ApplyConflict,
            FindingSeverity::High,
            rules.collect(),
            text!("finding-apply-conflict", message, help),
        )
    }

    fn with_witness(mut self, witness: Option<Flow>) -> Self {
        self.witness = witness;
        self
    }

    fn with_fix(mut self, fix: Vec<Edit>) -> Self {
        self.fix = fix;
        self
    }
}

/// The scenario that each part looks at, with what it needs for that.
struct FindingsSubject<'a> {
    scenario: &'a Scenario,
    names: AddressNames,
    limits: Limits,
}

/// Everything that there is to know about the rules of a scenario, the gravest first.
///
/// # Errors
///
/// [`TooLarge`] beyond the limits.
pub fn findings(scenario: &Scenario, limits: Limits) -> Result<Vec<Finding>, TooLarge> {
    findings_about(scenario, &[Direction::Inbound, Direction::Outbound], limits)
}

/// The same where what the rules of the other direction do together is not asked about.
///
/// # Errors
///
/// [`TooLarge`] beyond the limits.
pub(crate) fn findings_about(
    scenario: &Scenario,
    directions: &[Direction],
    limits: Limits,
) -> Result<Vec<Finding>, TooLarge> {
    let subject = FindingsSubject {
        scenario,
        names: AddressNames::new(&scenario.network),
        limits,
    };
    let mut found = invalid::findings(&subject);
    found.extend(network::findings(&subject));
    found.extend(lists::findings(&subject));
    found.extend(questions::findings(&subject)?);
    for direction in directions {
        found.extend(decide::findings(&subject, *direction)?);
    }
    if directions.contains(&Direction::Inbound) {
        found.extend(exposure::findings(&subject)?);
    }
    gravest_first(&mut found);
    Ok(found)
}

/// Puts findings into the order in which they are told.
pub fn gravest_first(found: &mut Vec<Finding>) {
    sort_by_key(found, |finding| {
        (finding.severity as u8, finding.code as u8)
    });
}

impl FindingsSubject<'_> {
    /// The rule as its document has it; `None` for security admin rules.
    fn rule(&self, rule: &RuleRef) -> Option<&SecurityRule> {
        self.scenario.group(rule.applied_to)?.rule(rule.position)
    }
}

/// The rule in a sentence: `Allow-Ssh (priority 100)`.
pub(crate) fn called(rule: &RuleRef) -> String {
    match rule.priority {
        Some(priority) => text!(
            "finding-rule-with-priority",
            rule = rule.name.name,
            priority
        ),
        None => text!("finding-rule", rule = rule.name.name),
    }
}

/// Several rules in a sentence.
fn called_all(rules: &[RuleRef]) -> String {
    let names: Vec<String> = rules.iter().map(called).collect();
    all_of(&names)
}

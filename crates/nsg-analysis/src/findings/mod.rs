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
mod questions;
mod share;

pub use code::{Code, Severity};

use crate::edit::Edit;
use crate::limits::{Limits, TooLarge};
use crate::names::Names;
use crate::rule_ref::RuleRef;
use crate::words::all_of;
use nsg::{Direction, Flow, Scenario, SecurityRule, order};
use text::text;

/// Something about rules that a person should know.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// How much it matters: by how many flows it reaches, not by how it looks.
    pub severity: Severity,
    /// The rules that it is about, the one that is to be looked at first.
    pub rules: Vec<RuleRef>,
    /// For an unreachable rule: the fewest rules that leave it nothing.
    pub blockers: Vec<RuleRef>,
    /// Why, in one sentence.
    pub message: String,
    /// A flow that shows it.
    pub witness: Option<Flow>,
    /// Edits that end it, where there are any.
    pub fix: Vec<Edit>,
}

impl Finding {
    fn new(code: Code, severity: Severity, rules: Vec<RuleRef>, message: String) -> Self {
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

    fn with_witness(mut self, witness: Option<Flow>) -> Self {
        self.witness = witness;
        self
    }

    fn with_fix(mut self, fix: Vec<Edit>) -> Self {
        self.fix = fix;
        self
    }
}

/// What each part looks at.
struct Subject<'a> {
    scenario: &'a Scenario,
    names: Names,
    limits: Limits,
}

/// Everything that there is to know about the rules of a scenario, the gravest first.
///
/// # Errors
///
/// [`TooLarge`] beyond the limits.
pub fn findings(scenario: &Scenario, limits: Limits) -> Result<Vec<Finding>, TooLarge> {
    let subject = Subject {
        scenario,
        names: Names::new(&scenario.network),
        limits,
    };
    let mut found = invalid::findings(&subject);
    found.extend(network::findings(&subject));
    found.extend(lists::findings(&subject));
    found.extend(questions::findings(&subject)?);
    for direction in [Direction::Inbound, Direction::Outbound] {
        found.extend(decide::findings(&subject, direction)?);
    }
    found.extend(exposure::findings(&subject)?);
    let grave = |finding: &Finding| {
        u128::from(finding.severity as u8) << 8 | u128::from(finding.code as u8)
    };
    Ok(order::by_key(found, grave))
}

impl Subject<'_> {
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

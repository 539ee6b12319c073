//! What JavaScript is told of sets of flows.

use crate::object;
use nsg::{Network, Scenario};
use nsg_analysis::contracts::{Contract, Outcome};
use nsg_analysis::objects::{Compared, Decided, Witness};
use nsg_analysis::{Edit, Finding, Fix, Miss, RuleRef, WhyNot};
use nsg_documents::write::{self, GroupDocument, RuleResource};
use serde::Serialize;
use wasm_bindgen::prelude::JsValue;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    rule_name: String,
    applied_to: nsg::AppliedTo,
}

impl Rule {
    fn new(rule: &RuleRef) -> Self {
        Self {
            rule_name: rule.name.ip_flow_verify(),
            applied_to: rule.applied_to,
        }
    }
}

/// A finding.
#[derive(Serialize)]
pub(super) struct Found<'f> {
    code: &'static str,
    severity: &'static str,
    rules: Vec<Rule>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    blockers: Vec<Rule>,
    message: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<Witness>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fix: Vec<Change<'f>>,
}

/// An edit of one rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'f> {
    action: &'static str,
    applied_to: nsg::AppliedTo,
    /// The rule as it is called before.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_name: Option<String>,
    /// The rule as it will be.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<RuleResource<'f>>,
}

impl<'f> Change<'f> {
    fn new(edit: &'f Edit) -> Self {
        let (action, applied_to, old, new) = match edit {
            Edit::Add { applied_to, rule } => ("add", *applied_to, None, Some(rule)),
            Edit::Remove { rule } => ("remove", rule.applied_to, Some(rule), None),
            Edit::Replace { rule, with } => ("replace", rule.applied_to, Some(rule), Some(with)),
        };
        Self {
            action,
            applied_to,
            rule_name: old.map(|rule| rule.name.ip_flow_verify()),
            rule: new.map(write::security_rule),
        }
    }
}

impl<'f> Found<'f> {
    pub(super) fn new(finding: &'f Finding) -> Self {
        Self {
            code: finding.code.as_str(),
            severity: finding.severity.as_str(),
            rules: finding.rules.iter().map(Rule::new).collect(),
            blockers: finding.blockers.iter().map(Rule::new).collect(),
            message: &finding.message,
            witness: finding.witness.as_ref().map(Witness::new),
            fix: finding.fix.iter().map(Change::new).collect(),
        }
    }
}

/// What rules missed by, and fixes.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Mended<'f> {
    near_misses: Vec<Near>,
    fixes: Vec<Mend<'f>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Near {
    rule_name: String,
    applied_to: nsg::AppliedTo,
    /// Empty: the rule matches, and another comes first.
    missed: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mend<'f> {
    summary: &'f str,
    edits: Vec<Change<'f>>,
    scenario: After<'f>,
    impact: Compared,
}

/// The scenario after the edits, for the package to take again.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct After<'f> {
    subnet_security_group: Option<GroupDocument<'f>>,
    network_interface_security_group: Option<GroupDocument<'f>>,
    /// One object for all fixes: a network can hold thousands of prefixes.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    network: JsValue,
}

impl<'f> Mended<'f> {
    /// No edit changes what rules refer to.
    pub(super) fn new(answer: &'f WhyNot, network: &Network) -> Result<Self, JsValue> {
        let near = |miss: &nsg_analysis::NearMiss| Near {
            rule_name: miss.rule.name.ip_flow_verify(),
            applied_to: miss.rule.applied_to,
            missed: match &miss.missed {
                Miss::Order => Vec::new(),
                Miss::Fields(fields) => fields.iter().map(|field| field.as_str()).collect(),
            },
        };
        let network = object::of(&write::network(network))?;
        let fixes = answer.fixes.iter();
        Ok(Self {
            near_misses: answer.near_misses.iter().map(near).collect(),
            fixes: fixes.map(|fix| Mend::new(fix, network.clone())).collect(),
        })
    }
}

impl<'f> Mend<'f> {
    fn new(fix: &'f Fix, network: JsValue) -> Self {
        let Scenario {
            subnet_security_group,
            network_interface_security_group,
            ..
        } = &fix.scenario;
        Self {
            summary: &fix.summary,
            edits: fix.edits.iter().map(Change::new).collect(),
            scenario: After {
                subnet_security_group: subnet_security_group.as_ref().map(write::group_document),
                network_interface_security_group: network_interface_security_group
                    .as_ref()
                    .map(write::group_document),
                network,
            },
            impact: Compared::new(&fix.impact, &fix.scenario),
        }
    }
}

/// Whether a contract holds.
#[derive(Serialize)]
pub(super) struct Checked {
    name: String,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<Witness>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Decided>,
}

impl Checked {
    pub(super) fn new(contract: &Contract, outcome: &Outcome) -> Self {
        let (name, witness, decision) = match outcome {
            Outcome::Holds => ("holds", None, None),
            Outcome::Broken { witness, ruling } => {
                ("broken", Some(witness), Some(Decided::new(ruling)))
            }
            Outcome::Open { witness } => ("open", Some(witness), None),
        };
        Self {
            name: contract.name.clone(),
            outcome: name,
            witness: witness.map(Witness::new),
            decision,
        }
    }
}

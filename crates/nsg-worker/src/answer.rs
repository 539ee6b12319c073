//! What the analysis found, as the page shows it.

use crate::message::{Decided, Edit, Found, Impact, Mend, Quizzed, Region, RuleAt};
use nsg::Scenario;
use nsg_analysis::{Change, Comparison, Finding, Fix, Names, RuleRef, Ruling};
use std::net::IpAddr;

/// So many regions fit a table that a person reads.
const SHOWN: usize = 100;

pub(crate) fn impact(
    comparison: &Comparison,
    names: &Names,
    after: &Scenario,
    machine: Option<IpAddr>,
) -> Impact {
    let shown = comparison.changes.iter().take(SHOWN);
    Impact {
        sentence: comparison.summary(names, after),
        regions: shown.map(|change| region(change, names, machine)).collect(),
        count: comparison.changes.len(),
    }
}

/// `machine`: whose the example is to be, where the region has any of its flows.
fn region(change: &Change, names: &Names, machine: Option<IpAddr>) -> Region {
    let flows = &change.flows;
    let words = flows.words(names);
    Region {
        direction: flows.direction,
        service: format!("{}{}", words.service, words.besides),
        source: words.source,
        destination: words.destination,
        before: decided(&change.before),
        after: decided(&change.after),
        flows: flows.count().rounded(),
        witness: flows.witness_of(machine),
    }
}

pub(crate) fn decided(ruling: &Ruling) -> Decided {
    Decided {
        access: ruling.access,
        rule: ruling.rule.as_ref().map(rule_at),
    }
}

fn rule_at(rule: &RuleRef) -> RuleAt {
    RuleAt {
        applied_to: rule.applied_to,
        name: rule.name.name.clone(),
        position: rule.position,
    }
}

pub(crate) fn found(finding: &Finding) -> Found {
    let rules = finding.rules.iter().chain(&finding.blockers);
    Found {
        code: finding.code.as_str().to_owned(),
        severity: finding.severity.as_str().to_owned(),
        message: finding.message.clone(),
        rules: rules.map(rule_at).collect(),
        witness: finding.witness,
        fix: finding.fix.iter().map(edit).collect(),
    }
}

pub(crate) fn quizzed(question: nsg_analysis::Question) -> Quizzed {
    Quizzed {
        flow: question.flow,
        trap: question.trap.as_str().to_owned(),
        why: question.why,
    }
}

pub(crate) fn mend(fix: &Fix, names: &Names, machine: Option<IpAddr>) -> Mend {
    Mend {
        summary: fix.summary.clone(),
        edits: fix.edits.iter().map(edit).collect(),
        impact: impact(&fix.impact, names, &fix.scenario, machine),
    }
}

fn edit(edit: &nsg_analysis::Edit) -> Edit {
    match edit {
        nsg_analysis::Edit::Add { applied_to, rule } => Edit::Add(*applied_to, rule.clone()),
        nsg_analysis::Edit::Remove { rule } => Edit::Remove(rule_at(rule)),
        nsg_analysis::Edit::Replace { rule, with } => Edit::Replace(rule_at(rule), with.clone()),
    }
}

//! The rules that a walk needs: those that are wanted, and those that overlap one that is.

use super::program::{Program, ProgramRule, ProgramStage};
use nsg::{AddressMatch, Conditions, Field, PortMatch, RuleProtocol};

/// Drops every rule that no flow matches together with a wanted one.
pub(crate) fn keep(programs: &mut [Program<'_>]) {
    let wanted: Vec<&Conditions> = programs
        .iter()
        .flat_map(|program| &program.stages)
        .flat_map(|stage| wanted(stage))
        .collect();
    for stage in programs.iter_mut().flat_map(|program| &mut program.stages) {
        stage.rules.retain(|rule| is_relevant(rule, &wanted));
    }
}

/// The places of the rules of a stage that may match together with one that is wanted there.
pub(crate) fn places(stage: &ProgramStage<'_>) -> Vec<usize> {
    let wanted: Vec<&Conditions> = wanted(stage).collect();
    let rules = stage.rules.iter().enumerate();
    let relevant = rules.filter(|(_, rule)| is_relevant(rule, &wanted));
    relevant.map(|(place, _)| place).collect()
}

fn wanted<'a>(stage: &ProgramStage<'a>) -> impl Iterator<Item = &'a Conditions> {
    let wanted = stage.rules.iter().filter(|rule| rule.wanted);
    wanted.map(|rule| rule.rule.conditions)
}

fn is_relevant(rule: &ProgramRule<'_>, wanted: &[&Conditions]) -> bool {
    let conditions = rule.rule.conditions;
    rule.wanted || wanted.iter().any(|wanted| may_overlap(conditions, wanted))
}

/// The bits of the wanted rules.
pub(crate) fn bits(programs: &[Program<'_>], words: usize) -> Vec<u64> {
    let mut bits = vec![0; words];
    for (bit, rule) in programs.iter().flat_map(Program::bits) {
        if let (true, Some(word)) = (rule.wanted, bits.get_mut(bit / 64)) {
            *word |= 1 << (bit % 64);
        }
    }
    bits
}

/// Whether some flow may match both. What is not plain to see counts as a yes.
pub(crate) fn may_overlap(a: &Conditions, b: &Conditions) -> bool {
    let without_ports = may_lack_ports(&a.protocol) && may_lack_ports(&b.protocol);
    let ports = |a, b| without_ports || ports(a, b);
    protocols(&a.protocol, &b.protocol)
        && ports(&a.destination_ports, &b.destination_ports)
        && ports(&a.source_ports, &b.source_ports)
        && addresses(&a.source, &b.source)
        && addresses(&a.destination, &b.destination)
}

/// Whether flows that have no ports are among those that may match: whether they match a rule that names
/// ports is not documented.
fn may_lack_ports(protocol: &Field<RuleProtocol>) -> bool {
    match protocol {
        Field::Known(RuleProtocol::One(protocol)) => !protocol.has_ports(),
        Field::Known(RuleProtocol::Any) | Field::Unknown(_) => true,
    }
}

fn protocols(a: &Field<RuleProtocol>, b: &Field<RuleProtocol>) -> bool {
    match (a, b) {
        (Field::Known(RuleProtocol::One(a)), Field::Known(RuleProtocol::One(b))) => a == b,
        _ => true,
    }
}

fn ports(a: &[PortMatch], b: &[PortMatch]) -> bool {
    let overlap = |a: &PortMatch, b: &PortMatch| match (a, b) {
        (PortMatch::Range(a), PortMatch::Range(b)) => {
            a.first() <= b.last() && b.first() <= a.last()
        }
        _ => true,
    };
    a.iter().any(|a| b.iter().any(|b| overlap(a, b)))
}

fn addresses(a: &[AddressMatch], b: &[AddressMatch]) -> bool {
    let overlap = |a: &AddressMatch, b: &AddressMatch| match (a, b) {
        (AddressMatch::Prefix(a), AddressMatch::Prefix(b)) => a.contains(b) || b.contains(a),
        _ => true,
    };
    a.iter().any(|a| b.iter().any(|b| overlap(a, b)))
}

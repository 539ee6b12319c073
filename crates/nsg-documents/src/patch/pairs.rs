//! Which rule of a text becomes which.

use crate::write::edits::same;
use nsg::{
    Access, AddressMatch, Conditions, Direction, Field, PortMatch, Priority, RuleProtocol,
    SecurityRule,
};

/// A rule of the text, by its place among the group's rules, and what becomes of it.
pub(super) struct ChangedRule<'a> {
    pub(super) place: usize,
    pub(super) was: &'a SecurityRule,
    pub(super) rule: &'a SecurityRule,
}

/// What becomes of the rules of a group.
pub(super) struct RulePairs<'a> {
    pub(super) changed: Vec<ChangedRule<'a>>,
    /// The places of the rules that go.
    pub(super) deleted: Vec<usize>,
    /// The rules that come.
    pub(super) added: Vec<&'a SecurityRule>,
}

impl<'a> RulePairs<'a> {
    /// Pairs rules by name; of the others those that differ in nothing else were renamed.
    pub(super) fn between(before: &'a [SecurityRule], after: &'a [SecurityRule]) -> Self {
        let mut rest: Vec<_> = after.iter().collect();
        let mut take = |is_it: &dyn Fn(&SecurityRule) -> bool| {
            let at = rest.iter().position(|rule| is_it(rule))?;
            Some(rest.remove(at))
        };
        let named: Vec<_> = before
            .iter()
            .map(|was| take(&|rule| rule.name == was.name))
            .collect();
        let (mut changed, mut deleted) = (Vec::new(), Vec::new());
        for ((place, was), named) in before.iter().enumerate().zip(named) {
            let renamed = || take(&|rule| is_renamed(was, rule));
            match named.or_else(renamed) {
                Some(rule) if same(was, rule) => {}
                Some(rule) => changed.push(ChangedRule { place, was, rule }),
                None => deleted.push(place),
            }
        }
        Self {
            changed,
            deleted,
            added: rest,
        }
    }
}

fn is_renamed(was: &SecurityRule, rule: &SecurityRule) -> bool {
    let same_name = SecurityRule {
        name: was.name.clone(),
        ..rule.clone()
    };
    same(was, &same_name)
}

impl ChangedRule<'_> {
    /// Both forms of the rule with something in every field that is not known and does not change: such a field is not written.
    pub(super) fn filled(&self) -> [SecurityRule; 2] {
        let (was, rule) = (self.was, self.rule);
        let stays = Conditions {
            protocol: filled(
                &was.conditions.protocol,
                &rule.conditions.protocol,
                RuleProtocol::Any,
            ),
            source: addresses(&was.conditions.source, &rule.conditions.source),
            source_ports: ports(&was.conditions.source_ports, &rule.conditions.source_ports),
            destination: addresses(&was.conditions.destination, &rule.conditions.destination),
            destination_ports: ports(
                &was.conditions.destination_ports,
                &rule.conditions.destination_ports,
            ),
        };
        let of = |rule: &SecurityRule, other: &SecurityRule| SecurityRule {
            priority: filled(&other.priority, &rule.priority, Priority::MIN),
            direction: filled(&other.direction, &rule.direction, Direction::Inbound),
            access: filled(&other.access, &rule.access, Access::Deny),
            ..rule.clone()
        };
        let [mut before, mut after] = [of(was, rule), of(rule, was)];
        for (form, other) in [
            (&mut before, &rule.conditions),
            (&mut after, &was.conditions),
        ] {
            fill(&mut form.conditions, other, &stays);
        }
        [before, after]
    }
}

/// Puts what stands for the fields that are the same in both forms in place of them.
fn fill(conditions: &mut Conditions, other: &Conditions, stays: &Conditions) {
    if conditions.protocol == other.protocol {
        conditions.protocol = stays.protocol.clone();
    }
    if conditions.source == other.source {
        conditions.source.clone_from(&stays.source);
    }
    if conditions.source_ports == other.source_ports {
        conditions.source_ports.clone_from(&stays.source_ports);
    }
    if conditions.destination == other.destination {
        conditions.destination.clone_from(&stays.destination);
    }
    if conditions.destination_ports == other.destination_ports {
        conditions
            .destination_ports
            .clone_from(&stays.destination_ports);
    }
}

/// A field, or what stands for it where it is not known and stays so.
fn filled<T: Clone + PartialEq>(was: &Field<T>, field: &Field<T>, any: T) -> Field<T> {
    match field.known().is_none() && was == field {
        true => Field::Known(any),
        false => field.clone(),
    }
}

fn addresses(was: &[AddressMatch], list: &[AddressMatch]) -> Vec<AddressMatch> {
    let is_open =
        |entry: &AddressMatch| matches!(entry, AddressMatch::Unknown(_) | AddressMatch::PrintedAny);
    match was == list && (list.is_empty() || list.iter().any(is_open)) {
        true => vec![AddressMatch::Any],
        false => list.to_vec(),
    }
}

fn ports(was: &[PortMatch], list: &[PortMatch]) -> Vec<PortMatch> {
    let is_open = |entry: &PortMatch| matches!(entry, PortMatch::Unknown(_));
    match was == list && (list.is_empty() || list.iter().any(is_open)) {
        true => vec![PortMatch::Any],
        false => list.to_vec(),
    }
}

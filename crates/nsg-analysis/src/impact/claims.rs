//! Regions as a person would name them.

use super::claim::{Claim, Verb, named};
use super::joined_claims::{covered, one_path, twins, united, whole_traffic};
use crate::compare::Change;
use crate::flow_set::FlowSet;
use crate::names::AddressNames;
use nsg::sort::sort_by_key;
use nsg::{AddressSet, Scenario};

/// So many regions are laid together, the largest first; of more than that nobody reads a sentence.
const LAID_TOGETHER: usize = 200;

/// The changes as claims, the most important first, and how many changes were not looked at.
pub(super) fn claims<'a>(
    changes: &'a [Change],
    names: &AddressNames,
    after: &Scenario,
) -> (Vec<Claim<'a>>, usize) {
    let (looked_at, rest) = changes.split_at(changes.len().min(LAID_TOGETHER));
    let mut claims: Vec<Claim> = Vec::new();
    let absorbed: Vec<Option<usize>> = looked_at
        .iter()
        .map(|change| absorbs(change, looked_at, names))
        .collect();
    for (at, change) in looked_at.iter().enumerate() {
        if absorbed.get(at).copied().flatten().is_some() {
            continue;
        }
        let rest = looked_at.iter().zip(&absorbed);
        let rest = rest
            .filter(|(_, by)| **by == Some(at))
            .map(|(rest, _)| rest);
        claims.push(claim(change, rest, names, after));
    }
    let mut claims = covered(twins(one_path(whole_traffic(united(claims, names, after)))));
    sort_by_key(&mut claims, |claim| {
        (
            !claim.verb.opens(),
            !claim.ipv4,
            !claim.public,
            claim.verb as u8,
        )
    });
    (claims, rest.len())
}

/// The region of which this one is the rest: the same flows but from or to what may be in a tag, where
/// the other is from or to what is sure to be in it. For each address that is in the tag, both say the same.
fn absorbs(change: &Change, among: &[Change], names: &AddressNames) -> Option<usize> {
    let settled = |other: &Change| matches!(Verb::of(other), Verb::Opens | Verb::Closes);
    if settled(change) {
        return None;
    }
    let sides: [fn(&FlowSet) -> &AddressSet; 2] = [
        |flows| &flows.local.addresses,
        |flows| &flows.remote.addresses,
    ];
    let flows = &change.flows;
    among.iter().position(|other| {
        settled(other)
            && (
                other.flows.direction,
                &other.flows.protocols,
                &other.flows.local.ports,
            ) == (flows.direction, &flows.protocols, &flows.local.ports)
            && other.flows.remote.ports == flows.remote.ports
            && (0..2).any(|side| {
                let (Some(here), Some(there)) = (sides.get(side), sides.get(1 - side)) else {
                    return false;
                };
                there(flows) == there(&other.flows)
                    && names.is_rest(here(&other.flows), here(flows))
            })
    })
}

fn claim<'a>(
    change: &'a Change,
    rest: impl Iterator<Item = &'a Change>,
    names: &AddressNames,
    after: &Scenario,
) -> Claim<'a> {
    let flows = &change.flows;
    let (mut local, mut remote) = (
        flows.local.addresses.clone(),
        flows.remote.addresses.clone(),
    );
    for rest in rest {
        local = local.with(&rest.flows.local.addresses);
        remote = remote.with(&rest.flows.remote.addresses);
    }
    named(change, [local, remote], names, after)
}

//! A comparison in one sentence: the heart of a change.
//!
//! It is true, and short. Regions that a person takes for one are said once: IPv4 and IPv6, and what is
//! sure to be in a tag with what may be in it. At most two are described, what opens before what closes
//! and what the internet reaches before the rest; the others are counted.

mod claim;
mod claims;
mod doubts;
mod joined_claims;

use crate::compare::Comparison;
use crate::names::AddressNames;
use crate::words::{all_of, sentence};
use claim::{Claim, Only, Verb};
use claims::claims;
use doubts::hanging_on;
use nsg::{Direction, Scenario};
use text::text;

/// So many changes are described.
const DESCRIBED: usize = 2;

impl Comparison {
    /// What changes, in one sentence, with the names of the later scenario's network.
    ///
    /// Outbound flows are called so; others are inbound. `May open` and `may close` are for flows that hang
    /// on missing facts, and `for certain` for those that did. A tag is said without the platform's own
    /// address 168.63.129.16 (AD: `virtual-network/what-is-ip-address-168-63-129-16.md`) being taken out
    /// of it where that is let through before and after.
    pub fn summary(&self, names: &AddressNames, after: &Scenario) -> String {
        if self.changes.is_empty() {
            return text!("impact-none").to_owned();
        }
        let (claims, uncounted) = claims(&self.changes, names, after);
        let described = described(&claims);
        let both = |direction| described.iter().any(|claim| claim.direction == direction);
        let mixed = both(Direction::Inbound) && both(Direction::Outbound);
        let mut parts: Vec<String> = Vec::new();
        let mut said = described
            .iter()
            .map(|claim| {
                let facts = match claim.verb {
                    Verb::MayOpen | Verb::MayClose | Verb::MayChange => {
                        hanging_on(&claim.change.flows, names, after)
                    }
                    _ => String::new(),
                };
                (claim, flows(claim, mixed), facts)
            })
            .peekable();
        while let Some((claim, mut flows, facts)) = said.next() {
            // One verb for both, where they hang on the same.
            let like = |(other, _, its): &(&&Claim, String, String)| {
                other.verb == claim.verb && *its == facts
            };
            while let Some((_, more, _)) = said.next_if(like) {
                flows = text!("impact-flows-and", first = flows, second = more);
            }
            parts.push(claim.verb.said(&flows, &facts));
        }
        let rest = match claims.len() - described.len() + uncounted {
            0 => text!("impact-nothing-else").to_owned(),
            count => text!("impact-others", count),
        };
        sentence(&match parts.as_slice() {
            [first, second] => text!("impact-two", first, second, rest),
            parts => text!("impact-one", first = parts.concat(), rest),
        })
    }
}

/// Those that a reader must not miss: the first, and the first of another kind where there is one.
fn described<'c, 'a>(claims: &'c [Claim<'a>]) -> Vec<&'c Claim<'a>> {
    let mut described: Vec<&Claim> = Vec::new();
    let first = claims.first();
    described.extend(first);
    let other = claims
        .iter()
        .find(|claim| first.is_some_and(|first| first.verb.opens() != claim.verb.opens()));
    described.extend(other.or(claims.get(1)));
    described.truncate(DESCRIBED);
    described
}

/// The flows of the claim. What the message chooses by are names, no words.
fn flows(claim: &Claim, mixed: bool) -> String {
    let direction = match claim.direction {
        Direction::Outbound => "outbound",
        Direction::Inbound if mixed => "inbound",
        Direction::Inbound => "unsaid",
    };
    let family = match (claim.ipv4, claim.ipv6) {
        (false, true) => "ipv6",
        (true, false) if claim.any_family => "ipv4",
        _ => "unsaid",
    };
    let only = match claim.only {
        Some(Only::Shut) => "shut",
        Some(Only::Open) => "open",
        None => "all",
    };
    text!(
        "impact-flows",
        direction,
        traffic = all_of(&claim.traffic),
        from = claim.from,
        to = claim.to,
        source_ports = claim.source_ports.as_deref().unwrap_or("all"),
        family,
        only
    )
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test may end in a panic: that is how it fails"
    )]

    use super::*;
    use crate::compare::compare;
    use crate::flow_set::{Ends, FlowSet};
    use crate::limits::Limits;
    use crate::phrase::Named;
    use nsg::platform::HOST_ADDRESS;
    use nsg::tags::HOST_ADDRESS_IPV6;
    use nsg::{AddressSet, Flow};
    use proptest::prelude::*;
    use rule_lines::random::scenario;

    /// The addresses of the family that the claim's own region has.
    fn family(set: &AddressSet, claim: &Claim) -> AddressSet {
        let all = if claim.change.flows.is_ipv4() {
            AddressSet::from_ranges(&[], vec![(0, u128::MAX)])
        } else {
            AddressSet::from_ranges(&[(0, u32::MAX)], Vec::new())
        };
        set.without(&all)
    }

    /// A flow between the first or the last addresses.
    fn corner(flows: &FlowSet, last: bool) -> Option<Flow> {
        let end = |set: &AddressSet| {
            let prefixes = set.prefixes();
            let prefix = if last {
                prefixes.last()
            } else {
                prefixes.first()
            }?;
            Some(if last {
                prefix.broadcast()
            } else {
                prefix.network()
            })
        };
        let mut flow = flows.witness()?;
        flow.local.address = end(&flows.local.addresses)?;
        flow.remote.address = end(&flows.remote.addresses)?;
        Some(flow)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        /// Nothing is lost on the way from regions to claims: what is counted is all there is.
        #[test]
        fn every_region_is_in_a_claim(before in scenario(), after in scenario()) {
            let comparison = compare(&before, &after, None, Limits::default()).unwrap();
            let names = AddressNames::new(&after.network);
            let (claims, uncounted) = claims(&comparison.changes, &names, &after);
            let summary = comparison.summary(&names, &after);
            prop_assert_eq!(comparison.changes.is_empty(), summary == "No traffic changes.");
            let looked_at = comparison.changes.len() - uncounted;
            for change in comparison.changes.iter().take(looked_at) {
                let flows = &change.flows;
                let verb = Verb::of(change);
                let said = claims.iter().any(|claim| {
                    let [local, remote] = &claim.said;
                    let verbs = claim.verb == verb
                        // What may be in a tag is said with what is sure to be.
                        || claim.verb.certainty() > verb.certainty();
                    verbs
                        && claim.direction == flows.direction
                        && flows.local.addresses.without(local).is_empty()
                        && flows.remote.addresses.without(remote).is_empty()
                });
                prop_assert!(said, "{:?}\n{:?}\n{}", change, claims, summary);
            }
            // What is said to open is open, and what is said to close is closed: the host's own address and
            // what may be in a tag that is named are the only exceptions.
            for claim in claims.iter().filter(|claim| claim.verb.certainty() > 0) {
                let names_tag = [&claim.from, &claim.to].into_iter().any(|phrase| matches!(phrase.named, Named::Whole(_)));
                let flows = FlowSet {
                    local: Ends { addresses: family(&claim.said[0], claim), ..claim.change.flows.local.clone() },
                    remote: Ends { addresses: family(&claim.said[1], claim), ..claim.change.flows.remote.clone() },
                    ..claim.change.flows.clone()
                };
                if flows.local.addresses.is_empty() || flows.remote.addresses.is_empty() {
                    continue;
                }
                for flow in [flows.witness(), corner(&flows, false), corner(&flows, true)].into_iter().flatten() {
                    let ends = [flow.local.address, flow.remote.address];
                    let access = nsg::verify(&after, &flow).access;
                    // A flow from an address to itself is judged like its neighbours: no such packet leaves a machine.
                    let [local, remote] = ends;
                    let excepted = local == remote || ends.iter().any(|end| [HOST_ADDRESS, HOST_ADDRESS_IPV6].contains(end))
                        || (names_tag && access == nsg::Decision::Depends);
                    prop_assert!(excepted || access == claim.change.after.access, "{:?}\n{:?}\n{}", flow, claim, summary);
                }
            }
        }
    }
}

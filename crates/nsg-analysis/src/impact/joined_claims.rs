//! Claims that a person takes for one, laid together.

use super::claim::{Claim, Only, Traffic, Verb, named};
use crate::compare::Change;
use crate::limits::Limits;
use crate::names::AddressNames;
use crate::phrase::{Named, Phrase};
use crate::query::{self, Query, QueryEnds};
use nsg::{AddressMatch, AddressSet, PortRange, Protocol, Scenario};

/// Of so many claims regions are united, since each costs a walk over the rules; more are counted anyway.
const UNITED: usize = 40;

/// Flows that are alike but for their addresses are named by all of those, where everything so named ends
/// alike: opening a port to everyone leaves out what was open, which makes two regions of one.
pub(super) fn united<'a>(
    claims: Vec<Claim<'a>>,
    names: &AddressNames,
    after: &Scenario,
) -> Vec<Claim<'a>> {
    let alike = |a: &Claim, b: &Claim| {
        let (first, second) = (&a.change.flows, &b.change.flows);
        (a.verb, a.direction, a.ipv4, &first.protocols)
            == (b.verb, b.direction, b.ipv4, &second.protocols)
            && first.local.ports == second.local.ports
            && first.remote.ports == second.remote.ports
    };
    if claims.len() > UNITED {
        return claims;
    }
    let many = claims.len() > 2;
    let mut open = claims;
    let mut kept: Vec<Claim> = Vec::new();
    while !open.is_empty() {
        let first = open.remove(0);
        let (like, others): (Vec<Claim>, Vec<Claim>) =
            open.into_iter().partition(|other| alike(&first, other));
        open = others;
        let wanted = first.verb == Verb::Opens || (many && first.verb == Verb::Closes);
        let hull = like
            .iter()
            .fold(first.said.clone(), |hull, claim| joined(&hull, &claim.said));
        if wanted && !like.is_empty() && ends_alike(first.change, &hull, after) {
            let mut claim = named(first.change, hull, [None, None], names, after);
            claim.only = Some(if first.verb == Verb::Opens {
                Only::Shut
            } else {
                Only::Open
            });
            kept.push(claim);
        } else {
            kept.push(first);
            kept.extend(like);
        }
    }
    kept
}

/// Whether all flows between these addresses become what the flows of the change do.
fn ends_alike(change: &Change, [local, remote]: &[AddressSet; 2], after: &Scenario) -> bool {
    let flows = &change.flows;
    let ends = |set: &AddressSet, ports: &[PortRange]| QueryEnds {
        addresses: set
            .prefixes()
            .into_iter()
            .map(AddressMatch::Prefix)
            .collect(),
        ports: ports.to_vec(),
    };
    let query = Query {
        direction: flows.direction,
        protocols: flows.protocols.clone(),
        local: ends(local, &flows.local.ports),
        remote: ends(remote, &flows.remote.ports),
    };
    let parts = query::flows(after, &query, Limits::default());
    parts.is_ok_and(|parts| {
        parts
            .iter()
            .all(|part| part.ruling.access == change.after.access)
    })
}

/// Without what another claim names as well: the host's own address is in `Internet`, for instance.
pub(super) fn covered(claims: Vec<Claim<'_>>) -> Vec<Claim<'_>> {
    let covers = |all: &Claim, part: &Claim| {
        let inside = |side: usize| match (all.said.get(side), part.said.get(side)) {
            (Some(all), Some(part)) => part.without(all).is_empty(),
            _ => false,
        };
        (all.verb, all.direction) == (part.verb, part.direction)
            && (all.traffic == [Traffic::All]
                || (&all.traffic, &all.source_ports) == (&part.traffic, &part.source_ports))
            && inside(0)
            && inside(1)
    };
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    for (at, claim) in claims.iter().enumerate() {
        let by_another = |(other, all): (usize, &Claim)| {
            // Of two that name the same the first stays.
            covers(all, claim) && (other < at || (other > at && !covers(claim, all)))
        };
        if !claims.iter().enumerate().any(by_another) {
            kept.push(claim.clone());
        }
    }
    kept
}

/// Flows of all protocols that have ports, and of all that have none, are all traffic.
pub(super) fn whole_traffic(claims: Vec<Claim<'_>>) -> Vec<Claim<'_>> {
    let full = |ports: &[PortRange]| ports == [PortRange::ALL];
    let with_ports = |claim: &Claim| {
        let flows = &claim.change.flows;
        flows.protocols == [Protocol::Tcp, Protocol::Udp]
            && full(&flows.local.ports)
            && full(&flows.remote.ports)
    };
    let without = |claim: &Claim| {
        let protocols = &claim.change.flows.protocols;
        // ICMPv6 is not supported (AD: `virtual-network/ip-services/ipv6-overview.md`).
        *protocols == [Protocol::Icmp, Protocol::Esp, Protocol::Ah]
            || (claim.ipv6 && *protocols == [Protocol::Esp, Protocol::Ah])
    };
    let alike = |a: &Claim, b: &Claim| {
        (a.verb, a.direction, a.ipv4) == (b.verb, b.direction, b.ipv4) && a.names_ends_of(b)
    };
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    let (mut portless, others): (Vec<Claim>, Vec<Claim>) = claims.into_iter().partition(without);
    for mut claim in others {
        if with_ports(&claim)
            && let Some(at) = portless.iter().position(|other| alike(other, &claim))
        {
            let other = portless.remove(at);
            claim.traffic = vec![Traffic::All];
            claim.takes(&other);
        }
        kept.push(claim);
    }
    kept.extend(portless);
    kept
}

/// Different traffic between the same ends is said once.
pub(super) fn one_path(claims: Vec<Claim<'_>>) -> Vec<Claim<'_>> {
    let alike = |a: &Claim, b: &Claim| {
        (a.verb, a.direction, a.ipv4) == (b.verb, b.direction, b.ipv4)
            && a.names_ends_of(b)
            && a.source_ports.is_none()
            && b.source_ports.is_none()
    };
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    for claim in claims {
        match kept.iter_mut().find(|known| alike(known, &claim)) {
            Some(known) => {
                known.takes(&claim);
                known.traffic.extend(claim.traffic);
            }
            None => kept.push(claim),
        }
    }
    kept
}

/// What reads alike but for the family of addresses is said once. What is left out of a tag's IPv4
/// addresses says nothing about its IPv6 ones.
pub(super) fn twins<'a>(claims: Vec<Claim<'a>>) -> Vec<Claim<'a>> {
    // Ranges of both families are not the same for being as many.
    let place = |known: &Phrase, other: &Phrase| {
        known.named == other.named
            && !matches!(known.named, Named::Counted(_))
            && (known == other || other.except.is_none())
    };
    let same = |known: &Claim<'a>, other: &Claim<'a>| {
        (
            known.verb,
            known.direction,
            &known.traffic,
            &known.source_ports,
        ) == (
            other.verb,
            other.direction,
            &other.traffic,
            &other.source_ports,
        ) && known.ipv4
            && other.ipv6
            && place(&known.from, &other.from)
            && place(&known.to, &other.to)
    };
    let (mut kept, ipv6): (Vec<Claim>, Vec<Claim>) =
        claims.into_iter().partition(|claim| claim.ipv4);
    for claim in ipv6 {
        match kept.iter_mut().find(|known| same(known, &claim)) {
            Some(known) => known.takes(&claim),
            None => kept.push(claim),
        }
    }
    kept
}

impl Claim<'_> {
    /// Whether the other one's ends are those that are named here. So many ranges are not the same as others of that number.
    fn names_ends_of(&self, other: &Self) -> bool {
        let ends = [&self.from, &self.to];
        let is_counted = |end: &&Phrase| matches!(end.named, Named::Counted(_));
        ends == [&other.from, &other.to]
            && (!ends.iter().any(is_counted) || self.said == other.said)
    }

    /// Makes this the claim for the other one as well, which reads alike.
    fn takes(&mut self, other: &Self) {
        self.ipv4 |= other.ipv4;
        self.ipv6 |= other.ipv6;
        self.public |= other.public;
        self.said = joined(&self.said, &other.said);
        self.only = self.only.or(other.only);
    }
}

fn joined(
    [local, remote]: &[AddressSet; 2],
    [more_local, more_remote]: &[AddressSet; 2],
) -> [AddressSet; 2] {
    [local.with(more_local), remote.with(more_remote)]
}

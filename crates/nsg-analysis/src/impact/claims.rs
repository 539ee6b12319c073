//! Regions as a person would name them.

use super::claim::{Claim, Verb, named};
use super::joined_claims::{covered, one_path, twins, united, whole_traffic};
use crate::compare::Change;
use crate::names::{AddressNames, WholeTag};
use crate::phrase::Phrase;
use nsg::sort::sort_by_key;
use nsg::{Decision, Scenario};

/// So many regions are laid together, the largest first; of more than that nobody reads a sentence.
const LAID_TOGETHER: usize = 200;

/// The changes as claims, the most important first, and how many changes were not looked at.
pub(super) fn claims<'a>(
    changes: &'a [Change],
    names: &AddressNames,
    after: &Scenario,
) -> (Vec<Claim<'a>>, usize) {
    let (looked_at, rest) = changes.split_at(changes.len().min(LAID_TOGETHER));
    let rests: Vec<Option<Rest>> = looked_at
        .iter()
        .map(|change| rest_of(change, looked_at, names, after))
        .collect();
    let mut claims: Vec<Claim> = Vec::new();
    for (at, change) in looked_at.iter().enumerate() {
        if rests.get(at).is_some_and(Option::is_some) {
            continue;
        }
        let own = looked_at.iter().zip(&rests);
        let own = own.filter_map(|(change, rest)| Some((change, rest.as_ref()?)));
        let own = own.filter(|(_, rest)| rest.of == at);
        claims.push(claim(change, own, names, after));
    }
    of_both_families(&mut claims, after);
    let mut claims = covered(twins(one_path(whole_traffic(united(claims, names, after)))));
    sort_by_key(&mut claims, |claim| {
        (
            !claim.verb.opens(),
            is_nowhere(claim, after),
            !claim.ipv4,
            !claim.public,
            claim.verb as u8,
        )
    });
    (claims, rest.len())
}

/// Whether no machine is at the local end: a network interface is in a subnet, and a subnet in the address space, where that is
/// known.
fn is_nowhere(claim: &Claim<'_>, after: &Scenario) -> bool {
    let [local, _] = &claim.said;
    let space = after.network.virtual_network.as_ref();
    space.is_some_and(|space| local.is_disjoint(&space.iter().copied().collect()))
}

/// Has what may be in a tag over IPv6, and is all of it there, say what is said of the tag over IPv4: where the address space is
/// not known, nothing of IPv6 is sure to be in it.
fn of_both_families(claims: &mut [Claim<'_>], after: &Scenario) {
    let has_tag = |claim: &&Claim| claim.ipv4 && claim.tags.iter().any(Option::is_some);
    let tagged: Vec<Claim> = claims.iter().filter(has_tag).cloned().collect();
    for claim in claims {
        let sure = tagged.iter().find(|sure| says_of_tag(sure, claim, after));
        if let Some(sure) = sure.filter(|_| claim.ipv6) {
            let whole = |phrase: &Phrase| Phrase::from(phrase.named.clone());
            claim.verb = sure.verb;
            (claim.from, claim.to) = (whole(&sure.from), whole(&sure.to));
        }
    }
}

/// Whether a claim about IPv6 is about all of the tags of one about IPv4, with the same result for what is in them.
fn says_of_tag(sure: &Claim<'_>, open: &Claim<'_>, after: &Scenario) -> bool {
    let is_alike = sure.verb.certainty() > open.verb.certainty()
        && (sure.direction, &sure.traffic, &sure.source_ports)
            == (open.direction, &open.traffic, &open.source_ports);
    let phrases = sure.phrases().into_iter().zip(open.phrases());
    let mut ends = phrases.zip(sure.tags.iter().zip(&open.said));
    is_alike
        && ends.all(|((sure_phrase, open_phrase), (tag, said))| match tag {
            None => sure_phrase == open_phrase,
            Some(tag) => {
                tag.addresses.ipv6_ranges() == said.ipv6_ranges()
                    && in_tag(tag, open.change, after) == sure.change.after.access
            }
        })
}

/// A region whose flows differ from another's in one end alone: they are from or to what may be in a tag, the other's from or to
/// what is sure to be in it.
struct Rest {
    /// The other region's number.
    of: usize,
    /// Whether the tag is at the remote end.
    is_remote: bool,
    tag: WholeTag,
}

/// The region of which this one is the rest. For each address that is in the tag, both say the same.
fn rest_of(
    change: &Change,
    among: &[Change],
    names: &AddressNames,
    after: &Scenario,
) -> Option<Rest> {
    let own = Verb::of(change).certainty();
    among.iter().enumerate().find_map(|(of, other)| {
        if Verb::of(other).certainty() <= own {
            return None;
        }
        let (is_remote, tag) = tag_of_both(other, change, names)?;
        // A rest has no rest of its own.
        let is_rest = in_tag(&tag, change, after) == other.after.access
            && rest_of(other, among, names, after).is_none();
        is_rest.then_some(Rest { of, is_remote, tag })
    })
}

/// The tag at one end, and whether that is the remote one, of flows that are the same but for that end.
fn tag_of_both(sure: &Change, rest: &Change, names: &AddressNames) -> Option<(bool, WholeTag)> {
    let (sure, rest) = (&sure.flows, &rest.flows);
    if (sure.direction, &sure.protocols) != (rest.direction, &rest.protocols)
        || (&sure.local.ports, &sure.remote.ports) != (&rest.local.ports, &rest.remote.ports)
    {
        return None;
    }
    let local = [&sure.local.addresses, &rest.local.addresses];
    let remote = [&sure.remote.addresses, &rest.remote.addresses];
    [(false, local, remote), (true, remote, local)]
        .into_iter()
        .find_map(|(is_remote, [sure, rest], [one, other])| {
            let tag = (one == other).then(|| names.tag_with_rest(sure, rest))??;
            Some((is_remote, tag))
        })
}

/// The access that these flows get if everything that may be in the tag is in it.
fn in_tag(tag: &WholeTag, change: &Change, after: &Scenario) -> Decision {
    let Some(flow) = change.flows.witness() else {
        return Decision::Depends;
    };
    let mut supposed = after.clone();
    let tags = &mut supposed.network.service_tags;
    tags.insert(tag.name.as_str().into(), tag.addresses.clone());
    nsg::verify(&supposed, &flow).access
}

fn claim<'a, 'r>(
    change: &'a Change,
    rests: impl Iterator<Item = (&'a Change, &'r Rest)>,
    names: &AddressNames,
    after: &Scenario,
) -> Claim<'a> {
    let flows = &change.flows;
    let (mut local, mut remote) = (
        flows.local.addresses.clone(),
        flows.remote.addresses.clone(),
    );
    let mut tags = [None, None];
    for (change, rest) in rests {
        local = local.with(&change.flows.local.addresses);
        remote = remote.with(&change.flows.remote.addresses);
        let [of_local, of_remote] = &mut tags;
        let tag = if rest.is_remote { of_remote } else { of_local };
        *tag = Some(rest.tag.clone());
    }
    named(change, [local, remote], tags, names, after)
}

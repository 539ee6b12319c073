//! Sets of addresses and ports in words: names where a set is exactly a tag, else prefixes and ranges.

use crate::phrase::{Named, Phrase};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use nsg::ComparedField;
use nsg::index::addresses::AddressValues;
use nsg::platform::HOST_ADDRESS;
use nsg::sort::sort_by_key;
use nsg::tags::{DefaultTag, HOST_ADDRESS_IPV6};
use nsg::{AddressMatch, AddressSet, Direction, Name, Network, PortRange};
use std::cmp::Reverse;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use text::text;

/// A tag with all that is sure to be in it or may be.
#[derive(Clone, Debug)]
pub(crate) struct WholeTag {
    pub(crate) name: String,
    pub(crate) addresses: AddressSet,
}

impl WholeTag {
    /// A part of the tag in a few words: by what is missing.
    pub(crate) fn phrase(&self, set: &AddressSet) -> Phrase {
        let missing = family(&self.addresses, set).without(set);
        let list = || addresses(&missing).join(text!("list-comma"));
        Phrase {
            named: Named::Whole(self.name.clone()),
            except: (!missing.is_empty()).then(list),
        }
    }
}

/// The names that a network has for sets of addresses.
#[derive(Clone, Debug, Default)]
pub struct AddressNames {
    known: Vec<(String, AddressSet)>,
    /// Tags with what may be in them, and that alone: only for sentences.
    open: Vec<(String, AddressSet)>,
    /// The same of tags in which every address may be: only for flows that hang on that.
    unknown: Vec<(String, AddressSet)>,
    /// What is sure to be in a tag, and what may be.
    parts: Vec<(String, AddressSet, AddressSet)>,
    /// The same of `Internet` for addresses outside the virtual network, where that is not known.
    outside: Option<(String, AddressSet, AddressSet)>,
}

impl AddressNames {
    /// The tags and application security groups of a network.
    pub fn new(network: &Network) -> Self {
        // The host's own address is sure to be in all three, and the name of its own comes first.
        let tags = [
            DefaultTag::AzureLoadBalancer,
            DefaultTag::VirtualNetwork,
            DefaultTag::Internet,
        ];
        let tags = tags.into_iter().map(|tag| Name::from(tag.as_str()));
        let own = |name: &Name| DefaultTag::from_name(name).is_none();
        let tags = tags.chain(
            network
                .service_tags
                .keys()
                .filter(|name| own(name))
                .cloned(),
        );
        let (mut known, mut open, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        let mut unknown = Vec::new();
        for name in tags {
            let text = name.to_string();
            if let Some(set) = network.service_tags.get(&name).filter(|_| own(&name)) {
                known.push((text, set.clone()));
                continue;
            }
            let entry = AddressMatch::ServiceTag(name);
            let sure = part(network, &entry, Some(true));
            let asked = part(network, &entry, None);
            let whole = sure.with(&asked);
            let may_be_in = text!("analysis-may-be-in", tag = text);
            // Where every address may be in the tag, its name would say "some" of what is "all".
            if whole == all_addresses() {
                unknown.push((may_be_in, asked.clone()));
            } else {
                open.push((text.clone(), whole));
                open.push((may_be_in, asked.clone()));
            }
            parts.push((text.clone(), sure.clone(), asked));
            known.push((text, sure));
        }
        let groups = network.application_security_groups.iter();
        known.extend(groups.map(|(name, set)| (name.last_segment().to_owned(), set.clone())));
        let outside = outside(network);
        if let Some((tag, sure, asked)) = &outside {
            open.push((tag.clone(), sure.clone()));
            open.push((text!("analysis-may-be-in", tag), asked.clone()));
        }
        Self {
            known,
            open,
            unknown,
            parts,
            outside,
        }
    }

    /// Every name, with what is sure to be in the tag or group.
    pub fn known_sets(&self) -> impl Iterator<Item = (&str, &AddressSet)> {
        self.known.iter().map(|(name, set)| (name.as_str(), set))
    }

    /// Azure's own tags, each with what may be in it, where that is not known.
    pub fn asked_sets(&self) -> impl Iterator<Item = (&str, &AddressSet)> {
        let parts = self.parts.iter();
        parts.map(|(name, _, asked)| (name.as_str(), asked))
    }

    /// What is sure to be in the tag or group of this name.
    pub fn set(&self, name: &str) -> Option<&AddressSet> {
        let named = self
            .known
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        named.map(|(_, set)| set)
    }

    /// The name of exactly this set, of one family of addresses.
    pub fn of(&self, set: &AddressSet) -> Option<&str> {
        let equal = |known: &AddressSet| match set.ipv4_ranges() {
            [] => known.ipv6_ranges() == set.ipv6_ranges(),
            ranges => known.ipv4_ranges() == ranges,
        };
        let named = self.known.iter().find(|(_, known)| equal(known));
        named
            .map(|(name, _)| name.as_str())
            .filter(|_| !set.is_empty())
    }

    /// The set as a list that a person reads: a name, else prefixes and ranges, as few as there can be.
    pub fn addresses(&self, set: &AddressSet) -> Vec<String> {
        match self.of(set) {
            Some(name) => vec![name.to_owned()],
            None => addresses(set),
        }
    }

    /// The tag that this is all of, with or without what may be in it.
    pub(crate) fn whole(&self, set: &AddressSet) -> Option<&str> {
        let mut named = self.known.iter().chain(&self.open);
        let named = named.find(|(_, known)| same(known, set));
        named.map(|(name, _)| name.as_str())
    }

    /// The tag of which the rest is all that may be in it, and the set what is sure to be, a few ranges and the
    /// host's own address left aside.
    pub(crate) fn tag_with_rest(&self, set: &AddressSet, rest: &AddressSet) -> Option<WholeTag> {
        let set = with_host(set);
        let mut parts = self.parts.iter().chain(&self.outside);
        let (tag, sure, asked) = parts.find(|(_, sure, asked)| {
            let sure = with_host(&family(sure, &set));
            same(asked, rest)
                && set.without(&sure).is_empty()
                && stretches(&sure.without(&set)) <= LISTED
        })?;
        Some(WholeTag {
            name: tag.clone(),
            addresses: sure.with(asked),
        })
    }

    /// What may be in a tag of Azure's own, where that is not known; `None` for any other name.
    pub(crate) fn asked(&self, name: &Name) -> Option<&AddressSet> {
        let of = |(text, _, _): &&(String, AddressSet, AddressSet)| name == text.as_str();
        self.parts.iter().find(of).map(|(_, _, asked)| asked)
    }

    /// Whether these words are said of IPv4 and of IPv6 addresses.
    pub(crate) fn has_both(&self, phrase: &Phrase) -> bool {
        let both =
            |set: &AddressSet| !set.ipv4_ranges().is_empty() && !set.ipv6_ranges().is_empty();
        match &phrase.named {
            _ if phrase.except.is_some() => false,
            Named::Anywhere => true,
            Named::Whole(words) => {
                let mut named = self.known.iter().chain(&self.open);
                named.any(|(name, known)| name == words && both(known))
            }
            Named::Listed(_) | Named::Counted(_) => false,
        }
    }

    /// What is left out of a name: the names of what is all of a tag or group, the largest first, then prefixes and ranges.
    fn left_out(&self, mut missing: AddressSet) -> Vec<String> {
        // Of thousands of tags few are as small as that.
        let most = stretches(&missing);
        let is_small = |set: &AddressSet| match missing.ipv4_ranges() {
            [] => set.ipv6_ranges().len() <= most,
            _ => set.ipv4_ranges().len() <= most,
        };
        let known = self.known.iter().filter(|(_, set)| is_small(set));
        let known = known.map(|(name, set)| (name, family(set, &missing)));
        let mut known: Vec<_> = known.collect();
        sort_by_key(&mut known, |(_, set)| Reverse(stretches(set)));
        let mut names = Vec::new();
        for (name, set) in known {
            if !set.is_empty() && set.without(&missing).is_empty() {
                names.push(name.clone());
                missing = missing.without(&set);
            }
        }
        names.extend(addresses(&missing));
        names
    }

    /// The set in a few words, of flows that hang on a missing fact.
    pub(crate) fn phrase_of_open(&self, set: &AddressSet) -> Phrase {
        let named = self.unknown.iter().find(|(_, asked)| same(asked, set));
        match named {
            Some((name, _)) if !same(&all_addresses(), set) => Named::Whole(name.clone()).into(),
            _ => self.phrase(set),
        }
    }

    /// The set in a few words, for a sentence.
    pub(crate) fn phrase(&self, set: &AddressSet) -> Phrase {
        let all = all_addresses();
        if same(&all, set) {
            return Named::Anywhere.into();
        }
        if let Some(name) = self.whole(set) {
            return Named::Whole(name.to_owned()).into();
        }
        let list = addresses(set);
        let joined = || list.join(text!("list-comma"));
        // `10.0.0.0-10.0.0.2` is often told better by what is missing.
        let listed = stretches(set) <= LISTED;
        if listed && !list.iter().any(|range| range.contains('-')) {
            return Named::Listed(joined()).into();
        }
        // Most of a tag, or of everything, is told by what is missing.
        let known = self.known.iter().chain(&self.open);
        let known = known.map(|(name, set)| (Named::Whole(name.clone()), set));
        let known = known.chain([(Named::Anywhere, &all)]);
        let but = known.filter_map(|(named, known)| {
            let known = family(known, set);
            // Taking a few ranges away leaves about as many as there were.
            if stretches(&known) > stretches(set) + LISTED {
                return None;
            }
            let missing = known.without(set);
            let told = stretches(&missing) <= LISTED && set.without(&known).is_empty();
            told.then_some((named, missing))
        });
        let but = but.min_by_key(|(_, missing)| stretches(missing));
        let but = but.map(|(named, missing)| Phrase {
            named,
            except: Some(self.left_out(missing).join(text!("list-comma"))),
        });
        let is_long = |but: &Phrase| but.to_string().len() >= joined().len();
        match but {
            _ if listed && but.as_ref().is_none_or(is_long) => Named::Listed(joined()).into(),
            Some(but) => but,
            None => Named::Counted(stretches(set)).into(),
        }
    }
}

/// What is sure to be in `Internet` and what may be, of addresses outside a virtual network that is not known.
fn outside(network: &Network) -> Option<(String, AddressSet, AddressSet)> {
    let is_given = |tag: DefaultTag| network.service_tags.contains_key(tag.name());
    if network.virtual_network.is_some()
        || is_given(DefaultTag::VirtualNetwork)
        || is_given(DefaultTag::Internet)
    {
        return None;
    }
    let nowhere = Network {
        virtual_network: Some(Vec::new()),
        ..Network::default()
    };
    let internet = AddressMatch::ServiceTag(DefaultTag::Internet.name().clone());
    let [sure, asked] = [Some(true), None].map(|wanted| part(&nowhere, &internet, wanted));
    Some((DefaultTag::Internet.as_str().to_owned(), sure, asked))
}

fn all_addresses() -> AddressSet {
    AddressSet::from_ranges(&[(0, u32::MAX)], vec![(0, u128::MAX)])
}

/// The set with the host's own address of its family.
pub(crate) fn with_host(set: &AddressSet) -> AddressSet {
    set.with(&std::iter::once(host(set).into()).collect())
}

/// The host's own address, of the family of the set.
pub(crate) fn host(set: &AddressSet) -> IpAddr {
    match set.ipv4_ranges() {
        [] => HOST_ADDRESS_IPV6,
        _ => HOST_ADDRESS,
    }
}

/// How many ranges the set is.
fn stretches(set: &AddressSet) -> usize {
    set.ipv4_ranges().len() + set.ipv6_ranges().len()
}

/// Whether the set, which is of one family, is all that is known of that family.
fn same(known: &AddressSet, set: &AddressSet) -> bool {
    match set.ipv4_ranges() {
        [] => !set.is_empty() && known.ipv6_ranges() == set.ipv6_ranges(),
        ranges => known.ipv4_ranges() == ranges,
    }
}

/// The addresses of the other set's family.
fn family(known: &AddressSet, set: &AddressSet) -> AddressSet {
    match set.ipv4_ranges() {
        [] => AddressSet::from_ranges(&[], known.ipv6_ranges().to_vec()),
        _ => AddressSet::from_ranges(known.ipv4_ranges(), Vec::new()),
    }
}

/// The addresses for which an entry has this answer; `None`: it hangs on a missing fact.
fn part(network: &Network, entry: &AddressMatch, wanted: Option<bool>) -> AddressSet {
    // The remote end: what is taken for granted of the local one is no part of a tag.
    let values = AddressValues {
        network,
        direction: Direction::Inbound,
        field: ComparedField::Source,
    };
    let v4 = inside(&values.ipv4(entry), u32::MAX.into(), wanted);
    let narrow = |bits: u128| u32::try_from(bits).unwrap_or(u32::MAX);
    let v4: Vec<_> = v4
        .into_iter()
        .map(|(first, last)| (narrow(first), narrow(last)))
        .collect();
    AddressSet::from_ranges(&v4, inside(&values.ipv6(entry), u128::MAX, wanted))
}

fn inside(changes: &[(u128, Option<bool>)], last: u128, wanted: Option<bool>) -> Vec<(u128, u128)> {
    let ends = changes
        .iter()
        .skip(1)
        .map(|(first, _)| first - 1)
        .chain([last]);
    let pieces = changes.iter().zip(ends);
    let parts = pieces.filter(|((_, answer), _)| *answer == wanted);
    parts.map(|((first, _), last)| (*first, last)).collect()
}

/// Prefixes, and ranges where a prefix does not fit: one for each stretch of addresses.
pub fn addresses(set: &AddressSet) -> Vec<String> {
    let v4 = set.ipv4_ranges().iter().map(|(first, last)| {
        let (first, last) = (Ipv4Addr::from_bits(*first), Ipv4Addr::from_bits(*last));
        range(prefix_v4(first, last), first, last)
    });
    let v6 = set.ipv6_ranges().iter().map(|(first, last)| {
        let (first, last) = (Ipv6Addr::from_bits(*first), Ipv6Addr::from_bits(*last));
        range(prefix_v6(first, last), first, last)
    });
    v4.chain(v6).collect()
}

fn range<A: std::fmt::Display + PartialEq>(prefix: Option<IpNet>, first: A, last: A) -> String {
    match prefix {
        _ if first == last => first.to_string(),
        Some(prefix) => prefix.to_string(),
        None => format!("{first}-{last}"),
    }
}

/// The prefix that is exactly this range.
fn prefix_v4(first: Ipv4Addr, last: Ipv4Addr) -> Option<IpNet> {
    let length = (first.to_bits() ^ last.to_bits()).leading_zeros();
    let prefix = Ipv4Net::new(first, u8::try_from(length).ok()?).ok()?;
    (prefix.network() == first && prefix.broadcast() == last).then_some(IpNet::V4(prefix))
}

fn prefix_v6(first: Ipv6Addr, last: Ipv6Addr) -> Option<IpNet> {
    let length = (first.to_bits() ^ last.to_bits()).leading_zeros();
    let prefix = Ipv6Net::new(first, u8::try_from(length).ok()?).ok()?;
    (prefix.network() == first && prefix.broadcast() == last).then_some(IpNet::V6(prefix))
}

/// Ports in a few words: nothing for all of them.
pub(crate) fn ports(ranges: &[PortRange]) -> Option<String> {
    if ranges.is_empty() || ranges == [PortRange::ALL] {
        return None;
    }
    let texts = || ranges.iter().map(ToString::to_string).collect::<Vec<_>>();
    Some(match ranges.len() {
        ..=LISTED => texts().join(text!("list-comma")),
        more => text!("analysis-port-ranges", count = more),
    })
}

/// So many are listed in a sentence.
const LISTED: usize = 3;

//! Sets of addresses and ports in words: names where a set is exactly a tag, else prefixes and ranges.

mod families;
mod lists;
mod tag_parts;

pub(crate) use families::{host, with_host};
pub use lists::addresses;
pub(crate) use lists::ports;
pub(crate) use tag_parts::WholeTag;

use crate::phrase::{Named, Phrase};
use families::{family, same, stretches};
use lists::LISTED;
use nsg::sort::sort_by_key;
use nsg::tags::DefaultTag;
use nsg::{AddressMatch, AddressSet, Name, Network};
use std::cmp::Reverse;
use tag_parts::{all_addresses, outside, part};
use text::text;

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

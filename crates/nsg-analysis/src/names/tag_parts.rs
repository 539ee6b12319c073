//! What is sure to be in a tag, and what may be.

use super::families::family;
use super::lists::addresses;
use crate::phrase::{Named, Phrase};
use nsg::index::addresses::AddressValues;
use nsg::tags::DefaultTag;
use nsg::{AddressMatch, AddressSet, ComparedField, Direction, Network};
use std::sync::LazyLock;
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

/// What is sure to be in `Internet` and what may be, of addresses outside a virtual network that is not known.
pub(super) fn outside(network: &Network) -> Option<(String, AddressSet, AddressSet)> {
    let is_given = |tag: DefaultTag| network.service_tags.contains_key(tag.name());
    if network.virtual_network.is_some()
        || is_given(DefaultTag::VirtualNetwork)
        || is_given(DefaultTag::Internet)
    {
        return None;
    }
    // It is always the same, and a review asks for every group.
    static PARTS: LazyLock<[AddressSet; 2]> = LazyLock::new(|| {
        let nowhere = Network {
            virtual_network: Some(Vec::new()),
            ..Network::default()
        };
        let internet = AddressMatch::ServiceTag(DefaultTag::Internet.name().clone());
        [Some(true), None].map(|wanted| part(&nowhere, &internet, wanted))
    });
    let [sure, asked] = PARTS.clone();
    Some((DefaultTag::Internet.as_str().to_owned(), sure, asked))
}

pub(super) fn all_addresses() -> AddressSet {
    AddressSet::from_ranges(&[(0, u32::MAX)], vec![(0, u128::MAX)])
}

/// The addresses for which an entry has this answer; `None`: it hangs on a missing fact.
pub(super) fn part(network: &Network, entry: &AddressMatch, wanted: Option<bool>) -> AddressSet {
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

//! The standard library's stable sort, compiled once.
//!
//! `slice::sort_by_key` is compiled anew for every type and every key: for the lists that are sorted by this, that was 20 KB
//! of the npm package's module and 5 KB of the engine alone (brotli, November 2026). So the places of a list are sorted, and
//! its items are moved to theirs. Where time counts, as for the prefixes of tags, the list is sorted in place by the standard
//! library itself.

use std::cmp::Ordering;
use std::mem;

/// Sorts as [`slice::sort_by_key`] does: equal items keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// Sorts as [`slice::sort_by`] does: equal items keep their order.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let compared = |one: usize, other: usize| match (items.get(one), items.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    };
    let places = places(items.len(), &compared);
    let mut unsorted: Vec<Option<T>> = mem::take(items).into_iter().map(Some).collect();
    let item = |place: usize| unsorted.get_mut(place)?.take();
    items.extend(places.into_iter().filter_map(item));
}

// Not generic, so that the sort is there once.
fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

#[cfg(test)]
mod tests {
    use super::sort_by_key;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_sorted_is_what_the_standard_library_makes_of_it(
            mut items in proptest::collection::vec((0_u8..9, 0_u8..9), 0..40),
        ) {
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by_key(&mut items, |(key, _)| *key);
            prop_assert_eq!(items, expected);
        }
    }
}

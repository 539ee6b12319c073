//! The one sort of the engine.
//!
//! The standard sort is compiled anew for every type, and is six kilobytes of WebAssembly for one: more than a fiftieth of
//! the engine. Everything that is sorted here fits a pair of numbers, and is mostly ascending lists one behind the other,
//! such as the prefixes of tags. So this merges what is ascending already.

/// Sorts by the first number, then by the second.
pub fn sort(pairs: &mut [(u128, u128)]) {
    if pairs.is_sorted() {
        return;
    }
    let runs = pairs.chunk_by(|before, after| before <= after);
    let mut lengths: Vec<usize> = runs.map(<[_]>::len).collect();
    let mut merged = pairs.to_vec();
    // Each round merges every other run with the one after it.
    while lengths.len() > 1 {
        let mut round = Vec::with_capacity(merged.len());
        let mut rest = merged.as_slice();
        for neighbours in lengths.chunks(2) {
            let mut run = |length: Option<&usize>| {
                let length = length.map_or(0, |length| rest.len().min(*length));
                let (run, after) = rest.split_at(length);
                rest = after;
                run
            };
            let (first, second) = (run(neighbours.first()), run(neighbours.get(1)));
            merge(first, second, &mut round);
        }
        lengths = lengths
            .chunks(2)
            .map(|neighbours| neighbours.iter().sum())
            .collect();
        merged = round;
    }
    for (pair, sorted) in pairs.iter_mut().zip(merged) {
        *pair = sorted;
    }
}

/// Adds two ascending lists as one.
fn merge(mut first: &[(u128, u128)], mut second: &[(u128, u128)], merged: &mut Vec<(u128, u128)>) {
    while let (Some((one, ones)), Some((other, others))) =
        (first.split_first(), second.split_first())
    {
        if one <= other {
            merged.push(*one);
            first = ones;
        } else {
            merged.push(*other);
            second = others;
        }
    }
    merged.extend_from_slice(first);
    merged.extend_from_slice(second);
}

/// An index as a number to sort by; no list here is longer than 64 bits count.
pub fn number(index: usize) -> u128 {
    u128::try_from(index).unwrap_or(u128::MAX)
}

/// The index back.
pub fn index(number: u128) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The items in the order of their keys; equal ones stay as they are.
#[must_use]
pub fn by_key<T>(items: Vec<T>, key: impl Fn(&T) -> u128) -> Vec<T> {
    let keys = items.iter().enumerate();
    let mut keys: Vec<_> = keys
        .map(|(place, item)| (key(item), number(place)))
        .collect();
    if keys.is_sorted() {
        return items;
    }
    sort(&mut keys);
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let place = |(_, place): (u128, u128)| items.get_mut(index(place))?.take();
    keys.into_iter().filter_map(place).collect()
}

/// The numbers in ascending order, each once.
#[must_use]
pub fn ascending(numbers: Vec<usize>) -> Vec<usize> {
    let mut numbers = by_key(numbers, |value| number(*value));
    numbers.dedup();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_sorted_is_what_the_standard_library_makes_of_it(
            runs in proptest::collection::vec(proptest::collection::vec((0u128..9, 0u128..9), 0..9), 0..9),
            ascending: bool,
        ) {
            let runs = runs.into_iter().map(|mut run| {
                if ascending {
                    run.sort();
                }
                run
            });
            let mut pairs: Vec<_> = runs.flatten().collect();
            let mut expected = pairs.clone();
            expected.sort();
            sort(&mut pairs);
            prop_assert_eq!(pairs, expected);
        }
    }

    #[test]
    fn items_of_equal_keys_stay_in_their_order() {
        let items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        let sorted = by_key(items, |(key, _)| *key);
        assert_eq!(sorted, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}

//! The one sort of the engine.
//!
//! The standard sort is compiled anew for every type, three to five kilobytes of WebAssembly each time.
//! Everything that is sorted here fits a pair of numbers, so it is compiled once.

/// Sorts by the first number, then by the second. What is sorted here is mostly ascending lists one behind the
/// other, such as the prefixes of tags: the stable sort is the one that merges them.
pub fn sort(pairs: &mut [(u128, u128)]) {
    if !pairs.is_sorted() {
        pairs.sort();
    }
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

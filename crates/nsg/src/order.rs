//! The one sort of this crate.
//!
//! The standard sort is compiled anew for every type, three to five kilobytes of WebAssembly each time.
//! Everything that is sorted here fits a pair of numbers, so it is compiled once.

/// Sorts by the first number, then by the second.
pub(crate) fn sort(pairs: &mut [(u128, u128)]) {
    if !pairs.is_sorted() {
        pairs.sort_unstable();
    }
}

/// An index as a number to sort by; no list here is longer than 64 bits count.
pub(crate) fn number(index: usize) -> u128 {
    u128::try_from(index).unwrap_or(u128::MAX)
}

/// The index back.
pub(crate) fn index(number: u128) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

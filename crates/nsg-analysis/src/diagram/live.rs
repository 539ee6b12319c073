//! The rules that are left on a path.

use crate::space::axis::ones;
use crate::space::slice::FIELDS;

/// The rules that may still match, ascending by bit, each with the fields in which that hangs on a missing
/// fact. Few are left after the first field, so a list is shorter than a row of bits.
pub(crate) type Live = Box<[u32]>;

/// One entry of [`Live`]: the rule's bit, and behind it a bit for each field and one for what is not a
/// field, protocol and place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry(pub(super) u32);

/// How many bits an entry has for what is open.
const REASONS: u32 = 5;

/// The reason for what is not a field.
const START: usize = FIELDS;

impl Entry {
    fn new(bit: usize) -> Self {
        // Two scenarios of Azure's largest groups have some ten thousand rules.
        Self(u32::try_from(bit << REASONS).unwrap_or(u32::MAX))
    }

    pub(super) fn bit(self) -> usize {
        (self.0 >> REASONS) as usize
    }

    /// Whether a missing fact decides if it matches.
    pub(super) fn is_open(self) -> bool {
        self.0 & ((1 << REASONS) - 1) != 0
    }

    /// The same entry, left open by this reason, too.
    fn opened(self, reason: usize, open: bool) -> Self {
        Self(self.0 | u32::from(open) << reason)
    }
}

/// The entries of a list.
pub(super) fn entries(live: &[u32]) -> impl Iterator<Item = Entry> {
    live.iter().copied().map(Entry)
}

/// The list of a row.
pub(super) fn of_row((may, sure): (&[u64], &[u64])) -> Live {
    let entry = |bit| Entry::new(bit).opened(START, !is_set(sure, bit)).0;
    ones(may).map(entry).collect()
}

/// What is left of a list in the row of a field's class.
pub(super) fn common(live: &[u32], field: usize, (may, sure): (&[u64], &[u64])) -> Live {
    let left = entries(live).filter(|entry| is_set(may, entry.bit()));
    left.map(|entry| entry.opened(field, !is_set(sure, entry.bit())).0)
        .collect()
}

/// Whether an entry is of a rule behind this one.
pub(super) fn is_after(entry: u32, bit: usize) -> bool {
    Entry(entry).bit() > bit
}

pub(super) fn is_set(bits: &[u64], bit: usize) -> bool {
    bits.get(bit / 64)
        .is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

//! The rules that are left on a path.

use crate::space::Space;
use crate::space::axis::{bits_of, ones};
use crate::space::slice::{FIELDS, Slice};

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

/// What is left at the start of a slice.
pub(super) fn start(space: &Space, slice: &Slice) -> Live {
    let (may, sure) = space.rows.row(slice.start);
    let entry = |bit| Entry::new(bit).opened(START, !is_set(sure, bit)).0;
    let possible = |bit: &usize| is_set(&slice.possible, *bit);
    ones(may).filter(possible).map(entry).collect()
}

/// What is left of a list in the row of a field's class.
pub(super) fn common(live: &[u32], field: usize, (may, sure): (&[u64], &[u64])) -> Live {
    let left = entries(live).filter(|entry| is_set(may, entry.bit()));
    left.map(|entry| entry.opened(field, !is_set(sure, entry.bit())).0)
        .collect()
}

/// A list as a row, to be compared with the rows of many classes.
pub(super) fn as_row(live: &[u32], words: usize) -> Vec<u64> {
    let mut row = vec![0; words];
    for entry in entries(live) {
        if let Some(word) = row.get_mut(entry.bit() / 64) {
            *word |= 1 << (entry.bit() % 64);
        }
    }
    row
}

/// What is left of a list in the row of a field's class, found by the list's own row.
pub(super) fn common_of_row(
    live: &[u32],
    own: &[u64],
    field: usize,
    (may, sure): (&[u64], &[u64]),
) -> Live {
    let mut rest = live.iter();
    let words = own.iter().zip(may).enumerate();
    let left = words.flat_map(|(word, (a, b))| bits_of(word, a & b));
    let entry = |bit| {
        let entry = rest.find(|code| Entry(**code).bit() == bit)?;
        Some(Entry(*entry).opened(field, !is_set(sure, bit)).0)
    };
    left.filter_map(entry).collect()
}

/// Whether an entry is of a rule behind this one.
pub(super) fn is_after(entry: u32, bit: usize) -> bool {
    Entry(entry).bit() > bit
}

pub(super) fn is_set(bits: &[u64], bit: usize) -> bool {
    bits.get(bit / 64)
        .is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

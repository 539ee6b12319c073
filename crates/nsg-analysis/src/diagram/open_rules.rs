//! The rules that are left on a path.

use crate::space::Space;
use crate::space::axis::ones;
use crate::space::slice::{FIELDS, SpaceSlice};

/// The rules that may still match, ascending by bit, each with the fields in which that hangs on a missing
/// fact. Few are left after the first field, so a list is shorter than a row of bits.
pub(crate) type OpenRules = Box<[u32]>;

/// One entry of [`OpenRules`]: the rule's bit, and behind it a bit for each field and one for what is not a
/// field, protocol and place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OpenRule(pub(super) u32);

/// How many bits an entry has for what is open.
const REASONS: u32 = 5;

/// The reason for what is not a field.
const START: usize = FIELDS;

impl OpenRule {
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
pub(super) fn entries(live: &[u32]) -> impl Iterator<Item = OpenRule> {
    live.iter().copied().map(OpenRule)
}

/// What is left at the start of a slice.
pub(super) fn start(space: &Space, slice: &SpaceSlice) -> OpenRules {
    let (may, sure) = space.rows.row(slice.start);
    let entry = |bit| OpenRule::new(bit).opened(START, !is_set(sure, bit)).0;
    let possible = |bit: &usize| is_set(&slice.possible, *bit);
    ones(may).filter(possible).map(entry).collect()
}

/// What is left of a list in the row of a field's class.
pub(super) fn common(live: &[u32], field: usize, (may, sure): (&[u64], &[u64])) -> OpenRules {
    let left = entries(live).filter(|entry| is_set(may, entry.bit()));
    left.map(|entry| entry.opened(field, !is_set(sure, entry.bit())).0)
        .collect()
}

/// A list beside its row, to be held against the rows of many classes.
pub(super) struct ListRow<'l> {
    live: &'l [u32],
    row: Vec<u64>,
    /// How many entries come before each word's.
    before: Vec<usize>,
}

impl<'l> ListRow<'l> {
    pub(super) fn new(live: &'l [u32], words: usize) -> Self {
        let mut row = vec![0_u64; words];
        for entry in entries(live) {
            if let Some(word) = row.get_mut(entry.bit() / 64) {
                *word |= 1 << (entry.bit() % 64);
            }
        }
        let mut sum = 0;
        let before = row.iter().map(|word| {
            let before = sum;
            sum += word.count_ones() as usize;
            before
        });
        Self {
            before: before.collect(),
            live,
            row,
        }
    }

    /// What is left of the list in the row of a field's class, in place of what the buffer held.
    pub(super) fn common(&self, field: usize, (may, sure): (&[u64], &[u64]), left: &mut Vec<u32>) {
        left.clear();
        let own = self.row.iter().zip(&self.before);
        for (((own, before), may), sure) in own.zip(may).zip(sure) {
            let mut both = own & may;
            while both != 0 {
                let lowest = both & both.wrapping_neg();
                let place = before + (own & (lowest - 1)).count_ones() as usize;
                let open = sure & lowest == 0;
                let entry = self.live.get(place).map(|code| OpenRule(*code));
                left.extend(entry.map(|entry| entry.opened(field, open).0));
                both ^= lowest;
            }
        }
    }
}

/// Whether an entry is of a rule behind this one.
pub(super) fn is_after(entry: u32, bit: usize) -> bool {
    OpenRule(entry).bit() > bit
}

pub(super) fn is_set(bits: &[u64], bit: usize) -> bool {
    bits.get(bit / 64)
        .is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

//! Bitmaps of rules, one row for every set of rules that some value can match.

use std::collections::HashMap;

/// Which rules a value may match, and which it is sure to match, one bit a rule in checking order.
#[derive(Clone, Debug)]
pub struct RuleSet {
    may: Vec<u64>,
    sure: Vec<u64>,
    /// Changes with every bit, so that a set that was seen before is found without reading all of it.
    digest: u64,
}

impl RuleSet {
    /// The set of no rule, with room for so many.
    pub fn empty(rules: usize) -> Self {
        let words = rules.div_ceil(64);
        Self {
            may: vec![0; words],
            sure: vec![0; words],
            digest: 0,
        }
    }

    /// Whether the rule may match.
    pub fn set_may(&mut self, rule: usize, on: bool) {
        if set(&mut self.may, rule, on) {
            self.digest ^= scattered(rule, 0);
        }
    }

    /// Whether the rule is sure to match.
    pub fn set_sure(&mut self, rule: usize, on: bool) {
        if set(&mut self.sure, rule, on) {
            self.digest ^= scattered(rule, 1);
        }
    }
}

/// Whether the bit was not so before.
fn set(bits: &mut [u64], rule: usize, on: bool) -> bool {
    let Some(word) = bits.get_mut(rule / 64) else {
        return false;
    };
    let before = *word;
    let bit = 1 << (rule % 64);
    *word = if on { *word | bit } else { *word & !bit };
    *word != before
}

/// The number, spread over all bits (splitmix64).
fn scattered(rule: usize, bit: u64) -> u64 {
    let number = u64::try_from(rule).unwrap_or(u64::MAX) << 1 | bit;
    let mut bits = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// Where a row begins in [`BitRows`].
pub type RowStart = u32;

/// Rows in one piece of memory, each different set once.
///
/// INVARIANT: a row is `words` of "may match" and then `words` of "sure to match".
#[derive(Clone, Debug, Default)]
pub struct BitRows {
    words: usize,
    bits: Vec<u64>,
}

impl BitRows {
    /// The bits of the row: may match, sure to match.
    #[inline]
    pub fn row(&self, start: RowStart) -> (&[u64], &[u64]) {
        let row = self.bits.get(start as usize..).unwrap_or_default();
        let (may, rest) = row.split_at_checked(self.words).unwrap_or_default();
        (may, rest.get(..self.words).unwrap_or_default())
    }
}

/// Collects rows and finds those that are there already.
#[derive(Debug)]
pub struct RowBuilder {
    rows: BitRows,
    /// By digest; a row whose digest is taken by another row stands under the next free number.
    known: HashMap<u64, RowStart>,
}

impl RowBuilder {
    /// A collection of rows for so many rules.
    pub fn new(rules: usize) -> Self {
        let rows = BitRows {
            words: rules.div_ceil(64),
            bits: Vec::new(),
        };
        Self {
            rows,
            known: HashMap::new(),
        }
    }

    /// Where the row of this set begins.
    pub fn add(&mut self, set: &RuleSet) -> RowStart {
        let mut digest = set.digest;
        while let Some(start) = self.known.get(&digest) {
            if self.rows.row(*start) == (set.may.as_slice(), set.sure.as_slice()) {
                return *start;
            }
            digest = digest.wrapping_add(1);
        }
        // 32 GiB of rows would be needed to leave the range; such a row reads as empty, and an index
        // that large does not fit WebAssembly's memory.
        let start = RowStart::try_from(self.rows.bits.len()).unwrap_or(RowStart::MAX);
        self.rows.bits.extend_from_slice(&set.may);
        self.rows.bits.extend_from_slice(&set.sure);
        self.known.insert(digest, start);
        start
    }

    /// The rows.
    pub fn finish(self) -> BitRows {
        self.rows
    }
}

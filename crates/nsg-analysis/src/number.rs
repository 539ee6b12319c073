//! Counting flows, exactly.

use num_bigint::BigUint;
use std::fmt;
use std::ops::AddAssign;

/// How many flows there are: up to 2²⁹⁰, so not a machine's number.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlowCount(BigUint);

impl FlowCount {
    /// Adds the values from `first` to `last`, both counted.
    pub(crate) fn add_range(&mut self, first: u128, last: u128) {
        if let Some(more) = last.checked_sub(first) {
            self.0 += more;
            self.0 += 1_u32;
        }
    }

    pub(crate) fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0)
    }

    /// A number that grows with the count: its length in bits, and its highest bits.
    pub(crate) fn rank(&self) -> u128 {
        let digits = self.0.to_u64_digits();
        let highest = digits.last().copied().unwrap_or(0);
        let bits = self.0.bits();
        let aligned = highest << highest.leading_zeros().min(63);
        u128::from(bits) << 64 | u128::from(aligned)
    }

    /// Whether there is none.
    pub fn is_zero(&self) -> bool {
        self.0 == BigUint::default()
    }
}

impl From<usize> for FlowCount {
    fn from(count: usize) -> Self {
        Self(count.into())
    }
}

impl AddAssign<&Self> for FlowCount {
    fn add_assign(&mut self, other: &Self) {
        self.0 += &other.0;
    }
}

impl fmt::Display for FlowCount {
    /// As a decimal integer.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

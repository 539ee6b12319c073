//! Counting flows, exactly.

use num_bigint::BigUint;
use std::fmt;
use std::ops::AddAssign;
use text::text;

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

    /// Whether there is none.
    pub fn is_zero(&self) -> bool {
        self.0 == BigUint::default()
    }
}

impl FlowCount {
    /// The count in a few words: exact up to ten thousand, then with two or three digits: `4.29 billion`, `10²¹`.
    pub fn rounded(&self) -> String {
        let units = [
            text!("analysis-count-unit-1"),
            text!("analysis-count-unit-2"),
            text!("analysis-count-unit-3"),
            text!("analysis-count-unit-4"),
        ];
        // Each unit is a thousand of the one before in English, and ten thousand in Korean.
        let step: usize = text!("analysis-count-digits-of-unit").parse().unwrap_or(3);
        let digits = self.0.to_string();
        let length = digits.len();
        if length <= 4 {
            return digits;
        }
        let Some(unit) = units.get((length - 1) / step - 1) else {
            return format!("10{}", raised(length - 1));
        };
        let whole = (length - 1) % step + 1;
        let (before, after) = digits.split_at(whole);
        let after = after
            .get(..3_usize.saturating_sub(whole))
            .unwrap_or_default();
        let after = after.trim_end_matches('0');
        let number = match after {
            "" => before.to_owned(),
            after => format!("{before}.{after}"),
        };
        text!("analysis-count-in-units", number, unit)
    }
}

/// A number as an exponent.
fn raised(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = number.to_string();
    let digit = |digit: char| DIGITS.get(digit.to_digit(10)? as usize);
    digits.chars().filter_map(digit).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_count_is_said_in_words() {
        for (count, words) in [
            (0_u64, "0"),
            (9_999, "9999"),
            (10_000, "10 thousand"),
            (65_536, "65.5 thousand"),
            (16_777_216, "16.7 million"),
            (4_294_967_296, "4.29 billion"),
            (281_474_976_710_656, "281 trillion"),
            (1_000_000_000_000_000, "10¹⁵"),
        ] {
            assert_eq!(FlowCount(BigUint::from(count)).rounded(), words);
        }
    }
}

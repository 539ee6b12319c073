//! Numbers and shares in words.

/// A whole number with commas between its thousands, as English and Korean write it.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A part of a whole in percent, never rounded up: what is not all is never `100%`.
pub(crate) fn share(part: u64, whole: u64) -> String {
    let thousandths = u128::from(part) * 1000 / u128::from(whole.max(1));
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_all_is_never_all() {
        assert_eq!(share(999_999, 1_000_000), "99.9%");
        assert_eq!(share(1, 1), "100.0%");
        assert_eq!(share(0, 0), "0.0%");
    }

    #[test]
    fn thousands_are_parted() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_204_331, "1,204,331"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }
}

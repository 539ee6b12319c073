//! Bytes, as a table has them.

/// Bytes in the unit that suits them.
pub(super) fn bytes(count: f64) -> String {
    const UNITS: [&str; 5] = ["B", "kB", "MB", "GB", "TB"];
    let mut left = count;
    let mut units = UNITS.iter();
    let mut unit = units.next();
    while left >= 1000.0 {
        let Some(next) = units.next() else { break };
        left /= 1000.0;
        unit = Some(next);
    }
    let unit = unit.copied().unwrap_or_default();
    match left < 10.0 && unit != "B" {
        true => format!("{left:.1} {unit}"),
        false => format!("{left:.0} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        for (count, text) in [
            (0.0, "0 B"),
            (999.0, "999 B"),
            (1500.0, "1.5 kB"),
            (64e6, "64 MB"),
        ] {
            assert_eq!(bytes(count), text);
        }
    }
}

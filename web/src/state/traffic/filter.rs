//! The part of the record that is replayed: a time, machines, network interfaces.

use crate::state::{is_complete, read_prefixes};
use leptos::prelude::*;
use nsg_traffic::TrafficFilter;
use nsg_traffic::record::RecordTime;
use text::text;

/// The fields, and what was applied of them.
#[derive(Clone, Copy)]
pub struct RecordFilter {
    /// The first moment, as a field for a date and a time writes it; UTC.
    pub from: RwSignal<String>,
    /// The last moment; UTC.
    pub to: RwSignal<String>,
    /// Prefixes of the machines' own addresses.
    pub machines: RwSignal<String>,
    /// MAC addresses.
    pub macs: RwSignal<String>,
    /// What is wrong with the fields; empty where nothing is.
    pub problem: RwSignal<String>,
    /// The filter of the replay.
    pub applied: RwSignal<TrafficFilter>,
}

impl RecordFilter {
    /// Everything that was recorded.
    pub(super) fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            from: empty(),
            to: empty(),
            machines: empty(),
            macs: empty(),
            problem: empty(),
            applied: RwSignal::new(TrafficFilter::default()),
        }
    }

    /// Takes the fields over. Returns whether they can be read.
    pub fn apply(self) -> bool {
        let [from, to, machines, macs] =
            [self.from, self.to, self.machines, self.macs].map(|field| field.get_untracked());
        match filter(&from, &to, &machines, &macs) {
            Ok(filter) => {
                self.applied.set(filter);
                self.problem.set(String::new());
                true
            }
            Err(problem) => {
                self.problem.set(problem);
                false
            }
        }
    }

    /// Takes everything again.
    pub fn clear(self) {
        for field in [self.from, self.to, self.machines, self.macs] {
            field.set(String::new());
        }
        self.apply();
    }
}

fn filter(from: &str, to: &str, machines: &str, macs: &str) -> Result<TrafficFilter, String> {
    let moment = |text: &str| match text.is_empty() {
        true => Ok(None),
        false => match RecordTime::of_text(text) {
            Some(moment) => Ok(Some(moment)),
            None => Err(text!("traffic-filter-no-time", time = text)),
        },
    };
    let (from, to) = (moment(from)?, moment(to)?);
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        return Err(text!("traffic-filter-no-period").to_owned());
    }
    let prefixes = read_prefixes(machines);
    if let Some(prefixes) = prefixes.as_ref().filter(|read| !is_complete(read)) {
        let messages = prefixes.diagnostics.iter();
        let messages: Vec<&str> = messages.map(|told| told.message.as_str()).collect();
        return Err(messages.join(" "));
    }
    let is_separator = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';');
    let macs = macs.split(is_separator).filter(|mac| !mac.is_empty());
    let macs: Vec<String> = macs.map(str::to_owned).collect();
    if let Some(mac) = macs.iter().find(|mac| !is_mac(mac)) {
        return Err(text!("traffic-filter-no-mac", mac));
    }
    Ok(TrafficFilter {
        mac_addresses: macs,
        local_addresses: prefixes.map(|read| read.prefixes).unwrap_or_default(),
        from,
        to,
    })
}

/// Whether it is twelve hexadecimal digits, whatever stands between them.
fn is_mac(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_hexdigit).count();
    let between = |letter: char| letter.is_ascii_hexdigit() || matches!(letter, '-' | ':' | '.');
    digits == 12 && text.chars().all(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_become_a_filter() {
        let read = filter(
            "2026-03-04T09:00",
            "",
            "10.0.1.4, 10.0.2.0/24",
            "00-0D-3A-00-00-01 000d3a000002",
        );
        let read = read.unwrap();
        assert_eq!(read.from.unwrap().minute(), "2026-03-04 09:00");
        assert_eq!(read.to, None);
        assert_eq!(read.local_addresses.len(), 2);
        assert_eq!(read.mac_addresses, ["00-0D-3A-00-00-01", "000d3a000002"]);
        assert_eq!(filter("", " ".trim(), "", ""), Ok(TrafficFilter::default()));
    }

    #[test]
    fn a_field_that_cannot_be_read_is_no_filter() {
        for fields in [
            ["yesterday", "", "", ""],
            ["2026-03-04T09:00", "2026-03-03T09:00", "", ""],
            ["", "", "10.0.1.4/99", ""],
            ["", "", "", "00-0D-3A"],
        ] {
            let [from, to, machines, macs] = fields;
            assert!(filter(from, to, machines, macs).is_err(), "{fields:?}");
        }
    }
}

//! What cells, addresses and ports of the map are called.

use super::{Grid, Layer, MapCell, bits};
use nsg_worker::Stretch;
use std::net::IpAddr;
use text::text;

impl Grid {
    /// A cell in words.
    pub fn words(&self, cell: MapCell, layer: Layer) -> String {
        let (row, column) = cell;
        let Some(addresses) = self.picture.addresses.get(row) else {
            return String::new();
        };
        let said = |layer| {
            let ruling = self.ruling(cell, layer);
            ruling.map_or_else(String::new, |ruling| match &ruling.rule {
                Some(rule) => {
                    text!(
                        "map-answer-by",
                        access = ruling.access.word(),
                        rule = rule.name.name
                    )
                }
                None => ruling.access.word().to_owned(),
            })
        };
        let answer = match layer {
            Layer::Difference if said(Layer::Before) != said(Layer::After) => {
                let (after, before) = (said(Layer::After), said(Layer::Before));
                text!("map-answer-changed", after, before)
            }
            _ => said(layer),
        };
        let addresses = named(range(addresses.first, addresses.last), &addresses.name);
        match self.picture.ports.get(column) {
            Some(Stretch {
                first, last, name, ..
            }) if self.slice.protocol.has_ports() => match first == last {
                true => {
                    let port = named(first.to_string(), name);
                    text!("map-cell-port", addresses, port, answer)
                }
                false => text!("map-cell-ports", addresses, first, last, answer),
            },
            _ => text!("map-cell", addresses, answer),
        }
    }
}

/// A range with what it is called, where that says more.
fn named(range: String, name: &str) -> String {
    match name.is_empty() || name == range {
        true => range,
        false => text!("map-named", range, name),
    }
}

/// The lines beside a run of stretches of addresses: its name, then the prefix, or where it begins and ends.
pub(super) fn row_label(run: &[Stretch<IpAddr>]) -> Vec<String> {
    let (Some(start), Some(end)) = (run.first(), run.last()) else {
        return Vec::new();
    };
    let mut lines: Vec<String> = largest_name(run).into_iter().collect();
    match prefix(start.first, end.last) {
        Some(prefix) if lines.first() == Some(&prefix) => {}
        // What a run of several leaves out is not said, so its prefix would say too much.
        Some(prefix) if run.len() == 1 => lines.push(prefix),
        _ => lines.extend([format!("{}–", start.first), end.last.to_string()]),
    }
    lines
}

/// The name of most of the addresses: what is between holes of `Internet` is `Internet`.
fn largest_name(run: &[Stretch<IpAddr>]) -> Option<String> {
    let mut sizes: Vec<(&str, f64)> = Vec::new();
    for stretch in run.iter().filter(|stretch| !stretch.name.is_empty()) {
        let size = bits(stretch.last) - bits(stretch.first) + 1.0;
        match sizes.iter_mut().find(|(name, _)| *name == stretch.name) {
            Some((_, sum)) => *sum += size,
            None => sizes.push((&stretch.name, size)),
        }
    }
    let largest = sizes.into_iter().max_by(|(_, a), (_, b)| a.total_cmp(b));
    largest.map(|(name, _)| name.to_owned())
}

/// The lines below a range of ports: the range, and what listens there.
pub(super) fn column_label(run: &[Stretch<u16>]) -> Vec<String> {
    let (Some(start), Some(end)) = (run.first(), run.last()) else {
        return Vec::new();
    };
    match start.first == end.last {
        true if start.name.is_empty() => vec![start.first.to_string()],
        true => vec![start.first.to_string(), start.name.clone()],
        false => vec![format!("{}-{}", start.first, end.last)],
    }
}

/// Addresses as a person writes them.
fn range(first: IpAddr, last: IpAddr) -> String {
    prefix(first, last).unwrap_or_else(|| text!("map-addresses", first, last))
}

/// The one prefix, or address, that these are.
fn prefix(first: IpAddr, last: IpAddr) -> Option<String> {
    let set = match (first, last) {
        (IpAddr::V4(first), IpAddr::V4(last)) => {
            nsg::AddressSet::from_ranges(&[(first.to_bits(), last.to_bits())], Vec::new())
        }
        (IpAddr::V6(first), IpAddr::V6(last)) => {
            nsg::AddressSet::from_ranges(&[], vec![(first.to_bits(), last.to_bits())])
        }
        _ => nsg::AddressSet::default(),
    };
    match set.prefixes().as_slice() {
        [only] if only.prefix_len() == 0 => Some(text!("map-anywhere").to_owned()),
        [only] if first != last => Some(only.to_string()),
        [_] => Some(first.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nsg_worker::EdgeOrigin;

    fn stretch(first: &str, last: &str, name: &str) -> Stretch<IpAddr> {
        Stretch {
            first: first.parse().unwrap(),
            last: last.parse().unwrap(),
            name: name.to_owned(),
            edge: EdgeOrigin::InternetHole,
        }
    }

    #[test]
    fn a_label_has_the_name_and_the_prefix() {
        let label = |first, last, name| row_label(&[stretch(first, last, name)]);
        let network = label("10.0.0.0", "10.0.255.255", "VirtualNetwork");
        assert_eq!(network, ["VirtualNetwork", "10.0.0.0/16"]);
        let office = label("203.0.113.0", "203.0.113.255", "203.0.113.0/24");
        assert_eq!(office, ["203.0.113.0/24"]);
        assert_eq!(
            label("10.0.1.4", "10.0.1.4", "asg-web"),
            ["asg-web", "10.0.1.4"]
        );
        let other = label("10.1.0.0", "10.255.255.255", "");
        assert_eq!(other, ["10.1.0.0–", "10.255.255.255"]);
    }

    #[test]
    fn a_run_with_holes_is_called_what_most_of_it_is() {
        let run = [
            stretch("0.0.0.0", "0.255.255.255", ""),
            stretch("1.0.0.0", "4.127.255.255", "Internet"),
            stretch("4.128.0.0", "4.143.255.255", "may be in Internet"),
            stretch("4.144.0.0", "9.255.255.255", "Internet"),
        ];
        assert_eq!(row_label(&run), ["Internet", "0.0.0.0–", "9.255.255.255"]);
    }

    #[test]
    fn a_port_has_its_service() {
        let label = |first, last, name: &str| {
            column_label(&[Stretch {
                first,
                last,
                name: name.to_owned(),
                edge: EdgeOrigin::CustomRule,
            }])
        };
        assert_eq!(label(443, 443, "HTTPS"), ["443", "HTTPS"]);
        assert_eq!(label(444, 444, ""), ["444"]);
        assert_eq!(label(445, 65535, ""), ["445-65535"]);
    }
}

//! A slice of all flows as a grid of cells: what becomes of each, and where each is drawn.

use nsg::Decision;
use nsg_analysis::Ruling;
use nsg_worker::{Area, MapSlice, Picture};
use std::net::IpAddr;
use text::text;

/// A picture with a cell for each pair of a stretch of addresses and a range of ports.
#[derive(Debug)]
pub struct Grid {
    /// What it is of.
    pub slice: MapSlice,
    /// What was answered.
    pub picture: Picture,
    original: Vec<usize>,
    edited: Vec<usize>,
    /// Where each stretch of addresses ends, as parts of the whole.
    rows: Vec<f64>,
    /// The same for ports.
    columns: Vec<f64>,
}

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// As edited.
    After,
    /// As the documents say.
    Before,
    /// Where the two have another access.
    Difference,
}

/// A cell: number of its stretch of addresses and of its range of ports.
pub type MapCell = (usize, usize);

impl Grid {
    /// Fills the cells.
    pub fn new(slice: MapSlice, picture: Picture) -> Self {
        let (original, edited) = (
            fill(&picture, &picture.original),
            fill(&picture, &picture.edited),
        );
        let bits = |address: IpAddr| match address {
            IpAddr::V4(address) => f64::from(address.to_bits()),
            IpAddr::V6(address) => rough(address.to_bits()),
        };
        let sizes = picture.addresses.iter();
        let sizes = sizes.map(|(first, last)| bits(*last) - bits(*first) + 1.0);
        let ports = picture.ports.iter();
        let ports = ports.map(|(first, last)| f64::from(last - first) + 1.0);
        Self {
            rows: ends(sizes),
            columns: ends(ports),
            slice,
            picture,
            original,
            edited,
        }
    }

    /// How many stretches of addresses and ranges of ports there are.
    pub fn size(&self) -> MapCell {
        (self.picture.addresses.len(), self.picture.ports.len())
    }

    /// What becomes of a cell on a side.
    pub fn ruling(&self, cell: MapCell, layer: Layer) -> Option<&Ruling> {
        let cells = match layer {
            Layer::Before => &self.original,
            Layer::After | Layer::Difference => &self.edited,
        };
        let (row, column) = cell;
        let (_, columns) = self.size();
        let ruling = cells.get(row * columns + column)?;
        self.picture.rulings.get(*ruling)
    }

    /// The cell at a place, given as parts of the whole height and width.
    pub fn cell_at(&self, down: f64, along: f64) -> MapCell {
        let (rows, columns) = self.size();
        let row = self.rows.partition_point(|end| *end <= down);
        let column = self.columns.partition_point(|end| *end <= along);
        (
            row.min(rows.saturating_sub(1)),
            column.min(columns.saturating_sub(1)),
        )
    }

    /// The next cell down or up where the answer is another one; the last one where it stays.
    pub fn next_row(&self, cell: MapCell, layer: Layer, down: bool) -> MapCell {
        let (row, column) = cell;
        let (rows, _) = self.size();
        let is_other = |other: &usize| {
            let other = (*other, column);
            match layer {
                Layer::Difference => self.differs(other) != self.differs(cell),
                _ => self.ruling(other, layer) != self.ruling(cell, layer),
            }
        };
        let next = match down {
            true => (row + 1..rows)
                .find(is_other)
                .unwrap_or(rows.saturating_sub(1)),
            false => (0..row).rev().find(is_other).unwrap_or(0),
        };
        (next, column)
    }

    /// Where stretches of addresses begin and end, as parts of the height.
    pub fn row_span(&self, row: usize) -> (f64, f64) {
        span(&self.rows, row)
    }

    /// Where ranges of ports begin and end, as parts of the width.
    pub fn column_span(&self, column: usize) -> (f64, f64) {
        span(&self.columns, column)
    }

    /// A cell in words.
    pub fn words(&self, cell: MapCell, layer: Layer) -> String {
        let (row, column) = cell;
        let Some((first, last)) = self.picture.addresses.get(row) else {
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
        let addresses = range(*first, *last);
        match self.picture.ports.get(column) {
            Some((port, last)) if self.slice.protocol.has_ports() => match port == last {
                true => text!("map-cell-port", addresses, port, answer),
                false => text!("map-cell-ports", addresses, first = port, last, answer),
            },
            _ => text!("map-cell", addresses, answer),
        }
    }

    /// Whether the access of a cell differs between the sides.
    pub fn differs(&self, cell: MapCell) -> bool {
        let access = |layer| self.ruling(cell, layer).map(|ruling| ruling.access);
        access(Layer::Before) != access(Layer::After)
    }

    /// The colour of a cell, for the light or the dark page: red, green, blue. Every rule has its own shade.
    pub fn colour(&self, cell: MapCell, layer: Layer, dark: bool) -> [u8; 3] {
        let Some(ruling) = self.ruling(cell, layer) else {
            return [128, 128, 128];
        };
        if layer == Layer::Difference && !self.differs(cell) {
            return if dark { [38, 42, 50] } else { [232, 235, 240] };
        }
        let number = self
            .picture
            .rulings
            .iter()
            .position(|known| known == ruling);
        shade(ruling.access, number.unwrap_or(0), dark)
    }
}

fn fill(picture: &Picture, areas: &[Area]) -> Vec<usize> {
    let columns = picture.ports.len();
    let mut cells = vec![usize::MAX; picture.addresses.len() * columns];
    for area in areas {
        for (first, last) in &area.addresses {
            for row in *first..=*last {
                for (from, to) in &area.ports {
                    let run = cells.get_mut(row * columns + from..=row * columns + to);
                    run.into_iter().for_each(|run| run.fill(area.ruling));
                }
            }
        }
    }
    cells
}

/// Where stretches of these sizes end. A stretch is as long as its size has binary digits: so a port is seen beside
/// thousands, and an address beside millions.
fn ends(sizes: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    let mut ends: Vec<f64> = sizes
        .map(|size| {
            sum += 1.0 + size.log2();
            sum
        })
        .collect();
    ends.iter_mut().for_each(|end| *end /= sum);
    ends
}

fn span(ends: &[f64], place: usize) -> (f64, f64) {
    let end = ends.get(place).copied().unwrap_or(1.0);
    let start = place.checked_sub(1).and_then(|before| ends.get(before));
    (start.copied().unwrap_or(0.0), end)
}

/// Near enough for a length in a picture.
fn rough(bits: u128) -> f64 {
    let high = u64::try_from(bits >> 64).unwrap_or(u64::MAX);
    let low = u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(u64::MAX);
    let part = |half: u64| {
        let high = u32::try_from(half >> 32).unwrap_or(u32::MAX);
        let low = u32::try_from(half & u64::from(u32::MAX)).unwrap_or(u32::MAX);
        f64::from(high) * 4_294_967_296.0 + f64::from(low)
    };
    part(high) * 18_446_744_073_709_551_616.0 + part(low)
}

fn range(first: IpAddr, last: IpAddr) -> String {
    let set = |first: IpAddr, last: IpAddr| match (first, last) {
        (IpAddr::V4(first), IpAddr::V4(last)) => {
            nsg::AddressSet::from_ranges(&[(first.to_bits(), last.to_bits())], Vec::new())
        }
        (IpAddr::V6(first), IpAddr::V6(last)) => {
            nsg::AddressSet::from_ranges(&[], vec![(first.to_bits(), last.to_bits())])
        }
        _ => nsg::AddressSet::default(),
    };
    match set(first, last).prefixes().as_slice() {
        [only] if only.prefix_len() == 0 => text!("map-anywhere").to_owned(),
        [only] if first != last => only.to_string(),
        _ if first == last => first.to_string(),
        _ => text!("map-addresses", first, last),
    }
}

/// Green, red or amber, a shade for each rule.
fn shade(access: Decision, number: usize, dark: bool) -> [u8; 3] {
    // Neighbours in a list should not look alike: steps of the golden section.
    let step = u8::try_from(number * 99 % 160).unwrap_or(0);
    let part = |from: u8, to: u8| {
        let (from, to) = (u16::from(from), u16::from(to));
        let mixed = (from * (160 - u16::from(step)) + to * u16::from(step)) / 160;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    let mixed = |[a, b, c]: [u8; 3], [x, y, z]: [u8; 3]| [part(a, x), part(b, y), part(c, z)];
    match (access, dark) {
        (Decision::Allow, false) => mixed([150, 214, 150], [60, 150, 140]),
        (Decision::Allow, true) => mixed([40, 110, 60], [70, 170, 150]),
        (Decision::Deny, false) => mixed([250, 190, 180], [200, 90, 110]),
        (Decision::Deny, true) => mixed([100, 38, 40], [170, 70, 90]),
        (Decision::Depends, false) => mixed([250, 222, 150], [215, 160, 60]),
        (Decision::Depends, true) => mixed([110, 86, 30], [180, 140, 60]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nsg::{Direction, Protocol};

    fn grid() -> Grid {
        let address = |text: &str| text.parse().unwrap();
        let decided = |access| Ruling { access, rule: None };
        let area = |rows, columns, ruling| Area {
            addresses: vec![rows],
            ports: vec![columns],
            ruling,
        };
        let slice = MapSlice {
            direction: Direction::Inbound,
            protocol: Protocol::Tcp,
            local: address("10.0.0.4"),
            source_port: 50000,
        };
        let picture = Picture {
            addresses: vec![
                (address("0.0.0.0"), address("9.255.255.255")),
                (address("10.0.0.0"), address("10.255.255.255")),
                (address("11.0.0.0"), address("255.255.255.255")),
            ],
            ports: vec![(0, 21), (22, 22), (23, 65535)],
            rulings: vec![decided(Decision::Deny), decided(Decision::Allow)],
            original: vec![area((0, 2), (0, 2), 0)],
            edited: vec![
                area((0, 2), (0, 0), 0),
                area((0, 2), (2, 2), 0),
                area((0, 0), (1, 1), 0),
                area((1, 1), (1, 1), 1),
                area((2, 2), (1, 1), 0),
            ],
            words: Vec::new(),
        };
        Grid::new(slice, picture)
    }

    #[test]
    fn a_cell_says_what_becomes_of_it() {
        let grid = grid();
        assert_eq!(
            grid.words((1, 1), Layer::After),
            "10.0.0.0/8, port 22: Allow"
        );
        assert_eq!(
            grid.words((1, 1), Layer::Difference),
            "10.0.0.0/8, port 22: Allow, was Deny"
        );
        assert_eq!(
            grid.words((0, 2), Layer::Before),
            "0.0.0.0 to 9.255.255.255, ports 23-65535: Deny"
        );
        let differing: Vec<MapCell> = (0..9)
            .map(|cell| (cell / 3, cell % 3))
            .filter(|cell| grid.differs(*cell))
            .collect();
        assert_eq!(differing, [(1, 1)]);
    }

    #[test]
    fn every_cell_is_found_where_it_is_drawn() {
        let grid = grid();
        for row in 0..3 {
            for column in 0..3 {
                let middle = |(start, end): (f64, f64)| f64::midpoint(start, end);
                let at = (middle(grid.row_span(row)), middle(grid.column_span(column)));
                assert_eq!(grid.cell_at(at.0, at.1), (row, column));
            }
        }
        assert_eq!(grid.cell_at(1.0, 1.0), (2, 2));
        // One port among 65,536 has its place.
        let (start, end) = grid.column_span(1);
        assert!(end - start > 0.03, "{}", end - start);
    }
}

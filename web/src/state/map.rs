//! A slice of all flows as a grid of cells: what becomes of each, and where each is drawn.

mod colours;
mod layout;
mod words;

pub use layout::{MapAxis, MapLabel};

use nsg_analysis::Ruling;
use nsg_worker::{Area, EdgeOrigin, MapSlice, Picture, Stretch};
use std::net::IpAddr;
use words::{column_label, row_label};

/// A picture with a cell for each pair of a stretch of addresses and a range of ports.
#[derive(Debug)]
pub struct Grid {
    /// What it is of.
    pub slice: MapSlice,
    /// What was answered.
    pub picture: Picture,
    original: Vec<usize>,
    edited: Vec<usize>,
    /// The addresses from top to bottom.
    pub rows: MapAxis,
    /// The ports from left to right.
    pub columns: MapAxis,
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
        let addresses = |stretch: &Stretch<IpAddr>| bits(stretch.last) - bits(stretch.first) + 1.0;
        let ports = |stretch: &Stretch<u16>| f64::from(stretch.last - stretch.first) + 1.0;
        Self {
            rows: MapAxis::new(&picture.addresses, addresses, row_label),
            columns: MapAxis::new(&picture.ports, ports, column_label),
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
        (self.rows.stretch_at(down), self.columns.stretch_at(along))
    }

    /// Where a flow with a remote address is drawn, by its port: its cell, and the place as parts of the whole height and width.
    /// `None` for one that is not of this map.
    pub fn place(&self, remote: IpAddr, port: Option<u16>) -> Option<(MapCell, [f64; 2])> {
        let addresses = &self.picture.addresses;
        let row = addresses.partition_point(|stretch| stretch.last < remote);
        let stretch = addresses.get(row)?;
        if remote < stretch.first || remote.is_ipv4() != self.slice.local.is_ipv4() {
            return None;
        }
        let within = |at: f64, first: f64, last: f64, (start, end): (f64, f64)| {
            start + (end - start) * (at - first + 0.5) / (last - first + 1.0)
        };
        let [at, first, last] = [remote, stretch.first, stretch.last].map(bits);
        let down = within(at, first, last, self.rows.span(row));
        if !self.slice.protocol.has_ports() {
            return Some(((row, 0), [down, 0.5]));
        }
        let port = port?;
        let ports = &self.picture.ports;
        let column = ports.partition_point(|stretch| stretch.last < port);
        let stretch = ports.get(column)?;
        let [at, first, last] = [port, stretch.first, stretch.last].map(f64::from);
        let along = within(at, first, last, self.columns.span(column));
        Some(((row, column), [down, along]))
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

    /// Whether there is an edge between stretches that no rule of the user makes.
    pub fn has_platform_edges(&self) -> bool {
        let edges = self.rows.edges.iter().chain(&self.columns.edges);
        edges
            .into_iter()
            .any(|(_, edge)| *edge != EdgeOrigin::CustomRule)
    }

    /// Whether the access of a cell differs between the sides.
    pub fn differs(&self, cell: MapCell) -> bool {
        let access = |layer| self.ruling(cell, layer).map(|ruling| ruling.access);
        access(Layer::Before) != access(Layer::After)
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

/// The number of an address, near enough for a length in a picture.
fn bits(address: IpAddr) -> f64 {
    match address {
        IpAddr::V4(address) => f64::from(address.to_bits()),
        IpAddr::V6(address) => rough(address.to_bits()),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use nsg::{Decision, Direction, Protocol};

    fn stretch(first: &str, last: &str, name: &str, edge: EdgeOrigin) -> Stretch<IpAddr> {
        Stretch {
            first: first.parse().unwrap(),
            last: last.parse().unwrap(),
            name: name.to_owned(),
            edge,
        }
    }

    fn ports(first: u16, last: u16, name: &str, edge: EdgeOrigin) -> Stretch<u16> {
        let name = name.to_owned();
        Stretch {
            first,
            last,
            name,
            edge,
        }
    }

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
                stretch("0.0.0.0", "9.255.255.255", "", EdgeOrigin::Platform),
                stretch(
                    "10.0.0.0",
                    "10.255.255.255",
                    "VirtualNetwork",
                    EdgeOrigin::Platform,
                ),
                stretch(
                    "11.0.0.0",
                    "255.255.255.255",
                    "Internet",
                    EdgeOrigin::Platform,
                ),
            ],
            ports: vec![
                ports(0, 21, "", EdgeOrigin::Platform),
                ports(22, 22, "SSH", EdgeOrigin::CustomRule),
                ports(23, 65535, "", EdgeOrigin::CustomRule),
            ],
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
            "10.0.0.0/8 (VirtualNetwork), port 22 (SSH): Allow"
        );
        assert_eq!(
            grid.words((1, 1), Layer::Difference),
            "10.0.0.0/8 (VirtualNetwork), port 22 (SSH): Allow, was Deny"
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
    fn the_next_row_is_where_the_answer_changes_whatever_edges_there_are_between() {
        let grid = grid();
        assert!(grid.has_platform_edges());
        let next = |cell, down| grid.next_row(cell, Layer::After, down);
        assert_eq!(next((0, 1), true), (1, 1));
        assert_eq!(next((2, 1), false), (1, 1));
        // Nothing changes in this column.
        assert_eq!(next((0, 0), true), (2, 0));
        assert_eq!(next((2, 0), false), (0, 0));
        assert_eq!(grid.next_row((0, 1), Layer::Before, true), (2, 1));
    }

    #[test]
    fn a_recorded_flow_is_drawn_in_its_cell() {
        let grid = grid();
        let place = |remote: &str, port| grid.place(remote.parse().unwrap(), port);
        let (cell, [down, along]) = place("10.20.0.1", Some(22)).unwrap();
        assert_eq!(cell, (1, 1));
        assert_eq!(grid.cell_at(down, along), cell);
        let (_, [lower, _]) = place("10.20.0.2", Some(22)).unwrap();
        assert!(lower > down);
        assert_eq!(place("10.20.0.1", None), None);
        assert_eq!(place("2001:db8::1", Some(22)), None);
    }

    #[test]
    fn every_cell_is_found_where_it_is_drawn() {
        let grid = grid();
        for row in 0..3 {
            for column in 0..3 {
                let middle = |(start, end): (f64, f64)| f64::midpoint(start, end);
                let at = (
                    middle(grid.rows.span(row)),
                    middle(grid.columns.span(column)),
                );
                assert_eq!(grid.cell_at(at.0, at.1), (row, column));
            }
        }
        assert_eq!(grid.cell_at(1.0, 1.0), (2, 2));
        // One port among 65,536 has its place.
        let (start, end) = grid.columns.span(1);
        assert!(end - start > 0.03, "{}", end - start);
    }
}

//! One side of the map: where each stretch is drawn, which edges have a line, and what labels say.

use nsg::sort::sort_by;
use nsg_worker::{EdgeOrigin, Stretch};

/// The length of a run of one address or port; all addresses of IPv4 have 32 more.
const LEAST: f64 = 4.0;

/// The addresses from top to bottom, or the ports from left to right.
#[derive(Debug)]
pub struct MapAxis {
    /// Where each stretch ends, as parts of the whole.
    ends: Vec<f64>,
    /// The edges between stretches: where, and what makes each.
    pub edges: Vec<(f64, EdgeOrigin)>,
    /// What is said beside the map, the most important first.
    pub labels: Vec<MapLabel>,
}

/// What is said of a run of stretches.
#[derive(Clone, Debug, PartialEq)]
pub struct MapLabel {
    /// Where the run begins and ends, as parts of the whole.
    pub span: (f64, f64),
    /// The most important line first: the others are for where there is room.
    pub lines: Vec<String>,
    /// Whether rules of the user make both of its edges.
    pub is_custom: bool,
}

impl MapLabel {
    /// Who gets room first: what a rule names exactly has one line and is small beside the rest.
    fn rank(&self) -> f64 {
        let (start, end) = self.span;
        let lines = self.lines.iter().map(|_| 1.0).sum::<f64>();
        match self.is_custom {
            true => lines + end - start,
            false => f64::INFINITY,
        }
    }
}

/// Stretches between which there are holes of `Internet` alone. They share the room that one stretch would have: otherwise
/// the holes, dozens of them, would take the room of what rules name.
struct HoleRun {
    first: usize,
    /// The last of it.
    last: usize,
    /// Its length beside others.
    weight: f64,
}

impl MapAxis {
    /// Lays the stretches out. A run is as long as its size has binary digits, and some more: so a port is seen beside
    /// thousands, and an address beside millions.
    pub(super) fn new<T>(
        stretches: &[Stretch<T>],
        size: impl Fn(&Stretch<T>) -> f64,
        lines: impl Fn(&[Stretch<T>]) -> Vec<String>,
    ) -> Self {
        let sizes: Vec<f64> = stretches.iter().map(size).collect();
        let runs = runs(stretches, &sizes);
        let whole: f64 = runs.iter().map(|run| run.weight).sum();
        let mut ends = Vec::with_capacity(stretches.len());
        let mut sum = 0.0;
        for run in &runs {
            let sizes = sizes.get(run.first..=run.last).unwrap_or_default();
            let inside: f64 = sizes.iter().copied().map(digits).sum();
            let start = sum;
            let mut part = 0.0;
            for size in sizes {
                part += digits(*size);
                ends.push((start + run.weight * part / inside) / whole);
            }
            sum += run.weight;
        }
        let edges = stretches.iter().skip(1).zip(&ends);
        let edges = edges.map(|(stretch, at)| (*at, stretch.edge)).collect();
        let mut axis = Self {
            ends,
            edges,
            labels: Vec::new(),
        };
        let label = |run: &HoleRun| {
            let is_custom = |at: usize| {
                let stretch = stretches.get(at);
                stretch.is_some_and(|stretch| stretch.edge == EdgeOrigin::CustomRule)
            };
            MapLabel {
                span: (axis.span(run.first).0, axis.span(run.last).1),
                lines: lines(stretches.get(run.first..=run.last).unwrap_or_default()),
                is_custom: is_custom(run.first) && is_custom(run.last + 1),
            }
        };
        axis.labels = runs.iter().map(label).collect();
        sort_by(&mut axis.labels, |a, b| a.rank().total_cmp(&b.rank()));
        axis
    }

    /// Where a stretch begins and ends, as parts of the whole.
    pub fn span(&self, place: usize) -> (f64, f64) {
        let end = self.ends.get(place).copied().unwrap_or(1.0);
        let start = place
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        (start.copied().unwrap_or(0.0), end)
    }

    /// The stretch at a part of the whole.
    pub(super) fn stretch_at(&self, part: f64) -> usize {
        let place = self.ends.partition_point(|end| *end <= part);
        place.min(self.ends.len().saturating_sub(1))
    }
}

fn runs<T>(stretches: &[Stretch<T>], sizes: &[f64]) -> Vec<HoleRun> {
    let mut runs: Vec<HoleRun> = Vec::new();
    let mut whole = 0.0;
    for (place, (stretch, size)) in stretches.iter().zip(sizes).enumerate() {
        match runs.last_mut() {
            Some(run) if stretch.edge == EdgeOrigin::InternetHole => {
                whole += size;
                run.last = place;
                run.weight = LEAST + whole.log2();
            }
            _ => {
                whole = *size;
                runs.push(HoleRun {
                    first: place,
                    last: place,
                    weight: LEAST + whole.log2(),
                });
            }
        }
    }
    runs
}

/// The length of a stretch of a run beside others of the run.
fn digits(size: f64) -> f64 {
    1.0 + size.log2()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(stretches: &[(u16, u16, EdgeOrigin)]) -> MapAxis {
        let stretch = |(first, last, edge): &(u16, u16, EdgeOrigin)| Stretch {
            first: *first,
            last: *last,
            name: String::new(),
            edge: *edge,
        };
        let stretches: Vec<_> = stretches.iter().map(stretch).collect();
        let size = |stretch: &Stretch<u16>| f64::from(stretch.last - stretch.first) + 1.0;
        let lines = |run: &[Stretch<u16>]| {
            let (first, last) = (run.first().unwrap().first, run.last().unwrap().last);
            vec![format!("{first}-{last}")]
        };
        MapAxis::new(&stretches, size, lines)
    }

    #[test]
    fn holes_share_the_room_of_one_stretch_and_one_label() {
        use EdgeOrigin::{CustomRule, InternetHole, Platform};
        let axis = axis(&[
            (0, 99, Platform),
            (100, 100, InternetHole),
            (101, 255, InternetHole),
            (256, 256, CustomRule),
            (257, 511, CustomRule),
        ]);
        let length = |place| axis.span(place).1 - axis.span(place).0;
        let holes = length(0) + length(1) + length(2);
        assert!(
            (holes - 12.0 / (12.0 + 4.0 + 11.994)).abs() < 0.001,
            "{holes}"
        );
        assert!(length(1) < length(3));
        let labels: Vec<_> = axis
            .labels
            .iter()
            .map(|label| label.lines.concat())
            .collect();
        assert_eq!(labels, ["256-256", "0-255", "257-511"]);
        let edges: Vec<_> = axis.edges.iter().map(|(_, edge)| *edge).collect();
        assert_eq!(edges, [InternetHole, InternetHole, CustomRule, CustomRule]);
    }

    #[test]
    fn what_a_rule_names_is_labelled_before_what_azure_makes() {
        use EdgeOrigin::{CustomRule, Platform};
        let axis = axis(&[
            (0, 9, Platform),
            (10, 19, Platform),
            (20, 99, CustomRule),
            (100, 100, CustomRule),
            (101, 200, CustomRule),
        ]);
        let labels = axis.labels.iter();
        let labels: Vec<_> = labels
            .map(|label| (label.lines.concat(), label.is_custom))
            .collect();
        let expected = [
            ("100-100", true),
            ("20-99", true),
            ("0-9", false),
            ("10-19", false),
            ("101-200", false),
        ];
        assert_eq!(
            labels,
            expected.map(|(text, custom)| (text.to_owned(), custom))
        );
    }
}

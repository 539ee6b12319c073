//! The recorded flows as dots on the map, and in words.

use crate::state::map::{Grid, MapCell};
use nsg::Access;
use nsg_traffic::{RecordedPoint, RecordedPoints, grouped};
use std::f64::consts::TAU;
use text::text;
use web_sys::CanvasRenderingContext2d;

/// The radius of a dot of one flow, in pixels.
const SMALLEST: f64 = 3.5;
/// The radius that no dot exceeds.
const LARGEST: f64 = 9.0;

/// Draws the dots, those of the fewest flows last, so that none is covered by a larger one. `ink` is the colour of the text and
/// `paper` one that it can be seen on: a dot has an edge, since a cell behind it may be light or dark.
pub(super) fn draw_points(
    context: &CanvasRenderingContext2d,
    grid: &Grid,
    points: &[RecordedPoint],
    [left, width, height]: [f64; 3],
    (ink, paper): (&str, &str),
) -> Option<()> {
    for point in points {
        let Some((_, [down, along])) = grid.place(point.remote, point.port) else {
            continue;
        };
        let (fill, edge) = match point.access {
            Access::Allow => (ink, paper),
            Access::Deny => (paper, ink),
        };
        context.begin_path();
        context
            .arc(
                left + along * width,
                down * height,
                radius(point.flows),
                0.0,
                TAU,
            )
            .ok()?;
        context.set_fill_style_str(fill);
        context.fill();
        context.set_stroke_style_str(edge);
        context.set_line_width(1.5);
        context.stroke();
    }
    Some(())
}

/// Ten times the flows are a larger dot, not ten times the dot.
fn radius(flows: u64) -> f64 {
    let digits = flows.checked_ilog2().unwrap_or_default();
    (SMALLEST + 0.3 * f64::from(digits)).min(LARGEST)
}

/// What the dots are.
pub(super) fn legend(grid: &Grid, points: &RecordedPoints) -> String {
    if points.flows == 0 {
        return text!("map-recorded-none").to_owned();
    }
    let drawn = points.points.iter();
    let drawn = drawn.filter(|point| grid.place(point.remote, point.port).is_some());
    let drawn = drawn.map(|point| point.flows).sum();
    match points.flows == drawn {
        true => text!("map-recorded", count = drawn, flows = grouped(drawn)),
        false => text!(
            "map-recorded-part",
            flows = grouped(points.flows),
            drawn = grouped(drawn)
        ),
    }
}

/// The recorded flows of a cell; empty where there are none.
pub(super) fn recorded_in(grid: &Grid, points: &RecordedPoints, cell: MapCell) -> String {
    let own = points.points.iter().filter(|point| {
        let place = grid.place(point.remote, point.port);
        place.is_some_and(|(of, _)| of == cell)
    });
    let (mut allowed, mut blocked) = (0, 0);
    for point in own {
        match point.access {
            Access::Allow => allowed += point.flows,
            Access::Deny => blocked += point.flows,
        }
    }
    match (allowed, blocked) {
        (0, 0) => String::new(),
        _ => text!(
            "map-cell-recorded",
            allowed = grouped(allowed),
            blocked = grouped(blocked)
        ),
    }
}

//! The map on its canvas: cells as pixels, edges as lines, labels, and the cell that the cursor is on.

use super::map_labels::labels;
use super::map_points::draw_points;
use crate::state::map::{Grid, Layer, MapAxis, MapCell};
use nsg_traffic::RecordedPoint;
use nsg_worker::EdgeOrigin;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// The map's height in pixels of the page.
const HEIGHT: u32 = 380;
/// Lines that are nearer are not told apart.
const NEAR: f64 = 3.0;

/// Room for the ports' labels: the port, and its service.
pub(super) const BELOW: f64 = 34.0;

/// Room for the addresses' labels, less on a phone.
pub(super) fn margins(width: f64) -> (f64, f64) {
    (if width < 500.0 { 92.0 } else { 128.0 }, BELOW)
}

/// Draws everything anew: a few milliseconds, whatever the rules.
pub(super) fn draw(
    canvas: &HtmlCanvasElement,
    grid: &Grid,
    points: &[RecordedPoint],
    layer: Layer,
    cursor: MapCell,
) -> Option<()> {
    let window = web_sys::window()?;
    let scale = window.device_pixel_ratio();
    let width = f64::from(canvas.client_width());
    if width < 1.0 {
        return None;
    }
    let style = window.get_computed_style(canvas).ok()??;
    let text = style.get_property_value("color").ok()?;
    let dark = is_light(&text);
    let pixels = |length: f64| (length * scale).round();
    canvas.set_width(whole(pixels(width)));
    canvas.set_height(whole(pixels(f64::from(HEIGHT))));
    let context = canvas.get_context("2d").ok()??;
    let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
    let (left, below) = margins(width);
    let (inner_width, inner_height) = (width - left, f64::from(HEIGHT) - below);
    let (columns, rows) = (whole(pixels(inner_width)), whole(pixels(inner_height)));
    let image = image(grid, layer, dark, columns, rows);
    let image = ImageData::new_with_u8_clamped_array(Clamped(&image), columns).ok()?;
    context.put_image_data(&image, pixels(left), 0.0).ok()?;

    context.scale(scale, scale).ok()?;
    context.set_fill_style_str(&text);
    context.set_stroke_style_str(&text);
    let area = [left, inner_width, inner_height];
    edges(&context, grid, area);
    labels(&context, grid, area)?;
    let paper = if dark { "#000" } else { "#fff" };
    draw_points(&context, grid, points, area, (&text, paper))?;
    context.set_stroke_style_str(&text);
    let (top, bottom) = grid.rows.span(cursor.0);
    let (start, end) = grid.columns.span(cursor.1);
    context.set_line_width(2.0);
    context.stroke_rect(
        left + start * inner_width,
        top * inner_height,
        ((end - start) * inner_width).max(3.0),
        ((bottom - top) * inner_height).max(3.0),
    );
    Some(())
}

/// Whether a colour as the browser writes it is a light one: then what is behind it is dark, whoever chose that.
fn is_light(colour: &str) -> bool {
    let digits = |letter: char| !letter.is_ascii_digit() && letter != '.';
    let numbers = colour
        .split(digits)
        .filter_map(|part| part.parse::<f64>().ok());
    numbers.take(3).sum::<f64>() > 3.0 * 127.0
}

/// The cells as pixels: red, green, blue, opaque. Denied cells are hatched, so that they differ without colour, too.
fn image(grid: &Grid, layer: Layer, dark: bool, columns: u32, rows: u32) -> Vec<u8> {
    let at = |place: u32, of: u32| (f64::from(place) + 0.5) / f64::from(of);
    let across: Vec<usize> = (0..columns)
        .map(|x| grid.cell_at(0.0, at(x, columns)).1)
        .collect();
    let mut pixels = Vec::new();
    let mut known: Option<(MapCell, [u8; 3], bool)> = None;
    for y in 0..rows {
        let (row, _) = grid.cell_at(at(y, rows), 0.0);
        for (x, column) in (0_u32..).zip(&across) {
            let cell = (row, *column);
            let (_, colour, hatched) = match known {
                Some(known) if known.0 == cell => known,
                _ => {
                    let access = grid.ruling(cell, layer).map(|ruling| ruling.access);
                    let plain = layer == Layer::Difference && !grid.differs(cell);
                    let hatched = access == Some(nsg::Decision::Deny) && !plain;
                    *known.insert((cell, grid.colour(cell, layer, dark), hatched))
                }
            };
            let line = hatched && (x + y) % 9 == 0;
            let tone = |part: u8| match (line, dark) {
                (false, _) => part,
                (true, false) => part / 4 * 3,
                (true, true) => part / 2 * 3,
            };
            pixels.extend(colour.map(tone));
            pixels.push(u8::MAX);
        }
    }
    pixels
}

/// The edges as lines: those of the user's rules can be seen and reach out to their labels, the others are faint.
fn edges(context: &CanvasRenderingContext2d, grid: &Grid, [left, width, height]: [f64; 3]) {
    let (across, down) = (lines(&grid.rows, height), lines(&grid.columns, width));
    for is_custom in [false, true] {
        let (opacity, thickness, beyond) = match is_custom {
            true => (0.8, 1.25, 5.0),
            false => (0.2, 0.75, 0.0),
        };
        context.set_global_alpha(opacity);
        context.set_line_width(thickness);
        context.begin_path();
        for (at, _) in across.iter().filter(|(_, custom)| *custom == is_custom) {
            context.move_to(left - beyond, *at);
            context.line_to(left + width, *at);
        }
        for (at, _) in down.iter().filter(|(_, custom)| *custom == is_custom) {
            context.move_to(left + at, 0.0);
            context.line_to(left + at, height + beyond);
        }
        context.stroke();
    }
    context.set_global_alpha(1.0);
}

/// Where lines are, and whether a rule of the user makes each. Where there is no room for all, those go first.
fn lines(axis: &MapAxis, length: f64) -> Vec<(f64, bool)> {
    let mut drawn: Vec<(f64, bool)> = Vec::new();
    for is_custom in [true, false] {
        for (at, origin) in &axis.edges {
            let at = at * length;
            // The last one first: where edges are dense, it is the one that is near.
            let mut others = drawn.iter().rev();
            let is_free = others.all(|(other, _)| (other - at).abs() >= NEAR);
            if (*origin == EdgeOrigin::CustomRule) == is_custom && is_free {
                drawn.push((at, is_custom));
            }
        }
    }
    drawn
}

/// A length in whole pixels, within what a browser takes for a canvas.
fn whole(pixels: f64) -> u32 {
    let bounded = pixels.clamp(1.0, 16_384.0);
    // Through text, since a cast would have to be trusted.
    format!("{bounded:.0}").parse().unwrap_or(1)
}

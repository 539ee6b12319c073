//! The map on its canvas: cells as pixels, labels, and the cell that the cursor is on.

use crate::state::map::{Grid, Layer, MapCell};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// The map's height in pixels of the page.
const HEIGHT: u32 = 380;
/// A label needs so many pixels.
const ROW_LABEL: f64 = 15.0;
const COLUMN_LABEL: f64 = 44.0;

/// Room for the ports' labels.
pub(super) const BELOW: f64 = 22.0;

/// Room for the addresses' labels, less on a phone.
pub(super) fn margins(width: f64) -> (f64, f64) {
    (if width < 500.0 { 92.0 } else { 128.0 }, BELOW)
}

/// Draws everything anew: a few milliseconds, whatever the rules.
pub(super) fn draw(
    canvas: &HtmlCanvasElement,
    grid: &Grid,
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
    context.set_font("11px system-ui, sans-serif");
    labels(&context, grid, [left, inner_width, inner_height])?;
    let (top, bottom) = grid.row_span(cursor.0);
    let (start, end) = grid.column_span(cursor.1);
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

/// The names of what is wide enough for them.
fn labels(
    context: &CanvasRenderingContext2d,
    grid: &Grid,
    [left, width, height]: [f64; 3],
) -> Option<()> {
    let mut free = 0.0;
    for (row, (first, _)) in grid.picture.addresses.iter().enumerate() {
        let (start, end) = grid.row_span(row);
        let middle = (start + end) / 2.0 * height;
        if middle >= free + ROW_LABEL / 2.0 && (end - start) * height >= 4.0 {
            let text = first.to_string();
            fill(context, &text, 0.0, middle + 4.0, left - 6.0)?;
            free = middle + ROW_LABEL / 2.0;
        }
    }
    if !grid.slice.protocol.has_ports() {
        return Some(());
    }
    // A single port is what people look for; ranges get what room is left.
    let mut taken: Vec<f64> = Vec::new();
    for is_single in [true, false] {
        for (column, (first, last)) in grid.picture.ports.iter().enumerate() {
            let (start, end) = grid.column_span(column);
            let middle = (start + end) / 2.0 * width;
            let is_free = taken.iter().all(|at| (at - middle).abs() >= COLUMN_LABEL);
            if (first == last) != is_single || !is_free {
                continue;
            }
            let text = match is_single {
                true => first.to_string(),
                false => format!("{first}…"),
            };
            context.set_text_align("center");
            fill(context, &text, left + middle, height + 15.0, COLUMN_LABEL)?;
            context.set_text_align("left");
            taken.push(middle);
        }
    }
    Some(())
}

fn fill(context: &CanvasRenderingContext2d, text: &str, x: f64, y: f64, width: f64) -> Option<()> {
    context.fill_text_with_max_width(text, x, y, width).ok()
}

/// A length in whole pixels, within what a browser takes for a canvas.
fn whole(pixels: f64) -> u32 {
    let bounded = pixels.clamp(1.0, 16_384.0);
    // Through text, since a cast would have to be trusted.
    format!("{bounded:.0}").parse().unwrap_or(1)
}

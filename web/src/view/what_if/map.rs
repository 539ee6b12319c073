//! The map: what becomes of the flows to one machine, by remote address and port.

use crate::state::map::{Cell, Grid, Layer};
use crate::state::{Analysis, Known, Shared, State};
use crate::view::folded::details;
use crate::view::parts::{block, button, fixed, follows, item, line, list, never, spoken, word};
use crate::view::{when, words};
use leptos::html::Canvas;
use leptos::prelude::*;
use nsg::{Direction, Endpoint, Flow};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// The map's height in pixels of the page.
const HEIGHT: u32 = 380;
/// A label needs so many pixels.
const ROW_LABEL: f64 = 15.0;
const COLUMN_LABEL: f64 = 44.0;

/// The picture with its controls.
pub(super) fn map(state: State, analysis: Analysis) -> AnyView {
    let picture = analysis.picture;
    let layer = RwSignal::new(Layer::After);
    let cursor = RwSignal::new((0, 0));
    let grid = Memo::new(move |_| match picture.get() {
        Known::Is(grid) => Some(grid),
        _ => None,
    });
    let unedited = when(move || !state.editing.is_edited());
    let shown = Signal::derive(move || match unedited.get() {
        true => Layer::After,
        false => layer.get(),
    });
    let choice = |which: Layer, label: &'static str| {
        let pressed = words(move || (layer.get() == which).to_string());
        view! {
            <button type="button" aria-pressed=pressed on:click=move |_| layer.set(which)>
                {label}
            </button>
        }
        .into_any()
    };
    let layers = vec![
        choice(Layer::After, "After"),
        choice(Layer::Before, "Before"),
        choice(Layer::Difference, "Difference"),
    ];
    let title = words(move || {
        match grid.get() {
        Some(grid) => title(&grid),
        None => match picture.get() {
            Known::Nothing => "Fill in the virtual machine's address in the flow above: the map is of the flows to and from it.".to_owned(),
            Known::Not(problem) => problem,
            _ => "Drawing…".to_owned(),
        },
    }
    });
    let said = words(move || match grid.get() {
        Some(grid) => grid.words(cursor.get(), shown.get()),
        None => String::new(),
    });
    let nothing = when(move || grid.with(Option::is_none));
    let put = move || {
        if let Some(grid) = grid.get_untracked()
            && let Some(flow) = flow_at(&grid, cursor.get_untracked())
        {
            state.flow.put(&flow);
        }
    };
    let told = follows(move || {
        let grid = grid.get();
        let told = grid.iter().flat_map(|grid| &grid.picture.words);
        told.map(|text| item("", vec![word("", text.clone())]))
            .collect()
    });
    let under = vec![
        spoken("map-cell", said),
        button("", fixed("Put this flow into the form"), never(), put),
    ];
    let parts = vec![
        line("summary", title),
        block("choice", unedited, layers),
        canvas(grid, shown, cursor, said, nothing),
        block("actions", nothing, under),
        details(
            "in-words",
            "The map in words",
            vec![list("contents", never(), vec![told])],
        ),
    ];
    block("map", never(), parts)
}

fn title(grid: &Grid) -> String {
    let slice = &grid.slice;
    let (what, port) = match slice.direction {
        Direction::Inbound => ("to", "its ports"),
        Direction::Outbound => ("from", "the other end's ports"),
    };
    let (across, source) = match slice.protocol.has_ports() {
        true => (
            format!("{port} go across"),
            format!(" from source port {}", slice.source_port),
        ),
        false => ("no ports".to_owned(), String::new()),
    };
    format!(
        "{} {}{source} {what} {}: the other end's addresses go down, {across}; both in binary digits, so that one address or port is seen beside millions.",
        slice.direction, slice.protocol, slice.local
    )
}

/// A flow of the cell.
fn flow_at(grid: &Grid, (row, column): Cell) -> Option<Flow> {
    let slice = &grid.slice;
    let (first, last) = *grid.picture.addresses.get(row)?;
    let (port, _) = *grid.picture.ports.get(column)?;
    // No machine sends to itself.
    let address = if first == slice.local { last } else { first };
    let has_ports = slice.protocol.has_ports();
    let end = |address, port: u16| Endpoint {
        address,
        port: has_ports.then_some(port),
    };
    let (local, remote) = match slice.direction {
        Direction::Inbound => (port, slice.source_port),
        Direction::Outbound => (slice.source_port, port),
    };
    Some(Flow {
        direction: slice.direction,
        protocol: slice.protocol,
        local: end(slice.local, local),
        remote: end(address, remote),
    })
}

fn canvas(
    grid: Memo<Option<Shared<Grid>>>,
    layer: Signal<Layer>,
    cursor: RwSignal<Cell>,
    said: Signal<String>,
    hidden: Signal<bool>,
) -> AnyView {
    let node = NodeRef::<Canvas>::new();
    let width = RwSignal::new(0);
    Effect::new(move |_| {
        if let (Some(canvas), Some(grid)) = (node.get(), grid.get()) {
            // A hidden tab has no width: the map is drawn when it is looked at, and again when that changes.
            let _ = width.get();
            let (rows, columns) = grid.size();
            let (row, column) = cursor.get();
            if row >= rows || column >= columns {
                return cursor.set((0, 0));
            }
            draw(&canvas, &grid, layer.get(), (row, column));
        }
    });
    let resize = window_event_listener(leptos::ev::resize, move |_| {
        width.update(|turn| *turn += 1);
    });
    on_cleanup(move || resize.remove());
    let point = move |event: web_sys::MouseEvent| {
        let (Some(canvas), Some(grid)) = (node.get_untracked(), grid.get_untracked()) else {
            return;
        };
        let (left, _) = margins(f64::from(canvas.client_width()));
        let along =
            (f64::from(event.offset_x()) - left) / (f64::from(canvas.client_width()) - left);
        let down = f64::from(event.offset_y()) / (f64::from(canvas.client_height()) - BELOW);
        if along >= 0.0 && down <= 1.0 {
            cursor.set(grid.cell_at(down, along));
        }
    };
    let step = move |event: web_sys::KeyboardEvent| {
        let Some(grid) = grid.get_untracked() else {
            return;
        };
        let (rows, columns) = grid.size();
        let (row, column) = cursor.get_untracked();
        let next = match event.key().as_str() {
            "ArrowDown" => ((row + 1).min(rows - 1), column),
            "ArrowUp" => (row.saturating_sub(1), column),
            "ArrowRight" => (row, (column + 1).min(columns - 1)),
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "PageDown" => grid.next_row((row, column), layer.get_untracked(), true),
            "PageUp" => grid.next_row((row, column), layer.get_untracked(), false),
            "Home" => (0, 0),
            "End" => (rows - 1, columns - 1),
            _ => return,
        };
        event.prevent_default();
        cursor.set(next);
    };
    view! {
        <canvas
            node_ref=node
            class="map-canvas"
            hidden=hidden
            tabindex="0"
            role="application"
            aria-roledescription="map"
            aria-label=words(move || format!("Map. {} Arrow keys go from cell to cell, page up and down to where the answer changes.", said.get()))
            on:mousemove=point
            on:click=point
            on:keydown=step
        ></canvas>
    }
    .into_any()
}

/// Room for the ports' labels.
const BELOW: f64 = 22.0;

/// Room for the addresses' labels, less on a phone.
fn margins(width: f64) -> (f64, f64) {
    (if width < 500.0 { 92.0 } else { 128.0 }, BELOW)
}

/// Draws everything anew: a few milliseconds, whatever the rules.
fn draw(canvas: &HtmlCanvasElement, grid: &Grid, layer: Layer, cursor: Cell) -> Option<()> {
    let window = web_sys::window()?;
    let scale = window.device_pixel_ratio();
    let width = f64::from(canvas.client_width());
    if width < 1.0 {
        return None;
    }
    let style = window.get_computed_style(canvas).ok()??;
    let text = style.get_property_value("color").ok()?;
    let dark = window
        .match_media("(prefers-color-scheme: dark)")
        .ok()??
        .matches();
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

/// The cells as pixels: red, green, blue, opaque. Denied cells are hatched, so that they differ without colour, too.
fn image(grid: &Grid, layer: Layer, dark: bool, columns: u32, rows: u32) -> Vec<u8> {
    let at = |place: u32, of: u32| (f64::from(place) + 0.5) / f64::from(of);
    let across: Vec<usize> = (0..columns)
        .map(|x| grid.cell_at(0.0, at(x, columns)).1)
        .collect();
    let mut pixels = Vec::new();
    let mut known: Option<(Cell, [u8; 3], bool)> = None;
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
    let mut free = 0.0;
    for (column, (first, last)) in grid.picture.ports.iter().enumerate() {
        let (start, end) = grid.column_span(column);
        let middle = (start + end) / 2.0 * width;
        if middle >= free + COLUMN_LABEL / 2.0 {
            let text = match first == last {
                true => first.to_string(),
                false => format!("{first}…"),
            };
            context.set_text_align("center");
            fill(context, &text, left + middle, height + 15.0, COLUMN_LABEL)?;
            context.set_text_align("left");
            free = middle + COLUMN_LABEL / 2.0;
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

//! The map: what becomes of the flows to one machine, by remote address and port.

use super::map_drawing::{BELOW, draw, margins};
use super::map_points::{legend, recorded_in};
use crate::state::map::{Grid, Layer, MapCell};
use crate::state::{Analysis, Awaited, Shared, State};
use crate::view::components::{Button, Line, Status};
use leptos::html::Canvas;
use leptos::prelude::*;
use nsg::{Direction, Endpoint, Flow};
use nsg_traffic::RecordedPoints;
use text::text;

/// The picture with its controls.
#[component]
pub(super) fn Map(state: State, analysis: Analysis) -> impl IntoView {
    let picture = analysis.picture;
    let layer = RwSignal::new(Layer::After);
    let cursor = RwSignal::new((0, 0));
    let grid = Memo::new(move |_| match picture.get() {
        Awaited::Is(grid) => Some(grid),
        _ => None,
    });
    let unedited = Signal::derive(move || !state.editing.is_edited());
    let shown = Signal::derive(move || match unedited.get() {
        true => Layer::After,
        false => layer.get(),
    });
    let choice = |which: Layer, label: &'static str| {
        let pressed = Signal::derive(move || (layer.get() == which).to_string());
        view! {
            <button type="button" aria-pressed=pressed on:click=move |_| layer.set(which)>
                {label}
            </button>
        }
        .into_any()
    };
    let title = Signal::derive(move || match grid.get() {
        Some(grid) => title(&grid),
        None => match picture.get() {
            Awaited::Nothing => text!("map-no-machine").to_owned(),
            Awaited::Not(problem) => problem,
            _ => text!("map-drawing").to_owned(),
        },
    });
    let recorded = Memo::new(move |_| {
        let (slice, points) = state.recorded_map.get()?.points.get()?;
        let is_own = grid.with(|grid| grid.as_ref().is_some_and(|grid| grid.slice == slice));
        is_own.then_some(points)
    });
    let said = Signal::derive(move || match grid.get() {
        Some(grid) => {
            let cell = cursor.get();
            let mut words = grid.words(cell, shown.get());
            let recorded = recorded
                .get()
                .map(|points| recorded_in(&grid, &points, cell));
            if let Some(recorded) = recorded.filter(|recorded| !recorded.is_empty()) {
                words.push_str(". ");
                words.push_str(&recorded);
            }
            words
        }
        None => String::new(),
    });
    let dots = Signal::derive(move || match (grid.get(), recorded.get()) {
        (Some(grid), Some(points)) => legend(&grid, &points),
        _ => String::new(),
    });
    let nothing = Signal::derive(move || grid.with(Option::is_none));
    let faint = Signal::derive(move || match grid.get() {
        Some(grid) if grid.has_platform_edges() => text!("map-faint-lines").to_owned(),
        _ => String::new(),
    });
    let put = move || {
        if let Some(grid) = grid.get_untracked()
            && let Some(flow) = flow_at(&grid, cursor.get_untracked())
        {
            state.flow.put(&flow);
        }
    };
    view! {
        <div class="map">
            <Line class="summary" text=title />
            <div class="choice" hidden=unedited>
                {choice(Layer::After, text!("map-after"))}
                {choice(Layer::Before, text!("map-before"))}
                {choice(Layer::Difference, text!("map-difference"))}
            </div>
            <MapCanvas grid recorded layer=shown cursor said hidden=nothing />
            <Line class="map-faint" text=dots />
            <Line class="map-faint" text=faint />
            <div class="actions" hidden=nothing>
                <Status class="map-cell" text=said />
                <Button label=text!("map-put") on_press=put />
            </div>
            <details class="in-words">
                <summary>{text!("map-in-words")}</summary>
                <ul class="contents">
                    {move || {
                        let grid = grid.get();
                        let told = grid.iter().flat_map(|grid| &grid.picture.words);
                        told.map(|text| view! { <li><span>{text.clone()}</span></li> }.into_any())
                            .collect_view()
                    }}
                </ul>
            </details>
        </div>
    }
}

fn title(grid: &Grid) -> String {
    let slice = &grid.slice;
    let (protocol, port, machine) = (slice.protocol, slice.source_port, slice.local);
    match (slice.direction, protocol.has_ports()) {
        (Direction::Inbound, true) => text!("map-title-inbound", protocol, port, machine),
        (Direction::Outbound, true) => text!("map-title-outbound", protocol, port, machine),
        (Direction::Inbound, false) => text!("map-title-inbound-no-ports", protocol, machine),
        (Direction::Outbound, false) => text!("map-title-outbound-no-ports", protocol, machine),
    }
}

/// A flow of the cell.
fn flow_at(grid: &Grid, (row, column): MapCell) -> Option<Flow> {
    let slice = &grid.slice;
    let addresses = grid.picture.addresses.get(row)?;
    let port = grid.picture.ports.get(column)?.first;
    // No machine sends to itself.
    let address = match addresses.first == slice.local {
        true => addresses.last,
        false => addresses.first,
    };
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

#[component]
fn MapCanvas(
    grid: Memo<Option<Shared<Grid>>>,
    recorded: Memo<Option<Shared<RecordedPoints>>>,
    layer: Signal<Layer>,
    cursor: RwSignal<MapCell>,
    said: Signal<String>,
    hidden: Signal<bool>,
) -> impl IntoView {
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
            let recorded = recorded.get();
            let points = recorded
                .as_ref()
                .map_or(&[][..], |recorded| &recorded.points);
            draw(&canvas, &grid, points, layer.get(), (row, column));
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
            aria-roledescription=text!("map-role")
            aria-label=move || text!("map-name", cell = said.get())
            on:mousemove=point
            on:click=point
            on:keydown=step
        ></canvas>
    }
}

//! The decisions over time: a bar for each hour, those on which the record and the rules differ or the edits do something in
//! another colour.

use leptos::prelude::*;
use nsg_traffic::TrafficHour;
use nsg_traffic::grouped;
use text::text;

/// More bars than these are joined: a day becomes one, or a week.
const BARS: usize = 200;

/// The height of the tallest bar.
const HEIGHT: f64 = 40.0;

/// Some hours together.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bar {
    first: TrafficHour,
    flows: u64,
    marked: u64,
}

/// The hours in bars; `marked` tells what of an hour is marked.
fn bars(hours: &[TrafficHour], marked: fn(&TrafficHour) -> u64) -> Vec<Bar> {
    let together = hours.len().div_ceil(BARS).max(1);
    let joined = hours.chunks(together).filter_map(|hours| {
        Some(Bar {
            first: *hours.first()?,
            flows: hours.iter().map(|hour| hour.counts.flows).sum(),
            marked: hours.iter().map(marked).sum(),
        })
    });
    joined.collect()
}

/// The bars, with a sentence for those who do not see them.
#[component]
pub(super) fn TimeLine(
    hours: Vec<TrafficHour>,
    /// The number of an hour's flows that are marked.
    marked: fn(&TrafficHour) -> u64,
    /// The label of the marked flows.
    label: &'static str,
) -> impl IntoView {
    let bars = bars(&hours, marked);
    let most = bars.iter().map(|bar| bar.flows).max().unwrap_or(1).max(1);
    let width = bars.len() * 4;
    let mut with_marks = bars.iter().filter(|bar| bar.marked > 0);
    let first = with_marks.next();
    let first_and_last = first.map(|first| (first, with_marks.next_back().unwrap_or(first)));
    let said = first_and_last.map(|(first, last)| {
        text!(
            "traffic-time-line",
            label,
            from = first.first.hour.minute(),
            to = last.first.hour.minute()
        )
    });
    let height = |flows: u64| {
        // A bar of a few flows is still seen.
        let share = whole(flows) / whole(most);
        (share * HEIGHT).max(if flows > 0 { 1.5 } else { 0.0 })
    };
    let drawn = bars.iter().enumerate().map(|(place, bar)| {
        let x = (place * 4).to_string();
        let [all, marked] = [bar.flows, bar.marked].map(height);
        let title = text!(
            "traffic-bar",
            time = bar.first.hour.minute(),
            flows = grouped(bar.flows),
            marked = grouped(bar.marked),
            label
        );
        view! {
            <g>
                <title>{title}</title>
                <rect class="bar" x=x.clone() y=(HEIGHT - all).to_string() width="3" height=all.to_string()></rect>
                <rect class="bar marked" x=x y=(HEIGHT - marked).to_string() width="3" height=marked.to_string()></rect>
            </g>
        }
        .into_any()
    });
    let drawn = drawn.collect_view();
    let (begin, end) = (
        hours.first().map(|hour| hour.hour.minute()),
        hours.last().map(|hour| hour.hour.minute()),
    );
    view! {
        <figure class="time-line" hidden=bars.len() < 2>
            <svg
                viewBox=format!("0 0 {width} {HEIGHT}")
                preserveAspectRatio="none"
                role="img"
                aria-label=said.clone().unwrap_or_else(|| text!("traffic-time-line-none", label))
            >
                {drawn}
            </svg>
            <figcaption>
                <span>{begin}</span>
                <span>{said}</span>
                <span>{end}</span>
            </figcaption>
        </figure>
    }
}

/// A count as a length. Beyond 2³² a bar is as high as it can be.
fn whole(flows: u64) -> f64 {
    f64::from(u32::try_from(flows).unwrap_or(u32::MAX))
}

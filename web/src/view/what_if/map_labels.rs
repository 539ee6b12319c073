//! The labels beside the map: addresses on the left, ports below.

use crate::state::map::{Grid, MapLabel};
use web_sys::CanvasRenderingContext2d;

/// The height of a line of text.
const LINE: f64 = 13.0;
/// About the width of a letter.
const LETTER: f64 = 6.2;
/// A run that is lower has no label; one that a rule names may be half as high.
const LOWEST: f64 = 4.0;

/// Draws the labels that there is room for, those of the user's rules first, and heavier.
pub(super) fn labels(
    context: &CanvasRenderingContext2d,
    grid: &Grid,
    [left, width, height]: [f64; 3],
) -> Option<()> {
    let mut taken = Taken::default();
    for label in &grid.rows.labels {
        let (start, end) = label.span;
        let room = (end - start) * height;
        if room
            < if label.is_custom {
                LOWEST / 2.0
            } else {
                LOWEST
            }
        {
            continue;
        }
        set_font(context, label);
        let most = whole_lines(room).clamp(1, label.lines.len().max(1));
        let middle = (start + end) / 2.0 * height;
        // One line where several touch a neighbour.
        let placed = [most, 1].into_iter().find_map(|count| {
            let tall = f64::from(u8::try_from(count).unwrap_or(u8::MAX)) * LINE;
            let top = (middle - tall / 2.0).clamp(0.0, (height - tall).max(0.0));
            taken.take(top, top + tall).then_some((count, top))
        });
        let Some((count, top)) = placed else { continue };
        let mut bottom = top;
        for line in label.lines.iter().take(count) {
            bottom += LINE;
            fill(context, line, 0.0, bottom - 3.0, left - 8.0)?;
        }
    }
    if !grid.slice.protocol.has_ports() {
        return Some(());
    }
    context.set_text_align("center");
    let drawn = columns(context, grid, [left, width, height]);
    context.set_text_align("left");
    drawn
}

/// A single port is what people look for; ranges get what room is left. A port that Azure alone tells apart has no label.
fn columns(
    context: &CanvasRenderingContext2d,
    grid: &Grid,
    [left, width, height]: [f64; 3],
) -> Option<()> {
    let mut taken = Taken::default();
    let is_range = |label: &&MapLabel| label.lines.first().is_some_and(|line| line.contains('-'));
    let labels = grid.columns.labels.iter();
    let ports = labels
        .clone()
        .filter(|label| label.is_custom && !is_range(label));
    for label in ports.chain(labels.filter(is_range)) {
        let (start, end) = label.span;
        let middle = (start + end) / 2.0 * width;
        let half = |text: &str| text.chars().map(|_| LETTER).sum::<f64>() / 2.0 + 2.0;
        let Some(first) = label.lines.first() else {
            continue;
        };
        let both = label
            .lines
            .iter()
            .map(|line| half(line))
            .fold(0.0, f64::max);
        // Where there is no room for the service, the port alone; for a whole range, where it begins.
        let shorter = match first.split_once('-') {
            Some((first, _)) => format!("{first}…"),
            None => first.clone(),
        };
        let within = |half: f64| middle + half <= width + 2.0;
        set_font(context, label);
        let lines = if within(both) && taken.take(middle - both, middle + both) {
            label.lines.clone()
        } else {
            let half = half(&shorter);
            if !within(half) || !taken.take(middle - half, middle + half) {
                continue;
            }
            vec![shorter]
        };
        let mut bottom = height + 2.0;
        for line in &lines {
            bottom += LINE;
            fill(context, line, left + middle, bottom, both * 2.0)?;
        }
    }
    Some(())
}

/// The places that labels have.
#[derive(Default)]
struct Taken(Vec<(f64, f64)>);

impl Taken {
    /// Takes a place, if it is free.
    fn take(&mut self, start: f64, end: f64) -> bool {
        let is_free = self.0.iter().all(|(from, to)| end <= *from || *to <= start);
        if is_free {
            self.0.push((start, end));
        }
        is_free
    }
}

fn set_font(context: &CanvasRenderingContext2d, label: &MapLabel) {
    context.set_font(match label.is_custom {
        true => "600 11px system-ui, sans-serif",
        false => "11px system-ui, sans-serif",
    });
}

/// How many lines fit.
fn whole_lines(room: f64) -> usize {
    (1..=3_u8)
        .rev()
        .find(|count| f64::from(*count) * LINE <= room)
        .map_or(0, usize::from)
}

/// Draws a line of text. What is much too long for its place is cut, since pressed letters cannot be read.
fn fill(context: &CanvasRenderingContext2d, text: &str, x: f64, y: f64, width: f64) -> Option<()> {
    let mut used = 0.0;
    let fits = text.chars().take_while(|_| {
        used += LETTER;
        used <= width * 1.3
    });
    let mut shown: String = fits.collect();
    if shown.len() < text.len() {
        shown.pop();
        shown.push('…');
    }
    context.fill_text_with_max_width(&shown, x, y, width).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_taken_once() {
        let mut taken = Taken::default();
        assert!(taken.take(10.0, 20.0));
        assert!(!taken.take(19.0, 30.0));
        assert!(taken.take(20.0, 30.0));
        assert!(taken.take(0.0, 10.0));
    }

    #[test]
    fn as_many_lines_as_fit_are_drawn() {
        assert_eq!(
            [12.0, 13.0, 38.0, 39.0, 400.0].map(whole_lines),
            [0, 1, 2, 3, 3]
        );
    }
}

//! Cells between bars: of Markdown, AsciiDoc and Jira, and in boxes that programs draw.

use super::cells::{Cell, cell};
use super::{trimmed, words};
use crate::position::Span;

/// What stands between cells: the bar, and those that programs draw boxes with.
pub(super) const BARS: [char; 3] = ['|', '│', '┃'];

/// The cells of a line.
pub(super) fn between_bars(text: &str, line: Span) -> Vec<Cell<'_>> {
    let line = trimmed(text, line);
    let part = text.get(line.start..line.end).unwrap_or_default();
    // A quotation has a sign before each line.
    let quoted = part.trim_start_matches(['>', ' ']);
    let row = if quoted.starts_with(BARS) {
        quoted
    } else {
        part
    };
    // Jira writes two bars around the cells of a header.
    let bars = if row.starts_with("||") { "||" } else { "|" };
    let inner = row.strip_prefix(bars).or_else(|| row.strip_prefix(BARS));
    let inner = inner.unwrap_or(row);
    let mut start = line.end - inner.len();
    let inner = inner
        .strip_suffix(bars)
        .or_else(|| inner.strip_suffix(BARS));
    let inner = inner.unwrap_or_else(|| text.get(start..line.end).unwrap_or_default());
    let mut cells = Vec::new();
    for (piece, bar) in split_at_bars(inner, bars) {
        let span = Span::new(start, start + piece.len());
        start = span.end + bar;
        // Markdown has `*` for emphasis, so that a star is written `\*`, a bar `\|`, and values in back-ticks.
        let value = without_emphasis(piece).trim_matches('`');
        let mut value = value.replace("\\*", "*").replace("\\|", "|");
        for line_break in ["<br>", "<br/>", "<br />"] {
            value = value.replace(line_break, "\n");
        }
        cells.push(cell(text, span, &value));
    }
    cells
}

/// A cell of Markdown without pictograms around its words, and without the signs that make them bold. A cross before *Allow*
/// stays: whether it takes the word back is not told.
fn without_emphasis(piece: &str) -> &str {
    let bare = piece.trim();
    let around = |char: char| is_pictogram(char) || char.is_whitespace();
    let words = Some(bare.trim_matches(around)).filter(|words| !words.is_empty());
    let is_allow = |word: &str| words::access(word) == Some("Allow");
    let is_taken_back = bare.contains(CROSSES) && words.is_some_and(is_allow);
    let words = words.filter(|_| !is_taken_back).unwrap_or(bare);
    let mut signs = ["**", "__"].iter().filter_map(|sign| {
        let inner = words.strip_prefix(sign)?.strip_suffix(sign)?;
        (!inner.is_empty() && !inner.contains(sign)).then_some(inner)
    });
    signs.next().unwrap_or(words)
}

/// Pictograms that say no.
const CROSSES: [char; 6] = [
    '\u{274c}',
    '\u{274e}',
    '\u{1f6ab}',
    '\u{26d4}',
    '\u{2716}',
    '\u{2717}',
];

/// Whether a character is a picture: the symbols, dingbats and emoji of Unicode, and what chooses how they are drawn.
fn is_pictogram(char: char) -> bool {
    matches!(char, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '\u{200d}')
}

/// The parts of a line between bars that have no backslash before them, each with the length of the bar behind it.
fn split_at_bars<'l>(line: &'l str, bars: &str) -> Vec<(&'l str, usize)> {
    let (mut parts, mut start) = (Vec::new(), 0);
    let is_bar = |rest: &str| match rest.starts_with(bars) {
        true => bars.len(),
        false => rest
            .chars()
            .next()
            .filter(|char| BARS.contains(char) && *char != '|')
            .map_or(0, char::len_utf8),
    };
    for (at, _) in line.match_indices(BARS) {
        let (part, rest) = (
            line.get(start..at).unwrap_or_default(),
            line.get(at..).unwrap_or_default(),
        );
        let bar = is_bar(rest);
        if at >= start && bar > 0 && !part.ends_with('\\') {
            parts.push((part, bar));
            start = at + bar;
        }
    }
    parts.push((line.get(start..).unwrap_or_default(), 0));
    parts
}

//! Lines of a table, cut into cells.

use super::bars::{BARS, between_bars};
use super::trimmed;
use crate::position::Span;
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use std::borrow::Cow;

/// A cell, without blanks around it and without the quotes of CSV.
pub(super) struct Cell<'t> {
    pub(super) text: Cow<'t, str>,
    /// Where it stands in the text.
    pub(super) span: Span,
}

/// A line of a table; of CSV a record, which may go over several lines of the text.
pub(super) struct TableLine<'t> {
    pub(super) cells: Vec<Cell<'t>>,
    pub(super) span: Span,
}

/// How cells are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// CSV and TSV, with this between fields.
    Csv(u8),
    /// Bars, as in Markdown.
    Bars,
    /// Columns that begin and end at these letters of a line, as the line of dashes under the header shows.
    Dashes(Vec<(usize, usize)>),
    /// Two blanks or more.
    Blanks,
}

impl Layout {
    /// The layouts that a line may have, the surest first.
    pub(super) fn candidates(text: &str, line: Span, next: Option<Span>) -> Vec<Self> {
        let part = |span: Span| text.get(span.start..span.end).unwrap_or_default();
        let under = next.map(|next| dashes(part(next))).unwrap_or_default();
        if under.len() > 1 {
            return vec![Self::Dashes(under)];
        }
        let line = part(line);
        let mut found = Vec::new();
        for separator in [b'\t', b';', b','] {
            if line.as_bytes().contains(&separator) {
                found.push(Self::Csv(separator));
            }
        }
        if line.contains(BARS) {
            found.insert(0, Self::Bars);
        }
        if line.trim().contains("  ") {
            found.push(Self::Blanks);
        }
        found
    }

    /// Whether a line has a bar, where cells stand between bars.
    pub(super) fn has_bar(&self, text: &str, line: Span) -> bool {
        let written = text.get(line.start..line.end).unwrap_or_default();
        *self == Self::Bars && written.contains(BARS)
    }
}

/// The runs of dashes of a line that has nothing else, in letters. The old command line begins its lines with `data:`.
fn dashes(line: &str) -> Vec<(usize, usize)> {
    let is_rest = |char: char| char == '-' || char == ' ' || char == '\r';
    let indent = line.find("data:").map_or(0, |at| at + "data:".len());
    if !line
        .get(indent..)
        .is_some_and(|rest| rest.chars().all(is_rest))
    {
        return Vec::new();
    }
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, char) in line.chars().enumerate().filter(|(_, char)| *char == '-') {
        let _ = char;
        match runs.last_mut() {
            Some((_, end)) if *end == at => *end = at + 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

/// The lines of a text that have something in them.
pub(super) fn plain_lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        let begin = start;
        start += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        // A byte order mark is no letter of the first name.
        let mark = line
            .strip_prefix('\u{feff}')
            .map_or(0, |rest| line.len() - rest.len());
        (Span::new(begin + mark, begin + line.len()), line)
    });
    let filled = lines.filter(|(_, line)| !line.trim().is_empty());
    filled.map(|(span, _)| span)
}

/// One line in a layout.
pub(super) fn line<'t>(text: &'t str, span: Span, layout: &Layout) -> TableLine<'t> {
    let cells = match layout {
        Layout::Csv(separator) => records(text, span, *separator).pop().map(|line| line.cells),
        Layout::Bars => Some(between_bars(text, span)),
        Layout::Dashes(columns) => Some(under_dashes(text, span, columns)),
        Layout::Blanks => Some(between_blanks(text, span)),
    };
    TableLine {
        cells: cells.unwrap_or_default(),
        span,
    }
}

/// Every line of a text in a layout, headings among them.
pub(super) fn lines<'t>(text: &'t str, layout: &Layout) -> Vec<TableLine<'t>> {
    match layout {
        Layout::Csv(separator) => {
            let mark = text.len() - text.trim_start_matches('\u{feff}').len();
            records(text, Span::new(mark, text.len()), *separator)
        }
        _ => plain_lines(text)
            .map(|span| line(text, span, layout))
            .collect(),
    }
}

/// The records of a part of a text, read as CSV.
fn records<'t>(text: &'t str, part: Span, separator: u8) -> Vec<TableLine<'t>> {
    let mut reader: Reader = ReaderBuilder::new().delimiter(separator).build();
    let (mut at, mut lines, mut cells) = (part.start, Vec::new(), Vec::new());
    let mut start = at;
    let mut field = Vec::new();
    let mut output = vec![0; 1024];
    let mut begin = at;
    loop {
        let rest = text.as_bytes().get(at..part.end).unwrap_or_default();
        let (result, read, written) = reader.read_field(rest, &mut output);
        field.extend_from_slice(output.get(..written).unwrap_or_default());
        at += read;
        match result {
            // The end of the text ends the last field, too.
            ReadFieldResult::InputEmpty if read == 0 && rest.is_empty() => {
                let (result, _, written) = reader.read_field(&[], &mut output);
                field.extend_from_slice(output.get(..written).unwrap_or_default());
                if !matches!(result, ReadFieldResult::Field { .. }) {
                    return lines;
                }
                cells.push(csv_cell(text, Span::new(begin, at), &field));
                push(&mut lines, &mut cells, Span::new(start, at));
                return lines;
            }
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { record_end } => {
                cells.push(csv_cell(text, Span::new(begin, at), &field));
                field.clear();
                begin = at;
                if record_end {
                    push(&mut lines, &mut cells, Span::new(start, at));
                    start = at;
                }
            }
            ReadFieldResult::End => return lines,
        }
    }
}

fn push<'t>(lines: &mut Vec<TableLine<'t>>, cells: &mut Vec<Cell<'t>>, span: Span) {
    let cells = std::mem::take(cells);
    // An empty line is no record.
    if cells.iter().any(|cell| !cell.text.trim().is_empty()) {
        lines.push(TableLine { cells, span });
    }
}

/// A field of CSV: what the reader made of it, with its place, separator and quotes aside.
fn csv_cell<'t>(text: &'t str, span: Span, field: &[u8]) -> Cell<'t> {
    let source = text.get(span.start..span.end).unwrap_or_default();
    let inner = source.trim_end_matches([',', ';', '\t', '\n', '\r']);
    let skipped = inner.len() - inner.trim_start_matches(['\n', '\r']).len();
    let inner = Span::new(span.start + skipped, span.start + inner.len());
    let quoted = text.get(inner.start..inner.end).unwrap_or_default();
    let is_quoted = quoted.len() > 1 && quoted.starts_with('"') && quoted.ends_with('"');
    let inner = match is_quoted {
        true => Span::new(inner.start + 1, inner.end - 1),
        false => inner,
    };
    let value = String::from_utf8_lossy(field);
    cell(text, inner, value.trim())
}

/// A cell with its value: a part of the text, wherever that says the same.
pub(super) fn cell<'t>(text: &'t str, span: Span, value: &str) -> Cell<'t> {
    let span = trimmed(text, span);
    let part = text.get(span.start..span.end).unwrap_or_default();
    let text = match part == value {
        true => Cow::Borrowed(part),
        false => Cow::Owned(value.to_owned()),
    };
    Cell { text, span }
}

/// Cells by the columns of letters that the dashes show. The last one goes on to the line's end.
fn under_dashes<'t>(text: &'t str, line: Span, columns: &[(usize, usize)]) -> Vec<Cell<'t>> {
    let part = text.get(line.start..line.end).unwrap_or_default();
    let offset = |letters: usize| {
        let mut offsets = part.char_indices().map(|(at, _)| at);
        offsets.nth(letters).unwrap_or(part.len())
    };
    let count = columns.len();
    let cells = columns.iter().enumerate().map(|(index, (first, _))| {
        let end = match columns.get(index + 1) {
            Some((next, _)) => offset(*next),
            None => part.len(),
        };
        let span = trimmed(
            text,
            Span::new(line.start + offset(*first), line.start + end),
        );
        let value = text.get(span.start..span.end).unwrap_or_default();
        cell(text, span, value)
    });
    let cells: Vec<_> = cells.collect();
    // What stands before the first column is a heading, and no row; nor does a row go on over the end of a column.
    let before = part.get(..columns.first().map_or(0, |(first, _)| offset(*first)));
    let is_indented = before.is_some_and(|before| {
        let before = before.trim();
        before.is_empty() || before == "data:"
    });
    let is_over = |(first, _): &(usize, usize)| {
        let before = part.get(..offset(*first)).unwrap_or_default();
        offset(*first) < part.len() && !before.ends_with(char::is_whitespace)
    };
    let stands = !columns.iter().skip(1).any(is_over);
    match is_indented && count > 0 && stands {
        true => cells,
        false => vec![cell(text, line, part.trim())],
    }
}

fn between_blanks(text: &str, line: Span) -> Vec<Cell<'_>> {
    let part = text.get(line.start..line.end).unwrap_or_default();
    let mut cells = Vec::new();
    let mut start = 0;
    let mut push = |start: usize, end: usize| {
        let span = trimmed(text, Span::new(line.start + start, line.start + end));
        let value = text.get(span.start..span.end).unwrap_or_default();
        if !value.is_empty() {
            cells.push(cell(text, span, value));
        }
    };
    for (at, _) in part.match_indices("  ") {
        if at >= start {
            push(start, at);
            start = at;
        }
    }
    push(start, part.len());
    cells
}

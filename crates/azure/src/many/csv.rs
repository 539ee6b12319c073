//! A pasted list of flows: CSV out of a spreadsheet, or one flow in a line as it is typed.
//!
//! `Inbound TCP 10.0.1.4:443 203.0.113.7:*` is a flow, and so is a row with a column for each of Azure's
//! fields, in any order under a header. Nothing is lost: a line that cannot be read stays in the list with
//! what is wrong with it.

mod columns;
mod flow;

use crate::plain::plain;
use columns::{Column, by_count, header};
use nsg::Flow;
use text::text;

/// No list is longer. Azure takes some ten seconds for a flow and counts it as a write, of which it
/// allows a few in a second.
pub const MAX_FLOWS: usize = 5_000;

/// No line is shown at greater length, in characters.
const SHOWN: usize = 200;

/// A list as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowList {
    /// The lines in their order, without empty ones, comments and the header.
    pub lines: Vec<FlowLine>,
    /// How many lines stand behind the first [`MAX_FLOWS`], unread.
    pub left_out: usize,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowLine {
    /// Its number in the text, 1-based.
    pub number: usize,
    /// The line as it was given, at most 200 characters of it.
    pub text: String,
    /// The flow, or what is wrong.
    pub flow: Result<Flow, LineProblem>,
}

/// What is wrong with a line, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineProblem {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: &'static str,
}

impl FlowList {
    /// The flows that could be read, each with the number of its line.
    pub fn flows(&self) -> impl Iterator<Item = (usize, Flow)> {
        let lines = self.lines.iter();
        lines.filter_map(|line| Some((line.number, *line.flow.as_ref().ok()?)))
    }

    /// How many lines could not be read.
    pub fn problems(&self) -> usize {
        self.lines.iter().filter(|line| line.flow.is_err()).count()
    }
}

/// Reads a list. Lines that begin with `#` are comments.
pub fn read(text: &str) -> FlowList {
    let mut list = FlowList::default();
    let mut table: Option<(Separator, Vec<Column>)> = None;
    let text = text.trim_start_matches('\u{feff}');
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if list.lines.is_empty() && table.is_none() {
            let separator = Separator::of(line);
            if let Some(columns) = header(&separator.cells(line)) {
                table = Some((separator, columns));
                continue;
            }
        }
        if list.lines.len() >= MAX_FLOWS {
            list.left_out += 1;
            continue;
        }
        list.lines.push(FlowLine {
            number: index + 1,
            text: plain(line, SHOWN),
            flow: read_line(line, table.as_ref()),
        });
    }
    list
}

fn read_line(line: &str, table: Option<&(Separator, Vec<Column>)>) -> Result<Flow, LineProblem> {
    match table {
        Some((separator, columns)) => flow::read(columns, &separator.cells(line)),
        None => {
            let cells = Separator::of(line).cells(line);
            let columns = by_count(cells.len()).ok_or_else(|| LineProblem {
                message: text!("azure-csv-values", values = cells.len()),
                help: text!("azure-csv-values-help"),
            })?;
            flow::read(columns, &cells)
        }
    }
}

/// What stands between values.
#[derive(Clone, Copy)]
enum Separator {
    /// One of `,`, `;` and the tab.
    Letter(char),
    /// Blanks, in lines that are typed.
    Blanks,
}

impl Separator {
    /// The tab first: spreadsheets copy with it, and their cells may hold the others.
    fn of(line: &str) -> Self {
        let known = ['\t', ';', ',']
            .into_iter()
            .find(|letter| line.contains(*letter));
        known.map_or(Self::Blanks, Self::Letter)
    }

    fn cells(self, line: &str) -> Vec<String> {
        match self {
            Self::Letter(letter) => cells(line, letter),
            Self::Blanks => {
                let words = line.split_whitespace();
                // People draw the way of a flow.
                let words = words.filter(|word| !matches!(*word, "->" | "<-" | "→" | "←"));
                words.map(str::to_owned).collect()
            }
        }
    }
}

/// The cells of a row (RFC 4180), without blanks around them. Empty ones at its end are dropped, which
/// spreadsheets add.
fn cells(line: &str, separator: char) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
            _ if letter == separator && !quoted => cells.push(std::mem::take(&mut cell)),
            _ => cell.push(letter),
        }
    }
    cells.push(cell);
    while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    for cell in &mut cells {
        *cell = cell.trim().to_owned();
    }
    cells
}

#[cfg(test)]
mod tests;

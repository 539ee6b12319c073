//! A pasted list of flows: a flow's text in each line, or a table out of a spreadsheet.
//!
//! A line is `Inbound TCP 203.0.113.7:* -> 10.0.1.4:443`, as [`nsg::model::flow_text`] reads it. A table has a header and a
//! column for each of Azure's fields, in any order, with commas, semicolons, tabs or blanks between them; a cell in
//! quotes may hold line breaks. Rows between commas, semicolons or tabs without a header are taken in the order of
//! Azure's fields, and the list says so ([`FlowList::without_header`]). Two addresses with a blank between them and nothing
//! else are refused: which of them is the source?
//!
//! Nothing is lost: a line that cannot be read stays in the list with what is wrong with it.

mod columns;
mod row;

use crate::shown_text::shown;
use columns::{Column, by_count, header};
use csv::{ReaderBuilder, StringRecord};
use nsg::model::flow_text::has_arrow;
use nsg::{Flow, FlowTextError};
use text::text;

/// No list is longer. Azure takes some ten seconds for a flow and counts it as a write, of which it
/// allows a few in a second.
pub const MAX_FLOWS: usize = 5_000;

/// No line is shown at greater length, in characters.
const SHOWN: usize = 200;

/// No row over several lines is longer, in bytes: what is behind a quote that nobody closes is looked through for each.
const LONGEST_ROW: usize = 1 << 16;

/// A list as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowList {
    /// The lines in their order, without empty ones, comments and the header.
    pub lines: Vec<FlowLine>,
    /// Whether rows without a header were taken in the order of Azure's fields.
    pub without_header: bool,
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
    pub help: String,
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

/// A header, and what stands between the cells of its table.
struct FlowListTable {
    separator: Separator,
    columns: Vec<Column>,
}

impl FlowListTable {
    /// The table whose header the text begins with, and the header.
    fn headed(text: &str) -> Option<(Self, &str)> {
        Separator::ALL.into_iter().find_map(|separator| {
            let row = separator.row(text);
            let columns = header(&row.cells)?;
            Some((Self { separator, columns }, row.text))
        })
    }
}

/// Reads a list. Lines that begin with `#` are comments.
pub fn read(text: &str) -> FlowList {
    let mut list = FlowList::default();
    let mut table: Option<FlowListTable> = None;
    let mut rest = text.trim_start_matches('\u{feff}');
    let mut next_number = 1;
    while let Some(line) = rest.split_inclusive('\n').next() {
        let is_said = !line.trim().is_empty() && !line.trim_start().starts_with('#');
        let is_header = is_said && table.is_none() && list.lines.is_empty();
        let headed = Some(rest)
            .filter(|_| is_header)
            .and_then(FlowListTable::headed);
        let separator = table.as_ref().map(|table| table.separator);
        let separator = separator.unwrap_or_else(|| Separator::of(line));
        let row = match &headed {
            Some((_, header)) => FlowListRow::empty(header),
            None if is_said => separator.row(rest),
            None => FlowListRow::empty(line),
        };
        let number = next_number;
        next_number += row.text.matches('\n').count();
        rest = rest.get(row.text.len()..).unwrap_or_default();
        table = headed.map(|(table, _)| table).or(table);
        if row.is_empty() {
            continue;
        }
        if list.lines.len() >= MAX_FLOWS {
            list.left_out += 1;
            continue;
        }
        list.without_header |= table.is_none() && !separator.is_blanks();
        list.lines.push(FlowLine {
            number,
            text: shown(row.text, SHOWN),
            flow: row.flow(separator, table.as_ref()),
        });
    }
    list
}

/// What stands between values.
#[derive(Clone, Copy)]
enum Separator {
    /// One of `,`, `;` and the tab.
    Letter(u8),
    /// Blanks, in lines that are typed.
    Blanks,
}

/// A line, or a row of a table that goes over several.
struct FlowListRow<'t> {
    /// The text that it takes, its line end included.
    text: &'t str,
    /// The values, without blanks around them. Empty ones at the end are dropped, which spreadsheets add.
    cells: Vec<String>,
    /// Whether a quote is opened and not closed again.
    is_open: bool,
}

impl Separator {
    /// The tab first: spreadsheets copy with it, and their cells may hold the others.
    const ALL: [Self; 4] = [
        Self::Letter(b'\t'),
        Self::Letter(b';'),
        Self::Letter(b','),
        Self::Blanks,
    ];

    /// What stands between the values of a line without a header. A line with an arrow is the text of a
    /// flow, whatever blanks it has.
    fn of(line: &str) -> Self {
        if has_arrow(line) {
            return Self::Blanks;
        }
        let stands = |separator: &Self| match separator {
            Self::Letter(letter) => line.as_bytes().contains(letter),
            Self::Blanks => true,
        };
        Self::ALL.into_iter().find(stands).unwrap_or(Self::Blanks)
    }

    fn is_blanks(self) -> bool {
        matches!(self, Self::Blanks)
    }

    /// The row that the text begins with.
    fn row(self, text: &str) -> FlowListRow<'_> {
        let line = text.split_inclusive('\n').next().unwrap_or(text);
        let Self::Letter(separator) = self else {
            return FlowListRow::new(line, line.split_whitespace());
        };
        let (bytes, longest) = (text.as_bytes(), LONGEST_ROW.max(line.len()));
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(bytes.get(..longest).unwrap_or(bytes));
        let mut record = StringRecord::new();
        // Memory is read without errors; a row that is cut between two bytes of a letter is too long.
        let is_read = reader.read_record(&mut record).unwrap_or_default();
        let end = usize::try_from(reader.position().byte()).ok();
        let row = end.and_then(|end| text.get(..end));
        let row = row.filter(|row| !row.is_empty()).unwrap_or(line);
        // The library reads on behind a quote that nobody closes, and the lines that follow would be gone: a cell over
        // several lines has to stand there as it would be written.
        let is_whole = |cell: &str| row.contains(&format!("\"{}\"", cell.replace('"', "\"\"")));
        let over_lines = |cell: &&str| cell.contains('\n');
        if !is_read || !record.iter().filter(over_lines).all(is_whole) {
            return FlowListRow {
                is_open: true,
                ..FlowListRow::empty(line)
            };
        }
        FlowListRow::new(row, record.iter())
    }
}

impl<'t> FlowListRow<'t> {
    fn empty(text: &'t str) -> Self {
        Self::new(text, [])
    }

    fn new<'c>(text: &'t str, cells: impl IntoIterator<Item = &'c str>) -> Self {
        // After a comma and a blank a quote is a letter to the library, and to no spreadsheet.
        let unquoted = |cell: &'c str| {
            let cell = cell.trim();
            let inner = cell
                .strip_prefix('"')
                .and_then(|cell| cell.strip_suffix('"'));
            inner.unwrap_or(cell).trim().to_owned()
        };
        let mut cells: Vec<String> = cells.into_iter().map(unquoted).collect();
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        Self {
            text,
            cells,
            is_open: false,
        }
    }

    fn is_empty(&self) -> bool {
        self.cells.is_empty() && !self.is_open
    }

    fn flow(
        &self,
        separator: Separator,
        table: Option<&FlowListTable>,
    ) -> Result<Flow, LineProblem> {
        if self.is_open {
            return Err(LineProblem {
                message: text!("azure-list-open-quote").to_owned(),
                help: text!("azure-list-open-quote-help").to_owned(),
            });
        }
        match table {
            Some(table) if !separator.is_blanks() || !has_arrow(self.text) => {
                row::read(&table.columns, &self.cells)
            }
            None if !separator.is_blanks() => {
                let columns = by_count(self.cells.len()).ok_or_else(|| LineProblem {
                    message: text!("azure-list-values", values = self.cells.len()),
                    help: text!("azure-list-values-help").to_owned(),
                })?;
                row::read(columns, &self.cells)
            }
            _ => Ok(self.text.parse::<Flow>()?),
        }
    }
}

impl From<FlowTextError> for LineProblem {
    fn from(error: FlowTextError) -> Self {
        Self {
            message: shown(&error.to_string(), SHOWN),
            help: error.help(),
        }
    }
}

#[cfg(test)]
mod tests;

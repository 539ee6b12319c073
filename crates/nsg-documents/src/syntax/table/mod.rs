//! Tables of rules: the portal's as it is copied, `az … -o table`, CSV and TSV, Markdown, columns between blanks.
//!
//! A table is known by its header: a line with the names of at least four columns that rules have, between separators of one
//! kind. Nothing else is one.

mod bars;
mod cells;
mod column_names;
mod columns;
#[cfg(feature = "patch")]
pub(crate) mod editing;
mod form;
pub(crate) mod json_rows;
pub(crate) mod renaming;
mod row;
mod rows;
mod sections;
mod titles;
mod words;

use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::json::JsonNode;
use crate::position::Span;
use crate::read::is_json;
use cells::{Cell, Layout, TableLine};
use columns::Header;
#[cfg(feature = "patch")]
pub(crate) use columns::RuleColumn;
#[cfg(not(feature = "patch"))]
use columns::RuleColumn;
use text::text;

/// A header stands near the top; a text is not searched to its end for one.
const SEARCHED: usize = 200;

/// Why a table cannot be read at all.
pub(crate) struct NoTable;

/// Reads a table; `None` where the text has no header of one.
///
/// What there is to say about it is reported, also where the result is [`NoTable`].
pub(crate) fn read<'t>(
    text: &'t str,
    sink: &mut DiagnosticSink,
) -> Option<Result<JsonNode<'t>, NoTable>> {
    let Some((layout, header)) = find(text) else {
        let form = form::find(text).filter(|_| !is_json(text))?;
        let (message, help) = (text!("table-form"), text!("table-form-help"));
        sink.report_help(DiagnosticCode::MissingColumns, form, message, help);
        return Some(Err(NoTable));
    };
    Some(table(text, &layout, &header, sink))
}

fn table<'t>(
    text: &'t str,
    layout: &Layout,
    header: &TableLine<'t>,
    sink: &mut DiagnosticSink,
) -> Result<JsonNode<'t>, NoTable> {
    let lines = cells::lines(text, layout);
    if let Some(lost) = lines.iter().flat_map(|line| &line.cells).find(is_lost) {
        let message = text!("table-values-lost", value = text::quote(lost.text.trim()));
        let help = text!("table-values-lost-help");
        sink.report_help(DiagnosticCode::LostValues, lost.span, message, help);
        return Err(NoTable);
    }
    let told = Header::of(header);
    let has_heading = || lines.iter().any(|line| rows::tells_direction(text, line));
    let mut missing = told.missing();
    // A heading over the rows may say it for all of them, or Azure's default rules among them.
    let is_told = || has_heading() || rows::defaults_tell_direction(text, &lines);
    missing.retain(|column| !(*column == RuleColumn::Direction && is_told()));
    if !missing.is_empty() {
        let names: Vec<_> = missing.iter().filter_map(|column| column.word()).collect();
        let message = text!("table-columns-missing", columns = names.join(", "));
        let help = match missing.as_slice() {
            [RuleColumn::Direction] => text!("table-direction-missing-help"),
            _ => text!("table-columns-missing-help"),
        };
        sink.report_help(DiagnosticCode::MissingColumns, header.span, message, help);
        return Err(NoTable);
    }
    if !told.has(RuleColumn::SourcePort) {
        let message = text!("table-source-port-assumed");
        sink.report(DiagnosticCode::AssumedColumn, header.span, message);
    }
    let unused = told.unused(header);
    if !unused.is_empty() {
        let message = text!("table-columns-unused", columns = unused.join(", "));
        sink.report(DiagnosticCode::UnusedColumns, header.span, message);
    }
    Ok(rows::groups(text, layout, &lines, sink))
}

/// Whether a cell holds the name of a list's type in place of the list: PowerShell's `Export-Csv` writes that.
fn is_lost(cell: &&Cell<'_>) -> bool {
    let text = cell.text.trim();
    text == "System.Object[]"
        || text == "System.String[]"
        || text.starts_with("System.Collections.Generic.List`1[")
}

/// The first line that is a header, with how its cells are told apart.
fn find(text: &str) -> Option<(Layout, TableLine<'_>)> {
    // JSON in a line may have a header's words between commas.
    if is_json(text) {
        return None;
    }
    let lines = cells::plain_lines(text);
    let mut lines = lines.take(SEARCHED).peekable();
    while let Some(span) = lines.next() {
        let next = lines.peek().copied();
        for layout in Layout::candidates(text, span, next) {
            let line = cells::line(text, span, &layout);
            if Header::of(&line).is_certain() {
                return Some((layout, line));
            }
        }
    }
    None
}

/// A part of the text without blanks around it.
fn trimmed(text: &str, span: Span) -> Span {
    let part = text.get(span.start..span.end).unwrap_or_default();
    let start = span.start + (part.len() - part.trim_start().len());
    Span::new(start, start + part.trim().len())
}

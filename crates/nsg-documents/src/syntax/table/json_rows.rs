//! Rows of JSON whose fields have other names than Azure's: what a query (`az … --query`, Resource Graph) made of rules.
//!
//! They are a table whose header is the keys. A `null` means that the query did not ask for what is there, never that the rule
//! says nothing: it is a missing fact.

use super::NoTable;
use super::cells::{Cell, TableLine};
use super::columns::{Header, RuleColumn};
use super::row::TableRow;
use super::rows::TableGroups;
use super::sections::Owner;
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::index::Index;
use crate::json::{JsonNode, Value};
use crate::position::Span;
use crate::rule::{looks_like_rule, start_of};
use crate::shapes::groups::owner;
use nsg::Access;
use std::borrow::Cow;
use text::{quote, text};

/// Rows with more fields are something else.
const MAX_COLUMNS: usize = 64;

/// Reads rows; `None` where the document is something else, or has rules as Azure writes them.
///
/// What there is to say about them is reported, also where the result is [`NoTable`].
pub(crate) fn read<'t>(
    text: &'t str,
    root: &JsonNode<'t>,
    sink: &mut DiagnosticSink,
) -> Option<Result<JsonNode<'t>, NoTable>> {
    let rows = rows_of(root)?;
    let names = header_line(rows)?;
    let header = Header::of(&names);
    // A rule's id names its group better than a column does.
    let names_group = |row: &JsonNode| row.str("id").and_then(owner).is_some();
    let has_ids = rows.iter().all(names_group);
    let is_azures = rows.iter().all(looks_like_rule) && is_plain(&names, &header, has_ids);
    if is_azures || !header.is_certain() {
        return None;
    }
    let missing: Vec<_> = FIELDS
        .iter()
        .filter(|field| !field.is_in(&header))
        .collect();
    if !missing.is_empty() {
        let missing: Vec<_> = missing.iter().map(|field| quote(field.name)).collect();
        let message = text!("rows-fields-missing", fields = missing.join(", "));
        let help = text!("rows-fields-missing-help");
        sink.report_help(
            DiagnosticCode::MissingColumns,
            start_of(root),
            message,
            help,
        );
        return Some(Err(NoTable));
    }
    let unused = header.unused(&names);
    if !unused.is_empty() {
        let message = text!("table-columns-unused", columns = unused.join(", "));
        sink.report(DiagnosticCode::UnusedColumns, start_of(root), message);
    }
    let index = Index::of(names.cells.iter().map(|cell| cell.text.as_ref()));
    let mut groups = TableGroups::default();
    for row in rows {
        let line = line(row, &names, &index);
        let row = TableRow {
            text,
            line: &line,
            header: &header,
            name: None,
            any_source_port: false,
        };
        if row.default_direction().is_none() && !row.is_in_doubt(sink) {
            groups.push(&row, None, &Owner::Unsaid);
        }
    }
    Some(Ok(groups.finish(Span::new(0, text.len()), sink)))
}

/// What every rule has, with the columns of which one holds it.
struct NeededField {
    name: &'static str,
    columns: &'static [RuleColumn],
}

impl NeededField {
    fn is_in(&self, header: &Header) -> bool {
        self.columns.iter().any(|column| header.has(*column))
    }
}

const FIELDS: [NeededField; 8] = [
    NeededField {
        name: "name",
        columns: &[RuleColumn::Name],
    },
    NeededField {
        name: "priority",
        columns: &[RuleColumn::Priority],
    },
    NeededField {
        name: "direction",
        columns: &[RuleColumn::Direction],
    },
    NeededField {
        name: "access",
        columns: &[RuleColumn::Access],
    },
    NeededField {
        name: "protocol",
        columns: &[RuleColumn::Protocol],
    },
    NeededField {
        name: "sourceAddressPrefix",
        columns: &[RuleColumn::Source, RuleColumn::SourceGroups],
    },
    NeededField {
        name: "destinationAddressPrefix",
        columns: &[RuleColumn::Destination, RuleColumn::DestinationGroups],
    },
    NeededField {
        name: "destinationPortRange",
        columns: &[RuleColumn::DestinationPort],
    },
];

/// The rows of a document: a list, or what Azure's tools have around one.
fn rows_of<'n, 't>(root: &'n JsonNode<'t>) -> Option<&'n [JsonNode<'t>]> {
    let list = match root.is_array() {
        true => root,
        false => ["data", "value", "results"]
            .iter()
            .find_map(|key| root.get(key))?,
    };
    let rows = list.items();
    (!rows.is_empty() && rows.iter().all(is_row)).then_some(rows)
}

/// Whether an object has texts, numbers and lists of them and nothing else.
fn is_row(node: &JsonNode) -> bool {
    let is_value = |node: &JsonNode| !node.is_container() && !matches!(node.value, Value::Unread);
    let is_flat = |(_, value): (&str, &JsonNode)| {
        is_value(value) || value.items().iter().all(is_value) && value.is_array()
    };
    node.is_object() && node.entries().all(is_flat)
}

/// The keys of all rows as the cells of a header.
fn header_line<'t>(rows: &[JsonNode<'t>]) -> Option<TableLine<'t>> {
    let mut known = Index::default();
    let mut cells: Vec<Cell<'t>> = Vec::new();
    for member in rows.iter().flat_map(JsonNode::members) {
        if known.get(&member.key).is_none() {
            known.insert(&member.key, cells.len());
            cells.push(Cell {
                text: member.key.clone(),
                span: member.key_span,
            });
        }
        if cells.len() > MAX_COLUMNS {
            return None;
        }
    }
    // `type` says what kind of thing a row is, but for queries that call the access so.
    let has_access = |cells: &[Cell]| {
        cells
            .iter()
            .any(|cell| RuleColumn::of(&cell.text) == Some(RuleColumn::Access))
    };
    let is_access = |row: &JsonNode| {
        row.str("type")
            .is_some_and(|text| text.parse::<Access>().is_ok())
    };
    if !has_access(&cells) && rows.iter().all(is_access) {
        let kind = cells
            .iter_mut()
            .find(|cell| cell.text.eq_ignore_ascii_case("type"));
        if let Some(cell) = kind {
            cell.text = Cow::Borrowed("access");
        }
    }
    let span = rows.first()?.span;
    Some(TableLine { cells, span })
}

/// Whether each column has a name that Azure's own tools write.
fn is_plain(names: &TableLine<'_>, header: &Header, has_ids: bool) -> bool {
    let named = names.cells.iter().zip(header.columns());
    let known = named.filter_map(|(cell, column)| column.map(|column| (cell, column)));
    known.into_iter().all(|(cell, column)| {
        column.is_azures(&cell.text) || (has_ids && column == RuleColumn::Group)
    })
}

/// A row as a line of cells.
fn line<'t>(row: &JsonNode<'t>, names: &TableLine<'t>, index: &Index) -> TableLine<'t> {
    let empty = || Cell {
        text: Cow::Borrowed(""),
        span: start_of(row),
    };
    let mut cells: Vec<Cell<'t>> = names.cells.iter().map(|_| empty()).collect();
    for member in row.members() {
        // The header calls a column of another name `access`.
        let at = index.get(&member.key).or_else(|| index.get("access"));
        if let Some(place) = at.and_then(|at| cells.get_mut(at)) {
            *place = cell(&member.value);
        }
    }
    TableLine {
        cells,
        span: row.span,
    }
}

/// A value as a cell; the values of a list stand between commas.
fn cell<'t>(value: &JsonNode<'t>) -> Cell<'t> {
    let span = value.span;
    let (text, span) = match &value.value {
        // Its quotes are no part of it.
        Value::String(Cow::Borrowed(text)) => {
            let start = span.start + 1;
            (Cow::Borrowed(*text), Span::new(start, start + text.len()))
        }
        Value::String(text) => (text.clone(), span),
        Value::Number(text) | Value::Word(text) => (Cow::Borrowed(*text), span),
        Value::Bool(is) => (Cow::Borrowed(if *is { "true" } else { "false" }), span),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().filter_map(JsonNode::scalar).collect();
            (Cow::Owned(items.join(",")), span)
        }
        _ => (Cow::Borrowed(""), span),
    };
    Cell { text, span }
}

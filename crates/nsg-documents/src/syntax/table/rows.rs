//! Rows as rules, in the tree that rules of JSON stand in.

use super::cells::{Cell, TableLine};
use super::columns::{Header, RuleColumn};
use super::row::{TableRow, member};
use super::words;
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::json::{JsonNode, Value};
use crate::position::Span;
use nsg::Direction;
use text::text;

/// The portal's menu of a row, and what a window cut off.
const ELLIPSES: [&str; 2] = ["…", "..."];

/// The groups of rows, as they come: one for each name in the column of groups, else one.
#[derive(Default)]
pub(super) struct TableGroups<'t>(Vec<TableGroup<'t>>);

impl<'t> TableGroups<'t> {
    /// Puts the rule of a row into its group.
    pub(super) fn push(&mut self, row: &TableRow<'_, 't>, direction: Option<(Direction, Span)>) {
        let name = row.cell(RuleColumn::Group);
        let scope = row.scope();
        let is_it = |group: &&mut TableGroup<'t>| match (&group.name, name) {
            (Some(known), Some(name)) => {
                known.text.eq_ignore_ascii_case(&name.text) && group.scope == scope
            }
            (known, name) => known.is_none() && name.is_none(),
        };
        let rule = row.rule(direction);
        match self.0.iter_mut().find(is_it) {
            Some(group) => {
                group.span.end = row.line.span.end;
                group.rules.push(rule);
            }
            None => self.0.push(TableGroup {
                name: name.map(copy),
                scope,
                rules: vec![rule],
                span: row.line.span,
            }),
        }
    }

    /// The groups as a tree. A table that holds nothing but Azure's default rules is a group without rules of its own.
    pub(super) fn finish(mut self, whole: Span) -> JsonNode<'t> {
        if self.0.is_empty() {
            self.0.push(TableGroup {
                name: None,
                scope: String::new(),
                rules: Vec::new(),
                span: whole,
            });
        }
        let nodes = self.0.into_iter().map(group_node).collect();
        JsonNode::new(Value::Array(nodes), whole)
    }
}

/// The rules of a group.
struct TableGroup<'t> {
    name: Option<Cell<'t>>,
    /// Where it is: the name is that of another group elsewhere.
    scope: String,
    rules: Vec<JsonNode<'t>>,
    span: Span,
}

/// The groups of a table.
pub(super) fn groups<'t>(
    text: &'t str,
    lines: &[TableLine<'t>],
    sink: &mut DiagnosticSink,
) -> JsonNode<'t> {
    let mut groups = TableGroups::default();
    let (mut header, mut direction) = (None::<Header>, None::<(Direction, Span)>);
    for (at, line) in lines.iter().enumerate() {
        if let Some(told) = heading(line) {
            direction = Some((told, line.span));
            continue;
        }
        // Whether a row is another header is looked at where it has no number: of ten thousand rows that is a tenth of the time.
        let is_row = header
            .as_ref()
            .is_some_and(|known| has_priority(line, known));
        let names = (!is_row).then(|| Header::of(line));
        if let Some(names) = names.filter(Header::is_certain) {
            let rows = lines.get(at + 1..).unwrap_or_default();
            if let Some(told) = direction_of_defaults(text, &names, rows) {
                direction = Some((told, line.span));
            }
            header = Some(names);
            continue;
        }
        // Prose above the table.
        let Some(header) = &header else { continue };
        if is_rule_off(line) {
            continue;
        }
        if !fits(line, header) {
            let message = text!("table-uneven-row", cells = line.cells.len());
            let help = text!("table-uneven-row-help");
            sink.report_help(DiagnosticCode::UnevenRow, line.span, message, help);
            continue;
        }
        let row = TableRow {
            text,
            line,
            header,
            any_source_port: !header.has(RuleColumn::SourcePort),
        };
        if row.default_direction().is_some() {
            continue;
        }
        groups.push(&row, direction);
    }
    groups.finish(Span::new(0, text.len()))
}

fn group_node(group: TableGroup<'_>) -> JsonNode<'_> {
    let TableGroup {
        name, rules, span, ..
    } = group;
    let mut members = Vec::new();
    if let Some(name) = name {
        members.push(member("name", name.span, Value::String(name.text)));
    }
    members.push(member("securityRules", span, Value::Array(rules)));
    JsonNode::new(Value::Object(members), span)
}

/// The direction that a line of one cell says for the rows below it.
pub(super) fn heading(line: &TableLine<'_>) -> Option<Direction> {
    let mut filled = line.cells.iter().filter(|cell| !cell.text.is_empty());
    let (Some(only), None) = (filled.next(), filled.next()) else {
        return None;
    };
    words::direction(&only.text)
}

/// The direction of the rows below a header that has no column for it, which Azure's default rules among them tell: the portal's
/// list of one direction has no other word for it.
fn direction_of_defaults(text: &str, header: &Header, rows: &[TableLine<'_>]) -> Option<Direction> {
    if header.has(RuleColumn::Direction) {
        return None;
    }
    let own = rows
        .iter()
        .take_while(|line| !Header::of(line).is_certain());
    let row = |line| TableRow {
        text,
        line,
        header,
        any_source_port: false,
    };
    let mut told = own.filter_map(|line| row(line).default_direction());
    let first = told.next()?;
    told.all(|other| other == first).then_some(first)
}

/// Whether the rows below each header tell their direction.
pub(super) fn defaults_tell_direction(text: &str, lines: &[TableLine<'_>]) -> bool {
    let headers = lines.iter().enumerate();
    let mut headers = headers.filter_map(|(at, line)| {
        let header = Header::of(line);
        header.is_certain().then_some((at, header))
    });
    headers.all(|(at, header)| {
        let rows = lines.get(at + 1..).unwrap_or_default();
        direction_of_defaults(text, &header, rows).is_some()
    })
}

/// Whether the cell of the priority is a number.
fn has_priority(line: &TableLine<'_>, header: &Header) -> bool {
    let at = header.position(RuleColumn::Priority);
    let cell = at.and_then(|at| line.cells.get(at));
    cell.is_some_and(|cell| cell.text.parse::<u32>().is_ok())
}

/// The line under a header.
fn is_rule_off(line: &TableLine<'_>) -> bool {
    let is_drawn =
        |char: char| matches!(char, '-' | ':' | '=' | '+' | ' ' | '\u{2500}'..='\u{257f}');
    line.cells
        .iter()
        .all(|cell| cell.text.chars().all(is_drawn))
}

/// Whether a row has the cells that the header names, and nothing behind them but a menu.
fn fits(line: &TableLine<'_>, header: &Header) -> bool {
    let columns = header.columns();
    let last = columns.iter().rposition(Option::is_some).unwrap_or(0);
    let more = line.cells.iter().skip(columns.len());
    let is_nothing = |cell: &Cell<'_>| cell.text.is_empty() || ELLIPSES.contains(&&*cell.text);
    line.cells.len() > last && { more }.all(is_nothing)
}

fn copy<'t>(cell: &Cell<'t>) -> Cell<'t> {
    Cell {
        text: cell.text.clone(),
        span: cell.span,
    }
}

//! Rows as rules, in the tree that rules of JSON stand in.

use super::cells::{Cell, Layout, TableLine};
use super::columns::{Header, RuleColumn};
use super::row::{TableRow, member};
use super::sections::{Owner, Sections, only_cell};
use super::titles::is_title;
use super::words;
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::json::{JsonNode, Value};
use crate::position::Span;
use nsg::Direction;
use std::borrow::Cow;
use text::text;

/// The portal's menu of a row, and what a window cut off.
const ELLIPSES: [&str; 2] = ["…", "..."];

/// The groups of rows, as they come: one for each name in the column of groups or in headings, else one.
#[derive(Default)]
pub(super) struct TableGroups<'t>(Vec<TableGroup<'t>>);

impl<'t> TableGroups<'t> {
    /// Puts the rule of a row into its group.
    pub(super) fn push(
        &mut self,
        row: &TableRow<'_, 't>,
        direction: Option<(Direction, Span)>,
        above: &Owner<'t>,
    ) {
        let owner = match row.cell(RuleColumn::Group) {
            Some(name) => Owner::Named(name.text.clone(), name.span),
            None => above.clone(),
        };
        let scope = row.scope();
        let rule = row.rule(direction);
        let mut groups = self.0.iter_mut();
        match groups.find(|group| group.owner.is_of(&owner) && group.scope == scope) {
            Some(group) => {
                group.span.end = row.line.span.end;
                group.rules.push(rule);
            }
            None => self.0.push(TableGroup {
                owner,
                scope,
                rules: vec![rule],
                span: row.line.span,
            }),
        }
    }

    /// The groups as a tree. A table that holds nothing but Azure's default rules is a group without rules of its own.
    pub(super) fn finish(mut self, whole: Span, sink: &mut DiagnosticSink) -> JsonNode<'t> {
        if self.0.is_empty() {
            self.0.push(TableGroup {
                owner: Owner::Unsaid,
                scope: String::new(),
                rules: Vec::new(),
                span: whole,
            });
        }
        for group in self.0.iter().skip(1) {
            if let Owner::Titled(title, span) = &group.owner {
                let message = text!("table-other-heading", title = text::quote(title));
                let help = text!("table-other-heading-help");
                sink.report_help(DiagnosticCode::OtherHeading, *span, message, help);
            }
        }
        let several = self.0.len() > 1;
        let nodes = self.0.into_iter().map(|group| group_node(group, several));
        JsonNode::new(Value::Array(nodes.collect()), whole)
    }
}

/// The rules of a group.
struct TableGroup<'t> {
    owner: Owner<'t>,
    /// Where it is: the name is that of another group elsewhere.
    scope: String,
    rules: Vec<JsonNode<'t>>,
    span: Span,
}

/// The groups of a table.
pub(super) fn groups<'t>(
    text: &'t str,
    layout: &Layout,
    lines: &[TableLine<'t>],
    sink: &mut DiagnosticSink,
) -> JsonNode<'t> {
    let mut groups = TableGroups::default();
    let mut sections = Sections::new(matches!(layout, Layout::Dashes(_)));
    let (mut header, mut last_row, mut is_over) = (None::<Header>, 0, false);
    for (at, line) in lines.iter().enumerate() {
        let is_row = header
            .as_ref()
            .is_some_and(|known| has_priority(line, known));
        // Whether a row is another header is looked at where it has no number: of ten thousand rows that is a tenth of the time.
        let names = (!is_row).then(|| Header::of(line));
        if let Some(names) = names.filter(Header::is_certain) {
            let rows = lines.get(at + 1..).unwrap_or_default();
            let is_of_rule = !names.has(RuleColumn::Name) && is_one_row(text, layout, rows);
            sections.header(is_of_rule);
            if let Some(told) = direction_of_defaults(text, &names, rows) {
                sections.defaults(told, line.span);
            }
            (header, last_row, is_over) = (Some(names), line.span.end, false);
            continue;
        }
        if is_rule_off(line) {
            last_row = line.span.end;
            continue;
        }
        let is_between = is_between_tables(text, layout, line, last_row);
        // A row that does not stand in its columns may have the words of a heading.
        let is_displaced = matches!(layout, Layout::Dashes(_)) && header.is_some();
        if tells_direction(text, line) && !is_displaced || is_between || is_over && !is_row {
            sections.line(
                text,
                line,
                header.is_some() && layout.has_bar(text, line.span),
            );
            // What a screen shows behind a table may stand in its columns by chance.
            is_over |= is_between && *layout != Layout::Bars;
            continue;
        }
        // Prose above the table.
        let Some(known) = &header else {
            sections.line(text, line, false);
            continue;
        };
        if !is_row && is_other_header(text, layout, line, lines.get(at + 1)) {
            header = None;
            continue;
        }
        if !fits(line, known) {
            let message = text!("table-uneven-row", cells = line.cells.len());
            let help = text!("table-uneven-row-help");
            sink.report_help(DiagnosticCode::UnevenRow, line.span, message, help);
            continue;
        }
        (last_row, is_over) = (line.span.end, false);
        let row = TableRow {
            text,
            line,
            header: known,
            name: sections.rule(),
            any_source_port: !known.has(RuleColumn::SourcePort),
        };
        if row.default_direction().is_some() {
            continue;
        }
        if row.is_in_doubt(sink) {
            continue;
        }
        groups.push(&row, sections.direction(), sections.owner());
    }
    groups.finish(Span::new(0, text.len()), sink)
}

/// `several`: a heading that is no name of an NSG tells groups apart only where there are several.
fn group_node(group: TableGroup<'_>, several: bool) -> JsonNode<'_> {
    let TableGroup {
        owner,
        rules,
        span,
        scope,
    } = group;
    let mut members = Vec::new();
    match owner {
        Owner::Named(name, at) => members.push(member("name", at, Value::String(name))),
        Owner::Titled(name, at) if several => {
            members.push(member("name", at, Value::String(name)));
        }
        Owner::Unsaid if several && !scope.is_empty() => {
            let place: Vec<_> = scope.lines().collect();
            let name = Value::String(Cow::Owned(place.join(" ")));
            members.push(member("name", span, name));
        }
        Owner::Titled(..) | Owner::Unsaid => {}
    }
    members.push(member("securityRules", span, Value::Array(rules)));
    JsonNode::new(Value::Object(members), span)
}

/// Whether a table has one row, between bars.
fn is_one_row(text: &str, layout: &Layout, rows: &[TableLine<'_>]) -> bool {
    let rows = rows
        .iter()
        .take_while(|line| layout.has_bar(text, line.span));
    rows.filter(|line| !is_rule_off(line)).take(2).count() == 1
}

/// Whether a line says a direction for the rows below it, and nothing else.
pub(super) fn tells_direction(text: &str, line: &TableLine<'_>) -> bool {
    let told = only_cell(line).filter(|cell| words::direction(&cell.text).is_some());
    let written =
        |cell: &Cell<'_>| is_title(text.get(cell.span.start..cell.span.end).unwrap_or_default());
    told.is_some_and(|cell| cell.text.starts_with('#') || written(cell))
}

/// Whether a line after the rows is none of them: in Markdown it has no bar; on a screen an empty line came before it, or it is
/// a prompt, and it does not stand in the columns.
fn is_between_tables(text: &str, layout: &Layout, line: &TableLine<'_>, last_row: usize) -> bool {
    let gap = text.get(last_row..line.span.start).unwrap_or_default();
    let written = text.get(line.span.start..line.span.end).unwrap_or_default();
    match layout {
        Layout::Bars => !layout.has_bar(text, line.span),
        Layout::Dashes(_) => {
            let is_apart = gap.matches('\n').count() > 1;
            let is_prompt = ["> ", "$ ", "# ", "info:"];
            let is_prompt = is_prompt.iter().any(|end| written.contains(end));
            line.cells.len() == 1 && (is_apart || is_prompt)
        }
        _ => false,
    }
}

/// Whether a line is the header of a table of something else, which Markdown draws a line under.
fn is_other_header(
    text: &str,
    layout: &Layout,
    line: &TableLine<'_>,
    next: Option<&TableLine<'_>>,
) -> bool {
    let header = Header::of(line);
    let is_of_rules = header.has(RuleColumn::Priority) || header.has(RuleColumn::Access);
    let is_dashed = |next: &TableLine<'_>| next.cells.iter().all(|cell| cell.text.contains('-'));
    let is_under = |next: &TableLine<'_>| {
        layout.has_bar(text, next.span) && is_rule_off(next) && is_dashed(next)
    };
    !is_of_rules && next.is_some_and(is_under)
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
        name: None,
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

/// The line under a header, or the end of a block of Markdown.
fn is_rule_off(line: &TableLine<'_>) -> bool {
    let is_drawn = |char: char| {
        matches!(
            char,
            '-' | ':' | '=' | '+' | '`' | ' ' | '\u{2500}'..='\u{257f}'
        )
    };
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

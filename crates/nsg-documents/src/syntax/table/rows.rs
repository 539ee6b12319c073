//! Rows as rules, in the tree that rules of JSON stand in.

use super::cells::{Cell, TableLine};
use super::columns::{Header, RuleColumn};
use super::trimmed;
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::json::{JsonNode, Member, Value};
use crate::position::Span;
use nsg::defaults::default_security_rules;
use std::borrow::Cow;
use text::text;

/// What stands before the names of default rules in some reports.
const DEFAULT_MARK: &str = "[Default]";

/// The portal's menu of a row, and what a window cut off.
const ELLIPSES: [&str; 2] = ["…", "..."];

/// The groups of rows, as they come: one for each name in the column of groups, else one.
#[derive(Default)]
pub(super) struct TableGroups<'t>(Vec<TableGroup<'t>>);

impl<'t> TableGroups<'t> {
    /// Puts the rule of a row into its group.
    pub(super) fn push(&mut self, row: &TableRow<'_, 't>, direction: Option<(&'static str, Span)>) {
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
    let (mut header, mut direction) = (None::<Header>, None::<(&'static str, Span)>);
    for line in lines {
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
        if row.is_default() {
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

fn member<'t>(key: &'static str, span: Span, value: Value<'t>) -> Member<'t> {
    Member {
        key: Cow::Borrowed(key),
        key_span: span,
        value: JsonNode::new(value, span),
    }
}

/// The direction that a line of one cell says for the rows below it.
pub(super) fn heading(line: &TableLine<'_>) -> Option<&'static str> {
    let mut filled = line.cells.iter().filter(|cell| !cell.text.is_empty());
    let (Some(only), None) = (filled.next(), filled.next()) else {
        return None;
    };
    let said = only.text.to_ascii_lowercase();
    let says = |words: [&str; 3]| words.iter().any(|word| said.contains(word));
    let inbound = says(["inbound", "ingress", "인바운드"]);
    let outbound = says(["outbound", "egress", "아웃바운드"]);
    match (inbound, outbound) {
        (true, false) => Some("Inbound"),
        (false, true) => Some("Outbound"),
        _ => None,
    }
}

/// Whether the cell of the priority is a number.
fn has_priority(line: &TableLine<'_>, header: &Header) -> bool {
    let at = header.position(RuleColumn::Priority);
    let cell = at.and_then(|at| line.cells.get(at));
    cell.is_some_and(|cell| cell.text.parse::<u32>().is_ok())
}

/// The line under a header.
fn is_rule_off(line: &TableLine<'_>) -> bool {
    let is_drawn = |char: char| matches!(char, '-' | ':' | '=' | '+' | ' ');
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

/// A row with its header.
pub(super) struct TableRow<'a, 't> {
    pub(super) text: &'t str,
    pub(super) line: &'a TableLine<'t>,
    pub(super) header: &'a Header,
    /// Whether the source port is taken to be any, since nobody keeps a column for it.
    pub(super) any_source_port: bool,
}

impl<'a, 't> TableRow<'a, 't> {
    /// The first cell of a column that has something in it.
    fn cell(&self, column: RuleColumn) -> Option<&'a Cell<'t>> {
        self.cells(column).next()
    }

    /// The cells of a column that have something in them: some tools have one for a single value and one for a list.
    fn cells(&self, column: RuleColumn) -> impl Iterator<Item = &'a Cell<'t>> {
        let cells = self.line.cells.iter().zip(self.header.columns());
        let of = cells.filter(move |(_, of)| **of == Some(column));
        let is_none = |text: &str| text.is_empty() || text.eq_ignore_ascii_case("none");
        of.map(|(cell, _)| cell)
            .filter(move |cell| !is_none(&cell.text))
    }

    /// The resource group and the subscription, as far as they are told.
    fn scope(&self) -> String {
        let mut scope = String::new();
        for cell in self.cells(RuleColumn::Scope) {
            scope.push_str(&cell.text.to_ascii_lowercase());
            scope.push('\n');
        }
        scope
    }

    /// Whether it is one of Azure's default rules, which every group has and nobody can change: they are not read again.
    pub(super) fn is_default(&self) -> bool {
        let priority = self.cell(RuleColumn::Priority);
        let priority = priority.and_then(|cell| cell.text.parse::<u32>().ok());
        let name = self.cell(RuleColumn::Name);
        let (Some(65000..), Some(name)) = (priority, name) else {
            return false;
        };
        let name = name.text.trim_start_matches(DEFAULT_MARK).trim();
        let mut defaults = default_security_rules().into_iter();
        defaults.any(|rule| rule.name.eq_ignore_ascii_case(name))
    }

    fn rule(&self, direction: Option<(&'static str, Span)>) -> JsonNode<'t> {
        let mut members = Vec::new();
        let plain = [
            (RuleColumn::Name, "name"),
            (RuleColumn::Priority, "priority"),
            (RuleColumn::Direction, "direction"),
            (RuleColumn::Access, "access"),
            (RuleColumn::Description, "description"),
        ];
        for (column, key) in plain {
            if let Some(cell) = self.cell(column) {
                members.push(member(key, cell.span, scalar(cell.text.clone())));
            }
        }
        if !self.header.has(RuleColumn::Direction)
            && let Some((direction, span)) = direction
        {
            let value = Value::String(Cow::Borrowed(direction));
            members.push(member("direction", span, value));
        }
        if let Some(cell) = self.cell(RuleColumn::Protocol) {
            let value = star_for_any(cell.text.clone());
            members.push(member("protocol", cell.span, Value::String(value)));
        }
        self.list(
            RuleColumn::Source,
            "sourceAddressPrefix",
            "sourceAddressPrefixes",
            &mut members,
        );
        self.list(
            RuleColumn::Destination,
            "destinationAddressPrefix",
            "destinationAddressPrefixes",
            &mut members,
        );
        self.list(
            RuleColumn::SourcePort,
            "sourcePortRange",
            "sourcePortRanges",
            &mut members,
        );
        self.list(
            RuleColumn::DestinationPort,
            "destinationPortRange",
            "destinationPortRanges",
            &mut members,
        );
        self.groups(
            RuleColumn::SourceGroups,
            "sourceApplicationSecurityGroups",
            &mut members,
        );
        self.groups(
            RuleColumn::DestinationGroups,
            "destinationApplicationSecurityGroups",
            &mut members,
        );
        if self.any_source_port {
            let any = Value::String(Cow::Borrowed("*"));
            members.push(member("sourcePortRange", self.line.span, any));
        }
        JsonNode::new(Value::Object(members), self.line.span)
    }

    /// The values of a column: one in the field for one, several in the field for a list.
    fn list(
        &self,
        column: RuleColumn,
        one: &'static str,
        many: &'static str,
        members: &mut Vec<Member<'t>>,
    ) {
        let parts: Vec<_> = self
            .cells(column)
            .flat_map(|cell| parts(self.text, cell))
            .collect();
        let nodes = parts
            .into_iter()
            .map(|(text, span)| JsonNode::new(Value::String(star_for_any(text)), span));
        let mut nodes: Vec<_> = nodes.collect();
        let at = nodes.first().map_or(self.line.span, |node| node.span);
        match nodes.len() {
            0 => {}
            1 => members.extend(nodes.pop().map(|value| Member {
                key: Cow::Borrowed(one),
                key_span: at,
                value,
            })),
            _ => members.push(member(many, at, Value::Array(nodes))),
        }
    }

    fn groups(&self, column: RuleColumn, key: &'static str, members: &mut Vec<Member<'t>>) {
        let parts: Vec<_> = self
            .cells(column)
            .flat_map(|cell| parts(self.text, cell))
            .collect();
        if parts.is_empty() {
            return;
        }
        let at = parts.first().map_or(self.line.span, |(_, span)| *span);
        let nodes = parts.into_iter().map(|(text, span)| {
            let id = member("id", span, Value::String(text));
            JsonNode::new(Value::Object(vec![id]), span)
        });
        members.push(member(key, at, Value::Array(nodes.collect())));
    }
}

/// A number where it is one, as the readers of rules expect a priority.
fn scalar(text: Cow<'_, str>) -> Value<'_> {
    match text {
        Cow::Borrowed(number)
            if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            Value::Number(number)
        }
        text => Value::String(text),
    }
}

/// The portal says `Any` for what the API calls `*`.
fn star_for_any(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_any = |word: &str| text.eq_ignore_ascii_case(word);
    match is_any("any") || is_any("all") || is_any("모두") || is_any("임의") {
        true => Cow::Borrowed("*"),
        false => text,
    }
}

/// The values of a cell, which stand between blanks, commas, semicolons or line breaks.
fn parts<'t>(text: &'t str, cell: &Cell<'t>) -> Vec<(Cow<'t, str>, Span)> {
    let is_between = |char: char| char.is_whitespace() || matches!(char, ',' | ';');
    let Cow::Borrowed(whole) = cell.text else {
        let owned = cell.text.split(is_between).filter(|part| !part.is_empty());
        return owned
            .map(|part| (Cow::Owned(part.to_owned()), cell.span))
            .collect();
    };
    let mut found = Vec::new();
    let mut start = cell.span.start;
    for part in whole.split_inclusive(is_between) {
        let span = trimmed(
            text,
            Span::new(start, start + part.trim_end_matches(is_between).len()),
        );
        start += part.len();
        let part = part.trim_end_matches(is_between);
        if !part.is_empty() {
            found.push((Cow::Borrowed(part), span));
        }
    }
    found
}

//! A row of a table as a rule.

use super::cells::{Cell, TableLine};
use super::columns::{Header, RuleColumn};
use super::{trimmed, words};
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::json::{JsonNode, Member, Value};
use crate::position::Span;
use nsg::Direction;
use nsg::defaults::default_security_rules;
use std::borrow::Cow;
use text::text;

/// What stands before the names of default rules in some reports.
const DEFAULT_MARK: &str = "[Default]";

/// A row with its header.
pub(super) struct TableRow<'a, 't> {
    pub(super) text: &'t str,
    pub(super) line: &'a TableLine<'t>,
    pub(super) header: &'a Header,
    /// What the rule is called where the table has no column for it.
    pub(super) name: Option<&'a Cell<'t>>,
    /// Whether the source port is taken to be any, since nobody keeps a column for it.
    pub(super) any_source_port: bool,
}

impl<'a, 't> TableRow<'a, 't> {
    /// The first cell of a column that has something in it.
    pub(super) fn cell(&self, column: RuleColumn) -> Option<&'a Cell<'t>> {
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
    pub(super) fn scope(&self) -> String {
        let mut scope = String::new();
        for cell in self.cells(RuleColumn::Scope) {
            scope.push_str(&cell.text.to_ascii_lowercase());
            scope.push('\n');
        }
        scope
    }

    /// The direction of a row that is one of Azure's default rules, which every group has and nobody can change: they are not
    /// read again.
    pub(super) fn default_direction(&self) -> Option<Direction> {
        let priority = self.cell(RuleColumn::Priority);
        let priority = priority.and_then(|cell| cell.text.parse::<u32>().ok());
        let name = self.cell(RuleColumn::Name).or(self.name);
        let (Some(65000..), Some(name)) = (priority, name) else {
            return None;
        };
        let name = name.text.trim_start_matches(DEFAULT_MARK).trim();
        let mut defaults = default_security_rules().into_iter();
        let rule = defaults.find(|rule| rule.name.eq_ignore_ascii_case(name))?;
        rule.direction.known().copied()
    }

    /// Whether a column says that the rule may not be there; this is reported.
    pub(super) fn is_in_doubt(&self, sink: &mut DiagnosticSink) -> bool {
        let state = self.cell(RuleColumn::State);
        let Some(state) = state.filter(|state| !words::is_there(&state.text)) else {
            return false;
        };
        let message = text!("table-row-state", state = text::quote(&state.text));
        let help = text!("table-row-state-help");
        sink.report_help(DiagnosticCode::RulesNotRead, state.span, message, help);
        true
    }

    /// The row as a rule. `direction`: what stands above the rows or among them, with its place.
    pub(super) fn rule(&self, direction: Option<(Direction, Span)>) -> JsonNode<'t> {
        let mut members = Vec::new();
        let plain = [
            (RuleColumn::Name, "name"),
            (RuleColumn::Priority, "priority"),
            (RuleColumn::Direction, "direction"),
            (RuleColumn::Access, "access"),
            (RuleColumn::Description, "description"),
        ];
        for (column, key) in plain {
            let heading = self.name.filter(|_| column == RuleColumn::Name);
            if let Some(cell) = self.cell(column).or(heading) {
                let word = azures_word(column, &cell.text);
                members.push(member(key, cell.span, scalar(word)));
            }
        }
        if !self.header.has(RuleColumn::Direction)
            && let Some((direction, span)) = direction
        {
            let value = Value::String(Cow::Borrowed(direction.as_str()));
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
            .flat_map(|cell| parts(self.text, cell, false))
            .collect();
        let nodes = parts
            .into_iter()
            .map(|(text, span)| (short_dash(column, star_for_any(text)), span))
            .map(|(text, span)| JsonNode::new(Value::String(text), span));
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
            .flat_map(|cell| parts(self.text, cell, true))
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
    match words::is_any(&text) {
        true => Cow::Borrowed("*"),
        false => text,
    }
}

/// A direction or an access in Azure's word for it, where a cell says it in another language.
fn azures_word<'t>(column: RuleColumn, text: &Cow<'t, str>) -> Cow<'t, str> {
    let known = match column {
        RuleColumn::Access => words::access(text),
        RuleColumn::Direction if !text.contains(char::is_whitespace) => {
            words::direction(text).map(Direction::as_str)
        }
        _ => None,
    };
    known.map_or_else(|| text.clone(), Cow::Borrowed)
}

/// Ports with the dash that a word processor made long.
fn short_dash(column: RuleColumn, text: Cow<'_, str>) -> Cow<'_, str> {
    let is_port = matches!(column, RuleColumn::SourcePort | RuleColumn::DestinationPort);
    match is_port && text.contains('\u{2013}') {
        true => Cow::Owned(text.replace('\u{2013}', "-")),
        false => text,
    }
}

/// The values of a cell, which stand between commas, semicolons or line breaks; numbers, as Azure CLI joins them, between blanks,
/// too. Words between blanks are one value that nobody knows: `Internet except 203.0.113.0/24`.
fn parts<'t>(text: &'t str, cell: &Cell<'t>, are_names: bool) -> Vec<(Cow<'t, str>, Span)> {
    if words::is_any(&cell.text) {
        return vec![(cell.text.clone(), cell.span)];
    }
    // PowerShell prints lists between braces.
    let inner = cell
        .text
        .strip_prefix('{')
        .and_then(|inner| inner.strip_suffix('}'));
    let is_end = |char: char| {
        matches!(char, ',' | ';' | '\n' | '\r') || inner.is_some() && matches!(char, '{' | '}')
    };
    let is_blank = |char: char| is_end(char) || char.is_whitespace();
    let split = |part: &str| are_names || part.split_whitespace().all(is_number);
    let Cow::Borrowed(whole) = cell.text else {
        let owned = cell.text.split(is_end).flat_map(|part| match split(part) {
            true => part.split_whitespace().map(str::to_owned).collect(),
            false => vec![part.trim().to_owned()],
        });
        return owned.map(|part| (Cow::Owned(part), cell.span)).collect();
    };
    let mut found = Vec::new();
    let mut start = cell.span.start;
    for segment in whole.split_inclusive(is_end) {
        let mut at = start;
        start += segment.len();
        let inner = segment.trim_end_matches(is_end);
        let pieces: Vec<&str> = match split(inner) {
            true => segment.split_inclusive(is_blank).collect(),
            false => vec![segment],
        };
        for piece in pieces {
            let part = piece.trim_end_matches(is_end).trim();
            let span = Span::new(at, at + piece.trim_end_matches(is_blank).len());
            at += piece.len();
            if !part.is_empty() {
                found.push((Cow::Borrowed(part), trimmed(text, span)));
            }
        }
    }
    found
}

/// Whether a word is a port, an address or a range, or any of them.
fn is_number(word: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_hexdigit() || b".:/-".contains(&byte);
    word == "*" || word.bytes().all(is_part) && word.bytes().any(|byte| byte.is_ascii_digit())
}

/// A field of a rule, which stands where its cell does.
pub(super) fn member<'t>(key: &'static str, span: Span, value: Value<'t>) -> Member<'t> {
    Member {
        key: Cow::Borrowed(key),
        key_span: span,
        value: JsonNode::new(value, span),
    }
}

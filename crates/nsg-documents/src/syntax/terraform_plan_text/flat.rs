//! The resources of a plan of Terraform 0.11: a line for each value, with its whole path.
//!
//! It shows the values that change and never counts the others, so of a resource that is updated everything else is unknown. Of
//! a resource that is deleted it shows nothing.

use super::cursor::Cursor;
use super::header::{Action, PlanHeader};
use super::hidden;
use super::sides::{ListSides, Marker, ObjectSides, PlannedValue, Sides};
use super::values::{self, Literal};
use super::{GROUP, RULE, is_relevant};
use crate::diagnostic::DiagnosticSink;
use crate::json::{JsonNode, Value};
use crate::position::Span;
use crate::rule::is_blank;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A resource with its values, if they say something.
pub(super) struct FlatResource<'t> {
    pub(super) kind: &'t str,
    pub(super) header: PlanHeader<'t>,
    pub(super) sides: Option<Sides<'t>>,
}

/// Whether a line is that of a resource: `~ azurerm_network_security_group.web`.
pub(super) fn is_resource(cursor: &mut Cursor<'_>) -> bool {
    first_line(cursor).is_some()
}

fn first_line<'t>(cursor: &mut Cursor<'t>) -> Option<(Action, &'t str)> {
    let rest = cursor.rest();
    let start = cursor.at();
    let marker = values::marker(cursor);
    if cursor.at() == start {
        return None;
    }
    let action = match marker {
        _ if rest.starts_with("<=") => Action::None,
        Marker::Changed if !rest.starts_with(['~', '!']) => Action::Replace,
        Marker::Added => Action::Create,
        Marker::Removed => Action::Delete,
        Marker::Changed => Action::Update,
        Marker::Same => return None,
    };
    address(cursor).map(|address| (action, address))
}

/// The address that is alone on its line but for a remark.
fn address<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    let address = cursor.address();
    let is_name = |letter: char| letter.is_alphanumeric() || "._-[]\"*".contains(letter);
    let is_address =
        kind(address).is_some_and(|kind| kind.contains('_')) && address.chars().all(is_name);
    let remark = cursor.rest();
    (is_address && (remark.is_empty() || remark.starts_with('('))).then_some(address)
}

/// The type in an address: `module.net.azurerm_network_security_group.web`.
fn kind(address: &str) -> Option<&str> {
    let mut parts = address.rsplit('.');
    parts.next()?;
    parts.next()
}

/// Reads a resource with its lines, and stops at the first line that is none of them.
pub(super) fn read<'t>(
    cursor: &mut Cursor<'t>,
    count: &mut usize,
    sink: &mut DiagnosticSink,
) -> Option<FlatResource<'t>> {
    let start = cursor.at();
    let line = first_line(cursor);
    cursor.plain_rest();
    let head = cursor.since(start);
    let mut values = FlatValues::default();
    let mut end = head;
    while cursor.next_line() {
        let Some(key) = attribute_key(&mut cursor.clone()) else {
            break;
        };
        *count += 1;
        values.line(cursor, key);
        end = cursor.since(start);
    }
    let (action, address) = line?;
    let kind = kind(address)?;
    let header = PlanHeader {
        address,
        previous: None,
        action,
    };
    let has_data = action == Action::None || address.split('.').any(|part| part == "data");
    let sides = (is_relevant(kind) && !has_data)
        .then(|| values.finish(kind, action, head, end, sink))
        .flatten();
    Some(FlatResource {
        kind,
        header,
        sides,
    })
}

/// The key of a line `key: value`.
fn attribute_key<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    let key = cursor.take_while(|letter| letter != ':' && !letter.is_whitespace());
    (!key.is_empty() && cursor.eat(":")).then_some(key)
}

/// The values of a resource, while its lines are read.
#[derive(Default)]
struct FlatValues<'t> {
    own: FlatObject<'t>,
    /// The rules of a group, by the number that Terraform makes of each.
    rules: Vec<(Span, FlatObject<'t>)>,
    numbers: BTreeMap<&'t str, usize>,
    has_rules: bool,
    /// Where rules are known only after apply.
    open: Option<Span>,
}

/// An object whose values are texts and lists of texts.
#[derive(Default)]
struct FlatObject<'t> {
    values: ObjectSides<'t>,
    lists: BTreeMap<&'t str, (Span, ListSides<'t>)>,
}

impl<'t> FlatValues<'t> {
    /// Reads a line.
    fn line(&mut self, cursor: &mut Cursor<'t>, key: &'t str) {
        cursor.rest();
        let start = cursor.at();
        attribute_key(cursor);
        let sides = sides(cursor);
        cursor.plain_rest();
        let span = cursor.since(start);
        let Some(sides) = sides else {
            return;
        };
        let Some(path) = key.strip_prefix("security_rule.") else {
            return self.own.push(key, span, sides);
        };
        self.has_rules = true;
        match path.split_once('.') {
            Some((number, field)) => {
                let at = *self.numbers.entry(number).or_insert_with(|| {
                    self.rules.push((span, FlatObject::default()));
                    self.rules.len() - 1
                });
                if let Some((_, rule)) = self.rules.get_mut(at) {
                    rule.push(field, span, sides);
                }
            }
            None => self.open = sides.open.map(|_| span).or(self.open),
        }
    }

    fn finish(
        self,
        kind: &str,
        action: Action,
        head: Span,
        span: Span,
        sink: &mut DiagnosticSink,
    ) -> Option<Sides<'t>> {
        let holds_rules = kind == GROUP || kind == RULE;
        if action == Action::Delete {
            if holds_rules {
                hidden::report_rules(head, sink);
            }
            return None;
        }
        let mut own = self.own.finish();
        if kind == GROUP {
            if !self.has_rules && action == Action::Update {
                hidden::report_rules(head, sink);
            }
            let mut rules = ListSides::default();
            for (at, rule) in self.rules {
                rules.push(rule_sides(rule.finish(), at), at);
            }
            let key = Cow::Borrowed("security_rule");
            let mut rules = rules.finish(span);
            if let Some(at) = self.open {
                rules = PlannedValue::Open(at).sides(Marker::Added);
            }
            own.push(key, span, rules);
        }
        if kind == RULE && action == Action::Update {
            hidden::report_values(head, sink);
            hidden::of_rule(&mut own, span);
        }
        Some(own.finish(span))
    }
}

/// A rule of a set: at an end where it is not there, all of its texts are empty, its name among them.
fn rule_sides(rule: ObjectSides<'_>, span: Span) -> Sides<'_> {
    let is_named = |node: &JsonNode| node.get("name").is_some_and(|name| !is_blank(name));
    let sides = rule.finish(span);
    let has_open_name = sides.open.as_ref().is_some_and(|open| open.has("name"));
    Sides {
        before: sides.before.filter(is_named),
        after: sides.after.filter(|node| has_open_name || is_named(node)),
        open: sides.open,
    }
}

impl<'t> FlatObject<'t> {
    /// Adds the value at a path.
    fn push(&mut self, path: &'t str, span: Span, sides: Sides<'t>) {
        match path.split_once('.') {
            None => self.values.push(Cow::Borrowed(path), span, sides),
            // How many there are is seen by the items, where they are known.
            Some((_, "#" | "%")) if sides.open.is_none() => {}
            Some((key, _)) => {
                let (_, list) = self
                    .lists
                    .entry(key)
                    .or_insert((span, ListSides::default()));
                list.push(sides, span);
            }
        }
    }

    fn finish(mut self) -> ObjectSides<'t> {
        for (key, (span, list)) in self.lists {
            self.values
                .push(Cow::Borrowed(key), span, list.finish(span));
        }
        self.values
    }
}

/// Reads `"new"` or `"old" => "new"`.
fn sides<'t>(cursor: &mut Cursor<'t>) -> Option<Sides<'t>> {
    let first = written(cursor)?;
    if cursor.eat("=>") {
        let later = written(cursor)?;
        return Some(first.becomes(later));
    }
    Some(first.sides(Marker::Added))
}

fn written<'t>(cursor: &mut Cursor<'t>) -> Option<PlannedValue<'t>> {
    cursor.rest();
    let start = cursor.at();
    if cursor.eat("<computed>") {
        return Some(PlannedValue::Open(cursor.since(start)));
    }
    if cursor.eat("<sensitive>") {
        let node = JsonNode::new(Value::Unread, cursor.since(start));
        return Some(PlannedValue::Value(node));
    }
    match values::literal(cursor)? {
        Literal::Value(value) => {
            let node = JsonNode::new(value, cursor.since(start));
            Some(PlannedValue::Value(node))
        }
        _ => None,
    }
}

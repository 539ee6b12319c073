//! What `terraform plan` prints for people, as the tree of what `terraform show -json` says of a plan.
//!
//! Of a resource the text has what changes, and counts the rest: `# (3 unchanged attributes hidden)`. What it does not show is
//! unknown here, and never absent.

mod body;
mod cursor;
mod flat;
mod header;
mod hidden;
mod sides;
mod values;

use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::index::holds;
use crate::json::{self, JsonNode, MAX_VALUES, Member, Value};
use crate::position::Span;
use body::{BodyReader, Place};
use cursor::Cursor;
use header::{Action, PlanHeader, Sentence};
use sides::Sides;
use std::borrow::Cow;
use std::collections::BTreeMap;
use text::{quote, text};

/// Words of which every plan has one: most texts are known for none without a look at each line.
const WORDS: [&str; 5] = ["Terraform", "OpenTofu", "azurerm_", "azapi_", "unchanged"];

/// Why a plan gives nothing to read.
pub(crate) struct NoPlan;

/// Reads a plan; `None` where the text is none.
///
/// What there is to say about it is reported, also where the result is [`NoPlan`].
pub(crate) fn read<'t>(
    text: &'t str,
    sink: &mut DiagnosticSink,
) -> Option<Result<JsonNode<'t>, NoPlan>> {
    if json::begins_like_json(text) || !WORDS.iter().any(|word| text.contains(word)) {
        return None;
    }
    let mut plan = PlanReader::default();
    let mut found = DiagnosticSink::default();
    plan.read(text, &mut found);
    if !plan.is_certain {
        return None;
    }
    sink.append(found);
    if plan.resources.is_empty() {
        let (message, help) = match sink.has(DiagnosticCode::HiddenRules) {
            true => (text!("document-no-group"), text!("plan-show-json")),
            false => (text!("plan-no-group"), text!("document-paste-show")),
        };
        sink.report_help(
            DiagnosticCode::TerraformPlanText,
            Span::default(),
            message,
            help,
        );
        return Some(Err(NoPlan));
    }
    let whole = Span::new(0, text.len());
    let changes = plan.resources.into_iter().map(Resource::node).collect();
    let changes = JsonNode::new(Value::Array(changes), whole);
    Some(Ok(object(vec![("resource_changes", changes)], whole)))
}

/// A resource that may have to do with rules.
struct Resource<'t> {
    kind: &'t str,
    header: PlanHeader<'t>,
    sides: Sides<'t>,
    span: Span,
}

#[derive(Default)]
struct PlanReader<'t> {
    /// Whether the text has what only a plan has.
    is_certain: bool,
    /// Whether the resources of a plan of Terraform 0.11 may follow.
    in_actions: bool,
    resources: Vec<Resource<'t>>,
    /// Where the resource of an address is.
    addresses: BTreeMap<&'t str, usize>,
    values: usize,
}

impl<'t> PlanReader<'t> {
    fn read(&mut self, text: &'t str, sink: &mut DiagnosticSink) {
        let mut cursor = Cursor::new(text);
        let mut header: Option<PlanHeader<'t>> = None;
        loop {
            let start = {
                cursor.rest();
                cursor.at()
            };
            let rest = cursor.rest();
            if rest.starts_with('#') {
                let moved = header::moved_from(&mut cursor.clone());
                match (header::of(&mut cursor.clone()), &mut header) {
                    (Some(found), _) => {
                        self.in_actions = false;
                        header = Some(found);
                    }
                    (None, Some(header)) if moved.is_some() => header.previous = moved,
                    _ => {}
                }
            } else if let Some(found) = header.take() {
                self.resource(&mut cursor, found, start, sink);
            } else if is_resource(&mut cursor.clone()) {
                self.resource(&mut cursor, PlanHeader::missing(), start, sink);
            } else if rest.starts_with("Plan: ") {
                self.in_actions = false;
            } else if self.in_actions && flat::is_resource(&mut cursor.clone()) {
                self.flat(&mut cursor, sink);
                // It ends where the next one may begin.
                continue;
            } else if let Some(sentence) = header::sentence(&mut cursor.clone()) {
                self.is_certain = true;
                self.in_actions = sentence != Sentence::NoChanges;
                if sentence == Sentence::PartOfActions {
                    let (message, help) = (text!("plan-stopped"), text!("plan-show-json"));
                    let at = Span::new(start, start + rest.len());
                    sink.report_help(DiagnosticCode::HiddenRules, at, message, help);
                }
            }
            if self.values > MAX_VALUES || !cursor.next_line() {
                return;
            }
        }
    }

    /// Reads the resource that a comment announced: `~ resource "type" "name" {`.
    fn resource(
        &mut self,
        cursor: &mut Cursor<'t>,
        header: PlanHeader<'t>,
        start: usize,
        sink: &mut DiagnosticSink,
    ) {
        let before = cursor.at();
        values::marker(cursor);
        let has_marker = cursor.at() > before;
        let is_data = cursor.eat("data ");
        if !is_data && !cursor.eat("resource ") {
            return;
        }
        let (Some(Cow::Borrowed(kind)), Some(_)) = (values::string(cursor), values::string(cursor))
        else {
            return;
        };
        let is_known = !matches!(header.action, Action::None | Action::Unknown);
        let is_planned = is_known && !is_data;
        if header.action == Action::Unknown && has_marker && !is_data && is_relevant(kind) {
            let span = Span::new(start, cursor.at());
            let (message, help) = (text!("plan-unknown-action"), text!("plan-show-json"));
            sink.report_help(DiagnosticCode::HiddenRules, span, message, help);
        }
        // Without a marker a comment in source could look the same.
        self.is_certain |= has_marker && is_planned;
        let mut reader = BodyReader {
            cursor,
            sink,
            is_relevant: is_planned && is_relevant(kind),
            values: &mut self.values,
        };
        if !reader.cursor.eat("{") {
            return;
        }
        let is_relevant = reader.is_relevant;
        let sides = reader.object(place(kind), start, 0);
        if is_relevant {
            let span = cursor.since(start);
            self.push(kind, header, sides, span, sink);
        }
    }

    fn flat(&mut self, cursor: &mut Cursor<'t>, sink: &mut DiagnosticSink) {
        let start = cursor.at();
        let Some(found) = flat::read(cursor, &mut self.values, sink) else {
            return;
        };
        self.is_certain = true;
        let span = cursor.since(start);
        if let Some(sides) = found.sides {
            self.push(found.kind, found.header, sides, span, sink);
        }
    }

    fn push(
        &mut self,
        kind: &'t str,
        header: PlanHeader<'t>,
        mut sides: Sides<'t>,
        span: Span,
        sink: &mut DiagnosticSink,
    ) {
        match header.action {
            Action::Create => sides.before = None,
            Action::Delete | Action::Forget => sides.after = None,
            _ => {}
        }
        if kind == RULE && hidden_owner(&sides) {
            let (message, help) = (text!("plan-rule-without-group"), text!("plan-show-json"));
            return sink.report_help(DiagnosticCode::HiddenRules, span, message, help);
        }
        let address = header.address;
        let resource = Resource {
            kind,
            header,
            sides,
            span,
        };
        let known = self.addresses.get(address).copied();
        match known.and_then(|known| self.resources.get_mut(known)) {
            Some(known) => {
                let message = text!("json-duplicate-key", key = quote(address));
                sink.report(DiagnosticCode::DuplicateKey, span, message);
                *known = resource;
            }
            None => {
                self.addresses.insert(address, self.resources.len());
                self.resources.push(resource);
            }
        }
    }
}

/// Whether a line is the first one of a resource, behind a marker.
fn is_resource(cursor: &mut Cursor<'_>) -> bool {
    cursor.rest();
    let start = cursor.at();
    values::marker(cursor);
    cursor.at() > start && cursor.rest().starts_with("resource \"")
}

const GROUP: &str = "azurerm_network_security_group";
const RULE: &str = "azurerm_network_security_rule";

/// Whether a type of resources may have to do with rules.
fn is_relevant(kind: &str) -> bool {
    kind.starts_with("azurerm_network_")
        || kind.starts_with("azurerm_subnet_network_security_group")
        || kind.starts_with("azapi_")
        || holds(kind, "template_deployment")
}

fn place(kind: &str) -> Place {
    match kind {
        GROUP => Place::Group,
        RULE => Place::Rule,
        _ => Place::Other,
    }
}

/// Whether the group of a rule of its own is not shown. One that is known only after apply may be the one there is.
fn hidden_owner(sides: &Sides<'_>) -> bool {
    let is_told = |side: &Option<JsonNode>| {
        side.as_ref()
            .is_none_or(|side| side.has("network_security_group_name"))
    };
    let is_open = sides.open.as_ref();
    let is_open = is_open.is_some_and(|open| open.has("network_security_group_name"));
    !(is_told(&sides.before) && (is_open || is_told(&sides.after)))
}

impl<'t> Resource<'t> {
    /// The resource as an item of a plan's `resource_changes`.
    fn node(self) -> JsonNode<'t> {
        let span = self.span;
        let text = |text: &'t str| JsonNode::new(Value::String(Cow::Borrowed(text)), span);
        let null = || JsonNode::new(Value::Null, span);
        let names = self.header.action.names().iter().map(|name| text(name));
        let actions = JsonNode::new(Value::Array(names.collect()), span);
        let open = self.sides.open.unwrap_or_else(|| object(Vec::new(), span));
        let change = object(
            vec![
                ("actions", actions),
                ("before", self.sides.before.unwrap_or_else(null)),
                ("after", self.sides.after.unwrap_or_else(null)),
                ("after_unknown", open),
            ],
            span,
        );
        let mut members = vec![
            ("type", text(self.kind)),
            ("address", text(self.header.address)),
            ("change", change),
        ];
        if let Some(previous) = self.header.previous {
            members.push(("previous_address", text(previous)));
        }
        object(members, span)
    }
}

fn object<'t>(members: Vec<(&'static str, JsonNode<'t>)>, span: Span) -> JsonNode<'t> {
    let members = members.into_iter().map(|(key, value)| Member {
        key: Cow::Borrowed(key),
        key_span: span,
        value,
    });
    JsonNode::new(Value::Object(members.collect()), span)
}

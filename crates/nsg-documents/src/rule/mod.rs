//! One rule, in any of the shapes.

mod address;
mod admin;
mod as_written;
mod fields;
mod form;
mod group_names;
mod port;
mod prefix;

use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::index::holds;
use crate::json::{JsonNode, Value};
use crate::position::Span;
use crate::shapes::expression::{Scope, mentions_loop};
use nsg::ComparedField;
use nsg::{AddressMatch, Conditions, Field, PortMatch, SecurityRule};

pub(crate) use as_written::{FieldForms, RuleForms};
pub(crate) use fields::SideFields;
#[cfg(feature = "plan-text")]
pub(crate) use fields::is_blank;
#[cfg(feature = "hcl")]
pub(crate) use fields::variable_in;
pub(crate) use fields::{DESTINATION, FieldValue, SOURCE, body};
use fields::{PROTOCOL, RULE_ACCESS, RULE_DIRECTION};
#[cfg(feature = "tables")]
pub(crate) use group_names::GROUP_NAMES;
pub(crate) use group_names::names_group;
pub(crate) use prefix::classify_prefix;
use text::{quote, text};

/// Stands for the text of a field that is not there.
pub(crate) const MISSING: &str = "missing";

/// How the document writes rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// As they were configured.
    Configured,
    /// As effective security rules print them: `*` as `0.0.0.0/0`, ports as `80-80` and `0-65535`, and
    /// everything in the plural fields too (recorded).
    Effective,
}

/// Whose rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RuleOwner {
    User,
    Default,
    Admin,
}

/// Reads rules.
pub(crate) struct RuleReader<'r, 'n, 't, 's> {
    pub(crate) sink: &'r mut DiagnosticSink,
    pub(crate) scope: &'r Scope<'n, 't, 's>,
    pub(crate) style: Style,
    /// Terraform's `after_unknown` for the rule: fields that are known only after apply.
    pub(crate) after_unknown: Option<&'r JsonNode<'t>>,
    /// How the field that is read is written.
    pub(crate) forms: FieldForms,
}

impl<'n, 't> RuleReader<'_, 'n, 't, '_> {
    /// Reads a rule of a group. `index` names it where it has no name.
    pub(crate) fn read(
        &mut self,
        node: &'n JsonNode<'t>,
        index: usize,
        kind: RuleOwner,
    ) -> SecurityRule {
        let Some(rule) = self.rule_object(node) else {
            return unknown_rule(nameless(index), &self.unknown_text(node));
        };
        let name = self.name(rule, index);
        if let Some(expression) = first_loop(rule) {
            self.of_loop(&name, start_of(rule));
            return unknown_rule(name, expression);
        }
        let fields = match rule
            .get("properties")
            .filter(|properties| properties.as_str().is_some() || properties.is_unknown())
        {
            Some(properties) => match self.resolve(properties, properties.span) {
                FieldValue::Known(properties) => properties,
                FieldValue::Unknown(text) => return unknown_rule(name, &text),
            },
            None => body(rule),
        };
        if !may_be_rule(fields) && self.after_unknown.is_none() {
            // SPEC (`networkSecurityGroup.json`, `required`): every rule has the four.
            let message = text!("rule-no-fields", rule = quote(&name));
            let help = text!("rule-no-fields-help");
            self.sink
                .report_help(DiagnosticCode::InvalidRule, start_of(rule), message, help);
            return unknown_rule(name, text!("rule-unread"));
        }
        let (conditions, forms) = self.conditions(fields, &name, kind);
        SecurityRule {
            id: self.id(rule),
            description: self
                .free_text(rule, "description")
                .filter(|text| !text.is_empty()),
            priority: self.priority(fields, &name, kind),
            direction: self.word(fields, RULE_DIRECTION, &name),
            access: self.word(fields, RULE_ACCESS, &name),
            conditions,
            refusals: forms.refusals,
            spellings: forms.spellings,
            name,
        }
    }

    /// Reports a rule that stands for as many as its loop has turns.
    fn of_loop(&mut self, name: &str, at: Span) {
        let message = text!("rule-of-loop", rule = quote(name));
        let help = text!("document-paste-deployed");
        self.sink
            .report_help(DiagnosticCode::CopyLoop, at, message, help);
    }

    /// The object of a rule, which may be the value of a variable.
    fn rule_object(&mut self, node: &'n JsonNode<'t>) -> Option<&'n JsonNode<'t>> {
        match self.resolve(node, node.span) {
            FieldValue::Known(node) if node.is_object() => Some(node),
            FieldValue::Known(node) => {
                let message = text!("rule-expected", what = node.kind());
                self.sink
                    .report(DiagnosticCode::InvalidRule, node.span, message);
                None
            }
            FieldValue::Unknown(_) => None,
        }
    }

    /// The five things that a flow must match, and how they are written.
    pub(crate) fn conditions(
        &mut self,
        rule: &'n JsonNode<'t>,
        name: &str,
        kind: RuleOwner,
    ) -> (Conditions, RuleForms) {
        let mut forms = RuleForms::default();
        let mut take = |reader: &mut Self, field| forms.take(field, &mut reader.forms);
        let protocol = self.word(rule, PROTOCOL, name);
        let source = self.addresses(rule, name, &SOURCE, kind);
        take(self, ComparedField::Source);
        let source_ports = self.ports(rule, name, &SOURCE);
        take(self, ComparedField::SourcePort);
        let destination = self.addresses(rule, name, &DESTINATION, kind);
        take(self, ComparedField::Destination);
        let destination_ports = self.ports(rule, name, &DESTINATION);
        take(self, ComparedField::DestinationPort);
        let conditions = Conditions {
            protocol,
            source,
            source_ports,
            destination,
            destination_ports,
        };
        (conditions, forms)
    }

    /// The resource id. `securityGroupView` prints default rules with ids that name nothing (recorded).
    pub(crate) fn id(&mut self, rule: &'n JsonNode<'t>) -> Option<String> {
        self.text(rule, "id")
            .filter(|id| !id.is_empty() && !holds(id, "//"))
    }

    /// The bare name. Effective rules put `securityRules/` before it (recorded).
    fn name(&mut self, rule: &'n JsonNode<'t>, index: usize) -> String {
        let name = match rule.get("name").filter(|name| name.is_unknown()) {
            // Brackets stand around what is no name.
            Some(unknown) => format!("({})", unknown.scalar().unwrap_or_default()),
            None => {
                let key = || self.scope.keys.get(rule).map(str::to_owned);
                let name = self.text(rule, "name");
                name.filter(|name| !name.is_empty())
                    .or_else(key)
                    .unwrap_or_default()
            }
        };
        self.bare_name(name, rule.span, index)
    }

    /// The bare name of what may be one with a type before it, or nothing.
    fn bare_name(&mut self, name: String, at: Span, index: usize) -> String {
        if name.trim().is_empty() {
            let message = text!("rule-without-name", number = index + 1);
            self.sink.report(DiagnosticCode::MissingName, at, message);
            return nameless(index);
        }
        match name.rsplit_once('/') {
            Some((_, bare)) if !name.starts_with(['[', '(']) => bare.to_owned(),
            _ => name,
        }
    }

    /// The text to keep of a value that was not understood.
    fn unknown_text(&self, node: &JsonNode) -> String {
        node.scalar().unwrap_or(text!("rule-unread")).to_owned()
    }
}

/// How many of the fields that every rule has are there, in the object or in its `properties`.
pub(crate) fn rule_fields(node: &JsonNode) -> usize {
    let body = fields::body(node);
    let fields = ["direction", "access", "priority", "protocol"];
    fields.iter().filter(|field| body.has_key(field)).count()
}

/// Whether an object among rules is a rule, even one of which fields are missing, as where a module has values for them: it has
/// two of the fields that every rule has, or one with an address or a port. With fewer it is something else.
fn may_be_rule(fields: &JsonNode) -> bool {
    let has_side = |side: &SideFields| {
        let keys = [side.prefix, side.prefixes, side.groups, side.group_ids];
        let mut keys = keys.iter().chain([&side.port, &side.ports]);
        keys.any(|key| fields.has_key(key))
    };
    match rule_fields(fields) {
        0 => false,
        1 => has_side(&SOURCE) || has_side(&DESTINATION),
        _ => true,
    }
}

/// Whether an object is a rule rather than something that holds rules.
pub(crate) fn looks_like_rule(node: &JsonNode) -> bool {
    rule_fields(node) >= 3 && !is_admin_rule(node)
}

/// Whether an object is a security admin rule: only they have lists of sources (SPEC:
/// `networkManagerSecurityAdminConfiguration.json`).
pub(crate) fn is_admin_rule(node: &JsonNode) -> bool {
    let body = fields::body(node);
    body.has("sources") || body.has("destinations")
}

fn nameless(index: usize) -> String {
    text!("rule-nameless", number = index + 1)
}

/// A rule of which nothing but its existence is known: whatever it might match hangs on it.
pub(crate) fn unknown_rule(name: String, text: &str) -> SecurityRule {
    SecurityRule {
        name,
        id: None,
        description: None,
        priority: Field::Unknown(text.to_owned()),
        direction: Field::Unknown(text.to_owned()),
        access: Field::Unknown(text.to_owned()),
        conditions: unknown_conditions(text),
        refusals: Vec::new(),
        spellings: nsg::Spellings::default(),
    }
}

fn unknown_conditions(text: &str) -> Conditions {
    Conditions {
        protocol: Field::Unknown(text.to_owned()),
        source: vec![AddressMatch::Unknown(text.to_owned())],
        source_ports: vec![PortMatch::Unknown(text.to_owned())],
        destination: vec![AddressMatch::Unknown(text.to_owned())],
        destination_ports: vec![PortMatch::Unknown(text.to_owned())],
    }
}

/// Whether a text depends on the turn of a loop.
fn is_of_loop(text: &str) -> bool {
    text.starts_with('[') && mentions_loop(text)
}

/// The first text in a rule that depends on the turn of a loop.
fn first_loop<'a>(node: &'a JsonNode) -> Option<&'a str> {
    match &node.value {
        Value::String(text) => is_of_loop(text).then_some(text),
        Value::Array(items) => items.iter().find_map(first_loop),
        Value::Object(members) => members.iter().find_map(|member| first_loop(&member.value)),
        _ => None,
    }
}

/// A span for problems of a side that is not there.
pub(crate) fn start_of(node: &JsonNode) -> Span {
    Span::new(node.span.start, (node.span.start + 1).min(node.span.end))
}

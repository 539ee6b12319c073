//! Security admin rules of Azure Virtual Network Manager.

use crate::codes::DiagnosticCode;
use crate::diagnostic::{Diagnostic, DiagnosticSink};
use crate::json::{self, JsonNode, Value};
use crate::position::{Positions, Span};
use crate::rule::{FieldForms, RuleReader, Style, body};
use crate::shapes::expression::Scope;
use nsg::SecurityAdminRule;
use text::text;

/// Security admin rules.
#[derive(Clone, Debug, Default)]
pub struct AdminRules {
    /// The rules, in the text's order.
    pub rules: Vec<SecurityAdminRule>,
    /// Problems.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads security admin rules: Azure's REST form, `az network manager`'s flattened form, or the answer
/// of `listNetworkManagerEffectiveSecurityAdminRules` (SPEC: `networkManager.json`); also the way in which
/// effective security rules print them.
pub fn read(text: &str) -> AdminRules {
    let mut sink = DiagnosticSink::default();
    let root = json::parse(text, &mut sink);
    let rules = root
        .as_ref()
        .map(|root| rules(root, &mut sink))
        .unwrap_or_default();
    if rules.is_empty() {
        let span = root
            .as_ref()
            .map_or_else(Span::default, crate::rule::start_of);
        let message = text!("document-no-admin-rules");
        let help = text!("document-no-admin-rules-help");
        sink.report_help(DiagnosticCode::NoAdminRules, span, message, help);
    }
    let diagnostics = sink.finish(&Positions::new(text), &json::pointers(root.as_ref()));
    AdminRules { rules, diagnostics }
}

/// Reads security admin rules that are parsed already.
pub fn read_value(value: &serde_json::Value) -> AdminRules {
    match value {
        serde_json::Value::String(text) => read(text),
        value => read(&value.to_string()),
    }
}

/// The rules of a tree.
pub(crate) fn rules(root: &JsonNode, sink: &mut DiagnosticSink) -> Vec<SecurityAdminRule> {
    let mut found = Vec::new();
    find(root, &mut found);
    let scope = Scope::default();
    let mut reader = RuleReader {
        sink,
        scope: &scope,
        style: Style::Configured,
        after_unknown: None,
        forms: FieldForms::default(),
    };
    found
        .iter()
        .enumerate()
        .map(|(index, node)| {
            reader.style = style(node);
            reader.read_admin(node, index)
        })
        .collect()
}

/// Only effective security rules give admin rules the address fields of security rules.
fn style(node: &JsonNode<'_>) -> Style {
    let fields = [
        "sourceAddressPrefix",
        "sourceAddressPrefixes",
        "destinationAddressPrefix",
        "destinationAddressPrefixes",
    ];
    match fields.iter().any(|field| body(node).has(field)) {
        true => Style::Effective,
        false => Style::Configured,
    }
}

fn find<'n, 't>(node: &'n JsonNode<'t>, found: &mut Vec<&'n JsonNode<'t>>) {
    match &node.value {
        Value::Object(_) if crate::rule::rule_fields(node) >= 2 || body(node).has("sources") => {
            found.push(node)
        }
        Value::Object(members) => members.iter().for_each(|member| find(&member.value, found)),
        Value::Array(items) => items.iter().for_each(|item| find(item, found)),
        _ => {}
    }
}

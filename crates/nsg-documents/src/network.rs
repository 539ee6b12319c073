//! The network that rules refer to, as one JSON object: the `network` of the npm package's scenario.

use crate::codes::DiagnosticCode;
use crate::diagnostic::{Diagnostic, DiagnosticSink};
use crate::json::{self, JsonNode, Value};
use crate::position::{Positions, Span};
use crate::{admin_rules, service_tags};
use nsg::{Network, Question};
use text::text;

/// What rules refer to.
#[derive(Clone, Debug, Default)]
pub struct NetworkFacts {
    /// The network.
    pub network: Network,
    /// Whether `serviceTags` is a whole service tag document, which is for looking up, and not tags by their names.
    pub has_tag_document: bool,
    /// Problems.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads `{"virtualNetwork": […], "serviceTags": {…}, "applicationSecurityGroups": {…},
/// "securityAdminRules": […], "answers": [{"fact": …, "answer": true}, …]}`. Each may be absent, and is unknown then;
/// `serviceTags` may be a whole service tag document, and a fact is one that a verdict asked for.
pub fn read(text: &str) -> NetworkFacts {
    let mut sink = DiagnosticSink::default();
    let root = json::parse(text, &mut sink);
    let tags = root.as_ref().and_then(|root| root.get("serviceTags"));
    let has_tag_document = tags.is_some_and(service_tags::is_document);
    let network = match &root {
        Some(root) if root.is_object() => self::network(root, &mut sink),
        _ => {
            let message = text!("document-network-no-object");
            sink.report(
                DiagnosticCode::InvalidNetwork,
                Span::new(0, text.len()),
                message,
            );
            Network::default()
        }
    };
    let diagnostics = sink.finish(&Positions::new(text), &json::pointers(root.as_ref()));
    NetworkFacts {
        network,
        has_tag_document,
        diagnostics,
    }
}

/// Reads a network that is parsed already.
pub fn read_value(value: &serde_json::Value) -> NetworkFacts {
    read(&value.to_string())
}

fn network(root: &JsonNode, sink: &mut DiagnosticSink) -> Network {
    let mut network = Network::default();
    if let Some(list) = part(root, "virtualNetwork", JsonNode::is_array, sink) {
        let prefixes = list.items().iter();
        network.virtual_network = Some(
            prefixes
                .filter_map(|item| service_tags::prefix(item, sink))
                .collect(),
        );
    }
    if let Some(tags) = part(root, "serviceTags", JsonNode::is_container, sink) {
        network.service_tags = service_tags::given(tags, sink);
    }
    if let Some(groups) = part(root, "applicationSecurityGroups", JsonNode::is_object, sink) {
        for member in groups.members() {
            let members = service_tags::set(&member.value, sink);
            network
                .application_security_groups
                .insert(member.key.as_ref().into(), members);
        }
    }
    if let Some(rules) = part(root, "securityAdminRules", JsonNode::is_container, sink) {
        network.security_admin_rules = admin_rules::rules(rules, sink);
    }
    if let Some(answers) = part(root, "answers", JsonNode::is_array, sink) {
        for item in answers.items() {
            if let Some((question, yes)) = answer(item, sink)
                && let Err(contradiction) = network.answers.answer(question, yes)
            {
                sink.report(
                    DiagnosticCode::InvalidAnswer,
                    item.span,
                    contradiction.to_string(),
                );
            }
        }
    }
    network
}

/// An answer with what it answers; both are told where they cannot be read.
fn answer(item: &JsonNode, sink: &mut DiagnosticSink) -> Option<(Question, bool)> {
    let fact = item.get("fact").filter(|fact| fact.is_object());
    let about = fact.and_then(|fact| fact.get("about"));
    let question = about.and_then(json::typed);
    if question.is_none() {
        let at = about.or(fact).unwrap_or(item).span;
        let message = text!("document-answer-no-fact");
        let help = text!("document-answer-no-fact-help");
        sink.report_help(DiagnosticCode::InvalidAnswer, at, message, help);
    }
    let given = item.get("answer");
    let yes = given.and_then(|given| match given.value {
        Value::Bool(yes) => Some(yes),
        _ => None,
    });
    if yes.is_none() {
        let message = match given {
            Some(given) => text!("document-answer-no-boolean", what = given.kind()),
            None => text!("document-answer-missing").to_owned(),
        };
        let at = given.unwrap_or(item).span;
        sink.report(DiagnosticCode::InvalidAnswer, at, message);
    }
    Some((question?, yes?))
}

fn part<'n, 't>(
    root: &'n JsonNode<'t>,
    key: &str,
    fits: impl Fn(&JsonNode<'t>) -> bool,
    sink: &mut DiagnosticSink,
) -> Option<&'n JsonNode<'t>> {
    let node = root.get(key)?;
    if fits(node) {
        return Some(node);
    }
    let message = text!("document-network-part", key, what = node.kind());
    sink.report(DiagnosticCode::InvalidNetwork, node.span, message);
    None
}

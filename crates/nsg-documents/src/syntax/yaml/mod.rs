//! YAML: what `az --output yaml` prints, Ansible's tasks, and resources of Kubernetes that make groups.
//!
//! The parser is `granit-parser`, which `serde-saphyr` stands on; it tells where in the text each value is.

mod ansible;
mod crossplane;
mod kubernetes;
mod pulumi;
mod rewrite;
pub(crate) mod tree;

use super::{SyntaxText, recognise};
use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::document::Shape;
use crate::json::{JsonNode, Value};
use crate::position::Span;
use text::text;

/// Reads a text that looks like YAML; `None` where it is something else after all.
pub(crate) fn read<'t>(text: &'t str, sink: &mut DiagnosticSink) -> Option<SyntaxText<'t>> {
    let documents = match tree::parse(text) {
        Ok(documents) => documents,
        // Words above JSON may look like a key, and a page has some above it.
        Err(_) if recognise::has_json_inside(text) || recognise::is_page(text) => return None,
        Err(problem) => {
            let help = text!("yaml-broken-help");
            sink.report_help(problem.code, problem.span, problem.message, help);
            return Some(SyntaxText::Refused);
        }
    };
    if !documents.iter().any(JsonNode::is_container) {
        return None;
    }
    let is_kubernetes =
        |document: &JsonNode<'_>| document.has("apiVersion") && document.has("kind");
    let parsed = documents.into_iter().flat_map(kubernetes::listed);
    let (mut documents, mut shape) = (Vec::new(), None);
    for document in parsed {
        if let Some(groups) = ansible::groups(&document, sink) {
            shape = Some(Shape::Ansible);
            documents.push(groups);
            continue;
        }
        if let Some(resources) = pulumi::resources(&document) {
            documents.extend(resources);
            continue;
        }
        if is_kubernetes(&document) {
            shape = Some(Shape::Kubernetes);
        }
        documents.push(kubernetes::as_groups(document));
    }
    kubernetes::put_rules_into_groups(&mut documents, sink);
    let root = match documents.len() {
        1 => documents.pop()?,
        _ => JsonNode::new(Value::Array(documents), Span::new(0, text.len())),
    };
    Some(SyntaxText::Tree(root, shape))
}

/// Why a text cannot be read, and where.
#[derive(Debug)]
pub(crate) struct YamlProblem {
    code: DiagnosticCode,
    span: Span,
    message: String,
}

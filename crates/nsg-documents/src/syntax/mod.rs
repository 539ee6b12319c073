//! Syntaxes beside JSON. Each becomes the tree of [`JsonNode`](crate::json::JsonNode) with the positions of the text, and what
//! comes after that is the same for all.

#[cfg(feature = "syntax-tree")]
pub(crate) mod crossing;
#[cfg(feature = "hcl")]
pub(crate) mod hcl;
pub(crate) mod recognise;
#[cfg(feature = "tables")]
pub(crate) mod table;
#[cfg(feature = "plan-text")]
pub(crate) mod terraform_plan_text;
#[cfg(feature = "yaml")]
pub(crate) mod yaml;

use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::document::Shape;
use crate::json::JsonNode;
use crate::position::Span;
use text::text;

/// Whether a text begins with a sign. A parser asks at every token for each sign that may follow; the first byte nearly always
/// answers, and a comparison of texts is the call of a function.
#[cfg(any(feature = "hcl", feature = "plan-text"))]
pub(super) fn begins_with(text: &str, sign: &str) -> bool {
    text.as_bytes().first() == sign.as_bytes().first() && text.starts_with(sign)
}

/// A text that one of the syntaxes claims.
#[cfg_attr(
    not(any(
        feature = "hcl",
        feature = "plan-text",
        feature = "tables",
        feature = "yaml"
    )),
    expect(dead_code, reason = "no syntax is built in")
)]
pub(crate) enum SyntaxText<'t> {
    /// It was read into a tree; the shape is that of the syntax where its texts have one of their own.
    Tree(JsonNode<'t>, Option<Shape>),
    /// It cannot be read; why is reported.
    Refused,
}

/// Says of a text that it is a diff, where it is one.
pub(crate) fn is_diff(text: &str, sink: &mut DiagnosticSink) -> bool {
    let is_diff = recognise::excerpt::is_diff(text);
    if is_diff {
        let (message, help) = (text!("document-diff"), text!("document-diff-help"));
        sink.report_help(DiagnosticCode::Diff, Span::default(), message, help);
    }
    is_diff
}

/// The block of Markdown in a text where that is what can be read, else the text: what stands above a table tells of it.
pub(crate) fn part_to_read<'t>(text: &'t str, block: &'t str) -> &'t str {
    let is_tree = |part: &str| {
        let read = read_other(part, &mut DiagnosticSink::default());
        matches!(read, Some(SyntaxText::Tree(..)))
    };
    match block != text && !is_tree(text) && is_tree(block) {
        true => block,
        false => text,
    }
}

/// Reads Terraform's source; `None` where it is not built in, or where the text is none after all.
pub(crate) fn read_terraform_source<'t>(
    text: &'t str,
    sink: &mut DiagnosticSink,
) -> Option<SyntaxText<'t>> {
    if is_diff(text, sink) {
        return Some(SyntaxText::Refused);
    }
    #[cfg(feature = "hcl")]
    if let Some(source) = hcl::read(text, sink) {
        return Some(match source {
            Ok(root) => SyntaxText::Tree(root, None),
            Err(hcl::NoRules) => SyntaxText::Refused,
        });
    }
    None
}

/// Reads a text that is neither JSON nor Terraform's source by the syntax that it is certainly written in; `None` where there is
/// none.
pub(crate) fn read_other<'t>(text: &'t str, sink: &mut DiagnosticSink) -> Option<SyntaxText<'t>> {
    #[cfg(feature = "plan-text")]
    if let Some(plan) = terraform_plan_text::read(text, sink) {
        return Some(match plan {
            Ok(root) => SyntaxText::Tree(root, None),
            Err(terraform_plan_text::NoPlan) => SyntaxText::Refused,
        });
    }
    if is_diff(text, sink) {
        return Some(SyntaxText::Refused);
    }
    #[cfg(feature = "tables")]
    if let Some(table) = table::read(text, sink) {
        return Some(match table {
            Ok(root) => SyntaxText::Tree(root, Some(Shape::Table)),
            Err(table::NoTable) => SyntaxText::Refused,
        });
    }
    #[cfg(feature = "yaml")]
    if recognise::is_yaml(text) {
        return yaml::read(text, sink);
    }
    None
}

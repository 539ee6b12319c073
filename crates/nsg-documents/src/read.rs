//! From text to a document.

use crate::codes::Code;
use crate::diagnostic::Sink;
use crate::document::{Document, Draft, Group};
use crate::json;
use crate::limits;
use crate::position::{Positions, Span};
use crate::shapes;

/// More than any export of rules; offsets and memory stay within 32 bits.
const MAX_BYTES: usize = 256 << 20;

/// Reads a pasted document of any shape.
///
/// Never fails: what is understood is in the document's groups, and problems are in its diagnostics. A
/// text without any group is an error there.
pub fn read(text: &str) -> Document {
    let mut sink = Sink::default();
    let Some(root) = root(text, &mut sink) else {
        let diagnostics = sink.finish(&Positions::new(""), None);
        return Document {
            diagnostics,
            ..Document::default()
        };
    };
    let contents = shapes::contents(&root, &mut sink);
    for draft in &contents.drafts {
        limits::check(draft, &mut sink);
    }
    let positions = Positions::new(text);
    let groups = contents
        .drafts
        .into_iter()
        .map(|draft| finish(draft, &positions))
        .collect();
    let diagnostics = sink.finish(&positions, Some(&root));
    Document {
        shape: contents.shape,
        groups,
        network: contents.network,
        diagnostics,
    }
}

/// Reads a document that is parsed already: positions point into its compact text.
pub fn read_value(value: &serde_json::Value) -> Document {
    match value {
        serde_json::Value::String(text) => read(text),
        value => read(&value.to_string()),
    }
}

fn root<'t>(text: &'t str, sink: &mut Sink) -> Option<json::Node<'t>> {
    if text.len() > MAX_BYTES {
        let message = format!("the text is larger than {} MB", MAX_BYTES >> 20);
        sink.report_help(
            Code::TextTooLarge,
            Span::default(),
            message,
            "paste one group at a time",
        );
        return None;
    }
    let root = json::parse(text, sink);
    if root.is_none() {
        let help = "paste what `az network nsg show` prints";
        sink.report_help(
            Code::EmptyText,
            Span::default(),
            "there is nothing to read",
            help,
        );
    }
    root
}

fn finish(draft: Draft, positions: &Positions) -> Group {
    let security_group = draft.group.with_default_rules();
    let of = |span: &Span| Some(positions.of(*span));
    let mut defaults: Vec<_> = draft.default_rule_spans.iter().map(of).collect();
    defaults.resize(security_group.default_security_rules.len(), None);
    Group {
        security_group,
        association: draft.association,
        position: draft.span.as_ref().and_then(of),
        security_rule_positions: draft.rule_spans.iter().map(of).collect(),
        default_security_rule_positions: defaults,
    }
}

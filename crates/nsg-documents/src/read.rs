//! From text to a document.

use crate::codes::DiagnosticCode;
use crate::diagnostic::{Diagnostic, DiagnosticSink};
#[cfg(feature = "tables")]
use crate::document::Shape;
use crate::document::{Document, DocumentGroup, Draft};
use crate::json::{self, JsonNode, Value};
use crate::limits;
use crate::position::{Position, Positions, Span};
use crate::shapes::{self, Contents, commands, format_list, refusal};
use crate::syntax::recognise::excerpt::block;
#[cfg(feature = "tables")]
use crate::syntax::table::{NoTable, json_rows};
use crate::syntax::{self, SyntaxText, recognise};
use text::text;

/// More than any export of rules; offsets and memory stay within 32 bits.
const MAX_BYTES: usize = 128 << 20;

/// The reader that a text needs. A program that loads readers when they are first needed asks this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeededReader {
    /// JSON, by its first character: [`read_json`].
    Json,
    /// Terraform's source: [`read_terraform_source`].
    TerraformSource,
    /// Tables, YAML, plans, what is on a screen, and what is none of all: [`read_other`].
    Other,
}

impl NeededReader {
    /// The reader of a text.
    pub fn of(text: &str) -> Self {
        match () {
            () if is_json(text) => Self::Json,
            () if recognise::terraform::is_source(&block(text)) => Self::TerraformSource,
            () => Self::Other,
        }
    }
}

/// Whether a text is JSON by its first character.
pub(crate) fn is_json(text: &str) -> bool {
    let start = text.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
    let is_asciidoc = || start.lines().nth(1).is_some_and(|line| line == "|===");
    start.is_empty() || start.starts_with('{') || start.starts_with('[') && !is_asciidoc()
}

/// Reads a pasted document of any shape, in any syntax that is built in.
///
/// Never fails: what is understood is in the document's groups, and problems are in its diagnostics. A
/// text without any group is an error there.
pub fn read(text: &str) -> Document {
    match NeededReader::of(text) {
        NeededReader::Json => read_json(text),
        NeededReader::TerraformSource => read_terraform_source(text),
        NeededReader::Other => read_other(text),
    }
}

/// Reads Terraform's source, where that is built in.
pub fn read_terraform_source(text: &str) -> Document {
    let mut sink = DiagnosticSink::default();
    if is_too_large(text) {
        return too_large(sink);
    }
    match syntax::read_terraform_source(&block(text), &mut sink) {
        Some(read) => of_syntax(text, &read, sink),
        None => not_json(text, sink),
    }
}

/// Reads what is neither JSON nor Terraform's source.
pub fn read_other(text: &str) -> Document {
    let mut sink = DiagnosticSink::default();
    if is_too_large(text) {
        return too_large(sink);
    }
    if format_list::is_list(text) {
        let list = format_list::read(text, &mut sink);
        // What is on the screen has no JSON pointers.
        return document(text, &list, None, sink);
    }
    let block = block(text);
    let part = syntax::part_to_read(text, &block);
    match syntax::read_other(part, &mut sink) {
        Some(read) => of_syntax(part, &read, sink),
        None => not_json(text, sink),
    }
}

/// Names a text that no reader takes; a piece of JSON, or JSON between other lines, is read as JSON.
fn not_json(text: &str, mut sink: DiagnosticSink) -> Document {
    if let Some((code, message, help)) = refusal::not_json(text) {
        sink.report_help(code, Span::default(), message, help);
        return nothing(text, sink);
    }
    of_json(text, sink)
}

/// Reads a text as JSON, or as a piece of it. A program that loads the readers of other syntaxes when they are first needed
/// has this one at once.
pub fn read_json(text: &str) -> Document {
    let mut sink = DiagnosticSink::default();
    match () {
        () if is_too_large(text) => too_large(sink),
        () if syntax::is_diff(text, &mut sink) => nothing(text, sink),
        () if recognise::terraform::is_object(text) => {
            let (message, help) = (text!("hcl-piece"), text!("hcl-piece-help"));
            sink.report_help(
                DiagnosticCode::TerraformSource,
                Span::default(),
                message,
                help,
            );
            nothing(text, sink)
        }
        () => of_json(text, sink),
    }
}

/// Whether a text is larger than the reader takes.
pub(crate) fn is_too_large(text: &str) -> bool {
    text.len() > MAX_BYTES
}

fn too_large(mut sink: DiagnosticSink) -> Document {
    let message = text!("document-too-large", most = MAX_BYTES >> 20);
    let help = text!("document-too-large-help");
    sink.report_help(DiagnosticCode::TextTooLarge, Span::default(), message, help);
    nothing("", sink)
}

/// The document that a syntax made of a text.
pub(crate) fn of_syntax(text: &str, read: &SyntaxText<'_>, sink: DiagnosticSink) -> Document {
    let SyntaxText::Tree(root, shape) = read else {
        return nothing(text, sink);
    };
    let mut document = document(text, root, None, sink);
    // A document without groups has none.
    document.shape = document.shape.map(|told| shape.unwrap_or(told));
    document
}

fn of_json(text: &str, mut sink: DiagnosticSink) -> Document {
    let Some(root) = json::parse(text, &mut sink) else {
        let is_blank = |char: char| char.is_whitespace() || char == '\u{feff}';
        let (code, message) = match text.trim_matches(is_blank).is_empty() {
            true => (DiagnosticCode::EmptyText, text!("document-empty")),
            false => (DiagnosticCode::NoGroup, text!("document-unknown-form")),
        };
        let help = text!("document-paste-show");
        sink.clear();
        sink.report_help(code, Span::default(), message, help);
        commands::name(text, &mut sink);
        return nothing(text, sink);
    };
    #[cfg(feature = "tables")]
    match json_rows::read(text, &root, &mut sink) {
        Some(Ok(rows)) => {
            shapes::more_pages(&root, &mut sink);
            let document = document(text, &rows, Some(&root), sink);
            return Document {
                shape: Some(Shape::Table),
                ..document
            };
        }
        Some(Err(NoTable)) => return nothing(text, sink),
        None => {}
    }
    match &root.value {
        Value::String(inner)
            if inner.trim_start().starts_with(['{', '[']) && !commands::are_in(text) =>
        {
            in_string(text, inner, root.span)
        }
        _ => document(text, &root, Some(&root), sink),
    }
}

/// Reads a document that is parsed already: positions point into its compact text.
pub fn read_value(value: &serde_json::Value) -> Document {
    match value {
        serde_json::Value::String(text) => read(text),
        value => read(&value.to_string()),
    }
}

fn nothing(text: &str, sink: DiagnosticSink) -> Document {
    let diagnostics = sink.finish(&Positions::new(text), &|_| None);
    Document {
        diagnostics,
        ..Document::default()
    }
}

/// The document in a tree, with what there is to say of the JSON and of the contents.
fn document(
    text: &str,
    root: &JsonNode,
    pointers: Option<&JsonNode>,
    mut sink: DiagnosticSink,
) -> Document {
    let mut found = DiagnosticSink::default();
    let mut contents = shapes::contents(root, &mut found);
    // What stands between brackets in a script is no JSON.
    let is_prose = pointers.is_some() && !json::begins_like_json(text);
    if is_prose && commands::are_in(text) && !contents.has_priority() {
        contents = Contents::default();
        found.report(DiagnosticCode::NoGroup, Span::default(), "");
    }
    for draft in &contents.drafts {
        limits::check(draft, &mut found);
    }
    // Prose holds no JSON to complain about.
    if contents.shape.is_some() || json::begins_like_json(text) {
        sink.append(found);
    } else {
        sink = found;
    }
    if contents.shape.is_none() {
        commands::name(text, &mut sink);
    }
    let positions = Positions::new(text);
    let finished = |drafts: Vec<Draft>| {
        let drafts = drafts.into_iter();
        drafts.map(|draft| finish(draft, &positions)).collect()
    };
    let groups = finished(contents.drafts);
    let before = contents.before.map(finished);
    let diagnostics = sink.finish(&positions, &json::pointers(pointers));
    Document {
        shape: contents.shape,
        groups,
        before,
        network: contents.network,
        topology: contents.topology,
        conflicts: contents.conflicts,
        diagnostics,
    }
}

fn finish(draft: Draft, positions: &Positions) -> DocumentGroup {
    let security_group = draft.group.with_default_rules();
    let of = |span: &Span| Some(positions.of(*span));
    let mut defaults: Vec<_> = draft.default_rule_spans.iter().map(of).collect();
    defaults.resize(security_group.default_security_rules.len(), None);
    DocumentGroup {
        security_group,
        key: draft.key,
        extent: draft.extent,
        association: draft.association,
        position: draft.span.as_ref().and_then(of),
        security_rule_positions: draft.rule_spans.iter().map(of).collect(),
        default_security_rule_positions: defaults,
    }
}

/// A document that is text inside a JSON string, as logs keep bodies: everything in it stands where the
/// string does.
fn in_string(text: &str, inner: &str, span: Span) -> Document {
    let mut document = read_json(inner);
    let position = Positions::new(text).of(span);
    for diagnostic in &mut document.diagnostics {
        diagnostic.pointer = None;
        place(diagnostic, position);
    }
    let before = document.before.iter_mut().flatten();
    for group in document.groups.iter_mut().chain(before) {
        let rules = group.security_rule_positions.iter_mut();
        let rules = rules
            .chain(&mut group.default_security_rule_positions)
            .chain([&mut group.position]);
        rules
            .filter(|known| known.is_some())
            .for_each(|known| *known = Some(position));
    }
    let code = DiagnosticCode::JsonInString;
    let message = text!("document-in-string");
    let mut note = Diagnostic::new(code.severity(), code.as_str(), message);
    place(&mut note, position);
    document.diagnostics.insert(0, note);
    document
}

fn place(diagnostic: &mut Diagnostic, position: Position) {
    diagnostic.line = Some(position.line);
    diagnostic.column = Some(position.column);
    diagnostic.start = Some(position.start);
    diagnostic.end = Some(position.end);
}

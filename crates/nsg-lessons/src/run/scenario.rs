//! Reads the texts of a lesson where they stand. What a lesson shows has to be in order, so the reader's warnings are mistakes
//! here, but for those that a lesson is about.

use crate::failure::{FailureKind, FailureSink};
use crate::lesson::{LessonGroup, LessonNetwork};
use nsg_documents::{Diagnostic, DiagnosticSeverity};

/// Reads a group that a lesson shows; what Azure says against it is what the lesson says it says.
pub(super) fn check(group: &LessonGroup, sink: &mut FailureSink<'_>) {
    let Some(text) = &group.text else {
        return;
    };
    let document = nsg_documents::read(text);
    let mut expected = group.refused.clone();
    for diagnostic in serious(&document.diagnostics) {
        if expected.iter().any(|code| code == diagnostic.code) {
            continue;
        }
        let line = group.line + diagnostic.line.unwrap_or_default();
        report(line, diagnostic, sink);
    }
    expected.retain(|code| {
        serious(&document.diagnostics).all(|diagnostic| diagnostic.code != code.as_str())
    });
    for code in expected {
        let message = format!("the group has no `{code}`");
        let help = "name the codes of crates/nsg-documents/tests/diagnostics.md that it has";
        sink.report(FailureKind::UnreadableText, group.line, message, help);
    }
    if document.groups.len() != 1 {
        let message = format!("the text holds {} groups", document.groups.len());
        sink.report(
            FailureKind::UnreadableText,
            group.line,
            message,
            "write one",
        );
    }
}

/// Reads what is known about the network.
pub(super) fn check_network(network: &LessonNetwork, sink: &mut FailureSink<'_>) {
    let facts = nsg_documents::network::read(&network.text);
    for diagnostic in serious(&facts.diagnostics) {
        report(
            network.line + diagnostic.line.unwrap_or_default(),
            diagnostic,
            sink,
        );
    }
}

fn serious(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity > DiagnosticSeverity::Info)
}

fn report(line: usize, diagnostic: &Diagnostic, sink: &mut FailureSink<'_>) {
    let message = format!("{}: {}", diagnostic.code, diagnostic.message);
    let help = diagnostic.help.clone();
    let help = help.unwrap_or_else(|| "write what Azure would take".to_owned());
    sink.report(FailureKind::UnreadableText, line, message, help);
}

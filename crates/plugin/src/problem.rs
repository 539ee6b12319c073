//! Problems that the package itself tells, besides the reader's diagnostics.

use nsg_documents::{Diagnostic, DiagnosticSeverity};

/// An error that stands at a place in the arguments.
pub(crate) fn at(pointer: String, code: &'static str, message: String) -> Diagnostic {
    let mut problem = Diagnostic::new(DiagnosticSeverity::Error, code, message);
    problem.pointer = Some(pointer);
    problem
}

//! Diagnostics: what the reader has to say about a text.

use crate::codes::{DiagnosticCode, DiagnosticSeverity};
use crate::position::{Positions, Span};
use serde::Serialize;
use text::text;

/// A problem in pasted text.
///
/// Line, column and offsets point into the text that was given: see [`Position`](crate::Position).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: DiagnosticSeverity,
    /// Stable and kebab-case, one of [`DiagnosticCode::ALL`] where it comes from this crate.
    pub code: &'static str,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Whether rules may be missing from what was read: see [`DiagnosticCode::hides_rules`].
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hides_rules: bool,
    /// Line, 1-based.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Column, 1-based, in UTF-16 code units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// JSON pointer to the value (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Offset of the first UTF-16 code unit, 0-based.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// Offset after the last UTF-16 code unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
}

impl Diagnostic {
    /// A diagnostic without a position.
    pub fn new(
        severity: DiagnosticSeverity,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            help: None,
            hides_rules: false,
            line: None,
            column: None,
            pointer: None,
            start: None,
            end: None,
        }
    }

    /// The diagnostic with help.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A thousand rules with the same fault are one fault: so many of a code are listed, the rest counted.
const LISTED_PER_CODE: usize = 50;

/// Collects diagnostics while a text is read.
#[cfg_attr(feature = "syntax-tree", derive(serde::Serialize, serde::Deserialize))]
pub(crate) struct DiagnosticSink {
    /// In the order of the text.
    found: Vec<FoundProblem>,
    /// How many of each code were noted, in the order of the codes.
    counts: Vec<usize>,
}

#[cfg_attr(feature = "syntax-tree", derive(serde::Serialize, serde::Deserialize))]
struct FoundProblem {
    code: DiagnosticCode,
    message: String,
    help: Option<String>,
    span: Span,
}

impl Default for DiagnosticSink {
    fn default() -> Self {
        Self {
            found: Vec::new(),
            counts: vec![0; DiagnosticCode::COUNT],
        }
    }
}

impl DiagnosticSink {
    /// Notes a problem.
    pub(crate) fn report(&mut self, code: DiagnosticCode, span: Span, message: impl Into<String>) {
        self.add(FoundProblem {
            code,
            message: message.into(),
            help: None,
            span,
        });
    }

    /// Notes a problem, with what to do about it.
    pub(crate) fn report_help(
        &mut self,
        code: DiagnosticCode,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(FoundProblem {
            code,
            message: message.into(),
            help: Some(help.into()),
            span,
        });
    }

    /// Notes something that is said once, however often it is met.
    pub(crate) fn report_new(
        &mut self,
        code: DiagnosticCode,
        span: Span,
        message: String,
        help: &'static str,
    ) {
        let is_known = |found: &FoundProblem| found.code == code && found.message == message;
        if !self.found.iter().any(is_known) {
            self.report_help(code, span, message, help);
        }
    }

    /// Notes a problem of which one mention is enough.
    pub(crate) fn report_once(
        &mut self,
        code: DiagnosticCode,
        span: Span,
        message: &str,
        help: &str,
    ) {
        if !self.has(code) {
            self.report_help(code, span, message, help);
        }
    }

    pub(crate) fn has(&self, code: DiagnosticCode) -> bool {
        self.count(code) > 0
    }

    /// Whether more of a code would only be counted, so that help for them need not be looked for.
    pub(crate) fn is_full(&self, code: DiagnosticCode) -> bool {
        self.count(code) >= LISTED_PER_CODE
    }

    /// Forgets everything: what was found in a text that is something else altogether.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Forgets what a form of text always has.
    pub(crate) fn forget(&mut self, code: DiagnosticCode) {
        self.found.retain(|found| found.code != code);
        self.counts
            .iter_mut()
            .skip(code as usize)
            .take(1)
            .for_each(|count| *count = 0);
    }

    /// The first problem that hides rules: where it is, its message, and what to do about it.
    pub(crate) fn first_hiding(&self) -> Option<(Span, &str, Option<&str>)> {
        let found = self.found.iter().find(|found| found.code.hides_rules())?;
        Some((found.span, &found.message, found.help.as_deref()))
    }

    /// Adds what another collected.
    pub(crate) fn append(&mut self, other: Self) {
        for found in other.found {
            self.insert(found);
        }
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
    }

    /// Adds what another collected, but for what is known already.
    pub(crate) fn append_new(&mut self, other: Self) {
        for found in other.found {
            let is_known =
                |known: &FoundProblem| known.code == found.code && known.message == found.message;
            if !self.found.iter().any(is_known) {
                self.add(found);
            }
        }
    }

    fn add(&mut self, found: FoundProblem) {
        if let Some(count) = self.counts.get_mut(found.code as usize) {
            *count += 1;
        }
        if self.count(found.code) <= LISTED_PER_CODE {
            self.insert(found);
        }
    }

    /// Keeps the order of the text: at most a few thousand are listed.
    fn insert(&mut self, found: FoundProblem) {
        let at = self
            .found
            .partition_point(|other| other.span.start <= found.span.start);
        self.found.insert(at, found);
    }

    fn count(&self, code: DiagnosticCode) -> usize {
        self.counts.get(code as usize).copied().unwrap_or_default()
    }

    /// The problems of a text that stands in no document: code, message, and what to do about it.
    pub(crate) fn problems(self) -> impl Iterator<Item = (DiagnosticCode, String, Option<String>)> {
        let found = self.found.into_iter();
        found.map(|found| (found.code, found.message, found.help))
    }

    /// The diagnostics in the order of the text, with lines, columns and, where the text is a document of JSON, pointers.
    pub(crate) fn finish(
        self,
        positions: &Positions,
        pointer_at: &dyn Fn(Span) -> Option<String>,
    ) -> Vec<Diagnostic> {
        let mut diagnostics: Vec<Diagnostic> = self
            .found
            .into_iter()
            .map(|found| {
                let position = positions.of(found.span);
                Diagnostic {
                    severity: found.code.severity(),
                    code: found.code.as_str(),
                    message: found.message,
                    help: found.help,
                    hides_rules: found.code.hides_rules(),
                    line: Some(position.line),
                    column: Some(position.column),
                    pointer: pointer_at(found.span),
                    start: Some(position.start),
                    end: Some(position.end),
                }
            })
            .collect();
        for (code, count) in DiagnosticCode::ALL.iter().zip(self.counts) {
            if let Some(more) = count.checked_sub(LISTED_PER_CODE).filter(|more| *more > 0) {
                let message = text!("document-more-alike", count = more, code = code.as_str());
                let code = DiagnosticCode::MoreAlike;
                diagnostics.push(Diagnostic::new(code.severity(), code.as_str(), message));
            }
        }
        diagnostics
    }
}

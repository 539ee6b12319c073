//! Failures of a lesson, each with its line.

use std::fmt;

/// Something wrong with a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonFailure {
    /// The file, as the reader was told it.
    pub file: String,
    /// The line, 1-based; 0 where it is about the whole file.
    pub line: usize,
    /// What sort of mistake it is.
    pub kind: FailureKind,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub help: String,
}

/// What sort of mistake it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The file is not written as a lesson is.
    Format,
    /// A flow does not say what is expected of it.
    MissingExpectation,
    /// An NSG or the network cannot be read, or Azure would refuse it.
    UnreadableText,
    /// The flow has another access.
    WrongAccess,
    /// Another rule decides.
    WrongRule,
    /// A rule does not compare with the flow as the lesson says.
    WrongReason,
    /// The answer depends on other facts.
    WrongFacts,
    /// Contracts that cannot be read, or not be checked.
    WrongContracts,
    /// A solution does not solve the task.
    UnsolvedTask,
    /// A mistake breaks no contract.
    RightMistake,
    /// The task's beginning breaks no contract.
    NothingToDo,
    /// What to do rules everything else out, and no contract does.
    SampledContracts,
    /// What to do rules everything else out, and no mistake opens any of it.
    UntestedRest,
    /// A block of a translation is not the lesson's.
    OtherBlock,
    /// A link of a translation is not the lesson's.
    OtherLink,
    /// A lesson has no translation, or a translation no lesson.
    Untranslated,
    /// The first solution has an NSG more or less than the beginning: the page's editor does not come there.
    UneditableTask,
}

impl fmt::Display for LessonFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, ": {} ({})", self.message, self.help)
    }
}

/// Everything wrong with some lessons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failures(pub Vec<LessonFailure>);

impl fmt::Display for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, failure) in self.0.iter().enumerate() {
            if number > 0 {
                writeln!(f)?;
            }
            failure.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Failures {}

/// Collects what is wrong with one file.
pub(crate) struct FailureSink<'f> {
    file: &'f str,
    pub(crate) found: Vec<LessonFailure>,
}

impl<'f> FailureSink<'f> {
    pub(crate) fn new(file: &'f str) -> Self {
        Self {
            file,
            found: Vec::new(),
        }
    }

    /// Notes a mistake. The message says what is wrong, the help what to do.
    pub(crate) fn report(
        &mut self,
        kind: FailureKind,
        line: usize,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.found.push(LessonFailure {
            file: self.file.to_owned(),
            line,
            kind,
            message: message.into(),
            help: help.into(),
        });
    }
}

//! An answer that may still be on its way.

/// An answer, or where it is on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum Awaited<T> {
    /// Not asked.
    Nothing,
    /// On its way; what was known before is no longer true.
    Asked,
    /// The answer.
    Is(T),
    /// Why there is none.
    Not(String),
}

impl<T> Awaited<T> {
    /// What was answered.
    pub(super) fn of(answer: Result<T, String>) -> Self {
        match answer {
            Ok(told) => Self::Is(told),
            Err(problem) => Self::Not(problem),
        }
    }
}

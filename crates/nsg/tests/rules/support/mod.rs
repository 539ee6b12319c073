//! Judges of another kind, to hold the evaluators against.

pub(crate) mod naive;
pub(crate) mod ways;

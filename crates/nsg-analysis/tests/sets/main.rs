//! Sets of flows, held against the evaluator that answers for one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test may end in a panic: that is how it fails"
)]

mod asking;
mod classes;
mod comparing;
mod enumerated;
mod finding;
mod mending;
mod probes;
mod quizzing;
mod random;
mod told;
mod unnumbered;

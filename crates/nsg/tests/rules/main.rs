//! The rules as a user of the crate sees them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test may end in a panic: that is how it fails"
)]

mod address_sets;
mod contested;
mod free_priority;
mod hostile_names;
mod missing_facts;
mod precedence;
mod random;
mod support;

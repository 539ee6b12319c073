//! The simulator over real sockets: one program, so that it links once.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may end in a panic: that is how it fails"
)]

mod browsers;
mod calls;
mod effective_rules;
mod faults;
mod long_running;
mod program;
mod scenarios;
mod support;
mod tokens;
mod verdicts;

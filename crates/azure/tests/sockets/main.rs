//! The client over real sockets, against the simulator: everything that the scripted tests claim, with a
//! server that shares no code with it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends at the first surprise"
)]

mod faults;
mod journey;
mod limits;
mod odd_answers;
mod support;
mod ways;

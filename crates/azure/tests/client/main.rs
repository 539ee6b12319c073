//! The client over a scripted transport: what it asks, when, and what it makes of the answers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    reason = "a test ends at the first surprise"
)]

mod batch;
mod echoes;
mod hostile;
mod journeys;
mod loading;
mod machine;
mod operations;
mod pages;
mod retries;
mod scripted;

//! Flow logs and rows of Traffic Analytics, read.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests end in a panic where something is not so"
)]

mod forms;
mod random;
mod told;

//! A change that somebody takes away: word for word, and by machines that apply it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may end in a panic: that is how it fails"
)]

mod az;
mod hostile;
mod page;
mod powershell;
mod random;
mod shell;
mod texts;

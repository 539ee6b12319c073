//! Azure's answers, read and compared. What the documentation says is in `comparing`; what was
//! recorded is in `recorded`, where it lies beside the checkout.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    reason = "a test may end in a panic: that is how it fails"
)]

mod comparing;
mod generated;
mod recorded;
mod side_by_side;
mod support;
mod tables;

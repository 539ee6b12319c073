//! What Azure answers, read and compared. What the documentation says is in `comparing`; what was
//! recorded is in `recorded`, where it lies beside the checkout.

mod beside;
mod comparing;
mod recorded;
mod support;

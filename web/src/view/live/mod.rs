//! Everything about Azure: connecting, picking a machine, comparing.

mod commands;
mod compared;
mod confirm;
mod connect;
mod copy;
mod diagnostic;
mod many;
mod pick;
mod problem;
mod progress;

pub(super) use confirm::ConfirmCard;
pub(super) use connect::AzureCard;
pub(super) use many::ManyCard;

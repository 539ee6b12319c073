//! Everything about Azure: connecting, picking a machine, comparing.

mod commands;
mod compared;
mod confirm;
mod connect;
mod diagnostic;
mod guide;
mod many;
mod many_table;
mod pick;
mod problem;
mod progress;
mod rule_by_rule;

pub(super) use confirm::confirm_card;
pub(super) use connect::azure_card;
pub(super) use many::many_card;

//! Azure Resource Manager, typed.

pub mod cloud;
pub mod command;
pub mod confirm;
pub mod error;
pub mod many;
mod plain;
pub mod rule_name;
pub mod token;

//! Azure Resource Manager, typed.

pub mod client;
pub mod cloud;
pub mod command;
pub mod confirm;
pub mod error;
pub mod load;
pub mod many;
mod plain;
pub mod resources;
pub mod rule_name;
pub mod token;
pub mod transport;

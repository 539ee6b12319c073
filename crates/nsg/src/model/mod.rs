//! Groups, rules, flows and what rules refer to, in Azure's vocabulary.
//!
//! Values are kept as Azure understands them; what the input leaves open is kept as unknown
//! ([`field::Field`], [`address::AddressMatch::Unknown`], [`port::PortMatch::Unknown`]), never guessed.

pub mod address;
pub mod applied_to;
pub mod compared_field;
pub mod field;
pub mod flow;
pub mod flow_text;
pub mod group;
pub mod ip_flow;
pub mod name;
pub mod network;
pub mod port;
pub mod protocol;
pub mod rule;
pub mod rule_name;
pub mod scenario;
pub mod spelling;

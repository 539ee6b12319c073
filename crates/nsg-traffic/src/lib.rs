//! Recorded flows: does Azure's record agree with the rules, and what would a change have done to it?
//!
//! # Organization
//!
//! * [`kql`]: the question as a query, for records that stay in Kusto.

text::catalogue!();

pub mod kql;

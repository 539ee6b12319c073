//! Many flows at once: a list that somebody has, or one that the rules suggest, and the table of both
//! answers.
//!
//! # Organization
//!
//! * [`flow_list`]: a pasted list, with what is wrong in which line.
//! * [`boundaries`]: flows at the edges of every rule.
//! * [`table`]: both answers for each flow, counted, and as CSV and JSON.

pub mod boundaries;
pub mod flow_list;
pub mod table;

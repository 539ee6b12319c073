//! Exact sets of flows.
//!
//! `nsg` answers for one flow; this crate answers for all of them: what an edit changes
//! ([`compare()`]), what a question with prefixes and ranges comes to ([`flows()`]). Nothing is sampled
//! and nothing is rounded: what hangs on a missing fact is a set of flows of its own.
//!
//! # Organization
//!
//! * [`FlowSet`]: a box of flows, the form of every answer. [`FlowCount`]: how many.
//! * `space`: the flows of a direction, cut where any rule's answer can change.
//! * `diagram`: the rules as a decision diagram over those cuts. Read it first.
//! * `regions`: from a diagram to as few boxes as possible.
//! * [`compare()`]: two scenarios. [`Comparison::summary`] says in a sentence what changes, and [`Report`]
//!   on a page.
//! * [`review()`]: a change of one group, with the findings that it brings and ends.
//! * [`quiz()`]: questions about one's own groups, where the first look is wrong.
//! * [`FlowClasses`]: flows that no rule tells apart, for whoever judges millions of them.
//! * [`contracts`]: what must be so, read from JSON, proven or refuted.
//! * [`Limits`]: how much work and memory an analysis may take.

text::catalogue!();

mod accepted;
mod compare;
pub mod contracts;
mod diagram;
mod edit;
mod findings;
mod flow_classes;
mod flow_set;
mod impact;
mod limits;
mod names;
mod number;
mod phrase;
mod query;
mod quiz;
mod regions;
mod report;
pub mod results;
mod review;
mod rule_ref;
mod services;
mod space;
mod walk;
mod why_not;
mod witness;
mod words;

pub use compare::{Change, Comparison, Relation, compare};
pub use edit::{Edit, edited};
pub use findings::{Finding, FindingCode, FindingSeverity, findings, gravest_first};
pub use flow_classes::{FlowClass, FlowClasses};
pub use flow_set::{Ends, FlowSet};
pub use limits::{Limits, TooLarge};
pub use names::{AddressNames, addresses};
pub use number::FlowCount;
pub use query::{EqualFlows, Query, QueryEnds, flows};
pub use quiz::{QUESTIONS, QuizQuestion, Trap, quiz};
pub use report::{Report, markdown};
pub use review::{Review, ReviewedName, review, review_summary};
pub use rule_ref::{RuleRef, Ruling};
pub use services::service_name;
pub use why_not::{Fix, NearMiss, WhyNot, insert_before, near_misses, why_not};
pub use words::FlowWords;

// Has `cargo test` run the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

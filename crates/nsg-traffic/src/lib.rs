//! Recorded flows: does Azure's record agree with the rules, and what would a change have done to it?
//!
//! # Organization
//!
//! * [`record`]: readers of what Azure recorded, in every form.
//! * [`TrafficReplay`]: takes files and counts; [`TrafficFilter`]: whose flows are meant.
//! * [`TrafficResult`]: whether the record agrees, what a change does, what each rule was used for, and what the record cannot show.
//! * [`TrafficReplay::tighten`] and [`TrafficReplay::let_in`]: rules that the record proposes.
//! * [`markdown`]: the result on a page.
//! * [`kql`]: the question as a query, for records that stay in Kusto.

text::catalogue!();

pub mod kql;
mod propose;
pub mod record;
mod replay;
mod report;
mod result;
mod words;

pub use propose::{DeniedFlows, NoNewRules, NotTightened, TightenOptions, Tightened};
pub use replay::{
    HourCounts, SkippedReason, TrafficDocument, TrafficEffect, TrafficFilter, TrafficReplay,
};
pub use report::markdown;
pub use result::{
    AnsweredFact, EndCount, LoggedDecision, ParityDifference, RecordedConversation, RecordedPoint,
    RecordedPoints, RuleUse, SkippedFlows, TrafficChange, TrafficDiagnostic, TrafficDiagnosticCode,
    TrafficEvidence, TrafficGroup, TrafficHour, TrafficParity, TrafficResult,
};
pub use words::grouped;

// Has `cargo test` run the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

//! Azure network security group rules: model, evaluation, explanation.
//!
//! Answers "does this flow pass these rules?" the way Azure does, with the reason of every rule, and
//! says [`Decision::Depends`] with the missing fact's name where the input does not settle it. There is
//! no JSON here, no HTTP, no clock and no browser: `nsg-documents` reads text into this model.
//!
//! # Organization
//!
//! * [`model`]: groups, rules, flows and what rules refer to. Start at [`Scenario`].
//! * [`tags`], [`platform`] and [`defaults`]: what Azure defines itself, each fact with its source.
//! * [`agreement`]: where the evidence for a question or an assumption stands.
//! * [`Mentions`]: which tags and application security groups rules name.
//! * [`free_priority`]: a priority and a name for one more rule.
//! * [`matching`]: whether one rule matches one flow: yes, no, or which fact is missing.
//! * [`branches()`]: the walk of a flow through the stages. It is the specification; read it first.
//! * [`verify()`]: the reference evaluator, which is that walk and what its branches agree on.
//! * [`RuleIndex`]: the compiled form for many flows, held equal to `verify` by random tests.
//! * [`stages()`] and [`index`]: what both evaluators are made of, for `nsg-analysis`, which
//!   asks about sets of flows.
//! * [`verdict`] and [`explain`]: the answer in Azure's own shape, and its sentences.
//!
//! # Sources
//!
//! Facts about Azure name their source: `AD` is Microsoft's documentation (`MicrosoftDocs/azure-docs`),
//! `SPEC` the REST specification (`Azure/azure-rest-api-specs`), `recorded` what the live service was
//! seen to answer. What nobody documents is called an assumption or asked as a fact.

text::catalogue!();

pub mod agreement;
mod branches;
mod consensus;
pub mod defaults;
pub mod explain;
pub mod facts;
pub mod free_priority;
pub mod index;
pub mod matching;
mod mentions;
pub mod model;
pub mod platform;
pub mod published_tags;
mod reasons;
pub mod sort;
mod stages;
pub mod tags;
pub mod verdict;
mod verify;

pub use branches::{BRANCH_LIMIT, Branch, BranchEnd, Branches, branches};
pub use explain::{SummaryParts, SummaryReason, SummaryRule};
pub use facts::{Answers, Fact, Question};
pub use index::{Passage, RuleIndex};
pub use mentions::Mentions;
pub use model::address::{AddressMatch, AddressSet};
pub use model::applied_to::AppliedTo;
pub use model::compared_field::ComparedField;
pub use model::field::Field;
pub use model::flow::{Endpoint, Flow, FlowError};
pub use model::flow_text::{FlowTextError, FlowTextFault};
pub use model::group::{GroupSettings, NetworkSecurityGroup};
pub use model::ip_flow;
pub use model::name::Name;
pub use model::network::Network;
pub use model::port::{PortMatch, PortRange};
pub use model::protocol::{Protocol, RuleProtocol};
pub use model::rule::{
    Access, AdminAccess, Conditions, Direction, Priority, Refusal, RefusedForm, SecurityAdminRule,
    SecurityRule,
};
pub use model::rule_name::{RuleKind, RuleName};
pub use model::scenario::Scenario;
pub use model::spelling::Spellings;
pub use stages::{Effect, Stage, StageRule, checking_order, stages};
pub use verdict::{
    Assumption, Decision, EvaluatedNetworkSecurityGroup, MatchedRule, MissingFact, RuleEvaluation,
    Verdict,
};
pub use verify::{access, reasons, verify, verify_without_reasons};

// Has `cargo test` run the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

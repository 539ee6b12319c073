//! Azure Resource Manager, typed: what there is, and what Network Watcher answers.
//!
//! Asks the endpoint that a person chose, with that person's token, and lays the answer beside the
//! offline one. It changes nothing in Azure: every call reads, or starts an operation that reads.
//!
//! # Organization
//!
//! * [`cloud`] and [`token`]: where to ask, and in whose name. The token is held by one type and goes to
//!   one host.
//! * [`secret`]: tokens in texts that are not theirs, cut out or recognised.
//! * [`transport`]: how a request leaves. Everything above is plain Rust and does not know.
//! * [`client`]: one request made safe and repeated where that helps; operations; pages.
//! * [`resources`] and [`load`]: what Resource Manager has, and all of it that a machine's verdict needs.
//! * [`live`] and [`run`]: asking `ipFlowVerify`, for one flow and for many.
//! * [`confirm`]: both answers compared, and why they may differ.
//! * [`batch`] and [`command`]: lists of flows, and the same question for a terminal.
//! * [`error`]: every way in which that fails, with what to do about it.
//!
//! # Sources
//!
//! Facts about Azure name their source: `AD` is Microsoft's documentation (`MicrosoftDocs/azure-docs`),
//! `SPEC` the REST specification (`Azure/azure-rest-api-specs`), `recorded` what the live service was
//! seen to answer.

text::catalogue!();

pub mod batch;
pub mod client;
pub mod cloud;
pub mod command;
pub mod confirm;
pub mod error;
pub mod ip_flow_request;
pub mod live;
pub mod load;
pub mod resources;
pub mod rule_name;
pub mod run;
pub mod secret;
mod shown_text;
pub mod token;
pub mod transport;

// Has `cargo test` run the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

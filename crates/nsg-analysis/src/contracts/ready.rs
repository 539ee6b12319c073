//! Contracts that come ready: what Azure's services need, and what scanners check.
//!
//! The files are in `contracts/services` and `contracts/baselines` of this crate. Each is itself a file of contracts, so that the
//! command line and the page read it as any other; this is what it says about itself beside them.

use serde::Deserialize;

/// What a file of ready contracts says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ReadyContracts {
    /// What a person calls it: a service, or a check.
    pub title: String,
    /// What it asks, in one or two sentences.
    pub about: String,
    /// Where its facts are documented.
    pub source: String,
    /// The day of the documentation, or that on which it was read: `2026-02-24`.
    pub date: String,
    /// What is needed and not documented exactly, and what a contract cannot say: sentences.
    pub undocumented: Vec<String>,
}

impl ReadyContracts {
    /// Reads what a file says about itself; nothing where it is no file of ready contracts.
    pub fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }
}

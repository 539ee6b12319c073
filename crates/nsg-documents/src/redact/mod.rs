//! A scenario to show to others: the same verdicts, without whose network it is.
//!
//! Groups, rules, application security groups, subscriptions and resource groups get names such as
//! `nsg-1` and `rule-2`, descriptions and regions go, and addresses become others. Every verdict stays
//! what it was, by the rule in the same place and hanging on the same facts, so a question about a
//! redacted scenario has the answer of the original.
//!
//! Addresses keep their structure: two that share a prefix share one of the same length afterwards, in the
//! manner of Crypto-PAn (Xu, Fan, Ammar, Moon, 2002). What the engine treats specially stays where it is:
//! private ranges, the host's address, the gaps of `Internet`, and the rest of [`nsg::tags`] and
//! [`nsg::platform`]. Names of Azure's own stay too: service tags that are known, and default rules.
//!
//! It hides; it is no proof of anonymity. Ports, protocols, priorities, the number of rules and the lengths
//! of prefixes stay, private addresses stay private, and who knows some addresses and what became of them
//! learns something about their neighbours. The key must be random, and must not be given away with the
//! result.
//!
//! ```
//! use nsg_documents::redact::redact;
//!
//! let group = nsg_documents::read(r#"{"name": "shop", "properties": {"securityRules": []}}"#);
//! let scenario = nsg::Scenario {
//!     subnet_security_group: group.groups.into_iter().next().map(|group| group.security_group),
//!     ..nsg::Scenario::default()
//! };
//! let redacted = redact(&scenario, None, b"sixteen at rando");
//! # let redacted = redacted.scenario.subnet_security_group.and_then(|group| group.name);
//! # assert_eq!(redacted.as_deref(), Some("nsg-1"));
//! ```

mod addresses;
mod names;
mod scenario;

use nsg::{Flow, Scenario};

/// What can be shown.
#[derive(Clone, Debug)]
pub struct RedactedScenario {
    /// The scenario.
    pub scenario: Scenario,
    /// The flow, in the addresses of the scenario.
    pub flow: Option<Flow>,
}

/// Redacts a scenario, and a flow to judge in it. One key gives the same addresses each time, so that
/// several scenarios of one network still belong together; names are counted anew.
pub fn redact(scenario: &Scenario, flow: Option<&Flow>, key: &[u8; 16]) -> RedactedScenario {
    scenario::Redaction::new(key).apply(scenario, flow)
}

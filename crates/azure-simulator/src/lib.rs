//! A local stand-in for Azure Resource Manager, for the demo and for tests.
//!
//! It answers the calls that a client of Network Watcher makes, from a scenario: a folder of resources
//! as Azure returns them, how long-running operations go, and what goes wrong. Its verdicts are those of
//! `nsg`, judged from the rules that are in force. It shares no code with the client, so that a mistake
//! in one of them shows. The crate's README documents scenarios.
//!
//! # Organization
//!
//! * [`SimulatorScenario`]: what is served; `scenario/` reads it, `scenarios/built-in/` is the one inside.
//! * [`Simulator`]: a listener on this machine that serves one scenario.
//! * `store/` holds the resources, `network/` judges flows and prints rules, `service/` is HTTP.

mod network;
mod operation;
mod scenario;
mod service;
mod simulator;
mod store;

pub use scenario::{ScenarioError, SimulatorScenario};
pub use service::{SeenRequest, SignIn};
pub use simulator::Simulator;

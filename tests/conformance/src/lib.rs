//! Azure's real answers, as facts, and the runner that compares.
//!
//! A fact is a small file under `facts/`: rules, a flow, what the live service answered, and where that
//! was recorded. Where Azure departs from its own documentation the fact says so, with what we answer
//! and why. `README.md` beside this tells how to read and to add one.
//!
//! The tests judge every fact, and, where the recordings themselves lie beside the checkout, every
//! recording too, so that no combination of rules, flow and answer is without a fact.

pub mod agreement;
pub mod exchange;
pub mod fact;
pub mod judge;
pub mod key;
pub mod recordings;
pub mod tags;

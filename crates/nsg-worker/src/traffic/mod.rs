//! The side that replays recorded flows.

mod module;
mod session;

pub use session::TrafficSession;

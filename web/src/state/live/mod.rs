//! What the page knows of Azure: the connection, the machine that was picked, and the live answers.
//!
//! Nothing here asks by itself: every request follows a press of a button that says so.

mod confirm;
mod connection;
mod many;
mod pick;
mod task;

pub use confirm::{Asked, Confirmed, Confirming, Ready};
pub use connection::{Choice, Connecting, Connection, PageClient, TokenBox, now, simulator};
pub use many::Many;
pub use pick::{Deployed, Landed, Picking};
pub use task::Task;

/// Everything that has to do with asking Azure.
#[derive(Clone, Copy, Default)]
pub struct Live {
    /// Cloud and token.
    pub connecting: Connecting,
    /// Subscription, machine, interface.
    pub picking: Picking,
    /// The answer to the flow on the page.
    pub confirming: Confirming,
    /// The answers to a list of flows.
    pub many: Many,
}

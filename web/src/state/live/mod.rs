//! The page's knowledge of Azure: the connection, the machine that was picked, and the live answers.
//!
//! Nothing here asks by itself: every request follows a press of a button that says so.

mod about;
mod batch;
mod confirm;
mod connection;
mod deployed;
mod edges;
mod pick;
mod provider;
mod task;
mod tokens;

pub use about::About;
pub use batch::Batch;
pub use confirm::{Confirmed, Confirming, PreparedQuestion, Ready, RuleByRule};
pub use connection::{Connecting, Connection, EndpointChoice, PageClient, now, simulator};
pub use deployed::Deployed;
pub use pick::Picking;
pub use task::LiveTask;
pub use tokens::TokenBox;

use leptos::prelude::*;
use std::rc::Rc;

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
    pub batch: Batch,
}

impl Live {
    /// Whoever can be asked about the machine that was picked: a connection to the Resource Manager that
    /// it was fetched from. To another one its ids say nothing.
    pub fn connection(self) -> Option<Rc<Connection>> {
        let connection = self.connecting.connection.get()?;
        let endpoint = connection.client.endpoint();
        let of_it = self
            .picking
            .deployed
            .with(|it| it.as_ref().is_some_and(|it| it.endpoint == *endpoint));
        of_it.then_some(connection)
    }

    /// Ends everything that waits for an answer about the machine that was picked.
    pub fn stop(self) {
        self.confirming.stop();
        self.batch.stop();
    }
}

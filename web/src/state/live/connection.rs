//! The connection to one cloud.

use super::LiveTask;
use super::tokens::{TokenBox, Tokens};
use azure::client::Client;
use azure::cloud::{Cloud, CloudEndpoint};
use azure::error::AzureError;
use azure::resources::Subscription;
use azure::token::AccessToken;
use azure::transport::TransportError;
use azure::transport::browser::{Browser, text_of};
use leptos::prelude::*;
use std::rc::Rc;
use std::time::Duration;
use text::text;

/// Asks Azure for the page.
pub type PageClient = Client<Browser, Tokens>;

/// A cloud that answers, and what it let us see.
pub struct Connection {
    /// Asks it.
    pub client: PageClient,
    /// The token.
    pub token: Rc<TokenBox>,
    /// The subscriptions that the token can see.
    pub subscriptions: Vec<Subscription>,
    /// Why the list of subscriptions is not whole.
    pub problem: Option<AzureError>,
}

/// Cloud and token, on their way to a connection.
#[derive(Clone, Copy)]
pub struct Connecting {
    /// Whether the part of the page that asks for them is open.
    pub open: RwSignal<bool>,
    /// The cloud.
    pub cloud: RwSignal<EndpointChoice>,
    /// The Resource Manager of a cloud of one's own.
    pub custom: RwSignal<String>,
    /// A token that strayed into another field, on its way to its own; else empty.
    pub moved: RwSignal<String>,
    /// What is wrong with what was given.
    pub problem: RwSignal<Option<AzureError>, LocalStorage>,
    /// The connection, once Azure has answered.
    pub connection: RwSignal<Option<Rc<Connection>>, LocalStorage>,
    /// Whether a newer token must be pasted before anything goes on.
    pub needs_token: RwSignal<bool>,
    /// Counts on, so that what is left of the token's time is shown anew.
    pub minute: RwSignal<u32>,
    /// Asking for the subscriptions.
    pub task: LiveTask,
}

/// Where to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointChoice {
    /// One of Azure's clouds, or another Resource Manager.
    Cloud(Cloud),
    /// The simulator that `cargo xtask serve` starts beside the page.
    Simulator,
}

impl Default for Connecting {
    fn default() -> Self {
        Self {
            open: RwSignal::new(false),
            cloud: RwSignal::new(EndpointChoice::Cloud(Cloud::Public)),
            custom: RwSignal::new(String::new()),
            moved: RwSignal::new(String::new()),
            problem: RwSignal::new_local(None),
            connection: RwSignal::new_local(None),
            needs_token: RwSignal::new(false),
            minute: RwSignal::new(0),
            task: LiveTask::default(),
        }
    }
}

impl Connecting {
    /// Where to ask, as chosen.
    ///
    /// # Errors
    ///
    /// Where the address of a Resource Manager of one's own is none.
    pub fn endpoint(&self) -> Result<CloudEndpoint, AzureError> {
        let text = match self.cloud.get_untracked() {
            EndpointChoice::Cloud(Cloud::Custom) => self.custom.get_untracked(),
            EndpointChoice::Cloud(cloud) => return Ok(CloudEndpoint::of(cloud)),
            EndpointChoice::Simulator => simulator().unwrap_or_default(),
        };
        CloudEndpoint::read(&text).map_err(AzureError::Endpoint)
    }

    /// Who would get the token, where that is nobody of Azure's; else empty.
    pub fn stranger(&self) -> String {
        let custom = self.custom.with(|text| CloudEndpoint::read(text));
        match (self.cloud.get(), custom) {
            (EndpointChoice::Cloud(Cloud::Custom), Ok(endpoint)) if endpoint.is_foreign() => {
                endpoint.host()
            }
            _ => String::new(),
        }
    }

    /// Takes a token: connects, or goes on with what waited for a newer one.
    pub fn submit(self, text: &str) {
        self.problem.set(None);
        let taken = self.endpoint().and_then(|endpoint| {
            let token = AccessToken::read(text).map_err(AzureError::Token)?;
            match token.claims().problem(&endpoint, now()) {
                Some(problem) => Err(AzureError::Token(problem)),
                None => Ok((endpoint, token)),
            }
        });
        self.take(taken);
    }

    pub(super) fn take(self, taken: Result<(CloudEndpoint, AccessToken), AzureError>) {
        match taken {
            Ok((endpoint, token)) => match self.connection.get_untracked() {
                Some(connection) => connection.token.renew(token),
                None => self.connect(endpoint, token),
            },
            Err(problem) => self.problem.set(Some(problem)),
        }
    }

    fn connect(self, endpoint: CloudEndpoint, token: AccessToken) {
        let token = Rc::new(TokenBox::new(token, self.needs_token));
        let client = Client::new(endpoint, Browser, Tokens(Rc::clone(&token)));
        self.task.run(async move {
            let listed = client
                .subscriptions(&|step| self.task.say(step.words()))
                .await;
            match (listed.items.is_empty(), listed.problem) {
                (true, Some(problem)) => {
                    token.forget();
                    self.problem.set(Some(problem));
                }
                (_, problem) => {
                    let connection = Connection {
                        client,
                        token,
                        subscriptions: listed.items,
                        problem,
                    };
                    self.connection.set(Some(Rc::new(connection)));
                }
            }
        });
    }

    /// Signs in to the simulator, which hands out tokens to everybody, and connects.
    pub fn connect_to_simulator(self) {
        self.cloud.set(EndpointChoice::Simulator);
        self.open.set(false);
        let endpoint = self.endpoint();
        self.task.run(async move {
            self.task.say(text!("live-signing-in"));
            let given = match &endpoint {
                Ok(endpoint) => demo_token(endpoint).await,
                Err(problem) => Err(problem.clone()),
            };
            match given {
                // Another task from here on: the one that lists subscriptions.
                Ok(text) => set_timeout(move || self.submit(&text), Duration::ZERO),
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }

    /// The cloud in words; of a Resource Manager of one's own its host.
    pub fn place(&self) -> String {
        let custom = self.connection.with(|connection| {
            let endpoint = connection
                .as_ref()
                .map(|connection| connection.client.endpoint());
            endpoint.map(CloudEndpoint::host).unwrap_or_default()
        });
        match self.cloud.get() {
            EndpointChoice::Cloud(Cloud::Custom) => custom,
            EndpointChoice::Cloud(cloud) => cloud.label().to_owned(),
            EndpointChoice::Simulator => text!("live-simulator").to_owned(),
        }
    }

    /// The cloud that a person with a token chooses; the simulator is none of them.
    pub fn chosen(&self) -> Cloud {
        match self.cloud.get() {
            EndpointChoice::Cloud(cloud) => cloud,
            EndpointChoice::Simulator => Cloud::Public,
        }
    }

    /// Whether what is under way waits for a newer token.
    pub fn renews(&self) -> bool {
        self.needs_token.get() && self.connection.with(Option::is_some)
    }

    /// Forgets the token and with it the connection. What was loaded stays on the page.
    pub fn forget(self) {
        self.task.cancel();
        if let Some(connection) = self.connection.get_untracked() {
            connection.token.forget();
        }
        self.connection.set(None);
        self.problem.set(None);
        self.open.set(false);
        if self.cloud.get_untracked() == EndpointChoice::Simulator {
            self.cloud.set(EndpointChoice::Cloud(Cloud::Public));
        }
    }
}

/// A token for whoever asks.
async fn demo_token(endpoint: &CloudEndpoint) -> Result<String, AzureError> {
    let url = format!("{}/simulator/token", endpoint.origin());
    let given = text_of(&url).await;
    given.map_err(|error| AzureError::Unreachable {
        endpoint: endpoint.clone(),
        reason: match error {
            TransportError::Broken { reason } => reason,
            TransportError::TooLarge | TransportError::Redirected => String::new(),
        },
    })
}

/// The simulator's address, if this page is served beside one.
pub fn simulator() -> Option<String> {
    let document = web_sys::window()?.document()?;
    let mark = document
        .query_selector("meta[name=local-simulator]")
        .ok()??;
    mark.get_attribute("content")
}

/// The time in seconds since 1970, by the browser's clock.
pub fn now() -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "seconds fit"
    )]
    let seconds = (js_sys::Date::now() / 1000.0) as u64;
    seconds
}

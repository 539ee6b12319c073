//! A simulator, and a client of it.

use azure::client::{Client, TokenSource};
use azure::cloud::CloudEndpoint;
use azure::confirm::LiveAnswer;
use azure::error::AzureError;
use azure::ip_flow_request::IpFlowRequest;
use azure::token::AccessToken;
use azure::transport::native::Native;
use azure::transport::{Request, Response, Transport, TransportError};
use azure_simulator::{SignIn, Simulator, SimulatorScenario};
use nsg::{Direction, Endpoint as End, Flow, Protocol};
use serde_json::Value;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// A running simulator, its client, and the tokens that the client is given.
pub(crate) struct World {
    pub(crate) simulator: Rc<Simulator>,
    pub(crate) client: Client<Hurried, Tokens>,
}

/// Real sockets on a clock that may run faster, so that nobody waits two minutes for what takes two.
pub(crate) struct Hurried {
    native: Native,
    faster: u32,
}

impl Transport for Hurried {
    fn send(&self, request: Request<'_>) -> impl Future<Output = Result<Response, TransportError>> {
        self.native.send(request)
    }

    fn sleep(&self, time: Duration) -> impl Future<Output = ()> {
        self.native.sleep(time / self.faster)
    }

    fn now(&self) -> Duration {
        self.native.now() * self.faster
    }

    fn today(&self) -> Duration {
        self.native.today()
    }

    fn random(&self) -> f64 {
        self.native.random()
    }
}

/// Signs in whenever a token is needed, always into one session.
pub(crate) struct Tokens {
    simulator: Rc<Simulator>,
    /// How long the first token is good; later ones are good for an hour.
    first: Option<i64>,
    audience: Option<String>,
    current: std::cell::RefCell<Option<Arc<AccessToken>>>,
    /// How many were handed out.
    pub(crate) given: Cell<u32>,
}

impl TokenSource for Tokens {
    async fn token(&self, expired: Option<&AccessToken>) -> Result<Arc<AccessToken>, AzureError> {
        if let (None, Some(token)) = (expired, &*self.current.borrow()) {
            return Ok(Arc::clone(token));
        }
        let lifetime = if self.given.get() == 0 {
            self.first
        } else {
            None
        };
        let text = self.simulator.token(&SignIn {
            lifetime,
            audience: self.audience.clone(),
            session: Some("test".to_owned()),
        });
        self.given.set(self.given.get() + 1);
        let token = Arc::new(AccessToken::read(&text).map_err(AzureError::Token)?);
        self.current.replace(Some(Arc::clone(&token)));
        Ok(token)
    }
}

impl World {
    /// The built-in scenario.
    pub(crate) fn built_in() -> Self {
        Self::of(SimulatorScenario::built_in().unwrap(), None, None, 1)
    }

    /// The built-in scenario with changes.
    pub(crate) fn with(changes: &Value) -> Self {
        Self::hurried(changes, 1)
    }

    /// The same on a clock that runs so many times faster for the client.
    pub(crate) fn hurried(changes: &Value, faster: u32) -> Self {
        let scenario = SimulatorScenario::from_json_over_built_in(&changes.to_string());
        let scenario = scenario.unwrap_or_else(|error| panic!("{error}"));
        Self::of(scenario, None, None, faster)
    }

    /// The same with another first token.
    pub(crate) fn with_token(changes: &Value, lifetime: i64, audience: Option<&str>) -> Self {
        let scenario = SimulatorScenario::from_json_over_built_in(&changes.to_string()).unwrap();
        Self::of(scenario, Some(lifetime), audience, 1)
    }

    fn of(
        scenario: SimulatorScenario,
        first: Option<i64>,
        audience: Option<&str>,
        faster: u32,
    ) -> Self {
        let simulator = Rc::new(Simulator::start(scenario).unwrap());
        let tokens = Tokens {
            simulator: Rc::clone(&simulator),
            first,
            audience: audience.map(str::to_owned),
            current: std::cell::RefCell::default(),
            given: Cell::new(0),
        };
        let endpoint = CloudEndpoint::read(simulator.origin()).unwrap();
        let native = Native::new().unwrap();
        let client = Client::new(endpoint, Hurried { native, faster }, tokens);
        Self { simulator, client }
    }

    /// The id of the machine of that name.
    pub(crate) async fn machine(&self, name: &str) -> String {
        let subscriptions = self.client.subscriptions(&|_| {}).await;
        for subscription in subscriptions.items {
            let machines = self
                .client
                .virtual_machines(&subscription.id, &|_| {})
                .await;
            if let Some(machine) = machines.items.into_iter().find(|one| one.name == name) {
                return machine.id;
            }
        }
        panic!("{name} is not there");
    }

    /// Asks about a flow to its first address.
    pub(crate) async fn ask(
        &self,
        machine: &str,
        flow: fn(&str) -> Flow,
    ) -> Result<LiveAnswer, AzureError> {
        self.ask_about(machine, true, flow).await
    }

    /// The same, with the network interface named or not.
    pub(crate) async fn ask_about(
        &self,
        machine: &str,
        named: bool,
        flow: fn(&str) -> Flow,
    ) -> Result<LiveAnswer, AzureError> {
        let id = self.machine(machine).await;
        let machine = self.client.virtual_machine(&id, &|_| {}).await?;
        let interface = self
            .client
            .interface(&machine.interfaces[0], &|_| {})
            .await?;
        let address = interface.addresses().next().unwrap().to_string();
        let watcher = self.client.network_watcher(&machine, &|_| {}).await?;
        let request =
            IpFlowRequest::new(&flow(&address), &id, named.then_some(interface.id.as_str()))
                .unwrap();
        self.client
            .verify_ip_flow(&watcher, &request, &|_| {})
            .await
    }

    /// What the simulator was asked: operation and status.
    pub(crate) fn seen(&self, operation: &str) -> Vec<Option<u16>> {
        let seen = self.simulator.requests(Some("test")).into_iter();
        let seen = seen.filter(|request| request.operation.as_deref() == Some(operation));
        seen.map(|request| request.status).collect()
    }
}

/// HTTPS from the internet.
pub(crate) fn https(local: &str) -> Flow {
    inbound(local, 443, "203.0.113.10")
}

/// An inbound TCP flow.
pub(crate) fn inbound(local: &str, port: u16, remote: &str) -> Flow {
    Flow {
        direction: Direction::Inbound,
        protocol: Protocol::Tcp,
        local: End {
            address: local.parse().unwrap(),
            port: Some(port),
        },
        remote: End {
            address: remote.parse().unwrap(),
            port: None,
        },
    }
}

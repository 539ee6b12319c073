//! A small client over real sockets, and the ids of the built-in scenario.

use azure_simulator::{SignIn, Simulator, SimulatorScenario};
use reqwest::header::HeaderMap;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use std::time::Duration;

pub(crate) const SUBSCRIPTION: &str = "/subscriptions/0f3b7c52-6d1e-4a58-9c07-5b2e8d41a601";

/// An id in the first subscription: `id("rg-spoke", "Microsoft.Network/networkInterfaces/nic-web-1")`.
pub(crate) fn id(group: &str, rest: &str) -> String {
    format!("{SUBSCRIPTION}/resourceGroups/{group}/providers/{rest}")
}

pub(crate) fn machine(name: &str) -> String {
    let group = match name {
        "vm-appliance" | "vm-no-nsg" => "rg-hub",
        "vm-managed" => "rg-managed",
        "vm-batch" => "rg-north",
        "vm-no-watcher" => "rg-sweden",
        _ => "rg-spoke",
    };
    id(group, &format!("Microsoft.Compute/virtualMachines/{name}"))
}

pub(crate) fn watcher() -> String {
    let rest = "Microsoft.Network/networkWatchers/NetworkWatcher_westeurope";
    id("NetworkWatcherRG", rest)
}

/// The body of `ipFlowVerify` for `In`/`Out` and `local:port` `remote:port`.
pub(crate) fn flow(machine_name: &str, direction: &str, local: &str, remote: &str) -> Value {
    let (local, local_port) = local.split_once(':').unwrap();
    let (remote, remote_port) = remote.split_once(':').unwrap();
    json!({
        "targetResourceId": machine(machine_name),
        "direction": direction,
        "protocol": "TCP",
        "localIPAddress": local,
        "localPort": local_port,
        "remoteIPAddress": remote,
        "remotePort": remote_port
    })
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn code(&self) -> String {
        let body = self.json();
        let code = body.pointer("/error/code").or(body.get("code"));
        code.and_then(Value::as_str).unwrap_or_default().to_owned()
    }
}

pub(crate) struct Fixture {
    pub(crate) simulator: Simulator,
    pub(crate) client: Client,
    pub(crate) token: String,
}

impl Fixture {
    /// The built-in scenario with this on top, and operations that take no time unless it says so.
    pub(crate) fn over_built_in(text: &str) -> Self {
        let mut scenario: Value = serde_json::from_str(text).unwrap();
        let operations = scenario.as_object_mut().unwrap();
        let operations = operations.entry("operations").or_insert(json!({}));
        for name in [
            "ipFlowVerify",
            "networkConfigurationDiagnostic",
            "effectiveNetworkSecurityGroups",
        ] {
            let operations = operations.as_object_mut().unwrap();
            operations.entry(name).or_insert(json!({ "way": "atOnce" }));
        }
        Self::of(SimulatorScenario::from_json_over_built_in(&scenario.to_string()).unwrap())
    }

    pub(crate) fn of(scenario: SimulatorScenario) -> Self {
        Self::over(Simulator::start(scenario).unwrap())
    }

    /// The built-in scenario for pages of these origins.
    pub(crate) fn for_pages(origins: &[&str]) -> Self {
        let origins = origins.iter().map(|origin| (*origin).to_owned()).collect();
        let address = ([127, 0, 0, 1], 0).into();
        Self::over(
            Simulator::start_for(SimulatorScenario::built_in().unwrap(), address, origins).unwrap(),
        )
    }

    fn over(simulator: Simulator) -> Self {
        // reqwest asks for a provider even where only plain HTTP is spoken; the second time it is there.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .timeout(Duration::from_secs(20))
            // What is answered, not where it leads.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        let token = simulator.token(&SignIn::default());
        Self {
            simulator,
            client,
            token,
        }
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        link: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Answer, reqwest::Error> {
        let link = match link.starts_with("http") {
            true => link.to_owned(),
            false => format!("{}{link}", self.simulator.origin()),
        };
        let mut request = self.client.request(method, link);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await?;
        Ok(Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            text: response.text().await?,
        })
    }

    pub(crate) async fn try_get(&self, link: &str) -> Result<Answer, reqwest::Error> {
        let bearer = format!("Bearer {}", self.token);
        let link = with_version(link);
        self.send(Method::GET, &link, &[("authorization", &bearer)], None)
            .await
    }

    pub(crate) async fn get(&self, link: &str) -> Answer {
        self.try_get(link).await.unwrap()
    }

    pub(crate) async fn post(&self, link: &str, body: &Value) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let link = with_version(link);
        self.send(
            Method::POST,
            &link,
            &[("authorization", &bearer)],
            Some(body),
        )
        .await
        .unwrap()
    }

    pub(crate) async fn verify(&self, body: &Value) -> Answer {
        self.post(&format!("{}/ipFlowVerify", watcher()), body)
            .await
    }

    pub(crate) async fn effective(&self, group: &str, interface: &str) -> Answer {
        let interface = id(
            group,
            &format!("Microsoft.Network/networkInterfaces/{interface}"),
        );
        self.post(
            &format!("{interface}/effectiveNetworkSecurityGroups"),
            &json!({}),
        )
        .await
    }

    /// Operations of the requests so far.
    pub(crate) fn operations(&self) -> Vec<String> {
        let requests = self.simulator.requests(None);
        let names = requests
            .into_iter()
            .map(|it| it.operation.unwrap_or_default());
        names.collect()
    }
}

fn with_version(link: &str) -> String {
    match link.contains("api-version=") {
        true => link.to_owned(),
        false if link.contains('?') => format!("{link}&api-version=2022-01-01"),
        false => format!("{link}?api-version=2022-01-01"),
    }
}

/// Names of the entries of a list.
pub(crate) fn names(list: &Value) -> Vec<&str> {
    let entries = list["value"].as_array().unwrap().iter();
    entries.map(|it| it["name"].as_str().unwrap()).collect()
}

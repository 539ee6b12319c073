//! The flow of the form as the package has it.

use crate::state::SavedFlow;
use nsg::{Direction, Protocol};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The flow of the form, as the package's `IpFlow` has it. Ports are as they were typed; none is any port.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PortalFlow {
    #[serde(deserialize_with = "crate::state::word")]
    direction: Option<Direction>,
    #[serde(deserialize_with = "crate::state::word")]
    protocol: Option<Protocol>,
    #[serde(rename = "localIPAddress")]
    local_address: String,
    #[serde(default)]
    local_port: Value,
    #[serde(rename = "remoteIPAddress")]
    remote_address: String,
    #[serde(default)]
    remote_port: Value,
}

const ANY_PORT: &str = "*";

impl PortalFlow {
    /// The flow in the form; nothing while an address is missing.
    pub(super) fn of(saved: SavedFlow) -> Option<Self> {
        if saved.local_address.is_empty() || saved.remote_address.is_empty() {
            return None;
        }
        let port = |text: String| match text.is_empty() {
            true => ANY_PORT.into(),
            false => text.into(),
        };
        Some(Self {
            direction: saved.direction,
            protocol: saved.protocol,
            local_address: saved.local_address,
            local_port: port(saved.local_port),
            remote_address: saved.remote_address,
            remote_port: port(saved.remote_port),
        })
    }
}

impl From<PortalFlow> for SavedFlow {
    fn from(flow: PortalFlow) -> Self {
        let text = |port: Value| match port {
            Value::Null => String::new(),
            Value::String(text) if text == ANY_PORT => String::new(),
            Value::String(text) => text,
            // The form says what is wrong with anything else.
            other => other.to_string(),
        };
        Self {
            direction: flow.direction,
            protocol: flow.protocol,
            local_address: flow.local_address,
            local_port: text(flow.local_port),
            remote_address: flow.remote_address,
            remote_port: text(flow.remote_port),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(json: &str) -> SavedFlow {
        serde_json::from_str::<PortalFlow>(json).unwrap().into()
    }

    #[test]
    fn a_flow_of_the_package_fills_the_form_and_comes_back() {
        let json = r#"{"direction":"inbound","protocol":"Tcp","localIPAddress":"10.0.1.4","localPort":443,"remoteIPAddress":"10.0.2.5"}"#;
        let saved = form(json);
        assert_eq!(saved.local_port, "443");
        assert_eq!(saved.remote_port, "");
        let back = serde_json::to_string(&PortalFlow::of(saved)).unwrap();
        let said = r#"{"direction":"Inbound","protocol":"TCP","localIPAddress":"10.0.1.4","localPort":"443","remoteIPAddress":"10.0.2.5","remotePort":"*"}"#;
        assert_eq!(back, said);
        assert_eq!(form(said), form(json));
    }

    #[test]
    fn a_form_without_an_address_is_no_flow_of_the_package() {
        assert!(PortalFlow::of(SavedFlow::default()).is_none());
    }

    #[test]
    fn a_flow_with_a_word_that_is_none_is_refused() {
        let json =
            r#"{"direction":"Sideways","protocol":"Tcp","localIPAddress":"","remoteIPAddress":""}"#;
        assert!(serde_json::from_str::<PortalFlow>(json).is_err());
    }
}

//! The question that `ipFlowVerify` is asked.

use crate::cloud::CloudEndpoint;
use nsg::{Flow, Protocol};
use serde::Serialize;
use std::fmt;
use std::net::IpAddr;
use text::text;

/// The version of the interface: the Azure CLI's.
const API_VERSION: &str = "2022-01-01";

/// The body of `ipFlowVerify` (SPEC: `VerificationIPFlowParameters`), in the order of its documentation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IpFlowRequest {
    /// The virtual machine's resource id.
    pub target_resource_id: String,
    /// `Inbound` or `Outbound`.
    pub direction: &'static str,
    /// `TCP` or `UDP`.
    pub protocol: &'static str,
    /// The virtual machine's port; `*` where it is the source and must not matter.
    pub local_port: String,
    /// The other end's port; `*` where it is the source and must not matter.
    pub remote_port: String,
    /// The virtual machine's private address.
    #[serde(rename = "localIPAddress")]
    pub local_ip_address: String,
    /// The other end's address.
    #[serde(rename = "remoteIPAddress")]
    pub remote_ip_address: String,
    /// The network interface's resource id. Needed for a machine with several, and taken for others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_nic_resource_id: Option<String>,
}

impl IpFlowRequest {
    /// The question for a flow of a virtual machine.
    ///
    /// # Errors
    ///
    /// [`NotAskable`], where Azure does not take such a flow.
    pub fn new(flow: &Flow, machine: &str, interface: Option<&str>) -> Result<Self, NotAskable> {
        askable(flow)?;
        // The source port was recorded as `*` in both directions.
        let port = |port: Option<u16>| port.map_or_else(|| "*".to_owned(), |port| port.to_string());
        Ok(Self {
            target_resource_id: machine.to_owned(),
            direction: flow.direction.as_str(),
            protocol: flow.protocol.as_str(),
            local_port: port(flow.local.port),
            remote_port: port(flow.remote.port),
            local_ip_address: flow.local.address.to_string(),
            remote_ip_address: flow.remote.address.to_string(),
            target_nic_resource_id: interface.map(str::to_owned),
        })
    }

    /// The body as JSON.
    pub fn body(&self) -> String {
        // Text always writes.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The body with line breaks, for people.
    pub fn pretty(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The whole URL, at a watcher's resource id.
    pub fn url(endpoint: &CloudEndpoint, watcher: &str) -> String {
        let origin = endpoint.origin();
        format!("{origin}{watcher}/ipFlowVerify?api-version={API_VERSION}")
    }
}

/// Whether `ipFlowVerify` takes the flow: TCP or UDP over IPv4, with one destination port (SPEC:
/// `networkWatcher.json`; AD: `network-watcher/ip-flow-verify-overview.md`).
///
/// # Errors
///
/// [`NotAskable`], with what it does not take.
pub fn askable(flow: &Flow) -> Result<(), NotAskable> {
    if !matches!(flow.protocol, Protocol::Tcp | Protocol::Udp) {
        return Err(NotAskable::Protocol(flow.protocol));
    }
    let (IpAddr::V4(_), IpAddr::V4(_)) = (flow.local.address, flow.remote.address) else {
        return Err(NotAskable::Ipv6);
    };
    match flow.destination().port {
        Some(_) => Ok(()),
        None => Err(NotAskable::DestinationPort),
    }
}

/// The same for a network interface with these addresses.
///
/// # Errors
///
/// [`NotAskable`], also where the flow's local address is none of them.
pub fn askable_of(
    flow: &Flow,
    addresses: impl IntoIterator<Item = IpAddr>,
) -> Result<(), NotAskable> {
    askable(flow)?;
    let local = flow.local.address;
    match addresses.into_iter().any(|address| address == local) {
        true => Ok(()),
        false => Err(NotAskable::ForeignLocalAddress(local)),
    }
}

/// Why `ipFlowVerify` cannot be asked about a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAskable {
    /// A protocol other than TCP and UDP.
    Protocol(Protocol),
    /// An IPv6 address.
    Ipv6,
    /// The destination port is open. Whether Azure takes `*` for it is not documented.
    DestinationPort,
    /// The local address is none of the network interface's.
    ForeignLocalAddress(IpAddr),
}

impl NotAskable {
    /// What to do.
    pub fn help(self) -> &'static str {
        match self {
            Self::Protocol(Protocol::Icmp) => text!("azure-not-askable-help-icmp"),
            Self::Protocol(_) => text!("azure-not-askable-help-protocol"),
            Self::Ipv6 => text!("azure-not-askable-help-ipv6"),
            Self::DestinationPort => text!("azure-not-askable-help-port"),
            Self::ForeignLocalAddress(_) => {
                text!("azure-not-askable-help-address")
            }
        }
    }
}

impl fmt::Display for NotAskable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Protocol(protocol) => f.write_str(&text!("azure-not-askable-protocol", protocol)),
            Self::Ipv6 => f.write_str(text!("azure-not-askable-ipv6")),
            Self::DestinationPort => f.write_str(text!("azure-not-askable-port")),
            Self::ForeignLocalAddress(address) => {
                f.write_str(&text!("azure-not-askable-address", address))
            }
        }
    }
}

impl std::error::Error for NotAskable {}

#[cfg(test)]
mod tests {
    use super::*;
    use nsg::{Direction, Endpoint as End};

    fn flow(
        direction: Direction,
        protocol: Protocol,
        local: (&str, Option<u16>),
        remote: (&str, Option<u16>),
    ) -> Flow {
        let end = |(address, port): (&str, _)| End {
            address: address.parse().unwrap(),
            port,
        };
        Flow {
            direction,
            protocol,
            local: end(local),
            remote: end(remote),
        }
    }

    #[test]
    fn the_body_is_as_documented() {
        let inbound = flow(
            Direction::Inbound,
            Protocol::Tcp,
            ("10.0.0.4", Some(443)),
            ("203.0.113.7", None),
        );
        let request = IpFlowRequest::new(&inbound, "/vm", Some("/nic")).unwrap();
        assert_eq!(
            request.body(),
            r#"{"targetResourceId":"/vm","direction":"Inbound","protocol":"TCP","localPort":"443","remotePort":"*","localIPAddress":"10.0.0.4","remoteIPAddress":"203.0.113.7","targetNicResourceId":"/nic"}"#
        );
        let outbound = flow(
            Direction::Outbound,
            Protocol::Udp,
            ("10.0.0.4", None),
            ("8.8.8.8", Some(53)),
        );
        let request = IpFlowRequest::new(&outbound, "/vm", None).unwrap();
        assert!(
            request
                .body()
                .contains(r#""localPort":"*","remotePort":"53""#)
        );
        assert!(!request.body().contains("Nic"));
        assert_eq!(
            IpFlowRequest::url(&CloudEndpoint::default(), "/subscriptions/s/w"),
            "https://management.azure.com/subscriptions/s/w/ipFlowVerify?api-version=2022-01-01"
        );
    }

    #[test]
    fn what_azure_cannot_be_asked() {
        let (four, any) = (("10.0.0.4", Some(1)), ("10.0.0.5", None));
        for (flow, expected) in [
            (
                flow(Direction::Inbound, Protocol::Icmp, four, any),
                Err(NotAskable::Protocol(Protocol::Icmp)),
            ),
            (
                flow(Direction::Inbound, Protocol::Esp, four, any),
                Err(NotAskable::Protocol(Protocol::Esp)),
            ),
            (
                flow(
                    Direction::Inbound,
                    Protocol::Tcp,
                    ("fd00::1", Some(1)),
                    ("fd00::2", None),
                ),
                Err(NotAskable::Ipv6),
            ),
            (
                flow(Direction::Outbound, Protocol::Tcp, four, any),
                Err(NotAskable::DestinationPort),
            ),
            (flow(Direction::Inbound, Protocol::Tcp, four, any), Ok(())),
        ] {
            assert_eq!(askable(&flow), expected, "{flow:?}");
        }
        let flow = flow(Direction::Inbound, Protocol::Tcp, four, any);
        let addresses = |text: &[&str]| {
            let parsed = text.iter().map(|text| text.parse().unwrap());
            parsed.collect::<Vec<IpAddr>>()
        };
        let own = addresses(&["fd00::4", "10.0.0.4"]);
        assert_eq!(askable_of(&flow, own), Ok(()));
        let foreign = NotAskable::ForeignLocalAddress(flow.local.address);
        assert_eq!(askable_of(&flow, addresses(&["10.0.0.5"])), Err(foreign));
    }
}

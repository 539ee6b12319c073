//! A flow as the body of `ipFlowVerify` has it, for results that are written as JSON or as objects.
//!
//! `#[serde(with = "nsg::ip_flow")]` is for a flow, `nsg::ip_flow::option` for one that may be absent.

use super::flow::{Endpoint, Flow};
use super::protocol::Protocol;
use super::rule::Direction;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::net::IpAddr;

/// Azure's names of the fields (SPEC: `networkWatcher.json`, `VerificationIPFlowParameters`).
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct IpFlow {
    direction: Direction,
    protocol: Protocol,
    #[serde(rename = "localIPAddress")]
    local_ip_address: IpAddr,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    local_port: Option<u16>,
    #[serde(rename = "remoteIPAddress")]
    remote_ip_address: IpAddr,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    remote_port: Option<u16>,
}

impl From<&Flow> for IpFlow {
    fn from(flow: &Flow) -> Self {
        Self {
            direction: flow.direction,
            protocol: flow.protocol,
            local_ip_address: flow.local.address,
            local_port: flow.local.port,
            remote_ip_address: flow.remote.address,
            remote_port: flow.remote.port,
        }
    }
}

impl From<IpFlow> for Flow {
    fn from(flow: IpFlow) -> Self {
        let end = |address, port| Endpoint { address, port };
        Self {
            direction: flow.direction,
            protocol: flow.protocol,
            local: end(flow.local_ip_address, flow.local_port),
            remote: end(flow.remote_ip_address, flow.remote_port),
        }
    }
}

/// Writes a flow.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<S: Serializer>(flow: &Flow, serializer: S) -> Result<S::Ok, S::Error> {
    IpFlow::from(flow).serialize(serializer)
}

/// Reads a flow.
///
/// # Errors
///
/// Those of the deserializer.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Flow, D::Error> {
    IpFlow::deserialize(deserializer).map(Flow::from)
}

/// The same for a flow that may be absent.
pub mod option {
    use super::{Flow, IpFlow};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Writes a flow, or nothing.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(flow: &Option<Flow>, serializer: S) -> Result<S::Ok, S::Error> {
        flow.as_ref().map(IpFlow::from).serialize(serializer)
    }

    /// Reads a flow, or nothing.
    ///
    /// # Errors
    ///
    /// Those of the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Flow>, D::Error> {
        Ok(Option::<IpFlow>::deserialize(deserializer)?.map(Flow::from))
    }
}

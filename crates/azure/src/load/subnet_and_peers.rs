//! The subnet with its group and routes, and the virtual network with its peers.

use super::{LoadedGroup, note};
use crate::client::{Client, ClientStep, OnStep, TokenSource, read};
use crate::error::{AzureError, Call};
use crate::resources::{NetworkInterface, ResourceId, RouteTable, Subnet, version};
use crate::transport::Transport;
use futures_util::future::join3;
use ipnet::IpNet;
use nsg_documents::{Diagnostic, DiagnosticSeverity, prefixes};
use text::text;

/// What `VirtualNetwork` expands to, by where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VirtualNetworkTag {
    /// Address space and connected peers.
    pub space: Vec<IpNet>,
    /// Prefixes of the subnet's routes.
    pub routes: Vec<IpNet>,
}

impl VirtualNetworkTag {
    /// All prefixes, each once.
    pub fn prefixes(&self) -> Vec<IpNet> {
        let routes = self.routes.iter();
        let routes = routes.filter(|route| !self.space.contains(route));
        self.space.iter().chain(routes).copied().collect()
    }
}

/// What lies around an interface.
pub(super) struct Surroundings {
    pub(super) group: Result<Option<LoadedGroup>, AzureError>,
    /// The tag, and what there is to say about it.
    pub(super) virtual_network: (Option<VirtualNetworkTag>, Vec<Diagnostic>),
}

impl<T: Transport, S: TokenSource> Client<T, S> {
    /// Reads the subnet of an interface and what hangs on it.
    pub(super) async fn surroundings(
        &self,
        interface: &NetworkInterface,
        on_step: OnStep<'_>,
    ) -> Result<Surroundings, AzureError> {
        let id = interface
            .subnet()
            .ok_or_else(|| AzureError::unexpected(text!("azure-unexpected-no-subnet")))?;
        let network = ResourceId::parent(id).unwrap_or(id);
        on_step(ClientStep::Does(Call::Subnet.label()));
        let url = self.url(id, version::NETWORK)?;
        let text = self.get(Call::Subnet, &url, on_step).await?;
        let subnet = Subnet::read(&read(&text)?)
            .ok_or_else(|| AzureError::unexpected(text!("azure-unexpected-not-a-subnet")))?;
        let (group, space, routes) = join3(
            self.group(subnet.security_group.as_deref(), on_step),
            self.space(network, on_step),
            self.routes(subnet.route_table.as_deref(), on_step),
        )
        .await;
        Ok(Surroundings {
            group,
            virtual_network: tag(space, routes),
        })
    }

    /// Address space and peers.
    async fn space(
        &self,
        id: &str,
        on_step: OnStep<'_>,
    ) -> Result<(Vec<IpNet>, Vec<Diagnostic>), AzureError> {
        on_step(ClientStep::Does(Call::VirtualNetwork.label()));
        let url = self.url(id, version::NETWORK)?;
        let text = self.get(Call::VirtualNetwork, &url, on_step).await?;
        let root = read(&text)?;
        if root.path(&["properties", "addressSpace"]).is_none() {
            return Err(AzureError::unexpected(text!(
                "azure-unexpected-not-a-network"
            )));
        }
        let read = prefixes::read(&text);
        let mut notes = read.diagnostics;
        let subnets = root.path(&["properties", "subnets"]);
        let mut subnets = subnets.iter().flat_map(|subnets| subnets.items());
        let gateway = subnets.any(|subnet| subnet.str("name") == Some("GatewaySubnet"));
        let peerings = root.path(&["properties", "virtualNetworkPeerings"]);
        let mut peerings = peerings.iter().flat_map(|peerings| peerings.items());
        let remote = peerings.any(|peering| {
            let uses = peering.path(&["properties", "useRemoteGateways"]);
            uses.is_some_and(|uses| uses.is_true())
        });
        if gateway || remote {
            let message = text!("azure-note-gateway");
            let help = text!("azure-note-gateway-help");
            let note = Diagnostic::new(
                DiagnosticSeverity::Warning,
                "ranges-behind-gateway",
                message,
            );
            notes.push(note.with_help(help));
        }
        Ok((read.prefixes, notes))
    }

    /// Prefixes of the subnet's routes.
    async fn routes(
        &self,
        id: Option<&str>,
        on_step: OnStep<'_>,
    ) -> Result<Vec<IpNet>, AzureError> {
        let Some(id) = id else {
            return Ok(Vec::new());
        };
        on_step(ClientStep::Does(Call::RouteTable.label()));
        let url = self.url(id, version::NETWORK)?;
        let text = self.get(Call::RouteTable, &url, on_step).await?;
        let table = RouteTable::read(&read(&text)?);
        // A route can name a service tag instead of a prefix; what that adds is not documented.
        let prefixes = table
            .prefixes
            .iter()
            .filter_map(|prefix| prefix.parse().ok());
        Ok(prefixes.collect())
    }
}

/// A tag of which a part is missing is unknown as a whole.
fn tag(
    space: Result<(Vec<IpNet>, Vec<Diagnostic>), AzureError>,
    routes: Result<Vec<IpNet>, AzureError>,
) -> (Option<VirtualNetworkTag>, Vec<Diagnostic>) {
    let missing = |message: String, error: &AzureError| {
        (None, vec![note("virtual-network-not-read", message, error)])
    };
    match (space, routes) {
        (Ok((space, notes)), Ok(routes)) => (Some(VirtualNetworkTag { space, routes }), notes),
        (Err(error), _) => missing(text!("azure-note-virtual-network", problem = error), &error),
        (_, Err(error)) => missing(text!("azure-note-route-table", problem = error), &error),
    }
}

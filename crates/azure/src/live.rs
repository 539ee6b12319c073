//! The live questions: who there is to ask about, and what Network Watcher answers.

use crate::client::{Client, Listed, OnStep, TokenSource, read};
use crate::confirm::{LiveAnswer, LiveVerdict, NetworkDiagnostic};
use crate::error::{AzureError, Call};
use crate::ip_flow_request::IpFlowRequest;
use crate::resources::{
    NetworkWatcher, PowerState, ResourceId, Subscription, VirtualMachine, same_region, version,
};
use crate::transport::Transport;

impl<T: Transport, S: TokenSource> Client<T, S> {
    /// The subscriptions that the token can see.
    pub async fn subscriptions(&self, on_step: OnStep<'_>) -> Listed<Subscription> {
        let read = &Subscription::read;
        self.list(
            Call::Subscriptions,
            "/subscriptions",
            version::SUBSCRIPTIONS,
            read,
            on_step,
        )
        .await
    }

    /// The virtual machines of a subscription.
    pub async fn virtual_machines(
        &self,
        subscription: &str,
        on_step: OnStep<'_>,
    ) -> Listed<VirtualMachine> {
        let path =
            format!("/subscriptions/{subscription}/providers/Microsoft.Compute/virtualMachines");
        self.list(
            Call::VirtualMachines,
            &path,
            version::COMPUTE,
            &VirtualMachine::read,
            on_step,
        )
        .await
    }

    /// Whether a virtual machine runs; `None` where Azure does not say.
    ///
    /// # Errors
    ///
    /// Where the instance view cannot be read.
    pub async fn power_state(
        &self,
        machine: &str,
        on_step: OnStep<'_>,
    ) -> Result<Option<PowerState>, AzureError> {
        let url = self.url(&format!("{machine}/instanceView"), version::COMPUTE)?;
        let text = self.get(Call::InstanceView, &url, on_step).await?;
        Ok(PowerState::read(&read(&text)?))
    }

    /// The id of the network watcher of a virtual machine's subscription and region, found by listing:
    /// its resource group and name follow a convention only mostly (`recorded`).
    ///
    /// # Errors
    ///
    /// [`AzureError::WatcherMissing`] where the region has none, else what listing them fails with.
    pub async fn network_watcher(
        &self,
        machine: &VirtualMachine,
        on_step: OnStep<'_>,
    ) -> Result<String, AzureError> {
        let subscription = ResourceId::read(&machine.id).map(|id| id.subscription);
        let subscription = subscription.unwrap_or_default();
        let path =
            format!("/subscriptions/{subscription}/providers/Microsoft.Network/networkWatchers");
        let read = &NetworkWatcher::read;
        let watchers = self
            .list(
                Call::NetworkWatchers,
                &path,
                version::NETWORK,
                read,
                on_step,
            )
            .await;
        let mut items = watchers.items.into_iter();
        match items.find(|watcher| same_region(&watcher.location, &machine.location)) {
            Some(watcher) => Ok(watcher.id),
            None => Err(watchers
                .problem
                .unwrap_or_else(|| AzureError::WatcherMissing {
                    region: machine.location.clone(),
                })),
        }
    }

    /// Asks Network Watcher whether a flow is let through.
    ///
    /// # Errors
    ///
    /// Every [`AzureError`] but those of pages. That no group applies is an answer, not an error.
    pub async fn verify_ip_flow(
        &self,
        watcher: &str,
        request: &IpFlowRequest,
        on_step: OnStep<'_>,
    ) -> Result<LiveAnswer, AzureError> {
        let url = self.url(&format!("{watcher}/ipFlowVerify"), version::NETWORK)?;
        let asked = self
            .run(Call::IpFlowVerify, &url, Some(&request.body()), on_step)
            .await;
        match asked {
            Ok(text) => Ok(LiveAnswer::Verdict(LiveVerdict::read(&read(&text)?)?)),
            Err(AzureError::NoSecurityGroup(service)) => Ok(LiveAnswer::NotFiltered {
                message: service.message,
            }),
            Err(error) => Err(error),
        }
    }

    /// Asks Network Watcher how every rule compares with a flow.
    ///
    /// # Errors
    ///
    /// Every [`AzureError`] but those of pages.
    pub async fn diagnose(
        &self,
        watcher: &str,
        body: &str,
        on_step: OnStep<'_>,
    ) -> Result<NetworkDiagnostic, AzureError> {
        let path = format!("{watcher}/networkConfigurationDiagnostic");
        let url = self.url(&path, version::NETWORK)?;
        let call = Call::NetworkConfigurationDiagnostic;
        let text = self.run(call, &url, Some(body), on_step).await?;
        NetworkDiagnostic::read(&read(&text)?)
    }
}

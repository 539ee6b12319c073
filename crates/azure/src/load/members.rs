//! Application security groups and service tags that the rules name, loaded.

use super::{LoadedInterface, note};
use crate::client::{Client, ClientStep, OnStep, TokenSource};
use crate::error::{AzureError, Call};
use crate::resources::{NetworkInterface, ResourceId, version};
use crate::transport::Transport;
use futures_util::future::join;
use nsg::Name;
use nsg_documents::{Diagnostic, DiagnosticSeverity};
use std::net::IpAddr;
use text::text;

impl<T: Transport, S: TokenSource> Client<T, S> {
    /// Adds the members of the groups and the addresses of the tags that the rules name.
    pub(super) async fn load_what_rules_name(
        &self,
        loaded: &mut LoadedInterface,
        on_step: OnStep<'_>,
    ) {
        let (groups, tags) = named(loaded);
        let subscription =
            ResourceId::read(&loaded.interface.id).map(|id| id.subscription.to_owned());
        let subscription = subscription.unwrap_or_default();
        let (members, tags) = join(
            self.members(&groups, &subscription, on_step),
            self.tags_if(tags, &subscription, &loaded.interface.location, on_step),
        )
        .await;
        match members {
            Ok(members) => loaded.application_security_groups = members,
            Err(error) => loaded.notes.push(note(
                "members-not-read",
                text!("azure-note-members", problem = error),
                &error,
            )),
        }
        match tags {
            Ok(tags) => loaded.service_tags = tags,
            Err(error) => loaded.notes.push(note(
                "service-tags-not-read",
                text!("azure-note-service-tags", problem = error),
                &error,
            )),
        }
        if !loaded.application_security_groups.is_empty() {
            let message = text!("azure-note-scale-set");
            let help = text!("azure-note-scale-set-help");
            let note = Diagnostic::new(DiagnosticSeverity::Info, "scale-set-members", message);
            loaded.notes.push(note.with_help(help));
        }
    }

    /// The private addresses of every member. A group is no list of its members: the interfaces say
    /// which groups they are in. All are in one virtual network (AD:
    /// `virtual-network/application-security-groups.md`), hence in one subscription.
    async fn members(
        &self,
        groups: &[String],
        subscription: &str,
        on_step: OnStep<'_>,
    ) -> Result<Vec<(String, Vec<IpAddr>)>, AzureError> {
        let none = |group: &String| (group.clone(), Vec::new());
        let mut members: Vec<(String, Vec<IpAddr>)> = groups.iter().map(none).collect();
        if members.is_empty() {
            return Ok(members);
        }
        let path =
            format!("/subscriptions/{subscription}/providers/Microsoft.Network/networkInterfaces");
        let url = self.url(&path, version::NETWORK)?;
        let mut add = |node: &nsg_documents::json::JsonNode<'_>| {
            let interface = NetworkInterface::read(node);
            let configurations = interface.iter().flat_map(|one| &one.ip_configurations);
            for configuration in configurations {
                let Some(address) = configuration.address else {
                    continue;
                };
                for group in &configuration.application_security_groups {
                    let known = members.iter_mut();
                    let mut known = known.filter(|(id, _)| id.eq_ignore_ascii_case(group));
                    if let Some((_, addresses)) = known.next() {
                        addresses.push(address);
                    }
                }
            }
        };
        self.pages(Call::NetworkInterfaces, url, &mut add, on_step)
            .await?;
        Ok(members)
    }

    async fn tags_if(
        &self,
        needed: bool,
        subscription: &str,
        location: &str,
        on_step: OnStep<'_>,
    ) -> Result<Option<String>, AzureError> {
        if !needed {
            return Ok(None);
        }
        on_step(ClientStep::Does(Call::ServiceTags.label()));
        let location: String = location.split_whitespace().collect();
        let location = location.to_ascii_lowercase();
        let path = format!(
            "/subscriptions/{subscription}/providers/Microsoft.Network/locations/{location}/serviceTags"
        );
        let url = self.url(&path, version::NETWORK)?;
        let call = Call::ServiceTags;
        let first = self.get(call, &url, on_step).await?;
        let whole = self.whole(call, url, first, "values", on_step);
        whole.await.map(Some)
    }
}

/// Ids of the application security groups that the rules of both groups name, and whether they name
/// service tags that the rules in force do not expand.
fn named(loaded: &LoadedInterface) -> (Vec<String>, bool) {
    let mentions = loaded.mentions();
    let in_force = loaded.in_force().network.service_tags;
    let unknown = |tag: &Name| !in_force.contains_key(tag);
    let groups = mentions.application_security_groups.iter();
    let ids = groups.map(|group| group.as_str().to_owned()).collect();
    (ids, mentions.service_tags.iter().any(unknown))
}

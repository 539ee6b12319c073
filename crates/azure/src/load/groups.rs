//! The two groups, as they are configured; or as they are in force, where that is all one may read.

use super::note;
use crate::client::{Client, ClientStep, OnStep, TokenSource, read};
use crate::error::{AzureError, Call};
use crate::resources::version;
use crate::transport::Transport;
use nsg::AppliedTo;
use nsg_documents::assemble::belonging;
use nsg_documents::{Diagnostic, Document};
use text::text;

/// A group as it is configured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedGroup {
    /// The group's resource id.
    pub id: String,
    /// The group as Azure wrote it; the effective rules where the group itself may not be read.
    pub text: String,
    /// Whether a change is still being applied: what is in force may be older (`recorded`).
    pub updating: bool,
}

impl<T: Transport, S: TokenSource> Client<T, S> {
    /// The group with this id, if there is one.
    pub(super) async fn group(
        &self,
        id: Option<&str>,
        on_step: OnStep<'_>,
    ) -> Result<Option<LoadedGroup>, AzureError> {
        let Some(id) = id else {
            return Ok(None);
        };
        on_step(ClientStep::Does(Call::NetworkSecurityGroup.label()));
        let url = self.url(id, version::NETWORK)?;
        let text = self.get(Call::NetworkSecurityGroup, &url, on_step).await?;
        let root = read(&text)?;
        let properties = root.get("properties");
        let properties = properties
            .ok_or_else(|| AzureError::unexpected(text!("azure-unexpected-no-security-group")))?;
        let state = properties.str("provisioningState").unwrap_or_default();
        let updating = state.eq_ignore_ascii_case("Updating");
        let id = root.str("id").unwrap_or(id).to_owned();
        drop(root);
        Ok(Some(LoadedGroup { id, text, updating }))
    }
}

/// The rules in force, read.
pub(super) struct Fallback<'a> {
    text: &'a str,
    document: Option<Document>,
}

impl<'a> Fallback<'a> {
    pub(super) fn new(effective: Option<&'a str>) -> Self {
        Self {
            text: effective.unwrap_or_default(),
            document: effective.map(nsg_documents::read_json),
        }
    }

    /// The group that was read, else the same group as it is in force.
    ///
    /// # Errors
    ///
    /// Where neither is known. An empty answer of Azure does not say that there is no group
    /// (`recorded`).
    pub(super) fn or(
        &self,
        group: Result<Option<LoadedGroup>, AzureError>,
        place: AppliedTo,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<Option<LoadedGroup>, AzureError> {
        let error = match group {
            Ok(group) => return Ok(group),
            Err(error) => error,
        };
        let document = self.document.as_ref();
        let found = document.and_then(|document| belonging(document, place).next());
        let Some((_, group)) = found else {
            return Err(error);
        };
        let message = match place {
            AppliedTo::Subnet => text!("azure-note-subnet-group", problem = error),
            _ => text!("azure-note-interface-group", problem = error),
        };
        notes.push(note("group-not-read", message, &error));
        Ok(Some(LoadedGroup {
            id: group.security_group.id.clone().unwrap_or_default(),
            text: self.text.to_owned(),
            updating: false,
        }))
    }
}

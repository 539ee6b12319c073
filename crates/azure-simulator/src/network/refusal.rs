//! Errors of the network provider.

use crate::store::id;
use serde_json::{Value, json};

/// An answer that is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProviderError {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
}

impl ProviderError {
    pub(crate) fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self {
            status,
            code: code.to_owned(),
            message: message.into(),
        }
    }

    /// The refusal of a bad body; the code was recorded for a network interface.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(400, "InvalidRequestFormat", message)
    }

    /// The refusal of a body that names a resource which is not there (recorded for rules).
    pub(crate) fn not_found(id: &str) -> Self {
        Self::new(404, "NotFound", format!("Resource {id} not found."))
    }

    /// The envelope that was recorded everywhere.
    pub(crate) fn body(&self) -> Value {
        json!({ "error": { "code": self.code, "message": self.message, "details": [] } })
    }
}

/// Resource Manager's own words for a resource that is not there (recorded).
pub(crate) fn resource_not_found(target: &str) -> String {
    let group = id::after(target, "resourceGroups").unwrap_or_default();
    format!(
        "The Resource '{}/{}' under resource group '{group}' was not found. For more details please \
         go to https://aka.ms/ARMResourceNotFoundFix",
        id::resource_type(target).unwrap_or_default(),
        id::name(target)
    )
}

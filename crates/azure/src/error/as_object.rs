//! An error as JavaScript sees it.

use super::{AzureError, ServiceError};
use serde::Serialize;

/// An error, to be written as an object: `{ code, message, help?, command?, status?, azureCode?, requestId? }`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorObject<'a> {
    code: &'a str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    command: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    azure_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
}

impl AzureError {
    /// The error with everything that there is to tell of it.
    pub fn object(&self) -> ErrorObject<'_> {
        let service = self.service();
        let filled = |text: &ServiceError| !text.code.is_empty();
        ErrorObject {
            code: self.code(),
            message: self.to_string(),
            help: self.help(),
            command: self.command(),
            status: service.map(|service| service.status),
            azure_code: service
                .filter(|service| filled(service))
                .map(|service| service.code.as_str()),
            request_id: service.and_then(|service| service.request_id.as_deref()),
        }
    }
}

//! An error in words.

use super::AzureError;
use std::fmt;
use text::text;

impl fmt::Display for AzureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = match self {
            Self::Endpoint(error) => return error.fmt(f),
            Self::NotAskable(reason) => return reason.fmt(f),
            Self::Token(error) => return error.fmt(f),
            Self::NotJson { message, .. } | Self::Unexpected { message } => {
                return f.write_str(message);
            }
            Self::TokenSource { reason } => text!("azure-error-token-source", reason),
            Self::TokenRefused(service) => text!("azure-error-token-refused", service),
            Self::Forbidden { action, .. } => match self.scope() {
                Some(scope) => text!("azure-error-forbidden-on", action, scope),
                None => text!("azure-error-forbidden", action),
            },
            Self::VmNotRunning(service) => text!("azure-error-vm-not-running", service),
            Self::WatcherMissing { region } => text!("azure-error-watcher-missing", region),
            Self::NotFound { service, .. } => text!("azure-error-not-found", service),
            Self::InterfaceNotNamed(service) => text!("azure-error-interface-not-named", service),
            Self::ForeignLocalAddress(service) => {
                text!("azure-error-foreign-local-address", service)
            }
            Self::InvalidRequest(service) => text!("azure-error-invalid-request", service),
            Self::Throttled {
                retry_after: Some(wait),
                ..
            } => text!("azure-error-throttled-for", seconds = wait.as_secs()),
            Self::ServerFault(service) => text!("azure-error-server-fault", service),
            Self::OperationFailed(service) => text!("azure-error-operation-failed", service),
            Self::OperationTimedOut {
                retry_after: Some(wait),
                ..
            } => text!("azure-error-operation-waits", seconds = wait.as_secs()),
            Self::OperationTimedOut { seconds, .. } => {
                text!("azure-error-operation-timed-out", seconds)
            }
            Self::Unreachable { endpoint, reason } => {
                text!("azure-error-unreachable", host = endpoint.host(), reason)
            }
            Self::RequestTimedOut { seconds } => text!("azure-error-request-timed-out", seconds),
            Self::ForeignUrl { header, error } => {
                text!("azure-error-foreign-url", header, address = error)
            }
            Self::EndlessPages { pages } => text!("azure-error-endless-pages", pages),
            Self::ExtensionNotInstalled(service) => {
                text!("azure-error-extension-not-installed", service)
            }
            Self::EffectiveRulesNotAllowed(service) => {
                text!("azure-error-effective-rules-not-allowed", service)
            }
            Self::Unknown(service) => text!("azure-error-unknown", service),
            Self::NoVirtualMachine => text!("azure-error-no-virtual-machine").to_owned(),
            Self::TokenExpired(_) => text!("azure-error-token-expired").to_owned(),
            Self::NoSecurityGroup(_) => text!("azure-error-no-security-group").to_owned(),
            Self::Throttled { .. } => text!("azure-error-throttled").to_owned(),
            Self::TooLarge => text!("azure-error-too-large").to_owned(),
            Self::RedirectRefused => text!("azure-error-redirect-refused").to_owned(),
            Self::LocationUnreadable => text!("azure-error-location-unreadable").to_owned(),
        };
        f.write_str(&said)
    }
}

impl std::error::Error for AzureError {}

//! Advice on an error.

use super::{AzureError, Call, ServiceError};
use crate::cloud::Cloud;
use text::text;

impl AzureError {
    /// What the person can do, where there is something.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Endpoint(error) => error.help().to_owned(),
            Self::NotAskable(reason) => reason.help().to_owned(),
            Self::Token(error) => error.help().to_owned(),
            Self::Unreachable { endpoint, .. } => unreachable(endpoint.cloud(), endpoint.origin()),
            Self::TokenRefused(service) => refused(service).to_owned(),
            Self::NotFound { call, .. } => not_found(*call).to_owned(),
            Self::WatcherMissing { .. } => text!("azure-help-watcher-missing").to_owned(),
            Self::NoSecurityGroup(_) => return None,
            other => other.fixed_help().to_owned(),
        })
    }

    fn fixed_help(&self) -> &'static str {
        match self {
            Self::TokenSource { .. } => {
                text!("azure-help-token-source")
            }
            Self::TokenExpired(_) => text!("azure-help-token-expired"),
            Self::Forbidden { service, .. } if service.is("AuthorizationFailed") => {
                text!("azure-help-forbidden")
            }
            Self::Forbidden { .. } => {
                text!("azure-help-forbidden-otherwise")
            }
            Self::NoVirtualMachine => {
                text!("azure-help-no-virtual-machine")
            }
            Self::VmNotRunning(_) => {
                text!("azure-help-vm-not-running")
            }
            Self::InterfaceNotNamed(_) => {
                text!("azure-help-interface-not-named")
            }
            Self::ForeignLocalAddress(_) => {
                text!("azure-help-foreign-local-address")
            }
            Self::InvalidRequest(_) => {
                text!("azure-help-invalid-request")
            }
            Self::Throttled { .. } => {
                text!("azure-help-throttled")
            }
            Self::ServerFault(_) | Self::OperationFailed(_) => {
                text!("azure-help-server-fault")
            }
            Self::OperationTimedOut {
                retry_after: Some(_),
                ..
            } => text!("azure-help-operation-waits"),
            Self::OperationTimedOut { .. } | Self::RequestTimedOut { .. } => {
                text!("azure-help-timed-out")
            }
            Self::TooLarge
            | Self::NotJson { .. }
            | Self::Unexpected { .. }
            | Self::RedirectRefused => {
                text!("azure-help-not-azure")
            }
            Self::ForeignUrl { .. } => {
                text!("azure-help-foreign-url")
            }
            Self::LocationUnreadable => {
                text!("azure-help-location-unreadable")
            }
            Self::EndlessPages { .. } => {
                text!("azure-help-endless-pages")
            }
            Self::ExtensionNotInstalled(_) => {
                text!("azure-help-extension-not-installed")
            }
            Self::EffectiveRulesNotAllowed(_) => {
                text!("azure-help-effective-rules-not-allowed")
            }
            _ => text!("azure-help-unknown"),
        }
    }

    /// A command or document that helps, ready to copy.
    pub fn command(&self) -> Option<String> {
        match self {
            Self::Token(error) => error.command(),
            Self::TokenExpired(_) | Self::TokenRefused(_) => {
                Some("az account get-access-token --query accessToken --output tsv".to_owned())
            }
            Self::Forbidden { .. } => self.role_definition(),
            Self::WatcherMissing { region } => {
                // The region comes from an answer: only what a region's name is made of is repeated.
                let name = |letter: &char| letter.is_ascii_alphanumeric();
                let region: String = region.chars().filter(name).collect();
                let region = region.to_ascii_lowercase();
                Some(format!(
                    "az network watcher configure --resource-group NetworkWatcherRG --locations {region} --enabled true"
                ))
            }
            _ => None,
        }
    }
}

/// A browser tells no more than that it failed, on purpose.
fn unreachable(cloud: Cloud, origin: &str) -> String {
    match cloud {
        Cloud::Custom => text!("azure-help-unreachable-custom", origin),
        _ => text!("azure-help-unreachable").to_owned(),
    }
}

fn refused(service: &ServiceError) -> &'static str {
    let tenant = service.begins("InvalidAuthenticationTokenTenant")
        || service.says("issuer")
        || service.says("tenant");
    if tenant {
        text!("azure-help-other-tenant")
    } else if service.says("audience") {
        text!("azure-help-other-audience")
    } else {
        text!("azure-help-token-refused")
    }
}

fn not_found(call: Call) -> &'static str {
    match call {
        Call::IpFlowVerify | Call::NetworkConfigurationDiagnostic => {
            text!("azure-help-watcher-gone")
        }
        Call::OperationResult => text!("azure-help-result-gone"),
        _ => text!("azure-help-not-found"),
    }
}

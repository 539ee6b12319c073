//! What to do about an error.

use super::{AzureError, Call, ServiceError};
use crate::cloud::Cloud;

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
            Self::WatcherMissing { .. } => {
                "Azure answers through a network watcher in the virtual machine's region: enable it, or ask somebody who may".to_owned()
            }
            Self::NoSecurityGroup(_) => return None,
            other => other.fixed_help().to_owned(),
        })
    }

    fn fixed_help(&self) -> &'static str {
        match self {
            Self::TokenSource { .. } => {
                "whatever signs in for this page or program has to be asked why; Azure was not asked"
            }
            Self::TokenExpired(_) => "paste a new token; what has been done so far is kept",
            Self::Forbidden { service, .. } if service.is("AuthorizationFailed") => {
                "ask for a role that allows it: Reader together with Network Contributor does, neither of them alone, and the role below allows no more than is needed. A role on the virtual machine's resource group is not enough, because the network watcher lies in another"
            }
            Self::Forbidden { .. } => {
                "a policy or a condition stands in the way: show Azure's message to whoever manages the subscription"
            }
            Self::NoVirtualMachine => {
                "attach it to a running virtual machine, or choose another; the answer from the rules alone stands"
            }
            Self::VmNotRunning(_) => {
                "start the virtual machine and ask again; the answer from the rules alone stands"
            }
            Self::InterfaceNotNamed(_) => {
                "a virtual machine with several network interfaces has to be asked about one of them: choose it"
            }
            Self::ForeignLocalAddress(_) => {
                "the local address must be a private IPv4 address of the network interface"
            }
            Self::InvalidRequest(_) => {
                "check the flow: TCP or UDP, IPv4, one destination port, and a local address of the virtual machine"
            }
            Self::Throttled { .. } => {
                "wait, then ask again; other programs count against the same limit"
            }
            Self::ServerFault(_) | Self::OperationFailed(_) => {
                "ask again in a minute; if it goes on, tell Azure's support the request id"
            }
            Self::OperationTimedOut {
                retry_after: Some(_),
                ..
            } => "Azure is busy: ask again when that time has passed",
            Self::OperationTimedOut { .. } | Self::RequestTimedOut { .. } => {
                "ask again; Azure usually takes about ten seconds"
            }
            Self::TooLarge
            | Self::NotJson { .. }
            | Self::Unexpected { .. }
            | Self::RedirectRefused => {
                "something between you and Azure may have answered in its place: a proxy, or a network that wants you to sign in. Open the same address in another tab"
            }
            Self::ForeignUrl { .. } => {
                "Azure keeps to its own host. If you chose an endpoint of your own, it has to send back addresses on its own host"
            }
            Self::LocationUnreadable => {
                "a proxy or the browser's rules for other origins hide the header `Location`; ask by one of the commands instead"
            }
            Self::EndlessPages { .. } => {
                "what was listed is kept; if something is missing, paste its id"
            }
            Self::ExtensionNotInstalled(_) => {
                "IP flow verify does not need it: ask again, and if it goes on, tell Azure's support the request id"
            }
            Self::EffectiveRulesNotAllowed(_) => {
                "the configured rules are used instead; what the rules in force are cannot be told for this subscription"
            }
            _ => "Azure does not document this error; its support can look it up by the request id",
        }
    }

    /// A command or document that helps, ready to copy.
    pub fn command(&self) -> Option<String> {
        match self {
            Self::Token(error) => Some(error.command()),
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
        Cloud::Custom => format!(
            "the browser does not tell why. Is the endpoint running? Does it allow this page's origin (CORS)? The page's content security policy must name `{origin}` in `connect-src`"
        ),
        _ => "the browser does not tell why: no connection, a proxy or an extension that blocks, or a service that does not allow this page's origin. Try again, or ask by one of the commands instead".to_owned(),
    }
}

fn refused(service: &ServiceError) -> &'static str {
    let tenant = service.begins("InvalidAuthenticationTokenTenant")
        || service.says("issuer")
        || service.says("tenant");
    if tenant {
        "the subscription belongs to another tenant: sign in there with `az login --tenant`, then get a new token"
    } else if service.says("audience") {
        "the token is for something else, or for another cloud: choose the cloud that it is for, or get one for this"
    } else {
        "get a new token; it must be for Resource Manager and for the tenant of the subscription"
    }
}

fn not_found(call: Call) -> &'static str {
    match call {
        Call::IpFlowVerify | Call::NetworkConfigurationDiagnostic => {
            "the network watcher or the virtual machine is gone: leave the watcher's id empty, and it is looked up"
        }
        Call::OperationResult => "the result is no longer kept: ask again",
        _ => "check the id and the subscription; the resource may have been deleted",
    }
}

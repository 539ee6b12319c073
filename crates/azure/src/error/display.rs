//! What happened, in words.

use super::AzureError;
use std::fmt;

impl fmt::Display for AzureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Endpoint(error) => write!(f, "{error}"),
            Self::NoVirtualMachine => {
                f.write_str("the network interface belongs to no virtual machine")
            }
            Self::NotAskable(reason) => write!(f, "{reason}"),
            Self::Token(error) => write!(f, "{error}"),
            Self::TokenSource { reason } => write!(f, "no token was given: {reason}"),
            Self::TokenExpired(_) => f.write_str("the token has expired"),
            Self::TokenRefused(service) => write!(f, "Azure does not take the token: {service}"),
            Self::Forbidden { action, .. } => {
                write!(f, "you are not allowed to do `{action}`")?;
                match self.scope() {
                    Some(scope) => write!(f, " on `{scope}`"),
                    None => Ok(()),
                }
            }
            Self::NoSecurityGroup(_) => f.write_str(
                "no network security group is associated with the network interface or its subnet",
            ),
            Self::VmNotRunning(service) => {
                write!(f, "Azure answers for running virtual machines only: {service}")
            }
            Self::WatcherMissing { region } => {
                write!(f, "there is no network watcher in the region `{region}`")
            }
            Self::NotFound { service, .. } => write!(f, "Azure does not find it: {service}"),
            Self::InterfaceNotNamed(service) => {
                write!(f, "Azure wants to know which network interface is meant: {service}")
            }
            Self::ForeignLocalAddress(service) => {
                write!(f, "Azure refuses the local address: {service}")
            }
            Self::InvalidRequest(service) => write!(f, "Azure refuses the request: {service}"),
            Self::Throttled { retry_after, .. } => {
                f.write_str("too many requests: Azure asks to wait")?;
                match retry_after {
                    Some(wait) => write!(f, " {} s", wait.as_secs()),
                    None => Ok(()),
                }
            }
            Self::ServerFault(service) => write!(f, "Azure has a problem of its own: {service}"),
            Self::OperationFailed(service) => {
                write!(f, "Azure began to work on it and failed: {service}")
            }
            Self::OperationTimedOut { retry_after: Some(wait), .. } => write!(
                f,
                "Azure is still working on it, and asks to wait {} s for the answer",
                wait.as_secs()
            ),
            Self::OperationTimedOut { seconds, .. } => {
                write!(f, "Azure was still working on it after {seconds} s")
            }
            Self::Unreachable { endpoint, reason } => {
                write!(f, "no answer from `{}`: {reason}", endpoint.host())
            }
            Self::RequestTimedOut { seconds } => write!(f, "no answer within {seconds} s"),
            Self::TooLarge => f.write_str("the answer is too long to be one of Azure's"),
            Self::NotJson { what, status } => {
                write!(f, "the answer with status {status} is {what}")
            }
            Self::Unexpected { what } => write!(f, "the answer is {what}"),
            Self::ForeignUrl { header, error } => {
                write!(f, "the token was not sent on: `{header}` holds {error}")
            }
            Self::RedirectRefused => f.write_str(
                "the answer leads to another address, and the token is not sent there",
            ),
            Self::LocationUnreadable => f.write_str(
                "Azure accepted the request, and the browser does not show where its result will be",
            ),
            Self::EndlessPages { pages } => {
                write!(f, "the list did not end after {pages} page{}", if *pages == 1 { "" } else { "s" })
            }
            Self::ExtensionNotInstalled(service) => {
                write!(f, "the virtual machine lacks the Network Watcher extension: {service}")
            }
            Self::EffectiveRulesNotAllowed(service) => {
                write!(f, "this subscription may not read effective rules: {service}")
            }
            Self::Unknown(service) => write!(f, "Azure answered with an error: {service}"),
        }
    }
}

impl std::error::Error for AzureError {}

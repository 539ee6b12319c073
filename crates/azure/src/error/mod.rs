//! Every way in which asking Azure can fail, what it means and what to do.
//!
//! # Organization
//!
//! * [`AzureError`]: the failures, each with what happened in words.
//! * [`Call`]: what was being asked, which tells what a refusal means.
//! * [`ServiceError`]: an error as Azure worded it.
//! * `classify` makes the first out of the last; `help` says what to do.

mod as_object;
mod call;
mod classify;
mod display;
mod help;
mod role;
mod service;

pub use as_object::ErrorObject;
pub use call::Call;
pub use role::role_definition;
pub use service::ServiceError;

use crate::cloud::{CloudEndpoint, EndpointError, ForeignUrlError};
use crate::ip_flow_request::NotAskable;
use crate::shown_text::shown;
use crate::token::TokenError;
use nsg_documents::json::NotJson;
use std::time::Duration;
use text::text;

/// A call that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AzureError {
    /// The address of Resource Manager is none.
    Endpoint(EndpointError),
    /// `ipFlowVerify` does not take such a flow.
    NotAskable(NotAskable),
    /// The token cannot be sent.
    Token(TokenError),
    /// The program that gives tokens gave none: [`AzureError::token_source`].
    TokenSource {
        /// What it says, in its own words.
        reason: String,
    },
    /// Azure says that the token has expired.
    TokenExpired(ServiceError),
    /// Azure does not take the token, for another reason than its age.
    TokenRefused(ServiceError),
    /// The person, or the application, may not do this.
    Forbidden {
        /// What was refused, such as `Microsoft.Network/networkWatchers/ipFlowVerify/action`.
        action: String,
        /// In Azure's words, which tell where: [`AzureError::scope`].
        service: ServiceError,
    },
    /// No group is associated with the network interface or its subnet. For `ipFlowVerify` that is an
    /// answer, which the client makes of it.
    NoSecurityGroup(ServiceError),
    /// The virtual machine does not run, or the network interface is not attached to one that does.
    VmNotRunning(ServiceError),
    /// The network interface belongs to no virtual machine, and `ipFlowVerify` asks about machines.
    NoVirtualMachine,
    /// The region has no network watcher.
    WatcherMissing {
        /// The region of the virtual machine.
        region: String,
    },
    /// There is no such resource.
    NotFound {
        /// What was asked for.
        call: Call,
        /// In Azure's words.
        service: ServiceError,
    },
    /// The virtual machine has several network interfaces, and the request names none.
    InterfaceNotNamed(ServiceError),
    /// The flow's local address is none of the virtual machine's.
    ForeignLocalAddress(ServiceError),
    /// Azure cannot make sense of the request.
    InvalidRequest(ServiceError),
    /// Too many requests.
    Throttled {
        /// How long Azure asks to wait, where it says so and that can be read.
        retry_after: Option<Duration>,
        /// In Azure's words.
        service: ServiceError,
    },
    /// Something broke in Azure.
    ServerFault(ServiceError),
    /// The operation was accepted, and failed.
    OperationFailed(ServiceError),
    /// The operation was accepted, and did not end in time.
    OperationTimedOut {
        /// How long it was waited for.
        seconds: u64,
        /// How long Azure asks to wait for it, where nobody waits so long.
        retry_after: Option<Duration>,
    },
    /// No connection, or it broke.
    Unreachable {
        /// Whom it was to.
        endpoint: CloudEndpoint,
        /// What the browser or the system says.
        reason: String,
    },
    /// A request was not answered in time.
    RequestTimedOut {
        /// How long it was waited for.
        seconds: u64,
    },
    /// The answer is longer than anything that Azure is known to answer.
    TooLarge,
    /// The answer is no JSON.
    NotJson {
        /// What it seems to be, or where it stops being JSON, in words.
        message: String,
        /// The HTTP status.
        status: u16,
    },
    /// The answer is JSON of another form than Azure documents.
    Unexpected {
        /// What it is, in words.
        message: String,
    },
    /// Azure sent the client to another address, which may not get the token.
    ForeignUrl {
        /// Which field held the address.
        header: &'static str,
        /// What is wrong with it.
        error: ForeignUrlError,
    },
    /// The answer was a redirect, which the token must not follow.
    RedirectRefused,
    /// The operation was accepted, and where to ask for its result cannot be read.
    LocationUnreadable,
    /// A list goes on and on.
    EndlessPages {
        /// How many pages were read.
        pages: usize,
    },
    /// The virtual machine lacks the Network Watcher extension, which none of the calls here needs.
    ExtensionNotInstalled(ServiceError),
    /// The subscription may not read the rules in force.
    EffectiveRulesNotAllowed(ServiceError),
    /// An error that nothing is known about.
    Unknown(ServiceError),
}

impl AzureError {
    /// An answer that is no JSON. `text` is the answer: a web page is called one.
    pub fn not_json(status: u16, text: &str, error: NotJson) -> Self {
        let NotJson {
            message,
            line,
            column,
        } = error;
        let message = match text.trim_start().starts_with('<') {
            true => text!("azure-unexpected-web-page", status),
            false => text!(
                "azure-unexpected-no-json",
                status,
                line,
                column,
                problem = message
            ),
        };
        Self::NotJson { message, status }
    }

    /// An answer that is JSON, and not what was asked for. `message` says so in a sentence.
    pub(crate) fn unexpected(message: impl Into<String>) -> Self {
        Self::Unexpected {
            message: message.into(),
        }
    }

    /// A program that gives tokens failed. `reason` is in its own words, which may be long and hold
    /// anything.
    pub fn token_source(reason: &str) -> Self {
        let reason = shown(reason, 500);
        Self::TokenSource { reason }
    }

    /// Stable, kebab-case. An error of Azure's own has it in [`AzureError::service`], too.
    pub fn code(&self) -> &str {
        match self {
            Self::Endpoint(_) => "invalid-endpoint",
            Self::NotAskable(_) => "not-askable",
            Self::Token(error) => error.code(),
            Self::TokenSource { .. } => "token-source-failed",
            Self::TokenExpired(_) => "token-expired",
            Self::TokenRefused(_) => "token-refused",
            Self::Forbidden { .. } => "forbidden",
            Self::NoSecurityGroup(_) => "no-security-group",
            Self::VmNotRunning(_) => "vm-not-running",
            Self::NoVirtualMachine => "no-virtual-machine",
            Self::WatcherMissing { .. } => "network-watcher-missing",
            Self::NotFound { .. } => "not-found",
            Self::InterfaceNotNamed(_) => "interface-not-named",
            Self::ForeignLocalAddress(_) => "foreign-local-address",
            Self::InvalidRequest(_) => "invalid-request",
            Self::Throttled { .. } => "throttled",
            Self::ServerFault(_) => "server-fault",
            Self::OperationFailed(_) => "operation-failed",
            Self::OperationTimedOut { .. } => "operation-timed-out",
            Self::Unreachable { .. } => "unreachable",
            Self::RequestTimedOut { .. } => "request-timed-out",
            Self::TooLarge => "answer-too-large",
            Self::NotJson { .. } => "not-json",
            Self::Unexpected { .. } => "unexpected-answer",
            Self::ForeignUrl { .. } => "foreign-address",
            Self::RedirectRefused => "redirect-refused",
            Self::LocationUnreadable => "location-unreadable",
            Self::EndlessPages { .. } => "endless-pages",
            Self::ExtensionNotInstalled(_) => "extension-not-installed",
            Self::EffectiveRulesNotAllowed(_) => "effective-rules-not-allowed",
            Self::Unknown(_) => "unknown-error",
        }
    }

    /// The error as Azure worded it, where it is one of Azure's.
    pub fn service(&self) -> Option<&ServiceError> {
        match self {
            Self::TokenExpired(service)
            | Self::TokenRefused(service)
            | Self::Forbidden { service, .. }
            | Self::NoSecurityGroup(service)
            | Self::VmNotRunning(service)
            | Self::NotFound { service, .. }
            | Self::InterfaceNotNamed(service)
            | Self::ForeignLocalAddress(service)
            | Self::InvalidRequest(service)
            | Self::Throttled { service, .. }
            | Self::ServerFault(service)
            | Self::OperationFailed(service)
            | Self::ExtensionNotInstalled(service)
            | Self::EffectiveRulesNotAllowed(service)
            | Self::Unknown(service) => Some(service),
            _ => None,
        }
    }

    /// Whether the next question about the same virtual machine would fail the same way, so that it is
    /// not worth asking.
    pub fn concerns_all(&self) -> bool {
        // The result of one operation is gone, and the next one has a result of its own.
        let of_this_one =
            matches!(self, Self::NotFound { call, .. } if *call == Call::OperationResult);
        !of_this_one
            && matches!(
                self,
                Self::Endpoint(_)
                    | Self::NoVirtualMachine
                    | Self::Token(_)
                    | Self::TokenSource { .. }
                    | Self::TokenExpired(_)
                    | Self::TokenRefused(_)
                    | Self::Forbidden { .. }
                    | Self::VmNotRunning(_)
                    | Self::WatcherMissing { .. }
                    | Self::InterfaceNotNamed(_)
                    | Self::NotFound { .. }
                    | Self::Throttled { .. }
                    | Self::Unreachable { .. }
                    | Self::ForeignUrl { .. }
                    | Self::RedirectRefused
                    | Self::LocationUnreadable
            )
    }

    /// What happened in a few words, for a line of progress.
    pub fn brief(&self) -> String {
        match self {
            Self::Throttled { .. } => text!("azure-brief-throttled").to_owned(),
            Self::Unreachable { .. } => text!("azure-brief-unreachable").to_owned(),
            Self::ServerFault(_) | Self::Unknown(_) => text!("azure-brief-busy").to_owned(),
            other => shown(&other.to_string(), 120),
        }
    }
}

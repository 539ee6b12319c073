//! From Azure's error to what it means.

use super::{AzureError, Call, ServiceError};
use std::time::Duration;

impl AzureError {
    /// What an error of Azure's means for a call. Codes first, since one status stands for many things;
    /// the status decides where the code is not known.
    pub fn from_service(service: ServiceError, call: Call) -> Self {
        if service.is_no_nsg() {
            return Self::NoSecurityGroup(service);
        }
        if service.is_expired_token() {
            return Self::TokenExpired(service);
        }
        // `recorded`: the first since 2017, the second in 2016, both also for effective routes.
        let not_attached = service.begins("NicMustBeAttachedToRunningVm")
            || service.begins("NicMustBeAttachedToVm");
        // What `ipFlowVerify` answers for a machine that does not run is not documented: a code that
        // says it in so many words is taken by it.
        if not_attached || says_not_running(&service) {
            return Self::VmNotRunning(service);
        }
        if service.is("GetEffectiveNetworkSecurityGroupsApiNotAllowed") {
            return Self::EffectiveRulesNotAllowed(service);
        }
        if service.is("NetworkWatcherVmExtensionNotInstalled") {
            return Self::ExtensionNotInstalled(service);
        }
        match service.status {
            401 => Self::TokenRefused(service),
            403 => forbidden(service, call),
            404 => Self::NotFound { call, service },
            412 | 429 => Self::Throttled {
                retry_after: None,
                service,
            },
            400 => invalid(service, call),
            500.. => Self::ServerFault(service),
            _ if service.begins("RetryableError") => Self::Throttled {
                retry_after: None,
                service,
            },
            _ => Self::Unknown(service),
        }
    }

    /// The same error with the time that Azure asks to wait.
    #[must_use]
    pub fn with_retry_after(self, wait: Option<Duration>) -> Self {
        match self {
            Self::Throttled {
                retry_after: None,
                service,
            } => Self::Throttled {
                retry_after: wait,
                service,
            },
            other => other,
        }
    }
}

fn says_not_running(service: &ServiceError) -> bool {
    let code = service.code.to_ascii_lowercase();
    service.status < 500
        && ["notrunning", "deallocated", "notallocated"]
            .iter()
            .any(|word| code.contains(word))
}

/// How messages call a network interface, and how they say that one has to be named.
const INTERFACES: [&str; 5] = [
    "nic",
    "nics",
    "network interface",
    "network interfaces",
    "targetnicresourceid",
];
const NAMED: [&str; 6] = [
    "required",
    "several",
    "multiple",
    "more than one",
    "specify",
    "specified",
];

/// How messages call the address of the virtual machine.
const LOCAL: [&str; 4] = ["localipaddress", "local ip", "local address", "private ip"];

/// The codes of these refusals are not documented (azure-nsg.md §11): the words of the message tell.
fn invalid(service: ServiceError, call: Call) -> AzureError {
    // Nothing else is asked about an address, and its answer may come at a poll.
    if !matches!(call, Call::IpFlowVerify | Call::OperationResult) {
        return AzureError::InvalidRequest(service);
    }
    let address = service.mentions(&["ip address"]) && !service.says("remote");
    if address || service.mentions(&LOCAL) {
        AzureError::ForeignLocalAddress(service)
    } else if service.mentions(&INTERFACES) && service.mentions(&NAMED) {
        AzureError::InterfaceNotNamed(service)
    } else {
        AzureError::InvalidRequest(service)
    }
}

/// Azure's message names action and scope in quotes; other refusals (a policy, a lock) do not, and the
/// call tells what was asked for.
fn forbidden(service: ServiceError, call: Call) -> AzureError {
    let action = service.quoted("action").unwrap_or(call.action()).to_owned();
    AzureError::Forbidden { action, service }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(status: u16, code: &str, message: &str, call: Call) -> AzureError {
        let body = format!(r#"{{"error":{{"code":"{code}","message":"{message}"}}}}"#);
        AzureError::from_service(ServiceError::read(status, &body, None), call)
    }

    #[test]
    fn every_situation_that_is_documented() {
        for (status, code, ours) in [
            (400, "NsgsNotAppliedOnNic", "no-security-group"),
            (401, "ExpiredAuthenticationToken", "token-expired"),
            (401, "InvalidAuthenticationToken", "token-refused"),
            (401, "InvalidAuthenticationTokenTenant", "token-refused"),
            (401, "AuthenticationFailed", "token-refused"),
            (403, "AuthorizationFailed", "forbidden"),
            (403, "RequestDisallowedByPolicy", "forbidden"),
            (404, "ResourceNotFound", "not-found"),
            (404, "ResourceGroupNotFound", "not-found"),
            (404, "NotFound", "not-found"),
            (400, "InvalidRequestFormat", "invalid-request"),
            (412, "PreconditionFailed", "throttled"),
            (429, "TooManyRequests", "throttled"),
            (429, "RetryableErrorDueToAnotherOperation", "throttled"),
            (500, "InternalServerError", "server-fault"),
            (503, "ServiceUnavailable", "server-fault"),
            (
                400,
                "NicMustBeAttachedToRunningVmToGetEffectiveRoutes",
                "vm-not-running",
            ),
            (409, "VMNotRunning", "vm-not-running"),
            (
                400,
                "NetworkWatcherVmExtensionNotInstalled",
                "extension-not-installed",
            ),
            (409, "MissingSubscriptionRegistration", "unknown-error"),
            (418, "", "unknown-error"),
        ] {
            let error = error(status, code, "m", Call::IpFlowVerify);
            assert_eq!(error.code(), ours, "{status} {code}");
            assert!(
                error.help().is_some() || ours == "no-security-group",
                "{code}"
            );
        }
        let old = error(
            401,
            "InvalidAuthenticationToken",
            "Lifetime validation failed, the token is expired.",
            Call::Subnet,
        );
        assert_eq!(old.code(), "token-expired");
    }

    #[test]
    fn a_refusal_names_action_and_scope() {
        let message = "The client 'ada@contoso.com' with object id 'o' does not have authorization to perform action 'Microsoft.Network/networkWatchers/ipFlowVerify/action' over scope '/subscriptions/s-1/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/w' or the scope is invalid.";
        let refused = error(403, "AuthorizationFailed", message, Call::OperationResult);
        let AzureError::Forbidden { action, .. } = &refused else {
            panic!("{refused:?}");
        };
        assert_eq!(
            action,
            "Microsoft.Network/networkWatchers/ipFlowVerify/action"
        );
        assert!(refused.scope().unwrap().ends_with("/networkWatchers/w"));
        let role = refused.role_definition().unwrap();
        let role: serde_json::Value = serde_json::from_str(&role).unwrap();
        assert_eq!(role["AssignableScopes"][0], "/subscriptions/s-1");
        let actions = role["Actions"].as_array().unwrap();
        assert!(actions.iter().any(|known| known == action));
        assert_eq!(actions.iter().filter(|known| *known == action).count(), 1);
        let rule_by_rule = Call::NetworkConfigurationDiagnostic.action();
        assert!(actions.iter().any(|known| known == rule_by_rule));
        assert!(
            refused
                .help()
                .unwrap()
                .contains("Reader and Network Contributor")
        );

        let silent = error(403, "RequestDisallowedByPolicy", "no", Call::Subnet);
        assert!(
            silent
                .to_string()
                .contains("Microsoft.Network/virtualNetworks/subnets/read")
        );
    }

    #[test]
    fn a_refused_flow_is_told_by_the_words_of_the_message() {
        for (message, ours) in [
            (
                "targetNicResourceId is required: IP forwarding is enabled.",
                "interface-not-named",
            ),
            ("The VM has multiple NICs.", "interface-not-named"),
            (
                "More than one network interface is attached.",
                "interface-not-named",
            ),
            (
                "localIPAddress 10.0.0.9 does not belong to the network interface.",
                "foreign-local-address",
            ),
            (
                "The IP address '10.0.0.9' is not on the required NIC.",
                "foreign-local-address",
            ),
            (
                "Value 'fd00::1' of property 'remoteIPAddress' is not valid.",
                "invalid-request",
            ),
            // Whole words only, and no part of an id.
            (
                "Unicode is required for technical reasons.",
                "invalid-request",
            ),
            (
                "The resource /subscriptions/s/networkInterfaces/nic is required.",
                "invalid-request",
            ),
            ("The network interface is being updated.", "invalid-request"),
        ] {
            let refused = error(400, "InvalidRequestFormat", message, Call::IpFlowVerify);
            assert_eq!(refused.code(), ours, "{message}");
            assert!(refused.help().is_some());
            let other = error(400, "InvalidRequestFormat", message, Call::Subnet);
            assert_eq!(other.code(), "invalid-request", "{message}");
        }
    }

    #[test]
    fn waiting_is_told() {
        let busy = error(429, "TooManyRequests", "m", Call::IpFlowVerify);
        let busy = busy.with_retry_after(Some(Duration::from_secs(17)));
        assert_eq!(
            busy.to_string(),
            "too many requests: Azure is limiting them, so wait 17 s"
        );
    }
}

//! From a request to the call of Resource Manager that it is.

use crate::store::id;
use axum::http::Method;

macro_rules! operations {
    ($($(#[$doc:meta])* $variant:ident => $name:literal,)*) => {
        /// The calls that are served, each with its name in a scenario.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Operation {
            $($(#[$doc])* $variant,)*
        }

        impl Operation {
            pub(crate) const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name in scenarios and in the log.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

operations! {
    Subscriptions => "subscriptions",
    Subscription => "subscription",
    VirtualMachines => "virtualMachines",
    VirtualMachine => "virtualMachine",
    InstanceView => "instanceView",
    NetworkInterfaces => "networkInterfaces",
    NetworkInterface => "networkInterface",
    VirtualNetworks => "virtualNetworks",
    VirtualNetwork => "virtualNetwork",
    Subnets => "subnets",
    Subnet => "subnet",
    VirtualNetworkPeerings => "virtualNetworkPeerings",
    RouteTables => "routeTables",
    RouteTable => "routeTable",
    NetworkSecurityGroups => "networkSecurityGroups",
    NetworkSecurityGroup => "networkSecurityGroup",
    ApplicationSecurityGroups => "applicationSecurityGroups",
    ApplicationSecurityGroup => "applicationSecurityGroup",
    NetworkWatchers => "networkWatchers",
    NetworkWatcher => "networkWatcher",
    ServiceTags => "serviceTags",
    EffectiveNetworkSecurityGroups => "effectiveNetworkSecurityGroups",
    IpFlowVerify => "ipFlowVerify",
    NetworkConfigurationDiagnostic => "networkConfigurationDiagnostic",
    /// A poll of a `Location`.
    PollResult => "operationResults",
    /// A poll of an `Azure-AsyncOperation`.
    PollStatus => "operations",
    /// A GET of anything else that a scenario holds.
    Other => "other",
}

impl Operation {
    pub(crate) fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.name() == name)
    }

    pub(crate) fn is_long_running(self) -> bool {
        matches!(
            self,
            Self::EffectiveNetworkSecurityGroups
                | Self::IpFlowVerify
                | Self::NetworkConfigurationDiagnostic
        )
    }

    pub(crate) fn is_poll(self) -> bool {
        matches!(self, Self::PollResult | Self::PollStatus)
    }

    /// The action that a role must allow (AD: `network-watcher/required-rbac-permissions.md`; reads
    /// follow the same form).
    pub(crate) fn action(self, target: &str) -> String {
        let its = id::resource_type(target);
        match self {
            Self::EffectiveNetworkSecurityGroups => {
                "Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action"
                    .to_owned()
            }
            Self::IpFlowVerify | Self::NetworkConfigurationDiagnostic => {
                format!("Microsoft.Network/networkWatchers/{}/action", self.name())
            }
            Self::PollResult => "Microsoft.Network/locations/operationResults/read".to_owned(),
            Self::PollStatus => "Microsoft.Network/locations/operations/read".to_owned(),
            Self::ServiceTags => "Microsoft.Network/locations/serviceTags/read".to_owned(),
            _ => format!(
                "{}/read",
                its.as_deref()
                    .unwrap_or("Microsoft.Resources/subscriptions")
            ),
        }
    }
}

/// A request, understood.
#[derive(Clone, Debug)]
pub(crate) struct ReadRequest {
    pub(crate) operation: Operation,
    /// The resource, or for a list what it is a list of.
    pub(crate) target: String,
    /// The type that a list lists.
    pub(crate) listed: Option<String>,
}

/// Understands a method and a decoded path; `None` for what is not served.
pub(crate) fn call(method: &Method, path: &str) -> Option<ReadRequest> {
    let segments = id::segments(path);
    let lower: Vec<_> = segments.iter().map(|it| it.to_ascii_lowercase()).collect();
    let lower: Vec<_> = lower.iter().map(String::as_str).collect();
    let get = method == Method::GET;
    let found = |operation, target: &str| {
        Some(ReadRequest {
            operation,
            target: target.to_owned(),
            listed: None,
        })
    };
    match lower.as_slice() {
        ["subscriptions"] if get => found(Operation::Subscriptions, path),
        ["subscriptions", _] if get => found(Operation::Subscription, path),
        [
            "subscriptions",
            _,
            "providers",
            "microsoft.network",
            "locations",
            _,
            rest @ ..,
        ] if get => match rest {
            ["servicetags"] => found(Operation::ServiceTags, path),
            ["operationresults", _] => found(Operation::PollResult, path),
            ["operations", _] => found(Operation::PollStatus, path),
            _ => None,
        },
        ["subscriptions", _, "providers", _, kind] if get => Some(ReadRequest {
            operation: list(kind)?,
            target: path.to_owned(),
            listed: id::resource_type(path),
        }),
        [
            "subscriptions",
            _,
            "resourcegroups",
            _,
            "providers",
            _,
            rest @ ..,
        ] => of_resource(get, method, path, rest),
        _ => None,
    }
}

fn of_resource(get: bool, method: &Method, path: &str, rest: &[&str]) -> Option<ReadRequest> {
    let (parent, _) = path.trim_end_matches('/').rsplit_once('/')?;
    let last = *rest.last()?;
    let (operation, target) = if rest.len().is_multiple_of(2) && get {
        let kind = *rest.iter().rev().nth(1)?;
        (one(kind), path)
    } else if get {
        match last {
            "instanceview" => (Operation::InstanceView, parent),
            "virtualnetworkpeerings" => (Operation::VirtualNetworkPeerings, path),
            "subnets" => (Operation::Subnets, path),
            // A page.
            "effectivenetworksecuritygroups" => (Operation::EffectiveNetworkSecurityGroups, parent),
            kind => (list(kind)?, path),
        }
    } else if method == Method::POST {
        match last {
            "effectivenetworksecuritygroups" => (Operation::EffectiveNetworkSecurityGroups, parent),
            "ipflowverify" => (Operation::IpFlowVerify, parent),
            "networkconfigurationdiagnostic" => (Operation::NetworkConfigurationDiagnostic, parent),
            _ => return None,
        }
    } else {
        return None;
    };
    Some(ReadRequest {
        operation,
        target: target.to_owned(),
        listed: id::resource_type(path).filter(|_| rest.len() == 1),
    })
}

/// The list of a kind, in lower case.
fn list(kind: &str) -> Option<Operation> {
    let lists = [
        Operation::VirtualMachines,
        Operation::NetworkInterfaces,
        Operation::VirtualNetworks,
        Operation::RouteTables,
        Operation::NetworkSecurityGroups,
        Operation::ApplicationSecurityGroups,
        Operation::NetworkWatchers,
    ];
    lists
        .into_iter()
        .find(|list| list.name().eq_ignore_ascii_case(kind))
}

/// The reading of one resource of a kind, in lower case.
fn one(kind: &str) -> Operation {
    match kind {
        "virtualmachines" => Operation::VirtualMachine,
        "networkinterfaces" => Operation::NetworkInterface,
        "virtualnetworks" => Operation::VirtualNetwork,
        "subnets" => Operation::Subnet,
        "routetables" => Operation::RouteTable,
        "networksecuritygroups" => Operation::NetworkSecurityGroup,
        "applicationsecuritygroups" => Operation::ApplicationSecurityGroup,
        "networkwatchers" => Operation::NetworkWatcher,
        _ => Operation::Other,
    }
}

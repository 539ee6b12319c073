//! The call that an error is about.

use text::text;

/// A call to Resource Manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// The subscriptions that the token can see.
    Subscriptions,
    /// The virtual machines of a subscription.
    VirtualMachines,
    /// One virtual machine.
    VirtualMachine,
    /// Whether a virtual machine runs.
    InstanceView,
    /// The network interfaces of a subscription, for the members of application security groups.
    NetworkInterfaces,
    /// One network interface.
    NetworkInterface,
    /// A subnet.
    Subnet,
    /// A virtual network with its peerings.
    VirtualNetwork,
    /// A route table.
    RouteTable,
    /// A network security group.
    NetworkSecurityGroup,
    /// The network watchers of a subscription.
    NetworkWatchers,
    /// `ipFlowVerify`.
    IpFlowVerify,
    /// `networkConfigurationDiagnostic`.
    NetworkConfigurationDiagnostic,
    /// `effectiveNetworkSecurityGroups`.
    EffectiveNetworkSecurityGroups,
    /// Service tag discovery.
    ServiceTags,
    /// The result of an operation.
    OperationResult,
}

impl Call {
    /// Every call.
    pub const ALL: [Self; 16] = [
        Self::Subscriptions,
        Self::VirtualMachines,
        Self::VirtualMachine,
        Self::InstanceView,
        Self::NetworkInterfaces,
        Self::NetworkInterface,
        Self::Subnet,
        Self::VirtualNetwork,
        Self::RouteTable,
        Self::NetworkSecurityGroup,
        Self::NetworkWatchers,
        Self::IpFlowVerify,
        Self::NetworkConfigurationDiagnostic,
        Self::EffectiveNetworkSecurityGroups,
        Self::ServiceTags,
        Self::OperationResult,
    ];

    /// The action that a role must allow (AD: `network-watcher/required-rbac-permissions.md` and
    /// `role-based-access-control/permissions/networking.md`).
    pub fn action(self) -> &'static str {
        match self {
            Self::Subscriptions => "Microsoft.Resources/subscriptions/read",
            Self::VirtualMachines | Self::VirtualMachine => {
                "Microsoft.Compute/virtualMachines/read"
            }
            Self::InstanceView => "Microsoft.Compute/virtualMachines/instanceView/read",
            Self::NetworkInterfaces | Self::NetworkInterface => {
                "Microsoft.Network/networkInterfaces/read"
            }
            Self::Subnet => "Microsoft.Network/virtualNetworks/subnets/read",
            Self::VirtualNetwork => "Microsoft.Network/virtualNetworks/read",
            Self::RouteTable => "Microsoft.Network/routeTables/read",
            Self::NetworkSecurityGroup => "Microsoft.Network/networkSecurityGroups/read",
            Self::NetworkWatchers => "Microsoft.Network/networkWatchers/read",
            Self::IpFlowVerify => "Microsoft.Network/networkWatchers/ipFlowVerify/action",
            Self::NetworkConfigurationDiagnostic => {
                "Microsoft.Network/networkWatchers/networkConfigurationDiagnostic/action"
            }
            Self::EffectiveNetworkSecurityGroups => {
                "Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action"
            }
            Self::ServiceTags => "Microsoft.Network/locations/serviceTags/read",
            Self::OperationResult => "Microsoft.Network/locations/operationResults/read",
        }
    }

    /// What is going on, for a line of progress.
    pub fn label(self) -> &'static str {
        match self {
            Self::Subscriptions => text!("azure-step-subscriptions"),
            Self::VirtualMachines => text!("azure-step-virtual-machines"),
            Self::VirtualMachine => text!("azure-step-virtual-machine"),
            Self::InstanceView => text!("azure-step-instance-view"),
            Self::NetworkInterfaces => text!("azure-step-network-interfaces"),
            Self::NetworkInterface => text!("azure-step-network-interface"),
            Self::Subnet => text!("azure-step-subnet"),
            Self::VirtualNetwork => text!("azure-step-virtual-network"),
            Self::RouteTable => text!("azure-step-route-table"),
            Self::NetworkSecurityGroup => text!("azure-step-security-group"),
            Self::NetworkWatchers => text!("azure-step-network-watchers"),
            Self::IpFlowVerify => text!("azure-step-ip-flow-verify"),
            Self::NetworkConfigurationDiagnostic => text!("azure-step-rule-by-rule"),
            Self::EffectiveNetworkSecurityGroups => text!("azure-step-effective-rules"),
            Self::ServiceTags => text!("azure-step-service-tags"),
            Self::OperationResult => text!("azure-step-result"),
        }
    }
}

//! The six default rules of every network security group.

use crate::model::address::AddressMatch;
use crate::model::field::Field;
use crate::model::rule::{Access, Conditions, Direction, SecurityRule};

/// Azure's default rules with their exact names, in Azure's order (SPEC:
/// `examples/NetworkSecurityGroupGet.json`). They cannot be removed, only overridden by a lower number.
pub fn default_security_rules() -> Vec<SecurityRule> {
    use Access::{Allow, Deny};
    use Direction::{Inbound, Outbound};
    let any = || AddressMatch::Any;
    let tag = |name: &str| AddressMatch::ServiceTag(name.into());
    let vnet = || tag("VirtualNetwork");
    [
        (
            "AllowVnetInBound",
            65000,
            Inbound,
            vnet(),
            vnet(),
            Allow,
            "Allow inbound traffic from all VMs in VNET",
        ),
        (
            "AllowAzureLoadBalancerInBound",
            65001,
            Inbound,
            tag("AzureLoadBalancer"),
            any(),
            Allow,
            "Allow inbound traffic from azure load balancer",
        ),
        (
            "DenyAllInBound",
            65500,
            Inbound,
            any(),
            any(),
            Deny,
            "Deny all inbound traffic",
        ),
        (
            "AllowVnetOutBound",
            65000,
            Outbound,
            vnet(),
            vnet(),
            Allow,
            "Allow outbound traffic from all VMs to all VMs in VNET",
        ),
        (
            "AllowInternetOutBound",
            65001,
            Outbound,
            any(),
            tag("Internet"),
            Allow,
            "Allow outbound traffic from all VMs to Internet",
        ),
        (
            "DenyAllOutBound",
            65500,
            Outbound,
            any(),
            any(),
            Deny,
            "Deny all outbound traffic",
        ),
    ]
    .map(
        |(name, priority, direction, source, destination, access, description)| SecurityRule {
            name: name.to_owned(),
            id: None,
            description: Some(description.to_owned()),
            priority: Field::Known(priority),
            direction: Field::Known(direction),
            access: Field::Known(access),
            conditions: Conditions {
                source: vec![source],
                destination: vec![destination],
                ..Conditions::any()
            },
            refusals: Vec::new(),
            spellings: crate::Spellings::default(),
        },
    )
    .to_vec()
}

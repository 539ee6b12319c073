//! The subnets and network interfaces that a text knows.

/// What a text knows of the network around its groups, besides what the groups say themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topology {
    /// Network interfaces, in the text's order.
    pub interfaces: Vec<DocumentInterface>,
    /// Subnets, in the text's order.
    pub subnets: Vec<DocumentSubnet>,
}

/// A network interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentInterface {
    /// Its resource id, or its name where the text has no id.
    pub id: String,
    /// The resource id of its virtual machine, where the text tells it.
    pub virtual_machine: Option<String>,
    /// The subnet of its first address.
    pub subnet: Option<String>,
    /// The group that it says it is associated with.
    pub security_group: NamedGroup,
}

/// A subnet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSubnet {
    /// Its resource id, or its name where the text has no id.
    pub id: String,
    /// The group that it says it is associated with.
    pub security_group: NamedGroup,
}

/// The group that a subnet or a network interface names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NamedGroup {
    /// The text has all of the resource, and it names none.
    None,
    /// The one of this id or name.
    Named(String),
    /// The text does not have all of the resource.
    #[default]
    Untold,
}

impl Topology {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.interfaces.is_empty() && self.subnets.is_empty()
    }
}

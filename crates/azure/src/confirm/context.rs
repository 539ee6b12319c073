//! Facts that are known besides both answers.

use super::cause::Cause;
use super::rules::resource_group_of;
use text::text;

/// What is known besides both answers. The default is that nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The rules on the page are not those that were loaded or deployed.
    pub rules_edited: bool,
    /// One of the groups was still being changed when it was loaded (`provisioningState`).
    pub updating: bool,
    /// The rules in force, beside the configured ones.
    pub in_force: InForce,
    /// Whether security admin rules apply; `None`: nobody looked.
    pub admin_rules: Option<bool>,
    /// Whether the virtual machine runs; `None`: not known.
    pub running: Option<bool>,
    /// Where the prefixes of `VirtualNetwork` come from.
    pub virtual_network: VirtualNetworkData,
    /// Where the addresses of service tags come from.
    pub tags: TagData,
    /// Whether all members of the application security groups were loaded; `None`: somebody typed them.
    pub members_loaded: Option<bool>,
    /// A group that is in force, and lies in another resource group than the virtual machine.
    pub foreign_group: Option<ForeignGroup>,
    /// The virtual machine has several network interfaces.
    pub several_interfaces: bool,
}

/// A group of another resource group than the virtual machine's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignGroup {
    /// Its resource id.
    pub id: String,
    /// Whether the flow was judged by it, too: then it is unusual and no reason to differ.
    pub loaded: bool,
}

/// Whether the configured rules are in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InForce {
    /// The effective rules were not fetched.
    #[default]
    NotFetched,
    /// They are the configured ones.
    AsConfigured,
    /// They are others.
    Other,
}

/// Where the prefixes of `VirtualNetwork` come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VirtualNetworkData {
    /// Somebody typed them, or nobody knows.
    #[default]
    Typed,
    /// Address space, peerings and route table were loaded. What a gateway learns is not among them.
    Loaded,
    /// Azure's own expansion.
    Azure,
}

/// Where the addresses of service tags come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TagData {
    /// Nobody knows.
    #[default]
    Unknown,
    /// A file, with what tells its age, such as its name or date.
    File(String),
    /// Azure's own expansion or discovery.
    Azure,
}

impl Context {
    /// The causes that are known to be so.
    pub(super) fn known(&self) -> Vec<Cause> {
        let mut causes = Vec::new();
        let mut add = |holds: bool, code, message: &str, help: &str| {
            if holds {
                causes.push(Cause::new(code, message, help));
            }
        };
        add(
            self.rules_edited,
            "rules-edited",
            text!("azure-cause-edited"),
            text!("azure-cause-edited-help"),
        );
        add(
            self.updating,
            "rules-updating",
            text!("azure-cause-updating"),
            text!("azure-cause-updating-help"),
        );
        add(
            self.in_force == InForce::Other,
            "stale-effective-rules",
            text!("azure-cause-not-in-force"),
            text!("azure-cause-not-in-force-help"),
        );
        add(
            self.running == Some(false),
            "vm-not-running",
            text!("azure-cause-not-running"),
            text!("azure-cause-not-running-help"),
        );
        let group = self.foreign_group.iter().find(|group| !group.loaded);
        causes.extend(group.map(|group| foreign_group(&group.id, false)));
        causes
    }
}

/// The cause that a group of another resource group is. Where it is loaded there is nothing to do.
pub(super) fn foreign_group(id: &str, loaded: bool) -> Cause {
    let message = match resource_group_of(id) {
        Some(group) => text!("azure-cause-foreign-group", group),
        None => text!("azure-cause-foreign-group-unnamed").to_owned(),
    };
    let help = match loaded {
        true => String::new(),
        false => text!("azure-cause-foreign-group-help", id),
    };
    Cause::new("group-of-another-resource-group", &message, &help)
}

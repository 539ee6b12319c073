//! Resource ids.

/// A resource id, taken apart:
/// `/subscriptions/{s}/resourceGroups/{g}/providers/{namespace}/{type}/{name}/…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourceId<'a> {
    /// The whole id.
    pub whole: &'a str,
    /// The subscription's id.
    pub subscription: &'a str,
    /// The resource group's name.
    pub resource_group: &'a str,
    /// For instance `Microsoft.Compute`.
    pub namespace: &'a str,
    /// For instance `virtualMachines`.
    pub kind: &'a str,
    /// The name of the resource; of a child such as a subnet, the name of what it lies in.
    pub name: &'a str,
}

impl<'a> ResourceId<'a> {
    /// Takes an id apart, with or without blanks, quotes and a comma around it and a slash behind it.
    pub fn read(text: &'a str) -> Option<Self> {
        let around = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',');
        let whole = text.trim_matches(around).trim_end_matches('/');
        let mut parts = whole.strip_prefix('/')?.split('/');
        let mut named = |word: &str| {
            let is = parts.next()?.eq_ignore_ascii_case(word);
            parts.next().filter(|name| is && !name.is_empty())
        };
        let subscription = named("subscriptions")?;
        let resource_group = named("resourceGroups")?;
        let namespace = named("providers")?;
        let mut more = || parts.next().filter(|part| !part.is_empty());
        Some(Self {
            whole,
            subscription,
            resource_group,
            namespace,
            kind: more()?,
            name: more()?,
        })
    }

    /// Whether it is of this type. Ids compare without regard to case.
    pub fn is(&self, namespace: &str, kind: &str) -> bool {
        self.namespace.eq_ignore_ascii_case(namespace) && self.kind.eq_ignore_ascii_case(kind)
    }

    /// The id of the resource above, for a child such as a subnet.
    pub fn parent(id: &'a str) -> Option<&'a str> {
        let (above, _name) = id.trim_end_matches('/').rsplit_once('/')?;
        let (parent, _type) = above.rsplit_once('/')?;
        Some(parent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NIC: &str = "/subscriptions/s1/resourceGroups/rg-web/providers/Microsoft.Network/networkInterfaces/nic1";

    #[test]
    fn an_id_as_people_paste_it() {
        for text in [
            NIC.to_owned(),
            format!("  \"{NIC}\",\n"),
            format!("{NIC}/"),
            NIC.replace("resourceGroups", "RESOURCEGROUPS"),
        ] {
            let id = ResourceId::read(&text).unwrap();
            assert_eq!(
                (id.subscription, id.resource_group, id.name),
                ("s1", "rg-web", "nic1")
            );
            assert!(id.is("microsoft.network", "networkinterfaces"), "{id:?}");
        }
    }

    #[test]
    fn what_is_no_id_of_a_resource() {
        for text in [
            "",
            "nic1",
            "/subscriptions/s1",
            "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces",
            "/subscriptions//resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/n",
            "https://portal.azure.com/#@x/resource/subscriptions/s1",
        ] {
            assert_eq!(ResourceId::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_subnet_lies_in_its_network() {
        let subnet = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/a";
        let network =
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v";
        assert_eq!(ResourceId::parent(subnet), Some(network));
        let id = ResourceId::read(subnet).unwrap();
        assert_eq!((id.kind, id.name), ("virtualNetworks", "v"));
    }
}

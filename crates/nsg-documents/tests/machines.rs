//! Which machines texts know, and which groups stand before each.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

use nsg_documents::{Document, Machine, MachineGroup, machines, read};

fn known(texts: &[String]) -> Vec<String> {
    let documents: Vec<Document> = texts.iter().map(|text| read(text)).collect();
    let documents: Vec<&Document> = documents.iter().collect();
    let group = |group: &MachineGroup| match group {
        MachineGroup::None => "no group".to_owned(),
        MachineGroup::Known(at) => {
            let group = &documents[at.document].groups[at.group];
            group.security_group.display_name().unwrap().to_owned()
        }
        MachineGroup::NotGiven(id) => format!("not given {}", last(id)).trim().to_owned(),
        MachineGroup::Several => "several".to_owned(),
    };
    let line = |machine: Machine| {
        let (subnet, own) = (
            group(&machine.subnet_group),
            group(&machine.interface_group),
        );
        let name = machine.virtual_machine.as_deref();
        let name = last(name.unwrap_or(&machine.network_interface)).to_owned();
        format!("{name} in {}: {subnet}, {own}", last(&machine.subnet))
    };
    machines(&documents).into_iter().map(line).collect()
}

fn last(id: &str) -> &str {
    id.rsplit('/').next().unwrap()
}

const NETWORK: &str = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network";

fn group(name: &str, associations: &str) -> String {
    format!(
        r#"{{"id": "{NETWORK}/networkSecurityGroups/{name}", "name": "{name}",
            "properties": {{"securityRules": [], {associations}}}}}"#
    )
}

fn subnet_id(name: &str) -> String {
    format!("{NETWORK}/virtualNetworks/net/subnets/{name}")
}

/// As Azure prints it: whole, with the ids of the interfaces in it.
fn subnet(name: &str, group: &str, interfaces: &[&str]) -> String {
    let group = match group {
        "" => String::new(),
        name => {
            format!(
                r#""networkSecurityGroup": {{"id": "{NETWORK}/networkSecurityGroups/{name}"}},"#
            )
        }
    };
    let configuration = |name: &&str| {
        format!(r#"{{"id": "{NETWORK}/networkInterfaces/{name}/ipConfigurations/a"}}"#)
    };
    let configurations: Vec<_> = interfaces.iter().map(configuration).collect();
    format!(
        r#"{{"id": "{}", "name": "{name}", "properties": {{"addressPrefix": "10.0.1.0/24", {group}
            "ipConfigurations": [{}]}}}}"#,
        subnet_id(name),
        configurations.join(", ")
    )
}

fn interface(name: &str, subnet: &str, more: &str) -> String {
    format!(
        r#"{{"id": "{NETWORK}/networkInterfaces/{name}", "name": "{name}", "properties": {{ {more}
            "ipConfigurations": [{{"name": "a", "properties": {{"subnet": {{"id": "{}"}}}}}}]}}}}"#,
        subnet_id(subnet)
    )
}

#[test]
fn interfaces_tell_their_subnet_and_groups_what_they_are_associated_with() {
    let groups = format!(
        "[{}, {}]",
        group(
            "web",
            &format!(r#""subnets": [{{"id": "{}"}}]"#, subnet_id("front"))
        ),
        group(
            "admin",
            &format!(r#""networkInterfaces": [{{"id": "{NETWORK}/networkInterfaces/one"}}]"#)
        )
    );
    let machine = format!(r#""virtualMachine": {{"id": "{NETWORK}/virtualMachines/vm-1"}},"#);
    let interfaces = format!(
        r#"{{"value": [{}, {}]}}"#,
        interface("one", "Front", &machine),
        interface("two", "front", "")
    );
    assert_eq!(
        known(&[groups, interfaces]),
        ["vm-1 in Front: web, admin", "two in front: web, no group"]
    );
}

#[test]
fn subnets_that_are_printed_whole_tell_their_interfaces() {
    let groups = group(
        "web",
        &format!(r#""subnets": [{}]"#, subnet("front", "web", &["one"])),
    );
    assert_eq!(known(&[groups]), ["one in front: web, not given"]);
}

#[test]
fn a_network_tells_of_subnets_without_a_group() {
    let network = format!(
        r#"{{"name": "net", "properties": {{"subnets": [{}, {}]}}}}"#,
        subnet("front", "web", &["one"]),
        subnet("back", "", &["two"])
    );
    let interfaces = format!("[{}]", interface("two", "back", ""));
    assert_eq!(
        known(&[group("web", r#""subnets": []"#), network, interfaces]),
        [
            "one in front: web, not given",
            "two in back: no group, no group"
        ]
    );
}

#[test]
fn a_group_that_is_in_no_text_is_not_given() {
    let text = format!(
        "[{}, {}]",
        group("web", r#""subnets": []"#),
        interface("one", "front", "")
    );
    let named = subnet("front", "elsewhere", &[]);
    assert_eq!(
        known(std::slice::from_ref(&text)),
        ["one in front: not given, no group"]
    );
    assert_eq!(
        known(&[text, named]),
        ["one in front: not given elsewhere, no group"]
    );
}

#[test]
fn two_groups_for_one_subnet_are_said_to_be_several() {
    let of = format!(r#""subnets": [{{"id": "{}"}}]"#, subnet_id("front"));
    let both = format!("[{}, {}]", group("old", &of), group("new", &of));
    let interfaces = interface("one", "front", "");
    assert_eq!(
        known(&[both, interfaces.clone()]),
        ["one in front: several, no group"]
    );
    // The same group twice is one.
    let twice = format!("[{}, {}]", group("web", &of), group("web", &of));
    assert_eq!(known(&[twice, interfaces]), ["one in front: web, no group"]);
}

#[test]
fn effective_rules_are_those_of_one_machine() {
    let entry = |association: String, name: &str| {
        format!(
            r#"{{"association": {association}, "effectiveSecurityRules": [{{"name": "a"}}],
                "networkSecurityGroup": {{"id": "{NETWORK}/networkSecurityGroups/{name}"}}}}"#
        )
    };
    let subnet = format!(r#"{{"subnet": {{"id": "{}"}}}}"#, subnet_id("front"));
    let own = format!(r#"{{"networkInterface": {{"id": "{NETWORK}/networkInterfaces/one"}}}}"#);
    let text = format!(
        r#"{{"value": [{}, {}]}}"#,
        entry(subnet, "web"),
        entry(own, "admin")
    );
    assert_eq!(known(&[text]), ["one in front: web, admin"]);
}

#[test]
fn a_template_names_them_by_expressions() {
    let text = r#"{"$schema": "https://schema.management.azure.com/deploymentTemplate.json#", "resources": [
        {"type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2024-05-01", "name": "web",
            "properties": {"securityRules": []}},
        {"type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01", "name": "net", "properties": {"subnets": [
            {"name": "front", "properties": {"networkSecurityGroup":
                {"id": "[resourceId('Microsoft.Network/networkSecurityGroups', 'web')]"}}}]}},
        {"type": "Microsoft.Network/networkInterfaces", "apiVersion": "2024-05-01", "name": "one", "properties":
            {"ipConfigurations": [{"name": "a", "properties": {"subnet":
                {"id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'net', 'front')]"}}}]}}]}"#;
    assert_eq!(known(&[text.to_owned()]), ["one in front: web, no group"]);
}

#[test]
fn a_terraform_state_names_them_by_ids() {
    let id = |kind: &str, name: &str| format!("{NETWORK}/{kind}/{name}");
    let resource = |kind: &str, attributes: String| {
        format!(
            r#"{{"mode": "managed", "type": "{kind}", "name": "a", "instances": [{{"attributes": {attributes}}}]}}"#
        )
    };
    let (web, front) = (id("networkSecurityGroups", "web"), subnet_id("front"));
    let text = format!(
        r#"{{"version": 4, "lineage": "a", "serial": 1, "resources": [{}, {}, {}]}}"#,
        resource(
            "azurerm_network_security_group",
            format!(r#"{{"id": "{web}", "name": "web", "security_rule": []}}"#)
        ),
        resource(
            "azurerm_subnet_network_security_group_association",
            format!(r#"{{"subnet_id": "{front}", "network_security_group_id": "{web}"}}"#)
        ),
        resource(
            "azurerm_network_interface",
            format!(
                r#"{{"id": "{}", "name": "one", "ip_configuration": [{{"subnet_id": "{front}"}}]}}"#,
                id("networkInterfaces", "one")
            )
        )
    );
    assert_eq!(known(&[text]), ["one in front: web, not given"]);
}

#[test]
fn an_address_of_a_scale_set_is_no_machine_of_its_own() {
    let text = format!(
        r#"{{"id": "{}", "addressPrefix": "10.0.1.0/24", "ipConfigurations": [{{"id":
            "/subscriptions/s/providers/Microsoft.Network/applicationGateways/gate/gatewayIPConfigurations/a"}}]}}"#,
        subnet_id("front")
    );
    assert!(known(&[text]).is_empty());
}

//! Rules in the arguments of modules and in variables.

use super::{only, web};
use crate::support::{codes, group, lines, shared_folder};
use nsg_documents::read;

#[test]
fn the_arguments_of_a_module_are_the_rules_of_its_group() {
    let rule = "{ name = \"ssh\", priority = 201, direction = \"Inbound\", access = \"Allow\", protocol = \"tcp\", source_port_range = \"*\", \
                destination_port_range = \"22\", source_address_prefix = \"10.151.0.0/24\", destination_address_prefix = \"*\" }";
    let expected = "ssh 201 Inbound TCP 10.151.0.0/24:* → *:22 Allow";
    for (arguments, name) in [
        (
            format!(
                "source = \"Azure/network-security-group/azurerm\"\nsecurity_group_name = \"web\"\ncustom_rules = [{rule}]"
            ),
            "web",
        ),
        (
            format!(
                "source = \"Azure/avm-res-network-networksecuritygroup/azurerm\"\nname = \"web\"\nsecurity_rules = {{ one = {rule} }}"
            ),
            "web",
        ),
        (format!("source = \"./modules/nsg\"\nrules = [{rule}]"), "m"),
        (
            format!(
                "source = \"./modules/nsg\"\nsettings = {{ networks = {{ hub = {{ nsg_rules = [{rule}] }} }} }}"
            ),
            "hub",
        ),
        (
            format!(
                "source = \"aztfmod/caf/azurerm\"\nnetwork_security_group_definition = {{ empty = {{}}, web = {{ nsg = [{rule}] }} }}"
            ),
            "web",
        ),
    ] {
        let text = format!(
            "module \"m\" {{\n{arguments}\n}}\nmodule \"other\" {{\nsource = \"./other\"\nname = var.name\n}}\n"
        );
        let document = read(&text);
        assert_eq!(lines(group(&document, name)), [expected], "{text}");
        assert_eq!(codes(&document), ["rules-without-group"], "{text}");
    }
    // Once for each.
    let text = format!(
        "locals {{\n  all = {{ web = {{ rules = [{rule}] }}, db = {{ rules = [{rule}, var.more] }} }}\n}}\n\
         module \"m\" {{\n  for_each = local.all\n  source = \"./nsg\"\n  name = each.key\n  rules = each.value.rules\n}}\n"
    );
    let document = read(&text);
    assert_eq!(lines(group(&document, "web")), [expected]);
    let db = group(&document, "db");
    assert_eq!(lines(db)[0], expected);
    assert!(db.security_group.security_rules[1].is_unread());
    assert_eq!(db.key.as_deref(), Some("module.m[\"db\"]"));
    // Lists with names of their own are groups of their own.
    let text = format!(
        "module \"m\" {{\n  source = \"./nsg\"\n  web_rules = [{rule}]\n  db_rules = [{rule}]\n}}\n"
    );
    let document = read(&text);
    assert_eq!(lines(group(&document, "web_rules")), [expected]);
    assert_eq!(lines(group(&document, "db_rules")), [expected]);
    // What the module has of its own is not in the text.
    let document = read(
        "module \"m\" {\nsource = \"Azure/network-security-group/azurerm\"\npredefined_rules = [{ name = \"SSH\" }]\n}\n",
    );
    assert_eq!(codes(&document), ["rules-not-read", "rules-without-group"]);
    assert!(document.hides_rules());
    for (arguments, source) in [
        ("", "Azure/network-security-group/azurerm//modules/SSH"),
        ("ssh_inbound_allowed = true", "claranet/nsg/azurerm"),
    ] {
        let text = format!(
            "module \"m\" {{\n  source = \"{source}\"\n  {arguments}\n  rules = [{rule}]\n}}\n"
        );
        let document = read(&text);
        assert!(document.hides_rules(), "{text}");
        assert_eq!(lines(group(&document, "m")), [expected], "{text}");
        assert!(!read(&text.replace("true", "false").replace("//modules/SSH", "")).hides_rules());
    }
    // What the module has a value for is missing, and the rest is read.
    let partial = "{ name = \"sql\", priority = 300, destination_port_range = \"3306\" }";
    let text =
        format!("module \"m\" {{\n  source = \"./nsg\"\n  rules = [{rule}, {partial}]\n}}\n");
    assert_eq!(
        only(&text)[1],
        "sql 300 ?missing? ?missing? ?missing?:?missing? → ?missing?:3306 ?missing?"
    );
    // Nor is what another file gives it.
    let document = read(
        "module \"m\" {\nsource = \"Azure/network-security-group/azurerm\"\ncustom_rules = var.rules\n}\n",
    );
    assert!(document.groups[0].security_group.security_rules[0].is_unread());
}

#[test]
fn rules_of_a_list_that_name_their_groups() {
    let rule = |group: &str, access: &str| {
        format!(
            "{{ {group}, name = \"a\", priority = 100, direction = \"Inbound\", access = \"{access}\", protocol = \"Tcp\", \
             source_port_range = \"*\", destination_port_range = \"22\", source_address_prefix = \"*\", destination_address_prefix = \"*\" }}"
        )
    };
    let [web, db, unknown] = [
        rule("nsg_name = \"web\"", "Allow"),
        rule("nsg_name = \"db\"", "Deny"),
        rule("nsg_name = var.nsg", "Deny"),
    ];
    for text in [
        format!("rules = [{web}, {db}]\n"),
        format!("module \"m\" {{\n  source = \"./nsg\"\n  rules = [{web}, {db}, {unknown}]\n}}\n")
            .replace("nsg_name", "target_nsg"),
    ] {
        let document = read(&text);
        assert_eq!(
            lines(group(&document, "web")),
            ["a 100 Inbound TCP *:* → *:22 Allow"]
        );
        assert_eq!(
            lines(group(&document, "db")),
            ["a 100 Inbound TCP *:* → *:22 Deny"]
        );
        assert_eq!(codes(&document), ["rules-without-group"], "{text}");
    }
}

#[test]
fn variables_that_hold_rules() {
    let rule = |direction: &str| {
        format!(
            "{{ name = \"a\", priority = \"100\", {direction} access = \"Allow\", protocol = \"tcp\", source_port_range = \"*\", \
             destination_port_ranges = [\"22\"], source_address_prefix = \"10.8.0.0/24\", destination_address_prefix = \"*\" }}"
        )
    };
    let directed = rule("direction = \"Outbound\",");
    let expected = "a 100 Outbound TCP 10.8.0.0/24:* → *:22 Allow";
    for text in [
        format!("rules = [{directed}]\n"),
        format!("# ours\n\nlocation = \"westeurope\"\nrules = {{ a = {directed} }}\n"),
        format!("variable \"rules\" {{\n  default = [{directed}]\n}}\n"),
        format!("locals {{\n  rules = [{directed}]\n}}\n"),
        format!(
            "\u{feff}rules = {{\n  web = {{ rules = [\n   # {directed}\n  {directed}] }}\n}}\n"
        )
        .replace('\n', "\r\n"),
    ] {
        assert_eq!(only(&text), [expected], "{text}");
    }
    // The direction is in the name, or it is missing.
    let undirected = rule("");
    let text = format!("inbound_rules = [{undirected}]\noutbound_rules = [{undirected}]\n");
    assert_eq!(
        only(&text),
        [
            "a 100 Inbound TCP 10.8.0.0/24:* → *:22 Allow",
            "a 100 Outbound TCP 10.8.0.0/24:* → *:22 Allow",
        ]
    );
    assert_eq!(
        codes(&read(&text)),
        [
            "direction-from-name",
            "duplicate-rule-name",
            "rules-without-group"
        ]
    );
    for name in ["rules", "ingress_controller_rules"] {
        let document = read(&format!("{name} = [{undirected}]\n"));
        assert_eq!(codes(&document), ["missing-field", "rules-without-group"]);
    }
    let document = read(&format!("rules = [{undirected}]\n"));
    assert!(
        document.groups[0].security_group.security_rules[0]
            .direction
            .known()
            .is_none()
    );
    // What a resource uses is read there, once.
    let used = format!(
        "variable \"rules\" {{\n  default = [{directed}]\n}}\n{}",
        web("security_rule = var.rules")
    );
    assert_eq!(only(&used), [expected]);
}

#[test]
fn rows_without_names_are_read_where_the_columns_are_said() {
    let variable = |description: &str| {
        format!(
            "variable \"hub\" {{\n  description = \"{description}\"\n  default = {{\n    \"in\" = [1000, \"Inbound\", \"Allow\", \"TCP\", \"*\", \"443\", \"Internet\", \"VirtualNetwork\"]\n    \
             # \"old\" = [1001, \"Inbound\", \"Allow\", \"TCP\", \"*\", \"*\", \"*\", \"*\"]\n  }}\n}}\n"
        )
    };
    let order = "[priority,direction,access,protocol,source_port_range,destination_port_range,source_address_prefix,destination_address_prefix]";
    assert_eq!(
        only(&variable(order)),
        ["in 1000 Inbound TCP Internet:* → VirtualNetwork:443 Allow"]
    );
    // A comment above the rows says them, too; an empty value is the module's.
    let rows = |comment: &str| {
        format!(
            "module \"m\" {{\n  source = \"./vnet\"\n  subnets = {{\n    web = {{\n      nsg_rules = [\n        {comment}\n        \
             [\"tls\", \"100\", \"Inbound\", \"Allow\", \"Tcp\", \"443\", \"Internet\", \"\"],\n      ]\n    }}\n  }}\n}}\n"
        )
    };
    assert_eq!(
        only(&rows(
            "# [name, priority, direction, access, protocol, destination_port_range, source_address_prefix, destination_address_prefix]"
        )),
        ["tls 100 Inbound TCP Internet:?missing? → ?missing?:443 Allow"]
    );
    assert!(
        read(&rows("# [name, priority, direction]"))
            .groups
            .is_empty()
    );
    for description in [
        "the rules of the hub",
        "[priority,direction,access,protocol]",
        &order.replace("source_port_range", "ports"),
    ] {
        let document = read(&variable(description));
        assert!(document.groups.is_empty(), "{description}");
        assert_eq!(codes(&document), ["rules-not-read", "terraform-source"]);
    }
}

#[test]
fn shared_files_of_variables() {
    let Some(folder) = shared_folder("cases") else {
        return;
    };
    for (file, expected, diagnostics) in [
        (
            "s17-tfvars-positional-lists.tf",
            &[("hub_rules", 2)][..],
            &["default-taken", "rules-without-group"][..],
        ),
        (
            "s19-tfvars-caf-definitions.tfvars",
            &[("empty_nsg", 0), ("nsg-bastion", 3)],
            &["rules-without-group"],
        ),
        (
            "s20-tfvars-module-without-direction.tfvars",
            &[("inboundrules", 2)],
            &["direction-from-name", "rules-without-group"],
        ),
    ] {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let document = read(&text);
        let found = document.groups.iter().map(|group| {
            let group = &group.security_group;
            (group.name.as_deref().unwrap(), group.security_rules.len())
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{file}");
        assert_eq!(codes(&document), diagnostics, "{file}");
    }
}

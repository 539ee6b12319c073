//! Groups, their rules and what they are for.

use super::{fields, only, web, web_with};
use crate::support::{codes, group, lines};
use nsg_documents::read;

#[test]
fn a_group_with_its_rules_inside() {
    let text = web(&format!(
        "security_rule {{\n{}}}\nsecurity_rule {{\n{}}}\ntags = {{ env = var.env }}",
        fields("\"https\"", "100", "source_address_prefix = \"Internet\""),
        fields(
            "\"rdp\"",
            "110",
            "destination_port_ranges = [3389, \"3390-3399\"]\naccess = \"Deny\""
        ),
    ));
    let document = read(&text);
    assert_eq!(
        only(&text),
        [
            "https 100 Inbound TCP Internet:* → *:443 Allow",
            "rdp 110 Inbound TCP *:* → *:3389,3390-3399 Deny",
        ]
    );
    assert!(
        document.diagnostics.is_empty(),
        "{:#?}",
        document.diagnostics
    );
    let group = &document.groups[0];
    assert_eq!(group.security_group.name.as_deref(), Some("web"));
    assert_eq!(group.security_group.location.as_deref(), Some("westeurope"));
    assert_eq!(
        group.key.as_deref(),
        Some("azurerm_network_security_group.web")
    );
    // A rule stands where its block does.
    let position = group.security_rule_positions[0].unwrap();
    assert_eq!((position.line, position.column), (5, 1));
}

#[test]
fn labels_without_quotes() {
    let text = web(&format!("security_rule {{\n{}\n}}", fields("a", "100", "")));
    let bare = text.replace(
        "\"azurerm_network_security_group\" \"web\"",
        "azurerm_network_security_group web",
    );
    assert_ne!(text, bare);
    assert_eq!(only(&bare), only(&text));
}

#[test]
fn rules_as_a_list_of_objects() {
    let rule = "{ name = \"a\", priority = 100, direction = \"Outbound\", access = \"Deny\", protocol = \"*\", source_port_range = \"*\", \
                destination_port_range = \"*\", source_address_prefix = \"*\", destination_address_prefix = \"Internet\", description = null }";
    assert_eq!(
        only(&web(&format!("security_rule = [{rule}]"))),
        ["a 100 Outbound * *:* → Internet:* Deny"]
    );
    assert_eq!(only(&web("security_rule = []")), [""; 0]);
    assert_eq!(only(&web("")), [""; 0]);
}

#[test]
fn dynamic_rules_over_a_local_value() {
    let text = format!(
        "locals {{\n  rules = {{\n    b = {{ priority = 110, port = 80 }}\n    a = {{ priority = 100, port = 443 }}\n  }}\n}}\n{}",
        web(&format!(
            "dynamic \"security_rule\" {{\nfor_each = local.rules\ncontent {{\n{}}}\n}}",
            fields(
                "\"allow-${security_rule.key}\"",
                "security_rule.value.priority",
                "destination_port_range = security_rule.value.port"
            )
        ))
    );
    assert_eq!(
        only(&text),
        [
            "allow-a 100 Inbound TCP *:* → *:443 Allow",
            "allow-b 110 Inbound TCP *:* → *:80 Allow",
        ]
    );
    // Each stands where the item does that it is made of.
    let document = read(&text);
    let lines = document.groups[0].security_rule_positions.iter();
    let lines: Vec<_> = lines.map(|it| it.unwrap().line).collect();
    assert_eq!(lines, [4, 3]);
}

#[test]
fn dynamic_rules_by_another_name_for_their_items() {
    let body = format!(
        "dynamic \"security_rule\" {{\nfor_each = [\"22\", \"3389\"]\niterator = port\ncontent {{\n{}}}\n}}",
        fields(
            "\"port-${port.value}\"",
            "100 + port.key * 10",
            "destination_port_range = port.value"
        )
    );
    assert_eq!(
        only(&web(&body)),
        [
            "port-22 100 Inbound TCP *:* → *:22 Allow",
            "port-3389 110 Inbound TCP *:* → *:3389 Allow",
        ]
    );
}

#[test]
fn rules_that_are_resources_of_their_own() {
    let rule = |more: &str, own: &str| {
        format!(
            "resource \"azurerm_network_security_rule\" \"own\" {{\n{own}\n{}network_security_group_name = {more}\nresource_group_name = \"rg\"\n}}\n",
            fields("\"own\"", "200", "protocol = \"Udp\"")
        )
    };
    let expected = "own 200 Inbound UDP *:* → *:443 Allow";
    for group in [
        "azurerm_network_security_group.web.name",
        "\"web\"",
        "local.name",
        "\"${local.name}\"",
    ] {
        let text = format!(
            "{}{}locals {{\n name = azurerm_network_security_group.web.name\n}}\n",
            rule(group, ""),
            web("")
        );
        assert_eq!(only(&text), [expected], "{group}");
        assert!(read(&text).diagnostics.is_empty(), "{group}");
    }
    // Once for each, by number and by key.
    let group = "azurerm_network_security_group.web.name";
    let counted = rule(group, "count = 2").replace("\"own\"\n", "\"own-${count.index}\"\n");
    let each = rule(group, "for_each = toset([\"b\", \"a\", \"b\"])")
        .replace("\"own\"\n", "\"own-${each.key}-${each.value}\"\n");
    let names = |text: &str| -> Vec<String> {
        let lines = only(text);
        let name = |line: &String| line.split(' ').next().unwrap().to_owned();
        lines.iter().map(name).collect()
    };
    assert_eq!(names(&format!("{counted}{}", web(""))), ["own-0", "own-1"]);
    assert_eq!(names(&format!("{each}{}", web(""))), ["own-a-a", "own-b-b"]);
    // A group that is not in the text.
    let document = read(&rule("data.azurerm_network_security_group.old.name", ""));
    assert_eq!(codes(&document), ["orphan-rule"]);
    assert!(document.hides_rules());
}

#[test]
fn groups_of_a_map_each_with_its_own_rules() {
    let text = r#"
        variable "suffix" {}
        variable "groups" {
          type = map(object({ rules = list(object({ name = string, port = optional(number, 443), from = optional(string) })) }))
          default = {
            web = { rules = [{ name = "tls" }, { name = "http", port = 80 }] }
            db  = { rules = [{ name = "sql", port = 1433, from = "10.0.0.0/24" }] }
          }
        }
        locals {
          rules = flatten([for group, it in var.groups : [for at, rule in it.rules : merge(rule, { group = group, priority = 100 + 10 * at })]])
        }
        resource "azurerm_network_security_group" "all" {
          for_each = var.groups
          name     = "${each.key}-${var.suffix}"
        }
        resource "azurerm_network_security_rule" "all" {
          for_each                    = { for rule in local.rules : "${rule.group}-${rule.name}" => rule }
          name                        = each.value.name
          priority                    = each.value.priority
          direction                   = "Inbound"
          access                      = "Allow"
          protocol                    = "Tcp"
          source_port_range           = "*"
          destination_port_range      = each.value.port
          source_address_prefix       = coalesce(each.value.from, "*")
          destination_address_prefix  = try(each.value.to, "*")
          network_security_group_name = azurerm_network_security_group.all[each.value.group].name
        }
        resource "azurerm_subnet_network_security_group_association" "db" {
          subnet_id                 = azurerm_subnet.db.id
          network_security_group_id = azurerm_network_security_group.all["db"].id
        }"#;
    let document = read(text);
    let told = |name: &str| lines(group(&document, name));
    // A name that the text does not tell is none, but the address tells which group it is.
    assert_eq!(
        told("(db-${var.suffix})"),
        ["sql 100 Inbound TCP 10.0.0.0/24:* → *:1433 Allow"]
    );
    assert_eq!(
        told("(web-${var.suffix})"),
        [
            "http 110 Inbound TCP *:* → *:80 Allow",
            "tls 100 Inbound TCP *:* → *:443 Allow",
        ]
    );
    let db = group(&document, "(db-${var.suffix})");
    assert_eq!(db.association.subnets, ["azurerm_subnet.db"]);
    assert_eq!(
        db.key.as_deref(),
        Some("azurerm_network_security_group.all[\"db\"]")
    );
    assert_eq!(codes(&document), ["default-taken"]);
}

#[test]
fn azures_own_form_in_azapi_resources() {
    let properties = "{ priority = 100, direction = \"Inbound\", access = \"Allow\", protocol = \"Tcp\", sourcePortRange = \"*\", \
                      destinationPortRange = \"443\", sourceAddressPrefix = var.office, destinationAddressPrefix = \"*\" }";
    let body = format!(
        "{{ properties = {{ securityRules = [{{ name = \"a\", properties = {properties} }}] }} }}"
    );
    for body in [body.clone(), format!("jsonencode({body})")] {
        let text = format!(
            "resource \"azapi_resource\" \"g\" {{\n  type = \"Microsoft.Network/networkSecurityGroups@2024-05-01\"\n  name = \"web\"\n  body = {body}\n}}\n\
             resource \"azapi_resource\" \"r\" {{\n  type = \"Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01\"\n  name = \"b\"\n  \
             parent_id = azapi_resource.g.id\n  body = {{ properties = {properties} }}\n}}\n"
        );
        assert_eq!(
            only(&text),
            [
                "a 100 Inbound TCP ?var.office?:* → *:443 Allow",
                "b 100 Inbound TCP ?var.office?:* → *:443 Allow",
            ]
        );
    }
}

#[test]
fn what_a_group_is_for() {
    let text = format!(
        "{}resource \"azurerm_network_interface\" \"vm\" {{\n  name = \"vm\"\n  ip_configuration {{\n    subnet_id = azurerm_subnet.app.id\n  }}\n}}\n\
         resource \"azurerm_network_interface_security_group_association\" \"vm\" {{\n  network_interface_id = azurerm_network_interface.vm.id\n  \
         network_security_group_id = azurerm_network_security_group.web.id\n}}\n\
         resource \"azurerm_subnet_network_security_group_association\" \"app\" {{\n  subnet_id = azurerm_subnet.app.id\n  \
         network_security_group_id = azurerm_network_security_group.web.id\n}}\n",
        web("")
    );
    let document = read(&text);
    let association = &document.groups[0].association;
    assert_eq!(association.subnets, ["azurerm_subnet.app"]);
    assert_eq!(
        association.network_interfaces,
        ["azurerm_network_interface.vm"]
    );
    let machines = nsg_documents::machines(&[&document]);
    assert_eq!(machines.len(), 1);
    assert!(matches!(
        machines[0].subnet_group,
        nsg_documents::MachineGroup::Known(_)
    ));
    assert!(matches!(
        machines[0].interface_group,
        nsg_documents::MachineGroup::Known(_)
    ));
}

#[test]
fn application_security_groups_go_by_their_names() {
    let text = format!(
        "data \"azurerm_application_security_group\" \"web\" {{\n  name = \"asg-web\"\n}}\n\
         resource \"azurerm_application_security_group\" \"db\" {{\n  name = \"asg-${{var.env}}\"\n}}\n{}",
        web_with(
            "source_address_prefix = null\nsource_application_security_group_ids = [data.azurerm_application_security_group.web.id]\n\
             destination_address_prefix = null\ndestination_application_security_group_ids = [azurerm_application_security_group.db.id]"
        )
    );
    assert_eq!(
        only(&text),
        ["a 100 Inbound TCP asg asg-web:* → asg (azurerm_application_security_group.db):443 Allow"]
    );
    // By the key that a module has them under, or by ids.
    let text = format!(
        "rules = [{{ {} }}]\n",
        [
            "name = \"a\", priority = 100, direction = \"Inbound\", access = \"Allow\", protocol = \"Tcp\"",
            "source_port_range = \"*\", destination_port_range = \"443\"",
            "source_application_security_groups = { keys = [\"web\"] }",
            "destination_application_security_groups = { ids = [\"asg-db\"] }",
        ]
        .join(", ")
    );
    assert_eq!(
        only(&text),
        ["a 100 Inbound TCP ?application_security_groups[\"web\"]?:* → asg asg-db:443 Allow"]
    );
}

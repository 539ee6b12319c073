//! Terraform's source, with its loops.

use super::{API, group, lines, ports, problem, rule, sources};
use nsg::{Field, NetworkSecurityGroup, Priority};
use nsg_documents::patch;

/// A module with a loop over rules beside one that is written out.
const LOOPED: &str = r#"variable "office" {}
resource "azurerm_network_security_group" "web" {
  name = "web"
  dynamic "security_rule" {
    for_each = { ssh = { priority = 110, port = "22" }, tls = { priority = 120, port = "443" } }
    content {
      name                       = security_rule.key
      priority                   = security_rule.value.priority
      direction                  = "Inbound"
      access                     = "Allow"
      protocol                   = "Tcp"
      source_port_range          = "*"
      destination_port_range     = security_rule.value.port
      source_address_prefix      = var.office
      destination_address_prefix = "*"
    }
  }
  security_rule {
    name                       = "deny"
    priority                   = 4000
    direction                  = "Inbound"
    access                     = "Deny"
    protocol                   = "*"
    source_port_range          = "*"
    destination_port_range     = "*"
    source_address_prefix      = "*"
    destination_address_prefix = "*"
  }
}
office = "203.0.113.0/24"
"#;

/// Why a rule of a loop is not changed.
const OF_LOOP: &str = "a loop makes it together with other rules";

#[test]
fn a_rule_of_a_loop_is_named_and_the_others_can_be_edited() {
    for edit in [
        |group: &mut NetworkSecurityGroup| sources(rule(group, "ssh"), &["198.51.100.0/24"]),
        |group: &mut NetworkSecurityGroup| group.security_rules.retain(|rule| rule.name != "ssh"),
    ] {
        let said = problem(LOOPED, edit);
        assert!(said.contains("ssh") && said.contains(OF_LOOP), "{said}");
    }
    let own = lines(LOOPED, |group| {
        sources(rule(group, "deny"), &["198.51.100.0/24"])
    });
    assert_eq!(own.len(), 2, "{own:?}");
}

#[test]
fn values_beside_blocks_are_said_to_belong_elsewhere() {
    let mut after = group(LOOPED);
    sources(rule(&mut after, "deny"), &["198.51.100.0/24"]);
    let patched = patch(LOOPED, "main.tf", 0, &after).unwrap();
    assert_eq!(patched.notes.len(), 1);
    assert!(patched.notes[0].contains("(office)"), "{:?}", patched.notes);
    let mut after = group(API);
    ports(rule(&mut after, "tls"), &["8443"]);
    assert_eq!(patch(API, "", 0, &after).unwrap().notes, [""; 0]);
}

#[test]
fn the_first_rule_of_a_resource_is_a_block_at_its_end() {
    let text = "resource \"azurerm_network_security_group\" \"web\" {\n  name = \"web\" # the shop\n}\n\nlocals {}\n";
    let changed = lines(text, |into| {
        into.security_rules
            .push(group(API).security_rules.swap_remove(0));
    });
    assert_eq!(changed[..2], ["+", "+  security_rule {"], "{changed:?}");
    assert_eq!(changed.last().unwrap(), "+  }");
    assert!(changed.iter().all(|line| line.starts_with('+')));
}

const SOURCE: &str = r#"# the shop
locals {
  office = "203.0.113.0/24"
}

resource "azurerm_network_security_group" "web" {
  name                = "web"
  location            = "westeurope"
  resource_group_name = "rg"

  security_rule {
    name                       = "tls" # for all
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_address_prefix      = "Internet"
    source_port_range          = "*"
    destination_address_prefix = "*"
    destination_port_range     = "443"
  }

  security_rule {
    name                       = "admin"
    priority                   = 110
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_address_prefix      = local.office
    source_port_range          = "*"
    destination_address_prefix = "*"
    destination_port_range     = "22"
  }
}
"#;

#[test]
fn terraform_source_changes_in_its_blocks() {
    let changed = lines(SOURCE, |group| ports(rule(group, "tls"), &["8443"]));
    assert_eq!(
        changed,
        [
            "-    destination_port_range     = \"443\"",
            "+    destination_port_range     = \"8443\""
        ]
    );
    let changed = lines(SOURCE, |group| ports(rule(group, "tls"), &["443", "8443"]));
    assert_eq!(
        changed[1],
        "+    destination_port_ranges     = [\"443\", \"8443\"]"
    );
    let changed = lines(SOURCE, |group| {
        group.security_rules.remove(1);
    });
    assert!(
        changed.iter().all(|line| line.starts_with('-')),
        "{changed:?}"
    );
    let changed = lines(SOURCE, |group| {
        let mut new = group.security_rules[0].clone();
        "off".clone_into(&mut new.name);
        new.priority = Field::Known(Priority::from(300_u32));
        new.description = Some("${not computed}".to_owned());
        group.security_rules.push(new);
    });
    let text = changed.join("\n");
    assert!(text.contains("+  security_rule {"), "{text}");
    assert!(
        text.contains("description = \"$${not computed}\""),
        "{text}"
    );
}

#[test]
fn a_rule_of_a_loop_is_not_written_in_the_loop() {
    let text = "locals {\n  ports = [\"80\", \"443\"]\n}\nresource \"azurerm_network_security_rule\" \"it\" {\n\
        \x20 for_each = toset(local.ports)\n  name = \"p${each.value}\"\n  priority = 100 + tonumber(each.value)\n  direction = \"Inbound\"\n\
        \x20 access = \"Allow\"\n  protocol = \"Tcp\"\n  source_address_prefix = \"*\"\n  source_port_range = \"*\"\n\
        \x20 destination_address_prefix = \"*\"\n  destination_port_range = each.value\n  network_security_group_name = \"web\"\n}\n";
    let said = problem(text, |group| {
        rule(group, "p80").access = Field::Known(nsg::Access::Deny);
    });
    assert!(said.contains("choose another form"), "{said}");
}

#[test]
fn a_rule_beside_a_loop_is_a_block_of_its_own() {
    let of_loop = "  dynamic \"security_rule\" {\n    for_each = [\"22\"]\n    content {\n      name = \"p${security_rule.value}\"\n\
        \x20     priority = 200\n      direction = \"Inbound\"\n      access = \"Deny\"\n      protocol = \"Tcp\"\n\
        \x20     source_address_prefix = \"*\"\n      source_port_range = \"*\"\n      destination_address_prefix = \"*\"\n\
        \x20     destination_port_range = security_rule.value\n    }\n  }\n}\n";
    let alone = "resource \"azurerm_network_security_group\" \"web\" {\n  name = \"web\"\n";
    let one = SOURCE.split_once("  security_rule {").unwrap().1;
    let one = one
        .split_inclusive('\n')
        .take_while(|line| *line != "  }\n");
    let beside = format!("{alone}  security_rule {{{}  }}\n", one.collect::<String>());
    for text in [
        format!("{alone}{of_loop}"),
        format!("{beside}{of_loop}"),
        LOOPED.to_owned(),
    ] {
        let changed = lines(&text, |group| {
            let mut new = group.security_rules[0].clone();
            "new".clone_into(&mut new.name);
            new.priority = Field::Known(Priority::from(300_u32));
            group.security_rules.push(new);
        });
        let text = changed.join("\n");
        assert!(text.contains("+  security_rule {"), "{text}");
        assert!(changed.iter().all(|line| line.starts_with('+')), "{text}");
    }
}

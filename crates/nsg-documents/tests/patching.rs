//! Edits written into the text that they are of: the smallest change, and nothing else.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod support;

use nsg::{
    AddressMatch, Field, NetworkSecurityGroup, PortMatch, PortRange, Priority, SecurityRule,
};
use nsg_documents::rule_text::RuleText;
use nsg_documents::{patch, read, write};
use proptest::prelude::*;
use rule_lines::random::scenario;
use support::{FIELDS, row};

/// The only group of a text.
fn group(text: &str) -> NetworkSecurityGroup {
    read(text).groups.swap_remove(0).security_group
}

fn rule<'g>(group: &'g mut NetworkSecurityGroup, name: &str) -> &'g mut SecurityRule {
    let mut rules = group.security_rules.iter_mut();
    rules.find(|rule| rule.name == name).unwrap()
}

fn ports(rule: &mut SecurityRule, ports: &[&str]) {
    let ports = ports
        .iter()
        .map(|port| PortMatch::Range(PortRange::single(port.parse().unwrap())));
    rule.conditions.destination_ports = ports.collect();
}

fn sources(rule: &mut SecurityRule, prefixes: &[&str]) {
    let prefixes = prefixes
        .iter()
        .map(|prefix| AddressMatch::Prefix(prefix.parse().unwrap()));
    rule.conditions.source = prefixes.collect();
}

/// The lines that a patch takes out and puts in.
fn lines(text: &str, edit: impl FnOnce(&mut NetworkSecurityGroup)) -> Vec<String> {
    let mut after = group(text);
    edit(&mut after);
    let patched = patch(text, "web", 0, &after).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let changed = patched.diff.lines().skip(2);
    let changed = changed.filter(|line| line.starts_with(['+', '-']));
    changed.map(str::to_owned).collect()
}

fn problem(text: &str, edit: impl FnOnce(&mut NetworkSecurityGroup)) -> String {
    let mut after = group(text);
    edit(&mut after);
    patch(text, "web", 0, &after).unwrap_err().to_string()
}

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

const API: &str = r#"{
  // ours
  "name": "web",
  "properties": {
    "securityRules": [
      {
        "name": "tls",
        "properties": {
          "access": "Allow", "direction": "Inbound", "priority": 100, "protocol": "Tcp",
          "sourceAddressPrefix": "Internet", "sourcePortRange": "*",
          "destinationAddressPrefix": "*",
          "destinationPortRange": "443"
        }
      },
      {
        "name": "admin", // from the office
        "id": "/subscriptions/0/x/admin",
        "properties": {
          "access": "Allow", "direction": "Inbound", "priority": 110, "protocol": "Tcp",
          "sourceAddressPrefixes": [
            "203.0.113.0/24"
          ], "sourcePortRange": "*",
          "destinationAddressPrefix": "*",
          "destinationPortRange": "22"
        }
      }
    ]
  }
}
"#;

#[test]
fn one_value_of_json_is_one_line() {
    let changed = lines(API, |group| ports(rule(group, "tls"), &["8443"]));
    assert_eq!(
        changed,
        [
            "-          \"destinationPortRange\": \"443\"",
            "+          \"destinationPortRange\": \"8443\""
        ]
    );
    let changed = lines(API, |group| {
        rule(group, "tls").priority = Field::Known(Priority::from(120_u32));
    });
    assert_eq!(changed.len(), 2);
    assert!(
        changed[1].contains("\"priority\": 120, \"protocol\""),
        "{changed:?}"
    );
}

#[test]
fn a_second_value_makes_the_field_that_of_a_list() {
    let changed = lines(API, |group| ports(rule(group, "tls"), &["443", "8443"]));
    assert_eq!(
        changed[1],
        "+          \"destinationPortRanges\": [\"443\", \"8443\"]"
    );
    let changed = lines(API, |group| {
        sources(rule(group, "admin"), &["203.0.113.0/24", "198.51.100.0/24"])
    });
    assert_eq!(
        changed,
        [
            "-            \"203.0.113.0/24\"",
            "+            \"203.0.113.0/24\",",
            "+            \"198.51.100.0/24\"",
        ]
    );
}

#[test]
fn rules_go_and_come_with_the_comments_of_the_others() {
    let changed = lines(API, |group| {
        group.security_rules.remove(0);
    });
    assert!(
        changed.iter().all(|line| line.starts_with('-')),
        "{changed:?}"
    );
    assert_eq!(changed.len(), 9);
    let changed = lines(API, |group| {
        let mut new = group.security_rules[1].clone();
        "sql".clone_into(&mut new.name);
        new.priority = Field::Known(Priority::from(300_u32));
        ports(&mut new, &["1433"]);
        new.description = Some("from \"us\"".to_owned());
        group.security_rules.push(new);
    });
    let text = changed.join("\n");
    assert!(text.contains("\"name\": \"sql\""), "{text}");
    assert!(
        text.contains("\"description\": \"from \\\"us\\\"\""),
        "{text}"
    );
    assert!(!text.contains("\"id\""), "{text}");
    let changed = lines(API, |group| group.security_rules.clear());
    assert!(
        changed.iter().filter(|line| line.starts_with('+')).count() <= 1,
        "{changed:?}"
    );
}

#[test]
fn a_rule_in_an_empty_list_is_written_as_the_api_writes_it() {
    let text = "{\n  \"name\": \"web\",\n  \"properties\": {\n    \"securityRules\": []\n  }\n}";
    let changed = lines(text, |into| {
        into.security_rules
            .push(group(API).security_rules.swap_remove(0));
    });
    assert_eq!(changed[1], "+    \"securityRules\": [");
    assert_eq!(changed[2], "+      {");
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

const YAML: &str = "\
# the rules of the shop
name: web
securityRules:
  - name: tls   # for all
    priority: 100
    direction: Inbound
    access: Allow
    protocol: Tcp
    sourceAddressPrefix: Internet
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRange: '443'
  - name: admin
    priority: 110
    direction: Inbound
    access: Allow
    protocol: Tcp
    sourceAddressPrefixes:
    - 203.0.113.0/24
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRange: '22'
";

#[test]
fn yaml_keeps_its_quotes_its_comments_and_its_blocks() {
    let changed = lines(YAML, |group| ports(rule(group, "tls"), &["8443"]));
    assert_eq!(
        changed,
        [
            "-    destinationPortRange: '443'",
            "+    destinationPortRange: '8443'"
        ]
    );
    let changed = lines(YAML, |group| {
        sources(rule(group, "admin"), &["203.0.113.0/24", "198.51.100.0/24"])
    });
    assert_eq!(changed, ["+    - 198.51.100.0/24"]);
    let changed = lines(YAML, |group| {
        group.security_rules.remove(0);
    });
    assert_eq!(changed.len(), 9);
    let changed = lines(YAML, |group| {
        let mut new = group.security_rules[0].clone();
        "off".clone_into(&mut new.name);
        new.priority = Field::Known(Priority::from(300_u32));
        group.security_rules.push(new);
    });
    assert_eq!(changed[0], "+  - name: 'off'");
    assert_eq!(
        changed[5..7],
        ["+    sourceAddressPrefixes:", "+    - Internet"]
    );
}

#[test]
fn a_playbook_has_lists_where_azure_has_texts() {
    let text = "- azure_rm_securitygroup:\n    name: web\n    purge_rules: true\n    rules:\n\
        \x20     - name: tls\n        priority: 100\n        destination_port_range: 443\n        protocol: Tcp\n";
    let changed = lines(text, |group| ports(rule(group, "tls"), &["443", "8443"]));
    assert_eq!(
        changed,
        [
            "-        destination_port_range: 443",
            "+        destination_port_range: ['443', '8443']"
        ]
    );
    // What the module fills in is written where it is no longer what it would be.
    let changed = lines(text, |group| sources(rule(group, "tls"), &["10.0.0.0/8"]));
    assert_eq!(changed, ["+        source_address_prefix: 10.0.0.0/8"]);
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

const CSV: &str = "Name,Priority,Direction,Access,Protocol,Source,SourcePort,Destination,Port,Owner\r\n\
    tls,100,Inbound,allow,Tcp,Internet,*,*,443,me\r\n\
    admin,110,Inbound,allow,Tcp,\"203.0.113.0/24;198.51.100.0/24\",*,*,22,me\r\n";

#[test]
fn a_row_of_csv_changes_in_its_cells() {
    let changed = lines(CSV, |group| ports(rule(group, "tls"), &["443", "8443"]));
    assert_eq!(
        changed[1].trim_end(),
        "+tls,100,Inbound,allow,Tcp,Internet,*,*,\"443, 8443\",me"
    );
    let changed = lines(CSV, |group| {
        sources(rule(group, "admin"), &["203.0.113.0/24", "10.0.0.0/8"]);
        rule(group, "admin").access = Field::Known(nsg::Access::Deny);
    });
    assert_eq!(
        changed[1].trim_end(),
        "+admin,110,Inbound,deny,Tcp,\"203.0.113.0/24;10.0.0.0/8\",*,*,22,me"
    );
    let changed = lines(CSV, |group| {
        let mut new = group.security_rules[0].clone();
        "sql".clone_into(&mut new.name);
        new.priority = Field::Known(Priority::from(300_u32));
        group.security_rules.remove(1);
        group.security_rules.push(new);
    });
    assert_eq!(
        changed[1].trim_end(),
        "+sql,300,Inbound,allow,Tcp,\"Internet\",*,*,443,"
    );
}

#[test]
fn what_a_table_does_not_tell_stays_untold() {
    let text =
        "Name,Priority,Direction,Access,Protocol,Source,Port\ntls,100,Inbound,Allow,Tcp,*,443\n";
    let changed = lines(text, |group| ports(rule(group, "tls"), &["8443"]));
    assert_eq!(changed[1], "+tls,100,Inbound,Allow,Tcp,*,8443");
}

#[test]
fn what_cannot_be_written_safely_says_why() {
    let plan = r#"{"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": [{"address": "azurerm_network_security_group.web", "mode": "managed", "type": "azurerm_network_security_group",
        "change": {"actions": ["update"], "before": {"name": "web", "security_rule": []}, "after": {"name": "web", "security_rule": [{"name": "tls", "priority": 100}]}}}]}"#;
    assert!(problem(plan, |_| ()).contains("choose another form"));
    // A rule that an alias repeats stands in two groups at once.
    let text = "one:\n  name: one\n  securityRules: &rules\n  - {name: tls, priority: 100, direction: Inbound, access: Allow, protocol: Tcp, \
        sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: 443}\ntwo:\n  name: two\n  securityRules: *rules\n";
    assert!(problem(text, |group| ports(rule(group, "tls"), &["8443"])).contains("something else"));
    let blanks = "Name  Priority  Direction  Access  Protocol  Source  Destination  Port\ntls   100       Inbound    Allow   Tcp       *       *            443\n";
    assert!(problem(blanks, |group| ports(rule(group, "tls"), &["8443"])).contains("columns"));
}

/// The rules that every form can hold: all of them known, and no application security groups.
fn writable(group: Option<NetworkSecurityGroup>) -> NetworkSecurityGroup {
    let mut group = group.unwrap_or_default();
    group.name = Some("web".to_owned());
    group.id = None;
    group.security_rules.retain(|rule| {
        let fields = row(&RuleText::of(rule));
        let is_plain =
            |text: &str| !text.is_empty() && !text.contains("asg:") && !text.contains('?');
        fields.iter().all(|text| is_plain(text)) && rule.refusals.is_empty()
    });
    let mut names = Vec::new();
    group.security_rules.retain(|rule| {
        let is_new = !names.contains(&rule.name);
        names.push(rule.name.clone());
        is_new
    });
    group
}

/// The group in each syntax that is patched.
fn texts(group: &NetworkSecurityGroup) -> [String; 4] {
    let json = serde_json::to_value(write::network_security_group(group)).unwrap();
    let mut yaml = String::from("---");
    support::yaml(&json, 0, &mut yaml);
    let header = FIELDS.map(|field| format!("{field:?}"));
    let row = |rule| row(&RuleText::of(rule));
    let rows = group.security_rules.iter().map(row);
    let csv = write::csv_table(std::iter::once(header.to_vec()).chain(rows));
    // No export has one priority twice.
    let mut numbered = group.clone();
    for (rule, number) in numbered.security_rules.iter_mut().zip(100_u32..) {
        rule.priority = Field::Known(Priority::from(number));
    }
    let source = write::change(None, &numbered, write::Format::Terraform)
        .unwrap()
        .text;
    [
        serde_json::to_string_pretty(&json).unwrap(),
        yaml,
        csv,
        source,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_edit_is_written_into_any_text_or_refused_with_a_reason(before in scenario(), after in scenario(), mixed in any::<u8>()) {
        let before = writable(before.subnet_security_group);
        let mut wanted = writable(after.subnet_security_group);
        // Some rules stay, as in every edit.
        for (place, rule) in before.security_rules.iter().enumerate() {
            if mixed >> (place % 8) & 1 == 1 && !wanted.security_rules.iter().any(|it| it.name == rule.name) {
                wanted.security_rules.push(rule.clone());
            }
        }
        for (number, text) in texts(&before).into_iter().enumerate() {
            let document = read(&text);
            let Some(group) = document.groups.first() else { continue };
            let mut after = group.security_group.clone();
            after.security_rules = wanted.security_rules.clone();
            match patch(&text, "web", 0, &after) {
                Ok(patched) => {
                    let again = read(&patched.text);
                    let rules = |group: &NetworkSecurityGroup| {
                        let mut lines: Vec<_> = group.security_rules.iter().map(support::line).collect();
                        lines.sort();
                        lines
                    };
                    prop_assert_eq!(rules(&again.groups[0].security_group), rules(&after), "{}", patched.text);
                }
                // JSON takes every rule; a table has no row to be like, and a list of YAML no item.
                Err(problem) => prop_assert!(number > 0 && before.security_rules.is_empty(), "{problem}\n{text}\n{after:#?}"),
            }
        }
    }
}

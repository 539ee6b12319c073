//! Rules as PowerShell prints them on the screen, an object each.
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

mod support;

use nsg_documents::{Shape, read};
use support::{codes, lines};

const RULES: &str = "\
Name                                 : web
Id                                   : /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/
                                       Microsoft.Network/networkSecurityGroups/nsg-web/securityRules/web
ProvisioningState                    : Succeeded
Description                          : the: web
Protocol                             : Tcp
SourcePortRange                      : {*}
DestinationPortRange                 : {8443, 9000-9010}
SourceAddressPrefix                  : {10.0.0.0/8, 203.0.113.7}
DestinationAddressPrefix             : {*}
SourceApplicationSecurityGroups      : {}
DestinationApplicationSecurityGroups : []
Access                               : Allow
Priority                             : 150
Direction                            : Inbound

Name                                 : out
Protocol                             : *
SourcePortRange                      : *
DestinationPortRange                 : 53
SourceAddressPrefix                  : *
DestinationAddressPrefix             : Internet
Access                               : Deny
Priority                             : 160
Direction                            : Outbound
";

#[test]
fn a_list_of_rules_is_read_as_it_was_printed() {
    let indented: String = RULES.lines().map(|line| format!("    {line}\n")).collect();
    let page = format!("Run this: it prints\n\n{indented}\n> [!NOTE]\n> More: elsewhere.\n");
    for text in [RULES, &indented, &page, &RULES.replace('\n', "\r\n")] {
        let document = read(text);
        assert_eq!(document.shape, Some(Shape::PowerShell));
        assert_eq!(codes(&document), ["rules-without-group"]);
        assert_eq!(
            document.groups.iter().flat_map(lines).collect::<Vec<_>>(),
            [
                "web 150 Inbound TCP 10.0.0.0/8,203.0.113.7:* → *:8443,9000-9010 Allow",
                "out 160 Outbound * *:* → Internet:53 Deny",
            ],
            "{text}"
        );
    }
}

#[test]
fn what_the_screen_does_not_show_is_unknown() {
    let cut = RULES.replace("203.0.113.7}", "203.0.113.7...}");
    let rules = lines(&read(&cut).groups[0]);
    assert!(
        rules[0].contains("10.0.0.0/8,?203.0.113.7...?"),
        "{rules:?}"
    );
    let unnamed = RULES.replace("SourceApplicationSecurityGroups      : {}", "SourceApplicationSecurityGroups      : {Microsoft.Azure.Commands.Network.Models.PSApplicationSecurityGroup}");
    let rules = lines(&read(&unnamed).groups[0]);
    assert!(rules[0].contains('?'), "{rules:?}");
    // A comparison tells which rules differ, and no group.
    let compared = RULES.replace(
        "Inbound\n",
        "Inbound\nSideIndicator                        : <=\n",
    );
    assert!(read(&compared).groups.is_empty());
}

#[test]
fn effective_rules_are_those_of_an_interface() {
    let effective = "\
Name                             : securityRules/web
Protocol                         : Tcp
SourcePortRange                  : {0-65535}
DestinationPortRange             : {8443-8443}
SourceAddressPrefix              : {Internet}
DestinationAddressPrefix         : {0.0.0.0/0}
ExpandedSourceAddressPrefix      : {32.0.0.0/3, 4.0.0.0/6}
ExpandedDestinationAddressPrefix : {}
Access                           : Allow
Priority                         : 150
Direction                        : Inbound
";
    let document = read(effective);
    assert_eq!(document.shape, Some(Shape::EffectiveSecurityRules));
    assert_eq!(
        lines(&document.groups[0]),
        ["web 150 Inbound TCP Internet:* → 0.0.0.0/0 as printed:8443 Allow"]
    );
}

#[test]
fn lists_in_a_table_stand_between_braces() {
    let table = "\
Name Priority Direction Access Protocol SourceAddressPrefix         DestinationPortRange
---- -------- --------- ------ -------- -------------------         --------------------
web       150 Inbound   Allow  Tcp      {10.0.0.0/8, 203.0.113.7}   {8443, 9000-9010}
";
    let rules = lines(&read(table).groups[0]);
    assert!(
        rules[0].starts_with("web 150 Inbound TCP 10.0.0.0/8,203.0.113.7:*"),
        "{rules:?}"
    );
    assert!(rules[0].ends_with(":8443,9000-9010 Allow"), "{rules:?}");
}

//! YAML.

use super::{lines, ports, rule, sources};
use nsg::{Field, Priority};

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

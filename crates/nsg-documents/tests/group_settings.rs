//! What a group has besides its rules: it is read, and it is in whatever writes the whole group.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

use nsg::Field;
use nsg_documents::read;
use nsg_documents::write::{Format, change, network_security_group};

const TAGGED: &str = r#"{
  "id": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/web",
  "name": "web", "location": "westeurope", "tags": {"env": "prod", "own'er": "[us]"},
  "properties": {"flushConnection": true, "securityRules": []}
}"#;

#[test]
fn tags_and_flush_connection_are_in_every_form_of_the_whole_group() {
    let group = read(TAGGED).groups.swap_remove(0).security_group;
    for (format, parts) in [
        (
            Format::Arm,
            [
                "\"env\": \"prod\"",
                "concat('[us]')",
                "\"flushConnection\": true",
            ]
            .as_slice(),
        ),
        (
            Format::Bicep,
            &[
                "'env': 'prod'",
                "'own\\'er': '[us]'",
                "flushConnection: true",
            ],
        ),
        (
            Format::Terraform,
            &["\"env\" = \"prod\"", "\"own'er\" = \"[us]\""],
        ),
    ] {
        let written = change(Some(&group), &group, format).unwrap();
        for part in parts {
            assert!(written.text.contains(part), "{part} in {}", written.text);
        }
        let said = written.notes.join("\n");
        assert!(!said.contains("were not read"), "{said}");
    }
    // Terraform's own file and the API's form are read back with them.
    for text in [
        change(Some(&group), &group, Format::Terraform)
            .unwrap()
            .text,
        serde_json::to_string(&network_security_group(&group)).unwrap(),
        change(Some(&group), &group, Format::Arm).unwrap().text,
    ] {
        let again = read(&text).groups.swap_remove(0).security_group;
        assert_eq!(again.settings.tags, group.settings.tags, "{text}");
    }
}

#[test]
fn what_is_not_told_is_said_to_be_missing() {
    let text = TAGGED.replace("\"tags\": {\"env\": \"prod\", \"own'er\": \"[us]\"},", "");
    let group = read(&text).groups.swap_remove(0).security_group;
    assert_eq!(group.settings.tags, None);
    let written = change(Some(&group), &group, Format::Arm).unwrap();
    assert!(written.notes.join("\n").contains("were not read"));
    let none = TAGGED.replace("{\"env\": \"prod\", \"own'er\": \"[us]\"}", "null");
    let group = read(&none).groups.swap_remove(0).security_group;
    assert_eq!(group.settings.tags.map(|tags| tags.len()), Some(0));
}

/// A group whose addresses and ports are spelt as Azure takes them, and otherwise than they are written here.
const SPELT: &str = r#"{"name": "web", "location": "westeurope", "properties": {"securityRules": [
  {"name": "Hosts", "properties": {"priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
    "sourceAddressPrefixes": ["10.0.0.4/32", "2001:0DB8:0:0::/64"], "sourcePortRange": "*",
    "destinationAddressPrefix": "10.0.0.4", "destinationPortRange": "22-22"}},
  {"name": "Web", "properties": {"priority": 110, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
    "sourceAddressPrefix": "10.0.0.5/32", "sourcePortRange": "*",
    "destinationAddressPrefix": "*", "destinationPortRange": "443"}}]}}"#;

#[test]
fn rules_that_nobody_touched_stay_as_they_were_spelt() {
    let before = read(SPELT).groups.swap_remove(0).security_group;
    let mut after = before.clone();
    after.security_rules[1].priority = Field::Known(120);
    let texts = Format::ALL.into_iter().filter(|format| !format.is_script());
    let mut texts: Vec<_> = texts
        .map(|format| change(Some(&before), &after, format).unwrap().text)
        .collect();
    texts.push(serde_json::to_string(&network_security_group(&after)).unwrap());
    for text in texts {
        for spelt in ["10.0.0.4/32", "2001:0DB8:0:0::/64", "22-22", "10.0.0.5/32"] {
            assert!(text.contains(spelt), "{spelt} in {text}");
        }
        // The same address in another field has its own spelling.
        assert_eq!(text.matches("10.0.0.4/32").count(), 1, "{text}");
    }
}

#[test]
fn a_rule_that_is_spelt_otherwise_is_the_same_rule() {
    let spelt = read(SPELT).groups.swap_remove(0).security_group;
    let plain = SPELT.replace("/32", "").replace("22-22", "22");
    let plain = read(&plain).groups.swap_remove(0).security_group;
    assert_eq!(spelt, plain);
}

//! Service tag files, security admin rules, address spaces and group members, as people paste them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use nsg::{AddressMatch, AdminAccess, Field, Name, PortMatch};
use nsg_documents::{admin_rules, network, prefixes, read, service_tags, write};
use support::{field, fixture, fixtures, lines};

#[test]
fn the_service_tag_file_that_microsoft_publishes() {
    let found = service_tags::read(&fixture("service-tags-file.json"));
    assert_eq!(found.diagnostics, []);
    assert_eq!(
        (found.change_number.as_deref(), found.cloud.as_deref()),
        (Some("375"), Some("Public"))
    );
    let storage = &found.tags[&Name::from("storage")];
    assert!(storage.contains("192.0.2.127".parse().unwrap()));
    assert!(!storage.contains("192.0.2.128".parse().unwrap()));
    assert!(storage.contains("2001:db8::1".parse().unwrap()));
    let regional = &found.tags[&Name::from("Storage.westeurope")];
    assert!(!regional.contains("192.0.2.16".parse().unwrap()));
    // A tag without prefixes is known to be empty.
    assert!(found.tags[&Name::from("Nothing")].is_empty());
}

#[test]
fn the_answer_of_the_discovery_api_is_one_page() {
    let found = service_tags::read(&fixture("service-tags-discovery.json"));
    assert_eq!(found.change_number.as_deref(), Some("63"));
    assert_eq!(found.tags.len(), 1);
    assert_eq!(found.diagnostics[0].code, "more-pages");
}

#[test]
fn a_plain_map_of_tags() {
    let value =
        serde_json::json!({"Storage": ["192.0.2.0/24", "192.0.2.300"], "Sql": ["198.51.100.1"]});
    let found = service_tags::read_value(&value);
    assert_eq!(found.tags.len(), 2);
    assert_eq!(found.diagnostics.len(), 1);
    assert_eq!(found.diagnostics[0].pointer.as_deref(), Some("/Storage/1"));
}

#[test]
fn security_admin_rules_in_every_form() {
    for name in [
        "admin-rules-rest.json",
        "admin-rules-effective.json",
        "admin-rules-cli.json",
    ] {
        let found = admin_rules::read(&fixture(name));
        let rule = &found.rules[0];
        assert_eq!(rule.name, "block-telnet", "{name}");
        assert_eq!(rule.access, Field::Known(AdminAccess::Deny), "{name}");
        assert_eq!(field(&rule.priority), "10", "{name}");
        assert_eq!(
            rule.conditions.source,
            [AddressMatch::ServiceTag("Internet".into())],
            "{name}"
        );
        assert_eq!(rule.conditions.source_ports, [PortMatch::Any], "{name}");
        assert_eq!(rule.conditions.destination, [AddressMatch::Any], "{name}");
        assert_eq!(
            rule.conditions.destination_ports[0].to_string(),
            "23",
            "{name}"
        );
    }
}

#[test]
fn the_members_of_a_network_group_are_unknown() {
    let found = admin_rules::read(&fixture("admin-rules-rest.json"));
    let sources = &found.rules[1].conditions.source;
    assert_eq!(
        found.rules[1].access,
        Field::Known(AdminAccess::AlwaysAllow)
    );
    assert_eq!(field(&found.rules[1].conditions.protocol), "*");
    assert!(matches!(
        &sources[..],
        [AddressMatch::Prefix(_), AddressMatch::Unknown(_)]
    ));
    assert_eq!(found.diagnostics.len(), 1);
}

#[test]
fn admin_rules_are_not_taken_for_a_group() {
    let document = read(&fixture("admin-rules-rest.json"));
    assert!(document.groups.is_empty());
    assert_eq!(document.diagnostics[0].code, "admin-rules-document");
}

fn texts(found: &prefixes::Prefixes) -> Vec<String> {
    found.prefixes.iter().map(ToString::to_string).collect()
}

#[test]
fn an_address_space_typed_by_hand() {
    let found = prefixes::read("10.0.0.0/16, 10.1.0.5/24;\n2001:db8::/48\t192.0.2.7 10.0.0.0/16");
    assert_eq!(
        texts(&found),
        [
            "10.0.0.0/16",
            "10.1.0.0/24",
            "2001:db8::/48",
            "192.0.2.7/32"
        ]
    );
    assert_eq!(found.diagnostics.len(), 1);
    assert_eq!(
        (found.diagnostics[0].code, found.diagnostics[0].column),
        ("host-bits", Some(14))
    );
}

#[test]
fn a_half_typed_address_is_named_with_its_place() {
    let found = prefixes::read("10.0.0.0/16\n10.1.");
    let diagnostic = &found.diagnostics[0];
    assert_eq!(
        (diagnostic.code, diagnostic.line, diagnostic.column),
        ("invalid-address", Some(2), Some(1))
    );
    assert_eq!(texts(&found), ["10.0.0.0/16"]);
}

#[test]
fn a_virtual_network_with_its_peers() {
    let found = prefixes::read(&fixture("virtual-network.json"));
    assert_eq!(
        texts(&found),
        [
            "10.0.0.0/16",
            "2001:db8:1::/48",
            "10.1.0.0/16",
            "10.2.0.0/16"
        ]
    );
    let codes: Vec<_> = found.diagnostics.iter().map(|it| it.code).collect();
    assert_eq!(codes, ["peering-skipped", "peering-skipped"]);
}

#[test]
fn a_json_list_of_addresses() {
    assert_eq!(
        texts(&prefixes::read(r#"["10.0.0.4", "10.0.0.0/8"]"#)),
        ["10.0.0.4/32", "10.0.0.0/8"]
    );
}

#[test]
fn a_tag_by_name_without_a_list_is_read_or_told_and_never_left_out() {
    let found = network::read(
        r#"{"serviceTags": {"Sql": "192.0.2.7", "Storage": {}, "Web": null, "None": []}}"#,
    );
    let tags = &found.network.service_tags;
    assert!(tags[&Name::from("Sql")].contains("192.0.2.7".parse().unwrap()));
    assert!(tags[&Name::from("None")].is_empty());
    let told = found.diagnostics.iter();
    let told: Vec<_> = told.filter_map(|it| it.pointer.as_deref()).collect();
    assert_eq!(told, ["/serviceTags/Storage", "/serviceTags/Web"]);
}

#[test]
fn the_network_of_the_npm_package() {
    let value = serde_json::json!({
        "virtualNetwork": ["10.0.0.0/16"],
        "serviceTags": {"Storage": ["192.0.2.0/24"]},
        "applicationSecurityGroups": {"web": ["10.0.0.4"], "/x/y/db": []},
        "securityAdminRules": [{"name": "a", "properties": {"priority": 1, "direction": "Inbound",
            "access": "Deny", "protocol": "Any", "sources": [{"addressPrefix": "*"}],
            "destinations": [{"addressPrefix": "*"}], "sourcePortRanges": ["0-65535"],
            "destinationPortRanges": ["0-65535"]}}],
    });
    let found = network::read_value(&value);
    assert_eq!(found.diagnostics, []);
    let network = found.network;
    assert_eq!(
        network.virtual_network.unwrap()[0].to_string(),
        "10.0.0.0/16"
    );
    assert_eq!(network.service_tags.len(), 1);
    assert!(network.application_security_groups[&Name::from("/x/y/db")].is_empty());
    assert_eq!(network.security_admin_rules.len(), 1);
    // What is absent is unknown, not empty.
    assert_eq!(network::read("{}").network.virtual_network, None);
}

#[test]
fn a_whole_service_tag_document_in_the_network() {
    let tags: serde_json::Value = serde_json::from_str(&fixture("service-tags-file.json")).unwrap();
    let found = network::read_value(&serde_json::json!({ "serviceTags": tags }));
    assert_eq!(found.network.service_tags.len(), 3);
}

#[test]
fn what_is_written_reads_as_the_same_group() {
    for (name, text) in fixtures() {
        for group in read(&text).groups {
            let written =
                serde_json::to_value(write::network_security_group(&group.security_group)).unwrap();
            let again = nsg_documents::read_value(&written);
            assert_eq!(again.shape, Some(nsg_documents::Shape::Arm), "{name}");
            let again = &again.groups[0];
            // `0.0.0.0/0 as printed` is written as it was printed, and reads as configured.
            let printed = lines(&group).concat().contains("as printed");
            if !printed {
                assert_eq!(lines(again), lines(&group), "{name}");
            }
            assert_eq!(
                again.security_group.name, group.security_group.name,
                "{name}"
            );
            assert_eq!(
                again.security_group.default_security_rules.len(),
                group.security_group.default_security_rules.len(),
                "{name}"
            );
        }
    }
}

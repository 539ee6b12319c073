//! Effective rules, and that verdicts are those of `nsg` on them.

use crate::support::{Fixture, flow, id};
use serde_json::json;

#[tokio::test]
async fn effective_rules_are_normalised_and_expanded() {
    let fixture = Fixture::over_built_in("{}");
    let answer = fixture.effective("rg-spoke", "nic-web-1").await.json();
    let entries = answer["value"].as_array().unwrap();
    assert_eq!(entries.len(), 2);
    let rules = entries[0]["effectiveSecurityRules"].as_array().unwrap();
    let web = &rules[0];
    assert_eq!(web["name"], "securityRules/Allow-Web-In");
    assert_eq!(web["destinationPortRanges"], json!(["80-80", "443-443"]));
    assert_eq!(web["sourcePortRange"], "0-65535");
    assert_eq!(web["sourceAddressPrefixes"], json!(["Internet"]));
    assert_eq!(
        web["destinationAddressPrefixes"],
        json!(["0.0.0.0/0", "0.0.0.0/0"])
    );
    let internet = web["expandedSourceAddressPrefix"].as_array().unwrap();
    assert_eq!(
        internet[..4],
        [
            json!("1.0.0.0/8"),
            json!("2.0.0.0/7"),
            json!("4.0.0.0/9"),
            json!("4.144.0.0/12")
        ]
    );
    assert_eq!(
        entries[0]["tagMap"]["VirtualNetwork"],
        json!([
            "10.20.0.0/16",
            "fd00:20::/48",
            "10.10.0.0/16",
            "10.30.0.0/16",
            "168.63.129.16/32"
        ])
    );
    let last = rules.last().unwrap();
    assert_eq!(
        (&last["name"], &last["protocol"]),
        (
            &json!("defaultSecurityRules/DenyAllOutBound"),
            &json!("All")
        )
    );
}

#[tokio::test]
async fn effective_rules_of_special_interfaces() {
    let fixture = Fixture::over_built_in("{}");
    let managed = fixture.effective("rg-managed", "nic-managed").await.json();
    let manager = json!({ "networkManager": { "id": id("rg-hub", "Microsoft.Network/networkManagers/GlobalRules") } });
    assert_eq!(managed["value"][0]["association"], manager);
    assert_eq!(
        managed["value"][0]["effectiveSecurityRules"][1]["name"],
        "Deny-SSH-From-Internet"
    );

    // Only the default rules are in force yet.
    let new = fixture
        .effective("rg-spoke", "nic-web-new-rule")
        .await
        .json();
    assert_eq!(
        new["value"][1]["effectiveSecurityRules"]
            .as_array()
            .unwrap()
            .len(),
        6
    );

    assert_eq!(
        fixture.effective("rg-hub", "nic-no-nsg").await.json(),
        json!({ "value": [] })
    );
    let stopped = fixture.effective("rg-spoke", "nic-stopped").await;
    assert_eq!(
        stopped.code(),
        "NicMustBeAttachedToRunningVmToGetEffectiveSecurityGroups"
    );
}

#[tokio::test]
async fn effective_rules_come_in_pages() {
    let fixture = Fixture::over_built_in(r#"{ "pageSize": 1 }"#);
    let first = fixture.effective("rg-spoke", "nic-web-1").await.json();
    let next = first["nextLink"].as_str().unwrap();
    let second = fixture.get(next).await.json();
    assert_eq!(second.get("nextLink"), None);
    let associations = [&first, &second].map(|page| {
        assert_eq!(page["value"].as_array().unwrap().len(), 1);
        let association = page["value"][0]["association"].as_object().unwrap();
        association.keys().next().unwrap().clone()
    });
    assert_eq!(associations, ["subnet", "networkInterface"]);
    // Only pages are read.
    let (link, _) = next.split_once('?').unwrap();
    assert_eq!(fixture.get(link).await.status, 404);
}

/// Effective rules, read by `nsg-documents` and judged by `nsg` alone, give what the watcher gives.
#[tokio::test]
async fn verdicts_are_those_of_the_effective_rules() {
    let fixture = Fixture::over_built_in("{}");
    let cases = [
        ("vm-web-1", "nic-web-1", "rg-spoke", "10.20.1.4"),
        (
            "vm-web-new-rule",
            "nic-web-new-rule",
            "rg-spoke",
            "10.20.1.10",
        ),
        ("vm-db-1", "nic-db-1", "rg-spoke", "10.20.2.4"),
        (
            "vm-forced-tunnel",
            "nic-forced-tunnel",
            "rg-spoke",
            "10.20.3.4",
        ),
        ("vm-managed", "nic-managed", "rg-managed", "10.40.1.4"),
    ];
    let remotes = [
        "203.0.113.10",
        "10.20.1.5",
        "10.10.2.9",
        "10.30.1.1",
        "13.65.107.33",
        "172.31.0.1",
    ];
    for (name, interface, group, local) in cases {
        let document = nsg_documents::read_value(&fixture.effective(group, interface).await.json());
        let scenario = scenario(&document);
        for remote in remotes {
            for port in [22, 443, 1433, 9100] {
                for direction in [nsg::Direction::Inbound, nsg::Direction::Outbound] {
                    let (near, far) = match direction {
                        nsg::Direction::Inbound => (port, 50_000),
                        nsg::Direction::Outbound => (50_000, port),
                    };
                    let end = |address: &str, port| nsg::Endpoint {
                        address: address.parse().unwrap(),
                        port: Some(port),
                    };
                    let asked = nsg::Flow {
                        direction,
                        protocol: nsg::Protocol::Tcp,
                        local: end(local, near),
                        remote: end(remote, far),
                    };
                    let verdict = nsg::verify(&scenario, &asked);
                    let text = |address: &str, port| format!("{address}:{port}");
                    let body = flow(
                        name,
                        direction.as_str(),
                        &text(local, near),
                        &text(remote, far),
                    );
                    let azure = fixture.verify(&body).await.json();
                    assert_eq!(azure["access"], verdict.access.as_str(), "{asked:?}");
                    let rule = verdict.rule_name.unwrap();
                    // The name of a default denial while a group is updated.
                    let platform = [
                        "defaultSecurityRules/DefaultInboundDenyAll",
                        "defaultSecurityRules/DefaultOutboundDenyAll",
                    ];
                    if !platform.contains(&azure["ruleName"].as_str().unwrap()) {
                        assert_eq!(azure["ruleName"], rule, "{asked:?}");
                    }
                }
            }
        }
    }
}

fn scenario(document: &nsg_documents::Document) -> nsg::Scenario {
    let mut scenario = nsg::Scenario {
        network: document.network.clone(),
        ..nsg::Scenario::default()
    };
    for group in &document.groups {
        let place = match group.applied_to() {
            Some(nsg::AppliedTo::Subnet) => &mut scenario.subnet_security_group,
            _ => &mut scenario.network_interface_security_group,
        };
        *place = Some(group.security_group.clone());
    }
    scenario
}

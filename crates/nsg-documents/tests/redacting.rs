//! A redacted scenario answers as the original does, and says nothing about whose it is.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may end in a panic: that is how it fails"
)]

use ipnet::IpNet;
use nsg::{
    AddressMatch, Field, Flow, Name, NetworkSecurityGroup, Question, Scenario, SecurityAdminRule,
    SecurityRule, Verdict,
};
use nsg_documents::redact::redact;
use nsg_documents::write;
use proptest::prelude::*;
use rule_lines::random::{flow, one_of, scenario};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

const KEY: &[u8; 16] = b"0123456789abcdef";

/// Ids of things whose names are secret.
fn id(kind: &str, name: &str) -> String {
    format!(
        "/subscriptions/SecretSubscription/resourceGroups/secret-group/providers/Microsoft.Network/{kind}/{name}"
    )
}

fn named(group: &mut NetworkSecurityGroup, name: &str) {
    group.name = Some(name.to_owned());
    group.id = Some(id("networkSecurityGroups", name));
    group.location = Some("secretland".to_owned());
    for (number, rule) in group.security_rules.iter_mut().enumerate() {
        // One user rule has the name of a default rule.
        rule.name = match number {
            1 => "allowvnetinbound".to_owned(),
            _ => format!("Secret-{}", rule.name),
        };
        rule.id = Some(format!(
            "{}/securityRules/{}",
            id("networkSecurityGroups", name),
            rule.name
        ));
        rule.description = Some("a secret".to_owned());
        secret_texts(rule);
    }
    for rule in &mut group.default_security_rules {
        rule.id = Some(format!(
            "{}/defaultSecurityRules/{}",
            id("networkSecurityGroups", name),
            rule.name
        ));
    }
}

fn secret_texts(rule: &mut SecurityRule) {
    for entry in rule
        .conditions
        .source
        .iter_mut()
        .chain(&mut rule.conditions.destination)
    {
        match entry {
            AddressMatch::Unknown(text) => text.push_str(" secret"),
            AddressMatch::ServiceTag(tag) if tag == "TagA" => *tag = "SecretTagA".into(),
            AddressMatch::ServiceTag(tag) if tag == "TagB" => *tag = "SecretTagB".into(),
            _ => {}
        }
    }
    if let Field::Unknown(text) = &mut rule.access {
        text.push_str("secret");
    }
}

/// A rule that the flow meets, or nearly.
fn rule_near(flow: &Flow, length: u8, group: &str, access: &str) -> SecurityRule {
    let address = flow.remote.address;
    let most = if address.is_ipv4() { 32 } else { 128 };
    let prefix = IpNet::new(address, most - length.min(most))
        .unwrap()
        .trunc();
    let mut rule = rule_lines::rule(&format!("Near 99 In * {prefix}:* -> *:* {access}"));
    rule.direction = Field::Known(flow.direction);
    if flow.direction == nsg::Direction::Outbound {
        std::mem::swap(
            &mut rule.conditions.source,
            &mut rule.conditions.destination,
        );
    }
    if !group.is_empty() {
        rule.conditions.destination = vec![AddressMatch::ApplicationSecurityGroup(group.into())];
    }
    rule
}

fn any_flow() -> impl Strategy<Value = Flow> {
    let ipv4 = any::<(u32, u32)>();
    let ipv6 = any::<(u128, u128)>();
    prop_oneof![
        2 => flow(),
        2 => (flow(), ipv4).prop_map(|(mut flow, (local, remote))| {
            flow.local.address = IpAddr::V4(Ipv4Addr::from_bits(local));
            flow.remote.address = IpAddr::V4(Ipv4Addr::from_bits(remote));
            flow
        }),
        1 => (flow(), ipv6).prop_map(|(mut flow, (local, remote))| {
            flow.protocol = nsg::Protocol::Tcp;
            flow.local.address = IpAddr::V6(Ipv6Addr::from_bits(local >> 3));
            flow.remote.address = IpAddr::V6(Ipv6Addr::from_bits(remote >> 2));
            flow
        }),
    ]
}

fn secret() -> impl Strategy<Value = (Scenario, Flow)> {
    let full: &'static str = "/subscriptions/SecretSubscription/resourceGroups/secret-group/providers/Microsoft.Network/applicationSecurityGroups/secretasg";
    let more = (
        0..33_u8,
        proptest::sample::select(vec!["", "", "secretasg", "SECRETASG", full, "secretother"]),
        one_of(&["Allow", "Deny"]),
        proptest::sample::select(vec!["", "secretasg", full]),
        any::<[bool; 4]>(),
        one_of(&["Allow", "AlwaysAllow", "Deny"]),
    );
    (scenario(), any_flow(), more).prop_map(|(mut scenario, flow, more)| {
        let (length, group, access, members, [near, admin, answer, space], admin_access) = more;
        let tags = std::mem::take(&mut scenario.network.service_tags);
        let tags = tags
            .into_iter()
            .map(|(tag, set)| (Name::from(format!("Secret{tag}")), set));
        scenario.network.service_tags = tags.collect();
        if !members.is_empty() {
            let members = (
                Name::from(members),
                rule_lines::set("10.0.1.4 10.0.2.0/29 203.0.113.10"),
            );
            scenario
                .network
                .application_security_groups
                .extend([members]);
        }
        if space && let Some(prefixes) = &mut scenario.network.virtual_network {
            prefixes.push(flow.local.address.into());
        }
        if admin {
            let rule = SecurityAdminRule {
                id: Some(id("networkManagers", "secret")),
                ..rule_lines::admin_rule(&format!(
                    "SecretAdmin 5 In Tcp 10.0.2.0/24:* -> *:443 {admin_access}"
                ))
            };
            scenario.network.security_admin_rules.push(rule);
        }
        for (group_of, name) in [
            (&mut scenario.subnet_security_group, "secretshop"),
            (&mut scenario.network_interface_security_group, "SecretWeb"),
        ] {
            if let Some(of) = group_of {
                if near {
                    of.security_rules
                        .push(rule_near(&flow, length, group, access));
                }
                named(of, name);
            }
        }
        // What an answer is about goes with it.
        if answer {
            for fact in nsg::verify(&scenario, &flow).depends_on.into_iter().take(2) {
                if let Question::Fact(fact) = fact.about {
                    scenario.network.answers.insert(fact, answer);
                }
            }
        }
        (scenario, flow)
    })
}

/// What must not change: accesses, rules by place, and what the verdict hangs on.
fn told(verdict: &Verdict) -> String {
    let stages = verdict
        .evaluated_network_security_groups
        .iter()
        .map(|stage| {
            let rules = stage.rules_evaluation_result.iter().map(|rule| {
                (
                    rule.position,
                    rule.matched,
                    [
                        rule.protocol_matched,
                        rule.source_matched,
                        rule.destination_matched,
                    ],
                    [rule.source_port_matched, rule.destination_port_matched],
                )
            });
            let action = stage
                .matched_rule
                .as_ref()
                .map(|rule| (rule.rule_name.kind, rule.action));
            (stage.applied_to, action, rules.collect::<Vec<_>>())
        });
    let facts = verdict
        .depends_on
        .iter()
        .map(|fact| (fact.kind, fact.if_yes, fact.if_no));
    format!(
        "{:?} {:?} {:?} {:?} {:?}",
        verdict.access,
        stages.collect::<Vec<_>>(),
        facts.collect::<Vec<_>>(),
        verdict
            .assumptions
            .iter()
            .map(|assumption| assumption.entry)
            .collect::<Vec<_>>(),
        verdict.platform
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_verdict_stays_and_no_name_does((scenario, flow) in secret(), key in any::<[u8; 16]>()) {
        let redacted = redact(&scenario, Some(&flow), &key);
        let (before, after) = (
            nsg::verify(&scenario, &flow),
            nsg::verify(&redacted.scenario, &redacted.flow.unwrap()),
        );
        prop_assert_eq!(told(&before), told(&after), "{:?}", redacted);
        let text = format!("{redacted:?} {after:?}").to_lowercase();
        prop_assert!(!text.contains("secret"), "{}", text);
    }

    #[test]
    fn what_was_redacted_reads_back_from_its_document((scenario, flow) in secret()) {
        let redacted = redact(&scenario, Some(&flow), KEY);
        for group in [&redacted.scenario.subnet_security_group, &redacted.scenario.network_interface_security_group] {
            let Some(group) = group else { continue };
            let text = serde_json::to_string(&write::network_security_group(group)).unwrap();
            let read = nsg_documents::read(&text).groups.remove(0).security_group;
            prop_assert_eq!(read.security_rules.len(), group.security_rules.len());
            for (read, rule) in read.security_rules.iter().zip(&group.security_rules) {
                prop_assert_eq!(&read.name, &rule.name);
                prop_assert_eq!(read.access.known(), rule.access.known());
                prop_assert_eq!(read.priority.known(), rule.priority.known());
                prop_assert_eq!(read.conditions.protocol.known(), rule.conditions.protocol.known());
                let unknown = |entries: &[AddressMatch]| {
                    entries.iter().filter(|entry| matches!(entry, AddressMatch::Unknown(_))).count()
                };
                prop_assert_eq!(unknown(&read.conditions.source), unknown(&rule.conditions.source));
            }
        }
    }
}

/// The group of a shop, which names everything it can.
fn shop() -> (Scenario, Flow) {
    let mut scenario = rule_lines::nic(
        "Allow-Shop 100 In Tcp 198.51.100.7:* -> 10.20.1.4:443 Allow\n\
         Allow-Db 110 In Tcp asg/shop-logic:* -> asg/shop-db:1433 Allow\n\
         AllowVnetInBound 120 In * VirtualNetwork:* -> *:* Allow\n\
         ALLOW-SHOP-2 130 Out Tcp *:* -> Storage:443 Allow",
    );
    scenario.network.virtual_network = Some(vec!["10.20.0.0/16".parse().unwrap()]);
    scenario.network = rule_lines::with_asg(scenario.network, "shop-db", "10.20.2.4");
    named_shop(&mut scenario);
    (
        scenario,
        rule_lines::flow("In Tcp 198.51.100.7:50000 -> 10.20.1.4:443"),
    )
}

fn named_shop(scenario: &mut Scenario) {
    let group = scenario.network_interface_security_group.as_mut().unwrap();
    group.name = Some("shop".to_owned());
    group.id = Some(id("networkSecurityGroups", "SHOP"));
    group.security_rules[0].id = Some(format!(
        "{}/securityRules/allow-shop",
        id("networkSecurityGroups", "shop")
    ));
}

#[test]
fn names_are_counted_and_the_same_for_the_same() {
    let (scenario, flow) = shop();
    let redacted = redact(&scenario, Some(&flow), KEY).scenario;
    let group = redacted.network_interface_security_group.unwrap();
    let names: Vec<&str> = group
        .security_rules
        .iter()
        .map(|rule| rule.name.as_str())
        .collect();
    assert_eq!(names, ["rule-1", "rule-2", "AllowVnetInBound", "rule-3"]);
    assert_eq!(group.name.as_deref(), Some("nsg-1"));
    let own = "/subscriptions/subscription-1/resourceGroups/resource-group-1/providers/Microsoft.Network/networkSecurityGroups/nsg-1";
    assert_eq!(group.id.as_deref(), Some(own));
    assert_eq!(
        group.security_rules[0].id,
        Some(format!("{own}/securityRules/rule-1"))
    );
    assert_eq!(
        group.security_rules[1].conditions.destination,
        [AddressMatch::ApplicationSecurityGroup("asg-2".into())]
    );
    assert!(
        redacted
            .network
            .application_security_groups
            .contains_key(&Name::from("asg-2"))
    );
    assert_eq!(
        group.security_rules[3].conditions.destination,
        [AddressMatch::ServiceTag("Storage".into())]
    );
}

#[test]
fn addresses_are_others_everywhere_alike() {
    let (scenario, flow) = shop();
    let redacted = redact(&scenario, Some(&flow), KEY);
    let text = format!("{redacted:?}");
    for secret in ["198.51.100.7", "10.20."] {
        assert!(!text.contains(secret), "{text}");
    }
    let flow = redacted.flow.unwrap();
    let group = redacted
        .scenario
        .network_interface_security_group
        .as_ref()
        .unwrap();
    let conditions = &group.security_rules[0].conditions;
    assert_eq!(
        conditions.source,
        [AddressMatch::Prefix(flow.remote.address.into())]
    );
    assert_eq!(
        conditions.destination,
        [AddressMatch::Prefix(flow.local.address.into())]
    );
    let space = redacted.scenario.network.virtual_network.as_ref().unwrap()[0];
    assert!(space.contains(&flow.local.address) && space.prefix_len() == 16);
    let private: IpNet = "10.0.0.0/8".parse().unwrap();
    assert!(private.contains(&space));
    // Another key, other addresses.
    let other = redact(&scenario, None, b"another key here");
    assert_ne!(
        other.scenario.network.virtual_network,
        redacted.scenario.network.virtual_network
    );
}

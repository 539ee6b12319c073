//! Plans of Terraform: the groups before the change and after it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod changes;
mod random;
mod states;
#[path = "../support/mod.rs"]
mod support;
mod unknown_values;

use nsg_documents::{Document, DocumentGroup, read};
use serde_json::{Value, json};
use support::{codes, fixture, line};

const GROUP: &str = "azurerm_network_security_group";

const RULE: &str = "azurerm_network_security_rule";

/// A rule's values as the provider keeps them.
fn rule(name: &str, priority: u32, port: &str) -> Value {
    json!({
        "name": name, "priority": priority, "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "description": "",
        "source_address_prefix": "10.0.0.0/8", "source_address_prefixes": [], "source_application_security_group_ids": [],
        "source_port_range": "*", "source_port_ranges": [],
        "destination_address_prefix": "*", "destination_address_prefixes": [], "destination_application_security_group_ids": [],
        "destination_port_range": port, "destination_port_ranges": [],
    })
}

/// The same as a resource that belongs to a group.
fn own(name: &str, priority: u32, port: &str, group: &str) -> Value {
    let mut values = rule(name, priority, port);
    values["network_security_group_name"] = json!(group);
    values["resource_group_name"] = json!("rg");
    values
}

fn group(name: &str, rules: &[Value]) -> Value {
    json!({
        "name": name, "location": "westeurope", "resource_group_name": "rg", "security_rule": rules,
        "id": format!("/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/{name}"),
    })
}

fn change(address: &str, before: Value, after: Value) -> Value {
    let actions = match (before.is_null(), after.is_null()) {
        (true, _) => json!(["create"]),
        (_, true) => json!(["delete"]),
        _ if before == after => json!(["no-op"]),
        _ => json!(["update"]),
    };
    let kind = if address.contains(RULE) { RULE } else { GROUP };
    json!({
        "address": address, "mode": "managed", "type": kind,
        "change": {"actions": actions, "before": before, "after": after, "after_unknown": {}, "after_sensitive": {}},
    })
}

fn plan(changes: &[Value]) -> Value {
    json!({"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": changes})
}

/// Resources by their addresses, as a state has them.
fn values(resources: &[(&str, Value)]) -> Value {
    let resource = |(address, values): &(&str, Value)| {
        let mode = if address.contains("data.") {
            "data"
        } else {
            "managed"
        };
        let kind = if address.contains(RULE) { RULE } else { GROUP };
        json!({"address": address, "mode": mode, "type": kind, "values": values})
    };
    json!({"root_module": {"resources": resources.iter().map(resource).collect::<Vec<_>>()}})
}

/// Each group's name and rules, sorted.
fn told<'d>(groups: impl IntoIterator<Item = &'d DocumentGroup>) -> Vec<(String, Vec<String>)> {
    let one = |group: &DocumentGroup| {
        let mut rules: Vec<_> = group
            .security_group
            .security_rules
            .iter()
            .map(line)
            .collect();
        rules.sort();
        let name = group.security_group.name.clone();
        assert_eq!(rules.len(), group.security_rule_positions.len());
        (name.unwrap_or_default(), rules)
    };
    let mut told: Vec<_> = groups.into_iter().map(one).collect();
    told.sort();
    told
}

fn after(document: &Document) -> Vec<(String, Vec<String>)> {
    told(&document.groups)
}

fn before(document: &Document) -> Vec<(String, Vec<String>)> {
    told(document.before.as_ref().unwrap())
}

fn allows(name: &str, priority: u32, port: &str) -> String {
    format!("{name} {priority} Inbound TCP 10.0.0.0/8:* → *:{port} Allow")
}

fn one(name: &str, rules: &[String]) -> Vec<(String, Vec<String>)> {
    vec![(name.to_owned(), rules.to_vec())]
}

#[test]
fn a_plan_as_terraform_shows_it() {
    let document = read(&fixture("terraform-plan-change.json"));
    let https = "allow-https 100 Inbound TCP Internet:* → *:443 Allow".to_owned();
    let http = "allow-http 110 Inbound TCP Internet:* → *:80 Allow".to_owned();
    let rdp = "allow-rdp 100 Inbound TCP Internet:* → *:3389 Allow".to_owned();
    let group = |name: &str, rules: &[&str]| {
        let rules = rules.iter().map(|rule| (*rule).to_owned()).collect();
        (name.to_owned(), rules)
    };
    let api = [
        "allow-api 110 Inbound TCP Internet:* → *:8443 Allow",
        "allow-ssh 100 Inbound TCP 10.0.0.0/8:* → *:22 Allow",
        "deny-rest 4000 Inbound TCP *:* → *:* Deny",
    ];
    let was = [
        group("api", &api),
        group("old", &[&rdp]),
        group("web", &[&http, &https]),
    ];
    assert_eq!(before(&document), was);
    let api = [
        "allow-ssh 100 Inbound TCP 10.1.0.0/16:* → *:22 Allow",
        "allow-vpn 120 Inbound TCP ?(known after apply)?:* → *:1194 Allow",
        "deny-all 4000 Inbound TCP *:* → *:* Deny",
    ];
    assert_eq!(
        after(&document),
        [group("api", &api), group("web", &[&https])]
    );
    for group in &document.groups {
        let before = document.before(group).unwrap();
        assert_eq!(before.security_group.name, group.security_group.name);
        assert_eq!(before.association, group.association);
    }
    assert_eq!(document.groups[0].association.subnets.len(), 1);
    assert_eq!(codes(&document), ["known-after-apply"]);
}

/// Azure's largest group, each rule of it a resource, listed in its group besides.
#[test]
fn a_plan_of_a_thousand_rules_is_read_in_no_time() {
    let rules: Vec<Value> = (0..1000)
        .map(|number| rule(&format!("r{number}"), 100 + number, "1"))
        .collect();
    let listed = group("web", &rules);
    let mut changes = vec![change(
        "azurerm_network_security_group.web",
        listed.clone(),
        listed,
    )];
    changes.extend((0..1000).map(|number| {
        let name = format!("r{number}");
        let after = (number % 2 == 0).then(|| own(&name, 100 + number, "2", "web"));
        change(
            &format!("azurerm_network_security_rule.r[{number}]"),
            own(&name, 100 + number, "1", "web"),
            after.unwrap_or_default(),
        )
    }));
    let text = plan(&changes).to_string();
    let start = std::time::Instant::now();
    let document = read(&text);
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    println!("{:?}", start.elapsed());
    let count = |groups: &[DocumentGroup]| groups[0].security_group.security_rules.len();
    assert_eq!(
        (
            count(document.before.as_ref().unwrap()),
            count(&document.groups)
        ),
        (1000, 500)
    );
}

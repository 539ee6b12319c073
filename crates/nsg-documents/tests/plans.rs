//! Plans of Terraform: the groups before the change and after it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use nsg_documents::{Document, DocumentGroup, GroupChange, Shape, assemble, pair, read};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{codes, fixture, line, lines};

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

#[test]
fn rules_inside_a_group_are_told_before_and_after() {
    let web = "azurerm_network_security_group.web";
    let (old, new) = (rule("ssh", 100, "22"), rule("ssh", 100, "2222"));
    let document =
        read(&plan(&[change(web, group("web", &[old]), group("web", &[new]))]).to_string());
    assert_eq!(document.shape, Some(Shape::Terraform));
    assert_eq!(before(&document), one("web", &[allows("ssh", 100, "22")]));
    assert_eq!(after(&document), one("web", &[allows("ssh", 100, "2222")]));
    assert_eq!(document.groups[0].key.as_deref(), Some(web));
    let same = document.before(&document.groups[0]).unwrap();
    assert_eq!(same.key.as_deref(), Some(web));
    assert!(
        document.diagnostics.is_empty(),
        "{:?}",
        document.diagnostics
    );
}

#[test]
fn what_is_created_is_only_after_and_what_is_deleted_only_before() {
    let changes = [
        change(
            "azurerm_network_security_group.old",
            group("old", &[rule("a", 100, "1")]),
            Value::Null,
        ),
        change(
            "azurerm_network_security_group.new",
            Value::Null,
            group("new", &[rule("b", 100, "2")]),
        ),
    ];
    let document = read(&plan(&changes).to_string());
    assert_eq!(before(&document), one("old", &[allows("a", 100, "1")]));
    assert_eq!(after(&document), one("new", &[allows("b", 100, "2")]));
    assert!(document.before(&document.groups[0]).is_none());
    // Nothing is left, and that is no error.
    let document = read(&plan(&changes[..1]).to_string());
    assert_eq!(before(&document), one("old", &[allows("a", 100, "1")]));
    assert!(document.groups.is_empty() && !document.has_errors());
}

/// The provider lists every rule in its group, so a rule of its own stands twice in a state.
#[test]
fn a_rule_of_its_own_is_not_the_same_as_what_its_group_lists() {
    let listed = group(
        "web",
        &[
            rule("ssh", 100, "22"),
            rule("web", 110, "443"),
            rule("by-hand", 120, "9"),
        ],
    );
    let changes = [
        change("azurerm_network_security_group.web", listed.clone(), listed),
        change(
            "azurerm_network_security_rule.ssh",
            own("ssh", 100, "22", "web"),
            own("ssh", 105, "22", "web"),
        ),
        change(
            "azurerm_network_security_rule.web",
            own("web", 110, "443", "web"),
            Value::Null,
        ),
        change(
            "azurerm_network_security_rule.dns",
            Value::Null,
            own("dns", 130, "53", "web"),
        ),
    ];
    let document = read(&plan(&changes).to_string());
    let by_hand = allows("by-hand", 120, "9");
    let was = [
        by_hand.clone(),
        allows("ssh", 100, "22"),
        allows("web", 110, "443"),
    ];
    assert_eq!(before(&document), one("web", &was));
    let is = [by_hand, allows("dns", 130, "53"), allows("ssh", 105, "22")];
    assert_eq!(after(&document), one("web", &is));
}

#[test]
fn two_resources_of_one_name_are_two_rules() {
    let listed = group("web", &[rule("a", 100, "1")]);
    let changes = [
        change("azurerm_network_security_group.web", listed.clone(), listed),
        change(
            "azurerm_network_security_rule.a",
            own("a", 100, "1", "web"),
            own("a", 100, "1", "web"),
        ),
        change(
            "azurerm_network_security_rule.b",
            Value::Null,
            own("a", 110, "2", "web"),
        ),
    ];
    let document = read(&plan(&changes).to_string());
    assert_eq!(before(&document), one("web", &[allows("a", 100, "1")]));
    assert_eq!(
        after(&document),
        one("web", &[allows("a", 100, "1"), allows("a", 110, "2")])
    );
    assert_eq!(codes(&document), ["duplicate-rule-name"]);
}

/// Groups of one name live in different resource groups.
#[test]
fn a_rule_of_another_resource_group_is_not_put_into_a_group_of_the_same_name() {
    let mut other = own("b", 100, "2", "web");
    other["resource_group_name"] = json!("other");
    let changes = [
        change(
            "azurerm_network_security_group.web",
            Value::Null,
            group("web", &[rule("a", 100, "1")]),
        ),
        change("azurerm_network_security_rule.b", Value::Null, other),
    ];
    let document = read(&plan(&changes).to_string());
    let is = [
        one("web", &[allows("a", 100, "1")]),
        one("web", &[allows("b", 100, "2")]),
    ]
    .concat();
    assert_eq!(after(&document), is);
    assert_eq!(codes(&document), ["orphan-rule"]);
}

#[test]
fn a_renamed_rule_is_one_that_goes_and_one_that_comes() {
    let listed = group("web", &[rule("deny", 4000, "22")]);
    let mut renamed = change(
        "azurerm_network_security_rule.r",
        own("deny", 4000, "22", "web"),
        own("deny-all", 4000, "22", "web"),
    );
    renamed["change"]["actions"] = json!(["delete", "create"]);
    let document = read(
        &plan(&[
            change("azurerm_network_security_group.web", listed.clone(), listed),
            renamed,
        ])
        .to_string(),
    );
    assert_eq!(before(&document), one("web", &[allows("deny", 4000, "22")]));
    assert_eq!(
        after(&document),
        one("web", &[allows("deny-all", 4000, "22")])
    );
}

/// A rule moves from a resource of its own into its group: whether the deletion or the group's list comes last is not said.
#[test]
fn a_rule_that_is_deleted_and_listed_anew_is_not_known() {
    let changes = [
        change(
            "azurerm_network_security_group.web",
            group("web", &[rule("a", 100, "1")]),
            group("web", &[rule("a", 100, "1"), rule("b", 110, "2")]),
        ),
        change(
            "azurerm_network_security_rule.a",
            own("a", 100, "1", "web"),
            Value::Null,
        ),
    ];
    let document = read(&plan(&changes).to_string());
    let rules = &after(&document)[0].1;
    assert!(rules[0].starts_with("a ?(known after apply)?"), "{rules:?}");
    assert_eq!(rules[1], allows("b", 110, "2"));
    assert_eq!(codes(&document), ["known-after-apply"]);
}

#[test]
fn what_the_plan_does_not_list_it_does_not_change() {
    let web = (
        "azurerm_network_security_group.web",
        group("web", &[rule("a", 100, "1")]),
    );
    let rule_of_web = "module.m[\"x.y]\"].azurerm_network_security_rule.b[0]";
    let mut text = plan(&[change(
        rule_of_web,
        own("b", 110, "2", "WEB"),
        own("b", 110, "3", "WEB"),
    )]);
    text["prior_state"] =
        json!({"values": values(&[web.clone(), (rule_of_web, own("b", 110, "2", "WEB"))])});
    let was = [allows("a", 100, "1"), allows("b", 110, "2")];
    let is = [allows("a", 100, "1"), allows("b", 110, "3")];
    for planned in [false, true] {
        if planned {
            text["planned_values"] =
                values(&[web.clone(), (rule_of_web, own("b", 110, "3", "WEB"))]);
        }
        let document = read(&text.to_string());
        assert_eq!(before(&document), one("web", &was), "{planned}");
        assert_eq!(after(&document), one("web", &is), "{planned}");
    }
}

/// A group that another configuration manages, and rules that this one puts into it.
#[test]
fn a_group_that_is_only_read_is_there_before_and_after() {
    let address = "azurerm_network_security_rule.b";
    let mut text = plan(&[change(address, Value::Null, own("b", 110, "2", "web"))]);
    text["prior_state"] = json!({"values": values(&[("data.azurerm_network_security_group.web", group("web", &[rule("a", 100, "1")]))])});
    text["planned_values"] = values(&[(address, own("b", 110, "2", "web"))]);
    let document = read(&text.to_string());
    assert_eq!(before(&document), one("web", &[allows("a", 100, "1")]));
    assert_eq!(
        after(&document),
        one("web", &[allows("a", 100, "1"), allows("b", 110, "2")])
    );
}

#[test]
fn a_group_of_which_only_rules_are_told_is_paired_by_its_name() {
    let changes = [
        change(
            "azurerm_network_security_rule.r[\"a\"]",
            own("a", 100, "1", "web"),
            Value::Null,
        ),
        change(
            "azurerm_network_security_rule.r[\"b\"]",
            Value::Null,
            own("b", 100, "1", "web"),
        ),
    ];
    let document = read(&plan(&changes).to_string());
    assert_eq!(before(&document), one("web", &[allows("a", 100, "1")]));
    assert_eq!(after(&document), one("web", &[allows("b", 100, "1")]));
    assert!(document.before(&document.groups[0]).is_some());
    // Said once, not for each end.
    assert_eq!(codes(&document), ["apply-conflict", "orphan-rule"]);
}

#[test]
fn what_is_moved_or_forgotten_stays() {
    let new = "azurerm_network_security_group.new";
    let web = group("web", &[rule("a", 100, "1")]);
    let mut moved = change(new, web.clone(), web.clone());
    moved["previous_address"] = json!("azurerm_network_security_group.old");
    let kept = group("kept", &[rule("b", 100, "2")]);
    let mut forgotten = change(
        "azurerm_network_security_group.kept",
        kept.clone(),
        Value::Null,
    );
    forgotten["change"]["actions"] = json!(["forget"]);
    let mut text = plan(&[moved, forgotten]);
    text["prior_state"] = json!({"values": values(&[("azurerm_network_security_group.old", web.clone()), ("azurerm_network_security_group.kept", kept)])});
    text["planned_values"] = values(&[(new, web)]);
    let document = read(&text.to_string());
    assert_eq!(before(&document).len(), 2);
    assert_eq!(before(&document), after(&document));
    let web = document
        .groups
        .iter()
        .find(|group| group.key.as_deref() == Some(new))
        .unwrap();
    assert_eq!(document.before(web).unwrap().key.as_deref(), Some(new));
}

#[test]
fn what_is_known_after_apply_is_never_null() {
    let address = "azurerm_network_security_group.web";
    let mut new = rule("a", 100, "1");
    new["source_address_prefix"] = json!("");
    new["source_address_prefixes"] = json!(["10.1.0.0/16", null]);
    new["priority"] = Value::Null;
    let mut open = change(
        address,
        group("web", &[rule("a", 100, "1")]),
        group("web", &[new]),
    );
    open["change"]["after_unknown"] = json!({"security_rule": [{"source_address_prefixes": [false, true], "priority": true}, true]});
    let document = read(&plan(&[open]).to_string());
    assert_eq!(before(&document), one("web", &[allows("a", 100, "1")]));
    let rules = &after(&document)[0].1;
    assert_eq!(rules.len(), 2, "{rules:?}");
    assert_eq!(
        rules[1],
        "a ?(known after apply)? Inbound TCP 10.1.0.0/16,?(known after apply)?:* → *:1 Allow"
    );
    assert!(
        rules[0].starts_with("(rules) ?(known after apply)?"),
        "{rules:?}"
    );
}

/// A created group without a list: where it has rules of their own it has no others, else nobody knows.
#[test]
fn the_rules_of_a_new_group_are_unknown_but_for_those_beside_it() {
    let mut web = group("web", &[]);
    web["security_rule"] = Value::Null;
    let mut created = change("azurerm_network_security_group.web", Value::Null, web);
    created["change"]["after_unknown"] = json!({"id": true, "security_rule": true});
    let mut text = plan(std::slice::from_ref(&created));
    text["configuration"] = json!({"root_module": {"resources": [{"address": "azurerm_network_security_group.web", "expressions": {}}]}});
    let rules = &after(&read(&text.to_string()))[0].1;
    assert!(
        rules.len() == 1 && rules[0].starts_with("(rules) ?"),
        "{rules:?}"
    );
    text["resource_changes"] = json!([
        created,
        change(
            "azurerm_network_security_rule.a",
            Value::Null,
            own("a", 100, "1", "web")
        )
    ]);
    let document = read(&text.to_string());
    assert_eq!(after(&document), one("web", &[allows("a", 100, "1")]));
    assert_eq!(before(&document), []);
}

/// `terraform show -json` prints what is sensitive; where it was cut out it is a missing fact.
#[test]
fn what_is_sensitive_is_read_or_missing() {
    let address = "azurerm_network_security_group.web";
    let web = group("web", &[rule("a", 100, "1")]);
    let mut shown = change(address, web.clone(), web.clone());
    shown["change"]["after_sensitive"] = json!({"security_rule": true});
    assert_eq!(
        after(&read(&plan(&[shown.clone()]).to_string())),
        one("web", &[allows("a", 100, "1")])
    );
    shown["change"]["after"]["security_rule"] = Value::Null;
    let rules = &after(&read(&plan(&[shown]).to_string()))[0].1;
    assert!(
        rules.len() == 1 && rules[0].starts_with("(rules) ?"),
        "{rules:?}"
    );
}

#[test]
fn a_state_and_a_plan_without_changes_tell_no_change() {
    let mut text = json!({"format_version": "1.2", "terraform_version": "1.9.0"});
    text["values"] = values(&[
        (
            "azurerm_network_security_group.web",
            group("web", &[rule("a", 100, "1")]),
        ),
        (RULE, own("a", 100, "1", "web")),
    ]);
    let document = read(&text.to_string());
    assert!(document.before.is_none());
    assert_eq!(after(&document), one("web", &[allows("a", 100, "1")]));
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

/// A group of a random plan: its rules before and after, `None` where it is not there.
#[derive(Clone, Debug)]
struct Random {
    inline: bool,
    before: Option<Vec<(u32, u32)>>,
    after: Option<Vec<(u32, u32)>>,
}

fn rules() -> impl Strategy<Value = Vec<(u32, u32)>> {
    // By name, so that a name stands once.
    proptest::collection::btree_map(0..5_u32, 1..4_u32, 1..5)
        .prop_map(|rules| rules.into_iter().collect())
}

fn random() -> impl Strategy<Value = Random> {
    let some = || proptest::option::weighted(0.8, rules());
    (any::<bool>(), some(), some()).prop_map(|(inline, before, after)| Random {
        inline,
        before,
        after,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn after_is_what_was_written_and_before_what_was_before(groups in proptest::collection::vec(random(), 1..4), planned: bool, prior: bool, listed: bool) {
        let (mut changes, mut was, mut is) = (Vec::new(), Vec::new(), Vec::new());
        let (mut expected_before, mut expected_after) = (Vec::new(), Vec::new());
        for (number, random) in groups.iter().enumerate() {
            let name = format!("g{number}");
            let of = |rules: &Vec<(u32, u32)>| -> Vec<Value> { rules.iter().map(|(name, port)| rule(&format!("r{name}"), 100 + name, &port.to_string())).collect() };
            let lines = |rules: &Vec<(u32, u32)>| -> Vec<String> { rules.iter().map(|(name, port)| allows(&format!("r{name}"), 100 + name, &port.to_string())).collect() };
            expected_before.extend(random.before.as_ref().map(|rules| (name.clone(), lines(rules))));
            expected_after.extend(random.after.as_ref().map(|rules| (name.clone(), lines(rules))));
            let before = random.before.as_ref().map(|rules| group(&name, &of(rules)));
            // The list of a group with rules of their own is what was read.
            let after = random.after.as_ref().map(|rules| match (random.inline, &random.before) {
                (true, _) => group(&name, &of(rules)),
                (false, Some(before)) => group(&name, &of(before)),
                (false, None) => group(&name, &[]),
            });
            let mut resources = vec![(format!("{GROUP}.{name}"), before, after)];
            if !random.inline {
                let rule_of = |rules: &Option<Vec<(u32, u32)>>, wanted: u32| {
                    let found = rules.iter().flatten().find(|(name, _)| *name == wanted);
                    found.map(|(rule, port)| own(&format!("r{rule}"), 100 + rule, &port.to_string(), &name))
                };
                resources.extend((0..5).map(|wanted| (format!("{RULE}.{name}[\"{wanted}\"]"), rule_of(&random.before, wanted), rule_of(&random.after, wanted))));
            }
            for (address, before, after) in resources {
                if before.is_none() && after.is_none() { continue; }
                was.extend(before.clone().map(|values| (address.clone(), values)));
                is.extend(after.clone().map(|values| (address.clone(), values)));
                // Who leaves out what does not change has the state beside it.
                if listed || !prior || before != after {
                    changes.push(change(&address, before.unwrap_or_default(), after.unwrap_or_default()));
                }
            }
        }
        let side = |side: &[(String, Value)]| values(&side.iter().map(|(address, values)| (address.as_str(), values.clone())).collect::<Vec<_>>());
        let mut text = plan(&changes);
        if planned { text["planned_values"] = side(&is); }
        if prior { text["prior_state"] = json!({"values": side(&was)}); }
        let document = read(&text.to_string());
        prop_assert_eq!(after(&document), expected_after);
        if expected_before.is_empty() && document.groups.is_empty() { return Ok(()); }
        prop_assert_eq!(before(&document), expected_before);
        for group in &document.groups {
            let same = document.before(group).map(|before| before.security_group.name.clone());
            let there = before(&document).iter().any(|(name, _)| Some(name) == group.security_group.name.as_ref());
            prop_assert_eq!(same, there.then(|| group.security_group.name.clone()));
        }
    }
}

/// A state whose group allows a port, as its file has it and as `terraform show` prints it.
fn states(port: &str) -> [Value; 2] {
    let group = json!({"name": "web", "resource_group_name": "rg", "security_rule": [{
        "name": "a", "priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
        "source_address_prefix": "*", "source_port_range": "*", "destination_address_prefix": "*", "destination_port_range": port,
    }]});
    let kind = "azurerm_network_security_group";
    [
        json!({"version": 4, "terraform_version": "1.9.0", "serial": 1, "lineage": "x", "resources": [
            {"mode": "managed", "type": kind, "name": "web", "instances": [{"attributes": group}]}]}),
        json!({"format_version": "1.0", "terraform_version": "1.9.0", "values": {"root_module": {"resources": [
            {"address": format!("{kind}.web"), "mode": "managed", "type": kind, "name": "web", "values": group}]}}}),
    ]
}

#[test]
fn two_states_are_two_ends_of_a_change() {
    let alone = |port: &str| states(port).map(|state| read(&state.to_string()));
    for (before, after) in alone("22").iter().zip(alone("80").iter()) {
        let pairs = pair(&before.groups, &after.groups);
        assert_eq!(pairs.len(), 1);
        assert_eq!(pairs[0].change(), GroupChange::Changed);
        let [before, after] = pairs[0]
            .ends()
            .map(|group| group.unwrap().security_rules.len());
        assert_eq!((before, after), (1, 1));
    }
}

#[test]
fn states_in_one_text_are_not_put_together() {
    for (before, after) in states("22").into_iter().zip(states("80")) {
        let alone = read(&json!([before]).to_string());
        assert_eq!(alone.shape, Some(Shape::Terraform));
        assert_eq!(codes(&alone), [""; 0]);
        let wrapped = read(&json!({"name": "web", "state": before}).to_string());
        assert_eq!(lines(&wrapped.groups[0]), lines(&alone.groups[0]));
        let group = json!({"name": "db", "securityRules": []});
        for (text, expected) in [
            (
                json!([before, after]).to_string(),
                &["several-terraform-documents"][..],
            ),
            (
                format!("{before}\n{after}"),
                &["several-terraform-documents", "fragment"],
            ),
            (
                json!({"before": before, "after": after}).to_string(),
                &["several-terraform-documents"],
            ),
            (
                json!([group, after]).to_string(),
                &["several-terraform-documents"],
            ),
        ] {
            let document = read(&text);
            assert!(document.groups.is_empty());
            assert!(assemble::missing_rules(&document).is_some());
            let mut found = codes(&document);
            found.sort_unstable_by(|one, other| other.cmp(one));
            assert_eq!(found, expected, "{text}");
        }
    }
}

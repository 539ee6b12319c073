//! The list of many groups says of each what the reference says of it alone.
#![cfg(feature = "engine")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

use nsg::{AppliedTo, Decision, Flow, Network, NetworkSecurityGroup, Scenario, verify};
use nsg_analysis::{Limits, Relation, findings};
use nsg_documents::write;
use nsg_worker::{
    Ask, GivenDocument, GroupChange, RowStage, RowSubject, Session, WorkerMessage, answer, ask,
};
use proptest::prelude::*;
use rule_lines::random::{flow, scenario};
use serde_json::{Value, json};

const NETWORK: &str = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network";

fn asked<Q: Ask>(session: &mut Session, question: Q) -> Q::Answer {
    let reply = session
        .take(WorkerMessage::Ask(1, question.into()))
        .unwrap();
    answer(&reply.answer.unwrap()).unwrap()
}

fn session(texts: &[String]) -> Session {
    let mut session = Session::default();
    let given = texts.iter().map(|text| GivenDocument {
        file: String::new(),
        text: text.clone(),
    });
    session.take(WorkerMessage::Documents(given.collect()));
    session
}

fn rule(name: &str, priority: u16, access: &str, port: &str) -> Value {
    json!({"name": name, "properties": {
        "priority": priority, "direction": "Inbound", "access": access, "protocol": "Tcp",
        "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": port,
    }})
}

fn group(name: &str, rules: &[Value], associations: &[(&str, &str)]) -> Value {
    let of = |kind: &str| {
        let ids = associations.iter().filter(|(of, _)| *of == kind);
        ids.map(|(_, id)| json!({"id": format!("{NETWORK}/{id}")}))
            .collect::<Vec<_>>()
    };
    json!({"id": format!("{NETWORK}/networkSecurityGroups/{name}"), "name": name, "properties": {
        "securityRules": rules, "subnets": of("subnet"), "networkInterfaces": of("interface"),
    }})
}

fn flow_of(text: &str) -> Flow {
    text.parse().unwrap()
}

#[test]
fn a_machine_is_judged_by_both_of_its_groups() {
    let front = "virtualNetworks/net/subnets/front";
    let web = group(
        "web",
        &[rule("https", 100, "Allow", "443")],
        &[("subnet", front)],
    );
    let admin = group(
        "admin",
        &[rule("no-https", 100, "Deny", "443")],
        &[("interface", "networkInterfaces/one")],
    );
    let interface = |name: &str| {
        json!({"id": format!("{NETWORK}/networkInterfaces/{name}"), "properties": {"ipConfigurations": [
            {"properties": {"subnet": {"id": format!("{NETWORK}/{front}")}}}]}})
    };
    let elsewhere = json!({"id": format!("{NETWORK}/networkInterfaces/three"), "properties": {"ipConfigurations": [
        {"properties": {"subnet": {"id": format!("{NETWORK}/virtualNetworks/net/subnets/back")}}}]}});
    let texts = [
        json!([web, admin]).to_string(),
        json!([interface("one"), interface("two"), elsewhere]).to_string(),
    ];
    let mut session = session(&texts);
    let list = asked(&mut session, ask::ListGroups);
    let names: Vec<_> = list.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["web", "admin", "one", "two", "three"]);
    assert_eq!(
        list.rows[2].subject,
        RowSubject::Machine {
            subnet: format!("{NETWORK}/{front}"),
            subnet_group: RowStage::Group("web".to_owned()),
            interface_group: RowStage::Group("admin".to_owned()),
        }
    );
    let flow = flow_of("Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:443");
    let judged = asked(&mut session, ask::JudgeGroups { flow });
    let (allow, deny) = (Some(Decision::Allow), Some(Decision::Deny));
    // The group of the last one's subnet is in no document, and it has none of its own.
    assert_eq!(judged, [allow, deny, deny, allow, Some(Decision::Depends)]);
    let opened = asked(&mut session, ask::OpenGroup { row: 2 });
    assert_eq!(
        (
            opened.subnet.unwrap().chosen,
            opened.interface.unwrap().chosen
        ),
        (0, 1)
    );
}

/// A group of a plan: its name, and the ports that it allows before and after.
type PlannedGroup<'a> = (&'a str, Option<&'a [u16]>, Option<&'a [u16]>);

fn plan(groups: &[PlannedGroup<'_>]) -> String {
    let values = |name: &str, ports: &[u16]| {
        let rules = ports.iter().map(|port| json!({
            "name": format!("allow-{port}"), "priority": 100 + port % 1000, "direction": "Inbound", "access": "Allow",
            "protocol": "Tcp", "source_address_prefix": "*", "source_port_range": "*",
            "destination_address_prefix": "*", "destination_port_range": port.to_string(),
        }));
        json!({"name": name, "security_rule": rules.collect::<Vec<_>>()})
    };
    let changes = groups.iter().map(|(name, before, after)| json!({
        "address": format!("azurerm_network_security_group.{name}"), "type": "azurerm_network_security_group",
        "mode": "managed", "change": {
            "actions": ["update"], "before": before.map(|it| values(name, it)), "after": after.map(|it| values(name, it)),
        },
    }));
    json!({"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": changes.collect::<Vec<_>>()})
        .to_string()
}

#[test]
fn a_plan_says_what_becomes_of_each_group() {
    let text = plan(&[
        ("changed", Some(&[443]), Some(&[443, 22])),
        ("same", Some(&[443]), Some(&[443])),
        ("fresh", None, Some(&[443])),
        ("gone", Some(&[443]), None),
    ]);
    let mut session = session(&[text]);
    session.take(WorkerMessage::Network(Network {
        virtual_network: Some(vec!["10.0.0.0/16".parse().unwrap()]),
        ..Network::default()
    }));
    let list = asked(&mut session, ask::ListGroups);
    let changes: Vec<_> = list
        .rows
        .iter()
        .map(|row| (row.name.as_str(), row.change.unwrap()))
        .collect();
    assert_eq!(
        changes,
        [
            ("changed", GroupChange::Changed),
            ("same", GroupChange::Unchanged),
            ("fresh", GroupChange::Added),
            ("gone", GroupChange::Removed),
        ]
    );
    // What is deleted is opened behind what stays.
    let opened = asked(&mut session, ask::OpenGroup { row: 3 });
    assert_eq!(opened.subnet.unwrap().chosen, 3);
    assert_eq!(opened.interface, None);
    let examined = asked(
        &mut session,
        ask::ExamineGroups {
            first: 0,
            count: 10,
        },
    );
    let impacts = examined.iter().map(|row| row.impact.as_ref());
    let impacts: Vec<_> = impacts
        .map(|it| it.map(|it| (it.relation, it.summary.clone())))
        .collect();
    let opens = (
        Relation::MorePermissive,
        "Allows TCP 22 from anywhere to anywhere where it was not allowed; nothing else changes."
            .to_owned(),
    );
    assert_eq!(impacts, [Some(opens), None, None, None]);
    let judged = asked(
        &mut session,
        ask::JudgeGroups {
            flow: flow_of("Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22"),
        },
    );
    let (allow, deny) = (Some(Decision::Allow), Some(Decision::Deny));
    assert_eq!(judged, [allow, deny, deny, None]);
}

/// A rule of a plan: its name, its number before and after, its access, its port.
type PlannedOwnRule<'a> = (&'a str, Option<u16>, Option<u16>, &'a str, &'a str);

/// A plan of rules that are resources of their own. Their group is not in the text.
fn plan_of_rules(rules: &[PlannedOwnRule<'_>]) -> String {
    let changes = rules.iter().map(|(name, before, after, access, port)| {
        let values = |number: &Option<u16>| number.map(|number| json!({
            "name": name, "resource_group_name": "rg", "network_security_group_name": "web", "priority": number,
            "direction": "Inbound", "access": access, "protocol": "Tcp", "source_address_prefix": "*",
            "source_port_range": "*", "destination_address_prefix": "*", "destination_port_range": port,
        }));
        json!({"address": format!("azurerm_network_security_rule.{name}"), "type": "azurerm_network_security_rule",
            "mode": "managed", "change": {"actions": ["update"], "before": values(before), "after": values(after)}})
    });
    json!({"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": changes.collect::<Vec<_>>()})
        .to_string()
}

/// A row's worst finding, and what the change does.
type WorstAndImpact = (Option<(&'static str, String)>, Option<(Relation, String)>);

/// The only row of a text.
fn only_row(text: String) -> WorstAndImpact {
    let mut session = session(&[text]);
    session.take(WorkerMessage::Network(Network {
        virtual_network: Some(vec!["10.0.0.0/16".parse().unwrap()]),
        ..Network::default()
    }));
    let examined = asked(
        &mut session,
        ask::ExamineGroups {
            first: 0,
            count: 10,
        },
    );
    let [row] = examined.try_into().unwrap();
    assert_eq!(row.problem, None);
    (
        row.worst.map(|it| (it.code.as_str(), it.message)),
        row.impact.map(|it| (it.relation, it.summary)),
    )
}

#[test]
fn a_plan_that_azure_would_refuse_has_a_finding() {
    let (worst, impact) = only_row(plan_of_rules(&[
        ("old", Some(100), None, "Allow", "443"),
        ("new", None, Some(100), "Allow", "443"),
    ]));
    let message = "`new` takes priority 100 while `old` still has it: Azure may refuse the apply (SecurityRuleConflict); \
                   give one of them a priority that is free, or apply in two steps.";
    assert_eq!(worst, Some(("apply-conflict", message.to_owned())));
    assert_eq!(
        impact,
        Some((Relation::Equivalent, "No traffic changes.".to_owned()))
    );
}

#[test]
fn rules_of_a_group_that_is_not_in_the_plan_change_what_they_can() {
    // What the group has beside may be above the new rule, or have allowed it already.
    let (_, impact) = only_row(plan_of_rules(&[("new", None, Some(200), "Allow", "8080")]));
    let may = "May allow TCP 8080 from anywhere to anywhere";
    let (relation, summary) = impact.unwrap();
    assert!(summary.starts_with(may), "{summary}");
    assert_eq!(relation, Relation::MorePermissive);
    // A rule that other rules may stand between changes nothing but its own flows.
    let (_, impact) = only_row(plan_of_rules(&[(
        "it",
        Some(200),
        Some(300),
        "Deny",
        "8080",
    )]));
    let (_, summary) = impact.unwrap();
    assert!(
        summary.contains("TCP 8080") && summary.ends_with("nothing else changes."),
        "{summary}"
    );
    // Where no rule can stand between them, places do not matter.
    let (_, impact) = only_row(plan_of_rules(&[
        ("one", Some(200), Some(201), "Deny", "8080"),
        ("two", Some(201), Some(200), "Deny", "8081"),
    ]));
    assert_eq!(impact.unwrap().0, Relation::Equivalent);
}

#[test]
fn a_rule_without_a_number_may_stand_between_the_places_of_one_that_moves() {
    let what_if = |number: u16| {
        let mut open = rule("open", 100, "Allow", "80");
        open["properties"]["priority"] = json!("[parameters('number')]");
        let before = group("web", &[open.clone(), rule("no", 200, "Deny", "80")], &[]);
        let after = group("web", &[open, rule("no", number, "Deny", "80")], &[]);
        json!({"changes": [{"resourceId": format!("{NETWORK}/networkSecurityGroups/web"), "changeType": "Modify",
            "before": before, "after": after}]})
        .to_string()
    };
    let (relation, summary) = only_row(what_if(300)).1.unwrap();
    assert!(
        summary.starts_with("May allow TCP 80 from anywhere to anywhere"),
        "{summary}"
    );
    assert_eq!(relation, Relation::MorePermissive);
    // Between two neighbours there is no place.
    let (relation, _) = only_row(what_if(201)).1.unwrap();
    assert_eq!(relation, Relation::Equivalent);
}

/// A plan that people pasted, where it lies beside the checkout.
fn shared_plan(name: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/cases");
    let text = std::fs::read_to_string(format!("{folder}/{name}.tfplan.json"));
    if text.is_err() {
        println!("../shared/cases is not beside the checkout: skipped");
    }
    text.ok()
}

#[test]
fn shared_plans_that_azure_would_refuse() {
    if let Some(plan) = shared_plan("m24-renamed-rule-keeps-its-number") {
        let (worst, impact) = only_row(plan);
        assert_eq!(worst.unwrap().0, "apply-conflict");
        assert_eq!(impact.unwrap().0, Relation::Equivalent);
    }
    if let Some(plan) = shared_plan("m31-priorities-from-sorted-keys") {
        let (worst, impact) = only_row(plan);
        assert_eq!(worst.unwrap().0, "apply-conflict");
        let (relation, summary) = impact.unwrap();
        assert_eq!(relation, Relation::MorePermissive);
        assert!(
            summary.starts_with("May allow TCP 21 from anywhere to anywhere")
                && summary.ends_with("nothing else changes."),
            "{summary}"
        );
    }
}

#[test]
fn a_document_that_is_no_document_says_what_is_wrong() {
    let mut session = session(&[
        "{\"a\": 1}".to_owned(),
        json!([group("web", &[], &[])]).to_string(),
    ]);
    let list = asked(&mut session, ask::ListGroups);
    assert_eq!(list.rows.len(), 1);
    assert!(list.documents[0].problem.is_some());
    assert_eq!(list.documents[1].problem, None);
}

#[test]
fn what_was_cut_off_has_no_verdict() {
    let rules = [100, 200].map(|priority| rule("a", priority, "Allow", "443"));
    let text = json!([group("web", &rules, &[])]).to_string();
    let cut = text.get(..text.len() - 100).unwrap().to_owned();
    let mut session = session(&[cut]);
    assert!(asked(&mut session, ask::ListGroups).rows[0].hides_rules);
    let flow = flow_of("Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:443");
    assert_eq!(asked(&mut session, ask::JudgeGroups { flow }), [None]);
    // And no finding, or change, is proven of it.
    let examined = asked(&mut session, ask::ExamineGroups { first: 0, count: 1 });
    assert!(examined[0].problem.is_some() && examined[0].impact.is_none());
}

#[test]
fn a_group_of_a_large_document_is_opened_alone() {
    let rules: Vec<_> = (0..50)
        .map(|at| rule(&format!("rule-{at}-ß"), 100 + at, "Allow", "443"))
        .collect();
    let groups: Vec<_> = (0..100)
        .map(|at| group(&format!("group-{at}"), &rules, &[]))
        .collect();
    let text = json!({"value": groups}).to_string();
    assert!(text.len() > 1 << 20);
    let mut session = session(&[text]);
    let opened = asked(&mut session, ask::OpenGroup { row: 42 })
        .subnet
        .unwrap();
    let alone = nsg_documents::read(&opened.part.unwrap());
    assert_eq!(
        alone.groups[0].security_group.name.as_deref(),
        Some("group-42")
    );
    assert_eq!(alone.groups[0].security_group.security_rules.len(), 50);
}

/// A group as a document that is read as the same group, where it can be written so.
fn written(group: &NetworkSecurityGroup) -> Option<(String, NetworkSecurityGroup)> {
    let text = serde_json::to_string(&write::group_document(group)).ok()?;
    let read = nsg_documents::read(&text);
    let [only] = read.groups.as_slice() else {
        return None;
    };
    (!read.hides_rules()).then(|| (text, only.security_group.clone()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_row_is_what_its_group_is_alone(scenarios in prop::collection::vec(scenario(), 1..4), flow in flow()) {
        let network = scenarios[0].network.clone();
        let groups = scenarios.iter().filter_map(|it| it.subnet_security_group.as_ref());
        let (texts, groups): (Vec<String>, Vec<NetworkSecurityGroup>) = groups.filter_map(written).unzip();
        let mut session = session(&texts);
        session.take(WorkerMessage::Network(network.clone()));
        let judged = asked(&mut session, ask::JudgeGroups { flow });
        let examined = asked(&mut session, ask::ExamineGroups { first: 0, count: usize::MAX });
        prop_assert_eq!(judged.len(), groups.len());
        for ((group, judged), examined) in groups.into_iter().zip(judged).zip(examined) {
            let alone = alone(group, network.clone());
            prop_assert_eq!(judged, Some(verify(&alone, &flow).access));
            let found = findings(&alone, Limits::default()).unwrap();
            prop_assert_eq!(examined.findings, found.len());
            let worst = examined.worst.map(|it| it.message);
            prop_assert_eq!(worst, found.first().map(|it| it.message.clone()));
        }
    }
}

fn alone(group: NetworkSecurityGroup, network: Network) -> Scenario {
    let scenario = Scenario {
        subnet_security_group: Some(group),
        network,
        ..Scenario::default()
    };
    assert!(scenario.group(AppliedTo::Subnet).is_some());
    scenario
}

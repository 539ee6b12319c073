//! The whole way for every machine of the built-in scenario: load, judge offline, ask, compare.

use crate::support::{World, inbound};
use azure::confirm::{
    AnswersCompared, InForce, LiveAnswer, compare, diagnostic_body, side_by_side,
};
use azure::ip_flow_request::IpFlowRequest;
use azure::load::LoadedInterface;
use nsg::Flow;
use serde_json::json;

pub(crate) async fn confirm(
    world: &World,
    loaded: &LoadedInterface,
    flow: &Flow,
) -> azure::confirm::Confirmation {
    let machine = loaded.virtual_machine.as_ref().unwrap();
    let watcher = world
        .client
        .network_watcher(machine, &|_| {})
        .await
        .unwrap();
    let request = IpFlowRequest::new(flow, &machine.id, Some(&loaded.interface.id)).unwrap();
    let live = world
        .client
        .verify_ip_flow(&watcher, &request, &|_| {})
        .await
        .unwrap();
    assert!(matches!(live, LiveAnswer::Verdict(_)));
    let scenario = loaded.assembled().whole().unwrap();
    let offline = nsg::verify(&scenario, flow);
    compare(&scenario, flow, offline, &live, &loaded.context())
}

#[tokio::test]
async fn offline_and_live_agree_on_every_machine_that_has_nothing_prepared() {
    let fast = json!({"operations": {"ipFlowVerify": {"way": "atOnce"}}});
    let world = World::with(&fast);
    for name in [
        "vm-web-1",
        "vm-web-2",
        "vm-db-1",
        "vm-db-2",
        "vm-forced-tunnel",
        "vm-managed",
        "vm-batch",
    ] {
        let id = world.machine(name).await;
        let loaded = world.client.load(&id, None, &|_| {}).await.unwrap();
        let local = loaded.interface.addresses().next().unwrap().to_string();
        for (port, remote) in [
            (443, "203.0.113.10"),
            (22, "203.0.113.10"),
            (1433, "10.20.1.4"),
            (80, "10.20.2.4"),
        ] {
            let flow = inbound(&local, port, remote);
            let confirmation = confirm(&world, &loaded, &flow).await;
            assert_eq!(
                confirmation.outcome,
                AnswersCompared::Agree,
                "{name} {port} {remote}: {confirmation:#?}"
            );
        }
    }
}

#[tokio::test]
async fn the_prepared_disagreement_is_found_and_explained() {
    let world = World::built_in();
    let id = world.machine("vm-web-new-rule").await;
    let loaded = world.client.load(&id, None, &|_| {}).await.unwrap();
    let context = loaded.context();
    assert!(context.updating);
    assert_eq!(context.in_force, InForce::Other);
    let flow = inbound("10.20.1.10", 443, "203.0.113.10");
    let confirmation = confirm(&world, &loaded, &flow).await;
    assert_eq!(confirmation.outcome, AnswersCompared::Differ);
    assert_eq!(
        confirmation.causes[0].code, "rules-updating",
        "{:#?}",
        confirmation.causes
    );

    let machine = loaded.virtual_machine.as_ref().unwrap();
    let watcher = world
        .client
        .network_watcher(machine, &|_| {})
        .await
        .unwrap();
    let body = diagnostic_body(&flow, &loaded.interface.id);
    let diagnostic = world
        .client
        .diagnose(&watcher, &body, &|_| {})
        .await
        .unwrap();
    let beside = side_by_side(&confirmation.offline, &diagnostic);
    let (stage, rule) = beside.first_difference().unwrap();
    let name = &beside.groups[stage].rules[rule].name;
    assert!(name.contains("Allow-HTTPS-From-Internet"), "{beside:#?}");
    assert_eq!(
        beside.groups[stage].rules[rule].theirs, None,
        "Azure does not have it yet"
    );
}

#[tokio::test]
async fn all_machines_are_listed_over_the_pages() {
    let world = World::built_in();
    let subscriptions = world.client.subscriptions(&|_| {}).await;
    assert_eq!(subscriptions.items.len(), 2);
    let machines = world
        .client
        .virtual_machines(&subscriptions.items[0].id, &|_| {})
        .await;
    assert!(machines.problem.is_none());
    assert!(machines.items.len() > 10, "{}", machines.items.len());
    let stopped = machines
        .items
        .iter()
        .find(|one| one.name == "vm-stopped")
        .unwrap();
    let power = world
        .client
        .power_state(&stopped.id, &|_| {})
        .await
        .unwrap()
        .unwrap();
    assert_eq!(power.0, "deallocated");
}

//! Every call that is served, on the built-in scenario.

use crate::support::{Fixture, SUBSCRIPTION, id, machine, names, watcher};
use serde_json::{Value, json};

/// What is asked, where in the answer to look, and what stands there.
fn readings() -> Vec<(String, &'static str, Value)> {
    let net = |group: &str, rest: &str| id(group, &format!("Microsoft.Network/{rest}"));
    let of = |rest: &str| format!("{SUBSCRIPTION}/providers/Microsoft.Network/{rest}");
    let spoke = net("rg-spoke", "virtualNetworks/vnet-spoke");
    vec![
        (
            "/subscriptions".to_owned(),
            "/value/1/displayName",
            json!("Contoso Sandbox"),
        ),
        (SUBSCRIPTION.to_owned(), "/state", json!("Enabled")),
        (machine("vm-web-1"), "/properties/instanceView", Value::Null),
        (
            machine("vm-web-1").to_uppercase(),
            "/name",
            json!("vm-web-1"),
        ),
        (
            format!("{}?$expand=instanceView", machine("vm-stopped")),
            "/properties/instanceView/statuses/1/code",
            json!("PowerState/deallocated"),
        ),
        (
            format!("{}/instanceView", machine("vm-web-1")),
            "/statuses/1/code",
            json!("PowerState/running"),
        ),
        (
            net("rg-spoke", "networkInterfaces/nic-web-1"),
            "/properties/virtualMachine/id",
            json!(machine("vm-web-1")),
        ),
        (
            net("rg-spoke", "networkInterfaces/nic-web-ipv6"),
            "/properties/ipConfigurations/1/properties/privateIPAddressVersion",
            json!("IPv6"),
        ),
        (of("networkInterfaces"), "/value/0/name", json!("nic-web-1")),
        (
            spoke.clone(),
            "/properties/subnets/1/name",
            json!("snet-db"),
        ),
        (
            spoke.clone(),
            "/properties/virtualNetworkPeerings/0/name",
            json!("spoke-to-hub"),
        ),
        (
            format!("{spoke}/subnets/SNET-WEB"),
            "/properties/addressPrefixes/0",
            json!("10.20.1.0/24"),
        ),
        (
            format!("{spoke}/virtualNetworkPeerings"),
            "/value/0/properties/peeringState",
            json!("Connected"),
        ),
        (
            net("rg-spoke", "routeTables/rt-forced-tunnel"),
            "/properties/routes/0/properties/addressPrefix",
            json!("0.0.0.0/0"),
        ),
        (
            net("rg-spoke", "networkSecurityGroups/nsg-snet-db"),
            "/properties/subnets/0/id",
            json!(format!("{spoke}/subnets/snet-db")),
        ),
        (
            net("rg-spoke", "networkSecurityGroups/nsg-snet-db"),
            "/properties/defaultSecurityRules/2/name",
            json!("DenyAllInBound"),
        ),
        (
            net("rg-spoke", "networkSecurityGroups/nsg-nic-web-new-rule"),
            "/properties/provisioningState",
            json!("Updating"),
        ),
        (
            of("networkSecurityGroups"),
            "/value/0/name",
            json!("nsg-snet-web"),
        ),
        (
            net("rg-spoke", "applicationSecurityGroups/asg-db"),
            "/name",
            json!("asg-db"),
        ),
        (
            of("applicationSecurityGroups"),
            "/value/0/name",
            json!("asg-web"),
        ),
        (
            of("networkWatchers"),
            "/value/0/location",
            json!("westeurope"),
        ),
        (watcher(), "/name", json!("NetworkWatcher_westeurope")),
        (
            of("locations/westeurope/serviceTags"),
            "/values/0/name",
            json!("ActionGroup"),
        ),
        (
            of("locations/westeurope/serviceTags"),
            "/changeNumber",
            json!("375"),
        ),
    ]
}

#[tokio::test]
async fn every_reading_is_answered() {
    let fixture = Fixture::over_built_in("{}");
    for (link, pointer, expected) in readings() {
        let answer = fixture.get(&link).await;
        assert_eq!(answer.status, 200, "{link}: {}", answer.text);
        let body = answer.json();
        let found = body.pointer(pointer).cloned().unwrap_or_default();
        assert_eq!(found, expected, "{link} {pointer}");
        assert!(answer.header("x-ms-request-id").is_some());
        assert!(answer.header("x-ms-correlation-request-id").is_some());
    }
}

#[tokio::test]
async fn lists_page_to_their_end() {
    let fixture = Fixture::over_built_in("{}");
    let mut link = format!("{SUBSCRIPTION}/providers/Microsoft.Compute/virtualMachines");
    let mut all = Vec::new();
    let mut pages = 0;
    loop {
        let page = fixture.get(&link).await.json();
        assert!(names(&page).len() <= 5);
        all.extend(names(&page).into_iter().map(str::to_owned));
        pages += 1;
        match page["nextLink"].as_str() {
            Some(next) => link = next.to_owned(),
            None => break,
        }
    }
    assert_eq!((pages, all.len()), (3, 14));
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 14);
    let logged = fixture.simulator.requests(None);
    assert!(
        logged[1].path.ends_with("$skiptoken=…"),
        "{}",
        logged[1].path
    );
}

#[tokio::test]
async fn the_other_subscription_is_nearly_empty() {
    let fixture = Fixture::over_built_in("{}");
    let sandbox = SUBSCRIPTION.replace("a601", "a602");
    let machines = format!("{sandbox}/providers/Microsoft.Compute/virtualMachines");
    assert_eq!(fixture.get(&machines).await.json(), json!({ "value": [] }));
}

#[tokio::test]
async fn what_is_not_there_is_said_as_azure_says_it() {
    let fixture = Fixture::over_built_in("{}");
    let missing = id("rg-spoke", "Microsoft.Network/networkInterfaces/none");
    let cases = [
        (missing.clone(), 404, "ResourceNotFound"),
        (
            id("rg-none", "Microsoft.Network/networkInterfaces/x"),
            404,
            "ResourceGroupNotFound",
        ),
        (
            "/subscriptions/none/providers/Microsoft.Network/networkWatchers".to_owned(),
            404,
            "SubscriptionNotFound",
        ),
        (
            format!("{SUBSCRIPTION}/providers/Microsoft.Network/wonders"),
            404,
            "InvalidResourceType",
        ),
        (
            format!("{SUBSCRIPTION}/providers/Microsoft.Network/networkWatchers?$skiptoken=x"),
            400,
            "InvalidSkipToken",
        ),
        (
            format!(
                "{SUBSCRIPTION}/providers/Microsoft.Network/locations/westeurope/operationResults/x"
            ),
            404,
            "NotFound",
        ),
        (
            "/subscriptions?api-version=".to_owned(),
            400,
            "MissingApiVersionParameter",
        ),
    ];
    for (link, status, code) in cases {
        let answer = fixture.get(&link).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (status, code),
            "{link}"
        );
        assert_eq!(answer.json()["error"]["details"], json!([]));
    }
    let message = fixture.get(&missing).await.json()["error"]["message"].to_string();
    assert!(
        message
            .contains("'Microsoft.Network/networkInterfaces/none' under resource group 'rg-spoke'")
    );
}

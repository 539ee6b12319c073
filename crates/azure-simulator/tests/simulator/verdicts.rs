//! The watcher's answers on the built-in scenario.

use crate::support::{Fixture, flow, id, machine, watcher};
use serde_json::{Value, json};

fn rule_id(group: &str, rule: &str) -> String {
    let rest = format!("Microsoft.Network/networkSecurityGroups/{group}/securityRules/{rule}");
    id("rg-spoke", &rest)
}

#[tokio::test]
async fn flows_are_judged() {
    let fixture = Fixture::over_built_in("{}");
    // Machine, direction, local, remote, access, rule, the group of a user's rule.
    let cases = [
        (
            "vm-web-1",
            "Inbound",
            "10.20.1.4:443",
            "203.0.113.10:*",
            "Allow",
            "securityRules/Allow-Web-To-Web-Servers",
            "nsg-nic-web",
        ),
        (
            "vm-web-1",
            "Inbound",
            "10.20.1.4:22",
            "203.0.113.10:50000",
            "Deny",
            "securityRules/Deny-Everything-Else-In",
            "nsg-snet-web",
        ),
        (
            "vm-web-1",
            "Outbound",
            "10.20.1.4:*",
            "13.65.107.33:443",
            "Allow",
            "securityRules/Allow-Storage-Out",
            "nsg-snet-web",
        ),
        (
            "vm-web-1",
            "Outbound",
            "10.20.1.4:50000",
            "93.184.216.34:443",
            "Deny",
            "securityRules/Deny-Internet-Out",
            "nsg-snet-web",
        ),
        (
            "vm-web-1",
            "Outbound",
            "10.20.1.4:50000",
            "10.30.0.9:443",
            "Allow",
            "defaultSecurityRules/AllowVnetOutBound",
            "",
        ),
        (
            "vm-web-1",
            "Outbound",
            "10.20.1.4:50000",
            "172.31.0.100:80",
            "Deny",
            "defaultSecurityRules/DenyAllOutBound",
            "",
        ),
        (
            "vm-db-1",
            "Inbound",
            "10.20.2.4:1433",
            "10.20.1.5:50000",
            "Allow",
            "defaultSecurityRules/AllowVnetInBound",
            "",
        ),
        (
            "vm-db-1",
            "Inbound",
            "10.20.2.4:1433",
            "10.20.1.20:50000",
            "Deny",
            "securityRules/Deny-Database-From-Others",
            "nsg-snet-db",
        ),
        (
            "vm-db-2",
            "Inbound",
            "10.20.2.5:1433",
            "10.20.1.4:50000",
            "Allow",
            "securityRules/Allow-Database-From-Web",
            "nsg-snet-db",
        ),
        // A default route puts every address into `VirtualNetwork`.
        (
            "vm-forced-tunnel",
            "Inbound",
            "10.20.3.4:3389",
            "203.0.113.10:50000",
            "Allow",
            "defaultSecurityRules/AllowVnetInBound",
            "",
        ),
        (
            "vm-managed",
            "Inbound",
            "10.40.1.4:22",
            "203.0.113.10:50000",
            "Deny",
            "Deny-SSH-From-Internet",
            "",
        ),
        (
            "vm-managed",
            "Inbound",
            "10.40.1.4:443",
            "203.0.113.10:50000",
            "Allow",
            "securityRules/Allow-HTTPS-In",
            "?",
        ),
        (
            "vm-two-nics",
            "Inbound",
            "10.20.2.20:1433",
            "10.20.1.4:50000",
            "Allow",
            "defaultSecurityRules/AllowVnetInBound",
            "",
        ),
        // The prepared disagreement: the configured rule is not in force.
        (
            "vm-web-new-rule",
            "Inbound",
            "10.20.1.10:443",
            "203.0.113.10:50000",
            "Deny",
            "defaultSecurityRules/DefaultInboundDenyAll",
            "",
        ),
    ];
    for (name, direction, local, remote, access, rule, group) in cases {
        let answer = fixture.verify(&flow(name, direction, local, remote)).await;
        assert_eq!(
            answer.status, 200,
            "{name} {local} {remote}: {}",
            answer.text
        );
        let mut body = answer.json();
        let bare = rule.rsplit('/').next().unwrap();
        let expected = match group {
            "" => String::new(),
            "?" => body["ruleId"].as_str().unwrap().to_owned(),
            group => rule_id(group, bare),
        };
        let expected = json!({ "access": access, "ruleName": rule, "ruleId": expected });
        assert_eq!(body.take(), expected, "{name} {local} {remote}");
        let writes = answer.header("x-ms-ratelimit-remaining-subscription-writes");
        assert!(writes.is_some_and(|left| left.parse::<u32>().unwrap() < 200));
    }
}

#[tokio::test]
async fn what_the_watcher_refuses() {
    let fixture = Fixture::over_built_in("{}");
    let good = || flow("vm-web-1", "Inbound", "10.20.1.4:443", "203.0.113.10:50000");
    let with = |key: &str, value: Value| {
        let mut body = good();
        body[key] = value;
        body
    };
    let cases = [
        (
            flow("vm-no-nsg", "Inbound", "10.10.2.5:22", "10.20.1.4:1"),
            400,
            "NsgsNotAppliedOnNic",
        ),
        (
            flow("vm-stopped", "Inbound", "10.20.1.30:22", "10.20.1.4:1"),
            400,
            "NicMustBeAttachedToRunningVmToGetEffectiveSecurityGroups",
        ),
        (
            flow("vm-batch", "Inbound", "10.50.1.4:22", "10.20.1.4:1"),
            400,
            "InvalidResourceReference",
        ),
        (
            flow("vm-none", "Inbound", "10.20.1.4:22", "10.20.1.4:1"),
            404,
            "NotFound",
        ),
        // Two interfaces, one of which forwards, and none named.
        (
            flow("vm-appliance", "Inbound", "10.10.1.4:22", "10.20.1.4:1"),
            400,
            "InvalidRequestFormat",
        ),
        (with("protocol", json!("ICMP")), 400, "InvalidRequestFormat"),
        (
            with("localPort", json!("80-90")),
            400,
            "InvalidRequestFormat",
        ),
        (with("localPort", json!("*")), 400, "InvalidRequestFormat"),
        (with("localPort", json!(443)), 400, "InvalidRequestFormat"),
        (
            with("remoteIPAddress", json!("fd00::1")),
            400,
            "InvalidRequestFormat",
        ),
        (
            with("localIPAddress", json!("10.20.1.99")),
            400,
            "InvalidRequestFormat",
        ),
        (
            with(
                "targetNicResourceId",
                json!(id(
                    "rg-hub",
                    "Microsoft.Network/networkInterfaces/nic-no-nsg"
                )),
            ),
            404,
            "NotFound",
        ),
        (json!({}), 400, "InvalidRequestFormat"),
    ];
    for (body, status, code) in cases {
        let answer = fixture.verify(&body).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (status, code),
            "{body}"
        );
    }
    let named = json!(id(
        "rg-hub",
        "Microsoft.Network/networkInterfaces/nic-appliance"
    ));
    let mut body = flow("vm-appliance", "Inbound", "10.10.1.4:22", "10.20.1.4:1");
    body["targetNicResourceId"] = named;
    assert_eq!(
        fixture.verify(&body).await.json()["ruleName"],
        "securityRules/Allow-Spoke-And-Branch-In"
    );
}

#[tokio::test]
async fn diagnostics_list_the_rules_up_to_the_match() {
    let fixture = Fixture::over_built_in("{}");
    let link = format!("{}/networkConfigurationDiagnostic", watcher());
    let profile = json!({
        "direction": "Inbound", "protocol": "TCP",
        "source": "203.0.113.10", "destination": "10.20.1.4", "destinationPort": "22"
    });
    let body = json!({ "targetResourceId": machine("vm-web-1"), "profiles": [profile] });
    let answer = fixture.post(&link, &body).await.json();
    let result = &answer["results"][0];
    assert_eq!(result["profile"], profile);
    let result = &result["networkSecurityGroupResult"];
    assert_eq!(result["securityRuleAccessResult"], "Deny");
    let groups = result["evaluatedNetworkSecurityGroups"].as_array().unwrap();
    assert_eq!(groups.len(), 1);
    let subnet = "Microsoft.Network/virtualNetworks/vnet-spoke/subnets/snet-web";
    assert_eq!(groups[0]["appliedTo"], id("rg-spoke", subnet));
    assert_eq!(
        groups[0]["matchedRule"],
        json!({ "ruleName": "UserRule_Deny-Everything-Else-In", "action": "Deny" })
    );
    let rules = groups[0]["rulesEvaluationResult"].as_array().unwrap();
    let names: Vec<_> = rules
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "UserRule_Allow-Web-In",
            "UserRule_Allow-SSH-From-Hub",
            "UserRule_Deny-Everything-Else-In"
        ]
    );
    assert_eq!(rules[0]["destinationPortMatched"], false);
    assert_eq!(rules[0]["sourceMatched"], true);

    let managed = json!({ "targetResourceId": machine("vm-managed"), "profiles": [{
        "direction": "Inbound", "protocol": "TCP",
        "source": "10.10.2.9", "destination": "10.40.1.4", "destinationPort": "9100"
    }] });
    let answer = fixture.post(&link, &managed).await.json();
    let first =
        &answer["results"][0]["networkSecurityGroupResult"]["evaluatedNetworkSecurityGroups"][0];
    assert_eq!(
        first["networkSecurityGroupId"],
        id("rg-hub", "Microsoft.Network/networkManagers/GlobalRules")
    );
    assert_eq!(first["matchedRule"]["ruleName"], "AlwaysAllow-Monitoring");

    let open = json!({ "targetResourceId": machine("vm-no-nsg"), "profiles": [profile] });
    assert_eq!(
        fixture.post(&link, &open).await.json(),
        json!({ "results": [] })
    );
}

//! Scenario folders: extending, changing, and what is said of mistakes.

use crate::support::{Fixture, SUBSCRIPTION, flow, id, machine, names, watcher};
use azure_simulator::{Simulator, SimulatorScenario};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of its own that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let name = format!("azure-simulator-{name}-{}", std::process::id());
        let folder = Self(std::env::temp_dir().join(name));
        for (file, text) in files {
            let path = folder.0.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn a_folder_extends_another() {
    let tag = id("rg-spoke", "Microsoft.Network/networkWatchers/extra");
    let resource = json!([{ "id": tag, "location": "northeurope" }]).to_string();
    let folder = Folder::new(
        "extends",
        &[
            ("base/scenario.json", r#"{ "name": "base", "pageSize": 2 }"#),
            ("base/resources/extra.json", &resource),
            (
                "top/scenario.json",
                r#"{ "extends": "../base", "changes": [
                    { "resource": "virtualMachines/vm-stopped", "merge": { "tags": { "owner": "<b>" } } },
                    { "resource": "virtualMachines/vm-web-1", "merge": null } ] }"#,
            ),
        ],
    );
    let fixture = Fixture::of(SimulatorScenario::read(folder.path().join("top")).unwrap());
    assert_eq!(fixture.simulator.name(), "base");
    assert_eq!(fixture.get(&tag).await.json()["name"], "extra");
    assert_eq!(
        fixture.get(&machine("vm-stopped")).await.json()["tags"]["owner"],
        "<b>"
    );
    assert_eq!(fixture.get(&machine("vm-web-1")).await.status, 404);
    let list = format!("{SUBSCRIPTION}/providers/Microsoft.Compute/virtualMachines");
    assert_eq!(
        names(&fixture.get(&list).await.json()),
        ["vm-web-2", "vm-web-new-rule"]
    );
}

#[tokio::test]
async fn rules_in_force_can_be_older_than_the_configured() {
    let group = id(
        "rg-spoke",
        "Microsoft.Network/networkSecurityGroups/nsg-snet-web",
    );
    let scenario = json!({ "programmed": [{ "id": group }] });
    let fixture = Fixture::over_built_in(&scenario.to_string());
    let body = flow("vm-web-1", "Inbound", "10.20.1.4:443", "203.0.113.10:*");
    let name = "defaultSecurityRules/DefaultInboundDenyAll";
    assert_eq!(fixture.verify(&body).await.json()["ruleName"], name);
    let configured = fixture.get(&group).await.json();
    assert_eq!(
        configured["properties"]["securityRules"][0]["name"],
        "Allow-Web-In"
    );
}

#[tokio::test]
async fn a_network_of_ones_own() {
    let scenario = json!({ "extends": "nothing", "resources": [
        { "id": "/subscriptions/s", "subscriptionId": "s", "displayName": "Mine", "tenantId": "t" },
        { "id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkWatchers/w", "location": "westus" }
    ] });
    let fixture =
        Fixture::of(SimulatorScenario::from_json_over_built_in(&scenario.to_string()).unwrap());
    let list = "/subscriptions/s/providers/Microsoft.Network/networkWatchers";
    assert_eq!(names(&fixture.get(list).await.json()), ["w"]);
}

#[test]
fn mistakes_are_named_with_their_place() {
    let cases = [
        (
            "comma",
            "scenario.json",
            "{\n  \"pageSize\": 5,\n}",
            "scenario.json:3:1: trailing comma",
        ),
        (
            "field",
            "scenario.json",
            "{\n  \"pagesize\": 5\n}",
            "scenario.json:2:12: unknown field `pagesize`",
        ),
        (
            "way",
            "scenario.json",
            "{ \"operations\": { \"ipFlowVerify\": { \"way\": \"fast\" } } }",
            "unknown variant `fast`",
        ),
        (
            "operation",
            "scenario.json",
            "{ \"faults\": [{ \"on\": { \"operation\": \"vms\" }, \"answer\": {} }] }",
            "scenario.json: there is no operation `vms`; there are subscriptions,",
        ),
        (
            "quick",
            "scenario.json",
            "{ \"operations\": { \"subnet\": {} } }",
            "scenario.json: `subnet` in `operations` is no long-running operation",
        ),
        (
            "page",
            "scenario.json",
            "{ \"pageSize\": 0 }",
            "scenario.json: `pageSize` is 0",
        ),
        (
            "status",
            "scenario.json",
            "{ \"faults\": [{ \"answer\": { \"status\": 42 } }] }",
            "scenario.json: `42` is no status",
        ),
        (
            "change",
            "scenario.json",
            "{ \"changes\": [{ \"resource\": \"vm-x\", \"merge\": {} }] }",
            "there is no resource `vm-x` to change",
        ),
        (
            "id",
            "resources/a.json",
            "[{ \"name\": \"x\" }]",
            "a.json: a resource has no id",
        ),
        (
            "list",
            "resources/b.json",
            "{ \"id\": \"/subscriptions/x\" }",
            "b.json:1:0: invalid type: map, expected a sequence",
        ),
        (
            "programmed",
            "programmed/c.json",
            "[{ \"id\": \"/subscriptions/x\" }]",
            "c.json: `/subscriptions/x` is programmed and not configured",
        ),
        (
            "circle",
            "scenario.json",
            "{ \"extends\": \".\" }",
            "scenarios extend each other in a circle",
        ),
        (
            "gone",
            "scenario.json",
            "{ \"extends\": \"../none-such\" }",
            "there is no such folder",
        ),
        ("nothing", "notes.txt", "", "the folder holds no scenario"),
    ];
    for (name, file, text, expected) in cases {
        let folder = Folder::new(name, &[(file, text)]);
        let error = SimulatorScenario::read(folder.path()).unwrap_err();
        assert!(error.to_string().contains(expected), "{name}: {error}");
    }
    let error =
        SimulatorScenario::from_json_over_built_in("{ \"extends\": \"../x\" }").unwrap_err();
    assert!(error.to_string().contains("without a folder"), "{error}");
    let error = SimulatorScenario::from_json_over_built_in("{\n!").unwrap_err();
    assert_eq!(error.position(), Some((2, 1)));
}

#[test]
fn the_examples_of_the_readme_are_scenarios() {
    let readme = include_str!("../../README.md");
    let examples: Vec<_> = readme
        .split("```json\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert!(examples.len() >= 5);
    for example in examples {
        let read = SimulatorScenario::from_json_over_built_in(example);
        assert!(read.is_ok(), "{:?}: {example}", read.err());
    }
}

/// The cells of the README's tables that are JSON, with the operation that stands before them.
fn cells(heading: &str) -> Vec<(String, Value)> {
    let readme = include_str!("../../README.md");
    let table = readme.split(heading).nth(1).unwrap();
    let rows = table.split("\n\n").next().unwrap().lines().skip(1);
    let mut found = Vec::new();
    for row in rows {
        let mut operation = "ipFlowVerify".to_owned();
        for cell in row.split('`') {
            match serde_json::from_str(cell) {
                Ok(cell @ Value::Object(_)) => found.push((operation.clone(), cell)),
                _ if cell.starts_with("networkC") || cell.starts_with("effective") => {
                    operation = cell.to_owned();
                }
                _ => {}
            }
        }
    }
    found
}

#[tokio::test]
async fn what_the_readme_offers_happens() {
    let faults = cells("| what happens | `answer` |\n");
    assert_eq!(faults.len(), 10);
    for (_, answer) in faults {
        if answer.get("status").is_none() {
            // Slow and cut have tests of their own.
            continue;
        }
        let polls = json!({ "operation": "operationResults", "of": "ipFlowVerify" });
        for on in [json!({ "operation": "ipFlowVerify" }), polls] {
            let scenario = json!({
                "operations": { "ipFlowVerify": { "way": "location" } },
                "faults": [{ "on": on, "answer": answer }],
            });
            let fixture = Fixture::over_built_in(&scenario.to_string());
            let asked = flow("vm-web-1", "Inbound", "10.20.1.4:443", "203.0.113.10:*");
            let mut got = fixture.verify(&asked).await;
            if got.status == 202 {
                let location = got.header("location").unwrap().to_owned();
                got = fixture.get(&location).await;
            }
            assert_eq!(json!(got.status), answer["status"], "{answer}");
            if let Some(code) = answer.get("code") {
                assert_eq!(json!(got.code()), *code);
                assert_eq!(got.header("x-ms-request-id"), Some("11aa"));
            }
        }
    }
    let replays = cells("| what happens | `on.operation` | `body` |\n");
    assert_eq!(replays.len(), 5);
    for (operation, body) in replays {
        let replay = json!({ "on": { "operation": operation }, "body": body });
        let fixture = Fixture::over_built_in(&json!({ "replay": [replay] }).to_string());
        let got = match operation.as_str() {
            "effectiveNetworkSecurityGroups" => fixture.effective("rg-spoke", "nic-web-1").await,
            operation => {
                let asked = flow("vm-web-1", "Inbound", "10.20.1.4:443", "203.0.113.10:*");
                fixture
                    .post(&format!("{}/{operation}", watcher()), &asked)
                    .await
            }
        };
        assert_eq!(got.json(), body, "{operation}");
    }
}

#[test]
fn only_this_machine_is_served() {
    let scenario = || SimulatorScenario::built_in().unwrap();
    let everywhere = "0.0.0.0:0".parse().unwrap();
    assert!(Simulator::start_on(scenario(), everywhere).is_err());
    let first = Simulator::start(scenario()).unwrap();
    let taken = first.origin().replace("http://", "").parse().unwrap();
    assert!(Simulator::start_on(scenario(), taken).is_err());
    drop(first);
    assert!(Simulator::start_on(scenario(), taken).is_ok());
}

//! Loading everything about a virtual machine, and what becomes of what cannot be loaded.

use crate::machine::{GROUP, azure, effective, group, id, interface, machine, network, subnet};
use crate::scripted::{Script, client};
use azure::error::AzureError;
use azure::load::LoadedInterface;
use serde_json::{Value, json};
use std::rc::Rc;

fn load(
    script: &Rc<Script>,
    id: &str,
    interface: Option<&str>,
) -> Result<LoadedInterface, AzureError> {
    script.run(client(script).load(id, interface, &|_| {}))
}

fn load_machine(script: &Rc<Script>) -> Result<LoadedInterface, AzureError> {
    load(script, &id("Microsoft.Compute/virtualMachines", "vm"), None)
}

fn refused() -> Value {
    json!({"error": {"code": "AuthorizationFailed", "message": "The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.Network/networkSecurityGroups/read' over scope '/subscriptions/s' or the scope is invalid."}})
}

#[test]
fn a_running_machine_is_loaded_whole() {
    let script = azure(vec![]);
    let loaded = load_machine(&script).unwrap();
    assert_eq!(loaded.interface.name, "first", "the primary one");
    let addresses: Vec<_> = loaded
        .interface
        .addresses()
        .map(|it| it.to_string())
        .collect();
    assert_eq!(addresses, ["10.0.1.4", "10.0.1.9"], "the primary one first");
    assert!(loaded.subnet_group.unwrap().text.contains("Storage"));
    assert!(loaded.interface_group.unwrap().id.ends_with("/nsg-nic"));
    let prefixes: Vec<_> = loaded.virtual_network.unwrap().prefixes();
    let prefixes: Vec<_> = prefixes.iter().map(ToString::to_string).collect();
    assert_eq!(prefixes, ["10.0.0.0/16", "10.1.0.0/16", "192.168.0.0/16"]);
    assert!(loaded.effective.unwrap().contains("1.0.0.0/8"));
    assert!(
        loaded.service_tags.is_some(),
        "Storage is not expanded by the rules in force"
    );
    let [(group, members)] = &loaded.application_security_groups[..] else {
        panic!("one group is named");
    };
    assert!(group.ends_with("/asg-web"));
    let members: Vec<_> = members.iter().map(ToString::to_string).collect();
    assert_eq!(members, ["10.0.1.4", "10.0.1.5"]);
    let codes: Vec<_> = loaded.notes.iter().map(|note| note.code).collect();
    assert_eq!(codes, ["scale-set-members"]);
    assert_eq!(script.asked().len(), 10, "{:#?}", script.lines());
}

#[test]
fn an_interface_is_loaded_with_its_machine() {
    let script = azure(vec![]);
    let loaded = load(
        &script,
        &id("Microsoft.Network/networkInterfaces", "second"),
        None,
    )
    .unwrap();
    assert_eq!(loaded.interface.name, "second");
    assert_eq!(loaded.interface_group, None, "it has no group of its own");
    assert_eq!(loaded.virtual_machine.unwrap().name, "vm");
}

#[test]
fn another_interface_of_the_machine_can_be_meant() {
    let second = id("Microsoft.Network/networkInterfaces", "second");
    let machine = id("Microsoft.Compute/virtualMachines", "vm");
    let loaded = load(&azure(vec![]), &machine, Some(&second)).unwrap();
    assert_eq!(loaded.interface.name, "second");
}

#[test]
fn of_a_stopped_machine_the_rules_in_force_are_not_asked() {
    let script = azure(vec![("virtualMachines/vm", 200, machine("deallocated"))]);
    let loaded = load_machine(&script).unwrap();
    assert_eq!(loaded.effective, None);
    assert!(loaded.notes.iter().any(|note| note.code == "not-running"));
    assert!(!script.lines().iter().any(|line| line.starts_with("POST")));
}

#[test]
fn whether_a_machine_runs_is_not_guessed() {
    // Nobody says: asking for the rules in force tells.
    let mut silent = machine("running");
    silent["properties"]["instanceView"] = json!({});
    let script = azure(vec![("virtualMachines/vm", 200, silent)]);
    let loaded = load_machine(&script).unwrap();
    assert!(loaded.effective.is_some());
    assert_eq!(loaded.context().running, None);
    assert!(!loaded.notes.iter().any(|note| note.code == "not-running"));

    let mut alone = interface("first", "10.0.1.4", Some("nsg-nic"));
    alone["properties"]["virtualMachine"] = Value::Null;
    let script = azure(vec![("networkInterfaces/first", 200, alone)]);
    let nic = id("Microsoft.Network/networkInterfaces", "first");
    let loaded = load(&script, &nic, None).unwrap();
    let mut codes = loaded.notes.iter().map(|note| note.code);
    assert_eq!(codes.next(), Some("no-virtual-machine"));
    assert!(!script.lines().iter().any(|line| line.starts_with("POST")));
}

#[test]
fn without_a_group_there_is_no_guess() {
    let not_running = json!({"error": {"code": "NicMustBeAttachedToRunningVmToGetEffectiveSecurityGroups", "message": "no"}});
    let script = azure(vec![
        ("networkSecurityGroups/nsg-nic", 403, refused()),
        ("effectiveNetworkSecurityGroups", 400, not_running),
    ]);
    let error = load_machine(&script).unwrap_err();
    assert!(matches!(error, AzureError::Forbidden { .. }), "{error}");
}

#[test]
fn a_group_that_may_not_be_read_is_taken_from_the_rules_in_force() {
    let script = azure(vec![("networkSecurityGroups/nsg-subnet", 403, refused())]);
    let loaded = load_machine(&script).unwrap();
    let group = loaded.subnet_group.unwrap();
    assert!(group.text.contains("effectiveSecurityRules"));
    assert!(group.id.ends_with("/nsg-subnet"));
    assert!(
        loaded
            .notes
            .iter()
            .any(|note| note.code == "group-not-read")
    );
    // The same where not even the subnet may be read; then the routes are unknown, too.
    let loaded = load_machine(&azure(vec![("/subnets/web", 403, refused())])).unwrap();
    assert!(
        loaded
            .subnet_group
            .unwrap()
            .text
            .contains("effectiveSecurityRules")
    );
    assert_eq!(loaded.virtual_network, None);
}

#[test]
fn a_tag_of_which_a_part_is_missing_stays_unknown() {
    for (route, code) in [
        ("routeTables/routes", "virtual-network-not-read"),
        ("virtualNetworks/vnet", "virtual-network-not-read"),
    ] {
        let loaded = load_machine(&azure(vec![(route, 403, refused())])).unwrap();
        assert_eq!(loaded.virtual_network, None, "{route}");
        assert!(loaded.notes.iter().any(|note| note.code == code), "{route}");
    }
    let list = "providers/Microsoft.Network/networkInterfaces";
    let loaded = load_machine(&azure(vec![(list, 403, refused())])).unwrap();
    assert!(loaded.application_security_groups.is_empty());
    assert!(
        loaded
            .notes
            .iter()
            .any(|note| note.code == "members-not-read")
    );
}

#[test]
fn ranges_behind_a_gateway_are_said_to_be_missing() {
    let loaded = load_machine(&azure(vec![("virtualNetworks/vnet", 200, network(true))])).unwrap();
    assert!(
        loaded
            .notes
            .iter()
            .any(|note| note.code == "ranges-behind-gateway")
    );
}

#[test]
fn only_machines_and_interfaces_can_be_loaded() {
    for id in [
        "",
        "vm",
        "/subscriptions/s",
        GROUP,
        &id("Microsoft.Network/virtualNetworks", "vnet"),
    ] {
        let script = azure(vec![]);
        assert!(load(&script, id, None).is_err(), "{id}");
        assert!(script.asked().is_empty());
    }
}

#[test]
fn rules_in_force_and_tags_of_several_pages_are_read_whole() {
    let next = |path: &str| format!("https://management.azure.com/subscriptions/s/{path}?page=2");
    let mut rules = effective();
    let entries = rules["value"].as_array_mut().unwrap();
    let mut second = entries[0].clone();
    let nic = id("Microsoft.Network/networkInterfaces", "first");
    second["association"] = json!({"networkInterface": {"id": nic}});
    second["networkSecurityGroup"]["id"] =
        id("Microsoft.Network/networkSecurityGroups", "nsg-nic").into();
    rules["nextLink"] = next("more/rules").into();
    let tag = |name: &str, prefix: &str| json!({"name": name, "properties": {"addressPrefixes": [prefix]}});
    let tags = json!({
        "name": "Public", "changeNumber": "7",
        "values": [tag("Sql", "20.0.0.0/24")], "nextLink": next("more/tags"),
    });
    let script = azure(vec![
        ("effectiveNetworkSecurityGroups", 200, rules),
        ("more/rules", 200, json!({"value": [second]})),
        ("locations/westeurope/serviceTags", 200, tags),
        (
            "more/tags",
            200,
            json!({"values": [tag("Storage", "20.1.0.0/24")]}),
        ),
    ]);
    let loaded = load_machine(&script).unwrap();
    let groups = loaded.in_force().groups;
    assert_eq!(groups.len(), 2, "one of each page");
    let known = loaded.network().service_tags;
    assert_eq!(
        known[&"Storage".into()].prefixes(),
        ["20.1.0.0/24".parse().unwrap()],
    );
    let tags = nsg_documents::service_tags::read(loaded.service_tags.as_deref().unwrap());
    assert_eq!(
        (tags.tags.len(), tags.change_number.as_deref()),
        (2, Some("7"))
    );
    assert!(tags.diagnostics.is_empty(), "{:?}", tags.diagnostics);
}

#[test]
fn a_page_of_rules_or_tags_that_is_missing_or_elsewhere_leaves_them_unknown() {
    for link in [
        "https://management.azure.com/gone?page=2",
        "https://elsewhere.example/page",
    ] {
        let mut rules = effective();
        rules["nextLink"] = link.into();
        let tags = json!({"values": [], "nextLink": link});
        let script = azure(vec![
            ("effectiveNetworkSecurityGroups", 200, rules),
            ("locations/westeurope/serviceTags", 200, tags),
        ]);
        let loaded = load_machine(&script).unwrap();
        assert_eq!(
            (loaded.effective, loaded.service_tags),
            (None, None),
            "{link}"
        );
        for code in ["effective-rules-not-read", "service-tags-not-read"] {
            assert!(
                loaded.notes.iter().any(|note| note.code == code),
                "{link} {code}"
            );
        }
        assert!(!script.lines().iter().any(|line| line.contains("elsewhere")));
    }
}

#[test]
fn a_group_of_another_resource_group_is_known_where_only_the_rules_in_force_tell_of_it() {
    let policy = "/subscriptions/s/resourceGroups/policy/providers/Microsoft.Network/networkSecurityGroups/p";
    let found = |loaded: &LoadedInterface| loaded.context().foreign_group;
    assert_eq!(found(&load_machine(&azure(vec![])).unwrap()), None);

    let mut rules = effective();
    rules["value"][0]["networkSecurityGroup"]["id"] = policy.into();
    let script = azure(vec![("effectiveNetworkSecurityGroups", 200, rules.clone())]);
    let unknown = found(&load_machine(&script).unwrap()).unwrap();
    assert_eq!((unknown.id.as_str(), unknown.loaded), (policy, false));

    let mut subnet = subnet();
    subnet["properties"]["networkSecurityGroup"]["id"] = policy.into();
    let mut its = group("p", json!({"sourceAddressPrefix": "*"}));
    its["id"] = policy.into();
    let script = azure(vec![
        ("/subnets/web", 200, subnet),
        ("networkSecurityGroups/p", 200, its),
        ("effectiveNetworkSecurityGroups", 200, rules),
    ]);
    let loaded = found(&load_machine(&script).unwrap()).unwrap();
    assert_eq!((loaded.id.as_str(), loaded.loaded), (policy, true));
}

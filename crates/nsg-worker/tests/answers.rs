//! The worker's answers are what the reference says.
#![cfg(feature = "engine")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

use nsg::{AppliedTo, Direction, Endpoint, Flow, Protocol, Scenario};
use nsg_analysis::contracts::{Checked, ContractOutcome};
use nsg_worker::{
    Area, Ask, MapSlice, Picture, Session, Side, WorkerMessage, answer, ask, decode, encode,
};
use proptest::prelude::*;
use rule_lines::nic;
use rule_lines::random::scenario;
use serde_json::{Value, json};
use std::net::IpAddr;

/// A session that was told both sides through bytes, as a page does.
fn session(original: &Scenario, edited: &Scenario) -> Session {
    let mut session = Session::default();
    tell(&mut session, WorkerMessage::Network(edited.network.clone()));
    for (side, scenario) in [(Side::Original, original), (Side::Edited, edited)] {
        for applied_to in [AppliedTo::Subnet, AppliedTo::NetworkInterface] {
            let group = scenario.group(applied_to).cloned();
            tell(&mut session, WorkerMessage::Group(side, applied_to, group));
        }
    }
    session
}

fn tell(session: &mut Session, told: WorkerMessage) -> Option<Result<String, String>> {
    let bytes = encode(&told).unwrap();
    let reply = session.take(decode(&bytes).unwrap())?;
    let reply: nsg_worker::Reply = decode(&encode(&reply).unwrap()).unwrap();
    assert_eq!(reply.number, 7);
    Some(reply.answer)
}

/// The answer, through bytes and JSON as it comes to a page.
fn asked<Q: Ask>(session: &mut Session, question: Q) -> Result<Q::Answer, String> {
    let told = tell(session, WorkerMessage::Ask(7, question.into())).unwrap();
    told.map(|text| answer(&text).unwrap())
}

/// The rulings of every cell, each covered once.
fn cells(picture: &Picture, areas: &[Area]) -> Vec<usize> {
    let columns = picture.ports.len();
    let mut cells = vec![None; picture.addresses.len() * columns];
    for area in areas {
        for row in area
            .addresses
            .iter()
            .flat_map(|(first, last)| *first..=*last)
        {
            for column in area.ports.iter().flat_map(|(first, last)| *first..=*last) {
                assert_eq!(cells[row * columns + column].replace(area.ruling), None);
            }
        }
    }
    cells.into_iter().map(Option::unwrap).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn every_corner_of_every_cell_of_a_picture_is_what_the_reference_says(
        original in scenario(),
        edited in scenario(),
        inbound in any::<bool>(),
        protocol in prop::sample::select(Protocol::ALL.to_vec()),
        local in prop::sample::select(vec!["10.0.1.4", "192.0.2.7", "fd00::4"]),
    ) {
        let local: IpAddr = local.parse().unwrap();
        prop_assume!(protocol != Protocol::Icmp || local.is_ipv4());
        let original = Scenario { network: edited.network.clone(), ..original };
        let direction = if inbound { Direction::Inbound } else { Direction::Outbound };
        let slice = MapSlice { direction, protocol, local, source_port: 50000 };
        let mut session = session(&original, &edited);
        let picture: Picture = asked(&mut session, slice).unwrap();
        for (scenario, areas) in [(&original, &picture.original), (&edited, &picture.edited)] {
            let cells = cells(&picture, areas);
            for (row, addresses) in picture.addresses.iter().enumerate() {
                for (column, ports) in picture.ports.iter().enumerate() {
                    let ruling = &picture.rulings[cells[row * picture.ports.len() + column]];
                    for (address, service) in [(addresses.first, ports.first), (addresses.last, ports.last)] {
                        if address == local {
                            continue;
                        }
                        let flow = flow(&slice, address, service);
                        let verdict = nsg::verify(scenario, &flow);
                        prop_assert_eq!(verdict.access, ruling.access, "{:?}: {}", flow, verdict.summary);
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// What a page makes of a link is what the link was made of, with the same verdict.
    #[test]
    fn a_redacted_scenario_is_read_back_with_every_verdict(
        scenario in scenario(),
        flow in rule_lines::random::flow(),
        key in any::<[u8; 16]>(),
    ) {
        let mut session = session(&scenario, &scenario);
        // What a text cannot say is refused with a sentence.
        let Ok(told) = asked(&mut session, ask::Redact { flow: Some(flow), key }) else {
            return Ok(());
        };
        let group = |text: &Option<String>| {
            let read = nsg_documents::read(text.as_deref()?);
            Some(read.groups.into_iter().next()?.security_group)
        };
        let [subnet, interface] = &told.originals;
        let set = |text: &str| nsg_documents::prefixes::read(text).prefixes;
        let sets = |texts: &[(String, String)]| {
            texts.iter().map(|(name, text)| (nsg::Name::from(name.as_str()), set(text).into_iter().collect())).collect()
        };
        let network = nsg::Network {
            virtual_network: (!told.virtual_network.is_empty()).then(|| set(&told.virtual_network)),
            service_tags: sets(&told.tags),
            application_security_groups: sets(&told.members),
            security_admin_rules: nsg_documents::admin_rules::read(&told.admin_rules).rules,
            ..nsg::Network::default()
        };
        let again = Scenario {
            subnet_security_group: group(subnet),
            network_interface_security_group: group(interface),
            network,
        };
        let plain = Scenario { network: nsg::Network { answers: Default::default(), ..scenario.network.clone() }, ..scenario };
        prop_assume!(plain.network.service_tags.keys().all(|tag| nsg::tags::DefaultTag::from_name(tag).is_none()));
        prop_assume!(plain.network.virtual_network.as_ref().is_none_or(|space| !space.is_empty()));
        let (before, after) = (nsg::verify(&plain, &flow), nsg::verify(&again, &told.flow.unwrap()));
        prop_assert_eq!(before.access, after.access, "{} / {}", before.summary, after.summary);
        prop_assert_eq!(&told.edited[0].as_ref().map(|group| group.security_rules.clone()), &again.subnet_security_group.map(|group| group.security_rules));
    }
}

/// The flow of a slice to or from an address and the service's port.
fn flow(slice: &MapSlice, remote: IpAddr, service: u16) -> Flow {
    let end = |address, port| Endpoint {
        address,
        port: slice.protocol.has_ports().then_some(port),
    };
    let (here, there) = match slice.direction {
        Direction::Inbound => (service, slice.source_port),
        Direction::Outbound => (slice.source_port, service),
    };
    Flow {
        direction: slice.direction,
        protocol: slice.protocol,
        local: end(slice.local, here),
        remote: end(remote, there),
    }
}

#[test]
fn a_worker_answers_about_what_it_was_told_last() {
    let deny = "Deny-All 200 In * *:* -> *:* Deny";
    let original = nic(deny);
    let edited = nic(&format!(
        "{deny}\nSsh 100 In Tcp 203.0.113.0/24:* -> *:22 Allow"
    ));
    let mut session = session(&original, &original);
    let impact = |session: &mut Session| asked(session, ask::Impact).unwrap();
    assert_eq!(impact(&mut session).count, 0);
    let group = edited.network_interface_security_group.clone();
    tell(
        &mut session,
        WorkerMessage::Group(Side::Edited, AppliedTo::NetworkInterface, group),
    );
    let told = impact(&mut session);
    assert_eq!(told.count, 1, "{}", told.summary);
    assert!(
        told.summary
            .starts_with("Allows TCP 22 from 203.0.113.0/24"),
        "{}",
        told.summary
    );
    let witness = told.regions[0].witness.unwrap();
    assert_eq!(
        nsg::verify(&original, &witness).access,
        told.regions[0].before.as_ref().unwrap().access
    );
    assert_eq!(
        nsg::verify(&edited, &witness).access,
        told.regions[0].after.as_ref().unwrap().access
    );
    let machine = "10.9.8.7".parse().unwrap();
    tell(&mut session, WorkerMessage::Machine(Some(machine)));
    let told = impact(&mut session);
    assert_eq!(told.regions[0].witness.unwrap().local.address, machine);
    let question = ask::ProposeFixes {
        flow: witness,
        wanted: nsg::Access::Deny,
    };
    let fixes = asked(&mut session, question).unwrap();
    assert!(!fixes.is_empty());
}

/// A contract of inbound flows, as a file has it.
fn contract(name: &str, must: &str, flows: Value) -> Value {
    let mut contract = json!({"name": name, "must": must, "flows": {"direction": "Inbound"}});
    let query = contract["flows"].as_object_mut().unwrap();
    query.extend(flows.as_object().unwrap().clone());
    contract
}

fn checked(session: &mut Session, contracts: &Value) -> Result<Vec<Checked>, Vec<String>> {
    asked(session, ask::CheckContracts(contracts.to_string())).unwrap()
}

/// Each contract with whether it holds, and whether it did.
fn outcomes(checked: &[Checked]) -> Vec<String> {
    let word = |outcome: &ContractOutcome| match outcome {
        ContractOutcome::Holds => "holds",
        ContractOutcome::Broken { .. } => "broken",
        ContractOutcome::Open { .. } => "open",
    };
    let told = |one: &Checked| {
        let before = one.before.as_ref().map_or("nothing", word);
        format!("{}: {}, {before} before", one.name, word(&one.outcome))
    };
    checked.iter().map(told).collect()
}

#[test]
fn contracts_are_proven_on_both_sides_and_a_breach_has_a_flow_that_shows_it() {
    let deny = "Deny-All 200 In * *:* -> *:* Deny";
    let original = nic(&format!(
        "Backup 100 In Tcp Storage:* -> *:8443 Allow\n{deny}"
    ));
    let edited = nic(&format!("Wide 150 In Tcp *:* -> *:20-443 Allow\n{deny}"));
    let tcp = |port: u16, from: &str| json!({"protocols": ["TCP"], "localPorts": [port], "remoteAddresses": [from]});
    let contracts = json!({"contracts": [
        contract("no telnet", "deny", tcp(23, "*")),
        contract("https", "allow", tcp(443, "203.0.113.0/24")),
        contract("no 8443", "deny", tcp(8443, "203.0.113.0/24")),
        // The edits take the last rule away that names the tag.
        contract("no RDP", "deny", tcp(3389, "Storage")),
    ]});
    let told = checked(&mut session(&original, &original), &contracts).unwrap();
    assert_eq!(
        outcomes(&told),
        [
            "no telnet: holds, nothing before",
            "https: broken, nothing before",
            "no 8443: open, nothing before",
            "no RDP: holds, nothing before",
        ]
    );
    let told = checked(&mut session(&original, &edited), &contracts).unwrap();
    assert_eq!(
        outcomes(&told),
        [
            "no telnet: broken, holds before",
            "https: holds, broken before",
            "no 8443: holds, open before",
            "no RDP: holds, holds before",
        ]
    );
    let broken = told.first().unwrap();
    let ContractOutcome::Broken { witness, ruling } = &broken.outcome else {
        panic!("{broken:?}")
    };
    let verdict = nsg::verify(&edited, witness);
    assert_eq!(verdict.access, ruling.access);
    assert_eq!(ruling.rule.as_ref().unwrap().name.name, "Wide");
}

#[test]
fn what_cannot_be_read_is_told_with_the_name_of_its_contract() {
    let scenario = nic("Ssh 100 In Tcp *:* -> *:22 Allow");
    let contracts = json!([
        contract(
            "partners",
            "deny",
            json!({"protocols": ["TCP"], "remoteAddresses": ["Partner"]})
        ),
        contract("", "never", json!({})),
        contract(
            "ports",
            "deny",
            json!({"localAddresses": {}, "localPorts": ["0-70000"]})
        ),
        contract("misspelt", "deny", json!({"localPort": [22]})),
        7,
    ]);
    let slips = checked(&mut session(&scenario, &scenario), &contracts).unwrap_err();
    let beginnings = [
        "Contract “partners”, flows, remoteAddresses: `Partner` cannot be read",
        "Contract 2, must: `never` is not one of `allow`, `deny` and `allowOnly`.",
        "Contract “ports”, flows, localAddresses: a value of type object cannot be read: it takes a list",
        "Contract “ports”, flows, localPorts: `0-70000` cannot be read",
        "Contract “misspelt”, flows, localPort: `localPort` is not a field of a query",
        "Contract 5: the contract is not an object.",
    ];
    assert_eq!(slips.len(), beginnings.len(), "{slips:?}");
    for (slip, beginning) in slips.iter().zip(beginnings) {
        assert!(slip.starts_with(beginning), "{slip}");
    }
    for (nothing, beginning) in [
        (json!("words"), "A list named contracts is missing."),
        (json!([]), "The list of contracts is empty."),
    ] {
        let slips = checked(&mut session(&scenario, &scenario), &nothing).unwrap_err();
        assert!(slips.concat().starts_with(beginning), "{slips:?}");
    }
}

#[test]
fn a_quiz_is_about_the_edited_rules_and_the_same_for_the_same_number() {
    let original = nic("Deny-Web 100 In Tcp *:* -> *:80 Deny");
    let allow = "Allow-Ssh 300 In Tcp Internet:* -> *:22 Allow";
    let edited = nic(&format!(
        "Deny-Ssh 200 In Tcp Internet:* -> *:22 Deny\n{allow}"
    ));
    let mut session = session(&original, &edited);
    let mut quiz = |seed| asked(&mut session, ask::Quiz { seed }).unwrap();
    let questions = quiz(7);
    let shadowed = questions
        .iter()
        .find(|one| one.trap == nsg_analysis::Trap::Shadowed)
        .unwrap();
    assert!(shadowed.why.contains("Allow-Ssh (priority 300)"));
    let verdict = nsg::verify(&edited, &shadowed.flow);
    assert_eq!(verdict.rule_name.as_deref(), Some("securityRules/Deny-Ssh"));
    assert_eq!(quiz(7), questions);
}

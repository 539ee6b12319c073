//! A recorded week for whoever has no flow log at hand: two web servers of the simulator's network, and one rule that was changed
//! on Wednesday.
//!
//! It is made by the engine from the simulator's own rules, so it says what Azure would; the same week every time.

use nsg::{
    Access, Decision, Direction, Endpoint, Flow, NetworkSecurityGroup, Protocol, RuleIndex,
    Scenario,
};
use nsg_documents::read;
use serde_json::{Value, json};
use std::fmt::Write;
use std::fs;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;

const GROUPS: &str =
    include_str!("../../azure-simulator/scenarios/built-in/resources/network-security-groups.json");

/// The group of the subnet that the machines are in.
const GROUP: &str = "nsg-snet-web";

/// By which the log calls it.
const GUID: &str = "7c1d9c5e-2f0a-4f57-9a3f-6d1b40c2e8aa";

/// The rule that came on Wednesday.
const CHANGED: &str = "Deny-Internet-Out";

/// Monday, 2 March 2026, in milliseconds.
const MONDAY: u64 = 1_772_409_600_000;

const HOUR: u64 = 3_600_000;

/// Wednesday at ten, in hours since Monday.
const CHANGE: u64 = 58;

const HOURS: u64 = 7 * 24;

const MACHINES: [(Ipv4Addr, &str); 2] = [
    (Ipv4Addr::new(10, 20, 1, 4), "6045BD6A1C04"),
    (Ipv4Addr::new(10, 20, 1, 5), "6045BD6A1C05"),
];

/// Writes the rules as they are now, and the log, into a folder.
///
/// # Errors
///
/// That the folder cannot be written, or that the simulator's rules cannot be read.
pub fn write_recorded_week(to: &Path) -> io::Result<()> {
    let unreadable = || io::Error::other("the simulator's rules cannot be read");
    let (text, group) = group().ok_or_else(unreadable)?;
    fs::create_dir_all(to)?;
    for (name, text) in [("rules.json", text), ("week.json", log(&group))] {
        let file = to.join(name);
        if !fs::read_to_string(&file).is_ok_and(|old| old == text) {
            fs::write(file, text)?;
        }
    }
    Ok(())
}

/// The group, as Azure prints it, and read.
fn group() -> Option<(String, NetworkSecurityGroup)> {
    let groups: Vec<Value> = serde_json::from_str(GROUPS).ok()?;
    let is_it = |group: &Value| group["id"].as_str().is_some_and(|id| id.ends_with(GROUP));
    let mut group = groups.into_iter().find(is_it)?;
    let properties = group.get_mut("properties")?.as_object_mut()?;
    properties.insert("resourceGuid".to_owned(), json!(GUID));
    let members = group.as_object_mut()?;
    members.insert("name".to_owned(), json!(GROUP));
    let text = serde_json::to_string_pretty(&group).ok()?;
    let read = read(&text).groups.into_iter().next()?;
    Some((text, read.security_group.with_default_rules()))
}

fn scenario(group: NetworkSecurityGroup) -> Scenario {
    let mut scenario = Scenario {
        subnet_security_group: Some(group),
        ..Scenario::default()
    };
    let prefixes = ["10.20.0.0/16", "10.10.0.0/16"];
    let prefixes = prefixes.iter().filter_map(|prefix| prefix.parse().ok());
    scenario.network.virtual_network = Some(prefixes.collect());
    let storage = "20.60.0.0/16".parse().into_iter().collect();
    scenario
        .network
        .service_tags
        .insert("Storage".into(), storage);
    scenario
}

/// The same numbers every time.
struct SampleNumbers(u64);

impl SampleNumbers {
    fn below(&mut self, end: u64) -> u64 {
        // Knuth's constants for 64 bits.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    /// One of them as the last number of an address.
    fn last(&mut self, end: u8) -> u8 {
        u8::try_from(1 + self.below(u64::from(end))).unwrap_or(1)
    }
}

/// One kind of traffic: how much of it in an hour, to whom.
struct SampleTraffic {
    direction: Direction,
    protocol: Protocol,
    port: u16,
    /// Flows in an hour of the day, and of the night.
    often: (u64, u64),
    remote: fn(&mut SampleNumbers) -> Ipv4Addr,
}

const TRAFFIC: [SampleTraffic; 8] = [
    // People with browsers.
    SampleTraffic {
        direction: Direction::Inbound,
        protocol: Protocol::Tcp,
        port: 443,
        often: (14, 4),
        remote: |numbers| Ipv4Addr::new(203, 0, 113, numbers.last(60)),
    },
    // Whoever tries every door.
    SampleTraffic {
        direction: Direction::Inbound,
        protocol: Protocol::Tcp,
        port: 22,
        often: (2, 2),
        remote: |numbers| Ipv4Addr::new(198, 51, 100, numbers.last(200)),
    },
    SampleTraffic {
        direction: Direction::Inbound,
        protocol: Protocol::Tcp,
        port: 3389,
        often: (1, 1),
        remote: |numbers| Ipv4Addr::new(198, 51, 100, numbers.last(200)),
    },
    // The administrators' machine in the hub.
    SampleTraffic {
        direction: Direction::Inbound,
        protocol: Protocol::Tcp,
        port: 22,
        often: (1, 0),
        remote: |_| Ipv4Addr::new(10, 10, 2, 4),
    },
    SampleTraffic {
        direction: Direction::Outbound,
        protocol: Protocol::Udp,
        port: 53,
        often: (4, 2),
        remote: |_| Ipv4Addr::new(10, 10, 1, 4),
    },
    SampleTraffic {
        direction: Direction::Outbound,
        protocol: Protocol::Tcp,
        port: 1433,
        often: (6, 2),
        remote: |numbers| Ipv4Addr::new(10, 20, 2, 3 + numbers.last(2)),
    },
    SampleTraffic {
        direction: Direction::Outbound,
        protocol: Protocol::Tcp,
        port: 443,
        often: (2, 1),
        remote: |numbers| Ipv4Addr::new(20, 60, 4, numbers.last(6)),
    },
    // Updates, from the internet.
    SampleTraffic {
        direction: Direction::Outbound,
        protocol: Protocol::Tcp,
        port: 443,
        often: (1, 1),
        remote: |numbers| Ipv4Addr::new(203, 0, 113, 199 + numbers.last(2)),
    },
];

/// A flow log of a virtual network: a record for each machine and hour.
fn log(group: &NetworkSecurityGroup) -> String {
    let now = RuleIndex::new(scenario(group.clone()));
    let mut earlier = group.clone();
    earlier.security_rules.retain(|rule| rule.name != CHANGED);
    let earlier = RuleIndex::new(scenario(earlier));
    let mut numbers = SampleNumbers(20_260_302);
    let mut text = String::from("{\"records\":[");
    for hour in 0..HOURS {
        let index = if hour < CHANGE { &earlier } else { &now };
        for (machine, mac) in MACHINES {
            if !text.ends_with('[') {
                text.push_str(",\n");
            }
            record(
                &mut text,
                hour,
                mac,
                &rules(&mut numbers, hour, machine, index),
            );
        }
    }
    text.push_str("]}\n");
    text
}

/// The tuples of an hour by the rule that decided.
fn rules(
    numbers: &mut SampleNumbers,
    hour: u64,
    machine: Ipv4Addr,
    index: &RuleIndex,
) -> Vec<(String, Vec<String>)> {
    let mut rules: Vec<(String, Vec<String>)> = Vec::new();
    let is_day = (7..19).contains(&(hour % 24)) && hour / 24 < 5;
    for traffic in &TRAFFIC {
        let often = if is_day {
            traffic.often.0
        } else {
            traffic.often.1
        };
        for _ in 0..often {
            let (rule, tuples) = connection(numbers, hour, machine, traffic, index);
            match rules.iter_mut().find(|(known, _)| *known == rule) {
                Some((_, known)) => known.extend(tuples),
                None => rules.push((rule, tuples)),
            }
        }
    }
    rules
}

/// One connection: how it began and how it ended.
fn connection(
    numbers: &mut SampleNumbers,
    hour: u64,
    machine: Ipv4Addr,
    traffic: &SampleTraffic,
    index: &RuleIndex,
) -> (String, Vec<String>) {
    let time = MONDAY + hour * HOUR + numbers.below(HOUR - 60_000);
    let client = u16::try_from(49_152 + numbers.below(16_000)).unwrap_or(50_000);
    let remote = (traffic.remote)(numbers);
    let end = |address: Ipv4Addr, port| Endpoint {
        address: IpAddr::V4(address),
        port: Some(port),
    };
    let (local, other) = match traffic.direction {
        Direction::Inbound => (end(machine, traffic.port), end(remote, client)),
        Direction::Outbound => (end(machine, client), end(remote, traffic.port)),
    };
    let flow = Flow {
        direction: traffic.direction,
        protocol: traffic.protocol,
        local,
        remote: other,
    };
    let verdict = index.verdict(&flow);
    let rule = verdict.rule_name.unwrap_or_default();
    let rule = nsg::RuleName::from_ip_flow_verify(&rule).diagnostic();
    let (source, destination) = (flow.source(), flow.destination());
    let ends = format!(
        "{},{},{client},{},{},{}",
        source.address,
        destination.address,
        traffic.port,
        if traffic.protocol == Protocol::Udp {
            17
        } else {
            6
        },
        if traffic.direction == Direction::Inbound {
            'I'
        } else {
            'O'
        },
    );
    let tuples = match verdict.access == Decision::from(Access::Allow) {
        false => vec![format!("{time},{ends},D,NX,0,0,0,0")],
        true => {
            let (sent, received) = (4 + numbers.below(30), 4 + numbers.below(60));
            let later = time + 1000 + numbers.below(50_000);
            vec![
                format!("{time},{ends},B,NX,0,0,0,0"),
                format!(
                    "{later},{ends},E,NX,{sent},{},{received},{}",
                    sent * 90,
                    received * 700
                ),
            ]
        }
    };
    (rule, tuples)
}

fn record(text: &mut String, hour: u64, mac: &str, rules: &[(String, Vec<String>)]) {
    let (day, hour) = (2 + hour / 24, hour % 24);
    let groups = rules
        .iter()
        .map(|(rule, tuples)| json!({ "rule": rule, "flowTuples": tuples }));
    let record = json!({
        "time": format!("2026-03-{day:02}T{hour:02}:59:59.0000000Z"),
        "flowLogVersion": 4,
        "flowLogGUID": "4b0f8c6e-93c5-4a0c-8f4b-0a7f4e5d2c11",
        "macAddress": mac,
        "category": "FlowLogFlowEvent",
        "operationName": "FlowLogFlowEvent",
        "flowRecords": { "flows": [{ "aclID": GUID, "flowGroups": groups.collect::<Vec<_>>() }] },
    });
    // Writing into a text does not fail.
    let _ = write!(text, "{record}");
}

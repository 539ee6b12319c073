//! Random rows of the tables, with what they record.

use judges::dice::CaseDice;
use nsg::{Access, Decision, Direction, Endpoint, Flow, Protocol};
use nsg_traffic::kql::TrafficTable;
use serde_json::{Value, json};

/// The id of the subnet's group.
pub(crate) const SUBNET: &str = "/subscriptions/0f5b1e6a-3c52-4b0f-9c63-0f0a0a0a0a0a/resourceGroups/Shop/providers/Microsoft.Network/networkSecurityGroups/nsg-subnet";
/// The id of the interface's group.
pub(crate) const INTERFACE: &str = "/subscriptions/0f5b1e6a-3c52-4b0f-9c63-0f0a0a0a0a0a/resourceGroups/Shop/providers/Microsoft.Network/networkSecurityGroups/nsg-web";
/// What a virtual network's log calls it.
pub(crate) const GUID: &str = "A43a8170-2b9b-4f0f-a19e-11cacfcaa51f";

/// Which groups the query knows besides the interface's by its id.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownGroups {
    /// The interface's by its GUID.
    pub(crate) guid: bool,
    /// The subnet's.
    pub(crate) subnet: bool,
}

/// What a row, or a part of it, records: a decision, or counters of one.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    /// What makes records one; empty where each is for itself.
    pub(crate) key: String,
    /// `None` where it cannot be read.
    pub(crate) flow: Option<Flow>,
    /// Whether the group can be told.
    pub(crate) ours: bool,
    pub(crate) access: Option<Access>,
    pub(crate) rule: String,
    pub(crate) flows: u64,
    pub(crate) bytes: u64,
    /// Seconds since 1970, of the first and of the last record.
    pub(crate) seen: (u64, u64),
}

/// Local addresses, private and of both families.
const LOCAL: &[&str] = &[
    "10.0.1.4",
    "10.0.1.5",
    "10.0.0.0",
    "10.0.255.255",
    "10.1.0.0",
    "10.1.255.255",
    "10.2.0.0",
    "fd00::4",
];
/// Remote ones, beside every edge of the rules.
const REMOTE: &[&str] = &[
    "10.0.1.9",
    "10.0.2.0",
    "10.0.0.255",
    "10.9.9.9",
    "203.0.113.0",
    "203.0.113.63",
    "203.0.113.64",
    "203.0.113.127",
    "203.0.113.128",
    "203.0.113.255",
    "203.0.112.255",
    "203.0.114.0",
    "198.51.100.7",
    "198.51.100.6",
    "198.51.100.127",
    "198.51.100.128",
    "192.0.2.0",
    "192.0.2.1",
    "192.0.2.2",
    "192.0.2.9",
    "192.0.2.77",
    "127.255.255.255",
    "128.0.0.0",
    "8.8.8.8",
    "0.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
];
const REMOTE_IPV6: &[&str] = &[
    "fd00::9",
    "2001:db8::",
    "2001:db8:7fff:ffff:ffff:ffff:ffff:ffff",
    "2001:db8:8000::",
    "2001:db8:ffff::1",
    "2001:db9::",
    "::1",
    "fe80::1",
    "ffff::1",
];
const PORTS: &[&str] = &[
    "0", "19", "20", "22", "25", "26", "79", "80", "81", "443", "444", "1023", "1024", "50000",
    "65534", "65535",
];

/// So many rows, and what they record.
pub(crate) fn records(
    dice: &mut CaseDice,
    table: TrafficTable,
    count: u32,
    known: KnownGroups,
    answer: impl Fn(&Flow) -> (Decision, String),
) -> (Vec<Value>, Vec<Recorded>) {
    let (mut rows, mut recorded) = (Vec::new(), Vec::new());
    for number in 0..count {
        let row = match table {
            TrafficTable::FlowTuples => tuples(dice, number, known, &answer, &mut recorded),
            _ => summed(dice, table, number, known, &answer, &mut recorded),
        };
        rows.extend(row);
    }
    (rows, recorded)
}

fn flow(dice: &mut CaseDice, protocols: &[Protocol]) -> Option<Flow> {
    let direction = match dice.roll(2) {
        0 => Direction::Inbound,
        _ => Direction::Outbound,
    };
    let protocol = *protocols.get(dice.roll(protocols.len()))?;
    let local = dice.pick(LOCAL);
    let remote = match local.contains(':') {
        true => dice.pick(REMOTE_IPV6),
        false => remote(dice)?,
    };
    let end = |address: &str, port: &str| {
        Some(Endpoint {
            address: address.parse().ok()?,
            port: port.parse().ok().filter(|_| protocol.has_ports()),
        })
    };
    let (local, remote) = (
        end(local, dice.pick(PORTS))?,
        end(remote, dice.pick(PORTS))?,
    );
    let flow = Flow {
        direction,
        protocol,
        local,
        remote,
    };
    flow.check().ok().map(|()| flow)
}

fn remote(dice: &mut CaseDice) -> Option<&'static str> {
    REMOTE.get(dice.roll(REMOTE.len())).copied()
}

/// What Azure would have logged: mostly what we say.
fn logged(
    dice: &mut CaseDice,
    flow: &Flow,
    answer: &impl Fn(&Flow) -> (Decision, String),
) -> (Access, String) {
    let (access, rule) = answer(flow);
    let access = match access {
        Decision::Allow => Access::Allow,
        Decision::Deny => Access::Deny,
        Decision::Depends if dice.once_in(2) => Access::Allow,
        Decision::Depends => Access::Deny,
    };
    let access = match access {
        Access::Allow if dice.once_in(15) => Access::Deny,
        Access::Deny if dice.once_in(15) => Access::Allow,
        same => same,
    };
    // Names are cut off.
    let rule: String = rule.chars().take(65).collect();
    match dice.roll(20) {
        3 => (access, format!("{rule}_{GUID}")),
        0 => (access, "UserRule".to_owned()),
        1 => (access, "UserRule_gone".to_owned()),
        2 => (access, rule.to_uppercase()),
        _ if rule.is_empty() => (access, "DefaultRule".to_owned()),
        _ => (access, rule),
    }
}

/// A record of a flow log with one flow.
fn tuples(
    dice: &mut CaseDice,
    number: u32,
    known: KnownGroups,
    answer: &impl Fn(&Flow) -> (Decision, String),
    recorded: &mut Vec<Recorded>,
) -> Option<Value> {
    let version = [1, 2, 4, 4, 4].get(dice.roll(5)).copied()?;
    let all = [
        Protocol::Tcp,
        Protocol::Tcp,
        Protocol::Udp,
        Protocol::Icmp,
        Protocol::Esp,
        Protocol::Ah,
    ];
    let protocols = match version {
        4 => all.as_slice(),
        _ => all.get(..3)?,
    };
    let flow = flow(dice, protocols)?;
    let (access, rule) = logged(dice, &flow, answer);
    let (group, is_ours, is_told) = match (version, dice.roll(10)) {
        (_, 0) => (SUBNET.replace("nsg-subnet", "nsg-other"), false, true),
        (4, 1..6) => (GUID.to_lowercase(), true, known.guid),
        (_, 1..3) => (SUBNET.to_uppercase(), known.subnet, true),
        _ => (INTERFACE.to_owned(), true, true),
    };
    let (rule, is_ours) = match dice.roll(30) {
        0 => ("PlatformRule".to_owned(), false),
        _ => (rule, is_ours),
    };
    // A letter is version 2's form, which occurs in the envelope of version 4, too.
    let short_form = version < 4 || (flow.protocol.has_ports() && dice.once_in(8));
    let protocol = match (flow.protocol, short_form) {
        (Protocol::Tcp, true) => "T",
        (Protocol::Udp, true) => "U",
        (Protocol::Tcp, false) => "6",
        (Protocol::Udp, false) => "17",
        (Protocol::Icmp, _) => "1",
        (Protocol::Esp, _) => "50",
        (Protocol::Ah, _) => "51",
    };
    let direction = match flow.direction {
        Direction::Inbound => "I",
        Direction::Outbound => "O",
    };
    let port = |end: &Endpoint| end.port.map_or_else(String::new, |port| port.to_string());
    let mut parts = [
        flow.source().address.to_string(),
        flow.destination().address.to_string(),
        port(flow.source()),
        port(flow.destination()),
        protocol.to_owned(),
        direction.to_owned(),
    ];
    let mut key = parts.clone();
    // Two words for one protocol.
    if let Some(part) = key.get_mut(4) {
        flow.protocol.as_str().clone_into(part);
    }
    let mut readable = true;
    if dice.once_in(40) {
        let broken = match flow.protocol.has_ports() {
            true => dice.roll(6),
            false => dice.roll(2),
        };
        if let Some(part) = parts.get_mut(broken) {
            let unread = dice.pick(&["", "?", "300.1.1.1"]);
            unread.clone_into(part);
            readable = false;
            if let Some(part) = key.get_mut(broken) {
                let seen = if broken < 2 { unread } else { "" };
                seen.clone_into(part);
            }
        }
    }
    let seconds = 1_710_413_935 + u64::from(number);
    let time = match (version, dice.roll(2)) {
        (4, 0) => seconds * 1000 + 821,
        _ => seconds,
    };
    let allowed = access == Access::Allow;
    // What a flow logs while it lasts; sometimes its beginning lies in an earlier file.
    let states: &[&str] = match (allowed, version, dice.roll(4)) {
        (false, ..) => &["D"],
        (_, 1, _) => &["B"],
        (.., 0) => &["B", "C", "E"],
        (.., 1) => &["C"],
        (.., 2) => &["B", "B"],
        _ => &["B"],
    };
    let mut lines = Vec::new();
    for state in states {
        let counters = match *state {
            "C" | "E" => {
                [7, 100 + dice.roll(900), 3, dice.roll(500)].map(|count| count.to_string())
            }
            _ if short_form => [const { String::new() }; 4],
            _ => ["0"; 4].map(str::to_owned),
        };
        let letter = if allowed { "A" } else { "D" };
        let decided = match (version, short_form) {
            (1, _) => letter.to_owned(),
            (_, true) => format!(
                "{letter},{},{}",
                state.replace('D', "B"),
                counters.join(",")
            ),
            _ => format!("{state},{},{}", dice.pick(&["NX", "X"]), counters.join(",")),
        };
        lines.push(format!("{time},{},{decided}", parts.join(",")));
        let bytes = |place: usize| -> u64 {
            let text = counters.get(place).filter(|_| version > 1);
            text.and_then(|text| text.parse().ok()).unwrap_or_default()
        };
        if is_ours {
            recorded.push(Recorded {
                key: key.join(","),
                flow: Some(flow).filter(|_| readable),
                ours: is_told,
                access: Some(access),
                rule: rule.clone(),
                flows: u64::from(!["C", "E"].contains(state)),
                bytes: bytes(1) + bytes(3),
                seen: (seconds, seconds),
            });
        }
    }
    Some(match version {
        4 => json!({ "flowLogVersion": 4, "flowRecords": { "flows": [
            { "aclID": group, "flowGroups": [{ "rule": rule, "flowTuples": lines }] }] } }),
        _ => json!({ "resourceId": group, "properties": { "Version": version, "flows": [
            { "rule": rule, "flows": [{ "mac": "000D3AF8801A", "flowTuples": lines }] }] } }),
    })
}

/// A row of Traffic Analytics.
fn summed(
    dice: &mut CaseDice,
    table: TrafficTable,
    number: u32,
    known: KnownGroups,
    answer: &impl Fn(&Flow) -> (Decision, String),
    recorded: &mut Vec<Recorded>,
) -> Option<Value> {
    let today = table == TrafficTable::NtaNetAnalytics;
    let first = flow(dice, &[Protocol::Tcp, Protocol::Udp])?;
    let (access, rule) = logged(dice, &first, answer);
    let is_public = |flow: &Flow| {
        let text = flow.remote.address.to_string();
        !text.starts_with("10.") && !text.starts_with("fd")
    };
    // Public addresses stand in a list.
    let mut flows = vec![first];
    if is_public(&first) && first.remote.address.is_ipv4() {
        for _ in 0..dice.roll(3) {
            let address = remote(dice)?.parse().ok()?;
            let more = Flow {
                remote: Endpoint {
                    address,
                    ..first.remote
                },
                ..first
            };
            if is_public(&more) && flows.iter().all(|known| known.remote.address != address) {
                flows.push(more);
            }
        }
    }
    let mut is_ours = true;
    let short = |id: &str| {
        let id = id
            .replace("resourceGroups/", "")
            .replace("subscriptions/", "");
        id.replace("providers/Microsoft.Network/networkSecurityGroups/", "")
            .trim_start_matches('/')
            .to_owned()
    };
    let group = match dice.roll(8) {
        0 => {
            is_ours = false;
            short(&SUBNET.replace("nsg-subnet", "nsg-other"))
        }
        1 => {
            is_ours = known.subnet;
            SUBNET.to_lowercase()
        }
        2 => short(INTERFACE).to_uppercase(),
        3 => INTERFACE.to_owned(),
        _ => short(INTERFACE),
    };
    let rule = match dice.roll(30) {
        0 => {
            is_ours = false;
            "PlatformRule".to_owned()
        }
        // The old table's rules are parted by bars.
        _ if !today => rule.replace('|', "/"),
        _ => rule,
    };
    let mut broken = match dice.roll(120) {
        place @ 0..4 => Some(place),
        _ => None,
    };
    let (inbound, denied) = (
        first.direction == Direction::Inbound,
        access == Access::Deny,
    );
    let direction = match (inbound, broken) {
        (_, Some(0)) => "?",
        (true, _) => dice.pick(&["I", "Inbound"]),
        (false, _) => dice.pick(&["O", "Outbound"]),
    };
    let status = match denied {
        true => dice.pick(&["D", "Denied"]),
        false => dice.pick(&["A", "Allowed"]),
    };
    let protocol = match (first.protocol, broken) {
        (_, Some(1)) => "?",
        (Protocol::Tcp, _) => "T",
        _ => "U",
    };
    let port = first.destination().port.filter(|_| broken != Some(2));
    let (mut count, mut row_bytes) = (
        dice.roll(5) as u64,
        [dice.roll(9000) as u64, dice.roll(9000) as u64],
    );
    let mut lists = String::new();
    let remote = match is_public(&first) {
        _ if broken == Some(3) => String::new(),
        false => first.remote.address.to_string(),
        true => {
            count = 0;
            row_bytes = [0, 0];
            String::new()
        }
    };
    // From the first of July 2026 on.
    let (day, minute) = (number % 28, number % 60);
    let seconds = 1_782_864_000 + u64::from(day * 86_400 + 36_000 + minute * 60);
    let time = |minute: u32| format!("2026-07-{:02}T10:{minute:02}:00", 1 + day);
    let (time, later) = (
        time(minute),
        match minute {
            59 => format!("2026-07-{:02}T11:00:00", 1 + day),
            _ => time(minute + 1),
        },
    );
    let mut record = |flow: &Flow, flows: u64, bytes: u64, broken: Option<usize>| {
        // A record has no source port.
        let source_less = |end: &Endpoint| Endpoint { port: None, ..*end };
        let flow = match inbound {
            true => Flow {
                remote: source_less(&flow.remote),
                ..*flow
            },
            false => Flow {
                local: source_less(&flow.local),
                ..*flow
            },
        };
        if is_ours {
            recorded.push(Recorded {
                key: String::new(),
                flow: Some(flow).filter(|_| broken.is_none()),
                ours: true,
                access: Some(access),
                rule: rule.clone(),
                flows,
                bytes,
                seen: (seconds, seconds + 60),
            });
        }
    };
    if is_public(&first) && broken != Some(3) {
        for flow in &flows {
            let (started, bytes) = (
                dice.roll(4) as u64,
                [dice.roll(900) as u64, dice.roll(900) as u64],
            );
            let entry = format!(
                "{}|{started}|1|2|3|{}|{}",
                flow.remote.address, bytes[0], bytes[1]
            );
            lists = format!("{lists}{entry} ");
            let started = if denied { started.max(1) } else { started };
            record(flow, started, bytes.iter().sum(), broken);
        }
    } else {
        broken = broken.or(remote.is_empty().then_some(3));
        record(&first, count, row_bytes.iter().sum(), broken);
    }
    let local = first.local.address.to_string();
    let (source, destination) = if inbound {
        (remote, local)
    } else {
        (local, remote)
    };
    let (sources, destinations) = if inbound {
        (lists, String::new())
    } else {
        (String::new(), lists)
    };
    let counts = [
        (inbound, false),
        (inbound, true),
        (!inbound, false),
        (!inbound, true),
    ]
    .map(|(here, deny)| if here && deny == denied { count } else { 0 });
    let [allowed_in, denied_in, allowed_out, denied_out] = counts;
    Some(match today {
        true => json!({
            "TimeGenerated": time, "FlowStartTime": time, "FlowEndTime": later, "FlowDirection": direction, "FlowStatus": status,
            "L4Protocol": protocol, "SrcIp": source, "DestIp": destination, "DestPort": port, "SrcPublicIps": sources,
            "DestPublicIps": destinations, "AclGroup": group, "AclRule": rule, "AllowedInFlows": allowed_in,
            "DeniedInFlows": denied_in, "AllowedOutFlows": allowed_out, "DeniedOutFlows": denied_out,
            "BytesSrcToDest": row_bytes[0], "BytesDestToSrc": row_bytes[1],
        }),
        false => json!({
            "TimeGenerated": time, "FlowStartTime_t": time, "FlowEndTime_t": later, "FlowDirection_s": direction,
            "FlowStatus_s": status, "L4Protocol_s": protocol, "SrcIP_s": source, "DestIP_s": destination, "DestPort_d": port,
            "SrcPublicIPs_s": sources, "DestPublicIPs_s": destinations, "NSGList_s": group,
            "NSGRules_s": format!("0|{rule}|{direction}|{status}|{count}"), "AllowedInFlows_d": allowed_in,
            "DeniedInFlows_d": denied_in, "AllowedOutFlows_d": allowed_out, "DeniedOutFlows_d": denied_out,
            "InboundBytes_d": row_bytes[0], "OutboundBytes_d": row_bytes[1],
        }),
    })
}

//! Rows of Traffic Analytics.

use super::{INTERFACE, KnownGroups, Recorded, SUBNET, flow, logged, remote};
use judges::dice::CaseDice;
use nsg::{Access, Decision, Direction, Endpoint, Flow, Protocol};
use nsg_traffic::kql::TrafficTable;
use serde_json::{Value, json};

/// A row of Traffic Analytics.
pub(super) fn row(
    dice: &mut CaseDice,
    table: TrafficTable,
    number: u32,
    known: KnownGroups,
    near: &[Flow],
    answer: &impl Fn(&Flow) -> (Decision, String),
    recorded: &mut Vec<Recorded>,
) -> Option<Value> {
    let today = table == TrafficTable::NtaNetAnalytics;
    let first = flow(dice, &[Protocol::Tcp, Protocol::Udp], near)?;
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
        _ if !today => rule.replace(['|', ','], "/"),
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
    // The old table may have a second rule in a row, which did the other thing.
    let second = (!today && rule != "PlatformRule" && dice.once_in(5)).then(|| dice.roll(5) as u64);
    let mut record = |flow: &Flow, flows: Option<u64>, bytes: u64, broken: Option<usize>| {
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
        let other = match access {
            Access::Allow => Access::Deny,
            Access::Deny => Access::Allow,
        };
        let also = second.map(|count| (also(), other, count));
        for (rule, access, count) in [(rule.clone(), access, count)].into_iter().chain(also) {
            if is_ours {
                recorded.push(Recorded {
                    key: String::new(),
                    flow: Some(flow).filter(|_| broken.is_none()),
                    ours: true,
                    access: Some(access),
                    rule,
                    flows: flows.unwrap_or(count),
                    bytes,
                    seen: (seconds, seconds + 60),
                });
            }
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
            record(flow, Some(started), bytes.iter().sum(), broken);
        }
    } else {
        broken = broken.or(remote.is_empty().then_some(3));
        record(&first, None, row_bytes.iter().sum(), broken);
    }
    let rules = second.map(|count| {
        let status = if denied { "A" } else { "D" };
        format!(",1|{}|{direction}|{status}|{count}", also())
    });
    let rules = format!(
        "0|{rule}|{direction}|{status}|{count}{}",
        rules.unwrap_or_default()
    );
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
            "NSGRules_s": rules, "AllowedInFlows_d": allowed_in,
            "DeniedInFlows_d": denied_in, "AllowedOutFlows_d": allowed_out, "DeniedOutFlows_d": denied_out,
            "InboundBytes_d": row_bytes[0], "OutboundBytes_d": row_bytes[1],
        }),
    })
}

/// The second rule of a row.
fn also() -> String {
    "UserRule_also".to_owned()
}

//! Raw flow logs.

use super::{GUID, INTERFACE, KnownGroups, Recorded, SUBNET, flow, logged};
use judges::dice::CaseDice;
use nsg::{Access, Decision, Direction, Endpoint, Flow, Protocol};
use serde_json::{Value, json};

/// A record of a flow log with one flow.
pub(super) fn record(
    dice: &mut CaseDice,
    number: u32,
    known: KnownGroups,
    near: &[Flow],
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
    let flow = flow(dice, protocols, near)?;
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

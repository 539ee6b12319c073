//! Random flow logs, held equal to a plain reading by serde, whatever the layout and the pieces they come in.

use crate::told::{Around, Told, read_in};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What a plain reading of a document tells: the tuples, each with what is around it.
fn plain(value: &Value, around: &Around, told: &mut Vec<(Around, String)>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| plain(value, around, told)),
        Value::Object(members) => {
            let text = |name: &str| members.get(name).and_then(Value::as_str).map(str::to_owned);
            let mut around = around.clone();
            around.rule = text("rule").or(around.rule);
            around.group = text("aclID")
                .or_else(|| text("resourceId"))
                .or(around.group);
            around.mac = text("mac").or_else(|| text("macAddress")).or(around.mac);
            for (name, value) in members {
                match (name.as_str(), value) {
                    ("flowTuples", Value::Array(tuples)) => {
                        let tuples = tuples.iter().filter_map(Value::as_str);
                        told.extend(tuples.map(|tuple| (around.clone(), tuple.to_owned())));
                    }
                    _ => plain(value, &around, told),
                }
            }
        }
        _ => {}
    }
}

/// A tuple as a plain reading has it: time in milliseconds, flow, state, bytes; `None` where it is none.
fn plain_tuple(text: &str) -> Option<String> {
    let fields: Vec<&str> = text.split(',').collect();
    let [
        time,
        source,
        destination,
        from,
        to,
        protocol,
        direction,
        rest @ ..,
    ] = fields.as_slice()
    else {
        return None;
    };
    let time: i64 = time.parse().ok()?;
    let time = if time < 100_000_000_000 {
        time * 1000
    } else {
        time
    };
    let ends: [std::net::IpAddr; 2] = [source.parse().ok()?, destination.parse().ok()?];
    let (name, has_ports) = match *protocol {
        "6" | "T" => ("TCP", true),
        "17" | "U" => ("UDP", true),
        "1" => ("ICMP", false),
        _ => return None,
    };
    let direction = match *direction {
        "I" => "Inbound",
        "O" => "Outbound",
        _ => return None,
    };
    let (allows, state, counters) = match rest {
        ["A", state, counters @ ..] => (true, *state, counters),
        ["D", "B", counters @ ..] => (false, "D", counters),
        ["A"] => (true, "B", &[] as &[&str]),
        [state, "NX", counters @ ..] => (*state != "D", *state, counters),
        _ => return None,
    };
    let counters: Vec<u64> = counters
        .iter()
        .map(|text| text.parse().unwrap_or_default())
        .collect();
    let bytes = counters.get(1).unwrap_or(&0) + counters.get(3).unwrap_or(&0);
    let end = |address: &std::net::IpAddr, port: &str| match (has_ports, address) {
        (false, _) => address.to_string(),
        (true, std::net::IpAddr::V6(_)) => format!("[{address}]:{port}"),
        (true, _) => format!("{address}:{port}"),
    };
    let flow = format!(
        "{direction} {name} {} -> {}",
        end(&ends[0], from),
        end(&ends[1], to)
    );
    Some(format!("{time} {flow} {allows} {state} {bytes}"))
}

fn told(told: &Told) -> Vec<(Around, String)> {
    use nsg::Access;
    use nsg_traffic::record::FlowState;
    let flow = |(around, recorded): &(Around, nsg_traffic::record::RecordedFlow)| {
        let around = Around {
            record: None,
            ..around.clone()
        };
        let allows = recorded.access == Access::Allow;
        let state = match recorded.state {
            FlowState::Decided if allows => "B",
            FlowState::Decided => "D",
            FlowState::Continued => "C",
            FlowState::Ended => "E",
            FlowState::DroppedUnencrypted => "X",
        };
        (
            around,
            format!(
                "{} {} {allows} {state} {}",
                recorded.time.milliseconds(),
                recorded.flow,
                recorded.bytes
            ),
        )
    };
    let mut flows: Vec<_> = told.flows.iter().map(flow).collect();
    flows.sort();
    flows
}

fn tuple() -> impl Strategy<Value = String> {
    let address = || {
        prop_oneof![
            9 => any::<u32>().prop_map(|bits| std::net::Ipv4Addr::from(bits).to_string()),
            1 => any::<u128>().prop_map(|bits| std::net::Ipv6Addr::from(bits).to_string()),
        ]
    };
    let time = prop_oneof![
        1_600_000_000_u64..1_900_000_000,
        1_600_000_000_000_u64..1_900_000_000_000
    ];
    let states = proptest::sample::select(vec![
        "A",
        "A,B,,,,",
        "A,E,1,20,3,400",
        "D,B,,,,",
        "B,NX,0,0,0,0",
        "C,NX,1,20,3,400",
        "D,NX,0,0,0,0",
        "E,NX,,,,",
    ]);
    let direction = proptest::sample::select(vec!["I", "O"]);
    (
        time,
        address(),
        address(),
        any::<u16>(),
        any::<u16>(),
        direction,
        states,
        0..6,
    )
        .prop_map(
            |(time, source, destination, from, to, direction, state, protocol)| {
                let is_letter = state.starts_with('A') || state.starts_with("D,B");
                let protocol = match (is_letter, protocol) {
                    (true, 0..3) => "T",
                    (true, _) => "U",
                    (false, 0..3) => "6",
                    (false, 3 | 4) => "17",
                    (false, _) => "1",
                };
                format!("{time},{source},{destination},{from},{to},{protocol},{direction},{state}")
            },
        )
}

fn record() -> impl Strategy<Value = Value> {
    let name = || {
        proptest::sample::select(vec![
            "UserRule_a",
            "DefaultRule_b",
            "Platform \"Rule\"\\",
            "규칙",
        ])
    };
    let group = (name(), proptest::collection::vec(tuple(), 0..5));
    let flows = proptest::collection::vec((name(), proptest::collection::vec(group, 0..3)), 0..3);
    (any::<bool>(), flows).prop_map(|(is_network, flows)| match is_network {
        true => {
            let group = |(rule, tuples)| json!({ "rule": rule, "flowTuples": tuples });
            let flow = |(acl, groups): (&str, Vec<_>)| json!({ "aclID": acl, "flowGroups": groups.into_iter().map(group).collect::<Vec<_>>() });
            let flows: Vec<Value> = flows.into_iter().map(flow).collect();
            json!({ "time": "t", "macAddress": "AA", "flowRecords": { "flows": flows } })
        }
        false => {
            let inner = |(mac, tuples)| json!({ "mac": mac, "flowTuples": tuples });
            let flow = |(rule, groups): (&str, Vec<_>)| json!({ "rule": rule, "flows": groups.into_iter().map(inner).collect::<Vec<_>>() });
            let flows: Vec<Value> = flows.into_iter().map(flow).collect();
            json!({ "time": "t", "resourceId": "/R", "properties": { "Version": 2, "flows": flows } })
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_log_is_read_as_serde_reads_it(
        records in proptest::collection::vec(record(), 0..4),
        is_pretty in any::<bool>(),
        is_lines in any::<bool>(),
        piece in 1_usize..400,
    ) {
        let whole = json!({ "records": records });
        let text = match (is_lines, is_pretty) {
            (true, _) => records.iter().map(|record| format!("{record}\n")).collect(),
            (_, true) => serde_json::to_string_pretty(&whole).unwrap(),
            (_, false) => whole.to_string(),
        };
        let mut expected = Vec::new();
        plain(&whole, &Around::default(), &mut expected);
        let mut expected: Vec<_> = expected
            .into_iter()
            .filter_map(|(around, tuple)| {
                let flow = plain_tuple(&tuple)?;
                // Addresses of two families are no flow, nor is ICMP over IPv6.
                let is_mixed = tuple.split(',').skip(1).take(2).filter(|address| address.contains(':')).count() == 1;
                let is_icmpv6 = tuple.contains(':') && flow.contains(" ICMP ");
                (!is_mixed && !is_icmpv6).then_some((around, flow))
            })
            .collect();
        expected.sort();
        prop_assert_eq!(told(&read_in(text.as_bytes(), piece)), expected, "{}", text);
    }

    /// No text makes the reader fail, and what it tells of a text that is cut is the beginning of what it tells of the whole.
    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..200), piece in 1_usize..50) {
        read_in(&bytes, piece);
    }
}

//! What Azure and people's tools make of a flow log, read.

use crate::told::{Around, read, read_in};
use flate2::Compression;
use flate2::write::GzEncoder;
use nsg::Access;
use nsg_traffic::record::{FlowState, RecordFaultKind, TupleFault};
use std::io::Write;

const VNET: &str = r#"{"records":[{"time":"2026-03-02T08:00:11.5Z","flowLogVersion":4,"flowLogGUID":"aa","macAddress":"002248AABB01",
"category":"FlowLogFlowEvent","targetResourceID":"/subscriptions/s/x","flowRecords":{"flows":[
{"aclID":"11111111-2222-3333-4444-555555555555","flowGroups":[{"rule":"UserRule_web","flowTuples":[
"1772438400123,203.0.113.9,10.1.0.4,50000,443,6,I,B,NX,0,0,0,0",
"1772438460123,203.0.113.9,10.1.0.4,50000,443,6,I,C,NX,5,900,4,3000",
"1772438470123,203.0.113.9,10.1.0.4,50000,443,6,I,E,NX,1,60,1,52"]},
{"rule":"DefaultRule_DenyAllInBound","flowTuples":["1772438400999,198.51.100.7,10.1.0.4,41000,22,6,I,D,NX,0,0,0,0"]}]}]}}]}"#;

const NSG_V2: &str = r#"{"records":[{"time":"2026-03-02T08:00:11.5Z","systemId":"bb","macAddress":"002248AABB01","category":"NetworkSecurityGroupFlowEvent",
"resourceId":"/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/NSG-WEB","properties":{"Version":2,"flows":[
{"rule":"UserRule_web","flows":[{"mac":"002248AABB01","flowTuples":["1772438400,203.0.113.9,10.1.0.4,50000,443,T,I,A,B,,,,",
"1772438460,203.0.113.9,10.1.0.4,50000,443,T,I,A,E,5,900,4,3000"]}]},
{"rule":"DefaultRule_DenyAllInBound","flows":[{"mac":"002248AABB01","flowTuples":["1772438400,198.51.100.7,10.1.0.4,41000,22,T,I,D,B,,,,"]}]}]}}]}"#;

const NSG_V1: &str = r#"{"records":[{"time":"2026-03-02T08:00:11.5Z","systemId":"bb","category":"NetworkSecurityGroupFlowEvent",
"resourceId":"/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/NSG-WEB","properties":{"Version":1,"flows":[
{"rule":"UserRule_web","flows":[{"mac":"002248AABB01","flowTuples":["1772438400,203.0.113.9,10.1.0.4,50000,443,T,I,A"]}]}]}}]}"#;

#[test]
fn a_virtual_networks_log() {
    let told = read(VNET);
    assert_eq!(told.fault, None);
    assert_eq!(told.flows.len(), 4);
    let (around, begun) = &told.flows[0];
    assert_eq!(
        *around,
        Around {
            rule: Some("UserRule_web".to_owned()),
            group: Some("11111111-2222-3333-4444-555555555555".to_owned()),
            mac: Some("002248AABB01".to_owned()),
            record: Some("2026-03-02T08:00:11.5Z aa 002248AABB01".to_owned()),
        }
    );
    assert_eq!(
        begun.flow.to_string(),
        "Inbound TCP 203.0.113.9:50000 -> 10.1.0.4:443"
    );
    assert_eq!(begun.time.to_string(), "2026-03-02T08:00:00.123Z");
    assert_eq!(
        (begun.access, begun.state),
        (Access::Allow, FlowState::Decided)
    );
    let (_, continued) = &told.flows[1];
    assert_eq!(
        (continued.state, continued.packets, continued.bytes),
        (FlowState::Continued, 9, 3900)
    );
    assert_eq!(told.flows[2].1.state, FlowState::Ended);
    let (around, denied) = &told.flows[3];
    assert_eq!(around.rule.as_deref(), Some("DefaultRule_DenyAllInBound"));
    assert_eq!(
        (denied.access, denied.state),
        (Access::Deny, FlowState::Decided)
    );
}

#[test]
fn a_network_security_groups_logs() {
    let told = read(NSG_V2);
    let (around, begun) = &told.flows[0];
    assert!(around.group.as_deref().unwrap().ends_with("/NSG-WEB"));
    assert_eq!(begun.time.to_string(), "2026-03-02T08:00:00Z");
    assert_eq!(
        (begun.access, begun.state),
        (Access::Allow, FlowState::Decided)
    );
    assert_eq!(
        (told.flows[1].1.state, told.flows[1].1.bytes),
        (FlowState::Ended, 3900)
    );
    assert_eq!(told.flows[2].1.access, Access::Deny);
    let told = read(NSG_V1);
    assert_eq!(told.flows.len(), 1);
    assert_eq!(told.flows[0].1.state, FlowState::Decided);
    assert_eq!(told.flows[0].0.mac.as_deref(), Some("002248AABB01"));
}

/// The record alone, a list of records, one on each line, `records` within `records`, behind a byte order mark.
#[test]
fn records_however_they_are_wrapped() {
    for whole in [VNET, NSG_V2, NSG_V1] {
        let expected = read(whole).flows;
        let record = &whole[r#"{"records":["#.len()..whole.len() - "]}".len()];
        let line = record.replace('\n', "");
        for text in [
            record.to_owned(),
            format!("[{record}]"),
            format!("{line}\n"),
            format!(r#"{{"records":[{whole}]}}"#),
            format!("\u{feff}{whole}"),
            format!(" \r\n{whole}\r\n"),
        ] {
            let told = read(&text);
            assert_eq!(told.fault, None, "{text}");
            assert_eq!(told.flows, expected, "{text}");
        }
        let twice = read(&format!("{line}\n{line}\n"));
        assert_eq!(twice.flows.len(), expected.len() * 2);
    }
}

/// `jq --sort-keys` puts the tuples before what is around them.
#[test]
fn properties_in_any_order() {
    for text in [VNET, NSG_V2, NSG_V1] {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        let told = read(&serde_json::to_string_pretty(&value).unwrap());
        assert_eq!(told.fault, None);
        assert_eq!(told.flows, read(text).flows);
    }
}

#[test]
fn a_gzip_of_any_of_them_in_any_pieces() {
    for text in [VNET, NSG_V2, NSG_V1] {
        let expected = read(text).flows;
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(text.as_bytes()).unwrap();
        let packed = packed.finish().unwrap();
        for piece in [1, 2, 3, 7, 64, 1000] {
            assert_eq!(read_in(text.as_bytes(), piece).flows, expected, "{piece}");
            assert_eq!(read_in(&packed, piece).flows, expected, "{piece}");
        }
        // Files that were appended to one another are packed one after the other.
        let twice = [packed.clone(), packed.clone()].concat();
        assert_eq!(read_in(&twice, 10).flows.len(), expected.len() * 2);
        let told = read_in(&packed[..packed.len() / 2], 10);
        assert_eq!(told.fault.unwrap().kind, RecordFaultKind::Cut);
    }
}

/// The hour that is not over lacks its end; a copy may be cut anywhere.
#[test]
fn a_file_that_is_cut_gives_what_it_has() {
    for text in [VNET, NSG_V2, NSG_V1] {
        let whole = read(text);
        let first = text.find("\"1772438400").unwrap();
        for end in 1..text.len() - 1 {
            let told = read(&text[..end]);
            assert!(told.fault.is_some(), "{}", &text[..end]);
            assert!(told.unreadable.is_empty());
            assert_eq!(
                told.flows[..],
                whole.flows[..told.flows.len()],
                "{}",
                &text[..end]
            );
            if end > first + 80 {
                assert_eq!(told.fault.unwrap().kind, RecordFaultKind::Cut);
                assert!(!told.flows.is_empty());
            }
        }
    }
}

#[test]
fn a_tuple_that_cannot_be_read_is_told_with_its_place() {
    let text = VNET
        .replace("198.51.100.7", "198.51.100.700")
        .replace(",22,6,", ",22,132,");
    let told = read(&text);
    assert_eq!(told.flows.len(), 3);
    let (tuple, fault, position) = &told.unreadable[0];
    assert_eq!(*fault, TupleFault::Form);
    let place = usize::try_from(*position).unwrap();
    assert_eq!(&text[place + 1..=place + tuple.len()], tuple);
    // SCTP is a protocol, and none that a group tells apart.
    let told = read(&VNET.replace(",22,6,", ",22,132,"));
    assert_eq!(told.unreadable[0].1, TupleFault::Protocol);
    let told = read(&VNET.replace("198.51.100.7", "2001:db8::7"));
    assert_eq!(told.unreadable[0].1, TupleFault::NotJudged);
}

/// Seconds in a virtual network's log, letters and blanks in it, no encryption, ICMP, and drops for encryption.
#[test]
fn tuples_as_the_field_has_them() {
    for (tuple, flow, state) in [
        (
            "1772438400,203.0.113.9,10.1.0.4,5,443,6,I,B,NX,0,0,0,0",
            "Inbound TCP 203.0.113.9:5 -> 10.1.0.4:443",
            FlowState::Decided,
        ),
        (
            "1772438400,10.1.0.4,10.2.0.4,5,53,U,O,A,B,,,,",
            "Outbound UDP 10.1.0.4:5 -> 10.2.0.4:53",
            FlowState::Decided,
        ),
        (
            "1772438400,10.1.0.4,10.2.0.4,5,53,U,O,B,,,,",
            "Outbound UDP 10.1.0.4:5 -> 10.2.0.4:53",
            FlowState::Decided,
        ),
        (
            "1772438400123,10.1.0.4,10.2.0.4,5,53,17,O,E,1,2,3,4",
            "Outbound UDP 10.1.0.4:5 -> 10.2.0.4:53",
            FlowState::Ended,
        ),
        (
            "1772438400123,10.1.0.4,10.2.0.4,0,0,1,O,B,NX,,,,",
            "Outbound ICMP 10.1.0.4 -> 10.2.0.4",
            FlowState::Decided,
        ),
        (
            "1772438400123,fd00::1,fd00::2,7,80,6,O,B,X,0,0,0,0",
            "Outbound TCP [fd00::1]:7 -> [fd00::2]:80",
            FlowState::Decided,
        ),
        (
            "1772438400123,10.1.0.4,10.2.0.4,5,53,6,O,D,NX_NOT_ACCEPTED,0,0,0,0",
            "Outbound TCP 10.1.0.4:5 -> 10.2.0.4:53",
            FlowState::DroppedUnencrypted,
        ),
    ] {
        let text = format!(r#"[{{"flowTuples":["{tuple}"]}}]"#);
        let told = read(&text);
        assert!(told.unreadable.is_empty(), "{tuple}");
        let (_, recorded) = &told.flows[0];
        assert_eq!(recorded.flow.to_string(), flow);
        assert_eq!(recorded.state, state, "{tuple}");
        assert_eq!(recorded.time.milliseconds() / 1000, 1_772_438_400);
    }
    for tuple in [
        "",
        "1772438400",
        "x,10.1.0.4,10.2.0.4,5,53,6,O,B",
        "1772438400,10.1.0.4,10.2.0.4,5,53,6,O,F",
        "1772438400,10.1.0.4,10.2.0.4,5,65536,6,O,B,NX,0,0,0,0",
        "1772438400,10.1.0.4,10.2.0.4,5,53,6,O,B,NX,0,0,0,0,0",
    ] {
        let told = read(&format!(r#"[{{"flowTuples":["{tuple}"]}}]"#));
        assert_eq!(told.unreadable.len(), 1, "{tuple}");
    }
}

#[test]
fn a_file_of_another_kind_is_refused() {
    for (text, kind) in [
        ("", RecordFaultKind::NoRecord),
        ("  \n", RecordFaultKind::NoRecord),
        ("hello", RecordFaultKind::NoRecord),
        ("name,priority\nweb,100\n", RecordFaultKind::NoRecord),
        (
            r#"{"securityRules":[{"name":"web","properties":{"priority":100}}]}"#,
            RecordFaultKind::NoRecord,
        ),
        (r#"{"records":[]}"#, RecordFaultKind::NoRecord),
        ("PK\u{3}\u{4}", RecordFaultKind::Packed),
    ] {
        assert_eq!(
            read(text).fault.map(|fault| fault.kind),
            Some(kind),
            "{text}"
        );
    }
    let broken = format!(
        "{}\n}} oops",
        &VNET[..VNET.find("{\"rule\":\"DefaultRule").unwrap()]
    );
    let told = read(&broken);
    let fault = told.fault.unwrap();
    assert_eq!(fault.kind, RecordFaultKind::NoJson);
    assert_eq!((fault.line, fault.column), (8, 1));
    assert_eq!(told.flows.len(), 3);
}

const COLUMNS: [&str; 17] = [
    "TimeGenerated",
    "FlowStartTime",
    "FlowEndTime",
    "FlowType",
    "FlowDirection",
    "FlowStatus",
    "L4Protocol",
    "SrcIp",
    "DestIp",
    "DestPort",
    "SrcPublicIps",
    "AclGroup",
    "AclRule",
    "AllowedInFlows",
    "DeniedInFlows",
    "BytesSrcToDest",
    "MacAddress",
];
const ROWS: [[&str; 17]; 3] = [
    [
        "2026-03-02T09:00:00Z",
        "2026-03-02T08:00:00Z",
        "2026-03-02T08:50:00Z",
        "IntraVNet",
        "Inbound",
        "Allowed",
        "T",
        "10.1.0.9",
        "10.1.0.4",
        "443",
        "",
        "s/r/nsg-web",
        "UserRule_web",
        "12",
        "0",
        "4000",
        "00-22-48-AA-BB-01",
    ],
    [
        "2026-03-02T09:00:00Z",
        "2026-03-02T08:00:00Z",
        "2026-03-02T08:50:00Z",
        "ExternalPublic",
        "I",
        "D",
        "T",
        "",
        "10.1.0.4",
        "22",
        "198.51.100.7|3|0|3|0|180|0 198.51.100.8|1|0|1|0|60|0",
        "s/r/nsg-web",
        "DefaultRule_DenyAllInBound",
        "0",
        "4",
        "0",
        "00-22-48-AA-BB-01",
    ],
    [
        "2026-03-02T09:00:00Z",
        "2026-03-02T08:10:00Z",
        "2026-03-02T08:50:00Z",
        "IntraVNet",
        "I",
        "A",
        "U",
        "10.1.0.9",
        "10.1.0.4",
        "53",
        "",
        "s/r/nsg-web",
        "UserRule_dns",
        "0",
        "0",
        "99",
        "00-22-48-AA-BB-01",
    ],
];

#[test]
fn rows_of_traffic_analytics_in_each_form() {
    let quoted = |cell: &&str| format!("\"{cell}\"");
    let list = |cells: &[&str]| cells.iter().map(quoted).collect::<Vec<_>>().join(",");
    let columns: Vec<String> = COLUMNS
        .iter()
        .map(|name| format!(r#"{{"name":"{name}","type":"string"}}"#))
        .collect();
    let rows: Vec<String> = ROWS.iter().map(|row| format!("[{}]", list(row))).collect();
    let rest = format!(
        r#"{{"tables":[{{"name":"PrimaryResult","columns":[{}],"rows":[{}]}}]}}"#,
        columns.join(","),
        rows.join(",")
    );
    let objects: Vec<String> = ROWS
        .iter()
        .map(|row| {
            let members = COLUMNS
                .iter()
                .zip(row)
                .map(|(name, cell)| format!("\"{name}\":\"{cell}\""));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        })
        .collect();
    let objects = format!("[{}]", objects.join(","));
    let lines: Vec<String> = [COLUMNS].iter().chain(&ROWS).map(|row| list(row)).collect();
    let csv = lines.join("\r\n");
    let portal = csv
        .replace("\"FlowStartTime\"", "\"FlowStartTime [UTC]\"")
        .replace("2026-03-02T08:00:00Z", "3/2/2026, 8:00:00.000 AM");
    for text in [rest, objects, csv, portal] {
        for piece in [1, 50, 100_000] {
            let told = read_in(text.as_bytes(), piece);
            assert_eq!(told.fault, None, "{text}");
            assert!(told.unreadable.is_empty(), "{:?}", told.unreadable);
            let flows: Vec<String> = told
                .flows
                .iter()
                .map(|(around, recorded)| {
                    format!(
                        "{} {} {} {:?} {}x {} bytes {}",
                        recorded.time,
                        recorded.flow,
                        recorded.access,
                        recorded.state,
                        recorded.flows,
                        recorded.bytes,
                        around.rule.as_deref().unwrap()
                    )
                })
                .collect();
            assert_eq!(
                flows,
                [
                    "2026-03-02T08:00:00Z Inbound TCP 10.1.0.9:* -> 10.1.0.4:443 Allow Decided 12x 4000 bytes UserRule_web",
                    "2026-03-02T08:00:00Z Inbound TCP 198.51.100.7:* -> 10.1.0.4:22 Deny Decided 3x 180 bytes DefaultRule_DenyAllInBound",
                    "2026-03-02T08:00:00Z Inbound TCP 198.51.100.8:* -> 10.1.0.4:22 Deny Decided 1x 60 bytes DefaultRule_DenyAllInBound",
                    "2026-03-02T08:50:00Z Inbound UDP 10.1.0.9:* -> 10.1.0.4:53 Allow Continued 0x 99 bytes UserRule_dns",
                ],
                "{text}"
            );
        }
    }
}

/// The table of before 2024, whose columns end in their type.
#[test]
fn rows_of_the_older_table() {
    let text = r#"[{"FlowStartTime_t":"2026-03-02T08:00:00Z","FlowEndTime_t":"2026-03-02T08:50:00Z","VMIP_s":"10.1.0.4","PublicIPs_s":"198.51.100.7|3|0|3|0|180|0",
"DestPort_d":22.0,"L4Protocol_s":"T","NSGList_s":"s/r/nsg-web","NSGRules_s":"0|defaultrule_denyallinbound|I|D|3","MACAddress_s":"00-22-48-AA-BB-01"},
{"FlowStartTime_t":"2026-03-02T08:00:00Z","SrcIP_s":"10.1.0.9","DestIP_s":"10.1.0.4","DestPort_d":443,"L4Protocol_s":"T","FlowDirection_s":"I","FlowStatus_s":"A",
"NSGList_s":"s/r/nsg-web","NSGRule_s":"web","AllowedInFlows_d":2.0,"InboundBytes_d":70.0,"OutboundBytes_d":30.0}]"#;
    let told = read(text);
    assert_eq!(told.fault, None);
    assert!(told.unreadable.is_empty());
    let flows: Vec<String> = told
        .flows
        .iter()
        .map(|(_, recorded)| {
            format!(
                "{} {} {}x {}",
                recorded.flow, recorded.access, recorded.flows, recorded.bytes
            )
        })
        .collect();
    assert_eq!(
        flows,
        [
            "Inbound TCP 198.51.100.7:* -> 10.1.0.4:22 Deny 3x 180",
            "Inbound TCP 10.1.0.9:* -> 10.1.0.4:443 Allow 2x 100"
        ]
    );
}

/// The sums of a row are of all its decisions and addresses: they count once, and nothing of a list is lost.
#[test]
fn the_sums_of_a_row_count_once() {
    let row = |rest: &str| {
        let text = format!(
            r#"[{{"FlowStartTime_t":"2026-03-02T08:00:00Z","L4Protocol_s":"T","DestPort_d":443.0,"DestIP_s":"10.1.0.4","InboundBytes_d":70.0,"OutboundBytes_d":30.0,{rest}}}]"#
        );
        let told = read(&text);
        let flows = told.flows.iter().map(|(_, recorded)| {
            let (access, flows, bytes) = (recorded.access, recorded.flows, recorded.bytes);
            format!(
                "{} {access} {flows}x {bytes}",
                recorded.flow.source().address
            )
        });
        (flows.collect::<Vec<_>>(), told.unreadable.len())
    };
    let (flows, unreadable) = row(r#""SrcIP_s":"10.1.0.9","NSGRules_s":"0|no|I|D|2,1|web|I|A|3""#);
    assert_eq!(
        (flows, unreadable),
        (
            vec![
                "10.1.0.9 Deny 2x 0".to_owned(),
                "10.1.0.9 Allow 3x 100".to_owned()
            ],
            0
        )
    );
    // Addresses that tell nothing of their own are a flow each, and one that is none makes the row unreadable.
    let decided = r#""FlowDirection_s":"I","FlowStatus_s":"A","AllowedInFlows_d":9"#;
    let (flows, _) = row(&format!(
        r#""SrcPublicIPs_s":"198.51.100.7 198.51.100.8",{decided}"#
    ));
    assert_eq!(
        flows,
        ["198.51.100.7 Allow 1x 0", "198.51.100.8 Allow 1x 0"]
    );
    assert_eq!(
        row(&format!(
            r#""SrcPublicIPs_s":"198.51.100.7 oops",{decided}"#
        )),
        (Vec::new(), 1)
    );
    assert_eq!(
        row(r#""SrcIP_s":"10.1.0.9","NSGRules_s":"0|no|I|D|2,oops""#),
        (Vec::new(), 1)
    );
}

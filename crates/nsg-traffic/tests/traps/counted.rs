//! Which tuples of a log count, and how often.

use super::*;
/// A change of rules decides about new flows only.
#[test]
fn flows_that_go_on_are_not_judged_and_give_bytes() {
    let records = [record(
        "t1",
        "AA",
        GROUP,
        &[
            "UserRule_web 0,203.0.113.9,10.0.1.4,50000,443,6,I,B",
            "UserRule_web 5,203.0.113.9,10.0.1.4,50000,443,6,I,C",
            "UserRule_web 6,203.0.113.9,10.0.1.4,50000,443,6,I,E",
            "UserRule_web 6,203.0.113.9,10.0.1.4,50001,443,6,I,E",
        ],
    )];
    let result = replay(&named(WEB), Some(&named(CLOSED)), &records);
    let change = result.change.as_ref().unwrap();
    assert_eq!(
        (
            result.flows,
            change.broken,
            skipped(&result, SkippedReason::Continued)
        ),
        (1, 1, 3)
    );
    let group = &change.groups[0];
    assert_eq!((group.flows, group.bytes, group.packets), (1, 600, 8));
    assert_eq!(group.first, group.last);
    assert_eq!((result.rules[0].flows, result.rules[0].bytes), (1, 600));
}

/// Both machines of a flow within the network record it: the same packet twice is no second flow.
#[test]
fn both_ends_of_a_flow_are_one_flow() {
    let records = [
        record(
            "t1",
            "AA",
            GROUP,
            &["DefaultRule_AllowVnetOutBound 0,10.0.1.4,10.0.1.5,50000,443,6,O,B"],
        ),
        record(
            "t1",
            "BB",
            GROUP,
            &["UserRule_web 0,10.0.1.4,10.0.1.5,50000,443,6,I,B"],
        ),
        // Another one, from the same port, an hour later.
        record(
            "t2",
            "BB",
            GROUP,
            &["UserRule_web 60,10.0.1.4,10.0.1.5,50000,443,6,I,B"],
        ),
    ];
    let result = replay(&named(WEB), Some(&named(CLOSED)), &records);
    let change = result.change.unwrap();
    assert_eq!(
        (
            result.flows,
            change.broken,
            change.unchanged,
            change.other_ends
        ),
        (3, 2, 0, 1)
    );
    assert_eq!(result.parity.same, 3);
}

#[test]
fn records_that_are_given_twice_count_once() {
    let one = record(
        "t1",
        "AA",
        GROUP,
        &["UserRule_web 0,203.0.113.9,10.0.1.4,50000,443,6,I,B"],
    );
    let other = record(
        "t1",
        "BB",
        GROUP,
        &["UserRule_web 0,203.0.113.9,10.0.1.5,50000,443,6,I,B"],
    );
    let result = replay(&named(WEB), None, &[one.clone(), other, one]);
    assert_eq!(
        (result.flows, skipped(&result, SkippedReason::Again)),
        (2, 1)
    );
    assert_eq!(
        result.diagnostics[0].code,
        TrafficDiagnosticCode::RecordAgain
    );
}

/// By GUID, by resource id in capitals, by the short form of Traffic Analytics.
#[test]
fn flows_of_other_groups_are_left_out() {
    let line = ["UserRule_web 0,203.0.113.9,10.0.1.4,50000,443,6,I,B"];
    for (group, ours) in [
        (GROUP, true),
        ("99999999-2222-3333-4444-555555555555", false),
        (
            "/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/NSG-WEB",
            true,
        ),
        (
            "/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/NSG-DB",
            false,
        ),
        ("s/r/nsg-web", true),
        ("s/other/nsg-web", false),
    ] {
        let result = replay(&named(WEB), None, &[record("t1", "AA", group, &line)]);
        assert_eq!(result.flows == 1, ours, "{group}");
        assert_eq!(
            skipped(&result, SkippedReason::AnotherGroup) == 1,
            !ours,
            "{group}"
        );
    }
    // What cannot be told is taken, and that is said.
    let mut unnamed = named(WEB);
    unnamed
        .network_interface_security_group
        .as_mut()
        .unwrap()
        .resource_guid = None;
    let result = replay(&unnamed, None, &[record("t1", "AA", GROUP, &line)]);
    assert_eq!(
        (result.flows, result.diagnostics[0].code),
        (1, TrafficDiagnosticCode::GroupNotTold)
    );
}

#[test]
fn a_filter_by_machine_and_time() {
    let records = [
        record(
            "t1",
            "00-22-48-AA",
            GROUP,
            &[
                "UserRule_web 0,203.0.113.9,10.0.1.4,50000,443,6,I,B",
                "UserRule_web 90,203.0.113.9,10.0.1.4,50000,443,6,I,B",
            ],
        ),
        record(
            "t1",
            "002248BB",
            GROUP,
            &["UserRule_web 0,203.0.113.9,10.0.2.4,50000,443,6,I,B"],
        ),
    ];
    let filter = |json: &str| serde_json::from_str::<TrafficFilter>(json).unwrap();
    for (filter, flows) in [
        (filter("{}"), 3),
        (filter(r#"{"macAddresses":["00:22:48:aa"]}"#), 2),
        (filter(r#"{"localAddresses":["10.0.2.0/24"]}"#), 1),
        (filter(r#"{"from":"2026-03-02T09:00:00Z"}"#), 1),
        (filter(r#"{"to":"2026-03-02T08:00:00Z"}"#), 2),
    ] {
        let result = replay_with(&named(WEB), None, filter.clone(), &records);
        assert_eq!(
            (result.flows, skipped(&result, SkippedReason::Filtered)),
            (flows, 3 - flows),
            "{filter:?}"
        );
    }
}

//! What decided a flow, and what the record cannot tell of it.

use super::*;
/// Names that are lost, that end at 65 characters, that have a GUID behind them; and what none of our rules decides.
#[test]
fn the_rule_that_azure_names() {
    let long = format!("{}-and-more", "x".repeat(60));
    let mut scenario = named(&format!(
        "{long} 100 In Tcp *:* -> *:443 Allow\nother 200 In Tcp *:* -> *:80 Allow"
    ));
    scenario.network.security_admin_rules = vec![admin_rule("NoRdp 10 In Tcp *:* -> *:3389 Deny")];
    let cut = &format!("UserRule_{long}")[..65];
    let flow = |port: u16| format!("0,203.0.113.9,10.0.1.4,50000,{port},6,I");
    for (rule, tuple, expected) in [
        (
            &format!("UserRule_{long}"),
            format!("{},B", flow(443)),
            "same",
        ),
        (
            &format!("userrule_{}", long.to_uppercase()),
            format!("{},B", flow(443)),
            "same",
        ),
        (&cut.to_owned(), format!("{},B", flow(443)), "same"),
        (
            &"UserRule".to_owned(),
            format!("{},B", flow(443)),
            "same access",
        ),
        (
            &"DefaultRule".to_owned(),
            format!("{},D", flow(22)),
            "same access",
        ),
        (
            &"UserRule_other".to_owned(),
            format!("{},B", flow(443)),
            "same access",
        ),
        (
            &"DefaultRule_DenyAllInBound".to_owned(),
            format!("{},D", flow(22)),
            "same",
        ),
        (
            &"UserRule_web".to_owned(),
            format!("{},B", flow(22)),
            "differ",
        ),
        (
            &"NoRdp_8e593d16-5f9d-4b25-b3b2-df7b6951a08b".to_owned(),
            format!("{},D", flow(3389)),
            "same",
        ),
        (&"NoRdp".to_owned(), format!("{},D", flow(3389)), "same"),
        (
            &"NoSsh_8e593d16-5f9d-4b25-b3b2-df7b6951a08b".to_owned(),
            format!("{},D", flow(443)),
            "not comparable",
        ),
        (
            &"PlatformRule".to_owned(),
            format!("{},B", flow(22)),
            "not comparable",
        ),
        (
            &"unspecified".to_owned(),
            format!("{},D", flow(443)),
            "not comparable",
        ),
    ] {
        let result = replay(
            &scenario,
            Some(&Scenario::default()),
            &[record("t1", "AA", GROUP, &[&format!("{rule} {tuple}")])],
        );
        let parity = &result.parity;
        let found = [
            (parity.same, "same"),
            (parity.same_access, "same access"),
            (parity.differ, "differ"),
            (parity.not_comparable, "not comparable"),
        ];
        let found: Vec<&str> = found
            .iter()
            .filter(|(flows, _)| *flows == 1)
            .map(|(_, name)| *name)
            .collect();
        assert_eq!(found, [expected], "{rule} {tuple}");
        // Where nothing of ours decides, no edit of ours changes anything.
        if expected == "not comparable" {
            assert_eq!(result.change.unwrap().unchanged, 1, "{rule}");
        }
    }
}

/// Packets that were dropped because they were not encrypted: a group has nothing to do with it.
#[test]
fn drops_for_encryption_are_not_compared() {
    let text = record(
        "t1",
        "AA",
        "unspecified",
        &["unspecified 0,203.0.113.9,10.0.1.4,50000,443,6,I,D"],
    )
    .replace(",NX,", ",NX_NOT_SUPPORTED,");
    let result = replay(&named(WEB), Some(&named(CLOSED)), &[text]);
    assert_eq!(
        (result.parity.not_comparable, result.change.unwrap().broken),
        (1, 0)
    );
}

/// Until Wednesday the record agrees: a change of rules has a beginning, a misunderstanding has none.
#[test]
fn a_change_of_rules_is_told_from_a_misunderstanding() {
    let changed = [record(
        "t1",
        "AA",
        GROUP,
        &[
            "UserRule_web 0,203.0.113.9,10.0.1.4,50000,443,6,I,B",
            "UserRule_web 10,203.0.113.9,10.0.1.4,50000,443,6,I,B",
            "DefaultRule_DenyAllInBound 20,203.0.113.9,10.0.1.4,50000,443,6,I,D",
            "DefaultRule_DenyAllInBound 30,203.0.113.9,10.0.1.4,50000,443,6,I,D",
        ],
    )];
    let result = replay(&named(WEB), None, &changed);
    assert_eq!(
        result.parity.summary,
        "Azure's record and these rules agree for 50.0% of 4 flows."
    );
    let difference = &result.parity.differences[0];
    assert_eq!(
        (
            difference.logged.access,
            difference.logged.rule_name.as_str()
        ),
        (Access::Deny, "defaultSecurityRules/DenyAllInBound")
    );
    assert_eq!(difference.first.to_string(), "2026-03-02T08:20:00Z");
    assert!(
        difference.causes[0].starts_with(
            "The rules were probably changed between 2026-03-02 08:10 and 2026-03-02 08:20 (UTC)"
        ),
        "{:?}",
        difference.causes
    );
    let mixed = [record(
        "t1",
        "AA",
        GROUP,
        &[
            "UserRule_web 0,203.0.113.9,10.0.1.4,50000,443,6,I,B",
            "DefaultRule_DenyAllInBound 20,203.0.113.9,10.0.1.4,50000,443,6,I,D",
            "UserRule_web 30,203.0.113.9,10.0.1.4,50000,443,6,I,B",
        ],
    )];
    let result = replay(&named(WEB), None, &mixed);
    assert!(!result.parity.differences[0].causes[0].contains("probably changed"));
}

/// The fact is named, and what each answer comes to.
#[test]
fn a_missing_fact_is_named_with_what_each_answer_comes_to() {
    let before = named("web 100 In Tcp *:* -> *:443 Allow\nall 110 In Tcp *:* -> *:* Deny");
    let after =
        named("storage 100 In Tcp Storage:* -> *:443 Allow\nall 110 In Tcp *:* -> *:* Deny");
    let records = [record(
        "t1",
        "AA",
        GROUP,
        &["UserRule_web 0,20.60.0.9,10.0.1.4,50000,443,6,I,B"],
    )];
    let change = replay(&before, Some(&after), &records).change.unwrap();
    assert_eq!((change.depends, change.broken), (1, 0));
    assert_eq!(
        change.summary,
        "What the change does to 1 of 1 recorded flows depends on missing facts; the others keep their result."
    );
    let fact = &change.groups[0].facts[0];
    assert_eq!(
        (fact.kind.as_str(), fact.name.as_str()),
        ("ServiceTag", "Storage")
    );
    assert_eq!(
        (fact.effect_if_yes, fact.effect_if_no),
        (TrafficEffect::Unchanged, TrafficEffect::Broken)
    );
    // Given the list, nothing is open.
    let mut told = after;
    told.network = tagged(told.network, "Storage", "20.60.0.0/16");
    let change = replay(&before, Some(&told), &records).change.unwrap();
    assert_eq!((change.depends, change.broken, change.unchanged), (0, 0, 1));
}

/// A row of Traffic Analytics has no source port.
#[test]
fn a_rule_that_looks_at_source_ports_leaves_rows_open() {
    let row = r#"[{"FlowStartTime":"2026-03-02T08:00:00Z","FlowEndTime":"2026-03-02T08:10:00Z","FlowDirection":"I","FlowStatus":"A","L4Protocol":"T","SrcIp":"10.0.9.9",
"DestIp":"10.0.1.4","DestPort":443,"AclGroup":"s/r/nsg-web","AclRule":"UserRule_web","AllowedInFlows":7}]"#;
    let run = |rules: &str| {
        let mut replay =
            TrafficReplay::new(named(WEB), Some(named(rules)), TrafficFilter::default());
        let mut document = replay.document("rows.json");
        document.read(row.as_bytes());
        document.finish();
        replay.result().change.unwrap()
    };
    assert_eq!(
        run("web 100 In Tcp *:1024-65535 -> *:443 Allow\nno 110 In * *:* -> *:* Deny").depends,
        7
    );
    assert_eq!(run("web 100 In Tcp *:* -> *:443 Deny").broken, 7);
    assert_eq!(
        run("web 100 In Tcp *:* -> *:80 Deny\nok 110 In Tcp *:* -> *:443 Allow").unchanged,
        7
    );
}

/// A flow that passes both groups uses a rule of each.
#[test]
fn each_group_that_a_flow_passes_counts() {
    let scenario = Scenario {
        network: network(),
        ..both(
            "a 100 In Tcp *:* -> *:443 Allow\nunused 110 In Tcp *:* -> *:80 Allow",
            "b 100 In Tcp *:* -> *:443 Allow",
        )
    };
    let result = replay(
        &scenario,
        None,
        &[record(
            "t1",
            "AA",
            GROUP,
            &["UserRule_b 0,203.0.113.9,10.0.1.4,50000,443,6,I,B"],
        )],
    );
    let used: Vec<&str> = result
        .rules
        .iter()
        .filter(|rule| rule.flows > 0)
        .map(|rule| rule.rule.name.name.as_str())
        .collect();
    assert_eq!((used, result.parity.same), (vec!["a", "b"], 1));
}

/// Silence is no proof, and a log may leave denials out.
#[test]
fn what_the_record_cannot_show_is_said() {
    let result = replay(
        &named(WEB),
        None,
        &[
            record(
                "t1",
                "AA",
                GROUP,
                &["UserRule_web 0,203.0.113.9,10.0.1.4,50000,443,6,I,B"],
            ),
            record(
                "t2",
                "AA",
                GROUP,
                &["UserRule_web 200,203.0.113.9,10.0.1.4,50000,443,6,I,B"],
            ),
        ],
    );
    let evidence = &result.evidence;
    assert!(!evidence.has_denied);
    assert_eq!(
        (evidence.interfaces, evidence.hours, evidence.recorded_hours),
        (1, 4, 2)
    );
    assert_eq!(evidence.limits.len(), 3);
    assert!(evidence.limits[0].contains("no denied flow"));
    assert_eq!(result.hours.len(), 2);
    let empty = replay(
        &Scenario {
            network_interface_security_group: Some(NetworkSecurityGroup::default()),
            ..Scenario::default()
        },
        None,
        &[],
    );
    assert_eq!(
        empty.parity.summary,
        "Nothing in what was read was decided by these rules."
    );
}

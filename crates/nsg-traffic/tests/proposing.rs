//! What the record proposes is held by a second replay: a tightened rule breaks nothing that was recorded, and new rules let in
//! what was chosen.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests end in a panic where something is not so"
)]

use nsg::{AppliedTo, Decision, Endpoint, Flow, Scenario, access};
use nsg_analysis::{Edit, Relation, edited};
use nsg_traffic::{NoNewRules, NotTightened, TightenOptions, TrafficFilter, TrafficReplay};
use proptest::prelude::*;
use rule_lines::{network, nic, with_asg};

/// A log of inbound connections: `source>destination:port/protocol`, allowed unless it begins with `!`.
fn log(lines: &[&str]) -> String {
    let tuple = |(number, line): (usize, &&str)| {
        let (state, line) = line
            .strip_prefix('!')
            .map_or(('B', *line), |line| ('D', line));
        let (source, rest) = line.split_once('>').unwrap();
        let (destination, rest) = rest.rsplit_once(':').unwrap();
        let (port, protocol) = rest.split_once('/').unwrap_or((rest, "6"));
        format!(
            "\"{},{source},{destination},50000,{port},{protocol},I,{state},NX,0,0,0,0\"",
            1_772_438_400 + number
        )
    };
    let tuples: Vec<String> = lines.iter().enumerate().map(tuple).collect();
    format!(
        r#"[{{"time":"t","macAddress":"AA","flowRecords":{{"flows":[{{"aclID":"g","flowGroups":[{{"rule":"UserRule","flowTuples":[{}]}}]}}]}}}}]"#,
        tuples.join(",")
    )
}

fn replay(before: &Scenario, after: Option<&Scenario>, text: &str) -> TrafficReplay {
    let mut replay = TrafficReplay::new(before.clone(), after.cloned(), TrafficFilter::default());
    let mut document = replay.document("log");
    document.read(text.as_bytes());
    document.finish();
    replay
}

fn tightened(rule: &str, lines: &[&str], options: TightenOptions) -> Result<String, NotTightened> {
    let mut before = nic(rule);
    before.network = with_asg(network(), "asg", "10.0.1.4");
    let text = log(lines);
    let position = rule
        .lines()
        .position(|line| line.starts_with("web "))
        .unwrap();
    let replay_of = replay(&before, None, &text);
    let tightened = replay_of.tighten(AppliedTo::NetworkInterface, position, options)?;
    let after = edited(&before, std::slice::from_ref(&tightened.edit));
    let second = replay(&before, Some(&after), &text).result();
    assert_eq!(second.change.unwrap().broken, 0);
    assert!(matches!(
        tightened.impact.relation,
        Relation::LessPermissive | Relation::Equivalent
    ));
    let Edit::Replace { with, .. } = tightened.edit else {
        panic!("a rule is replaced")
    };
    let list = |texts: Vec<String>| texts.join("|");
    let conditions = &with.conditions;
    let entries =
        |entries: &[nsg::AddressMatch]| list(entries.iter().map(ToString::to_string).collect());
    let ports = |ports: &[nsg::PortMatch]| list(ports.iter().map(ToString::to_string).collect());
    Ok(format!(
        "{} {} -> {}:{}",
        conditions.protocol.known().unwrap(),
        entries(&conditions.source),
        entries(&conditions.destination),
        ports(&conditions.destination_ports)
    ))
}

#[test]
fn a_rule_allows_what_was_recorded_and_no_more() {
    let seen = [
        "10.0.2.5>10.0.1.4:443",
        "10.0.2.77>10.0.1.4:443",
        "10.0.9.1>10.0.1.5:8443",
    ];
    let options = TightenOptions::default();
    let exact = TightenOptions {
        prefix_length: 32,
        entries: 20,
    };
    let few = TightenOptions {
        prefix_length: 32,
        entries: 1,
    };
    for (rule, options, expected) in [
        (
            "web 100 In * *:* -> *:* Allow",
            options,
            "TCP 10.0.2.0/24|10.0.9.0/24 -> 10.0.1.0/24:443|8443",
        ),
        (
            "web 100 In * *:* -> *:* Allow",
            exact,
            "TCP 10.0.2.5|10.0.2.77|10.0.9.1 -> 10.0.1.4/31:443|8443",
        ),
        (
            "web 100 In Tcp *:* -> *:* Allow",
            few,
            "TCP 10.0.0.0/20 -> 10.0.1.4/31:443-8443",
        ),
        // Never beyond the rule.
        (
            "web 100 In Tcp 10.0.2.0/25|10.0.9.0/30:* -> 10.0.1.4/30:443|8000-9000 Allow",
            options,
            "TCP 10.0.2.0/25|10.0.9.0/30 -> 10.0.1.4/30:443|8443",
        ),
        (
            "web 100 In Tcp VirtualNetwork:* -> 10.0.1.0/24:* Allow",
            options,
            "TCP 10.0.2.0/24|10.0.9.0/24 -> 10.0.1.0/24:443|8443",
        ),
    ] {
        assert_eq!(
            tightened(rule, &seen, options).as_deref(),
            Ok(expected),
            "{rule}"
        );
    }
}

#[test]
fn a_rule_that_cannot_be_tightened_says_why() {
    let seen = ["10.0.2.5>10.0.1.4:443"];
    let options = TightenOptions::default();
    for (rule, why) in [
        (
            "web 100 In Tcp 10.0.2.0/24:* -> 10.0.1.0/24:443 Allow",
            NotTightened::NarrowAlready,
        ),
        (
            "web 100 In Tcp 10.0.8.0/24:* -> *:* Allow",
            NotTightened::Unused,
        ),
        ("web 100 In Tcp *:* -> *:* Deny", NotTightened::Denies),
        ("web 100 ? Tcp *:* -> *:* Allow", NotTightened::Unknown),
        ("web ? In Tcp *:* -> *:* Allow", NotTightened::Unknown),
    ] {
        assert_eq!(tightened(rule, &seen, options), Err(why), "{rule}");
    }
    assert!(!NotTightened::Unused.to_string().is_empty());
}

/// Whether the first rule matches is not known, so the second may be the one that decides, whatever the access is.
#[test]
fn a_rule_keeps_what_it_may_have_decided() {
    let rules = "web 110 In * *:* -> *:* Allow\nopen 100 In ? *:* -> *:22 Allow";
    let seen = ["10.9.0.1>10.0.1.4:22", "10.9.0.1>10.0.1.4:80"];
    let tightened = tightened(rules, &seen, TightenOptions::default());
    assert_eq!(
        tightened.as_deref(),
        Ok("TCP 10.9.0.0/24 -> 10.0.1.0/24:22|80")
    );
}

/// Nobody knows which of three rules with one number comes first.
#[test]
fn what_cannot_be_proven_is_not_proposed() {
    let rules = "also 100 In * *:* -> *:* Allow\nweb 100 In * *:* -> *:* Allow\nno 100 In * *:* -> *:* Deny";
    let seen = ["10.9.0.1>10.0.1.4:22"];
    assert_eq!(
        tightened(rules, &seen, TightenOptions::default()),
        Err(NotTightened::NotProven)
    );
}

#[test]
fn the_fewest_rules_let_in_what_was_chosen() {
    let before = Scenario {
        network: network(),
        ..nic("web 100 In Tcp *:* -> *:443 Allow\nno 200 In * *:* -> *:* Deny")
    };
    let text = log(&[
        "!10.0.2.5>10.0.1.4:22",
        "!10.0.2.6>10.0.1.4:22",
        "!10.0.2.5>10.0.1.4:23",
        "!10.0.2.6>10.0.1.4:23",
        "!203.0.113.9>10.0.1.4:3389",
        "10.0.2.5>10.0.1.4:443",
    ]);
    let first = replay(&before, None, &text);
    let denied = first.denied();
    assert_eq!(denied.len(), 3);
    let chosen: Vec<_> = denied
        .into_iter()
        .filter(|one| one.port != Some(3389))
        .collect();
    let proposal = first.let_in(&chosen).unwrap();
    assert_eq!(
        proposal.summary,
        "Add one rule that allows the chosen flows."
    );
    let [Edit::Add { rule, .. }] = proposal.edits.as_slice() else {
        panic!("one rule")
    };
    assert_eq!(rule.name, "Allow-TCP-22");
    assert_eq!(proposal.impact.relation, Relation::MorePermissive);
    let after = edited(&before, &proposal.edits);
    let change = replay(&before, Some(&after), &text)
        .result()
        .change
        .unwrap();
    assert_eq!((change.opened, change.broken, change.unchanged), (4, 0, 2));
    assert_eq!(first.let_in(&[]).err(), Some(NoNewRules::NothingChosen));
}

fn line() -> impl Strategy<Value = String> {
    let source = proptest::sample::select(vec![
        "10.0.2.5",
        "10.0.2.6",
        "10.9.0.1",
        "203.0.113.9",
        "198.51.100.3",
    ]);
    let port = proptest::sample::select(vec![22_u16, 80, 443, 8443]);
    (any::<bool>(), source, 4_u8..7, port, any::<bool>()).prop_map(
        |(denied, source, last, port, udp)| {
            format!(
                "{}{source}>10.0.1.{last}:{port}/{}",
                if denied { "!" } else { "" },
                if udp { 17 } else { 6 }
            )
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_proposal_breaks_what_was_recorded(
        before in rule_lines::random::scenario(),
        lines in proptest::collection::vec(line(), 1..30),
        prefix_length in 8_u8..=32,
        entries in 1_usize..6,
    ) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let text = log(&lines);
        let first = replay(&before, None, &text);
        for applied_to in [AppliedTo::Subnet, AppliedTo::NetworkInterface] {
            for position in 0..before.group(applied_to).map_or(0, |group| group.security_rules.len()) {
                let options = TightenOptions { prefix_length, entries };
                let Ok(tightened) = first.tighten(applied_to, position, options) else { continue };
                let after = edited(&before, &[tightened.edit]);
                let change = replay(&before, Some(&after), &text).result().change.unwrap();
                prop_assert_eq!((change.broken, change.opened, change.depends), (0, 0, 0), "{:?} {}", applied_to, position);
            }
        }
        let denied = first.denied();
        if let Ok(proposal) = first.let_in(&denied) {
            let after = edited(&before, &proposal.edits);
            for one in &denied {
                for remote in &one.remotes {
                    let end = |address, port| Endpoint { address, port };
                    let flow = Flow { direction: one.direction, protocol: one.protocol, local: end(one.local, one.port), remote: end(*remote, Some(50000)) };
                    prop_assert_eq!(access(&after, &flow), Decision::Allow, "{}", flow);
                }
            }
        }
    }
}

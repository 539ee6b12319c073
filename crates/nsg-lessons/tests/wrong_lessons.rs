//! A lesson that says something wrong fails, and says where and how to mend it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may end in a panic: that is how it fails"
)]

use nsg_lessons::{FailureKind, LessonFailure, read, run};

/// A lesson that is right. Each test makes one thing of it wrong.
const RIGHT: &str = r#"---
title: A title
order: 1
teaches: What is so
belief: What people think
---

Some text.

```json network
{ "virtualNetwork": ["10.0.0.0/16"] }
```

```json network-interface
{ "name": "nsg", "securityRules": [
  { "name": "Deny-SSH", "priority": 200, "direction": "Inbound", "access": "Deny", "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "22" }
] }
```

```flow
Inbound TCP 10.0.2.5:50000 -> 10.0.1.4:22
Deny by securityRules/Deny-SSH of the network interface
because Deny-SSH matches
because AllowVnetInBound is not checked
```

```json task
{
  "do": "Open SSH.",
  "contracts": [
    { "name": "open", "must": "allow", "flows": { "direction": "Inbound", "protocols": ["TCP"], "remoteAddresses": ["10.0.2.0/24"], "localPorts": ["22"], "localAddresses": ["10.0.1.4"] } }
  ],
  "solutions": [
    { "why": "no rule", "networkInterfaceSecurityGroup": { "name": "nsg", "securityRules": [] } },
    { "why": "no group", "networkInterfaceSecurityGroup": null }
  ],
  "mistakes": [
    { "why": "the subnet", "breaks": "open", "subnetSecurityGroup": { "name": "sub", "securityRules": [] } }
  ]
}
```

Source: nobody.
"#;

/// What is wrong with the lesson once the first `from` in it is `to`.
fn failures(from: &str, to: &str) -> Vec<LessonFailure> {
    assert!(RIGHT.contains(from), "{from}");
    match read("01-x.md", "x", &RIGHT.replacen(from, to, 1)) {
        Ok(lesson) => run(&lesson),
        Err(failures) => failures.0,
    }
}

/// That one thing is wrong, of that kind and at that line, and there is a way out.
#[track_caller]
fn fails(from: &str, to: &str, kind: FailureKind, line: usize) {
    let failures = failures(from, to);
    let [failure] = failures.as_slice() else {
        panic!("{failures:#?}");
    };
    assert_eq!((failure.kind, failure.line), (kind, line), "{failure}");
    assert!(!failure.help.is_empty());
}

#[test]
fn a_right_lesson_has_no_failure() {
    assert_eq!(failures("Some text.", "Some text."), []);
}

#[test]
fn a_wrong_access() {
    fails("\nDeny by", "\nAllow by", FailureKind::WrongAccess, 20);
}

#[test]
fn a_wrong_rule() {
    let (from, to) = (
        "by securityRules/Deny-SSH",
        "by defaultSecurityRules/DenyAllInBound",
    );
    fails(from, to, FailureKind::WrongRule, 20);
}

#[test]
fn a_rule_of_another_group() {
    let (from, to) = ("of the network interface", "of the subnet");
    fails(from, to, FailureKind::WrongRule, 20);
}

#[test]
fn a_wrong_reason() {
    let to = "Deny-SSH misses source port";
    fails("Deny-SSH matches", to, FailureKind::WrongReason, 20);
    fails(
        "AllowVnetInBound is not checked",
        "AllowVnetInBound matches",
        FailureKind::WrongReason,
        20,
    );
    fails(
        "AllowVnetInBound is not",
        "AllowVnetInbund is not",
        FailureKind::WrongReason,
        20,
    );
    fails(
        "AllowVnetInBound is not checked",
        "the subnet is not checked",
        FailureKind::WrongReason,
        20,
    );
    fails(
        "AllowVnetInBound is not checked",
        "no NSG is checked",
        FailureKind::WrongReason,
        20,
    );
}

#[test]
fn facts_that_it_does_not_depend_on() {
    // Without the virtual network, whether the default rule matches is open.
    let text = RIGHT
        .replacen(r#"{ "virtualNetwork": ["10.0.0.0/16"] }"#, "{}", 1)
        .replacen("10.0.1.4:22", "10.0.1.4:80", 1)
        .replacen(
            "Deny by securityRules/Deny-SSH of the network interface\nbecause Deny-SSH matches\nbecause AllowVnetInBound is not checked",
            "Depends\nbecause Deny-SSH misses destination port\nis 10.0.2.5 in Internet? yes: Allow, no: Deny",
            1,
        );
    let failures = run(&read("01-x.md", "x", &text).unwrap());
    let of_flow = failures.iter().find(|failure| failure.line == 20).unwrap();
    assert_eq!(of_flow.kind, FailureKind::WrongFacts);
    assert!(
        of_flow
            .help
            .contains("VirtualNetwork? yes: Allow, no: Deny"),
        "{of_flow}"
    );
}

#[test]
fn an_unsolved_task() {
    let (from, to) = (
        r#""securityRules": [] }"#,
        r#""securityRules": [], "none": 1 }"#,
    );
    assert_eq!(failures(from, to), [], "what is not read changes nothing");
    let (from, to) = (
        r#""why": "no rule", "network"#,
        r#""why": "no rule", "subnet"#,
    );
    let failures = failures(
        from.trim_end_matches("network"),
        to.trim_end_matches("subnet"),
    );
    assert_eq!(failures, []);
    fails(
        r#"{ "name": "nsg", "securityRules": [] }"#,
        r#"{ "name": "nsg", "securityRules": [{ "name": "Deny", "priority": 100, "direction": "Inbound", "access": "Deny", "protocol": "*", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "*" }] }"#,
        FailureKind::UnsolvedTask,
        27,
    );
}

#[test]
fn a_first_solution_that_the_pages_editor_cannot_make() {
    for to in [
        r#""why": "no rule", "networkInterfaceSecurityGroup": null, "subnetSecurityGroup""#,
        r#""why": "no rule", "subnetSecurityGroup""#,
    ] {
        let found = failures(r#""why": "no rule", "networkInterfaceSecurityGroup""#, to);
        let uneditable = |failure: &LessonFailure| failure.kind == FailureKind::UneditableTask;
        assert!(found.iter().any(uneditable), "{to}: {found:?}");
    }
}

#[test]
fn two_solutions_that_are_the_same() {
    fails(
        r#""networkInterfaceSecurityGroup": null"#,
        r#""networkInterfaceSecurityGroup": {"name": "nsg", "securityRules": []}"#,
        FailureKind::UnsolvedTask,
        27,
    );
}

#[test]
fn a_mistake_that_is_right() {
    fails(
        r#""breaks": "open", "subnetSecurityGroup": {"#,
        r#""breaks": "open", "networkInterfaceSecurityGroup": {"#,
        FailureKind::RightMistake,
        27,
    );
}

#[test]
fn a_mistake_that_breaks_no_contract_of_the_task() {
    let (from, to) = (r#""breaks": "open""#, r#""breaks": "shut""#);
    fails(from, to, FailureKind::RightMistake, 27);
}

#[test]
fn a_beginning_that_needs_no_change() {
    let found = failures(r#""must": "allow""#, r#""must": "deny""#);
    assert!(
        found
            .iter()
            .any(|failure| failure.kind == FailureKind::NothingToDo),
        "{found:?}"
    );
}

#[test]
fn a_task_that_rules_the_rest_out_and_tests_samples_of_it() {
    for todo in [
        "Open SSH, and nothing else.",
        "Open SSH only.",
        "Open SSH to nobody else.",
        "Open SSH. The rest stays blocked.",
        "Block everything but SSH.",
        "Open SSH, and no other port.",
        "Open SSH from the office and from nowhere else.",
        "SSH만 허용하세요.",
        "SSH를 허용하고, 다른 것은 허용하지 마세요.",
        "SSH를 허용하고, 다른 누구에게도 허용하지 마세요.",
        "SSH를 허용하고, 다른 어디에도 허용하지 마세요.",
        "SSH를 허용하세요. 나머지는 계속 차단하세요.",
        "SSH 외에는 모두 차단하세요.",
        "SSH를 허용하고 아무것도 더 열지 마세요.",
    ] {
        let found = failures("Open SSH.", todo);
        let sampled = |failure: &LessonFailure| failure.kind == FailureKind::SampledContracts;
        assert!(found.iter().any(sampled), "{todo}: {found:?}");
    }
}

#[test]
fn a_deny_for_one_protocol_is_a_sample_of_the_rest() {
    let contract = |protocols: &str| {
        format!(
            r#"{{ "name": "shut", "must": "deny", "flows": {{ "direction": "Inbound", {protocols}"remoteAddresses": ["10.9.0.0/24"] }} }},
    {{ "name": "open""#
        )
    };
    let lesson = RIGHT.replacen("Open SSH.", "Open SSH, and nothing else.", 1);
    for (protocols, is_sample) in [("", false), (r#""protocols": ["TCP"], "#, true)] {
        let text = lesson.replacen(r#"{ "name": "open""#, &contract(protocols), 1);
        let lesson = read("lesson.md", "lesson", &text).unwrap();
        let found = run(&lesson);
        let sampled = |failure: &LessonFailure| failure.kind == FailureKind::SampledContracts;
        assert_eq!(found.iter().any(sampled), is_sample, "{found:?}");
        // Its mistake breaks another contract.
        let untested = |failure: &LessonFailure| failure.kind == FailureKind::UntestedRest;
        assert_eq!(found.iter().any(untested), !is_sample, "{found:?}");
    }
}

#[test]
fn contracts_that_cannot_be_read() {
    fails(
        r#""must": "allow""#,
        r#""must": "maybe""#,
        FailureKind::WrongContracts,
        27,
    );
    fails(
        r#"["10.0.2.0/24"]"#,
        r#"["Intrenet"]"#,
        FailureKind::WrongContracts,
        27,
    );
}

#[test]
fn an_unreadable_group() {
    fails("\n] }", "\n]", FailureKind::UnreadableText, 17);
    fails(
        r#""priority": 200"#,
        r#""priority": 20"#,
        FailureKind::UnreadableText,
        16,
    );
    fails(
        r#"["10.0.0.0/16"]"#,
        r#"["10.0.0/16"]"#,
        FailureKind::UnreadableText,
        11,
    );
}

#[test]
fn a_group_that_azure_takes_though_the_lesson_says_not() {
    let (from, to) = (
        "json network-interface",
        "json network-interface refused priority-clash",
    );
    fails(from, to, FailureKind::UnreadableText, 14);
}

#[test]
fn a_missing_expectation() {
    let answer = "Deny by securityRules/Deny-SSH of the network interface\n";
    fails(answer, "", FailureKind::MissingExpectation, 22);
    let reasons = "because Deny-SSH matches\nbecause AllowVnetInBound is not checked\n";
    fails(reasons, "", FailureKind::MissingExpectation, 20);
    let fact = "because Deny-SSH matches\nis 10.0.2.5 in Internet? yes: Allow, no: Deny";
    fails(
        "because Deny-SSH matches",
        fact,
        FailureKind::MissingExpectation,
        20,
    );
}

#[test]
fn what_is_not_written_as_a_lesson_is() {
    let cases = [
        ("Inbound TCP", "Inbound", 21),
        ("10.0.2.5:50000 ->", "10.0.2.5:50000 <-", 21),
        ("10.0.2.5:50000 ->", "10.0.2.5:50000", 21),
        ("10.0.2.5:50000", "10.0.2.5:x", 21),
        ("because Deny-SSH matches", "since Deny-SSH matches", 23),
        (
            "because Deny-SSH matches",
            "because Deny-SSH misses sauce",
            23,
        ),
        ("```json network\n", "```json netwrok\n", 10),
        ("network-interface\n", "network-interface refused\n", 14),
        ("Some text.", "Some <b>text</b>.", 8),
        ("Some text.", "A [link](file:///etc).", 8),
        ("title: A title", "title: A title: two", 2),
        ("order: 1", "order: first", 3),
        ("teaches", "teach", 4),
        ("Source: nobody.", "That is all.", 0),
        (r#""why": "no group""#, r#""y": "no group""#, 35),
    ];
    for (from, to, line) in cases {
        let found = failures(from, to);
        let here =
            |failure: &&LessonFailure| failure.kind == FailureKind::Format && failure.line == line;
        assert!(
            found.iter().any(|failure| here(&failure)),
            "{from} -> {to}: {found:#?}"
        );
    }
}
